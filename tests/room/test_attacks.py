"""Attacks on a room from the network: each is refused, and those who joined notice nothing."""

import os
import select
import signal
import socket
import threading
import time
from typing import Any

import pytest

from kit.room.client import RoomClient, RoomError
from kit.room.limits import Connections, Rate, WrongCodes
from tests.room.phone import Phone

NASTY = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{7*7}}\u202e\x00\x1b[2J'


def test_nothing_is_told_to_whoever_has_not_joined(room):
    stranger = Phone(room.host)
    for path in ("/state", "/events"):
        assert stranger.ask("GET", path)[0] == 401
    assert stranger.answer(1, "a", "b") == 401
    stranger.cookie = "room=" + "x" * 32
    assert stranger.ask("GET", "/state")[0] == 401


def test_wrong_codes_are_slowed_and_joined_phones_are_not(room, phone):
    stranger = Phone(room.host)
    statuses = [stranger.join("AAAAAA") for _ in range(6)]
    assert statuses == [403, 403, 403, 429, 429, 429]
    assert stranger.join(room.code) == 429  # right or wrong: nothing is learnt while one waits
    status, told, _ = stranger.ask("POST", "/join", {"code": "AAAAAA"})
    assert (status, int(told["retry-after"])) == (429, 1)
    number = room.client.do("open", kind="notes", question="?")
    assert phone.answer(number, "a", "Toujours là") == "done"
    assert Phone(room.host, "127.0.0.9").join(room.code) == 200  # another address waits for nobody


FOREIGN_HOSTS = ["evil.example", "localhost:1", "127.0.0.1", "", "127.0.0.1:80"]


def test_a_foreign_host_is_refused(room, phone):
    for host in FOREIGN_HOSTS:
        for path in ("/", "/state", "/texts.json"):
            assert phone.ask("GET", path, Host=host)[0] in (400, 421)


FOREIGN_ORIGINS = ["http://evil.example", "null", "https://127.0.0.1", None]


def test_a_foreign_origin_is_refused(room, phone):
    for origin in FOREIGN_ORIGINS:
        assert phone.ask("POST", "/answers", {"answers": []}, Origin=origin)[0] == 403
        assert phone.ask("POST", "/join", {"code": room.code}, Origin=origin)[0] == 403


def test_a_form_of_another_site_is_refused(room, phone):
    body = {"answers": []}
    assert phone.ask("POST", "/answers", body, Sec_Fetch_Site="cross-site")[0] == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert phone.ask("POST", "/answers", body, Content_Type=kind)[0] in (400, 415)
    status, told, _ = phone.ask("GET", "/state")
    assert status == 200
    assert "access-control-allow-origin" not in told


def test_the_cookie_is_for_the_page_alone(room):
    cookie = Phone(room.host).ask("POST", "/join", {"code": room.code})[1]["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_every_answer_has_a_strict_policy(room, phone):
    for path in ("/", "/phone.js", "/state", "/nothing"):
        told = phone.ask("GET", path)[1]
        assert told["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in told["content-security-policy"]
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "no-referrer"


def test_a_large_body_is_refused(room, phone):
    with pytest.raises((ConnectionError, AssertionError, OSError)):  # noqa: PT012
        status = phone.ask("POST", "/answers", raw=b"x" * 10_000_000)[0]
        assert status not in (400, 413)
    chunks = (b"y" * 65536 for _ in range(160))
    with pytest.raises((ConnectionError, AssertionError, OSError)):  # noqa: PT012
        status = phone.ask("POST", "/answers", raw=chunks, Transfer_Encoding="chunked")[0]
        assert status not in (400, 413)
    assert phone.state()["mine"]["number"] == 1


def test_a_code_that_is_no_text_is_a_wrong_code(room):
    for code in ('"\\ud800"', '"\\udfff\\ud83d"', "null", "3", "[]", '{"a": 1}', '"\\u0000"'):
        stranger = Phone(room.host, "127.0.0.5")
        status = stranger.ask("POST", "/join", raw=f'{{"code": {code}, "name": "\\ud800"}}')[0]
        assert status in (403, 429), code
    assert Phone(room.host).join(room.code) == 200


COMMANDS: list[dict[str, Any]] = [
    {"do": "status", "round": 1, "status": "gone"},
    {"do": "status", "round": 1, "status": ["open"]},
    {"do": "status", "round": 9, "status": "open"},
    {"do": "status", "round": True, "status": "open"},
    {"do": "repeat", "round": 9},
    {"do": "release", "round": 1, "notes": "1:a"},
    {"do": "release", "round": 1},
    {"do": "take", "round": None},
    {"do": "open"},
    {"do": "open", "kind": "scores", "question": "?", "items": []},
    {"do": "open", "kind": "scores", "question": "?", "items": [3]},
    {"do": "open", "kind": "scores", "question": "?", "items": [{"id": "a"}] * 61},
    {"do": "fill", "kind": "scores", "question": "?", "items": [{"id": "a"}], "people": "x"},
    {"do": "fill", "kind": "scores", "question": "?", "items": [{"id": "a"}], "people": [3]},
    {"do": "move", "host": 3},
    {"do": "move", "host": "203.0.113.9"},
    {"do": ["open"]},
    {"do": "nothing"},
    {},
]


def test_a_command_that_is_refused_changes_nothing(open_room, tmp_path):
    room = open_room()
    phone = Phone(room.host)
    phone.join(room.code)
    number = room.client.do("open", kind="notes", question="?")
    before = room.client.state()
    for command in COMMANDS:
        values = {name: value for name, value in command.items() if name != "do"}
        with pytest.raises(RoomError):
            room.client.do(command.get("do"), **values)
        assert room.client.state() == before, command
    assert phone.answer(number, "a", "Toujours là") == "done"
    os.kill(room.pid, signal.SIGKILL)
    room._process.wait()
    assert room.keep_running()
    assert room.client.state()["rounds"][0]["given"] == 1


MALFORMED = [
    "[]",
    "{",
    '{"answers": 3}',
    '{"answers": [3]}',
    '{"answers": [{"id": "a b", "round": 1, "item": "a"}]}',
    '{"answers": [' + ",".join(['{"id": "a"}'] * 21) + "]}",
    '{"answers": ' + "[" * 8000 + "]" * 8000 + "}",
]


def test_malformed_answers_are_refused(room, phone):
    for body in MALFORMED:
        assert phone.ask("POST", "/answers", raw=body)[0] == 400
        assert phone.state()["mine"]["number"] == 1


OTHER_PATHS = [
    "/../../etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
    "/phone/../process.py",
    "/phone.html",
    "/log.sqlite",
    "/control.json",
    "/.env",
    "/api/contents",
    "/lab",
    "/desk",
]


def test_nothing_but_the_page_is_served(room, phone):
    for path in OTHER_PATHS:
        assert phone.ask("GET", path)[0] == 404


OTHER_METHODS = ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"]


def test_other_methods_are_refused(room, phone):
    for method in OTHER_METHODS:
        assert phone.ask(method, "/state")[0] in (400, 403, 405)


def test_a_room_does_not_fill_up_from_one_address(room, phone):
    statuses = [Phone(room.host, "127.0.0.8").join(room.code) for _ in range(150)]
    assert statuses.count(200) == 60
    assert set(statuses[60:]) == {429}
    assert Phone(room.host, "127.0.0.7").join(room.code) == 200
    assert phone.state()["mine"]["number"] == 1


def test_a_phone_that_asks_too_often_is_refused_for_a_while(room, phone):
    statuses = [phone.ask("GET", "/state")[0] for _ in range(80)]
    assert statuses[0] == 200
    assert 429 in statuses
    other = Phone(room.host)
    assert other.join(room.code) == 200


def test_slow_connections_do_not_hold_the_others_up(room, phone):
    host, _, port = room.host.partition(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(300)]
    try:
        for one in slow[:150]:
            one.sendall(b"POST /answers HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n")
        # From one address only so many are served; the others are closed at once.
        time.sleep(0.5)
        closed, _, _ = select.select(slow, [], [], 0)
        assert len(closed) >= 100
        other = Phone(room.host, "127.0.0.6")
        assert other.join(room.code) == 200
    finally:
        for one in slow:
            one.close()


@pytest.mark.soak
def test_a_slow_header_and_a_slow_body_are_cut_off(room, phone):
    host, _, port = room.host.partition(":")
    header = socket.create_connection((host, int(port)))
    header.sendall(b"GET / HTTP/1.1\r\nHost:")
    body = socket.create_connection((host, int(port)))
    body.sendall(
        f"POST /answers HTTP/1.1\r\nHost: {room.host}\r\nContent-Length: 100\r\n\r\n".encode()
    )
    for one in (header, body):
        one.settimeout(25)
        until = time.monotonic() + 25
        while one.recv(4096):
            assert time.monotonic() < until


def test_texts_stay_texts(open_room):
    room = open_room(names=True)
    phone = Phone(room.host)
    assert phone.join(room.code, NASTY) == 200
    number = room.client.do("open", kind="notes", question=NASTY)
    assert phone.answer(number, "a", NASTY) == "done"
    room.client.do("status", round=number, status="revealed")
    state = room.client.state()
    note = state["rounds"][0]["result"]["notes"][0]["text"]
    for text in (note, state["rounds"][0]["question"]):
        assert text.startswith("<script>alert(1)</script>")
        assert text.isprintable()
    status, told, _ = phone.ask("GET", "/state")
    assert (status, told["content-type"]) == (200, "application/json; charset=utf-8")


def test_the_control_socket_wants_its_secret(room):
    with pytest.raises((RoomError, OSError, AssertionError)):
        assert "rounds" in RoomClient(room.client.where, "wrong").state()
    with pytest.raises((RoomError, OSError)):
        RoomClient(room.client.where, "").do("open", kind="notes", question="?")
    assert room.client.state()["rounds"] == []


def test_nothing_listens_before_opening_and_after_closing(open_room):
    room = open_room()
    host, _, port = room.host.partition(":")
    socket.create_connection((host, int(port)), timeout=2).close()
    room.close(keep=False)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), timeout=2)
    assert not (room.folder / "control.json").exists()


def test_the_room_listens_on_the_chosen_address_alone(room):
    _, _, port = room.host.partition(":")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", int(port)), timeout=2)


def test_streams_of_states_are_limited_and_coalesced(room, phone):
    streams = [phone.stream() for _ in range(4)]
    try:
        assert all(one.recv(65536).startswith(b"HTTP/1.1 200") for one in streams)
        time.sleep(0.6)
        assert phone.ask("GET", "/events")[0] == 429
        number = room.client.do("open", kind="notes", question="?", moderated=False)
        received = bytearray()
        until = time.monotonic() + 2.2

        def read():
            streams[0].settimeout(0.1)
            while time.monotonic() < until:
                try:
                    received.extend(streams[0].recv(65536))
                except TimeoutError:
                    continue

        reader = threading.Thread(target=read)
        reader.start()
        for count in range(10):
            other = Phone(room.host)
            other.join(room.code)
            other.answer(number, "a", f"Note {count}")
            time.sleep(0.15)
        reader.join()
        assert 1 <= received.count(b"data: ") <= 6
    finally:
        for one in streams:
            one.close()


def test_a_wrong_code_costs_time_that_doubles():
    now = [0.0]
    wrong = WrongCodes(lambda: now[0])
    waits = []
    for _ in range(8):
        wrong.add("a")
        waits.append(wrong.wait("a"))
        now[0] += waits[-1]
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32]
    assert wrong.wait("b") == 0
    wrong.forget("a")
    assert wrong.wait("a") == 0


def test_a_bucket_fills_with_time():
    now = [0.0]
    rate = Rate(rate=2, burst=3, clock=lambda: now[0])
    assert [rate.take("a") for _ in range(4)] == [True, True, True, False]
    assert rate.take("b")
    now[0] += 0.5
    assert [rate.take("a"), rate.take("a")] == [True, False]


def test_connections_are_counted_by_address():
    connections = Connections(of_one=2, of_all=3)
    assert [connections.enter("a") for _ in range(3)] == [True, True, False]
    assert [connections.enter("b"), connections.enter("c")] == [True, False]
    connections.leave("a")
    assert connections.enter("c")
