"""The room as other machines see it: network namespaces stand for them."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from playwright.sync_api import sync_playwright

from kit.exports.pdf import candidates
from kit.resources import resource
from kit.room import access
from tests.browser.lab.jupyterlab_server import COMMAND, JupyterLabServer

pytestmark = pytest.mark.soak

HERE, THERE, MOVED = "10.77.0.1", "10.77.0.2", "10.77.0.9"

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
from kit.room import access
found = access.find(pathlib.Path(sys.argv[1]))
print(json.dumps(found.ask(json.loads(sys.argv[2]))))
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
    while access.find(folder) is None:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.1)
    yield folder
    process.terminate()
    process.wait(20)


def ask(name, folder, **command):
    """Give a command from the trainer's desk, or ask for the state of its pages; return it."""
    told = json.dumps(command or None)
    return json.loads(inside(name, sys.executable, "-c", ASK, str(folder), told))


def asked(name, folder):
    """Return address, QR code and notices of the room's pages."""
    state = ask(name, folder)
    return state["address"], state["qr"], state["notices"]


def move(here, room, before):
    """Change the first machine's address; return what the room's pages say within 5 s."""
    ip("-n", here, "addr", "add", f"{MOVED}/24", "dev", "pk0")
    ip("-n", here, "addr", "del", f"{HERE}/24", "dev", "pk0")
    with suppress(subprocess.CalledProcessError):  # the first address takes the second along
        ip("-n", here, "addr", "add", f"{MOVED}/24", "dev", "pk0")
    started = time.monotonic()
    while (now := asked(here, room))[0] == before:
        assert time.monotonic() - started < 5
    return now


@pytest.fixture
def phone(machines, tmp_path):
    """A browser on the other machine, with a page of a phone's width."""
    browser = next((path for path in candidates() if path.is_file()), None)
    assert browser, "needs Chromium, Chrome or Edge"
    wrapper = tmp_path / "browser"
    run = shlex.join(["ip", "netns", "exec", machines[1], str(browser)])
    wrapper.write_text(f'#!/bin/sh\nexec {run} "$@"\n')
    wrapper.chmod(0o700)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(wrapper), args=["--no-sandbox"])
        size = {"width": 390, "height": 700}
        yield opened.new_context(viewport=size, locale="fr-FR").new_page()
        opened.close()


def test_another_machine_reaches_the_room_and_neither_jupyterlab_nor_the_desk(
    machines, room, tmp_path
):
    here, there = machines
    server = NamespaceServer(here, tmp_path / "lab")
    try:
        address, _, _ = asked(here, room)
        phones = int(address.rpartition(":")[2])
        desk = int(access.find(room).host.rpartition(":")[2])
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
    now = move(here, room, before)
    address, other, notices = now
    assert (address, other != code) == (f"http://{MOVED}:{port}", True)
    assert "address has changed" in notices[-1] or "adresse" in notices[-1]
    assert reached(there, MOVED, port) == "reached"
    ip("-n", here, "addr", "flush", "dev", "pk0")
    started = time.monotonic()
    while asked(here, room)[2][-1] == notices[-1]:  # on no network, and told so
        assert time.monotonic() - started < 5
    ip("-n", here, "addr", "add", f"{HERE}/24", "dev", "pk0")
    started = time.monotonic()
    while asked(here, room)[0] != before:
        assert time.monotonic() - started < 5
    assert reached(there, HERE, port) == "reached"


def test_an_old_page_shows_what_it_could_not_send_and_lets_it_be_copied(machines, room, phone):
    here, _ = machines
    before, _, _ = asked(here, room)
    code = ask(here, room)["code"]
    phone.goto(f"{before}/#{code}")
    phone.wait_for_selector("#question")
    ask(here, room, do="own", kind="notes", question="Que se passe-t-il ?")
    phone.wait_for_selector("#note")
    address, _, _ = move(here, room, before)
    for text in ("La file est longue", "Pas de parking"):
        phone.fill("#note", text)
        phone.locator("form button.main").click()
    phone.locator("#queue", has_text="2 à envoyer").wait_for()
    notice = phone.locator(".notice", has_text="Cette adresse ne répond plus")
    notice.locator("textarea").wait_for()
    assert notice.locator("textarea").input_value() == "La file est longue\nPas de parking"
    notice.get_by_role("button").click()
    notice.get_by_role("button", name="Copié").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    new = phone.context.new_page()  # the new code on the screen, scanned with the same phone
    new.goto(f"{address}/#{code}")
    new.wait_for_selector("#note")
    new.focus("#note")
    new.keyboard.press("Control+V")
    assert new.input_value("#note") == "La file est longue\nPas de parking"
    new.locator("form button.main").click()
    new.locator("#queue", has_text="Tout est envoyé").wait_for()
    assert notice.locator("textarea").input_value() == "La file est longue\nPas de parking"
    ask(here, room, do="status", round=1, status="revealed")
    (round,) = ask(here, room)["room"]["rounds"]
    assert [one["text"] for one in round["result"]["notes"]] == [
        "La file est longue Pas de parking"
    ]
