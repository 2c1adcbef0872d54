"""Slides of the improvements by due date."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import Section, Table
from kit.exports.pptx.chapters.blocks import all_blocks, leads
from kit.exports.pptx.chapters.tables import whole_table
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import Slide
from kit.exports.pptx.texts import plain
from kit.i18n import N_


def roadmap(page: Page, section: Section) -> Iterator[Slide]:
    """Yield the improvements by due date."""
    caption = page.t(N_("Improvements by due date"))
    found = [b for b in all_blocks(section.blocks) if isinstance(b, Table)]
    table = next((one for one in found if str(one.caption) == caption), None)
    if table is None or not table.rows:
        return
    first = table.rows[0]
    title = page.t.inline(
        N_("Roadmap: first “{improvement}” ({due})"),
        improvement=plain(first[0]),
        due=plain(first[1]) if len(first) > 1 else "",
    )
    yield from whole_table(page, title, table, leads(section))
