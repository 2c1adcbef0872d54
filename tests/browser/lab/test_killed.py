"""kill -9 while a room types: what was called saved is in the file, and work goes on."""

from __future__ import annotations

import random
import threading
import time

import pytest
from playwright.sync_api import Error

from kit.client_files import ClientFolder, FolderLock, LockTimeoutError
from kit.workshop import load
from tests.browser.lab.jupyterlab_server import LONG, SEEN, Notebook
from tests.browser.lab.ledger import Ledger

pytestmark = [pytest.mark.browser, pytest.mark.soak]

CAPTURE = '[data-field="capture"]'


class Room:
    """Somebody who takes down notes without a pause, whatever happens."""

    def __init__(self, page) -> None:
        self.page, self.now, self.count = page, Notebook(page), 0
        self.typed: list[str] = []

    def note(self) -> None:
        """Take down one note; where the editor goes away meanwhile, it is not counted."""
        self.count += 1
        text = f"n-{self.count}"
        field = self.now(CAPTURE)
        try:
            if field.input_value(timeout=300):  # what an editor that went away had kept
                field.fill("", timeout=300)
            field.press_sequentially(text, timeout=300)
            if field.input_value(timeout=300) != text:  # something took the keys away
                return
            field.press("Control+Enter", timeout=300)
            if field.input_value(timeout=300):
                return
        except Error:
            self.page.keyboard.up("Control")  # else a press that was broken off would hold it down
            return
        self.typed.append(text)


class Killer(threading.Thread):
    """Kills a process at a random moment; where it is asked to, in the middle of a save."""

    def __init__(self, process, lock, chance: random.Random, during: bool) -> None:
        super().__init__(name="killer")
        self.process, self.lock, self.during = process, lock, during
        self.after, self.within = chance.uniform(0.3, 1.5), chance.uniform(0, 0.03)
        self.met = False

    def saving(self) -> bool:
        """Whether the kernel holds the client's lock: a save is under way."""
        try:
            with FolderLock(ClientFolder(self.lock.parent), self.lock.name, 0):
                return False
        except LockTimeoutError:
            return True

    def run(self) -> None:
        time.sleep(self.after)
        until = time.monotonic() + 20
        while self.during and not self.met and time.monotonic() < until:
            self.met = self.saving()
            if self.met:
                time.sleep(self.within)
                self.met = self.saving()
            time.sleep(0.001)
        self.met = self.met or self.saving()
        self.process.kill()


def said(page) -> str:
    return page.locator(f"{SEEN} .pk-frame .pk-status").first.get_attribute("data-state")


def stated(folder) -> list[str]:
    return [note.text for note in load(folder).journey.notes if note.text.startswith("n-")]


@pytest.mark.parametrize(("kills", "during"), [(50, 30)])
def test_the_kernel_is_killed_at_any_moment(start_lab, kills, during):
    lab = start_lab("maison-lumen")
    lab.mourned = True
    page = lab.page()
    ledger = Ledger()
    ledger.listen(page)
    lab.notebook(page, 3)
    chance, room, met, typed = random.Random(kills), Room(page), 0, 0
    for number in range(kills):
        while not room.typed[typed:]:
            room.note()
        killer = Killer(
            lab.kernels()[-1],
            lab.client / ".parcours" / "lock",
            chance,
            met < during or number % 2 == 0,
        )
        killer.start()
        while killer.is_alive():
            room.note()
        met += killer.met
        promised, on_disk = ledger.promised, stated(lab.client)
        assert promised <= set(on_disk), "an edit that was called saved is lost"
        assert len(on_disk) == len(set(on_disk)), "an edit was made twice"
        if said(page) == "saved":
            room.note()
        page.wait_for_function(
            f"""document.querySelector('{SEEN} .pk-status')?.dataset.state !== 'saving'""",
            timeout=LONG,
        )
        page.locator(f'{SEEN} .pk-frame[data-unsaved="0"]').wait_for(timeout=2 * LONG)
        page.wait_for_timeout(300)
        typed = len(room.typed)
    room.now.saved(lab.client)
    on_disk = stated(lab.client)
    print(f"{kills} kernels killed, {met} while a save was under way")
    print(f"{len(room.typed)} notes typed, {len(ledger.promised)} of them called saved")
    assert met >= during
    assert set(room.typed) <= set(on_disk), "what was typed while the kernel was away is lost"
    assert len(on_disk) == len(set(on_disk))


@pytest.mark.parametrize("kills", [6])
def test_jupyterlab_itself_is_killed_at_any_moment(start_lab, kills):
    lab = start_lab("maison-lumen")
    lab.mourned = True
    page = lab.page()
    ledger, room = Ledger(), Room(page)
    ledger.listen(page)
    lab.notebook(page, 3)
    port, chance, met, left = lab.port, random.Random(kills), 0, 0
    for number in range(kills):
        promised = ledger.promised
        while ledger.promised == promised:
            room.note()
        killer = Killer(
            lab.process, lab.client / ".parcours" / "lock", chance, during=number % 2 == 0
        )
        killer.start()
        while killer.is_alive():
            room.note()
        met += killer.met
        lab.process.wait()
        promised, on_disk = ledger.promised, stated(lab.client)
        assert promised <= set(on_disk), "an edit that was called saved is lost"
        typed, until = len(room.typed), time.monotonic() + 30
        while len(room.typed) < typed + 2 and time.monotonic() < until:
            room.note()
        assert len(room.typed) > typed, "nothing can be typed while JupyterLab is away"
        if not number:
            page.wait_for_timeout(12_000)  # by then JupyterLab has noticed
            assert page.locator(".jp-Dialog").count() == 0
            assert said(page) == "unsaved"
        left += len(set(room.typed) - set(on_disk))
        lab.start()
        assert lab.port == port
        lab.notebook(page, 3).saved(lab.client)
        on_disk = stated(lab.client)
        assert set(room.typed) <= set(on_disk), "what was typed while JupyterLab was away is lost"
        assert len(on_disk) == len(set(on_disk)), "an edit was made twice"
    print(f"JupyterLab killed {kills} times, {met} while a save was under way")
    print(f"{len(room.typed)} notes typed, {left} of them delivered after it was started again")
    assert left >= kills


def test_a_kernel_that_hangs_at_its_start_is_started_again(start_lab):
    lab = start_lab("maison-lumen")
    lab.mourned = True
    page = lab.page()
    room = Room(page)
    lab.notebook(page, 3)
    (killed,) = lab.kernels()
    killed.kill()
    until = time.monotonic() + 30
    while not (started := [k for k in lab.kernels() if k.pid != killed.pid]):
        assert time.monotonic() < until
        time.sleep(0.01)
    started[0].suspend()
    while not room.typed:  # JupyterLab takes the keys for a moment, to say what has happened
        room.note()
    page.locator(f'{SEEN} .pk-status[data-state="unsaved"]').wait_for(timeout=LONG)
    page.locator(f'{SEEN} .pk-status[data-state="saved"]').wait_for(timeout=2 * LONG)
    assert stated(lab.client) == room.typed
    assert not started[0].is_running()
