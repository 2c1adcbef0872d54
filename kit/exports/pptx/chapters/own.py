"""Slides of a section of one's own: its texts together, each figure and table on a slide."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import Block, Cards, Heading, Listing, Paragraph, Picture, Section, Table
from kit.exports.pptx.chapters.blocks import title_of
from kit.exports.pptx.chapters.tables import numbered, whole_table
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import SMALLEST, TEXT, PictureShape, Slide, TextShape, Words
from kit.exports.pptx.texts import paragraphs, within, words


def own(page: Page, section: Section) -> Iterator[Slide]:
    """Yield a section of one's own: its texts together, each figure and table on a slide."""
    said: list[Words] = []
    tables: list[Table] = []
    pictures: list[Picture] = []
    for block in section.blocks:
        if isinstance(block, Table):
            tables.append(block)
        elif isinstance(block, Picture) and block.png:
            pictures.append(block)
        else:
            said += _words(block)
    title = title_of(section)
    slides: list[Slide] = []
    while said:
        shown, rest = within(said, page.metrics, page.body.width, page.body.height)
        slides.append(page.slide(title, [TextShape(page.body, shown)]))
        said = [*rest]
    for picture in pictures:
        place = PictureShape(page.body, picture.png, picture.alt)
        slides.append(page.slide(title, [place], [picture.alt]))
    for table in tables:
        named = numbered(page, title, 1, 1)
        slides += whole_table(page, named, table)
    yield from slides


def _words(block: Block) -> list[Words]:
    """Return a block of text as paragraphs; others have none."""
    match block:
        case Paragraph(said):
            return [words(said, TEXT + 2, after=3)]
        case Heading(said):
            return [words(said, TEXT + 2, bold=True, ink="accent", after=1)]
        case Listing(items):
            return [Words(words(one, TEXT + 2).runs, TEXT + 2, 1.5, bullet=True) for one in items]
        case Cards(cards):
            found: list[Words] = []
            for card in cards:
                found.append(words(card.title, TEXT, bold=True, ink="accent", after=0.5))
                for entry in card.entries:
                    found.append(words(entry.label, SMALLEST, bold=True))
                    found += [one for item in entry.items for one in paragraphs(item)]
            return found
        case _:
            return []
