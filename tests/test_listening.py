"""Sheets for interviews, mystery visits and staff reports, printed and read back (M7.3)."""

import csv
import io
from datetime import date

import pytest

from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
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


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("people", [4, 6])
def test_the_score_of_the_staff_form_is_measured_on_an_indicator(people, lang, tmp_path):
    t = texts(lang)
    [heading] = csv.reader(io.StringIO(as_table("staff-report", journey(), t)))
    score = next(str(f.asks) for f in sheet_fields("staff-report", journey(), t) if f.scale)
    folder = tmp_path / "evidence"
    folder.mkdir()
    with (folder / "staff.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        for number in range(people):
            filled = {heading[0]: f"2026-03-0{1 + number}", score: 4 if number else 2}
            writer.writerow([filled.get(name, "…") for name in heading])
    known = journey(
        evidence={
            "staff": {
                "name": "Staff report forms",
                "kind": "staff-report",
                "file": "staff.csv",
                "measures": [{"at": "team", "figure": "csat", "column": score}],
            }
        },
        stages={"work": {"name": "I buy", "kpis": {"team": {"name": "Satisfied team"}}}},
        touchpoints={},
    )
    found = measure(known, tmp_path)
    assert found.failures == ()
    [[_, team]] = apply_to_map(known, found).kpis
    expected = {} if people < 5 else {date(2026, 3, people): round(100 * (people - 1) / people, 6)}
    assert team.values == expected
