"""The room as other machines see it: network namespaces stand for them."""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from kit.resources import resource
from kit.room import lead
from tests.browser.lab.jupyterlab_server import COMMAND, JupyterLabServer

pytestmark = pytest.mark.soak

HERE, THERE = "10.77.0.1", "10.77.0.2"

CONNECT = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=2)
    print("reached")
except OSError:
    print("refused")
"""

ASK = """
import json, pathlib, sys
from kit.room import lead
found = lead.find(pathlib.Path(sys.argv[1]))
state = found.ask()
print(json.dumps([state["address"], state["qr"], state["notices"]]))
"""


def ip(*arguments, check=True):
    return subprocess.run(["ip", *arguments], check=check, capture_output=True)


@pytest.fixture
def machines():
    """Two network namespaces with an address each, joined by a pair of interfaces."""
    names = [f"parcours-{os.getpid()}-{n}" for n in (1, 2)]
    if not shutil.which("ip") or ip("netns", "add", names[0], check=False).returncode:
        pytest.skip("network namespaces need iproute2 and the right to make them (root)")
    try:
        ip("netns", "add", names[1])
        ip("-n", names[0], "link", "add", "pk0", "type", "veth", "peer", "name", "pk1")
        ip("-n", names[0], "link", "set", "pk1", "netns", names[1])
        for name, interface, address in zip(names, ("pk0", "pk1"), (HERE, THERE), strict=True):
            ip("-n", name, "addr", "add", f"{address}/24", "dev", interface)
            ip("-n", name, "link", "set", interface, "up")
            ip("-n", name, "link", "set", "lo", "up")
        yield names
    finally:
        for name in names:
            ip("netns", "del", name, check=False)


def inside(name, *command, **how):
    """Run a command in a namespace; return what it printed."""
    done = subprocess.run(
        ["ip", "netns", "exec", name, *command], capture_output=True, text=True, check=True, **how
    )
    return done.stdout.strip()


def reached(name, address, port):
    """Return whether a port can be reached from a namespace: ``reached`` or ``refused``."""
    return inside(name, sys.executable, "-c", CONNECT, address, str(port))


class NamespaceServer(JupyterLabServer):
    """JupyterLab in a namespace, as on a trainer's laptop."""

    def __init__(self, name, folder):
        self.name = name
        super().__init__(None, folder, "a-revoir", lang="fr")

    def start(self, *command):
        run = (sys.executable, "-P", "-c", COMMAND, "lab", *self.arguments)
        super().start("ip", "netns", "exec", self.name, *run)

    def _listens(self):
        return reached(self.name, "127.0.0.1", self.port) == "reached"


@pytest.fixture
def room(machines, tmp_path, state_home):
    """``parcours room`` in the first namespace; its client's folder and its two ports."""
    folder = tmp_path / "workshops" / "a-revoir"
    shutil.copytree(resource("workshops") / "a-revoir", folder)
    arguments = ["room", str(folder), "--interface", "pk0", "--no-browser"]
    process = subprocess.Popen(
        ["ip", "netns", "exec", machines[0], sys.executable, "-P", "-c", COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while lead.find(folder) is None:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.1)
    yield folder
    process.terminate()
    process.wait(20)


def asked(name, folder):
    """Return address, QR code and notices of the room's pages."""
    return json.loads(inside(name, sys.executable, "-c", ASK, str(folder)))


def test_another_machine_reaches_the_room_and_neither_jupyterlab_nor_the_desk(
    machines, room, tmp_path
):
    here, there = machines
    server = NamespaceServer(here, tmp_path / "lab")
    try:
        address, _, _ = asked(here, room)
        phones = int(address.rpartition(":")[2])
        desk = int(lead.find(room).host.rpartition(":")[2])
        assert address == f"http://{HERE}:{phones}"
        assert reached(there, HERE, phones) == "reached"
        for port in (server.port, desk):
            assert reached(here, "127.0.0.1", port) == "reached"
            assert reached(there, HERE, port) == "refused"
            assert reached(here, HERE, port) == "refused"
    finally:
        server.close()


def test_a_change_of_address_is_told_within_five_seconds(machines, room):
    here, there = machines
    before, code, _ = asked(here, room)
    port = int(before.rpartition(":")[2])
    ip("-n", here, "addr", "add", "10.77.0.9/24", "dev", "pk0")
    ip("-n", here, "addr", "del", f"{HERE}/24", "dev", "pk0")
    with suppress(subprocess.CalledProcessError):  # the first address takes the second along
        ip("-n", here, "addr", "add", "10.77.0.9/24", "dev", "pk0")
    started = time.monotonic()
    while (now := asked(here, room))[0] == before:
        assert time.monotonic() - started < 5
    address, other, notices = now
    assert (address, other != code) == (f"http://10.77.0.9:{port}", True)
    assert "address has changed" in notices[-1] or "adresse" in notices[-1]
    assert reached(there, "10.77.0.9", port) == "reached"
    ip("-n", here, "addr", "flush", "dev", "pk0")
    started = time.monotonic()
    while asked(here, room)[2][-1] == notices[-1]:  # on no network, and told so
        assert time.monotonic() - started < 5
    ip("-n", here, "addr", "add", f"{HERE}/24", "dev", "pk0")
    started = time.monotonic()
    while asked(here, room)[0] != before:
        assert time.monotonic() - started < 5
    assert reached(there, HERE, port) == "reached"
