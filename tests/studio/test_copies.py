"""A client's own notebooks: made from the kit's, and kept where a person has changed them."""

import ast
import json
import subprocess

import nbformat
import pytest

from kit.i18n import LANGUAGES
from kit.resources import resource
from kit.studio.copies import copies
from kit.studio.parts import PARTS
from kit.workshop import find


@pytest.fixture
def client(tmp_path):
    folder = tmp_path / "workshops" / "exemple"
    folder.mkdir(parents=True)
    return folder


def read(path):
    return nbformat.read(path, 4)


def parameters(notebook):
    [cell] = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", ())]
    values = {}
    for statement in ast.parse(cell.source).body:
        assert isinstance(statement, ast.Assign)
        values[statement.targets[0].id] = ast.literal_eval(statement.value)
    return values


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_copies_know_their_client_and_their_reader(client, lang):
    made = copies(client, lang, "learn")
    names = sorted(path.name for path in made.folder.glob("*.ipynb"))
    assert names == [f"{part.file}.ipynb" for part in PARTS.values()]
    assert made.kept == ()
    for name in names:
        notebook = read(made.folder / name)
        nbformat.validate(notebook)
        assert parameters(notebook) == {
            "workshop": str(client),
            "lang": lang,
            "mode": "learn",
            "guides": "",
        }
        first, *cells = notebook.cells
        assert "F9" in first.source
        assert all(cell.metadata.jupyter.source_hidden for cell in cells)


@pytest.mark.parametrize("name", ["it's", 'a"b', "a\\b", "é 🙂", "{x}", "'; import os #"])
def test_parameters_are_texts_whatever_the_folder_is_called(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    made = copies(folder, "fr", guides=folder)
    given = parameters(read(made.folder / "1_persona.ipynb"))
    assert given["workshop"] == given["guides"] == str(folder)


def test_results_do_not_count_as_changes(client):
    made = copies(client, "fr")
    path = made.folder / "2_stages.ipynb"
    notebook = read(path)
    notebook.cells[1].execution_count = 7
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="x")]
    nbformat.write(notebook, path)
    assert copies(client, "en").kept == ()
    assert parameters(read(path))["lang"] == "en"
    assert not read(path).cells[1].outputs


def test_what_a_person_changed_stays(client):
    made = copies(client, "fr")
    path = made.folder / "2_stages.ipynb"
    notebook = read(path)
    notebook.cells.append(nbformat.v4.new_markdown_cell("Mine."))
    nbformat.write(notebook, path)
    before = path.read_bytes()
    assert copies(client, "en").kept == (path,)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", ["", "{}", "not JSON", json.dumps({"nbformat": 99})])
def test_what_is_no_notebook_is_left_alone(client, content):
    made = copies(client, "fr")
    path = made.folder / "1_persona.ipynb"
    path.write_text(content)
    assert copies(client, "fr").kept == (path,)
    assert path.read_text() == content


def test_git_never_sees_them(client):
    folder = copies(client, "fr").folder
    subprocess.run(["git", "init", "-q", client.parent], check=True)
    seen = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=client.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    assert seen.stdout == ""
    assert any(folder.iterdir())


def test_a_folder_of_notebooks_is_no_client(client):
    (client / "workshop.yaml").write_text("client: {name: x, language: fr}\n")
    copies(client.parent, "fr", parts={"start": PARTS["start"]})
    assert find([client.parent]) == (client / "workshop.yaml",)


def test_the_kits_notebooks_are_untouched(client):
    before = {p: p.read_bytes() for p in resource("notebooks").glob("*.ipynb")}
    copies(client, "fr")
    assert {p: p.read_bytes() for p in resource("notebooks").glob("*.ipynb")} == before
