"""Code that 0.1.0 showed to users runs, and notebooks made then run."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from nbclient import NotebookClient

from kit.cli import run
from tests.contracts import inside, scenario
from tests.contracts.compare import golden

MADE = scenario.MADE
PROGRAMS = golden("programs")
STEPS = [name for name in PROGRAMS if name.startswith("notebooks/") and "report" not in name]
THEN = "/srv/atelier/workshops/maison-exemple"
"""The client's folder when the copy was made."""


@pytest.fixture
def client(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")
    return shutil.copytree(MADE / "maison-exemple", tmp_path / scenario.CLIENT)


def copied(client):
    """The copy of a step's notebook that ``parcours lab`` made, in a client's folder of today."""
    text = (MADE / "lab-copy.ipynb").read_text("utf-8")
    assert THEN in text
    path = client / "notebooks" / "4_emotions.ipynb"
    path.parent.mkdir()
    path.write_text(text.replace(THEN, client.as_posix()), "utf-8")
    return path


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


def test_a_copy_of_a_steps_notebook_runs_in_a_kernel(client):
    notebook = nbformat.read(copied(client), 4)
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute(cwd=str(client))
    found = outputs(notebook)
    assert [o for o in found if o.output_type == "error"] == []
    kinds = [kind for output in found for kind in output.get("data", {})]
    assert kinds.count("application/vnd.jupyter.widget-view+json") >= 4
    assert any("The emotions" in o.get("data", {}).get("text/html", "") for o in found)


def test_the_same_copy_is_a_handout_in_the_engine(client, tmp_path):
    path = copied(client)
    done = tmp_path / "done.ipynb"
    given = {"workshop": str(client), "lang": "en", "mode": "handout", "guides": ""}
    papermill.execute_notebook(path, done, given, engine_name="parcours", progress_bar=False)
    found = outputs(nbformat.read(done, 4))
    assert [o for o in found if o.output_type == "error"] == []
    assert len(found) >= 5


@pytest.mark.parametrize("name", STEPS)
def test_the_cells_of_each_step_show_something(name, client):
    tree = ast.parse("\n".join(PROGRAMS[name]))
    space = {}
    parameters = {"workshop": str(client), "lang": "en", "mode": "handout", "guides": ""}
    for statement in tree.body:
        code = ast.unparse(statement)
        if not isinstance(statement, ast.Expr):
            exec(code, space)
            space.update(parameters)
        elif code == "step.editor()":
            assert eval(code, space) is None  # nothing is edited in a handout
        else:
            assert eval(code, space)._repr_mimebundle_()["text/html"]


def test_a_report_of_ones_own_is_made(client, tmp_path):
    arguments = ["report", str(client), "--notebook", str(MADE / "own.ipynb")]
    assert run([*arguments, "--as-of", scenario.DAY]) == 0
    folder = tmp_path / "outputs" / "maison-exemple"
    page = (folder / "report.html").read_text("utf-8")
    assert "Giving a lamp" in page
    assert "Pay without contact" in page
    executed = nbformat.read(folder / "report.ipynb", 4)
    found = outputs(executed)
    assert [o for o in found if o.output_type == "error"] == []
    assert any("image/png" in o.get("data", {}) for o in found)
    assert any("shop-window" in o.get("data", {}).get("text/plain", "") for o in found)


def test_a_table_fills_its_further_parameters(client, tmp_path):
    (tmp_path / "clients.csv").write_text(
        f"path,edition,audience,rows\n{scenario.CLIENT},working,the team,1\n", "utf-8"
    )
    arguments = ["report", "--clients", "clients.csv", "--notebook", str(MADE / "own.ipynb")]
    assert run([*arguments, "--as-of", scenario.DAY]) == 0
    executed = nbformat.read(tmp_path / "outputs" / "maison-exemple" / "report.working.ipynb", 4)
    injected = [c for c in executed.cells if "injected-parameters" in c.metadata.get("tags", ())]
    assert 'audience = "the team"' in injected[0].source
    assert any(
        "['shop-window']" in o.get("data", {}).get("text/plain", "") for o in outputs(executed)
    )


def test_the_program_of_the_readme_runs(client, tmp_path):
    program = "\n".join(PROGRAMS["README.md"])
    shutil.copytree(client, tmp_path / "workshops" / "atelier-exemple")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert set(done.stdout.split()) <= set(inside.rules())


def test_the_examples_of_the_public_page_run(client, tmp_path):
    shutil.copytree(client, tmp_path / "workshops" / "maison-lumen")
    program = "\n".join(["from datetime import date", *PROGRAMS["kit"]])
    space = {}
    exec(program, space)
    saved = (tmp_path / "workshops" / "maison-lumen" / "workshop.yaml").read_text("utf-8")
    assert "  - Ask about parking\n" in saved
    assert (tmp_path / "outputs" / "maison-lumen" / "report.html").exists()


def test_papermill_finds_the_engine_by_its_name(tmp_path):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("6 * 7")],
        metadata={"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}},
    )
    nbformat.write(notebook, tmp_path / "in.ipynb")
    command = [str(Path(sys.executable).parent / "papermill"), "--engine", "parcours"]
    subprocess.run([*command, "in.ipynb", "out.ipynb"], cwd=tmp_path, check=True, timeout=120)
    (output,) = outputs(nbformat.read(tmp_path / "out.ipynb", 4))
    assert output.data["text/plain"] == "42"


def test_the_language_of_the_command_comes_from_the_environment():
    def helped(lang):
        return subprocess.run(
            [Path(sys.executable).parent / "parcours", "--help"],
            env={**os.environ, "PARCOURS_LANG": lang},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert "Usage:" in helped("en")
    assert "Utilisation" in helped("fr") or "Usage :" in helped("fr")
