"""Slides of what hurts most, of the decisions asked for, and of what is decided already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kit.blocks import Card, Cell, Heading, Listing, Paragraph, Section
from kit.exports.pptx.chapters.blocks import cards_of, leads, title_of, under
from kit.exports.pptx.chapters.columns import GAP
from kit.exports.pptx.chapters.tables import header, numbered
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import (
    SMALLEST,
    TEXT,
    Box,
    Run,
    Shape,
    Slide,
    TableShape,
    TextShape,
    Words,
)
from kit.exports.pptx.tables import Row, tables
from kit.exports.pptx.texts import paragraphs, within, words
from kit.i18n import N_, RichText

DECIDED = "summary-decided"
"""The id of the heading above what is planned or under way."""

LEAST = 20.0
"""The least height of a table, in millimetres."""


def decisions(page: Page, section: Section) -> Iterator[Slide]:
    """Yield what hurts most and the decisions asked for; without any, the summary's sentences."""
    pains, asked = cards_of(section.blocks, "summary-pain-"), cards_of(section.blocks, "decision-")
    said = leads(section)
    cited = {n for card in (*pains, *asked) for n in card.sources}
    if not (pains or asked):
        texts = [
            words(b.said, TEXT + 2, after=3) for b in section.blocks if isinstance(b, Paragraph)
        ]
        yield page.slide(title_of(section), [TextShape(page.body, tuple(texts))], said)
        return
    notes = [b.said for b in section.blocks if isinstance(b, Paragraph) and b.role == "note"]
    title, said = title_of(section), [*said, *notes]
    yield from _pains_and_asked(page, pains, asked, title, said, cited)


def _pains_and_asked(
    page: Page,
    pains: Sequence[Card],
    asked: Sequence[Card],
    title: RichText,
    said: Sequence[RichText],
    cited: Iterable[int],
) -> Iterator[Slide]:
    shapes, left = _pains(page, pains, page.body.height * 0.4)
    tables = _asked(page, left, asked)
    if len(tables) < 2 and left.height > 0:
        yield page.slide(title, [*shapes, *tables], said, cited)
        return
    # There is no room for both: what hurts comes first, then what to decide.
    shapes, _ = _pains(page, pains, page.body.height)
    yield page.slide(title, shapes, said, cited)
    tables = _asked(page, page.body, asked)
    for place, table in enumerate(tables, 1):
        head = numbered(page, page.t(N_("What to decide")), place, len(tables))
        yield page.slide(head, [table], said, cited)


def running(page: Page, section: Section) -> Iterator[Slide]:
    """Yield what is planned or under way, under its heading."""
    title = next((b.said for b in section.blocks if isinstance(b, Heading) and b.id == DECIDED), "")
    lists = [block for block in under(section, DECIDED) if isinstance(block, Listing)]
    rest: Sequence[Words] = [words(one, TEXT, after=2) for some in lists for one in some.items]
    cards = (*cards_of(section.blocks, "summary-pain-"), *cards_of(section.blocks, "decision-"))
    cited = {n for card in cards for n in card.sources}
    pages: list[TextShape] = []
    while rest:
        shown, rest = within(rest, page.metrics, page.body.width, page.body.height)
        pages.append(TextShape(page.body, shown))
    for place, shape in enumerate(pages, 1):
        head = numbered(page, title, place, len(pages))
        yield page.slide(head, [shape], [one for some in lists for one in some.items], cited)


def _pains(page: Page, pains: Sequence[Card], most: float) -> tuple[list[Shape], Box]:
    """Return the pain points side by side under a heading, and the room below them.

    Parameters
    ----------
    most
        The height that they may take; there is no room below where they need more.
    """
    body = page.body
    if not pains:
        return [], body
    head = words(page.t(N_("What hurts most")), TEXT, bold=True, ink="accent")
    width = (body.width - GAP * (len(pains) - 1)) / len(pains)
    columns = []
    for card in pains:
        rest = [one for entry in card.entries for one in _entry(entry.label, entry.items)]
        columns.append((words(card.title, TEXT, bold=True, after=0.8), *rest))
    top = page.metrics.height(head, body.width) + 1.5
    height = max(page.metrics.heights(c, width) for c in columns)
    left = body.below(top + height + 4) if top + height <= most else replace(body, height=0.0)
    shapes: list[Shape] = [TextShape(body.upper(top), (head,))]
    for place, column in enumerate(columns):
        shown, _ = within(column, page.metrics, width, body.height - top)
        box = Box(body.x + place * (width + GAP), body.y + top, width, height)
        shapes.append(TextShape(box, shown))
    return shapes, left


def _entry(label: RichText, items: Sequence[Cell]) -> list[Words]:
    found: list[Words] = []
    for item in items:
        for one in paragraphs(item, SMALLEST + 1):
            found.append(one)
    if found and str(label):
        first = found[0]
        runs = (Run(label, bold=True, ink="muted"), Run("  "), *first.runs)
        found[0] = Words(runs, first.size, first.after)
    return found


def _asked(page: Page, body: Box, asked: Sequence[Card]) -> list[TableShape]:
    """Return the decisions as tables: what, why, who and when, gain, how sure."""
    found: list[TableShape] = []
    if not asked or body.height < LEAST:
        return found
    labels = [*dict.fromkeys(str(entry.label) for card in asked for entry in card.entries)]
    what = page.t(N_("What to decide"))
    for size in (SMALLEST + 2, SMALLEST + 1, SMALLEST):
        rows: list[Row] = []
        for card in asked:
            entries = {str(entry.label): entry.items for entry in card.entries}
            rest = (paragraphs(entries.get(label, ()), size) for label in labels)
            marks = tuple(one for mark in card.marks for one in paragraphs(mark, size))
            rows.append(((words(card.title, size, bold=True, after=0.8), *marks), *rest))
        widths = (1.5, *(1.0 for _ in labels))
        found = [*tables(body, widths, header([what, *labels], size), rows, page.metrics, what)]
        if len(found) < 2:
            break
    return found
