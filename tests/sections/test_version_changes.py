"""Edits between two versions, in the words of the form that asks for the fields (F19)."""

from __future__ import annotations

from datetime import date

import pytest

from kit.sections.version_changes import ChangeTexts
from kit.versions import Edit
from tests.journeys import journey
from tests.sections.reading import context

CHANGE = {"date": date(2026, 7, 6), "what": "Prestataire", "kind": "competitor"}
EFFECT = {"at": "caisse", "change": -1.5}
KPI = {"name": "NPS", "values": {date(2026, 6, 30): -4}}


@pytest.mark.parametrize(
    ("place", "value", "english", "french"),
    [
        (
            ("map", "product_changes"),
            [CHANGE],
            "Date: 6 July 2026, What: Prestataire and Kind: competitor",
            "Date\u00a0: 6 juillet 2026, Quoi\u00a0: Prestataire et Type\u00a0: concurrent",
        ),
        (("emotions", "lea", "caisse", "scores"), [-1, 0], "−1 and 0", "−1 et 0"),
        (
            ("improvements", "borne", "effects"),
            [EFFECT],
            "At: Shop and Change: −1.5",
            "Endroit du parcours\u00a0: Magasin et Variation\u00a0: −1,5",
        ),
        (
            ("stages", "chercher", "kpis", "nps"),
            KPI,
            "Indicator: NPS and Values: 30 June 2026: −4",
            "Indicateur\u00a0: NPS et Valeurs\u00a0: 30 juin 2026\u00a0: −4",
        ),
        (("pain_points", "queue", "mentions"), "3 of 40", "3 of 40", "3 sur 40"),
    ],
)
def test_an_edited_value_reads_as_the_form_names_it(place, value, english, french):
    known = journey()
    for lang, said in (("en", english), ("fr", french)):
        texts = ChangeTexts(context(known, lang), known)
        assert str(texts.value(Edit(place, None, value), value)).replace("\u202f", "\u00a0") == said
