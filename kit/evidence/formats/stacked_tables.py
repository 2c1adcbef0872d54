"""Reports of analytics tools: tables one under the other, with ``#`` lines between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns import dates, numbers
from kit.evidence.containers.sheet import Sheet
from kit.evidence.formats.layout import Block, Heading, table_in, tidy
from kit.evidence.table import Note
from kit.i18n import N_, NP_
from kit.sources import Role

COMMENT = r"^\x22?#(?:[\s#=\-*]|$)"
RULE = re.compile(r"[#\s=\-*_,]*")
DAY = re.compile(r"(?<!\d)(20\d{6})(?!\d)")
TOTALS = frozenset(
    {
        "total", "totals", "totaux", "grand total", "total général", "totaux généraux", "summe",
        "gesamtsumme", "gesamt", "total general", "totale", "totale complessivo", "eindtotaal",
        "totaal", "total geral", "sum",
    }
)  # fmt: skip
DATED = re.compile(
    r"date|datum|fecha|data(?!\w)|dato|день|дата|日期|day|jour|día|dia(?!\w)|tag(?!\w)|giorno|dag(?!\w)|"
    r"hour|heure|hora|stunde|ora(?!\w)|uur|week|semaine|yyyymmdd",
    re.IGNORECASE,
)
TOTAL = NP_(
    "{count} row of totals is not among the rows.", "{count} rows of totals are not among the rows."
)
NOT_YET = N_("-1 means that the week has not come yet; it is blank.")
NTH_DAY = N_("The days are counted from {start}; they are shown as dates.")
NO_ROWS = NP_("{count} table has no rows.", "{count} tables have no rows.")


@dataclass
class Part:
    """The rows of one table with the comments above it; rows are numbers in the sheet."""

    comments: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


def parts_of(sheet: Sheet) -> list[Part]:
    """Return the tables of a report: what blank rows and comments divide."""
    if not sheet.height:
        return []
    first = sheet.columns[0]
    comment = pc.fill_null(pc.match_substring_regex(first, COMMENT), False).to_numpy()
    blank = sheet.cell_counts() == 0
    parts: list[Part] = [Part()]
    marks = np.flatnonzero(comment | blank)
    edges = [*marks.tolist(), sheet.height]
    before = -1
    for edge in edges:
        run = range(before + 1, edge)
        if run:
            if parts[-1].rows:
                parts.append(Part())
            parts[-1].rows = list(run)
        if edge < sheet.height and comment[edge]:
            if parts[-1].rows:
                parts.append(Part())
            cells = [tidy(cell) for cell in sheet.row(edge) if cell]
            parts[-1].comments.append(" ".join(cells).strip('"').lstrip("#").strip())
        before = edge
    return parts


def period(comments: Sequence[str]) -> tuple[date | None, date | None]:
    """Return the first and the last day that comments name as YYYYMMDD."""
    days = []
    for comment in comments:
        for found in DAY.findall(comment):
            try:
                days.append(date(int(found[:4]), int(found[4:6]), int(found[6:])))
            except ValueError:
                continue
        days += _spoken_days(comment)
    return (min(days), max(days)) if days else (None, None)


def _spoken_days(comment: str) -> list[date]:
    """Return the two days of ``Date: Jan 1, 2024 - Jan 31, 2024``."""
    ends = re.split(r"\s+[-–—]\s+", comment.partition(":")[2].strip())
    moments = [dates.parse(end.strip()) for end in ends] if len(ends) == 2 else []
    found = [m.value("") for m in moments if m and "ymd" in m.by_order]
    return [moment.date() for moment in found if moment] if len(found) == 2 else []


def title(comments: Sequence[str]) -> str:
    """Return what comments call the table: the last that is neither a rule nor a date."""
    said = [c for c in comments if not RULE.fullmatch(c) and not DAY.search(c)]
    return said[-1] if said else ""


def block_of(sheet: Sheet, part: Part, name: str, known: tuple[date | None, date | None]) -> Block:
    """Return one table of a report, its totals, dates and durations put right."""
    body = sheet.rows(part.rows[0], part.rows[-1] + 1)
    body.name = name
    cells = [tidy(cell) for cell in body.row(0)]
    width = max(position for position, cell in enumerate(cells, start=1) if cell)
    rows, totals = _without_totals(body, width)
    headings = [Heading(cell) for cell in cells[:width]]
    block = table_in(rows, 0, headings=headings)
    block.name = name
    block.start, block.end = known
    if totals:
        block.notes.append(Note(TOTAL.filled(count=len(totals)), lines=tuple(totals)))
    _put_right(block)
    measures(block)
    return block


def measures(block: Block) -> None:
    """Tell what a report counts from what it counts by: there are no persons in it, no ratings."""
    for heading, column in zip(block.headings, block.sheet.columns, strict=True):
        met = pc.unique(column).drop_null().slice(0, 200).to_pylist()
        if heading.role is not None or not met:
            continue
        if not heading.as_text and all(dates.parse(text) is not None for text in met):
            heading.role = Role.TIME
            continue
        counted = not heading.as_text and all(numbers.parse(text) is not None for text in met)
        heading.role = Role.NUMBER if counted else Role.SEGMENT


def _without_totals(body: Sheet, width: int) -> tuple[Sheet, list[int]]:
    """Return the rows that are not totals, and the lines of those that are.

    A total is named so, often in a cell beyond the header, or has no name where all others have.
    """
    mask = np.zeros(body.height, dtype=bool)
    words = pa.array(sorted(TOTALS))
    for position in (0, *range(width, body.width)):
        if position < body.width:
            lowered = pc.utf8_lower(body.columns[position])
            mask |= pc.is_in(lowered, value_set=words).to_numpy()
    nameless = body.columns[0].is_null().to_numpy()
    if body.height > 2 and nameless.sum() == 1:
        mask |= nameless & (body.cell_counts() > 0)
    mask[0] = False
    return body.take(~mask), [int(line) for line in body.lines[mask]]


# --- dates and durations as analytics tools write them -------------------------------------------


def _put_right(block: Block) -> None:
    sheet = block.sheet
    for position, heading in enumerate(block.headings):
        column = sheet.columns[position]
        met = pc.unique(column).drop_null().to_pylist()
        if not met:
            continue
        if all(re.fullmatch(r"\d{4}", text) for text in met) and position == 0:
            _days_counted(block, position, met)
        elif DATED.search(heading.name) and all(_stamp(text) for text in met):
            _replace(block, position, {text: _stamp(text) for text in met})
            heading.role = Role.TIME
        elif all(re.fullmatch(r"\d{1,4}:[0-5]\d:[0-5]\d", text) for text in met):
            _replace(block, position, {text: str(_seconds(text)) for text in met})
            heading.unit = "s"
        elif position == 0 and not all(dates.parse(text) is not None for text in met):
            heading.as_text = True
    weeks = [p for p, h in enumerate(block.headings) if p and re.search(r"\D\d{1,2}$", h.name)]
    if len(weeks) >= 2 and len(weeks) >= len(block.headings) - 1:
        waiting = False
        for position in weeks:
            never = pc.equal(sheet.columns[position], "-1")
            waiting |= bool(pc.any(never).as_py())
            blank = pa.scalar(None, pa.string())
            sheet.columns[position] = pc.if_else(never, blank, sheet.columns[position])
        if waiting:
            block.notes.append(Note(NOT_YET))


def apart(block: Block) -> list[Block]:
    """Return a table whose breakdown has rows named Total as two: the totals, and the parts.

    Funnel explorations are so; summed together, everyone would count twice.
    """
    words = pa.array(sorted(TOTALS))
    for position, heading in enumerate(block.headings):
        if not position or heading.role is not Role.SEGMENT:
            continue
        named = pc.is_in(pc.utf8_lower(block.sheet.columns[position]), value_set=words).to_numpy()
        if not named.any() or named.all():
            continue
        kept = [p for p in range(len(block.headings)) if p != position]
        headings = [replace(block.headings[p]) for p in kept]
        whole = block.sheet.take(named).select(kept)
        parts = replace(block, name=f"{block.name} / {heading.name}", notes=[])
        parts.sheet = block.sheet.take(~named)
        return [replace(block, sheet=whole, headings=headings), parts]
    return [block]


def _days_counted(block: Block, position: int, met: list[str]) -> None:
    start = block.start
    counted = [int(text) for text in met]
    if start is None or counted[0] != 0 or max(counted) > 4000:
        block.headings[position].as_text = True
        return
    days = {text: (start + timedelta(days=int(text))).isoformat() for text in met}
    _replace(block, position, days)
    block.headings[position].role = Role.TIME
    block.notes.append(Note(NTH_DAY.filled(start=start)))


def _stamp(text: str) -> str:
    """Return YYYYMMDD, or YYYYMMDDHH, as ISO; nothing where it is not that."""
    if not re.fullmatch(r"(?:19|20)\d{6}(?:[01]\d|2[0-3])?(?:[0-5]\d)?", text):
        return ""
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
    except ValueError:
        return ""
    if len(text) == 8:
        return day
    return f"{day} {text[8:10]}:{text[10:12] or '00'}:00"


def _seconds(text: str) -> int:
    hours, minutes, seconds = (int(piece) for piece in text.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _replace(block: Block, position: int, values: dict[str, str]) -> None:
    column = block.sheet.columns[position]
    places = pc.index_in(column, value_set=pa.array(list(values)))
    block.sheet.columns[position] = pa.chunked_array(
        [pa.array(list(values.values())).take(chunk) for chunk in places.chunks], pa.string()
    )
