"""Read event logs: customer, event and time, one event a row, also from process mining tools."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from kit.evidence.columns import dates
from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.layout import clean_header, extract_table, header_row
from kit.sources import Options, Role

CASES = (
    "case:concept:name", "case_id", "case id", "caseid", "case", "trace", "trace_id", "dossier",
    "id dossier", "customer_id", "customer id", "customer", "user_id", "user id", "userid",
    "visitor_id", "visitor id", "session_id", "session id", "client_id", "id client", "client",
    "contact_id", "journey_id", "kunden-id", "fall-id", "user_pseudo_id", "anonymous_id",
)  # fmt: skip
CASE_WORDS = frozenset((
    "case", "trace", "customer", "user", "visitor", "session", "contact", "journey", "order",
    "dossier", "cas", "client", "cliente", "clients", "visiteur", "utilisateur", "commande",
    "parcours",
    "fall", "vorgang", "vorgangs", "kunde", "kunden", "besucher", "sitzung", "sitzungs", "auftrag",
    "auftrags", "bestell", "bestellung", "nutzer", "caso", "expediente", "pedido", "usuario",
    "visita",
    "pratica", "ordine", "utente", "zaak", "klant", "processo",
))  # fmt: skip
"""Words for a case in the languages of process mining tools."""
NUMBER = re.compile(r"(?:id|nr|nummer|number|num|numero|numéro|no|key|code|ref)$")
"""The end of the name of a column of numbers: ``Vorgangsnummer``, ``id_dossier``, ``n° client``."""
EVENTS = (
    "concept:name", "activity", "event", "event_name", "event name", "action", "activité",
    "événement", "evenement", "étape", "etape", "step", "touchpoint", "stage", "page", "screen",
    "aktivität", "aktivitaet", "tätigkeit", "vorgang", "schritt", "ereignis", "status_to",
    "event_type", "event type", "tâche", "actividad", "evento", "paso", "attività", "atividade",
    "activiteit",
)  # fmt: skip
TIMES = (
    "time:timestamp", "timestamp", "event_time", "event time", "time", "datetime", "date",
    "event_timestamp", "start_timestamp", "horodatage", "date et heure", "date_heure", "zeit",
    "zeitstempel", "zeitpunkt", "datum", "fecha", "fecha y hora", "marca de tiempo", "data e ora",
    "data e hora", "tijdstip", "occurred_at", "created_at", "complete timestamp", "event_date",
)  # fmt: skip
CELONIS = {
    "_case_key": "case_id", "case_key": "case_id", "activity_en": "activity",
    "activity_de": "activity", "activity_fr": "activity", "eventtime": "event_time",
}  # fmt: skip
"""Names of the columns of an activity table in Celonis, and what they are called elsewhere."""


class EventLog(Format):
    """A table of customer, event and time."""

    name = "event-log"
    label = "event log"
    kind = "web-analytics"
    rank = 60

    def recognises(self, book: Book) -> bool:
        """Return whether there are columns of cases that recur, of events and of times."""
        return _find_columns(book.sheet) is not None

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the events."""
        top, places = _find_columns(book.sheet) or (0, {})
        headings = [Heading(clean_header(cell)) for cell in book.sheet.row(top)]
        while headings and not headings[-1].name:
            headings.pop()
        for role, position in places.items():
            headings[position].role = role
        table = extract_table(book.sheet, top, headings=headings)
        table.time = headings[places[Role.TIME]].name
        return [table]


def _find_columns(sheet: Sheet) -> tuple[int, dict[Role, int]] | None:
    top = header_row(sheet)
    if top is None or sheet.height < top + 3:
        return None
    places = _columns_by_name(sheet.row(top))
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


def _columns_by_name(names: Sequence[str]) -> dict[Role, int] | None:
    """Return the positions of the customer, the event and the time, by the names of columns."""
    normalized = [_plain_name(name) for name in names]
    places: dict[Role, int] = {}
    for role, names_of_role in ((Role.CASE, CASES), (Role.EVENT, EVENTS), (Role.TIME, TIMES)):
        ranked = [normalized.index(name) for name in names_of_role if name in normalized]
        if role is Role.CASE:
            ranked += [place for place, name in enumerate(normalized) if _numbers_cases(name)]
        ranked = [position for position in ranked if position not in places.values()]
        if not ranked:
            return None
        places[role] = ranked[0]
    return places


def _numbers_cases(name: str) -> bool:
    """Return whether a name says that a column has the numbers of cases.

    >>> _numbers_cases("vorgangsnummer"), _numbers_cases("id_dossier"), _numbers_cases("order date")
    (True, True, False)
    """
    words = [word for word in re.split(r"[\W_]+", name) if word]
    bare = ["" if word == "n" else NUMBER.sub("", word) for word in words]  # “N° client”
    numbered = bare != words
    return numbered and {word for word in bare if word} <= CASE_WORDS and any(bare)


def _plain_name(name: str) -> str:
    """Return a name as the lists above have it: Celonis writes ``_CASE_KEY``, ``ACTIVITY_EN``."""
    normalized = normalize_cell(clean_header(name))
    return CELONIS.get(normalized, normalized)


def roles_of(names: Sequence[str]) -> dict[str, Role]:
    """Return the roles of an event log's columns by name; an empty dict if it is not an event log.

    >>> roles_of(["client", "page", "price", "timestamp"])
    {'client': <Role.CASE: 'case'>, 'page': <Role.EVENT: 'event'>, 'timestamp': <Role.TIME: 'time'>}
    """
    return {names[place]: role for role, place in (_columns_by_name(names) or {}).items()}


def _distinct(column: object) -> int:
    return int(pc.count_distinct(column).as_py())
