"""From workshop files to a comparison: papermill, the notebook, the files."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import nbformat
import pytest

from kit.i18n import texts
from kit.report.comparing import ComparisonRequest, TooFewError, check_readable, compare
from kit.resources import resource
from tests.report.conftest import WORKSHOP

TODAY = date(2026, 11, 22)


@pytest.fixture
def clients(tmp_path, monkeypatch):
    """Two clients' workshops, named relative to the folder in which one works."""
    monkeypatch.chdir(tmp_path)
    files = []
    for name in ("maison-exemple", "boutique-exemple"):
        folder = Path("workshops", name)
        folder.mkdir(parents=True)
        text = WORKSHOP.replace("Maison <b>Exemple</b>", f"{name} & <b>fils</b>")
        (folder / "workshop.yaml").write_text(text, encoding="utf-8")
        files.append(folder / "workshop.yaml")
    return files


def asked(clients, **more):
    return ComparisonRequest(tuple(clients), as_of=TODAY, **more)


def test_a_comparison_is_whole_the_same_again_and_tells_nothing_of_this_machine(clients, tmp_path):
    trace = tmp_path / "executed"
    for name in ("kit", "matplotlib", "yaml", "sitecustomize"):
        Path("workshops", "maison-exemple", f"{name}.py").write_text(f"open({str(trace)!r}, 'w')")
    found = compare(asked(clients))
    assert found.ok, found
    assert found.files == (Path("outputs/portfolio.html"),)
    assert found.notebook == Path("outputs/portfolio.ipynb")
    assert sorted(p.name for p in Path("outputs").iterdir()) == [
        "portfolio.html",
        "portfolio.ipynb",
    ]
    assert not trace.exists()

    page = found.files[0].read_text("utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "maison-exemple &amp; &lt;b&gt;fils&lt;/b&gt;" in page
    assert "<b>fils" not in page
    ids = re.findall(r'<section class="parcours section" id="([^"]+)"', page)
    assert ids == [
        *("curves", "moments", "recurring", "coverage"),
        *("journey-1", "journey-2", "method"),
    ]
    assert "22 novembre 2026" in page

    notebook = found.notebook.read_text("utf-8")
    assert str(tmp_path) not in notebook
    parameters = json.loads(notebook)["cells"][1]["source"]
    assert 'workshops = ["workshops/maison-exemple/workshop.yaml"' in "".join(parameters)
    before = found.files[0].read_bytes(), found.notebook.read_bytes()
    again = compare(asked(clients))
    assert (again.files[0].read_bytes(), again.notebook.read_bytes()) == before


def test_a_journey_that_breaks_is_left_out_in_a_sentence_and_the_others_are_compared(
    clients, tmp_path
):
    third = Path("workshops", "third", "workshop.yaml")
    third.parent.mkdir()
    third.write_text("client: {name: Third}\nstages: 7\n", "utf-8")
    found = compare(asked([*clients, third]), spoken="en")
    assert not found.problems
    line, *_ = found.missing
    assert line.startswith("workshops/third/workshop.yaml:")
    assert "left out of the comparison" in line
    page = found.files[0].read_text("utf-8")
    assert "Non comparé, faute de pouvoir être lu" in page
    assert "third" in page
    assert "journey-3" not in page
    assert str(tmp_path) not in found.notebook.read_text("utf-8")


def test_two_readable_workshops_are_needed(clients):
    check_readable(clients, texts("en"))
    clients[1].write_text("client: [", "utf-8")
    with pytest.raises(TooFewError) as error:
        check_readable(clients, texts("en"))
    assert [line.partition(":")[0] for line in error.value.lines] == [str(clients[1])]
    with pytest.raises(TooFewError) as error:
        check_readable(clients[:1], texts("en"))
    assert error.value.lines == ()


def test_what_goes_wrong_after_the_check_is_told_on_an_error_page(clients):
    for path in clients:
        path.write_text("client: [", "utf-8")
    found = compare(asked(clients), spoken="en")
    assert found.files == (Path("outputs/portfolio.error.html"),)
    assert found.problems == (
        f"{clients[0]}: A comparison needs at least two journeys that can be read.",
    )


def test_language_theme_name_and_notebook_are_those_asked_for(clients, tmp_path):
    (tmp_path / "theme.yaml").write_text("brand: '#7a1f5c'\n")
    own = nbformat.read(resource("notebooks") / "portfolio.ipynb", 4)
    own.cells = [*own.cells[:2], own.cells[3]]  # opened, and the moments alone
    nbformat.write(own, tmp_path / "own.ipynb")
    whole = asked(
        clients,
        lang="en",
        name="shops",
        theme=tmp_path / "theme.yaml",
        notebook=tmp_path / "own.ipynb",
    )
    found = compare(whole)
    assert found.files == (Path("outputs/shops.html"),), found
    page = found.files[0].read_text("utf-8")
    assert '<html lang="en">' in page
    assert "--accent:#7a1f5c" in page
    assert re.findall(r'<section class="parcours section" id="([^"]+)"', page) == ["moments"]
    assert compare(replace(whole, theme=tmp_path / "none.yaml")).problems
