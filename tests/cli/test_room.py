"""``parcours room``: what it says of address and network, the check before a workshop, the end."""

import os
import re
import signal
import subprocess
import sys
from functools import partial

import pytest

from kit.cli.room import _address
from kit.i18n import texts
from kit.room import access
from kit.workshop import load
from kit.workshop.sessions import sessions
from tests.room.phone import Phone

ADDRESS = re.compile(r"http://(127\.0\.0\.1:\d+)$", re.MULTILINE)


@pytest.fixture
def room(examples, tmp_path_factory, monkeypatch):
    """Start the command; return a function that yields its process and where phones are served."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("s")))
    started = []

    def start(*arguments):
        command = [sys.executable, "-m", "parcours_kit", "room", "a-revoir"]
        process = subprocess.Popen(
            [*command, "--interface", "127.0.0.1", "--port", "0", "--no-browser", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=examples.parent,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            # as in a terminal, even where the tests run in the background and ignore Ctrl+C
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
        started.append(process)
        said = ""
        for line in process.stdout:
            said += line
            if line.startswith("Code: "):
                break
        assert "Code: " in said, said
        return process, ADDRESS.search(said)[1], said.split("Code: ")[1].strip()

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_check_ends_when_a_phone_has_joined(room):
    process, host, code = room("--check")
    assert Phone(host).join(code) == 200
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "A phone has joined: the room can be reached." in said


def test_a_room_ends_with_ctrl_c_and_leaves_the_report_of_the_session(room, examples):
    process, host, code = room("--ask-names")
    assert Phone(host).join(code, "Anaïs") == 200
    for line in process.stdout:
        if line.startswith("Press Ctrl+C"):
            break
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "The room is closed, and what was said is removed." in said
    (written,) = (examples / "a-revoir" / "sessions").glob("*.json")
    assert "Anaïs" in written.read_text("utf-8")
    with pytest.raises(OSError):
        Phone(host).ask("GET", "/")


def test_an_unknown_interface_is_refused_with_those_there_are(parcours, examples):
    status, _, err = parcours("room", "a-revoir", "--interface", "nowhere0", "--no-browser")
    assert status == 2
    assert "nowhere0" in err or "no network" in err


def test_a_port_that_does_not_exist_is_refused(parcours, examples):
    for command in ("room", "lab"):
        for port in ("65536", "-1", "x"):
            status, _, err = parcours(command, "a-revoir", f"--port={port}", "--no-browser")
            assert status == 2
            assert f"“{port}” is not a whole number from 0 to 65535" in err


def test_a_file_of_answers_goes_into_the_map_without_any_phone(room, examples, tmp_path):
    folder = examples / "a-revoir"
    moment = load(folder / "workshop.yaml").journey.ordered_touchpoints("sarah")[0]
    export = tmp_path / "form.csv"
    asked = f'"{moment.name} (1 = very bad, 5 = very good)"'
    export.write_text("\n".join([asked, "1", "5", "5", "2", "3"]), "utf-8")
    process, _, _ = room("--fill", str(export))
    for line in process.stdout:
        if line.startswith("Press Ctrl+C"):
            break
    desk = access.find(folder)
    assert desk.ask({"do": "take", "round": 1})["said"].startswith("Taken into the map.")
    said = desk.ask({"do": "end", "keep": False})["said"].splitlines()
    (report,) = (folder / "sessions").iterdir()
    assert said[1:] == [f"Report of the session: {report}"]
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    journey = load(folder / "workshop.yaml").journey
    assert journey.emotion("sarah", moment.id).scores == (-2, 2, 2, -1, 0)
    (session,) = sessions(folder)
    assert (session.participants, session.rounds[0].n, session.rounds[0].imported) == (
        0,
        5,
        "form.csv",
    )


def test_without_a_network_a_file_of_answers_is_enough(parcours, examples, monkeypatch):
    monkeypatch.setattr("kit.room.addresses.addresses", list)
    status, _, err = parcours("room", "a-revoir", "--no-browser")
    assert (status, "on no network" in err) == (2, True)
    address = _address(texts("en"), "", alone=True)
    assert address.ip == "127.0.0.1"


def test_a_room_whose_report_cannot_be_written_keeps_what_was_said(room, examples):
    process, host, code = room()
    assert Phone(host).join(code) == 200
    for line in process.stdout:
        if line.startswith("Press Ctrl+C"):
            break
    folder = examples / "a-revoir"
    away = folder.rename(folder.with_name("elsewhere"))
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 2, said
    assert "The report of the session could not be written." in said
    assert "open the room again today" in said
    assert "Traceback" not in said
    away.rename(folder)
    process, again, _ = room()
    assert again
    for line in process.stdout:
        if line.startswith("Press Ctrl+C"):
            break
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    (written,) = (folder / "sessions").glob("*.json")
    assert '"participants": 1' in written.read_text("utf-8")
