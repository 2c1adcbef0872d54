"""The charts of a deck: marks and outlines that say on how much a value rests, and their keys."""

from __future__ import annotations

import pytest
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_FILL, MSO_LINE, MSO_THEME_COLOR
from pptx.oxml.ns import qn

from kit.blocks import Chart, Group, Section, Series
from kit.exports import pptx
from tests.exports.pptx.reading import charts, deck, errors, text_of
from tests.exports.pptx.test_deck import written
from tests.exports.samples import notebook

NAMES = ("one", "two", "three")


def drawn(section):
    """Return the slide and the chart of a deck of one section, and the deck."""
    content = pptx.export(notebook(only=section))
    [(slide, chart)] = charts(deck(content))
    return slide, chart, content


def key(slide):
    return "".join(s.text_frame.text for s in slide.shapes if s.name in ("Key", "Légende"))


def mark(series, n):
    """Return a point's symbol, its fill and its line; those of the series where it has none."""
    point = series._element.xpath(f"c:dPt[c:idx/@val='{n}']")
    marker = series.points[n].marker if point else series.marker
    return marker.style, marker.format.fill, marker.format.line


def test_an_assumed_score_is_a_hollow_diamond_and_the_key_says_so(tmp_path):
    for lang, words in (("en", "assumed"), ("fr", "supposé")):
        content = written("a-revoir", lang)
        assert not errors(content, tmp_path)
        slide, chart = charts(deck(content))[0]
        [series] = chart.plots[0].series
        style, fill, line = mark(series, 0)
        assert style == XL_MARKER_STYLE.DIAMOND
        assert fill.fore_color.theme_color == MSO_THEME_COLOR.BACKGROUND_1
        assert line.color.theme_color == MSO_THEME_COLOR.ACCENT_1
        style, fill, _ = mark(series, 2)  # scored in the workshop
        assert style == XL_MARKER_STYLE.SQUARE
        assert fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1
        assert f"◇\u00a0{words}" in key(slide)
        assert "■" in key(slide)
        assert "●" not in key(slide)  # no score of this journey was measured


def test_of_several_curves_only_assumed_scores_are_set_apart(tmp_path):
    origins = ("measured", "workshop", "assumed")
    series = tuple(
        Series(name, (1.0, 0.0, -1.0), origins=origins if name != "B" else ("measured",) * 3)
        for name in "ABCDE"
    )
    chart = Chart("emotions-compared", "curves", "C", NAMES, series, (-2.0, 2.0), "Alt")
    slide, made, content = drawn(Section("emotions", "Title", (chart,)))
    assert not errors(content, tmp_path)
    hollow = [
        [n for n in range(3) if mark(one, n)[0] == XL_MARKER_STYLE.DIAMOND]
        for one in made.plots[0].series
    ]
    assert hollow == [[2], [], [2], [2], [2]]
    assert key(slide) == "◇\u00a0assumed"
    looks = [mark(one, 0)[0] for one in made.plots[0].series]
    assert len(set(looks)) == 5
    # A cross has no face: in the colour of the paper its line would not be seen.
    for one in made.plots[0].series:
        style, _, line = mark(one, 0)
        if style in (XL_MARKER_STYLE.STAR, XL_MARKER_STYLE.X, XL_MARKER_STYLE.PLUS):
            assert line.color.theme_color != MSO_THEME_COLOR.BACKGROUND_1


def test_a_point_of_its_own_look_keeps_the_line_to_it():
    _, chart = charts(deck(written("a-revoir", "en")))[0]
    [series] = chart.plots[0].series
    line = series.format.line
    for n in (0, 2):
        own = series.points[n].format.line
        assert (own.width, own.color.theme_color) == (line.width, line.color.theme_color)


@pytest.mark.parametrize("outlined", [(False, True, False), (False, False, False)])
def test_a_severity_of_too_few_answers_is_an_outline_and_the_key_says_so(outlined, tmp_path):
    series = Series(
        "Severity",
        (3.0, 1.5, None),
        ((2.0, 3.5), (0.3, 3.1), None),
        (40, 4, None),
        ("very-bad", "bad", "bad"),
        outlined=outlined,
        gaps=("", "", "to be counted"),
    )
    chart = Chart("pain-points", "bars", "C", NAMES, (series,), (0.0, 4.0), "Alt")
    slide, made, content = drawn(Section("pain-points", "Title", (chart,)))
    assert not errors(content, tmp_path)
    first, second = (made.plots[0].series[0].points[n].format for n in (0, 1))
    assert first.fill.type == MSO_FILL.SOLID
    assert first.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_2
    if any(outlined):
        assert second.fill.type == MSO_FILL.BACKGROUND  # no fill
        assert second.line.color.theme_color == MSO_THEME_COLOR.ACCENT_3
        assert second.line.dash_style == MSO_LINE.SQUARE_DOT
        assert "outline: no band, fewer than 5 asked" in key(slide)
    else:
        assert second.fill.type == MSO_FILL.SOLID
        assert "outline" not in text_of(slide)
    assert "line across a bar: 95% interval" in key(slide)


def test_a_key_names_only_what_the_slide_shows():
    outlined = (*(False for _ in range(15)), True)
    names = tuple(f"A pain point with number {n}" for n in range(16))
    series = Series("Severity", (2.0,) * 16, n=(40,) * 16, tones=("bad",) * 16, outlined=outlined)
    chart = Chart("pain-points", "bars", "C", names, (series,), (0.0, 4.0), "Alt")
    slide, _, _ = drawn(Section("pain-points", "Title", (chart,)))
    assert "10 of 16 shown" in text_of(slide)
    assert not key(slide)


def test_points_of_the_matrix_have_the_tones_of_their_quadrants(tmp_path):
    tones = ("good", "accent", "bad")
    effort = Series("Effort", (1.0, 4.0, 5.0), tones=tones)
    impact = Series("Impact", (4.0, 4.0, 1.0), tones=tones)
    groups = tuple(Group(name, (n,)) for n, name in enumerate(NAMES))
    chart = Chart(
        "impact-effort", "matrix", "C", NAMES, (effort, impact), (1.0, 5.0), "Alt", groups=groups
    )
    _, made, content = drawn(Section("improvements", "Title", (chart,)))
    assert not errors(content, tmp_path)
    [series] = made.plots[0].series
    expected = (MSO_THEME_COLOR.ACCENT_5, MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_3)
    for n, colour in enumerate(expected):
        assert series.points[n].marker.format.fill.fore_color.theme_color == colour
        # LibreOffice reads the mark of a point only where it differs in symbol or size.
        assert series.points[n].marker.size != series.marker.size
        # A line of a point would be drawn from the point before it.
        assert series.points[n].format.line.fill.type == MSO_FILL.BACKGROUND
    assert series._element.find(f"{qn('c:spPr')}/{qn('a:ln')}/{qn('a:noFill')}") is not None
