"""Slides of what changed since the last version."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kit.blocks import Card, Section
from kit.exports.pptx.chapters.blocks import cards_of, leads, title_of
from kit.exports.pptx.chapters.columns import in_columns
from kit.exports.pptx.chapters.tables import numbered
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import Slide, Words
from kit.exports.pptx.texts import paragraphs, words


def changes(page: Page, section: Section) -> Iterator[Slide]:
    """Yield what was added, removed and done since the last version."""
    for card in cards_of(section.blocks, "changes-lists"):
        slides = in_columns(page, page.body, partial(_changed, card))
        for place, shapes in enumerate(slides, 1):
            title = numbered(page, title_of(section), place, len(slides))
            yield page.slide(title, shapes, leads(section), (), page.frame.cover.status)


def _changed(card: Card, size: float) -> list[list[Words]]:
    groups = []
    for entry in card.entries:
        group = [words(entry.label, size, bold=True, ink="accent", after=0.6)]
        for item in entry.items:
            group += [Words(one.runs, size, 1.0, bullet=True) for one in paragraphs(item, size)]
        groups.append(group)
    return groups
