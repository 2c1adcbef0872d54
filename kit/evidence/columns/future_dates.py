"""Leave dates that lie in the future out of figures: a fill-down, or a year typed wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns.remarks import Remarks
from kit.evidence.columns.times import Times
from kit.i18n import NP_, UserText

PLANNED = re.compile(
    r"(?<![^\W_])(?:due|deadlines?|expir\w+|valid until|renew\w+|appointments?|scheduled?|planned|"
    r"expected|forecast|target|follow-?up|next|échéance|expiration|prévue?s?|renouvellement|"
    r"rendez-vous|prochaine?|fällig\w*|geplant\w*|termin|ablauf\w*|nächste\w*|vencimiento|previst[ao]|"
    r"cita|próxim[ao])(?![^\W_])",
    re.IGNORECASE,
)
"""Columns whose dates may well lie ahead."""

FUTURE = NP_(
    "“{column}”: {count} date lies in the future, the last one on {last}, and is left out.",
    "“{column}”: {count} dates lie in the future, the last one on {last}, and are left out.",
)


def today() -> date:
    """Return the day from which dates lie in the future."""
    return date.today()


def without_future(times: Times, name: str, remarks: Remarks) -> Times:
    """Return the times of a column without those after tomorrow, which are noted.

    A day is allowed for, as the clock of the respondent may be ahead.
    """
    if PLANNED.search(name):
        return times
    limit = datetime.combine(today() + timedelta(days=2), time())
    late = pc.fill_null(pc.greater_equal(times.shown, pa.scalar(limit, times.shown.type)), False)
    count = pc.sum(late).as_py() or 0
    if not count:
        return times
    last = pc.max(times.shown).as_py().date()
    remarks.note(FUTURE.filled(column=UserText(name), count=count, last=last))
    instants = times.instants
    if instants is not None:
        instants = pc.if_else(late, pa.scalar(None, instants.type), instants)
    shown = pc.if_else(late, pa.scalar(None, times.shown.type), times.shown)
    return replace(times, shown=shown, instants=instants)
