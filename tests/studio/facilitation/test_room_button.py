"""The button of the room: it opens one, shows how to join, and the room ends with JupyterLab."""

import os
import shutil
import stat
import subprocess
import sys
import time

import pytest

from kit.i18n import texts
from kit.resources import resource
from kit.room import access
from kit.room.open_room import room_folder
from kit.studio.facilitation.room_button import RoomButton
from tests.room.phone import Phone


class Page:
    """What the front end hears of the button."""

    def __init__(self, client, lang="fr"):
        self.button = RoomButton(client, texts(lang))
        self.heard = {}
        self.button.send = self.heard.update

    def open(self, **choices):
        self.button.open_room({"network": "127.0.0.1", **choices})
        return self.heard.get("room")

    def look(self):
        self.button.look()
        return self.heard["room"]


@pytest.fixture
def jupyterlab(monkeypatch):
    """A process in the place of JupyterLab's."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    monkeypatch.setenv("JPY_PARENT_PID", str(process.pid))
    yield process
    process.kill()
    process.wait()
    process.stdin.close()


@pytest.fixture
def client(tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("s")))
    folder = tmp_path / "workshops" / "a-revoir"
    shutil.copytree(resource("workshops") / "a-revoir", folder)
    yield folder
    if found := access.find(folder):
        access.end_rooms_with(found.with_process)


def until(met):
    """Return whether something comes true within twenty seconds."""
    for _ in range(100):
        if met():
            return True
        time.sleep(0.2)
    return False


def test_a_room_is_opened_shown_everywhere_and_ends_with_jupyterlab(
    client, jupyterlab, monkeypatch
):
    page = Page(client)
    assert page.look() is None
    room = page.open(names=True)
    assert page.heard["failed"] == ""
    host = room["address"].removeprefix("http://")
    phone = Phone(host)
    assert phone.join(room["code"], "Anaïs") == 200
    other = Page(client, "en")  # of another step's notebook, in a kernel of its own
    shown = other.look()
    assert (shown["code"], shown["joined"]) == (room["code"], 1)
    assert "<svg" in shown["qr"]
    assert other.open()["code"] == room["code"]  # no second one
    assert stat.S_IMODE((room_folder(client) / "access.json").stat().st_mode) == 0o600
    state = page.button.get_state()
    assert not any(secret in str(state) for secret in (room["code"], access.find(client).secret))

    access.find(client).ask({"do": "own", "kind": "notes", "question": "?"})
    assert phone.answer(1, "a", "Avant la panne") == "done"
    jupyterlab.kill()
    jupyterlab.wait()
    assert until(lambda: page.look() is None)
    monkeypatch.setenv("JPY_PARENT_PID", str(os.getpid()))
    again = page.open(names=True)
    assert (again["code"], again["address"]) == (room["code"], room["address"])
    phone.host = again["address"].removeprefix("http://")
    assert phone.state()["mine"]["answers"] == {"a": "Avant la panne"}

    access.end_rooms_with(os.getpid())  # as JupyterLab does when it is stopped
    assert until(lambda: page.look() is None)
    assert until(lambda: not list(room_folder(client).glob("*.sqlite*")))
    assert list((client / "sessions").glob("*.json"))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a working folder from being removed")
def test_a_room_of_a_folder_that_vanished_is_a_sentence(client, jupyterlab, monkeypatch):
    page = Page(client, "en")
    monkeypatch.chdir(client)
    shutil.rmtree(client)
    assert page.open() is None
    assert "No workshop found here" in page.heard["failed"]
    assert "Traceback" not in page.heard["failed"]


def test_a_room_that_cannot_be_started_is_a_sentence(client, jupyterlab, monkeypatch, tmp_path):
    page = Page(client, "en")
    assert page.open(wifi="a\0b") is None
    assert page.heard["failed"].startswith("Python could not be started: ")
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert page.open() is None
    assert page.heard["failed"].startswith("Python could not be started: ")


def test_why_a_room_could_not_be_opened_is_said(client, jupyterlab):
    page = Page(client)
    assert page.open(network="203.0.113.9") is None
    assert "203.0.113.9" in page.heard["failed"]
    assert "Traceback" not in page.heard["failed"]
