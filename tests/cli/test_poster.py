from pathlib import Path

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
