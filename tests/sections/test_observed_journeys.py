"""Journeys as they were lived: beside the map's stages, and said where they differ (M2.6, F17)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.evidence.metrics.results import Measurements
from kit.evidence.metrics.statistics import share
from kit.evidence.paths.observed_journeys import ObservedJourneys, Order, Path, Step, Transition
from kit.evidence.query.segments import ALL, Segment
from kit.figures import observed_journeys
from kit.i18n import texts
from kit.sections.observed_journey_tables import lasting
from kit.sources import Source
from kit.theme import Theme
from tests.journeys import journey
from tests.sections.reading import pictures, tables, text_of, written

SOURCE = {
    "id": "log",
    "name": "Log <b>of</b> March",
    "kind": "web-analytics",
    "file": "log.csv",
    "steps": {"chercher": "see", "vitrine": "look", "acheter": "pay", "caisse": "till"},
}


def step(id, met, n, left, wait=None):
    return Step(id, share(met, n), share(3, met), share(left, met) if left is not None else None,
                wait)  # fmt: skip


def shown(lang="en", edition="client", **changes):
    """Return the sections of a map and a log beside it."""
    day = timedelta(hours=30)
    stages = {
        "chercher": step("chercher", 190, 200, 40, day),
        "acheter": step("acheter", 120, 200, 100, day),
    }
    steps = {
        "vitrine": step("vitrine", 12, 200, None),
        "caisse": step("caisse", 120, 200, 100, timedelta(seconds=90)),
    }
    log = ObservedJourneys(
        Source.model_validate(SOURCE),
        200,
        900,
        700,
        {ALL: Path(200, stages, orders=(Order("chercher", "acheter", 80, 110),))},
        {
            ALL: Path(
                200,
                {**stages, **steps},
                (Transition("vitrine", "caisse", 11, 12, timedelta(minutes=4)),),
                3,
            ),
            Segment(segment="Web"): Path(60, {**stages, **steps}),
        },
        frozenset({Segment(segment="TV"), Segment(segment="Kiosk")}),
        ("look",),
    )
    known = journey(evidence={"log": {k: v for k, v in SOURCE.items() if k != "id"}}, **changes)
    found = Measurements(observed=(log,))
    ids = ("map", "touchpoints")
    return [written(known, id, lang, measurements=found, edition=edition) for id in ids], log


def test_the_map_shows_how_many_lived_each_stage():
    (map, _), _ = shown()
    said = text_of(map)
    assert "Observed" in said
    assert "95% reached it (190 of 200)" in said
    assert "21% of them dropped off" in said
    assert "then 30 hours (median)" in said
    assert "83% of them dropped off" not in said  # the last stage of the log is its end


def test_where_the_lived_journey_differs_it_is_said():
    (_, points), _ = shown()
    said = text_of(points)
    assert "Of the 110 customers who reached both, 80 reached" in said
    assert "but only 12 of 200 customers reached it (6%)" in said
    assert "most customers drop off at" in said
    (_, points), _ = shown(edition="working")
    assert "not in the log: look" in text_of(points)


def test_numbers_stand_in_tables_and_few_are_withheld():
    (_, points), _ = shown()
    captions = {str(table.caption): table for table in tables(points)}
    vitrine, _ = captions["Observed journeys by touchpoint"].rows
    assert "suppressed" in [str(cell) for cell in vitrine]
    assert "Observed journeys by touchpoint, by persona and segment" in captions
    ways = captions["Most common paths"]
    assert [str(cell) for cell in ways.rows[0]][2:] == ["6% (11 of 200)", "12", "4 minutes"]
    said = text_of(points)
    assert "2 personas or segments are suppressed" in said
    assert "3 other paths are not shown" in said


def test_the_same_in_french():
    (map, points), _ = shown("fr")
    assert "95\u202f% y sont passés (190 sur 200)" in text_of(map)
    assert "Les parcours tels qu’ils sont vécus" in text_of(points)


def test_the_figure_says_its_numbers_to_those_who_do_not_see_it():
    (_, points), log = shown()
    (picture,) = [p for p in pictures(points) if "who reached each stage" in p.alt]
    assert "95%, of whom 21% dropped off" in picture.alt
    assert "<b>" not in picture.svg
    (drawn,) = observed_journeys(journey(), log, texts("fr"), Theme())
    assert "qui sont passés par chaque étape" in drawn.alt


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (59, "59 seconds"),
        (90, "90 seconds"),
        (130, "2 minutes"),
        (5400, "90 minutes"),
        (7300, "2 hours"),
        (30 * 3600, "30 hours"),
        (200_000, "2 days"),
    ],
)
def test_a_length_of_time_is_said_in_a_unit_that_fits(seconds, said):
    assert lasting(texts("en"), timedelta(seconds=seconds)) == said
