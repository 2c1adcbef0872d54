"""What one measure would give away of another is in nothing that a client receives (F17)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

WORKSHOP = """\
schema_version: 1
client: {name: Exemple, language: en, invented: true}
personas:
  lea: {name: Léa}
stages:
  buy: {name: I pay}
touchpoints:
  till: {stage: buy, channel: shop}
  exit: {stage: buy, channel: shop}
evidence:
  s:
    name: Exit survey
    kind: survey
    file: s.csv
    options: {scales: {Note: 1-5}}
    measures:
      - {at: till, figure: mean, column: Note}
      - {at: exit, figure: mean, column: Note, where: {Region: [North, South, West]}}
      - {at: till, figure: emotion, column: Note}
      - {at: exit, figure: emotion, column: Note, where: {Region: [North, South, West]}}
"""
THREE = ("3.05", "+0.05", "0.05")
"""The mean of the three regions, as the scales of the survey and of the map have it."""


@pytest.fixture
def client(here: Path) -> Path:
    """A client whose fourth region, three answers of 2, is in one of two measures alone."""
    folder = here / "workshops" / "exemple"
    (folder / "evidence").mkdir(parents=True)
    (folder / "workshop.yaml").write_text(WORKSHOP, "utf-8")
    notes = {"North": [3] * 9, "South": [3] * 6, "West": [3, 3, 3, 3, 4], "East": [2, 2, 2]}
    rows = [f"{region},{note}" for region, given in notes.items() for note in given]
    (folder / "evidence" / "s.csv").write_text("\n".join(["Region,Note", *rows]), "utf-8")
    return folder


def test_nothing_that_is_handed_over_holds_the_suppressed_mean(parcours: Any, client: Path) -> None:
    status, shown, err = parcours("evidence", "show", client)
    assert (status, err) == (0, "")
    assert "2.91" in shown
    assert "Metric 1.2 is suppressed, in part or in whole: with 1.1 and 1.3 it" in shown
    for edition in ("client", "working"):
        assert parcours("report", client, "--edition", edition, "--force")[0] == 0
        page = Path("outputs/exemple/report.html").read_text("utf-8")
        assert "2.91" in page
        assert not [number for number in THREE if number in page]
        assert not [number for number in THREE if number in shown]
        assert "Metric 1.2 is suppressed" in page
    assert parcours("tables", client, "--to", "csv")[0] == 0
    tables = {path.name: path.read_text("utf-8-sig") for path in Path("outputs").rglob("*.csv")}
    assert "2.91" in tables["figures.csv"]
    assert not [name for name, text in tables.items() if "3.05" in text]
    assert "+0.05" not in tables["emotions.csv"]
    assert parcours("version", client, "-m", "First")[0] == 0
    kept = [*(client / "history").iterdir()]
    assert kept
    assert not [path for path in kept if "3.05" in path.read_text("utf-8")]


def test_check_names_both_measures(parcours: Any, client: Path) -> None:
    _, said, _ = parcours("check", client)
    assert "figure-tells-another" in said
    assert "Metric 2 of “Exit survey”" in said
    assert "with metric 1, at" in said
