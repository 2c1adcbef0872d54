"""kill -9 at any moment: the file is valid and holds everything that was called saved."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from kit.i18n import texts
from kit.studio.sync.store import WorkshopStore
from kit.workshop import load
from tests.studio.sync.test_store import written


class Streamer:
    """One process that streams edits, and the ledger of what it was told."""

    def __init__(self, path: Path, who: str, again: list[dict[str, Any]]) -> None:
        self.sent: dict[str, dict[str, Any]] = {edit["id"]: edit for edit in again}
        self.saved: list[str] = []
        self.strange: list[str] = []
        self.saving = False
        self.saves = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.studio.streaming", str(path), who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self.process.stdin
        self.process.stdin.write(json.dumps(again) + "\n")
        self.process.stdin.flush()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            mark, said = line[0], line[2:].strip()
            if mark == ">":
                self.sent[json.loads(said)["id"]] = json.loads(said)
            elif mark == "<":
                self.saved.append(said)
            elif mark in "()":
                self.saving = mark == "("
                self.saves += self.saving
            else:
                self.strange.append(line)

    def wait_for_saves(self, count: int) -> None:
        for _ in range(3000):
            if self.saves >= count:
                return
            assert self.process.poll() is None, "it has stopped by itself"
            time.sleep(0.01)
        raise AssertionError("it does not save")

    def kill(self) -> bool:
        """Kill it; return whether a save was under way."""
        self.process.kill()
        self.process.wait()
        self.reader.join()
        return self.saving

    @property
    def unanswered(self) -> list[dict[str, Any]]:
        return [edit for id, edit in self.sent.items() if id not in self.saved]


def numbered(text: str | None) -> int:
    return int(text.rsplit("-", 1)[1]) if text else 0


def check(path: Path, ledger: list[str], since: dict[str, int]) -> None:
    """Compare the file with what was called saved so far."""
    stated = load(path).journey
    notes = [note.text for note in stated.notes]
    assert len(notes) == len(set(notes)), "an edit was made twice"
    promised = {id.removesuffix("-note") for id in ledger if id.endswith("-note")}
    assert promised <= set(notes), "an edit that was called saved is lost"
    for touchpoint, number in since.items():
        assert numbered(stated[touchpoint].name) >= number


@pytest.mark.parametrize(
    ("kills", "during", "others"),
    [
        (3, 1, 0),
        pytest.param(50, 30, 0, marks=pytest.mark.soak),
        pytest.param(10, 5, 1, marks=pytest.mark.soak),
    ],
)
def test_killed_at_any_moment(tmp_path, kills, during, others):
    path = written(tmp_path)
    start = load(path).journey
    chance = random.Random(kills)
    ledger: list[str] = []
    again: list[dict[str, Any]] = []
    neighbours = [Streamer(path, "b", []) for _ in range(others)]
    killed = met = 0
    while killed < kills or met < during:
        assert killed < 3 * kills, "the kills do not meet the saves"
        streamer = Streamer(path, f"a{killed}", again)
        streamer.wait_for_saves(chance.randint(1, 4))
        time.sleep(chance.uniform(0, 0.12))
        met += streamer.kill()
        killed += 1
        assert streamer.strange == []
        ledger += streamer.saved
        names = [id for id in streamer.saved if id.endswith("-name") and f"a{killed - 1}-" in id]
        check(path, ledger, {"site": numbered(names[-1].removesuffix("-name"))} if names else {})
        again = streamer.unanswered
    for neighbour in neighbours:
        neighbour.kill()
        ledger += neighbour.saved
        again += neighbour.unanswered
        assert neighbour.strange == []
    print(f"{killed} kills, {met} of them while a save was under way")
    print(f"{len(ledger)} edits called saved, {len(again)} sent again")

    last = WorkshopStore(path, texts("fr"))
    assert all("saved" in reply for reply in last.commit(again))
    check(path, [*ledger, *(edit["id"] for edit in again)], {})
    count = 0
    while "saved" in last.undo(f"undo-{count}"):
        count += 1
    assert load(path).journey == start
