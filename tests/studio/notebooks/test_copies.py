"""A client's own notebooks: made from the kit's, and kept where a person has leave to run them."""

import ast
import json
import os
import subprocess
from pathlib import Path

import nbformat
import pytest

from kit.i18n import LANGUAGES, texts
from kit.resources import resource
from kit.studio.notebooks.copies import write_copies
from kit.studio.parts import PARTS
from kit.studio.permission import Permissions, digest
from kit.studio.permission.releases import fingerprint, is_release
from kit.studio.permission.store import data_folder
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
        (name,) = statement.targets
        assert isinstance(name, ast.Name)
        values[name.id] = ast.literal_eval(statement.value)
    return values


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_copies_know_their_client_and_their_reader(client, lang):
    made = write_copies(client, lang, "learn")
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
    made = write_copies(folder, "fr", guides=folder)
    given = parameters(read(made.folder / "1_persona.ipynb"))
    assert given["workshop"] == given["guides"] == str(folder)


def test_results_do_not_count_as_changes(client):
    made = write_copies(client, "fr")
    path = made.folder / "2_stages.ipynb"
    notebook = read(path)
    notebook.cells[1].execution_count = 7
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="x")]
    nbformat.write(notebook, path)
    again = write_copies(client, "en")
    assert (again.kept, again.aside) == ((), ())
    assert parameters(read(path))["lang"] == "en"
    assert not read(path).cells[1].outputs


def changed(path):
    notebook = read(path)
    notebook.cells.append(nbformat.v4.new_markdown_cell("Mine."))
    nbformat.write(notebook, path)
    return notebook


def test_a_notebook_that_a_person_has_permission_for_stays_without_what_it_showed(client):
    path = write_copies(client, "fr").folder / "2_stages.ipynb"
    notebook = changed(path)
    Permissions().grant(client, path.name, digest(notebook), "person")
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="x")]
    notebook.metadata.widgets = {"state": {}}
    nbformat.write(notebook, path)
    again = write_copies(client, "en")
    assert (again.kept, again.aside) == ((path,), ())
    kept = read(path)
    assert digest(kept) == digest(notebook)
    assert not kept.cells[1].outputs
    assert "widgets" not in kept.metadata


def test_a_notebook_without_permission_is_set_aside_and_never_lost(client):
    path = write_copies(client, "fr").folder / "2_stages.ipynb"
    made, contents = path.read_bytes(), []
    for number in range(3):
        path.write_bytes(f"number {number}".encode())
        (aside,) = write_copies(client, "fr").aside
        assert aside.path == path
        assert aside.aside.suffix != ".ipynb"
        contents.append(aside.aside)
        assert path.read_bytes() == made
    assert [one.read_bytes() for one in contents] == [b"number 0", b"number 1", b"number 2"]


@pytest.mark.parametrize(
    "content",
    [
        *("", "{}", "[]", "not JSON", json.dumps({"nbformat": 99}), "[" * 100_000),
        json.dumps({"nbformat": 4, "cells": [{}], "metadata": {}}),
        json.dumps({"nbformat": 4, "cells": [], "metadata": {"parcours": {"digest": "0"}}}),
        json.dumps({"nbformat": 4, "cells": [], "metadata": {"x": float("nan")}}),
    ],
)
def test_what_the_kit_did_not_write_is_set_aside(client, content):
    path = write_copies(client, "fr").folder / "1_persona.ipynb"
    made = path.read_bytes()
    path.write_text(content)
    (aside,) = write_copies(client, "fr").aside
    assert aside.aside.read_text() == content
    assert path.read_bytes() == made


def test_links_folders_and_pipes_are_set_aside_as_they_are(client, tmp_path):
    folder = write_copies(client, "fr").folder
    outside = tmp_path / "outside.ipynb"
    outside.write_text("{}")
    link, inside, pipe = (folder / f"{PARTS[n].file}.ipynb" for n in ("start", "persona", "stages"))
    for path in (link, inside, pipe):
        path.unlink()
    link.symlink_to(outside)
    inside.mkdir()
    os.mkfifo(pipe)
    made = write_copies(client, "fr")
    assert {one.path for one in made.aside} == {link, inside, pipe}
    assert outside.read_text() == "{}"
    assert all(path.is_file() and not path.is_symlink() for path in (link, inside, pipe))


def test_a_folder_that_was_moved_brings_no_permission_but_no_alarm_for_the_kit_s_own(client):
    path = write_copies(client, "fr").folder / "2_stages.ipynb"
    notebook = changed(path)
    Permissions().grant(client, path.name, digest(notebook), "person")
    moved = client.rename(client.with_name("moved"))
    made = write_copies(moved, "fr")
    assert made.kept == ()
    assert [one.path.name for one in made.aside] == ["2_stages.ipynb"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_copies_of_every_release_are_replaced_without_alarm(client, lang):
    """The copies of a release before there were permissions, with other parameters."""
    folder = client / "notebooks"
    folder.mkdir()
    for old in (Path(__file__).parents[1] / "releases" / lang).glob("*.ipynb"):
        (folder / old.name).write_bytes(old.read_bytes())
    assert len(list(folder.glob("*.ipynb"))) == len(PARTS)
    made = write_copies(client, lang)
    assert (made.aside, made.kept, made.faults) == ((), (), ())
    assert parameters(read(folder / "1_persona.ipynb"))["workshop"] == str(client)


def test_a_release_s_copy_with_code_among_its_parameters_is_not_taken_for_it(client):
    path = write_copies(client, "fr").folder / "1_persona.ipynb"
    for code in (
        "lang = print()",
        "import os",
        "lang = f'{print()}'",
        "other = ''",
        "lang: str = ''",
    ):
        notebook = read(path)
        notebook.cells[1].source += f"\n{code}"
        nbformat.write(notebook, path)
        assert [one.path for one in write_copies(client, "fr").aside] == [path], code


def test_the_copies_of_this_release_are_among_the_known(client):
    unknown = []
    for lang in LANGUAGES:
        folder = write_copies(client, lang).folder
        for path in sorted(folder.glob("*.ipynb")):
            notebook = json.loads(path.read_text("utf-8"))
            if not is_release(path.name, notebook):
                unknown.append(f"{fingerprint(notebook)}  {path.name}")
    lines = "\n".join(unknown)
    assert not unknown, f"add these lines to kit/studio/permission/releases.txt:\n{lines}"


def test_the_store_out_of_order_is_said_and_nothing_has_permission(client, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = write_copies(client, "fr").folder / "2_stages.ipynb"
    notebook = changed(path)
    Permissions().grant(client, path.name, digest(notebook), "person")
    for entry in data_folder().iterdir():
        entry.write_bytes(b"{")
    made = write_copies(client, "fr")
    assert made.kept == ()
    assert [one.path for one in made.aside] == [path]
    assert any(str(data_folder()) in texts("en")(fault) for fault in made.faults)


def test_git_never_sees_them(client):
    folder = write_copies(client, "fr").folder
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
    write_copies(client.parent, "fr", parts={"start": PARTS["start"]})
    assert find([client.parent]) == (client / "workshop.yaml",)


def test_the_kits_notebooks_are_untouched(client):
    before = {p: p.read_bytes() for p in resource("notebooks").glob("*.ipynb")}
    write_copies(client, "fr")
    assert {p: p.read_bytes() for p in resource("notebooks").glob("*.ipynb")} == before
