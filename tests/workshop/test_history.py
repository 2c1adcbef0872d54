"""Versions are closed by a review, kept as they were, and compared (M6.8 to M6.10)."""

from __future__ import annotations

from datetime import date

import pytest

from kit.workshop import WorkshopError, close_version, compare, load, versions
from kit.workshop.schema import NAME
from tests.journeys import feeling, journey
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
    with pytest.raises(WorkshopError, match="open it again"):
        close_version(workshop, date(2026, 1, 1))
    assert not (workshop.folder / "history").exists()


def test_a_version_whose_name_is_no_date_is_said(workshop):
    (workshop.folder / "history").mkdir()
    (workshop.folder / "history" / "2026-02-30.yaml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(WorkshopError, match="no date of the calendar"):
        versions(workshop)


def pain(at="caisse"):
    return {"at": at, "group": "process", "what": "Attente"}


def kpi(values):
    return {"stages": {
        "chercher": {"name": "Je cherche", "kpis": {"nps": {"name": "NPS", "values": values}}},
        "acheter": {"name": "J’achète"},
    }}  # fmt: skip


def test_pains_opened_and_closed():
    old = journey(pain_points={"attente": pain(), "bruit": pain()})
    new = journey(pain_points={"attente": pain(), "prix": pain()})
    changes = compare(old, new)
    assert [p.id for p in changes.pains_opened] == ["prix"]
    assert [p.id for p in changes.pains_closed] == ["bruit"]


def test_improvements_added_and_done():
    old = journey(improvements={"a": {"solution": "A"}, "b": {"solution": "B", "status": "done"}})
    new = journey(
        improvements={
            "a": {"solution": "A", "status": "done"},
            "b": {"solution": "B", "status": "done"},
            "c": {"solution": "C"},
        }
    )
    changes = compare(old, new)
    assert [i.id for i in changes.improvements_done] == ["a"]
    assert [i.id for i in changes.improvements_added] == ["c"]


def test_touchpoints_and_stages_added_and_removed():
    old, new = journey(), journey(
        stages={"chercher": {"name": "x"}, "acheter": {"name": "y"}, "revenir": {"name": "z"}},
        touchpoints={"vitrine": {"stage": "chercher", "channel": "window"}},
    )  # fmt: skip
    changes = compare(old, new)
    assert [t.id for t in changes.touchpoints_removed] == ["caisse", "site", "facture"]
    assert [s.id for s in changes.stages_added] == ["revenir"]
    assert [t.id for t in compare(new, old).touchpoints_added] == ["caisse", "site", "facture"]


def test_the_change_of_emotion_is_that_of_the_stages_weighted_mean():
    # F1: vitrine weighs 4, site 3: (4·1 + 3·(−1)) / 7 = 1/7, then (4·2 + 3·(−1)) / 7 = 5/7.
    old = journey(emotions=[feeling("vitrine", 1), feeling("site", -1), feeling("caisse", 0)])
    new = journey(emotions=[feeling("vitrine", 2), feeling("site", -1), feeling("caisse", 0)])
    (change,) = compare(old, new).emotions
    assert (change.persona, change.stage) == ("lea", "chercher")
    assert change.change == pytest.approx(4 / 7)


def test_a_change_that_reports_cannot_show_is_none():
    old, new = (journey(emotions=[feeling("caisse", score)]) for score in (0.61, 0.64))
    assert compare(old, new).emotions == ()


def test_an_emotion_that_was_not_there_has_no_change():
    (change,) = compare(journey(), journey(emotions=[feeling("caisse", 0)])).emotions
    assert (change.before, change.change) == (None, None)
    assert change.now.score == 0


def test_kpis_change_by_their_newest_value():
    old = journey(**kpi({"2026-01-01": 10, "2026-02-01": 20}))
    new = journey(**kpi({"2026-01-01": 10, "2026-02-01": 20, "2026-03-01": 15}))
    (change,) = compare(old, new).kpis
    assert (change.before[1], change.now[1], change.better) == (20, 15, False)


def test_nothing_has_changed_between_a_journey_and_itself():
    one = journey(pain_points={"a": pain()}, emotions=[feeling("caisse", -1)])
    assert compare(one, one).nothing
    assert not compare(one, journey()).nothing
