"""Sheets for interviews, mystery visits and staff reports, printed and read back (M7.3)."""

import csv
import io

import pytest

from kit.i18n import LANGUAGES, texts
from kit.listening import TITLES, as_table, sheet_fields
from tests.journeys import journey


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", TITLES)
def test_every_field_of_a_sheet_has_a_column(kind, lang):
    t = texts(lang)
    [heading] = csv.reader(io.StringIO(as_table(kind, journey(), t)))
    assert heading == [str(field.asks) for field in sheet_fields(kind, journey(), t)]
    assert len(set(heading)) == len(heading)


def test_a_visit_observes_each_touchpoint():
    asked = [str(field.asks) for field in sheet_fields("mystery-visit", journey(), texts("en"))]
    assert "Shop: how was it? (1–5)" in asked
    assert "Shop: what happened?" in asked
