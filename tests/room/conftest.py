import pytest

from kit.room.open_room import OpenRoom, RoomChoices, room_folder
from tests.room.phone import Phone


@pytest.fixture
def state_home(tmp_path_factory, monkeypatch):
    """A state folder of the test's own, with a path short enough for a Unix socket."""
    folder = tmp_path_factory.mktemp("s")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def open_room(state_home, tmp_path):
    """Return a function that opens a room on loopback; all are closed afterwards."""
    rooms = []

    def opened(client=tmp_path, **choices):
        room = OpenRoom(
            room_folder(client), RoomChoices("Maison Lumen", "fr", "127.0.0.1", 0, **choices)
        )
        rooms.append(room)
        return room

    yield opened
    for room in rooms:
        room.close(keep=False)


@pytest.fixture
def room(open_room):
    """An open room."""
    return open_room()


@pytest.fixture
def phone(room):
    """A phone that has joined."""
    one = Phone(room.host)
    assert one.join(room.code) == 200
    return one
