"""An event log: who, what, when, one event a row; also as process mining tools write it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from kit.evidence.columns import dates
from kit.evidence.columns.answer_words import plain
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.layout import Block, Heading, header_row, table_in, tidy
from kit.sources import Options, Role

CASES = (
    "case:concept:name", "case_id", "case id", "caseid", "case", "trace", "trace_id", "dossier",
    "id dossier", "customer_id", "customer id", "customer", "user_id", "user id", "userid",
    "visitor_id", "visitor id", "session_id", "session id", "client_id", "id client", "client",
    "contact_id", "journey_id", "kunden-id", "fall-id", "user_pseudo_id", "anonymous_id",
)  # fmt: skip
EVENTS = (
    "concept:name", "activity", "event", "event_name", "event name", "action", "activité",
    "événement", "evenement", "étape", "etape", "step", "touchpoint", "stage", "page", "screen",
    "aktivität", "ereignis", "status_to", "event_type", "event type",
)  # fmt: skip
TIMES = (
    "time:timestamp", "timestamp", "event_time", "event time", "time", "datetime", "date",
    "event_timestamp", "start_timestamp", "horodatage", "date et heure", "date_heure", "zeit",
    "zeitstempel", "occurred_at", "created_at", "complete timestamp", "event_date",
)  # fmt: skip


class EventLog(Format):
    """A table of customer, event and time."""

    name = "event-log"
    label = "event log"
    kind = "web-analytics"
    rank = 60

    def recognises(self, book: Book) -> bool:
        """Whether there is a case that comes back, an event and a time."""
        return _found(book.sheet) is not None

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the events."""
        top, places = _found(book.sheet) or (0, {})
        headings = [Heading(tidy(cell)) for cell in book.sheet.row(top)]
        while headings and not headings[-1].name:
            headings.pop()
        for role, position in places.items():
            headings[position].role = role
        block = table_in(book.sheet, top, headings=headings)
        block.time = headings[places[Role.TIME]].name
        return [block]


def _found(sheet: Sheet) -> tuple[int, dict[Role, int]] | None:
    top = header_row(sheet)
    if top is None or sheet.height < top + 3:
        return None
    places = _places(sheet.row(top))
    if places is None:
        return None
    cases = sheet.columns[places[Role.CASE]].slice(top + 1)
    events = sheet.columns[places[Role.EVENT]].slice(top + 1)
    rows = max(1, len(cases))
    if pc.count_distinct(cases).as_py() >= 0.9 * rows or _distinct(events) > 0.5 * rows:
        return None
    some = sheet.columns[places[Role.TIME]].slice(top + 1, 20).drop_null().to_pylist()
    if not some or np.mean([dates.parse(text) is not None for text in some]) < 0.8:
        return None
    return top, places


def _places(names: Sequence[str]) -> dict[Role, int] | None:
    """Return which columns hold the customer, the event and the time, by their names."""
    known_as = [plain(tidy(name)) for name in names]
    places: dict[Role, int] = {}
    for role, known in ((Role.CASE, CASES), (Role.EVENT, EVENTS), (Role.TIME, TIMES)):
        ranked = [known_as.index(name) for name in known if name in known_as]
        ranked = [position for position in ranked if position not in places.values()]
        if not ranked:
            return None
        places[role] = ranked[0]
    return places


def roles_of(names: Sequence[str]) -> dict[str, Role]:
    """Return the roles of an event log's columns, by their names; none where it is not one."""
    return {names[place]: role for role, place in (_places(names) or {}).items()}


def _distinct(column: object) -> int:
    return int(pc.count_distinct(column).as_py())
