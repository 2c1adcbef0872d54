import shutil

import pytest

from kit.i18n import texts
from kit.resources import resource
from kit.room.open_room import OpenRoom, RoomChoices, room_folder
from kit.studio.room.desk import Desk
from kit.studio.sync.session import EditSession
from tests.room.phone import Phone


@pytest.fixture
def lead(tmp_path, tmp_path_factory, monkeypatch):
    """Return a function that opens a room for a shipped workshop; returns its desk and phones."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("s")))
    closing = []

    def opened(name="maison-lumen", phones=3, names=()):
        folder = tmp_path / "workshops" / name
        shutil.copytree(resource("workshops") / name, folder)
        choices = RoomChoices("Atelier", "fr", "127.0.0.1", 0, bool(names))
        room = OpenRoom(room_folder(folder), choices)
        session = EditSession(folder / "workshop.yaml", "fr")
        closing.extend([lambda: room.close(keep=False), session.close])
        joined = [Phone(room.host) for _ in range(len(names) or phones)]
        for number, phone in enumerate(joined):
            assert phone.join(room.code, names[number] if names else "") == 200
        return Desk(room, session, texts("fr")), joined

    yield opened
    for close in closing:
        close()
