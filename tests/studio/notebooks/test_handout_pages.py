"""Handouts: what participants take home of each step."""

import json
import re
import shutil

import nbformat
import pytest
from markupsafe import escape

from kit.cli import run
from kit.exports import html
from kit.exports.notebook import ExecutedNotebook
from kit.i18n import LANGUAGES, texts
from kit.resources import resource
from kit.studio.guides import glossary, guide
from kit.studio.notebooks import handout
from kit.studio.parts import PARTS, after
from kit.workshop import create
from tests.studio.steps import shown

EXAMPLE = resource("workshops") / "maison-lumen"
NOTEBOOKS = sorted(resource("notebooks").glob("[0-9]_*.ipynb"))


def text(notebook):
    return re.sub(r"<[^>]+>", "", re.sub(r"<style>.*?</style>", "", html.export(notebook).decode()))


# --- the notebooks ---------------------------------------------------------------------------


def test_there_is_one_notebook_a_part():
    assert [path.stem for path in NOTEBOOKS] == [part.file for part in PARTS.values()]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_is_thin_folded_and_without_results(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    first, *cells = notebook.cells
    assert first.metadata.tags == ["parameters"]
    names = re.findall(r"^(\w+) = ", first.source, re.MULTILINE)
    assert names == ["workshop", "lang", "mode", "guides"]
    for cell in notebook.cells:
        assert cell.cell_type == "code"
        assert cell.metadata.jupyter.source_hidden
        assert not cell.outputs
        assert cell.execution_count is None
    assert all(len(cell.source.splitlines()) <= 4 for cell in cells)
    # Nothing in it is for one language alone.
    assert path.read_text("utf-8").isascii()


# --- their pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PARTS)
def test_a_handout_shows_what_the_step_is_for_what_was_found_and_what_comes_next(name, lang):
    notebook = shown(name, EXAMPLE, lang)
    ids = [section.id for section in ExecutedNotebook(notebook).sections]
    assert ids == ["purpose", "questions", PARTS[name].section, "findings", "next"]
    assert tuple(ids) == ExecutedNotebook(notebook).frame.sections
    page = html.export(notebook).decode()
    assert f'<html lang="{lang}">' in page
    assert "Content-Security-Policy" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!data:|#)', page)
    following = after(PARTS[name])
    if following:
        assert str(following.number) in text(notebook).split("next")[-1]


def test_a_new_workshop_has_handouts_too(tmp_path):
    starter = resource("templates") / "workshops" / "en" / "blank.yaml"
    workshop = create(tmp_path / "workshops", "Example", starter.read_text("utf-8"))
    for name in PARTS:
        assert len(ExecutedNotebook(shown(name, workshop.path)).sections) == 5


def test_a_step_says_what_it_lacks_and_not_that_nothing_is_to_be_mended(tmp_path):
    starter = resource("templates") / "workshops" / "en" / "neighbourhood-shop.yaml"
    made = create(tmp_path, "Corner Shop", starter.read_text("utf-8"))
    said = text(shown("persona", made.folder, "en"))
    assert "No persona is described yet." in said
    assert "Nothing to fix here." not in said


def test_words_of_the_client_stay_words(tmp_path):
    hostile = '<script>alert(1)</script>"{{ 7*7 }}'
    starter = resource("templates") / "workshops" / "en" / "e-commerce.yaml"
    workshop = create(tmp_path / "workshops", hostile, starter.read_text("utf-8"))
    page = html.export(shown("start", workshop.path)).decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


# --- the command -----------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")
    (tmp_path / "workshops").mkdir()
    shutil.copytree(EXAMPLE, tmp_path / "workshops" / "maison-lumen")
    return tmp_path


def test_the_command_writes_the_page_that_papermill_made(here, capsys):
    mine = here / "workshops" / "maison-lumen" / "guides"
    mine.mkdir()
    (mine / "1_persona.md").write_text("# My persona\n\nMine, {it} is.\n", "utf-8")
    before = (mine.parent / "workshop.yaml").read_bytes()
    assert run(["handout", "maison-lumen", "--step", "persona", "--lang", "fr"]) == 0
    [written] = (here / "outputs" / "maison-lumen").iterdir()
    assert written.name == "handout-persona.html"
    assert capsys.readouterr().out.strip() == str(written.relative_to(here))
    page = written.read_text("utf-8")
    assert page == html.export(shown("persona", mine.parent, "fr")).decode()
    assert "Mine, {it} is." in page
    assert (mine.parent / "workshop.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["maison-lumen", "--step", "lunch"], "lunch"),
        (["nobody"], "nobody"),
        (["maison-lumen", "--guides", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_made_is_said(here, capsys, arguments, says):
    assert run(["handout", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err


def test_an_earlier_handout_stays_where_the_workshop_is_broken(here, capsys):
    earlier = here / "outputs" / "maison-lumen" / "handout-persona.html"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("earlier")
    (here / "workshops" / "maison-lumen" / "workshop.yaml").write_text("client: {nam: x}\n")
    assert run(["handout", "maison-lumen", "--step", "persona"]) == 2
    assert earlier.read_text() == "earlier"
    assert "workshop.yaml:1" in capsys.readouterr().err


def test_the_parameters_reach_the_notebook_as_texts(here, capsys, monkeypatch):
    name = "a'; import os; os.mkdir('x') #"
    (here / name).mkdir()
    assert run(["handout", "maison-lumen", "--step", "start", "--guides", name]) == 0
    assert not (here / "x").exists()
    assert json.dumps(capsys.readouterr().err) == '""'


@pytest.mark.parametrize(
    ("lang", "title"), [("fr", "Les mots de la méthode"), ("en", "The words of the method")]
)
def test_the_start_explains_every_word_of_the_method(lang, title):
    t = texts(lang)
    start = PARTS["start"]
    closing = handout.closing(start, guide(start, t), guide(PARTS["persona"], t), t)
    shown = html.section(closing, t)
    assert title in shown
    assert all(str(escape(word.means)) in shown for word in glossary(lang))
