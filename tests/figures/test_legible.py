"""Every figure holds whatever a journey brings: texts apart, inside, whole and large enough."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kit import figures
from kit.blocks import Picture
from kit.figures.lettering import Fitted, fit, width
from kit.figures.page import TALLEST, Page
from kit.i18n import Language, Texts, texts
from kit.journey import Journey
from kit.report import open_report
from kit.resources import resource
from kit.results import score_pairs
from kit.sections.workshop_scores import ID as WORKSHOP_SCORES
from kit.steps.emotions import Measurement
from kit.theme import Theme
from tests.browser.reports import EXAMPLES
from tests.figures.crowd import LONG, SHORT, crowd
from tests.figures.legible import outside, overlaps, small, told

DRAW: dict[str, tuple[Callable[[Journey, Texts, Theme], tuple[Picture, ...]], tuple[str, ...]]] = {
    "emotion curve": (
        lambda j, t, theme: figures.emotion_curve(figures.emotion_chart(j, "lea", t), t, theme),
        ("stages", "touchpoints"),
    ),
    "personas": (
        lambda j, t, theme: figures.personas_compared(figures.compared_chart(j, t), t, theme),
        ("personas", "stages"),
    ),
    "target": (
        lambda j, t, theme: figures.target_curves(figures.target_chart(j, "lea", t), t, theme),
        ("stages",),
    ),
    "coverage": (figures.coverage_matrix, ("stages",)),
    "pain points": (
        lambda j, t, theme: figures.pain_ranking(figures.pain_chart(j, t), t, theme),
        ("pain_points",),
    ),
    "impact and effort": (
        lambda j, t, theme: figures.impact_effort(figures.matrix_chart(j, t), t, theme),
        ("improvements",),
    ),
    "roadmap": (
        lambda j, t, theme: figures.roadmap(j, t, theme, date(2026, 6, 1)),
        ("improvements",),
    ),
}
SIZES = {
    "small, one word": (3, 5, SHORT, 2, 2),
    "usual": (6, 18, "Une étape que je vis", 9, 10),
    "many, one word": (12, 80, SHORT, 40, 40),
    "small, long": (3, 5, LONG, 5, 5),
    "many, long": (12, 80, LONG, 20, 20),
}


def names(journey: Journey, collection: str, figure: str = "") -> list[str]:
    said = {"pain_points": "what", "improvements": "solution"}.get(collection, "name")
    return [
        str(getattr(record, said))
        for record in getattr(journey, collection)
        if figure != "roadmap" or record.status != "done"  # which is not to come
    ]


@pytest.mark.parametrize(
    ("size", "lang"), [*((size, "fr") for size in SIZES), ("usual", "en"), ("small, long", "en")]
)
@pytest.mark.parametrize("figure", DRAW)
def test_texts_are_apart_inside_whole_and_large_enough(
    figure: str, size: str, lang: str, drawn
) -> None:
    draw, shown = DRAW[figure]
    journey = crowd(*SIZES[size])
    pages = [page.figure for page in drawn(lambda: draw(journey, texts(lang), Theme()))]
    assert pages
    for page in pages:
        assert overlaps(page) == []
        assert outside(page) == []
        assert small(page) == []
        assert page.get_size_inches()[1] * 25.4 <= TALLEST + 1
    said = told(pages)
    for collection in shown:
        for name in names(journey, collection, figure):
            assert "".join(name.split()) in said


@pytest.mark.parametrize("size", SIZES)
def test_the_poster_is_legible(size: str) -> None:
    journey = crowd(*SIZES[size])
    pages = figures.poster(journey, "lea", texts("fr"), Theme())
    for page in pages:
        assert overlaps(page) == []
        assert outside(page) == []
        assert small(page) == []
    said = told(pages)
    for collection in ("stages", "touchpoints", "pain_points", "improvements"):
        for name in names(journey, collection):
            assert "".join(name.split()) in said


def test_thirty_improvements_at_one_point_stay_readable(drawn) -> None:
    journey = crowd(3, 5, "Afficher le prix", 3, 30)
    journey = journey.replace(
        improvements=tuple(
            i.replace(impact=4, effort=2, status="planned") for i in journey.improvements
        )
    )
    chart = figures.matrix_chart(journey, texts("en"))
    (page,) = drawn(lambda: figures.impact_effort(chart, texts("en"), Theme()))
    assert overlaps(page.figure) == []
    assert outside(page.figure) == []
    said = told([page.figure])
    assert all(f"{n}Afficherleprixsolution{n - 1}" in said for n in range(1, 31))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("text", [SHORT, LONG])
def test_workshop_scores_and_customers_are_legible(text: str, lang: str, drawn) -> None:
    journey = crowd(12, 80, text)
    beside = journey.replace(
        emotions=tuple(
            one.as_measured(Measurement(n % 5 - 2, 10_000 + n, n % 5 - 2.2, n % 5 - 1.8, "s"))
            for n, one in enumerate(journey.emotions)
        )
    )
    t = texts(lang)
    chart = figures.scores_chart(beside, t, "lea")
    pages = drawn(lambda: figures.workshop_scores(chart, t, Theme()))
    for page in (page.figure for page in pages):
        assert overlaps(page) == []
        assert outside(page) == []
        assert small(page) == []
        assert page.get_size_inches()[1] * 25.4 <= TALLEST + 1
    said = told([page.figure for page in pages])
    for pair in score_pairs(beside, "lea"):
        assert "".join(str(journey.name_of(pair.at)).split()) in said


SECTIONS = ("summary", "touchpoints", "emotions", WORKSHOP_SCORES, "pain-points", "improvements")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_no_word_of_an_example_is_broken(
    example: str, lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, broken, write = [], [], Page.text

    def text(page: Page, fitted: Fitted, *place: Any, **look: Any) -> float:
        written.append(fitted)
        if not fitted.whole:
            broken.append(fitted.lines)
        return write(page, fitted, *place, **look)

    monkeypatch.setattr(Page, "text", text)
    report = open_report(str(resource("workshops") / example), lang, as_of="2026-11-22")
    for section in set(report.sections) & set(SECTIONS):
        report.section(section)
    assert len(written) > 20
    assert broken == []


@pytest.mark.parametrize(("head", "word"), [("Le rappel par ", "e-mail"), ("Où y ", "a-t-il")])
def test_no_line_ends_after_one_letter_and_its_hyphen(head: str, word: str) -> None:
    room = width(head + word[:-1])
    assert fit(head + word, room).lines == (head.strip(), word)
