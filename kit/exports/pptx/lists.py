"""Slides of texts and tables: decisions, personas, roadmap, evidence, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from kit.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Details,
    Heading,
    Listing,
    Paragraph,
    Section,
    Table,
)
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
from kit.exports.pptx.tables import Row, fair_widths, tables
from kit.exports.pptx.texts import paragraphs, plain, sources_in, within, words
from kit.i18n import N_, RichText

DECIDED = "summary-decided"
"""The id of the heading above what is planned or under way."""

LEAST = 20.0
"""The least height of a table, in millimetres."""

GAP = 6.0
"""The distance of columns, in millimetres."""


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


# --- decisions -------------------------------------------------------------------------------


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


# --- personas --------------------------------------------------------------------------------


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


COLUMNS = 3
SIZES = (TEXT + 2, TEXT + 1, TEXT, SMALLEST + 1, SMALLEST)
"""The sizes of type that are tried, in points: the greatest that fits one slide is taken."""

BETWEEN = 2.4
"""The space between groups of paragraphs."""

Groups = Callable[[float], list[list[Words]]]


def in_columns(page: Page, body: Box, groups: Groups) -> list[list[Shape]]:
    """Return groups of paragraphs in columns, at the greatest size at which one slide holds them.

    Parameters
    ----------
    groups
        Returns the groups at a size of type.
    """
    slides: list[list[Shape]] = []
    for size in SIZES:
        slides = [*_columns(page, body, groups(size))]
        if len(slides) < 2:
            break
    return slides


def _columns(page: Page, body: Box, groups: Sequence[Sequence[Words]]) -> Iterator[list[Shape]]:
    """Yield groups of paragraphs in columns, filled one after another."""
    width = (body.width - GAP * (COLUMNS - 1)) / COLUMNS
    heights = [page.metrics.heights(group, width) for group in groups]
    total = sum(heights) + BETWEEN * len(groups)
    # Columns of about one height, if all fit one slide.
    height = min(body.height, total / COLUMNS + max(heights, default=0.0) / 2)
    shapes: list[Shape] = []
    column: list[Words] = []
    taken = 0.0
    waiting = [tuple(group) for group in groups]
    while waiting:
        group = waiting.pop(0)
        needed = page.metrics.heights(group, width)
        limit = body.height if len(shapes) == COLUMNS - 1 else height
        if taken + needed <= limit:
            column += _spaced(group)
            taken += needed + BETWEEN
            continue
        if not column:
            shown, rest = within(group, page.metrics, width, limit)
            column += _spaced(shown)
            waiting.insert(0, rest)
        else:
            waiting.insert(0, group)
        shapes.append(_column(body, width, len(shapes), column))
        column, taken = [], 0.0
        if len(shapes) == COLUMNS:
            yield shapes
            shapes = []
    if column:
        shapes.append(_column(body, width, len(shapes), column))
    if shapes:
        yield shapes


def _spaced(group: Sequence[Words]) -> list[Words]:
    return [*group[:-1], replace(group[-1], after=BETWEEN)] if group else []


def _column(body: Box, width: float, place: int, column: Sequence[Words]) -> TextShape:
    box = Box(body.x + place * (width + GAP), body.y, width, body.height)
    return TextShape(box, tuple(column))


# --- roadmap, evidence, changes --------------------------------------------------------------


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
