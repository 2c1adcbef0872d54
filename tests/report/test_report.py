"""From a workshop file to a report, by the kit's own way: papermill, nbconvert, the disk."""

import json
import re
from datetime import date

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from kit.exports.pdf import PrintingError
from kit.i18n import N_
from kit.report import report
from kit.report.running import run
from kit.resources import resource
from kit.sections import SECTIONS

TODAY = date(2026, 11, 22)
IDS = "summary persona map touchpoints emotions pain-points improvements evidence method"
"""The sections of a client's edition that has no earlier version to compare with."""


def notebook_of(path, *cells):
    """Write a notebook of one's own: a parameters cell, then some code."""
    parameters = 'workshop = lang = edition = as_of = theme = ""'
    code = [new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    code += [cell if not isinstance(cell, str) else new_code_cell(cell) for cell in cells]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
    nbformat.write(new_notebook(cells=code, metadata=kernel), path)
    return path


OPEN = "from kit.report import open_report\nreport = open_report(workshop, lang)\nreport"


@pytest.fixture
def make(client, tmp_path):
    """Make a client's report."""

    def make(workshop=client, **how):
        return report(workshop, out=tmp_path / "outputs", as_of=TODAY, **how)

    make.folder = tmp_path / "outputs" / "maison-exemple"  # type: ignore[attr-defined]
    return make


def test_a_report_is_whole_the_same_again_and_nothing_in_the_folder_is_executed(
    make, client, monkeypatch, tmp_path
):
    trace = tmp_path / "executed"
    for name in ("kit", "matplotlib", "yaml", "sitecustomize", "ipython_config"):
        (client / f"{name}.py").write_text(f"open({str(trace)!r}, 'w')", encoding="utf-8")
    monkeypatch.chdir(client)
    first = make(workshop=".")
    assert first.ok
    assert not trace.exists()
    assert first.identity == "maison-exemple"
    assert first.files == (make.folder / "report.html",)
    assert sorted(path.name for path in make.folder.iterdir()) == ["report.html", "report.ipynb"]

    page = first.files[0].read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert page.endswith("</html>\n")
    shown = re.findall(r'<section class="parcours section" id="([\w-]+)"', page)
    assert shown == IDS.split()
    assert "Maison &lt;b&gt;Exemple&lt;/b&gt;" in page
    assert "22 novembre 2026" in page

    text = first.notebook.read_text(encoding="utf-8")
    assert str(tmp_path) not in text + page
    assert r"workshop = \".\"" in text
    assert "papermill" not in json.loads(text)["metadata"]

    again = make(workshop=".")
    assert again.files[0].read_text(encoding="utf-8") == page
    assert again.notebook.read_text(encoding="utf-8") == text


def test_whoever_asks_is_told_in_their_own_language_and_the_reader_in_theirs(make, client):
    (client / "workshop.yaml").write_text("client: {name: x, language: fr", encoding="utf-8")
    outcome = make(lang="en", spoken="fr")
    page = outcome.files[0].read_text(encoding="utf-8")
    french = make(lang="fr").problems
    assert outcome.problems == french
    assert make(lang="en").problems != french
    assert '<html lang="en"' in page


def test_a_broken_file_is_told_in_its_language_with_its_place(make, client):
    make.folder.mkdir(parents=True)
    (make.folder / "report.html").write_text("an earlier report", encoding="utf-8")
    file = client / "workshop.yaml"
    text = file.read_text(encoding="utf-8").replace("at: caisse, scores", "at: caise, scores")
    file.write_text(text, encoding="utf-8")
    outcome = make()
    assert not outcome.ok
    assert outcome.files == (make.folder / "error.html",)
    [problem] = outcome.problems
    assert f"{file}:15:" in problem
    assert "« caise »" in problem.replace("\u202f", " ")
    page = outcome.files[0].read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "workshop.yaml:15:" in page
    assert "report.previous.html" in page
    names = sorted(path.name for path in make.folder.iterdir())
    assert names == ["error.html", "report.ipynb", "report.previous.html"]
    failing = [
        cell
        for cell in nbformat.read(outcome.notebook, 4).cells
        if any(output.output_type == "error" for output in cell.get("outputs", ()))
    ]
    assert ["open_report" in cell.source for cell in failing] == [True]

    file.write_text(text.replace("caise", "caisse"), encoding="utf-8")
    assert make().ok
    names = sorted(path.name for path in make.folder.iterdir())
    assert names == ["report.html", "report.ipynb"]


def test_no_edition_overwrites_or_sets_aside_another(make, client):
    make()
    page = (make.folder / "report.html").read_bytes()
    working = make(edition="working")
    assert working.files == (make.folder / "report.working.html",)
    assert (make.folder / "report.html").read_bytes() == page
    text = working.files[0].read_text("utf-8")
    assert "Édition de travail · français · 22 novembre 2026" in text
    assert "Édition du client · français · 22 novembre 2026" in page.decode()

    (client / "workshop.yaml").write_text("client: [", "utf-8")
    failed = make(edition="working")
    assert failed.files == (make.folder / "error.working.html",)
    names = sorted(path.name for path in make.folder.iterdir())
    assert names == [
        "error.working.html",
        "report.html",
        "report.ipynb",
        "report.working.ipynb",
        "report.working.previous.html",
    ]


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("en", "An older “report.pdf” beside this report was renamed “{}”."),
        (
            "fr",
            "Un « report.pdf » plus ancien se trouvait à côté de ce rapport : il s’appelle "
            "désormais « {} ».",
        ),
    ],
)
def test_a_format_that_is_not_made_again_is_not_left_beside_the_new_report(make, spoken, said):
    make.folder.mkdir(parents=True)
    stale, previous = make.folder / "report.pdf", make.folder / "report.previous.pdf"
    stale.write_bytes(b"of last month")
    other = make.folder / "report.fr.pdf"
    other.write_bytes(b"another report")
    outcome = make(spoken=spoken)
    assert outcome.ok
    assert [note.replace("\u202f", " ") for note in outcome.notes] == [said.format(previous.name)]
    assert not stale.exists()
    assert previous.read_bytes() == b"of last month"
    assert other.exists()
    assert make().notes == ()
    assert previous.exists()


def test_a_pdf_that_cannot_be_printed_leaves_no_older_one_in_its_place(make, monkeypatch):
    make.folder.mkdir(parents=True)
    (make.folder / "report.pdf").write_bytes(b"of last month")

    def unprinted(notebook):
        raise PrintingError(N_("No browser."))

    monkeypatch.setattr("kit.exports.pdf.export", unprinted)
    outcome = make(formats=("html", "pdf"))
    assert outcome.problems == ("No browser.",)
    assert outcome.notes
    names = sorted(path.name for path in make.folder.iterdir())
    assert names == ["report.html", "report.ipynb", "report.previous.pdf"]


def test_a_notebook_of_one_s_own_makes_the_report(make, tmp_path):
    cells = (OPEN, new_markdown_cell("## Mot du consultant"), "report.section('emotions')")
    own = notebook_of(tmp_path / "own {brace}.ipynb", *cells)
    outcome = make(notebook=own, name="report.fr")
    assert outcome.ok
    page = (make.folder / "report.fr.html").read_text(encoding="utf-8")
    assert "Mot du consultant" in page
    assert 'id="emotions"' in page
    assert 'id="method"' not in page


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ((OPEN, "1 / 0"), "ZeroDivisionError"),
        (("workshop",), "open_report"),
        ((OPEN,), "summary"),
    ],
)
def test_a_notebook_that_is_no_report_leaves_none(make, tmp_path, cells, says):
    outcome = make(
        notebook=notebook_of(tmp_path / "own.ipynb", *cells), lang="en", name="report.en"
    )
    assert not outcome.ok
    assert says in outcome.problems[0]
    names = sorted(path.name for path in make.folder.iterdir())
    assert names == ["error.en.html", "report.en.ipynb"]


def test_a_section_that_is_missing_from_the_kit_s_own_notebook_is_noticed(
    make, tmp_path, monkeypatch
):
    short = nbformat.read(resource("notebooks") / "report.ipynb", 4)
    short.cells = short.cells[:5]
    nbformat.write(short, tmp_path / "report.ipynb")
    monkeypatch.setattr("kit.report.resource", lambda _: tmp_path)
    outcome = make(lang="en")
    assert outcome.problems == (
        "The notebook ended without these sections of the report: touchpoints, emotions, "
        "pain-points, improvements, evidence and method.",
    )


def test_parameters_are_plain_texts(client, tmp_path):
    own = notebook_of(tmp_path / "own.ipynb", "lang")
    hostile = "fr\"\nopen('executed', 'w')\n#\\"
    parameters = {"workshop": str(client), "theme": "", "lang": hostile}
    output = run(own, parameters).notebook.cells[-1].outputs[0]
    assert output["data"]["text/plain"] == repr(hostile)


def test_the_kit_s_notebook_is_thin_and_speaks_no_language():
    notebook = nbformat.read(resource("notebooks") / "report.ipynb", 4)
    assert {cell.cell_type for cell in notebook.cells} == {"code"}
    assert all(not cell.outputs for cell in notebook.cells)
    assert [cell.source for cell in notebook.cells[2:]] == [
        f'report.section("{id}")' for id in SECTIONS
    ]


def test_without_a_browser_there_is_html_and_a_clear_message(make, monkeypatch, tmp_path):
    monkeypatch.setattr("kit.exports.pdf.candidates", lambda: iter(()))
    own = notebook_of(tmp_path / "own.ipynb", OPEN, "report.section('persona')")
    outcome = make(formats=("html", "pdf"), lang="en", notebook=own)
    assert outcome.files == (make.folder / "report.html",)
    assert "Install one, or" in outcome.problems[0]
