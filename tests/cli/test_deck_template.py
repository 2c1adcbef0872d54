"""``parcours report --template``: refused before anything is made, or handed on."""

import os

import pytest

from tests.exports.pptx import templates


@pytest.fixture
def house(here):
    (here / "workshops" / "good").mkdir(parents=True)
    (here / "workshops" / "good" / "workshop.yaml").write_text("client: {}")

    def write(content):
        (here / "house.pptx").write_bytes(content)
        return "house.pptx"

    return write


def test_a_template_without_room_is_refused_before_anything_is_made(parcours, house, here):
    file = house(templates.tiny_body())
    status, out, err = parcours("report", "good", "--to", "pptx", "--template", file)
    assert status == 2
    assert out == ""
    assert "“Title and Content” leaves too little room for contents: 100 by 30 mm" in err
    assert not (here / "outputs").exists()


def test_a_template_without_a_deck_is_refused(parcours, house):
    file = house(templates.title_at_the_bottom())
    status, _, err = parcours("report", "good", "--template", file)
    assert status == 2
    assert "Add --to pptx." in err


def test_a_missing_template_is_named(parcours, house):
    status, _, err = parcours("report", "good", "--to", "pptx", "--template", "no.potx")
    assert status == 2
    assert "no.potx" in err


@pytest.mark.parametrize("kind", ["folder", "FIFO"])
def test_what_is_no_file_is_refused_at_once(kind, parcours, house, here):
    if kind == "folder":
        (here / "house.pptx").mkdir()
    else:
        os.mkfifo(here / "house.pptx")
    status, out, err = parcours("report", "good", "--to", "pptx", "--template", "house.pptx")
    assert (status, out) == (2, "")
    assert "house.pptx" in err
    assert not (here / "outputs").exists()


def test_a_bomb_is_refused_in_a_sentence(parcours, house):
    file = house(templates.bomb())
    status, _, err = parcours("report", "good", "--to", "pptx", "--template", file)
    assert status == 2
    assert "The template “house.pptx” cannot be used. It unpacks to 191 MB" in err


def test_a_template_reaches_the_report(parcours, house, monkeypatch):
    from kit.report import Outcome

    given = []

    def report(workshop, lang=None, **how):
        given.append(how)
        return Outcome("good", (), None)

    monkeypatch.setattr("kit.report.report", report)
    file = house(templates.as_potx(templates.title_at_the_bottom()))
    parcours("report", "good", "--to", "html,pptx", "--template", file)
    assert [str(how["template"]) for how in given] == [file]
