"""A map on paper: one landscape sheet as long as its text is large enough, and split late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kit.blocks import Map
from kit.exports.map_sheets import LARGEST, SMALLEST, sheets
from tests.exports import samples

WORD = "Été"
LONG = samples.LONG * 4


@pytest.mark.parametrize("stages", [1, 3, 7])
def test_a_usual_map_is_one_sheet_of_a4(stages: int):
    (sheet,) = sheets(samples.journey_map(stages))
    assert sheet.paper == "a4"
    assert sheet.size == LARGEST
    assert list(sheet.columns) == list(range(stages))


def test_more_text_is_set_smaller_then_on_a3_then_on_several_sheets():
    found = [sheets(samples.journey_map(7, "Un texte. " * n)) for n in range(1, 160, 4)]
    papers = [(len(of), of[0].paper) for of in found]
    order = [(1, "a4"), (1, "a3")]
    assert [key for key in dict.fromkeys(papers) if key[0] == 1] == order
    assert papers == sorted(papers, key=lambda key: (key[0], key[1] == "a3"))
    assert papers[-1][0] > 1
    for paper in order:
        sizes = [of[0].size for of in found if (len(of), of[0].paper) == paper]
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[-1] < sizes[0]
        assert min(sizes) >= SMALLEST


def test_a_map_that_is_split_keeps_every_stage_and_one_size_of_text():
    found = sheets(samples.journey_map(12, LONG))
    assert len(found) > 1
    assert [stage for sheet in found for stage in sheet.columns] == list(range(12))
    assert {(sheet.paper, sheet.size) for sheet in found} == {("a3", found[0].size)}


def test_a_map_without_text_fills_its_sheet_with_the_curve():
    short, full = (sheets(samples.journey_map(5, text))[0] for text in (WORD, LONG))
    assert short.curve > full.curve


def test_columns_fill_the_table_beside_the_names_of_the_lanes():
    for stages, text in ((3, WORD), (7, LONG), (12, WORD)):
        for sheet in sheets(samples.journey_map(stages, text)):
            width = {"a4": 273, "a3": 396}[sheet.paper]
            assert sum(sheet.shares) == pytest.approx(100 * (width - 23) / width, abs=0.2)


def test_a_stage_with_most_of_the_text_has_the_wider_column():
    even = samples.journey_map(5, "mot")
    uneven = replace(
        even,
        lanes=tuple(
            replace(lane, cells=((samples.words(LONG),), *lane.cells[1:]))
            if lane.kind == "actions"
            else lane
            for lane in even.lanes
        ),
    )
    (sheet,) = sheets(uneven)
    assert sheet.shares[0] > max(sheet.shares[1:])


def test_a_map_without_stages_needs_no_sheet():
    assert sheets(Map("Empty", (), (), ())) == ()
