"""Order a report as slides, as an audience asks: what, who, where, why, what now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from kit.blocks import Map, Section
from kit.exports.pptx.chapters import (
    bars,
    changes,
    curves,
    decisions,
    evidence,
    maps,
    matrix,
    own,
    personas,
    roadmap,
)
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import PictureShape, Slide
from kit.i18n import N_, NP_, RichText, joined

LARGEST, LARGEST_TEXT = 36.0, 16.0
"""The greatest sizes of title and text on the first slide."""

PICTURES = tuple(f"data:image/{kind};base64," for kind in ("png", "jpeg", "gif", "webp", "svg+xml"))
"""The pictures that a deck shows."""

Chapter = Callable[[Page, Section], Iterator[Slide]]


def _improvements(page: Page, section: Section) -> Iterator[Slide]:
    yield from matrix.matrix(page, section)
    yield from roadmap.roadmap(page, section)


def _maps(page: Page, section: Section) -> Iterator[Slide]:
    for block in section.blocks:
        if isinstance(block, Map):
            yield from maps.overview(page, block)


def _details(page: Page, section: Section) -> Iterator[Slide]:
    seen: set[tuple[str, str]] = set()
    for block in section.blocks:
        if isinstance(block, Map):
            yield from maps.details(page, block, seen)


CHAPTERS: Sequence[tuple[str, Chapter]] = (
    ("summary", decisions.decisions),
    ("persona", personas.personas),
    ("map", _maps),
    ("emotions", curves.curves),
    ("workshop-scores", bars.bars),
    ("pain-points", bars.bars),
    ("improvements", _improvements),
    ("evidence", evidence.evidence),
    ("changes", changes.changes),
    ("summary", decisions.running),
    ("emotions", curves.further_curves),
    ("map", _details),
)
"""The chapters of a deck, each with the section that it is made from. What one looks up rather
than presents comes last: what is decided already, the curves of personas that are compared, the
targets, and the details of the maps."""


def outline(page: Page, sections: Sequence[Section]) -> list[Slide]:
    """Return the slides of a report, each with a title of its own.

    A section of one's own comes where it stands in the report: after the chapter before it.
    """
    found: Mapping[str, Section] = {section.id: section for section in sections}
    slides = [_cover(page)]
    followers = _followers(sections)
    for place, (id, chapter) in enumerate(CHAPTERS):
        if id in found:
            slides += chapter(page, found[id])
        if id not in [earlier for earlier, _ in CHAPTERS[:place]]:
            slides += [slide for after in followers.get(id, ()) for slide in own.own(page, after)]
    return _distinct(page, slides)


def _followers(sections: Sequence[Section]) -> Mapping[str, list[Section]]:
    """Return the sections of one's own by the chapter after which each stands."""
    chapters = [id for id, _ in CHAPTERS]
    before = chapters[0]
    found: dict[str, list[Section]] = {}
    for section in sections:
        if section.id in chapters:
            before = section.id
        elif section.id.startswith("own-"):
            found.setdefault(before, []).append(section)
    return found


def _cover(page: Page) -> Slide:
    cover, t = page.frame.cover, page.t
    who = cover.personas
    if str(who):
        message = NP_("Persona: {names}", "Personas: {names}")
        who = t.inline(message, count=1 + cover.several, names=who)
    under = [
        joined([part for part in (cover.client, cover.date) if str(part)], " · "),
        who,
        joined([part for part in (cover.author, cover.contact) if str(part)], " · "),
        cover.status,
        joined([part for part in (cover.edition, cover.notice) if str(part)], " · "),
    ]
    notes = (cover.title, cover.status)
    subtitle = tuple(one for one in under if str(one))
    area = page.area
    size = area.title_metrics.size_for(
        str(cover.title), area.cover_title.width, area.cover_title.height, LARGEST, bold=True
    )
    lines = "\n".join(map(str, subtitle))
    # Three quarters: a layout may set its lines apart.
    height = area.cover_text.height * 0.75
    small = page.metrics.size_for(lines, area.cover_text.width, height, LARGEST_TEXT)
    return Slide(cover.title, (*_logos(page),), notes, size, True, subtitle, small)


def _logos(page: Page) -> Iterator[PictureShape]:
    """Yield the logos of author and client where the template has a place and PowerPoint can."""
    cover = page.frame.cover
    logos = ((cover.logo, cover.author), (cover.client_logo, cover.client))
    for (url, name), box in zip(logos, page.area.logos, strict=False):
        if url.startswith(PICTURES):
            yield PictureShape(box, url, str(name))


def _distinct(page: Page, slides: Sequence[Slide]) -> list[Slide]:
    """Return the slides with titles of which no two are the same."""
    taken: dict[str, int] = {}
    distinct = []
    for slide in slides:
        title: RichText = slide.title
        number = taken[str(title)] = taken.get(str(title), 0) + 1
        while number > 1 and str(title) in taken and title == slide.title:
            title = page.t.inline(N_("{title} ({number})"), title=slide.title, number=str(number))
        distinct.append(replace(slide, title=title))
    return distinct
