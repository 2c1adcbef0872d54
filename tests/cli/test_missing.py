"""A source that cannot be read is not a success: told, marked, and the good report is kept."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

WORKSHOP = """\
schema_version: 1
client: {name: NAME, language: en, invented: true}
personas:
  lea: {name: Léa}
stages:
  buy: {name: I pay}
touchpoints:
  shelf: {stage: buy, channel: shop}
  till: {stage: buy, channel: shop}
evidence:
  sat:
    name: Exit survey
    kind: survey
    file: sat.csv
    options: {scales: {Note: 1-5}}
    measures:
      - {at: till, figure: emotion, column: Note}
emotions:
  - {persona: lea, at: shelf, score: 1}
  - {persona: lea, at: till, scores: [-2, -2, -2]}
"""
NOTES = "Note\n" + "3\n" * 60 + "2\n" * 20
TOLD = "Source “Exit survey” cannot be read: File “sat.csv” not found"
REPORT = Path("outputs/one/report.html")
PREVIOUS = Path("outputs/one/report.previous.html")


def client(name: str) -> Path:
    folder = Path("workshops", name)
    (folder / "evidence").mkdir(parents=True)
    (folder / "workshop.yaml").write_text(WORKSHOP.replace("NAME", name.title()), "utf-8")
    (folder / "evidence" / "sat.csv").write_text(NOTES, "utf-8")
    return folder


@pytest.fixture
def one(here: Path) -> Path:
    return client("one")


def test_a_report_without_its_source_is_marked_and_the_whole_one_is_kept(
    parcours: Any, one: Path
) -> None:
    assert parcours("report", one)[0] == 0
    good = REPORT.read_bytes()
    assert "−0.3" in good.decode()
    assert parcours("status") == (0, parcours("status")[1], "1 done.\n")

    data = one / "evidence" / "sat.csv"
    data.unlink()
    for _ in range(2):  # the second time it is not taken for done, either
        status, out, err = parcours("report", one)
        assert (status, out) == (1, f"{REPORT}\n")
        assert f"{one / 'workshop.yaml'}:14: {TOLD}" in err
        assert "The last complete report is kept as “report.previous.html”" in err
        assert PREVIOUS.read_bytes() == good
    page = REPORT.read_text("utf-8")
    assert "measured value missing" in page
    assert "could not be read, so these are missing: emotion, from a rating: “Shop”" in text(page)
    assert "−0.3" not in page
    status, out, err = parcours("status")
    assert (status, err) == (1, "1 incomplete.\n")
    assert "incomplete" in out.splitlines()[0]
    assert TOLD in out

    data.write_text(NOTES, "utf-8")
    assert parcours("report", one)[0] == 0
    assert "−0.3" in REPORT.read_text("utf-8")
    assert not PREVIOUS.exists()
    assert parcours("status")[0] == 0


def text(page: str) -> str:
    from bs4 import BeautifulSoup

    return " ".join(BeautifulSoup(page, "html.parser").get_text().split())


def test_it_is_said_in_the_language_of_who_asks(
    parcours: Any, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one / "evidence" / "sat.csv").unlink()
    monkeypatch.setenv("PARCOURS_LANG", "fr")
    status, _, err = parcours("report", one)
    assert status == 1
    assert "indique chacune comme manquante" in err
    assert "measured value missing" in REPORT.read_text("utf-8")


def test_of_several_clients_the_page_says_which_one(parcours: Any, one: Path) -> None:
    client("two")
    (one / "evidence" / "sat.csv").unlink()
    status, _, err = parcours("report", "workshops/one", "workshops/two", "--jobs", "1")
    assert status == 1
    assert "2 reports created, 1 with measured values missing." in err
    assert "  workshops/one" in err
    page = text(Path("outputs/index.html").read_text("utf-8"))
    assert "1 with measured values missing" in page
    assert "Measured values are missing:" in page
    assert TOLD in page
    status, _, err = parcours("report", "workshops/one", "workshops/two", "--jobs", "1")
    assert status == 1
    assert "1 report created, 1 with measured values missing, 1 unchanged." in err


def test_a_report_that_fails_later_does_not_take_the_whole_one_along(
    parcours: Any, one: Path
) -> None:
    parcours("report", one)
    good = REPORT.read_bytes()
    (one / "evidence" / "sat.csv").unlink()
    parcours("report", one)
    file = one / "workshop.yaml"
    file.write_text(file.read_text("utf-8").replace("score: 1", "score: 7"), "utf-8")
    assert parcours("report", one)[0] == 1
    assert not REPORT.exists()
    assert PREVIOUS.read_bytes() == good


def test_tables_mark_what_is_missing_and_end_with_1(parcours: Any, one: Path) -> None:
    assert parcours("tables", one, "--to", "csv")[0] == 0
    (one / "evidence" / "sat.csv").unlink()
    status, _, err = parcours("tables", one, "--to", "csv")
    assert status == 1
    assert TOLD in err
    folder = Path("outputs/one/tables")
    read = {
        name: list(csv.DictReader((folder / f"{name}.csv").read_text("utf-8-sig").splitlines()))
        for name in ("emotions", "emotion_by_stage", "figures")
    }
    (till,) = [row for row in read["emotions"] if row["at_id"] == "till"]
    assert (till["score"], till["basis"], till["n"]) == ("", "missing", "")
    assert till["room_median"] == "-2.0"
    assert [(row["score"], row["basis"]) for row in read["emotion_by_stage"]] == [("", "missing")]
    assert [(row["value"], row["missing"]) for row in read["figures"]] == [("", "true")]


def test_a_poster_without_its_source_ends_with_1(parcours: Any, one: Path) -> None:
    (one / "evidence" / "sat.csv").unlink()
    status, out, err = parcours("poster", one, "--to", "svg")
    assert status == 1
    assert TOLD in err
    assert Path(out.strip()).exists()


def test_a_version_says_what_it_does_not_keep_and_no_value_is_told_as_changed(
    parcours: Any, one: Path
) -> None:
    assert parcours("version", one, "--as-of", "2026-01-02")[0] == 0
    (one / "evidence" / "sat.csv").unlink()
    parcours("report", one)
    page = text(REPORT.read_text("utf-8"))
    changes = page[page.index("Measured again since the last version") :]
    assert "no longer there" not in changes
    assert "measured value missing" in changes
    status, _, err = parcours("version", one, "--as-of", "2026-01-03")
    assert status == 1
    assert TOLD in err
