"""Indicators over time: a verdict only where the samples bear it, and like with like (F19)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.evidence.metrics.measure import measure
from kit.report.opening import report_on
from kit.sections.trends import trends
from kit.workshop import load
from tests.sections.reading import text_of

WORKSHOP = """\
schema_version: 1
client: {name: Exemple, language: en}
evidence:
  enquete:
    name: Survey
    kind: survey
    file: survey.csv
    measures:
      - at: nps
        figure: nps
        column: Recommend (0-10)
        every: quarter
stages:
  loyalty:
    name: I come back
    kpis:
      nps:
        name: Net Promoter Score
        values: VALUES
"""


def said(folder: Path, before: int, after: int, values: str = "{}") -> str:
    """Return the trends of an NPS: promoters of 40 in each of two quarters, the rest detractors."""
    rows = [
        f"2026-0{month}-{1 + n % 28:02},{9 if n < promoters else 5}"
        for month, promoters in ((2, before), (5, after))
        for n in range(40)
    ]
    (folder / "evidence").mkdir()
    csv = "\n".join(["Date,Recommend (0-10)", *rows])
    (folder / "evidence" / "survey.csv").write_text(csv, "utf-8")
    (folder / "workshop.yaml").write_text(WORKSHOP.replace("VALUES", values), "utf-8")
    opened = load(folder)
    found = measure(opened.journey, opened.folder)
    report = report_on(opened, found, "en", "client", as_of="2026-11-22")
    return text_of(trends(report.context))


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(20, 23, "no clear change"), (8, 32, "better"), (32, 8, "worse")],
)
def test_a_survey_has_a_verdict_only_if_its_interval_excludes_0(tmp_path, before, after, verdict):
    words = said(tmp_path, before, after)
    assert verdict in words
    assert [mark for mark in ("better", "worse", "no clear change") if mark in words] == [verdict]


def test_an_entered_value_is_not_set_against_a_measured_one(tmp_path):
    words = said(tmp_path, 8, 32, "{2025-12-31: 60}")
    assert "not comparable: one was measured, the other not" in words
    assert "worse" not in words
