"""The room, kernels and JupyterLab killed while phones answer: nothing acknowledged is lost."""

import asyncio
import json
import os
import random
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection

import psutil
import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from kit.room import access
from kit.room.open_room import connect, room_folder
from tests.browser.lab.jupyterlab_server import JupyterLabServer
from tests.room.load import compared, load
from tests.room.test_load import run_apart

KILLS = int(os.environ.get("PARCOURS_ROOM_KILLS", "30"))
"""How many processes are killed; about half are the room's, a sixth are JupyterLab's."""

PAUSE = 5
"""Seconds between two kills, on average: JupyterLab takes some to come up again."""

OPEN = """
from pathlib import Path
from kit.i18n import texts
from kit.studio.facilitation.room_button import RoomButton
button = RoomButton(Path({client!r}), texts("fr"))
button.open_room({{"network": "127.0.0.1"}})
"""


class Workshop:
    """A client's room, opened from a kernel of JupyterLab."""

    def __init__(self, server):
        self.server, self.folder = server, server.client
        self.kernel = ""
        self.killed = []

    @property
    def client(self):
        return connect(self.folder)

    @property
    def host(self):
        return access.find(self.folder).ask()["address"].removeprefix("http://")

    @property
    def code(self):
        return access.find(self.folder).ask()["code"]

    def is_open(self):
        found = access.find(self.folder)
        with suppress(OSError):
            return found is not None and bool(found.ask()["room"])
        return False

    def is_answered(self):
        """Return whether the room's process itself answers, and not the command alone."""
        with suppress(OSError):
            return bool(self.client)
        return False

    def ask(self, method, path, data=None):
        """Ask JupyterLab's server for something."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {"Authorization": f"token {self.server.token}"}
        connection.request(method, path, data and json.dumps(data), headers)
        told = connection.getresponse().read()
        connection.close()
        return json.loads(told or "null")

    async def open(self):
        """Press the button in a new kernel, as in a notebook that was opened again."""
        path = f"workshops/{self.folder.name}/notebooks"
        started = await asyncio.to_thread(
            self.ask, "POST", "/api/kernels", {"name": "parcours", "path": path}
        )
        self.kernel = started["id"]
        at = f"127.0.0.1:{self.server.port}/api/kernels/{self.kernel}/channels"
        headers = {"Authorization": f"token {self.server.token}"}
        socket = await websocket_connect(HTTPRequest(f"ws://{at}", headers=headers))
        header = {"msg_id": "1", "msg_type": "execute_request", "session": "s", "username": ""}
        content = {"code": OPEN.format(client=str(self.folder)), "silent": False}
        message = {"header": {**header, "version": "5.3"}, "content": content, "channel": "shell"}
        await socket.write_message(json.dumps({**message, "parent_header": {}, "metadata": {}}))
        await until(self.is_open, "the room did not open")
        socket.close()

    async def kill(self, what):
        """Kill a process, and do what a trainer does then."""
        self.killed.append(what)
        if what == "room":
            for process in psutil.process_iter():
                with suppress(psutil.Error):
                    own = process.cwd() == str(room_folder(self.folder))
                    if own and "kit.room.process" in process.cmdline():
                        process.kill()
        elif what == "kernel":
            for process in self.server.kernels():
                process.kill()
            assert self.is_open()  # the room is no part of any kernel
            await asyncio.to_thread(self.ask, "DELETE", f"/api/kernels/{self.kernel}")
            await self.open()
        else:
            self.server.kill()
            await until(lambda: not self.is_open(), "the room outlived JupyterLab")
            await asyncio.to_thread(self.server.start)
            await self.open()


async def until(met, problem):
    """Wait until something comes true, a minute at most."""
    for _ in range(300):
        if await asyncio.to_thread(met):
            return
        await asyncio.sleep(0.2)
    pytest.fail(problem)


async def leading(workshop, end, moments):
    """Open rounds of the trainer's own in turn, and kill at given moments."""
    draw, started, opened = random.Random(11), time.monotonic(), 0.0
    kinds = ("notes", "choice", "dots")
    victims = [("room", "kernel", "room", "lab", "room", "kernel")[n % 6] for n in range(KILLS)]
    draw.shuffle(victims)
    for number in range(1000):
        now = time.monotonic() - started
        if moments and now >= moments[0]:
            moments.pop(0)
            await workshop.kill(victims.pop())
        if now >= opened:
            own = {"do": "own", "kind": kinds[number % 3], "question": f"? {number}", "budget": 3}
            options = ["un", "deux", "trois"]
            with suppress(OSError, AttributeError):
                found = access.find(workshop.folder)
                await asyncio.to_thread(found.ask, {**own, "options": options})
                opened += 8
        if not moments and time.monotonic() >= end:
            await until(workshop.is_answered, "the room was not started again")
            return
        await asyncio.sleep(0.2)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_kills_of_room_kernel_and_jupyterlab_lose_and_double_nothing(state_home, tmp_path, capsys):
    server = JupyterLabServer(None, tmp_path / "lab", "a-revoir", lang="fr")
    workshop = Workshop(server)

    async def run():
        await workshop.open()
        draw = random.Random(5)
        moments = sorted(draw.uniform(2, PAUSE * KILLS - 2) for _ in range(KILLS))
        return await load(workshop, 9, PAUSE * KILLS, moments, leading=leading, patience=600)

    try:
        phones = run_apart(run())
        made = sum(phone.made for phone in phones)
        lost, doubled = compared(workshop, phones)
        with capsys.disabled():
            counts = {name: workshop.killed.count(name) for name in ("room", "kernel", "lab")}
            print(f"\n9 phones, kills {counts}: {made} answers made")
        assert (lost, doubled) == ([], [])
        assert len(workshop.killed) == KILLS
        assert made > KILLS
    finally:
        if found := access.find(workshop.folder):
            with suppress(OSError):
                found.ask({"do": "end", "keep": False})
        server.close()
