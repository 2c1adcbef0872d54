"""Slides of the sources and of the limits of what they show."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import Listing, Section
from kit.exports.pptx.chapters.blocks import leads, title_of, under
from kit.exports.pptx.chapters.tables import SIZES, header, numbered
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import Box, Shape, Slide, TableShape, TextShape, Words
from kit.exports.pptx.tables import Row, fair_widths, tables
from kit.exports.pptx.texts import within, words
from kit.i18n import N_


def evidence(page: Page, section: Section) -> Iterator[Slide]:
    """Yield the sources with n and period, and the limits beside them."""
    t, sources = page.t, page.frame.sources
    limits = [
        item
        for block in under(section, "evidence-limits")
        if isinstance(block, Listing)
        for item in block.items
    ]
    body = page.body
    right = body.column(0.64, 1.0) if sources else body
    for size in SIZES:
        listed = [*_sources(page, body.column(0, 0.6), size)] if sources else []
        head = words(t(N_("Limits")), size + 1, bold=True, ink="accent", after=1.5)
        items = [Words(words(item, size).runs, size, 1.6, bullet=True) for item in limits]
        shown, rest = within([head, *items], page.metrics, right.width, right.height)
        if len(listed) < 2 and not rest:
            break
    shapes: list[Shape] = [*listed[:1], TextShape(right, shown)]
    further = [*rest]
    for place, table in enumerate(listed[1:], 2):
        title = numbered(page, t(N_("Sources")), place, len(listed))
        yield page.slide(title, [table], leads(section), [s.number for s in sources])
    basis = page.frame.cover.status
    yield page.slide(title_of(section), shapes, leads(section), (), basis)
    while further:
        shown, rest = within(further, page.metrics, page.body.width, page.body.height)
        yield page.slide(t(N_("Limits")), [TextShape(page.body, shown)], leads(section), (), basis)
        further = [*rest]


def _sources(page: Page, box: Box, size: float) -> Iterator[TableShape]:
    """Yield the sources by number, with kind, n and period."""
    t = page.t
    named = N_("[{number}] {name}")
    rows: list[Row] = [
        (
            (words(t.inline(named, number=one.number, name=one.name), size),),
            (words(one.kind, size),),
            (words(t.number(one.n) if one.n else t(N_("unknown")), size),),
            (words(one.period, size),),
        )
        for one in page.frame.sources
    ]
    head = header([t(N_("Source")), t(N_("Kind")), t(N_("n")), t(N_("Period"))], size)
    widths = fair_widths([head, *rows], box.width, page.metrics)
    yield from tables(box, widths, head, rows, page.metrics, t(N_("Sources")))
