"""``parcours room``: what it says of address and network, the check before a workshop, the end."""

import os
import re
import signal
import subprocess
import sys
from functools import partial

import pytest

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
