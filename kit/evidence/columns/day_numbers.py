"""Show days written as numbers as dates: ``20240131``, or counted from 1900 by a spreadsheet."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns.raw_table import RawTable
from kit.evidence.table import Note
from kit.i18n import N_, UserText

NAMED = re.compile(
    r"(?<![^\W_])(?:dates?|datum|fechas?|data|timestamp|horodat\w*|zeitstempel|datetime|day|jour|tag|"
    r"\w+datum|created|submitted|completed|opened|closed|resolved)(?![^\W_])",
    re.IGNORECASE,
)
COUNTED = re.compile(r"[2-5]\d{4}(?:\.\d+)?")
EPOCH = datetime(1899, 12, 30)
FIRST, LAST = 29_221, 55_153
"""Days counted in 1980 and in 2050: a number beyond them is another."""

COUNTED_DAYS = N_(
    "“{column}”: days counted from 1900, as spreadsheets store them, are shown as dates."
)


def convert_day_numbers(table: RawTable) -> None:
    """Convert the columns that are named as dates and hold nothing but days as numbers."""
    for place, heading in enumerate(table.headings):
        if heading.as_text or heading.role or not NAMED.search(heading.name):
            continue
        texts = pc.unique(table.sheet.columns[place]).drop_null().to_pylist()
        if len(texts) < 2:
            continue
        stamps = [_stamp(text) for text in texts]
        if all(stamps):
            _replace(table, place, texts, stamps)
        elif all(COUNTED.fullmatch(text) for text in texts):
            days = [float(text) for text in texts]
            if min(days) >= FIRST and max(days) <= LAST:
                _replace(table, place, texts, [_iso(day) for day in days])
                note = COUNTED_DAYS.filled(column=UserText(heading.name))
                table.notes = [*table.notes, Note(note, column=heading.name)]


def _replace(table: RawTable, place: int, texts: list[str], shown: list[str]) -> None:
    places = pc.index_in(table.sheet.columns[place], value_set=pa.array(texts))
    table.sheet.columns[place] = pa.chunked_array(
        [pa.array(shown).take(chunk) for chunk in places.chunks], pa.string()
    )
    if table.sheet.kinds is not None:
        table.sheet.kinds[place] = table.sheet.kinds[place] * 0


def _stamp(text: str) -> str:
    """Return a day written in eight digits in ISO format; nothing for another text."""
    if not re.fullmatch(r"(?:19|20)\d{6}", text):
        return ""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
    except ValueError:
        return ""


def _iso(day: float) -> str:
    moment = (EPOCH + timedelta(days=day)).replace(microsecond=0)
    return moment.date().isoformat() if day.is_integer() else moment.isoformat(" ")
