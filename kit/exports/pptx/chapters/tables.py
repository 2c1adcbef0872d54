"""Put a table on as many slides as it needs, in type as large as they allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kit.blocks import Table
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import SMALLEST, TEXT, Slide
from kit.exports.pptx.tables import Row, fair_widths, tables
from kit.exports.pptx.texts import paragraphs, sources_in, words
from kit.i18n import N_, RichText

SIZES = (TEXT + 2, TEXT + 1, TEXT, SMALLEST + 1, SMALLEST)
"""The sizes of type that are tried, in points: the greatest that fits one slide is taken."""


def numbered(page: Page, title: RichText, place: int, of: int) -> RichText:
    """Return a title with its number where one matter takes several slides."""
    if of < 2:
        return title
    return page.t.inline(N_("{title} ({number}/{count})"), title=title, number=place, count=of)


def table_slides(
    page: Page,
    title: RichText,
    header: Row,
    rows: Sequence[Row],
    widths: Sequence[float],
    alt: RichText,
    notes: Iterable[RichText] = (),
    sources: Iterable[int] = (),
    basis: RichText = "",
) -> Iterator[Slide]:
    """Yield a table on as many slides as it needs."""
    found = [*tables(page.body, widths, header, rows, page.metrics, str(alt))]
    said, cited = [*notes], [*sources]
    for place, table in enumerate(found, 1):
        yield page.slide(numbered(page, title, place, len(found)), [table], said, cited, basis)


def header(labels: Iterable[RichText], size: float = SMALLEST) -> Row:
    """Return the first row of a table."""
    return tuple((words(label, size, bold=True, ink="accent"),) for label in labels)


def whole_table(
    page: Page, title: RichText, table: Table, notes: Sequence[RichText] = ()
) -> Iterator[Slide]:
    """Yield a table of a report on as many slides as it needs."""
    cited = {n for row in table.rows for n in sources_in(row)}
    labels = [column.said for column in table.columns]
    slides: list[Slide] = []
    for size in SIZES:
        rows = [tuple(paragraphs(cell, size) for cell in row) for row in table.rows]
        head = header(labels, size)
        widths = fair_widths([head, *rows], page.body.width, page.metrics)
        slides = [*table_slides(page, title, head, rows, widths, table.caption, notes, cited)]
        if len(slides) < 2:
            break
    yield from slides
