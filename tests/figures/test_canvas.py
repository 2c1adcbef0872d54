"""Blank canvases: every step, both languages, whatever the stages are called."""

import pytest
from matplotlib.text import Text

from kit.cli import run
from kit.figures.canvas import MOST, PAPERS, TITLES, canvas
from kit.i18n import LANGUAGES, texts
from kit.journey import Journey
from kit.theme import Theme
from tests.thinned import thinned

LONG = 2 * "Je compare les offres des uns et des autres sur mon téléphone, le soir, sans hâte "


def journey(names=(), personas=("Léa",)):
    return Journey.model_validate(
        {
            "client": {"name": "Maison <b>Exemple</b> $5 " + "long " * 20, "language": "fr"},
            "personas": {f"p{n}": {"name": name} for n, name in enumerate(personas)},
            "stages": {f"s{n}": {"name": name} for n, name in enumerate(names)},
        }
    )


def written(figure):
    return [t for t in figure.findobj(Text) if t.get_text().strip()]


@pytest.mark.parametrize(("step", "paper", "lang"), thinned(TITLES, PAPERS, LANGUAGES))
def test_a_canvas_fills_its_paper_and_stays_on_it(step, paper, lang):
    [page] = canvas(step, texts(lang), Theme(), paper)
    width, height = PAPERS[paper]
    assert tuple(round(side * 25.4) for side in page.get_size_inches()) == (width, height)
    pixels = page.bbox
    for text in written(page):
        box = text.get_window_extent()
        assert pixels.x0 <= box.x0, text.get_text()
        assert box.x1 <= pixels.x1, text.get_text()
        assert pixels.y0 <= box.y0, text.get_text()
        assert box.y1 <= pixels.y1, text.get_text()
    smallest = min(text.get_fontsize() for text in written(page))
    assert smallest == pytest.approx(7 * width / 297, rel=0.01)


NAMES = [("Un", "Deux", "Trois"), (LONG,) * 7, ("W" * 200, "🙂", "$a$")]
OF_STAGES = ["stages", "touchpoints", "emotions", "persona", "pain-points"]


@pytest.mark.parametrize(("step", "names", "lang"), thinned(OF_STAGES, NAMES, LANGUAGES))
def test_no_two_texts_lie_over_each_other(step, names, lang):
    [page] = canvas(step, texts(lang), Theme(), "A4", journey(names))
    boxes = [(t.get_text(), t.get_window_extent()) for t in written(page)]
    for number, (text, box) in enumerate(boxes):
        for other, its in boxes[number + 1 :]:
            across = min(box.x1, its.x1) - max(box.x0, its.x0)
            down = min(box.y1, its.y1) - max(box.y0, its.y0)
            overlaps = across > 1 and down > 0.35 * min(box.height, its.height)
            assert not overlaps, f"“{text}” lies over “{other}”"


def texts_of(pages):
    return " ".join(t.get_text() for page in pages for t in written(page))


@pytest.mark.parametrize("step", ["stages", "touchpoints", "emotions"])
def test_known_stages_are_the_columns(step):
    said = texts_of(canvas(step, texts("fr"), Theme(), "A4", journey(("Chercher", "Acheter"))))
    assert "Chercher" in said
    assert "Acheter" in said
    assert "Léa" in said


def test_many_stages_take_several_canvases():
    names = tuple(f"Étape{n}" for n in range(2 * MOST))
    pages = canvas("stages", texts("fr"), Theme(), "A3", journey(names))
    assert len(pages) == 2
    assert all(name in texts_of(pages).split() for name in names)
    assert "(1 sur 2)" in texts_of(pages)


def test_of_several_personas_none_is_printed():
    said = texts_of(canvas("emotions", texts("fr"), Theme(), "A4", journey(("a",), ("Léa", "Tom"))))
    assert "Léa" not in said


def test_dollars_are_money():
    said = texts_of(canvas("stages", texts("fr"), Theme(), "A4", journey(("$5$ de remise",))))
    assert "$5$ de remise" in said


def test_the_command_writes_a_page_for_each_step(tmp_path, monkeypatch, capsys):
    from pypdf import PdfReader

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")
    assert run(["new", "Exemple", "--lang", "fr"]) == 0
    capsys.readouterr()
    assert run(["canvas", "exemple", "--paper", "A3"]) == 0
    path = tmp_path / capsys.readouterr().out.strip()
    assert path == tmp_path / "outputs" / "exemple" / "canvas-A3.pdf"
    pages = PdfReader(path).pages
    assert len(pages) == len(TITLES)
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [420, 297]
    assert "Irritants" in pages[4].extract_text()
    assert run(["canvas", "exemple", "--lang", "fr", "--lang", "en", "--step", "stages"]) == 0
    made = sorted(p.name for p in path.parent.iterdir())
    assert made == ["canvas-A3.pdf", "canvas-A4.en.pdf", "canvas-A4.fr.pdf"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_stages_canvas_shows_what_their_phases_offer(lang):
    known = journey(("Un", "Deux", LONG))
    phases = ("awareness", "decision", "loyalty")
    stages = tuple(s.replace(phase=p) for s, p in zip(known.stages, phases, strict=True))
    [page] = canvas("stages", texts(lang), Theme(), "A4", known.replace(stages=stages))
    shown = " ".join(t.get_text().replace("\n", " ") for t in written(page))
    assert {"en": "Be noticed", "fr": "Se faire remarquer"}[lang] in shown
    assert {"en": "Advertising impressions", "fr": "Impressions publicitaires"}[lang] in shown
