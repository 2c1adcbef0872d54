"""Split the reports of analytics tools: tables below each other, with ``#`` lines in between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns import dates, numbers
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Sheet
from kit.evidence.formats.layout import clean_header, extract_table, last_filled
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
DATE_HEADER = re.compile(
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
    """One table of a report: the comments above it, and the indexes of its rows in the sheet."""

    comments: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


def split_parts(sheet: Sheet) -> list[Part]:
    """Return the tables of a report, which blank rows and comments separate."""
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
            cells = [clean_header(cell) for cell in sheet.row(edge) if cell]
            parts[-1].comments.append(" ".join(cells).strip('"').lstrip("#").strip())
        before = edge
    return parts


def parse_period(comments: Sequence[str]) -> tuple[date | None, date | None]:
    """Return the first and the last day named in comments, as YYYYMMDD or as a range of dates.

    >>> parse_period(["20240101-20240131"])
    (datetime.date(2024, 1, 1), datetime.date(2024, 1, 31))
    """
    days = []
    for comment in comments:
        for found in DAY.findall(comment):
            try:
                days.append(date(int(found[:4]), int(found[4:6]), int(found[6:])))
            except ValueError:
                continue
        days += _parse_range(comment)
    return (min(days), max(days)) if days else (None, None)


def _parse_range(comment: str) -> list[date]:
    """Return the two days of ``Date: Jan 1, 2024 - Jan 31, 2024``."""
    ends = re.split(r"\s+[-–—]\s+", comment.partition(":")[2].strip())
    moments = [dates.parse(end.strip()) for end in ends] if len(ends) == 2 else []
    found = [m.value("") for m in moments if m and "ymd" in m.by_order]
    return [moment.date() for moment in found if moment] if len(found) == 2 else []


def part_title(comments: Sequence[str]) -> str:
    """Return the title of a table: the last comment that is neither a rule nor a date."""
    titles = [c for c in comments if not RULE.fullmatch(c) and not DAY.search(c)]
    return titles[-1] if titles else ""


def part_table(
    sheet: Sheet, part: Part, name: str, period: tuple[date | None, date | None]
) -> RawTable:
    """Return one table of a report, without totals, its dates and durations converted."""
    body = sheet.rows(part.rows[0], part.rows[-1] + 1)
    body.name = name
    cells = [clean_header(cell) for cell in body.row(0)]
    width = last_filled(cells)
    rows, totals = _without_totals(body, width)
    headings = [Heading(cell) for cell in cells[:width]]
    table = extract_table(rows, 0, headings=headings)
    table.name = name
    table.start, table.end = period
    if totals:
        table.notes.append(Note(TOTAL.filled(count=len(totals)), lines=tuple(totals)))
    _convert_columns(table)
    assign_roles(table)
    return table


def assign_roles(table: RawTable) -> None:
    """Give columns the role of time, number or segment: a report has no people and no ratings."""
    for heading, column in zip(table.headings, table.sheet.columns, strict=True):
        texts = pc.unique(column).drop_null().slice(0, 200).to_pylist()
        if heading.role is not None or not texts:
            continue
        if not heading.as_text and all(dates.parse(text) is not None for text in texts):
            heading.role = Role.TIME
            continue
        is_number = not heading.as_text and all(numbers.parse(text) is not None for text in texts)
        heading.role = Role.NUMBER if is_number else Role.SEGMENT


def _without_totals(body: Sheet, width: int) -> tuple[Sheet, list[int]]:
    """Return the rows without totals, and the lines of the totals.

    A total is named so, often in a cell beyond the header, or is the only row without a name.
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


def _convert_columns(table: RawTable) -> None:
    """Convert counted days, date stamps and durations, and blank weeks that have not come."""
    sheet = table.sheet
    for position, heading in enumerate(table.headings):
        column = sheet.columns[position]
        texts = pc.unique(column).drop_null().to_pylist()
        if not texts:
            continue
        if all(re.fullmatch(r"\d{4}", text) for text in texts) and position == 0:
            _convert_nth_days(table, position, texts)
        elif DATE_HEADER.search(heading.name) and all(_iso_timestamp(text) for text in texts):
            _replace_texts(table, position, {text: _iso_timestamp(text) for text in texts})
            heading.role = Role.TIME
        elif all(re.fullmatch(r"\d{1,4}:[0-5]\d:[0-5]\d", text) for text in texts):
            _replace_texts(table, position, {text: str(_duration_seconds(text)) for text in texts})
            heading.unit = "s"
        elif position == 0 and not all(dates.parse(text) is not None for text in texts):
            heading.as_text = True
    weeks = [p for p, h in enumerate(table.headings) if p and re.search(r"\D\d{1,2}$", h.name)]
    if len(weeks) >= 2 and len(weeks) >= len(table.headings) - 1:
        waiting = False
        for position in weeks:
            never = pc.equal(sheet.columns[position], "-1")
            waiting |= bool(pc.any(never).as_py())
            blank = pa.scalar(None, pa.string())
            sheet.columns[position] = pc.if_else(never, blank, sheet.columns[position])
        if waiting:
            table.notes.append(Note(NOT_YET))


def separate_totals(table: RawTable) -> list[RawTable]:
    """Return the totals and the parts of a broken-down table as two tables.

    Funnel explorations mix both; summed together, everyone would count twice.
    """
    words = pa.array(sorted(TOTALS))
    for position, heading in enumerate(table.headings):
        if not position or heading.role is not Role.SEGMENT:
            continue
        named = pc.is_in(pc.utf8_lower(table.sheet.columns[position]), value_set=words).to_numpy()
        if not named.any() or named.all():
            continue
        kept = [p for p in range(len(table.headings)) if p != position]
        headings = [replace(table.headings[p]) for p in kept]
        whole = table.sheet.take(named).select(kept)
        parts = replace(table, name=f"{table.name} / {heading.name}", notes=[])
        parts.sheet = table.sheet.take(~named)
        return [replace(table, sheet=whole, headings=headings), parts]
    return [table]


def _convert_nth_days(table: RawTable, position: int, texts: list[str]) -> None:
    """Replace days counted from the start of the period (``0000``, ``0001``) by dates."""
    start = table.start
    is_number = [int(text) for text in texts]
    if start is None or is_number[0] != 0 or max(is_number) > 4000:
        table.headings[position].as_text = True
        return
    days = {text: (start + timedelta(days=int(text))).isoformat() for text in texts}
    _replace_texts(table, position, days)
    table.headings[position].role = Role.TIME
    table.notes.append(Note(NTH_DAY.filled(start=start)))


def _iso_timestamp(text: str) -> str:
    """Return YYYYMMDD, YYYYMMDDHH or YYYYMMDDHHMM in ISO format; nothing for another text.

    >>> _iso_timestamp("2024013108")
    '2024-01-31 08:00:00'
    """
    if not re.fullmatch(r"(?:19|20)\d{6}(?:[01]\d|2[0-3])?(?:[0-5]\d)?", text):
        return ""
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
    except ValueError:
        return ""
    if len(text) == 8:
        return day
    return f"{day} {text[8:10]}:{text[10:12] or '00'}:00"


def _duration_seconds(text: str) -> int:
    hours, minutes, seconds = (int(piece) for piece in text.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _replace_texts(table: RawTable, position: int, values: dict[str, str]) -> None:
    column = table.sheet.columns[position]
    places = pc.index_in(column, value_set=pa.array(list(values)))
    table.sheet.columns[position] = pa.chunked_array(
        [pa.array(list(values.values())).take(chunk) for chunk in places.chunks], pa.string()
    )
