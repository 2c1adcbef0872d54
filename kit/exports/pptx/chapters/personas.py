"""Slides of personas, their entries in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.blocks import Card, Section
from kit.exports.pptx.chapters.blocks import cards_of, leads
from kit.exports.pptx.chapters.columns import in_columns
from kit.exports.pptx.chapters.tables import numbered
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import TEXT, Shape, Slide, TextShape, Words
from kit.exports.pptx.texts import paragraphs, sources_in, words
from kit.i18n import N_, RichText


def personas(page: Page, section: Section) -> Iterator[Slide]:
    """Yield a slide for each persona, its entries in three columns."""
    for card in cards_of(section.blocks, "persona-"):
        yield from _persona(page, card, leads(section))


def _persona(page: Page, card: Card, notes: Sequence[RichText]) -> Iterator[Slide]:
    t = page.t
    title: RichText = card.title
    if card.marks:
        title = t.inline(N_("{label}: {text}"), label=card.title, text=card.marks[0].said)

    def groups(size: float) -> list[list[Words]]:
        return [
            [
                words(entry.label, size, bold=True, ink="accent", after=0.3),
                *(one for item in entry.items for one in paragraphs(item, size, 0.6)),
            ]
            for entry in card.entries
        ]

    body = page.body
    quoted: list[Shape] = []
    if str(card.quotation):
        said = words(t.quoted(card.quotation), TEXT + 2, ink="muted")
        height = min(page.metrics.height(said, body.width), 16.0)
        quoted = [TextShape(body.upper(height), (said,))]
        body = body.below(height + 3)
    cited = sorted({n for entry in card.entries for n in sources_in(entry.items)})
    slides = in_columns(page, body, groups)
    for place, shapes in enumerate(slides, 1):
        yield page.slide(
            numbered(page, title, place, len(slides)), [*quoted, *shapes], notes, cited
        )
