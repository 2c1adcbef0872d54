"""One chart stands behind a picture, its alternative text and a slide: all say the same numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from kit import figures
from kit.blocks import Chart, Picture
from kit.figures.area import Area
from kit.i18n import Language, Texts, texts
from kit.journey import Journey
from kit.report import open_report
from kit.resources import resource
from kit.theme import Theme
from tests.browser.reports import EXAMPLES
from tests.figures.crowd import crowd
from tests.figures.legible import texts as written
from tests.journeys import feeling
from tests.journeys import journey as small

Draw = Callable[[Chart, Texts, Theme], tuple[Picture, ...]]
NUMBER = re.compile(r"[+−]?\d+(?:[.,]\d+)?")


@cache
def journey_of(example: str) -> Journey:
    return open_report(str(resource("workshops") / example), as_of="2026-11-22").context.journey


def drawings(journey: Journey, t: Texts) -> Iterator[tuple[Chart, Draw]]:
    """Yield every chart of a journey with the function that draws it."""
    found: list[tuple[Chart | None, Draw]] = [
        (figures.compared_chart(journey, t), figures.personas_compared),
        (figures.pain_chart(journey, t), figures.pain_ranking),
        (figures.matrix_chart(journey, t), figures.impact_effort),
    ]
    for persona in journey.personas:
        found += [
            (figures.emotion_chart(journey, persona.id, t), figures.emotion_curve),
            (figures.target_chart(journey, persona.id, t), figures.target_curves),
            (figures.scores_chart(journey, t, persona.id), figures.workshop_scores),
        ]
    return ((chart, draw) for chart, draw in found if chart is not None)


def numbers(chart: Chart, t: Texts) -> Counter[str]:
    """Return the values and the ends of intervals of a chart, as the report prints them."""
    written = t.signed if chart.span[0] < 0 else t.number
    said: Counter[str] = Counter()
    for series in chart.series:
        said.update(written(value) for value in series.values if value is not None)
        if chart.kind == "bars":
            said.update(written(end) for found in series.intervals if found for end in found)
    return said


@pytest.mark.parametrize(
    ("lang", "basis"),
    [
        ("en", "measured (n\xa0=\xa0112), scored in the workshop (n\xa0=\xa03) and assumed"),
        ("fr", "mesuré (n\xa0=\xa0112), noté en atelier (n\xa0=\xa03) et supposé"),
    ],
)
def test_a_basis_counts_customers_and_participants_apart(lang: str, basis: str) -> None:
    mixed = small(
        evidence={"enquete": {"name": "Enquête", "kind": "survey"}},
        emotions=[
            feeling("vitrine", 1, evidence=["enquete"], n=112),
            feeling("site", scores=[-1, 0, -1]),
            feeling("caisse", -1),
        ],
    )
    over_touchpoints = figures.emotion_chart(mixed, "lea", texts(lang))
    over_stages = figures.compared_chart(mixed, texts(lang), fewest=1)
    assert over_touchpoints
    assert over_stages
    assert str(over_touchpoints.basis) == basis
    assert str(over_stages.basis).endswith(basis)


def test_a_target_of_one_of_several_personas_says_whose_basis_it_is() -> None:
    effect = {"solution": "x", "status": "planned", "effects": [{"at": "caisse", "change": 1}]}
    scored = [feeling("caisse", scores=[-1, 0, -1])]
    for several in (False, True):
        personas = {"lea": {"name": "Léa"}, **({"ali": {"name": "Ali"}} if several else {})}
        found = small(personas=personas, emotions=scored, improvements={"x": effect})
        chart = figures.target_chart(found, "lea", texts("en"))
        assert chart
        assert str(chart.basis).startswith("Léa: ") is several


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_alternative_text_says_every_number(example: str, lang: Language) -> None:
    t = texts(lang)
    charts = [chart for chart, _ in drawings(journey_of(example), t)]
    assert charts
    for chart in charts:
        missing = numbers(chart, t) - Counter(NUMBER.findall(chart.alt))
        assert not missing, chart.id


@pytest.mark.parametrize("example", [*EXAMPLES, "crowd"])
def test_the_picture_draws_every_value_and_no_other(
    example: str, drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    t = texts("fr")
    journey = crowd(6, 18, "Une étape", 9, 10) if example == "crowd" else journey_of(example)
    values: Counter[float] = Counter()
    mark, bar = Area.mark, Area.bar

    def marked(area: Area, x: float, y: float, shape: str, *look, **more) -> None:
        if (
            more.get("order", 3) == 3 and shape != "x"
        ):  # neither an interval's end, nor a median, nor a gap
            values[round(x if across else y, 6)] += 1
        mark(area, x, y, shape, *look, **more)

    def barred(area: Area, y: float, end: float, *rest, **more) -> None:
        values[round(end, 6)] += 1
        bar(area, y, end, *rest, **more)

    monkeypatch.setattr(Area, "mark", marked)
    monkeypatch.setattr(Area, "bar", barred)
    for chart, draw in drawings(journey, t):
        across = chart.kind == "bars"
        values.clear()
        pages = drawn(lambda chart=chart, draw=draw: draw(chart, t, Theme()))
        said = Counter(one.get_text() for page in pages for one in written(page.figure))
        if chart.kind == "matrix":
            places = {str(n + 1) for n in range(len(chart.categories))}
            assert places <= set(said)
            continue
        expected = [value for one in chart.series for value in one.values if value is not None]
        assert values == Counter(round(value, 6) for value in expected), chart.id
        if chart.id.startswith("emotions-") and draw is figures.emotion_curve:
            counts = Counter(t.number(n, 0) for n in chart.series[0].n if n)
            assert not counts - said, chart.id
