"""The report is the same whichever engine runs its notebook, and neither imports what is slow."""

import json
import subprocess
import sys
from datetime import date

import nbformat
import pytest

from kit.engine.parents import can_fork
from kit.i18n import texts
from kit.report import report
from kit.report.running import LEAST_MEMORY, Limits, run
from kit.resources import resource
from tests.report.test_report import OPEN, notebook_of

TODAY = date(2026, 11, 22)
EVIDENCE = """
evidence:
  sortie:
    name: Enquête de sortie
    kind: survey
    file: sortie.csv
    options: {scales: {Note: 1-5}}
    measures: [{at: caisse, figure: emotion, column: Note}]
"""
HEAVY = ("nbformat", "nbconvert", "papermill", "jsonschema", "lark")


def test_both_engines_give_the_same_bytes(client, tmp_path):
    made = {}
    for engine in ("parcours", "kernel"):
        outcome = report(client, out=tmp_path / engine, as_of=TODAY, engine=engine)
        assert outcome.ok
        assert (outcome.client, outcome.lang) == ("Maison <b>Exemple</b>", "fr")
        made[engine] = [path.read_bytes() for path in (*outcome.files, outcome.notebook)]
    assert made["parcours"] == made["kernel"]


def test_evidence_is_read_in_a_forked_process_as_in_a_kernel(client, tmp_path):
    (client / "evidence").mkdir()
    answers = "Note\n" + "1\n2\n1\n" * 20
    (client / "evidence" / "sortie.csv").write_text(answers, encoding="utf-8")
    file = client / "workshop.yaml"
    file.write_text(file.read_text(encoding="utf-8") + EVIDENCE, encoding="utf-8")
    made = {}
    for engine in ("parcours", "kernel"):
        outcome = report(
            client, out=tmp_path / engine, as_of=TODAY, engine=engine, many=engine == "parcours"
        )
        assert outcome.ok, outcome.problems
        made[engine] = [path.read_bytes() for path in (*outcome.files, outcome.notebook)]
    assert made["parcours"] == made["kernel"]
    page = made["parcours"][0].decode()
    assert "Enquête de sortie" in page
    assert "−1,67" in page or "−1,7" in page, "1, 2 and 1 of 5 are −2, −1 and −2"


@pytest.mark.parametrize("engine", ["parcours", "kernel"])
@pytest.mark.parametrize("own", [True, False])
def test_no_notebook_runs_where_a_client_s_modules_lie(client, tmp_path, monkeypatch, engine, own):
    """It runs in an empty folder; from there only a notebook of the user's own would import."""
    monkeypatch.chdir(client)
    (client / "matplotlib.py").write_text("raise SystemExit")
    (client / "sitecustomize.py").write_text("open('ran', 'w')")
    told = tmp_path / "told"
    code = (
        "import json, os, pathlib, sys, matplotlib.pyplot\n"
        f"told = pathlib.Path({str(told)!r})\n"
        "told.write_text(json.dumps([sys.path, os.getcwd(), os.listdir()]))"
    )
    kernel = {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)], metadata=kernel)
    path = tmp_path / "own.ipynb"
    nbformat.write(notebook, path)
    done = run(path, {}, engine, own=own)
    assert done.stopped is None, done.stopped
    modules, folder, beside = json.loads(told.read_text("utf-8"))
    assert beside == []
    assert folder != str(client)
    assert str(client) not in modules
    assert ("" in modules) is not own
    assert not (client / "ran").exists()


@pytest.mark.parametrize("many", [False, True])
def test_the_notebook_finds_everything_prepared(client, tmp_path, many):
    before = "import sys\nbefore = set(sys.modules)"
    after = "report.section('emotions')\nprint(*sorted(set(sys.modules) - before))\nbefore"
    own = notebook_of(tmp_path / "own.ipynb", before, OPEN, after)
    cells = run(own, {"workshop": str(client), "lang": "", "theme": ""}, many=many).notebook.cells
    said = "".join(output.get("text", "") for output in cells[-1].outputs)
    assert [name for name in said.split() if name.startswith(("kit", "matplotlib", "scipy"))] == []


def test_opening_a_report_imports_nothing_of_the_notebook_machinery():
    code = (
        "import json, sys; from kit.report import open_report; import kit.report.preload; "
        f"print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert json.loads(found.stdout) == []


def test_papermill_is_imported_without_building_a_grammar():
    code = (
        "import sys; from kit.report.running import quick_jsonschema\n"
        "with quick_jsonschema():\n import papermill\n"
        "print('jsonschema' in sys.modules, 'lark' in sys.modules, 'rfc3987_syntax' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.split() == ["True", "False", "False"]


@pytest.mark.parametrize("engine", ["parcours", "kernel"])
def test_a_notebook_that_takes_too_long_is_ended_as_a_whole(client, tmp_path, engine):
    own = notebook_of(tmp_path / "own.ipynb", "import time", "time.sleep(60)")
    cut = run(own, {"workshop": str(client)}, engine, Limits(timeout=3))
    assert not cut.finished
    assert texts("en")(cut.cut).endswith("longer than 3 seconds.")
    assert [cell.execution_count for cell in cut.notebook.cells[:2]] == [1, 2]


@pytest.mark.parametrize("engine", ["parcours", "kernel"])
def test_a_notebook_whose_process_dies_is_told_in_the_clients_language(client, tmp_path, engine):
    own = notebook_of(tmp_path / "own.ipynb", OPEN, "import os, signal; os.kill(os.getpid(), 9)")
    outcome = report(client, out=tmp_path / "outputs", notebook=own, engine=engine)
    assert [path.name for path in outcome.files] == ["error.html"]
    assert "mémoire" in outcome.problems[0]


def test_scalars_reach_a_notebook_of_one_s_own_as_they_are(client, tmp_path):
    own = notebook_of(tmp_path / "own.ipynb", OPEN, "assert (a, b, c) == (1, 2.5, True)")
    scalars = {"a": 1, "b": 2.5, "c": True}
    how = {"out": tmp_path / "outputs", "as_of": TODAY, "notebook": own}
    problems = report(client, scalars=scalars, **how).problems
    assert "summary" in problems[0]  # it ran to its end, and showed no section


@pytest.mark.skipif(not can_fork(), reason="processes cannot be forked here")
def test_too_little_memory_is_told_with_what_to_give(tmp_path):
    client = resource("workshops") / "maison-lumen"  # its evidence needs more than the report
    outcome = report(client, "en", out=tmp_path, limits=Limits(memory=100_000_000))
    assert "--memory 200" in outcome.problems[0]
    assert report(client, "en", out=tmp_path, limits=Limits(memory=1_000_000_000)).ok


@pytest.mark.skipif(not can_fork(), reason="processes cannot be forked here")
@pytest.mark.parametrize("many", [False, True])
def test_the_least_memory_is_enough_for_a_report(client, tmp_path, many):
    limits = Limits(memory=LEAST_MEMORY)
    assert report(client, "en", out=tmp_path / "outputs", limits=limits, many=many).ok


@pytest.mark.skipif(not can_fork(), reason="processes cannot be forked here")
def test_a_notebook_that_is_cut_short_leaves_no_temporary_files(client, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    held = "import os, tempfile, time\nfolder = tempfile.TemporaryDirectory()\nprint(folder.name)"
    own = notebook_of(tmp_path / "own.ipynb", held, "print(os.listdir())", "time.sleep(60)")
    cut = run(own, {"workshop": str(client)}, limits=Limits(timeout=3))
    _, _, first, second, *_ = (cell.outputs for cell in cut.notebook.cells)
    assert second[0].text == "[]\n"
    assert str(temporary) in first[0].text
    assert list(temporary.iterdir()) == []
