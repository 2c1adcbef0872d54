"""Find the parts of a section that slides show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.blocks import Block, Card, Cards, Chart, Details, Heading, Paragraph, Section
from kit.i18n import RichText


def leads(section: Section) -> list[RichText]:
    """Return the leading paragraphs and the definitions of a section, for the notes."""
    texts = [b for b in all_blocks(section.blocks) if isinstance(b, Paragraph)]
    return [b.said for b in texts if b.role in ("lead", "definition")]


def title_of(section: Section) -> RichText:
    """Return a section's headline, or its plain title where the data state nothing."""
    return section.headline if str(section.headline) else section.title


def cards_of(blocks: Iterable[Block], start: str) -> list[Card]:
    """Return the cards whose ids begin with a text."""
    return [
        card
        for block in blocks
        if isinstance(block, Cards)
        for card in block.cards
        if card.id.startswith(start)
    ]


def under(section: Section, heading: str) -> list[Block]:
    """Return the blocks between a heading, by its id, and the next one."""
    found: list[Block] = []
    inside = False
    for block in section.blocks:
        if isinstance(block, Heading):
            inside = block.id == heading
        elif inside:
            found.append(block)
    return found


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, and those that are folded in them."""
    for block in blocks:
        yield block
        if isinstance(block, Details):
            yield from all_blocks(block.blocks)


def charts(section: Section, start: str = "") -> list[Chart]:
    """Return the charts of a section that have values, and whose ids begin with a text."""
    found = [block for block in section.blocks if isinstance(block, Chart) and not block.empty]
    return [chart for chart in found if chart.id.startswith(start)]
