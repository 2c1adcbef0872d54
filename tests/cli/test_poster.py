from pathlib import Path

import pytest

from kit.cli.poster import PAPERS as NAMES
from kit.figures.papers import DETAIL, MAIN, PAPERS
from kit.resources import resource


def test_the_poster_shows_what_was_measured_as_the_report_does(parcours, monkeypatch, here):
    drawn = []
    monkeypatch.setattr("kit.figures.poster", lambda journey, *_: drawn.append(journey) or [])
    monkeypatch.setattr("kit.figures.save_poster", lambda *_: ())
    example = Path(str(resource("workshops"))) / "maison-lumen"
    parcours("poster", example, "--persona", "camille")
    (journey,) = drawn
    assert all(pain.frequency_known for pain in journey.pain_points)


def test_without_a_persona_a_poster_says_what_it_needs(parcours, here):
    parcours("new", "acme")
    status, _, err = parcours("poster", "acme", "--persona", "lea")
    assert status == 2
    assert "A poster needs a persona and stages." in err


def test_a_logo_that_a_poster_cannot_show_is_told(parcours, examples):
    file = examples / "tandem-app" / "workshop.yaml"
    file.write_text(file.read_text("utf-8").replace("northfold.png", "logo.svg"), "utf-8")
    (file.parent / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    status, out, err = parcours("poster", "tandem-app", "--to", "svg")
    assert status == 0, err
    assert out
    assert "The author’s logo cannot be drawn on a poster" in err
    assert "The client’s logo" not in err


@pytest.mark.parametrize(("lang", "mark"), [("en", "."), ("fr", ",")])
def test_the_help_says_from_where_each_paper_is_read(parcours, monkeypatch, lang, mark):
    monkeypatch.setenv("PARCOURS_LANG", lang)
    _, out, _ = parcours("poster", "--help")
    said = " ".join(out.split())
    assert tuple(PAPERS) == NAMES
    for name, paper in PAPERS.items():
        assert name in said
        if paper.distance > 0.5:  # the others are read in the hand
            assert f"{paper.distance:g} m".replace(".", mark) in said
    assert f"1/{MAIN}" in said
    assert f"1/{DETAIL}" in said
