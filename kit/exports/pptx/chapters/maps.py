"""Slides of a journey map: the lanes that matter with the curve, and all the others after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kit.blocks import Lane, Map, Point
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import (
    SMALLEST,
    Box,
    CurveShape,
    Shape,
    Slide,
    TableShape,
    Words,
)
from kit.exports.pptx.tables import CELL_X, CELL_Y, Row, row_height, tables, tight
from kit.exports.pptx.texts import paragraphs, sources_in, within, words
from kit.i18n import N_, NP_, RichText, joined

MOST_STAGES = 7
"""The most stages side by side on a slide."""

LABELS = 28.0
"""The width of the lanes' names, in millimetres."""

CURVE = 34.0
"""The height of the curve."""

FIRST = ("pains", "opportunities", "thoughts", "goal")
"""The lanes of the overview, those that must be there first."""

PAINS = 0.6
"""The share of the height that pain points may take from the other lanes."""

LEAST = 18.0
"""The least height that a lane of the overview is cut to."""


def overview(page: Page, map: Map) -> Iterator[Slide]:
    """Yield the slide of a map: stages, curve and the lanes that fit; more for many stages."""
    for columns in _groups(len(map.stages)):
        yield _overview(page, map, columns)


def _groups(stages: int) -> list[range]:
    slides = max(1, -(-stages // MOST_STAGES))
    width = max(1, -(-stages // slides))
    return [range(n, min(n + width, stages)) for n in range(0, stages, width)]


def _curve(map: Map) -> Lane | None:
    return next((lane for lane in map.lanes if lane.curve), None)


def _widths(page: Page, columns: range) -> tuple[float, ...]:
    width = (page.body.width - LABELS) / len(columns)
    return (LABELS, *(width for _ in columns))


def _header(map: Map, columns: range) -> Row:
    named = (
        (words(joined([str(n + 1), map.stages[n]], "\u00a0"), SMALLEST, bold=True, ink="accent"),)
        for n in columns
    )
    return ((), *named)


def _row(lane: Lane, columns: range, size: float = SMALLEST) -> Row:
    label = (words(lane.label, size, bold=True, ink="muted"),)
    cells = (lane.cells[n] if n < len(lane.cells) else () for n in columns)
    return (label, *(paragraphs(cell, size) for cell in cells))


def _overview(page: Page, map: Map, columns: range) -> Slide:
    widths, body = _widths(page, columns), page.body
    header = _header(map, columns)
    head = row_height(header, widths, page.metrics)
    curve = _curve(map)
    rows, heights = [header], [head]
    if curve:
        empty: Row = (
            (words(curve.label, SMALLEST, bold=True, ink="muted"),),
            *(() for _ in columns),
        )
        rows.append(empty)
        heights.append(CURVE)
    lanes = _chosen(page, map, columns, _lanes_height(page, map, columns))
    rows += [lane.row for lane in lanes]
    heights += [lane.height for lane in lanes]
    placed = Box(body.x, body.y, sum(widths), sum(heights))
    shapes: list[Shape] = [
        TableShape(placed, widths, tuple(heights), tuple(rows), str(map.caption))
    ]
    if curve:
        centres = [sum(widths[: n + 1]) + widths[n + 1] / 2 for n in range(len(columns))]
        across = Box(body.x, body.y + head, sum(widths), CURVE)
        points = tuple(curve.curve[n] for n in columns)
        shapes.append(CurveShape(across, points, tuple(centres), map.curve_alt, LABELS))
    cited = {n for lane in map.lanes for cell in lane.cells for n in sources_in(cell)}
    title = _title(page, map, curve.curve if curve else ())
    if len(columns) < len(map.stages):
        title = _part(page, title, columns)
    notes = _said(page, map, curve)
    return page.slide(title, shapes, notes, cited, map.counts)


def _part(page: Page, title: RichText, columns: range) -> RichText:
    return page.t.inline(
        N_("{title} (stages {first} to {last})"),
        title=title,
        first=columns.start + 1,
        last=columns.stop,
    )


def _title(page: Page, map: Map, points: Sequence[Point]) -> RichText:
    """Return the map's caption with its lowest stage, or those with the same score."""
    t = page.t
    scored = [(p.score, n) for n, p in enumerate(points) if p.score is not None]
    if not scored:
        return map.caption
    low = t.signed(min(scored)[0])
    equal = [map.stages[at] for score, at in scored if t.signed(score) == low]
    named: list[RichText] = [t.quoted(stage) for stage in equal[:2]]
    if len(equal) > len(named):
        others = t.plural("{count} other stage", "{count} other stages", len(equal) - 1)
        named = [named[0], others]
    message = NP_(
        "{map}: lowest stage {stages} ({score})", "{map}: lowest stages {stages} ({score})"
    )
    stages = t.listed(named)
    return t.inline(message, count=len(equal), map=map.caption, stages=stages, score=low)


def _said(page: Page, map: Map, curve: Lane | None) -> list[RichText]:
    """Return each stage's score with what it rests on, for the notes."""
    t = page.t
    said: list[RichText] = []
    for stage, point in zip(map.stages, curve.curve if curve else (), strict=False):
        if point.score is None:
            said.append(t.inline(N_("{label}: {text}"), label=stage, text=point.label))
            continue
        message = N_("{stage}: {score}, {feeling} ({note})")
        values = {"stage": stage, "score": t.signed(point.score), "feeling": point.label}
        said.append(t.inline(message, **values, note=point.note))
    return said


@dataclass(frozen=True)
class Shown:
    """A lane in the overview, whole or cut."""

    kind: str
    row: Row
    height: float
    whole: bool


def _chosen(page: Page, map: Map, columns: range, room: float) -> list[Shown]:
    """Return the lanes that fit, the pain points first, cut where they must be.

    The first two are cut rather than left out: the slides after have them whole.
    """
    widths = _widths(page, columns)
    taken: list[Shown] = []
    for kind in FIRST:
        lane = next((lane for lane in map.lanes if lane.kind == kind), None)
        if lane is None:
            continue
        row = _row(lane, columns)
        height = row_height(row, widths, page.metrics)
        left = room - sum(one.height for one in taken)
        share = max(left * PAINS, LEAST) if kind == FIRST[0] else left
        whole = height <= share
        if not whole and kind in FIRST[:2] and share >= LEAST:
            row = _cut(page, row, widths, share)
            height = row_height(row, widths, page.metrics)
        if height <= left:
            taken.append(Shown(kind, tight(row), height, whole))
    order: list[str] = [lane.kind for lane in map.lanes]
    return sorted(taken, key=lambda one: order.index(one.kind))


def _whole(page: Page, map: Map) -> set[str]:
    """Return the kinds of lanes that the overview shows whole."""
    found: set[str] = {lane.kind for lane in map.lanes}
    for columns in _groups(len(map.stages)):
        shown = _chosen(page, map, columns, _lanes_height(page, map, columns))
        found &= {lane.kind for lane in shown if lane.whole}
    return found - {""}


def _lanes_height(page: Page, map: Map, columns: range) -> float:
    """Return the height that stages and curve leave to the lanes."""
    head = row_height(_header(map, columns), _widths(page, columns), page.metrics)
    return page.body.height - head - (CURVE if _curve(map) else 0.0)


def _more(page: Page, count: int) -> str:
    return page.t.plural("+ {count} more", "+ {count} more", count)


def _cut(page: Page, row: Row, widths: Sequence[float], height: float) -> Row:
    """Return a row cut to a height; each cell says how many items it leaves out."""
    line = Words((), SMALLEST)
    cells: list[tuple[Words, ...]] = []
    for cell, width in zip(row, widths, strict=True):
        room = width - 2 * CELL_X
        shown, rest = within(cell, page.metrics, room, height - 2 * CELL_Y)
        if rest:
            said = _more(page, len(rest))
            more = replace(line, runs=words(said, SMALLEST, ink="muted").runs)
            under = page.metrics.height(more, room)
            shown, rest = within(cell, page.metrics, room, height - 2 * CELL_Y - under)
            said = _more(page, len(rest))
            more = replace(line, runs=words(said, SMALLEST, ink="muted").runs)
            shown = (*shown, more)
        cells.append(shown)
    return tuple(cells)


def details(page: Page, map: Map, seen: set[tuple[str, str]]) -> Iterator[Slide]:
    """Yield the lanes of a map that its overview lacks or cuts, as many slides as they need.

    Parameters
    ----------
    seen
        Lanes that are the same as on another persona's map, which are left out; those of this map
        are added.
    """
    whole = _whole(page, map)
    lanes = []
    for lane in map.lanes:
        key = (str(lane.label), repr(lane.cells))
        if not lane.curve and lane.kind not in whole and key not in seen:
            seen.add(key)
            lanes.append(lane)
    for columns in _groups(len(map.stages)):
        widths = _widths(page, columns)
        rows = [_row(lane, columns) for lane in lanes]
        kept = [(row, lane) for row, lane in zip(rows, lanes, strict=True) if any(row[1:])]
        names = {str(lane.label): lane for _, lane in kept}
        found = tables(
            page.body,
            widths,
            _header(map, columns),
            [row for row, _ in kept],
            page.metrics,
            str(map.caption),
        )
        for table in found:
            labels = [str(row[0][0]) for row in table.rows[1:] if row[0]]
            listed = page.t.listed([*dict.fromkeys(labels)])
            title: RichText = page.t.inline(N_("{map} – {lanes}"), map=map.caption, lanes=listed)
            if len(columns) < len(map.stages):
                title = _part(page, title, columns)
            shown = [names[label] for label in dict.fromkeys(labels) if label in names]
            cited = {
                n for lane in shown for place in columns for n in sources_in(lane.cells[place])
            }
            yield page.slide(title, [table], (), cited)
