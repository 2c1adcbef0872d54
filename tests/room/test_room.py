"""A room in its own process: rounds, privacy until the reveal, and what a crash leaves."""

import contextlib
import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time

import pytest

from kit.room.client import RoomError, RoomGoneError
from kit.room.open_room import NoAddressError, RoomBusyError, connect
from kit.room.page import TYPES
from kit.room.process import bind_free
from tests.room.phone import Phone

ITEMS = [{"id": "site", "label": "Le site"}, {"id": "caisse", "label": "La caisse"}]
SCORES = {"kind": "scores", "question": "Que ressent Sarah ?", "items": ITEMS, "persona": "sarah"}


def phones(room, count, name=""):
    """Return phones that have joined."""
    joined = [Phone(room.host) for _ in range(count)]
    for number, one in enumerate(joined, 1):
        assert one.join(room.code, name and f"{name} {number}") == 200
    return joined


def rounds(room):
    return room.client.state()["rounds"]


def reveal(room, number):
    room.client.do("status", round=number, status="revealed")
    return rounds(room)[number - 1]


def test_scores_are_private_until_they_are_revealed(room):
    joined = phones(room, 4)
    number = room.client.do("open", **SCORES)
    for one, score in zip(joined, (-2, -1, 2, 2), strict=True):
        assert one.answer(number, "site", {"score": score}) == "done"
        assert one.answer(number, "caisse", {"score": 1, "word": "calm"}) == "done"
    told = joined[0].state()
    assert "result" not in told["room"]["round"]
    assert told["mine"]["answers"]["site"] == {"score": -2}
    before = rounds(room)[0]
    assert (before["answered"], "answers" in before, "result" in before) == (4, False, False)

    after = reveal(room, number)
    site = after["result"]["items"][0]
    assert site["score"] == {
        "n": 4,
        "counts": {"-2": 1, "-1": 1, "2": 2},
        "median": 0.5,
        "low": -1.25,
        "high": 2.0,
        "apart": True,
    }
    assert joined[1].state()["room"]["round"]["result"]["items"][0]["score"]["median"] == 0.5


def test_a_phone_that_has_begun_is_not_counted_as_done(room):
    begun, done, _ = phones(room, 3)
    number = room.client.do("open", **SCORES)
    begun.answer(number, "site", {"score": 1})
    for item in ("site", "caisse"):
        done.answer(number, item, {"score": 2})
    counted = [rounds(room)[0][name] for name in ("answered", "begun", "here")]
    assert counted == [1, 1, 3]
    begun.answer(number, "caisse", {"score": 0})
    assert (rounds(room)[0]["answered"], rounds(room)[0]["begun"]) == (2, 0)


def test_a_second_round_keeps_the_first(room, phone):
    number = room.client.do("open", **SCORES)
    phone.answer(number, "site", {"score": -2})
    reveal(room, number)
    second = room.client.do("repeat", round=number)
    phone.answer(second, "site", {"score": 1})
    after = reveal(room, second)
    assert (after["repeats"], after["result"]["items"][0]["score"]["median"]) == (number, 1)
    assert rounds(room)[0]["result"]["items"][0]["score"]["median"] == -2


def test_every_kind_of_round_gives_its_result(room):
    first, second = phones(room, 2)
    dots = room.client.do("open", kind="dots", question="Où ?", items=ITEMS, budget=3)
    assert first.answer(dots, "all", {"site": 3}) == "done"
    assert second.answer(dots, "all", {"site": 1, "caisse": 2}) == "done"
    assert second.answer(dots, "all", {"site": 2, "caisse": 2}) == "form"  # beyond the budget
    found = reveal(room, dots)["result"]["items"]
    assert [(one["id"], one["count"], one["n"]) for one in found] == [
        ("site", 4, 2),
        ("caisse", 2, 1),
    ]
    choice = room.client.do("open", kind="choice", question="Lequel ?", items=ITEMS)
    assert first.answer(choice, "all", "caisse") == "done"
    assert first.answer(choice, "all", "autre") == "form"
    assert reveal(room, choice)["result"]["items"][0] == {"id": "caisse", "count": 1, "n": 1}
    placed = room.client.do("open", kind="impact-effort", question="?", items=ITEMS)
    assert first.answer(placed, "site", {"impact": 5, "effort": 2}) == "done"
    assert first.answer(placed, "site", {"impact": 6, "effort": 2}) == "form"
    assert reveal(room, placed)["result"]["items"][0]["impact"]["median"] == 5
    feedback = room.client.do("open", kind="feedback", question="?", items=ITEMS)
    assert first.answer(feedback, "site", {"score": 5, "text": "Très bien"}) == "done"
    found = reveal(room, feedback)["result"]["items"][0]
    assert (found["score"]["median"], found["texts"]) == (5, [{"word": "", "text": "Très bien"}])


def test_moderated_notes_are_shown_once_released(room, phone):
    number = room.client.do("open", kind="notes", question="?", moderated=True)
    phone.answer(number, "a", "La file est longue")
    phone.answer(number, "b", "Une grossièreté")
    phone.answer(number, "c", "Une faute")
    phone.answer(number, "c", None)
    after = reveal(room, number)
    assert after["result"]["notes"] == []
    assert [one["text"] for one in after["waiting"]] == ["La file est longue", "Une grossièreté"]
    room.client.do("release", round=number, notes=[after["waiting"][0]["id"]])
    assert [one["text"] for one in rounds(room)[0]["result"]["notes"]] == ["La file est longue"]


def test_a_closed_round_takes_what_is_on_its_way_and_a_revealed_one_nothing(room, phone):
    number = room.client.do("open", **SCORES)
    room.client.do("status", round=number, status="closed")
    assert phone.answer(number, "site", {"score": 1}) == "done"
    reveal(room, number)
    assert phone.answer(number, "site", {"score": 2}) == "late"
    with pytest.raises(RoomError):
        room.client.do("status", round=number, status="open")


def test_an_answer_that_is_sent_again_counts_once(room, phone):
    number = room.client.do("open", kind="notes", question="?")
    for _ in range(3):
        assert phone.answer(number, "a", "Une fois", id="same") == "done"
    phone.answer(number, "a", "Corrigé", id="other")
    phone.answer(number, "a", "Une fois", id="same")
    assert [one["text"] for one in reveal(room, number)["result"]["notes"]] == ["Corrigé"]


def test_a_phone_that_joins_again_is_the_same_person(open_room):
    room = open_room(names=True)
    phone = Phone(room.host)
    phone.join(room.code, "Anaïs")
    phone.join("", "Anaïs B.")
    assert [one["name"] for one in room.client.state()["devices"]] == ["Anaïs B."]


def test_names_are_kept_only_where_they_are_asked(room):
    Phone(room.host).join(room.code, "Anaïs")
    assert [one["name"] for one in room.client.state()["devices"]] == [""]


def test_after_a_crash_everything_acknowledged_is_there(room, phone):
    number = room.client.do("open", **SCORES)
    assert phone.answer(number, "site", {"score": -1}) == "done"
    before = (room.host, room.code)
    os.kill(room.pid, signal.SIGKILL)
    room._process.wait()
    assert room.keep_running()
    assert (room.host, room.code) == before
    assert phone.state()["mine"]["answers"] == {"site": {"score": -1}}
    assert phone.answer(number, "caisse", {"score": 2}) == "done"
    assert len(reveal(room, number)["result"]["items"]) == 2


def test_a_room_whose_command_was_killed_goes_on_with_its_phones(open_room):
    room = open_room()
    phone = Phone(room.host)
    phone.join(room.code)
    number = room.client.do("open", **SCORES)
    phone.answer(number, "site", {"score": 1})
    os.kill(room.pid, signal.SIGKILL)
    room._process.wait()
    again = open_room()
    assert (again.resumed, again.code) == (True, room.code)
    phone.host = again.host
    assert phone.state()["mine"]["answers"] == {"site": {"score": 1}}


def test_a_round_is_filled_with_answers_from_elsewhere(room):
    people = [{"site": {"score": 2}}, {"site": {"score": 1}, "caisse": {"score": -1}}]
    number = room.client.do("fill", **SCORES, imported="formulaire.csv", people=people)
    found = rounds(room)[number - 1]
    assert (found["status"], found["imported"], found["result"]["n"]) == (
        "revealed",
        "formulaire.csv",
        2,
    )


def test_a_file_with_an_answer_that_is_refused_leaves_no_round(room, phone):
    number = room.client.do("open", kind="notes", question="?")
    good = [{"site": {"score": 2}}]
    for people in ([*good, {"site": {"score": 7}}], [*good, {"autre": {"score": 1}}], good * 301):
        with pytest.raises(RoomError):
            room.client.do("fill", **SCORES, people=people)
    assert [one["status"] for one in rounds(room)] == ["open"]
    assert phone.answer(number, "a", "Toujours ouvert") == "done"
    assert room.client.do("fill", **SCORES, people=good * 300) == 2
    assert rounds(room)[1]["result"]["n"] == 300


def test_a_round_before_the_last_is_not_opened_again(room):
    first = room.client.do("open", kind="notes", question="?")
    room.client.do("open", kind="notes", question="!")
    with pytest.raises(RoomError):  # phones show the last one
        room.client.do("status", round=first, status="open")


def test_an_event_that_no_room_understands_keeps_none_of_the_others_away(open_room):
    room = open_room()
    phone = Phone(room.host)
    phone.join(room.code)
    number = room.client.do("open", **SCORES)
    phone.answer(number, "site", {"score": 1})
    kill(room)
    with contextlib.closing(sqlite3.connect(room.folder / "log.sqlite")) as log, log:
        for body in ('{"do": "status", "round": 1, "status": "gone"}', '{"do": "answer"}', "{"):
            log.execute("insert into events values (null, 0, ?, 0, ?)", (body, body))
    assert room.keep_running()
    assert phone.state()["mine"]["answers"] == {"site": {"score": 1}}


def kill(room):
    os.kill(room.pid, signal.SIGKILL)
    room._process.wait()


def test_a_room_whose_address_is_gone_comes_up_at_another(open_room):
    room = open_room()
    phone = Phone(room.host)
    phone.join(room.code)
    kill(room)
    code, room.host = room.code, room.host.replace("127.0.0.1", "203.0.113.9")
    with pytest.raises(NoAddressError):
        room.keep_running()
    with pytest.raises(NoAddressError):
        room.keep_running(lambda: ["203.0.113.8"])
    assert room.keep_running(lambda: ["203.0.113.8", "127.0.0.2"])
    assert room.host.startswith("127.0.0.2:")
    assert (room.code, room.address) == (code, f"http://{room.host}/#{code}")
    phone.host = room.host
    assert phone.state()["mine"]["number"] == 1
    assert not room.keep_running()


def test_the_next_free_port_is_taken_up_to_the_last_there_is():
    (first,) = bind_free("127.0.0.1", 0)
    port = first.getsockname()[1]
    (second,) = bind_free("127.0.0.1", port)
    assert port < second.getsockname()[1] <= port + 20
    (last,) = bind_free("127.0.0.1", 65535)
    with pytest.raises(OSError):
        bind_free("127.0.0.1", 65535)
    with pytest.raises(OSError):
        bind_free("203.0.113.9", port)
    for one in (first, second, last):
        one.close()


def test_the_log_is_for_its_owner_and_goes_when_it_is_not_kept(open_room, tmp_path):
    room = open_room()
    log = room.folder / "log.sqlite"
    for path in (log, room.folder / "control", room.folder / "control.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE(room.folder.stat().st_mode) == 0o700
    assert room.close(keep=False) is None
    assert not list(room.folder.glob("*.sqlite*"))
    again = open_room()
    assert again.code != room.code
    kept = again.close(keep=True)
    assert kept.exists()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_other_programs_of_the_user_reach_the_room_while_it_is_open(open_room, tmp_path):
    room = open_room()
    assert connect(tmp_path).state()["settings"]["code"] == room.code
    room.close(keep=False)
    with pytest.raises(RoomGoneError):
        connect(tmp_path)


def test_a_second_process_on_the_room_is_refused(open_room):
    open_room()
    with pytest.raises(RoomBusyError):
        open_room()


def test_the_room_ends_with_the_process_that_opened_it(state_home, tmp_path):
    script = (
        "import os, sys; from pathlib import Path\n"
        "from kit.room.open_room import OpenRoom, RoomChoices, room_folder\n"
        "room = OpenRoom(room_folder(Path(sys.argv[1])), RoomChoices('', 'fr', '127.0.0.1', 0))\n"
        "print(room.pid, room.host, flush=True); os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=False
    )
    _, host = done.stdout.split()
    assert wait_until_gone(host)


def wait_until_gone(host):
    """Return whether nothing listens there any more, after ten seconds at most."""
    for _ in range(200):
        try:
            Phone(host).ask("GET", "/")
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_the_page_is_small(room):
    names = ("", *(name for name in TYPES if name != "phone.html"))
    sizes = [len(Phone(room.host).ask("GET", f"/{name}")[2]) for name in names]
    assert sum(sizes) < 60_000


def test_the_texts_of_the_page_are_in_both_languages(room):
    told = Phone(room.host).ask("GET", "/texts.json")[2]
    assert told["texts"]["fr"]["to_send"] == "{count} à envoyer"
    assert set(told["texts"]["fr"]) == set(told["texts"]["en"])
    assert json.dumps(told["room"]) == '{"title": "Maison Lumen", "lang": "fr", "names": false}'
