"""Versions are closed by a review, kept as they were, and compared (M6.8 to M6.10)."""

from __future__ import annotations

from datetime import date

import pytest

from kit.workshop import WorkshopError, close_version, load, versions
from kit.workshop.schema import NAME
from tests.workshop.files import SMALL, loaded


@pytest.fixture
def workshop(tmp_path):
    return loaded(tmp_path)


def test_a_closed_version_keeps_the_text_and_the_file_notes_the_review(workshop):
    path = close_version(workshop, date(2026, 3, 31), "Comité de mars : validé\n# et après")
    assert path == workshop.folder / "history" / "2026-03-31.yaml"
    kept = path.read_text(encoding="utf-8")
    assert kept.endswith(SMALL.replace(NAME, f"../{NAME}"))
    assert load(workshop.path).journey.map.last_review == date(2026, 3, 31)
    (version,) = versions(workshop)
    assert (version.date, version.path) == (date(2026, 3, 31), path)
    assert version.message == "Comité de mars : validé\n# et après"
    assert version.journey == workshop.journey


def test_two_versions_of_a_day_are_numbered_and_the_newer_comes_last(workshop):
    day = date(2026, 3, 31)
    for number in range(1, 12):
        close_version(load(workshop.path), day, f"no {number}")
    assert [version.message for version in versions(workshop)] == [
        f"no {number}" for number in range(1, 12)
    ]


def test_versions_after_the_day_of_the_report_are_left_out(workshop):
    for day in (date(2026, 6, 30), date(2026, 3, 31)):
        close_version(load(workshop.path), day)
    assert [v.date.month for v in versions(workshop)] == [3, 6]
    assert [v.date.month for v in versions(workshop, date(2026, 6, 29))] == [3]


def test_a_workshop_without_history_has_no_versions(workshop):
    assert versions(workshop) == ()


def test_a_version_written_by_hand_has_no_message(workshop):
    folder = workshop.folder / "history"
    folder.mkdir()
    (folder / "2026-01-01.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "notes.yaml").write_text("x", encoding="utf-8")
    assert [v.message for v in versions(workshop)] == [""]


def test_windows_files_keep_their_line_ends_in_the_history(tmp_path):
    workshop = loaded(tmp_path, b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    content = close_version(workshop, date(2026, 1, 1), "un\ndeux").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf#")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert versions(workshop)[0].message == "un\ndeux"


def test_a_version_is_not_closed_of_a_file_changed_meanwhile(workshop):
    workshop.path.write_text(SMALL.replace("Léa", "Lia"), encoding="utf-8")
    with pytest.raises(WorkshopError, match="Open it again"):
        close_version(workshop, date(2026, 1, 1))
    assert not (workshop.folder / "history").exists()


def test_a_version_whose_name_is_no_date_is_said(workshop):
    (workshop.folder / "history").mkdir()
    (workshop.folder / "history" / "2026-02-30.yaml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(WorkshopError, match="not a valid date"):
        versions(workshop)
