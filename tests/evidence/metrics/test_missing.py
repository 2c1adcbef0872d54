"""A source that cannot be had: nothing else stands for what it would have measured (M4.2)."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.evidence.metrics.missing import missing
from kit.evidence.metrics.results import Measurements
from kit.figures import emotion_chart, emotion_curve
from kit.i18n import texts
from kit.journey import Journey
from kit.results import coverage, curve, extremes, ranked_pains, stage_moment
from kit.review import review
from kit.theme import Theme
from tests.journeys import feeling, journey

EN = texts("en")
CROSS = f'href="#m{ord("x"):x}-'
"""The mark of a score that is missing, as pictures name their outlines."""

NOTES = "Note,Gêne\n" + "1,Oui\n" * 20 + "2,Non\n" * 60


def stated(**source: Any) -> Journey:
    """Return a journey whose till, queue and satisfaction are measured, and scored in the room."""
    return journey(
        evidence={
            "sat": {
                "name": "Enquête",
                "kind": "survey",
                "file": "sat.csv",
                "options": {"scales": {"Note": "1-5"}},
                "measures": [
                    {"at": "caisse", "figure": "emotion", "column": "Note"},
                    {"at": "file", "figure": "share", "column": "Gêne", "answers": "Oui"},
                    {"at": "csat", "figure": "mean", "column": "Note"},
                ],
                **source,
            },
        },
        emotions=[
            feeling("caisse", scores=[-2, -2, -1, -2], word="annoyed", evidence="sat"),
            feeling("site", 1.0),
        ],
        pain_points={
            "file": {
                "at": "caisse",
                "group": "process",
                "what": "La file dure dix minutes",
                "mentions": "9 of 10",
                "impact": 4,
                "persistence": 4,
            }
        },
        touchpoints={
            "site": {"stage": "chercher", "channel": "website"},
            "caisse": {
                "stage": "acheter",
                "channel": "shop",
                "kpis": {"csat": {"name": "Satisfaction"}},
            },
        },
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "evidence").mkdir()
    path = tmp_path / "evidence" / "sat.csv"
    path.write_text(NOTES, "utf-8")
    return path


def gone(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def not_downloaded(path: Path) -> None:
    path.write_text(
        "version https://git-lfs.github.com/spec/v1\n"
        "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n",
        "utf-8",
    )


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def another_kind(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 nothing that is a table")


def damaged(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 and no end")


FAULTS = [
    (gone, "File “sat.csv” not found in the evidence folder."),
    (emptied, "The file is empty."),
    (not_downloaded, "It is a pointer of Git LFS: the file itself has not been downloaded."),
    (a_folder, "It is a folder, not a file."),
    (a_pipe, "It is a pipe, a device or a socket, not a file."),
    (another_kind, "It is a PDF file, which contains no table to read."),
    (damaged, "It is damaged"),
]


@pytest.mark.skipif(os.name == "nt", reason="pipes with a name are POSIX's")
@pytest.mark.parametrize(("fault", "told"), FAULTS)
def test_whatever_is_wrong_with_a_file_its_values_are_missing(
    fault: Callable[[Path], None], told: str, file: Path
) -> None:
    fault(file)
    known = stated()
    found = measure(known, file.parents[1])
    (failure,) = found.failures
    assert EN(failure.message).startswith(told)
    assert [one.number for one in missing(known, found)] == [1, 2, 3]
    assert apply_to_map(known, found).emotion("lea", "caisse").missing


def test_so_they_are_where_a_database_cannot_be_read(tmp_path: Path) -> None:
    known = stated(file=None, database=f"duckdb://{tmp_path / 'gone.duckdb'}", table="t")
    found = measure(known, tmp_path)
    assert len(found.failures) == 1
    assert [one.number for one in missing(known, found)] == [1, 2, 3]


def test_where_a_column_is_gone_only_its_values_are_missing(file: Path) -> None:
    file.write_text(NOTES.replace("Note,", "Avis,"), "utf-8")
    known = stated(options={})
    found = measure(known, file.parents[1])
    assert [one.measure.at for one in missing(known, found)] == ["caisse", "csat"]
    after = apply_to_map(known, found)
    assert after.emotion("lea", "caisse").missing
    assert after["file"].mentions.to_data() == "20 of 80"


def test_neither_the_room_nor_a_typed_number_takes_their_place(file: Path) -> None:
    known, folder = stated(), file.parents[1]
    read = apply_to_map(known, measure(known, folder))
    file.unlink()
    found = measure(known, folder)
    after = apply_to_map(known, found)
    for whole, values in ((read, (-1.25, "measured", 80)), (after, (None, None, None))):
        moment = {m.at: m for m in curve(whole, "lea")}["caisse"]
        assert (moment.score, moment.origin, moment.n) == values
        # What the room said stays beside it.
        assert moment.spread
        assert moment.spread.median == -2
    assert stage_moment(read, "lea", "acheter").score == -1.25
    assert stage_moment(after, "lea", "acheter").score is None
    assert stage_moment(after, "lea", "acheter").missing
    assert stage_moment(after, "lea", "chercher").score == 1
    assert ranked_pains(read)[0].severity
    assert ranked_pains(after)[0].severity is None
    assert (coverage(read).stages["acheter"].k, coverage(after).stages["acheter"].k) == (2, 0)


def test_the_worst_the_end_and_the_peak_are_not_those_of_the_rest(file: Path) -> None:
    known = stated()
    file.unlink()
    found = extremes(apply_to_map(known, measure(known, file.parents[1])), "lea")
    assert found
    assert (found.worst, found.end, found.peak_end) == (None, None, None)
    assert [moment.at for moment in found.missing] == ["caisse"]


def test_the_curve_marks_it_and_says_so(file: Path) -> None:
    known = stated()
    file.unlink()
    after = apply_to_map(known, measure(known, file.parents[1]))
    (picture,) = emotion_curve(emotion_chart(after, "lea", EN), EN, Theme())
    assert "Measured value missing: Shop." in picture.alt
    assert "Ends at" not in picture.alt
    assert CROSS in picture.svg
    assert CROSS not in emotion_curve(emotion_chart(known, "lea", EN), EN, Theme())[0].svg


def test_a_place_that_was_only_measured_is_not_forgotten(file: Path) -> None:
    known = stated(measures=[{"at": "chercher", "figure": "emotion", "column": "Note"}])
    file.unlink()
    after = apply_to_map(known, measure(known, file.parents[1]))
    assert after.emotion("lea", "chercher").missing
    assert stage_moment(after, "lea", "chercher").missing


def test_the_review_names_the_source_once_and_says_nothing_that_follows_from_it(
    file: Path,
) -> None:
    known = stated()
    file.unlink()
    found = measure(known, file.parents[1])
    said = review(known, date(2026, 1, 1), found=found)
    rules = [finding.rule.id for finding in said.findings]
    assert rules.count("evidence-unreadable") == 1
    assert "emotion-without-score" not in rules
    assert "stage-without-emotion" not in rules


def test_nothing_is_missing_before_anything_has_been_measured() -> None:
    known = stated()
    assert apply_to_map(known, Measurements()) == known
