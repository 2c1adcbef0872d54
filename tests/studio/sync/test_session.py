"""Edit sessions: replies in time and in order, others' edits, nothing lost on a bad disk."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kit import locks
from kit.client_files import ClientFolder, FolderLock
from kit.i18n import texts
from kit.studio.sync import apply_edits, edit_errors, store
from kit.studio.sync.edits import apply_edit
from kit.studio.sync.session import EditSession
from kit.workshop import WorkshopError, load
from tests.studio.sync.test_store import IMPORTANCE, written


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path)


class Page:
    """A page of the browser: the replies and events that it has received."""

    def __init__(self, session: EditSession) -> None:
        self.session = session
        self.answers: list[dict[str, Any]] = []
        self.news: list[dict[str, Any]] = []
        session.events.subscribe(self.news.append)

    def send(self, id: str, **edit: Any) -> None:
        self.session.submit({"id": id, **edit}, self.answers.append)

    def events(self, kind: str) -> list[Any]:
        return [news[kind] for news in list(self.news) if kind in news]


@pytest.fixture
def page(path: Path) -> Iterator[Page]:
    with EditSession(path, "en") as session:
        yield Page(session)


def until(true: Callable[[], Any]) -> Any:
    for _ in range(1000):
        found = true()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it never happened")


def test_an_edit_is_saved_answered_and_told_with_its_findings(page, path):
    page.send("a", op="set", place=IMPORTANCE, value=2, was=5)
    page.send("b", op="set", place=IMPORTANCE, value=None, was=2)
    assert page.session.flush()
    assert page.answers == [{"saved": "a"}, {"saved": "b"}]
    assert load(path).journey["caisse"].importance is None
    state = next(news for news in page.news if "journey" in news)
    assert state["edits"] == ["a", "b"]
    assert (state["undo"], state["redo"]) == (True, False)
    finding = next(f for f in until(lambda: page.events("findings"))[-1] if f["step"] == 3)
    assert finding["severity"] in ("error", "warning", "note")
    assert finding["says"]
    assert finding["fix"]


def test_the_caller_never_waits_for_the_disk(page, monkeypatch):
    going = threading.Event()
    write = ClientFolder.write_bytes

    def slow(*given: Any, **more: Any) -> None:
        going.wait(10)
        write(*given, **more)

    monkeypatch.setattr(ClientFolder, "write_bytes", slow)
    for number in range(200):
        page.send(f"n{number}", op="add", place=["notes"], value=f"note {number}")
    assert page.answers == []
    going.set()
    assert page.session.flush(30)
    assert [answer["saved"] for answer in page.answers] == [f"n{n}" for n in range(200)]


def test_waiting_edits_share_a_save(page, monkeypatch):
    saves = []
    write = ClientFolder.write_bytes
    monkeypatch.setattr(
        ClientFolder, "write_bytes", lambda *a, **k: (saves.append(a[1]), write(*a, **k))
    )
    with page.session._awake:  # so that all of them wait
        for number in range(40):
            page.send(f"n{number}", op="add", place=["notes"], value=f"note {number}")
    page.session.flush()
    assert saves.count("workshop.yaml") == 1
    assert len(page.session.journey.notes) == 41


def test_undo_waits_its_turn(page, path):
    page.send("a", op="set", place=IMPORTANCE, value=2, was=5)
    page.session.undo(page.answers.append, "u")
    page.send("b", op="set", place=["stages", "acheter", "name"], value="Je paie")
    page.session.flush()
    assert [answer["saved"] for answer in page.answers] == ["a", "u", "b"]
    stated = load(path).journey
    assert (stated["caisse"].importance, stated["acheter"].name) == (5, "Je paie")


def test_two_sessions_receive_the_edits_of_each_other(page, path):
    with EditSession(path, "fr") as other:
        answers: list[Any] = []
        other.submit(
            {"id": "o", "op": "set", "place": IMPORTANCE, "value": 1, "was": 5}, answers.append
        )
        other.flush()
        seen = until(
            lambda: [
                j for j in page.events("journey") if j["touchpoints"]["caisse"]["importance"] == 1
            ]
        )
        assert seen
        page.send("p", op="set", place=IMPORTANCE, value=3, was=5)
        page.session.flush()
        assert page.answers[0]["theirs"] == 1
        conflicts = page.events("conflicts")[-1]
        assert [c["yours"] for c in conflicts] == [3]
        page.session.drop("p", page.answers.append)
        page.session.flush()
        assert page.events("conflicts")[-1] == []


def test_a_hand_edit_is_noticed(page, path):
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Je cherche", "Je regarde"), encoding="utf-8")
    until(
        lambda: [
            j for j in page.events("journey") if j["stages"]["chercher"]["name"] == "Je regarde"
        ]
    )
    assert page.session.journey["chercher"].name == "Je regarde"


@pytest.mark.parametrize("broken", [b"stages: [", b"", b"\xff\xfe", b"client: {name: x}\n", None])
def test_an_invalid_hand_edit_is_reported_waited_for_and_mended(page, path, broken):
    good = path.read_bytes()
    path.unlink() if broken is None else path.write_bytes(broken)
    report = until(lambda: page.events("broken"))[0]
    assert report["faults"][0]["says"]
    assert report["faults"][0]["at"].startswith("workshop.yaml")
    page.send("a", op="set", place=IMPORTANCE, value=2, was=5)
    until(lambda: page.answers)
    assert page.answers[0]["unsaved"] == "a"
    assert page.session.journey["caisse"].importance == 5  # the last good state goes on being shown
    path.write_bytes(good.replace(b"Je cherche", b"Je regarde"))
    assert page.session.flush()
    assert page.answers[1:] == [{"saved": "a"}]
    assert page.events("broken")[-1] is None
    stated = load(path).journey
    assert (stated["chercher"].name, stated["caisse"].importance) == ("Je regarde", 2)


@pytest.mark.parametrize(
    ("what", "number", "says"),
    [
        ("file", errno.ENOSPC, "The disk is full."),
        ("file", errno.EIO, "cannot be read or written to"),
        ("journal", errno.ENOSPC, "The disk is full."),
        ("folder", errno.EROFS, "cannot be written to"),
        ("folder", errno.EACCES, "cannot be written to"),
    ],
)
def test_a_disk_that_refuses_keeps_the_edits_waiting(page, path, monkeypatch, number, says, what):
    page.send("first", op="add", place=["notes"], value="avant")
    page.session.flush()

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        if what == "file":
            patched.setattr(ClientFolder, "write_bytes", refuse)
        elif what == "journal":
            patched.setattr("kit.studio.sync.jsonl.os.fsync", refuse)
        else:
            patched.setattr(ClientFolder, "make_folder", refuse)
        page.send("a", op="set", place=IMPORTANCE, value=2, was=5)
        page.send("b", op="add", place=["notes"], value="pendant")
        until(lambda: len(page.answers) == 3)
        assert all(says in answer["why"] for answer in page.answers[1:])
        page.send("c", op="add", place=["notes"], value="encore")
        page.send("a", op="set", place=IMPORTANCE, value=2, was=5)  # the page was loaded again
        until(lambda: {a.get("unsaved") for a in page.answers} >= {"a", "b", "c"})
    assert page.session.flush()
    saved = [answer["saved"] for answer in page.answers if "saved" in answer]
    assert saved == ["first", "a", "b", "c"]
    assert len(load(path).journey.notes) == 4
    page.session.undo(page.answers.append)
    page.session.flush()
    assert len(load(path).journey.notes) == 3


def test_what_holds_the_lock_is_waited_for(path, monkeypatch):
    monkeypatch.setattr(store, "LOCK_TIMEOUT", 0.1)
    with EditSession(path, "en") as session:
        page = Page(session)
        session.flush()
        folder = ClientFolder(path.parent)
        folder.make_folder(".parcours")
        with FolderLock(folder, ".parcours/lock", 30):
            page.send("a", op="set", place=IMPORTANCE, value=2, was=5)
            until(lambda: page.answers)
            assert "Another program" in page.answers[0]["why"]
        assert session.flush()
        assert page.answers[-1] == {"saved": "a"}


@pytest.mark.parametrize("number", [errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOSYS, errno.EACCES])
def test_a_drive_without_locks_is_worked_on_and_said(path, monkeypatch, number):
    def unsupported(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(locks, "lock", unsupported)
    with EditSession(path, "fr") as session:
        page = Page(session)
        page.send("a", op="set", place=IMPORTANCE, value=2, was=5)
        assert session.flush()
        assert page.answers == [{"saved": "a"}]
        (said,) = until(lambda: page.events("unguarded"))
        assert str(path.parent) in said
        assert "verrous" in said
        page.send("b", op="set", place=IMPORTANCE, value=3, was=2)
        assert session.flush()
        assert page.events("unguarded") == [said]
        assert {"unguarded": said} in session.state_events()
    assert load(path).journey["caisse"].importance == 3


def test_an_edit_that_fails_within_the_kit_stops_no_other(page, monkeypatch):
    apply = apply_edit

    def faulty(data: Any, edit: Any) -> Any:
        if edit.get("value") == "faute":
            raise ZeroDivisionError
        return apply(data, edit)

    monkeypatch.setattr(apply_edits, "apply_edit", faulty)
    with page.session._awake:
        for id, text in (("a", "avant"), ("b", "faute"), ("c", "après")):
            page.send(id, op="add", place=["notes"], value=text)
    page.session.flush()
    assert [*map(list, page.answers)] == [["saved"], ["refused", "why", "place"], ["saved"]]


@pytest.mark.parametrize("edit", [{}, {"op": "set"}, {"op": "batch"}, {"op": "set", "place": []}])
def test_nonsense_is_refused(page, edit):
    page.send("a", **edit)
    page.send("b", op="add", place=["notes"], value="bien")
    page.session.flush()
    assert [*map(list, page.answers)] == [["refused", "why", "place"], ["saved"]]


def test_a_page_that_has_gone_stops_no_other(page):
    def gone(_: Any) -> None:
        raise RuntimeError

    page.session.events.subscribe(gone)
    page.session.submit({"op": "add", "place": ["notes"], "value": "x"}, gone)
    page.send("b", op="add", place=["notes"], value="y")
    page.session.flush()
    assert page.answers == [{"saved": "b"}]
    assert page.events("journey")


def test_a_listener_can_leave_and_a_new_one_learns_how_things_stand(page):
    left: list[Any] = []
    page.session.events.subscribe(left.append)()
    page.send("a", op="set", place=IMPORTANCE, value=1)
    page.session.flush()
    assert left == []
    until(lambda: page.events("findings"))
    state, found, conflicts, broken = page.session.state_events()
    assert state["journey"]["touchpoints"]["caisse"]["importance"] == 1
    assert found["findings"]
    assert (conflicts, broken) == ({"conflicts": []}, {"broken": None})


def test_closing_saves_what_waits(path):
    session = EditSession(path, "fr")
    answers: list[Any] = []
    session.submit({"id": "a", "op": "add", "place": ["notes"], "value": "fin"}, answers.append)
    session.close()
    assert answers == [{"saved": "a"}]


def test_closing_does_not_wait_for_ever(path, monkeypatch):
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(ClientFolder, "write_bytes", refuse)
    session = EditSession(path, "fr")
    answers: list[Any] = []
    session.submit({"id": "a", "op": "add", "place": ["notes"], "value": "fin"}, answers.append)
    session.close()
    assert not session._thread.is_alive()
    assert "unsaved" in answers[0]


def test_there_is_no_session_without_a_workshop(tmp_path):
    with pytest.raises(WorkshopError):
        EditSession(tmp_path, "fr")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %} ${x} %(y)s {gap}",
    "=1+1",
    "../../etc/passwd",
    "- a: [b, {c: *d}]",
    "!!python/object:os.system",
    "&a *a # b : c",
    "' OR 1=1 --",
    "\u202egnp.exe\u2066",
    "Z̸̢̛a̵lgo 👩‍👩‍👧",
    "ligne\nautre\n\n  suite",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_it_is(page, path, text):
    places = [
        ["client", "name"],
        ["stages", "acheter", "name"],
        ["touchpoints", "site", "name"],
        ["pain_points", "attente", "what"],
        ["improvements", "caisse-2", "solution"],
        ["personas", "lea", "quotation"],
        ["scenario", "title"],
        ["emotions", {"persona": "lea", "at": "caisse"}, "thought"],
    ]
    for number, place in enumerate(places):
        page.send(f"s{number}", op="set", place=place, value=text)
    page.send("n", op="add", place=["notes"], value=text)
    page.send("bad", op="set", place=["stages", "acheter", text], value=text)
    page.send("id", op="add", place=["stages", text], value={"name": text})
    page.session.flush()
    assert [next(iter(answer)) for answer in page.answers] == ["saved"] * 9 + ["refused"] * 2
    stated = load(path).journey
    assert stated.client.name == stated["site"].name == stated["attente"].what.text == text
    assert stated.notes[-1].text == text
    for number in range(9):
        page.session.undo(page.answers.append, f"u{number}")
    page.session.flush()
    assert load(path).journey["acheter"].name == "J’achète"


def test_what_the_session_says_has_a_french_text():
    for message in (
        edit_errors.FULL,
        edit_errors.READ_ONLY,
        edit_errors.LOCKED,
        edit_errors.BROKEN,
    ):
        assert texts("fr")(message) != texts("en")(message)


def test_another_language_from_now_on(page):
    until(lambda: page.events("findings"))
    before = page.events("findings")[-1]
    page.session.set_language("fr")
    found = until(lambda: [f for f in page.events("findings") if f and f != before])[-1]
    assert [f["rule"] for f in found] == [f["rule"] for f in before]
    page.send("a", op="set", place=IMPORTANCE, value=9)
    page.session.flush()
    assert "de 1 à 5" in page.answers[0]["why"]


def test_a_folder_that_cannot_be_written_to_can_still_be_looked_at(path, monkeypatch):
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(ClientFolder, "make_folder", refuse)
    with EditSession(path, "en") as session:
        page = Page(session)
        assert session.flush()
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Je cherche", "Je regarde"), encoding="utf-8")
        until(lambda: session.journey["chercher"].name == "Je regarde")
        assert page.events("broken") == []
