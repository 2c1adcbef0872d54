"""Order a report as slides, as an audience asks: what, who, where, why, what now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from kit.blocks import Block, Cards, Heading, Listing, Map, Paragraph, Picture, Section, Table
from kit.exports.pptx import figures, lists, maps
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import SMALLEST, TEXT, PictureShape, Slide, TextShape, Words
from kit.exports.pptx.texts import paragraphs, within, words
from kit.i18n import N_, NP_, RichText, joined

LARGEST, LARGEST_TEXT = 36.0, 16.0
"""The greatest sizes of title and text on the first slide."""

PICTURES = tuple(f"data:image/{kind};base64," for kind in ("png", "jpeg", "gif", "webp", "svg+xml"))
"""The pictures that a deck shows."""

Chapter = Callable[[Page, Section], Iterator[Slide]]


def _improvements(page: Page, section: Section) -> Iterator[Slide]:
    yield from figures.matrix(page, section)
    yield from lists.roadmap(page, section)


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
    ("summary", lists.decisions),
    ("persona", lists.personas),
    ("map", _maps),
    ("emotions", figures.curves),
    ("workshop-scores", figures.bars),
    ("pain-points", figures.bars),
    ("improvements", _improvements),
    ("evidence", lists.evidence),
    ("changes", lists.changes),
    ("summary", lists.running),
    ("emotions", figures.further_curves),
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
    own = _followers(sections)
    for place, (id, chapter) in enumerate(CHAPTERS):
        if id in found:
            slides += chapter(page, found[id])
        if id not in [earlier for earlier, _ in CHAPTERS[:place]]:
            slides += [slide for after in own.get(id, ()) for slide in _own(page, after)]
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


def _own(page: Page, section: Section) -> Iterator[Slide]:
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
    title = lists.title_of(section)
    slides: list[Slide] = []
    while said:
        shown, rest = within(said, page.metrics, page.body.width, page.body.height)
        slides.append(page.slide(title, [TextShape(page.body, shown)]))
        said = [*rest]
    for picture in pictures:
        place = PictureShape(page.body, picture.png, picture.alt)
        slides.append(page.slide(title, [place], [picture.alt]))
    for table in tables:
        named = lists.numbered(page, title, 1, 1)
        slides += lists.whole_table(page, named, table)
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
