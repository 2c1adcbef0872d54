from itertools import pairwise

import pytest

from kit.blocks import Point
from kit.exports.curve_columns import height, stretches


def ends(path):
    """The first and the last point of a path."""
    start = path[1:].split("C")[0].split()
    return tuple(map(float, start)), tuple(map(float, path.replace("C", " ").split()[-2:]))


def test_the_stretches_join_at_the_borders():
    drawn = stretches([Point(score, "") for score in (0.5, -2, 2, 2, -0.25)])
    for left, right in pairwise(drawn):
        (x, y), (far, level) = ends(left.line)[1], ends(right.line)[0]
        assert (x, far) == (100, 0)
        assert y == pytest.approx(level, abs=0.01)


def test_the_line_goes_through_every_score():
    drawn = stretches([Point(score, "") for score in (-1, 0, 2)])
    assert [stretch.y for stretch in drawn] == [height(-1), height(0), height(2)]
    assert all(f"50 {stretch.y:g}" in stretch.line for stretch in drawn)


def test_better_is_higher_and_everything_has_room():
    levels = [height(score) for score in (2, 1, 0, -1, -2)]
    assert levels == sorted(levels)
    assert levels[0] > 10
    assert levels[-1] < 90


def test_a_stage_without_a_score_leaves_a_gap():
    before, gap, after = stretches([Point(1, ""), Point(None, ""), Point(1, "")])
    assert (gap.y, gap.line) == (None, "")
    assert before.line == after.line == f"M50 {height(1):g}"


def test_one_stage_is_a_point_without_a_line():
    [only] = stretches([Point(0, "")])
    assert only.y == height(0)
    assert "C" not in only.line
