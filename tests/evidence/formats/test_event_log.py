"""Event logs are known by their columns in any of the usual languages."""

from __future__ import annotations

import pytest

from kit.evidence.formats.event_log import roles_of
from kit.sources import Role


@pytest.mark.parametrize(
    "names",
    [
        ("id_dossier", "activité", "horodatage", "ressource"),
        ("Vorgangsnummer", "Aktivität", "Zeitstempel", "Ressource"),
        ("N° client", "étape", "date et heure", "agence"),
        ("Kundennummer", "Schritt", "Zeitpunkt", "Filiale"),
        ("id_expediente", "actividad", "fecha y hora", "recurso"),
        ("order number", "event", "timestamp", "user"),
    ],
)
def test_case_event_and_time_are_found_by_name(names):
    case, event, time, _ = names
    assert roles_of(names) == {case: Role.CASE, event: Role.EVENT, time: Role.TIME}


@pytest.mark.parametrize(
    "names",
    [
        ("order date", "event", "timestamp"),
        ("Note", "Kommentar", "Datum"),
        ("postal code", "page", "date"),
        ("Satisfaction client", "étape", "date"),
    ],
)
def test_a_column_of_something_else_is_no_case(names):
    assert roles_of(names) == {}
