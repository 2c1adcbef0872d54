"""What JupyterLab is told, and which notebooks its server lets run by themselves."""

import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import nbformat
import pytest

from kit.i18n import LANGUAGES
from kit.studio.lab import settings
from kit.studio.lab.guard import Guard
from kit.studio.lab.serving import _isolated
from kit.studio.notebooks.copies import write_copies
from kit.studio.permission import Permissions, digest

PERSONA = "workshops/c/notebooks/1_persona.ipynb"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "workshops" / "c").mkdir(parents=True)
    write_copies(tmp_path / "workshops" / "c", "en")
    return tmp_path


def on_disk(root, path=PERSONA):
    return json.loads((root / path).read_text("utf-8"))


def hostile(root, path=PERSONA):
    """Put a notebook that nobody has permitted in the place of a copy, and return it."""
    notebook = on_disk(root)
    notebook["cells"].append(nbformat.v4.new_code_cell("import os"))
    (root / path).write_text(json.dumps(notebook), "utf-8")
    return notebook


def opened(guard, root, path=PERSONA):
    """Return a notebook as a page gets it."""
    notebook = on_disk(root, path)
    guard.open(path, notebook)
    return notebook


def allowed(guard, notebook, path=PERSONA):
    return guard.answer(path, digest(notebook))["allowed"]


def edited(notebook):
    return {**notebook, "cells": [*notebook["cells"], nbformat.v4.new_code_cell("mine = 1")]}


def save(guard, root, notebook, path=PERSONA):
    """Save a notebook as the server does, and return what the file states."""
    notebook = json.loads(json.dumps(notebook))
    guard.save(path, notebook)
    (root / path).write_text(json.dumps(notebook), "utf-8")
    return notebook


def test_the_kit_s_copy_may_run_and_what_else_stands_there_may_not(root):
    guard = Guard(root)
    assert allowed(guard, opened(guard, root))
    hostile(root)
    assert not allowed(guard, opened(guard, root))


def test_a_notebook_that_had_permission_keeps_it_when_a_person_saves_it(root):
    guard = Guard(root)
    page = edited(opened(guard, root))
    assert not allowed(guard, page)
    written = save(guard, root, page)
    assert written["metadata"]["parcours"] == {}, "nothing of this run is in the file"
    assert allowed(guard, written)
    again = save(guard, root, edited(page))
    assert allowed(guard, again)
    assert allowed(Guard(root), again), "the next run knows it"


def test_a_notebook_without_permission_gains_none_by_being_saved(root):
    guard = Guard(root)
    hostile(root)
    page = opened(guard, root)
    for notebook in (page, edited(page)):
        assert not allowed(guard, save(guard, root, notebook))
        assert not allowed(guard, opened(guard, root))


def test_a_page_that_holds_another_body_gains_nothing_by_the_name(root):
    """Two pages on one name: one opened the kit's copy, the other what took its place."""
    guard = Guard(root)
    good = on_disk(root)
    hostile(root)
    bad_page = opened(guard, root)
    (root / PERSONA).write_text(json.dumps(good), "utf-8")
    good_page = opened(guard, root)
    assert not allowed(guard, save(guard, root, bad_page))
    assert allowed(guard, save(guard, root, edited(good_page)))


def test_permission_does_not_go_along_to_another_name(root):
    guard = Guard(root)
    page = edited(opened(guard, root))
    other = "workshops/c/notebooks/2_stages.ipynb"
    assert not allowed(guard, save(guard, root, page, other), other)
    elsewhere = "elsewhere.ipynb"
    assert not allowed(guard, save(guard, root, page, elsewhere), elsewhere)


def test_a_ticket_of_another_run_or_of_nobody_is_worth_nothing(root):
    page = edited(opened(Guard(root), root))
    guard = Guard(root)
    assert not allowed(guard, save(guard, root, page))
    for ticket in ("", None, 0, [], {"a": 1}):
        page["metadata"]["parcours"] = {"opened": ticket}
        assert not allowed(guard, save(guard, root, page))


@pytest.mark.parametrize("mark", [{}, {"digest": "0"}, "text", 0, []])
def test_what_a_notebook_showed_is_gone_before_a_page_has_it(root, mark):
    notebook = hostile(root)
    notebook["metadata"] |= {"widgets": {"state": "hostile"}, "parcours": mark}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hostile"}]
    (root / PERSONA).write_text(json.dumps(notebook), "utf-8")
    page = opened(Guard(root), root)
    assert "hostile" not in json.dumps(page)


def test_of_other_notebooks_only_the_widgets_are_dropped(root):
    path = "workshops/c/mine.ipynb"
    output = nbformat.v4.new_output("stream", text="mine")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("1", outputs=[output])],
        metadata={"widgets": {"state": "hostile"}},
    )
    (root / path).write_text(json.dumps(notebook), "utf-8")
    page = opened(Guard(root), root, path)
    assert page["cells"][0]["outputs"][0]["text"] == "mine"
    assert "widgets" not in page["metadata"]


def test_a_copy_is_saved_without_what_it_shows(root):
    guard, before = Guard(root), on_disk(root)
    page = opened(guard, root)
    for cell in page["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[{"output_type": "stream", "text": "a client's words"}])
    assert digest(save(guard, root, page)) == digest(before)
    assert "a client's words" not in json.dumps(on_disk(root))


def test_links_lead_to_no_permission(root):
    folder = root / "workshops" / "c" / "notebooks"
    other = root / "workshops" / "other"
    other.mkdir()
    (other / "notebooks").symlink_to(folder)
    guard = Guard(root)
    path = "workshops/other/notebooks/1_persona.ipynb"
    assert not allowed(guard, opened(guard, root, path), path)
    (folder / "link.ipynb").symlink_to(folder / "1_persona.ipynb")
    path = "workshops/c/notebooks/link.ipynb"
    assert not allowed(guard, opened(guard, root, path), path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_told_what_is_wrong_and_what_to_type(root, lang):
    (root / "workshops" / "c" / "workshop.yaml").write_text("client: {name: x}\n")
    guard = Guard(root, lang)
    answer = guard.answer(PERSONA, digest(hostile(root)))
    (says,) = answer["says"]
    assert f"parcours lab {root}/workshops/c --trust 1_persona.ipynb" in says
    assert answer["lang"] == lang
    made = write_copies(root / "workshops" / "c", lang)
    told = Guard(root, lang, made.aside).answer(PERSONA, digest(on_disk(root)))
    assert told["allowed"]
    (says,) = told["says"]
    assert "--trust 1_persona.ipynb.set-aside" in says
    other = Guard(root, lang, made.aside).answer(PERSONA.replace("1_p", "2_p"), "")
    assert made.aside[0].aside.name not in json.dumps(other)


def test_a_key_has_one_command(tmp_path):
    settings.write(tmp_path)
    told = json.loads((tmp_path / "settings" / "overrides.json").read_text("utf-8"))
    shortcuts = told["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]
    on_f9 = [
        one["command"] for one in shortcuts if one["keys"] == ["F9"] and not one.get("disabled")
    ]
    assert on_f9 == ["notebook:run-all-cells"]


def test_the_kernels_import_nothing_from_where_they_run(tmp_path):
    settings.write(tmp_path)
    for name in ("parcours", "python3"):
        written = tmp_path / "jupyter" / "kernels" / name / "kernel.json"
        argv = json.loads(written.read_text("utf-8"))["argv"]
        assert argv[:2] == [sys.executable, "-P"]
        assert "--InteractiveShellApp.ignore_cwd=True" in argv


def test_relative_folders_of_modules_are_those_of_where_the_command_was_typed(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    for name in ("JUPYTER_PATH", "PYTHONSAFEPATH"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(("", "mine", "")))
    hostile, apart = tmp_path / "client", tmp_path / "apart"
    hostile.mkdir()
    apart.mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "wanted.py").write_text("")
    (hostile / "sitecustomize.py").write_text("open('ran', 'w')")
    with _isolated(apart):
        subprocess.run([sys.executable, "-c", "import wanted"], cwd=hostile, check=True)
        assert not list(Path.cwd().iterdir())
    assert not (hostile / "ran").exists()
    assert Path.cwd() == tmp_path


def test_a_permission_that_cannot_be_read_is_said_in_the_page(root, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    guard, notebook = Guard(root), on_disk(root)
    Permissions().grant(root / "workshops" / "c", "1_persona.ipynb", digest(notebook), "kit")
    (entry,) = Permissions().folder.iterdir()
    entry.write_text("{")
    answer = guard.answer(PERSONA, digest(notebook))
    assert not answer["allowed"]
    assert any(str(entry) in says for says in answer["says"])


def test_menus_are_in_the_rooms_language_where_its_pack_is_installed(tmp_path, monkeypatch):
    packs = [EntryPoint("fr_FR", "pack", settings.LANGUAGE_PACKS)]
    monkeypatch.setattr(settings, "entry_points", lambda group: packs)
    settings.write(tmp_path / "fr", "fr")
    settings.write(tmp_path / "en", "en")
    found = {
        lang: json.loads((tmp_path / lang / "settings" / "overrides.json").read_text("utf-8"))
        for lang in LANGUAGES
    }
    plugin = "@jupyterlab/translation-extension:plugin"
    assert found["fr"][plugin] == {"locale": "fr_FR"}
    assert plugin not in found["en"]
