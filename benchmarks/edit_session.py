"""Measure the seconds until an edit is saved and its findings follow: 12 stages, 120 touchpoints.

The same journey is edited one field at a time, by someone who types, in a burst as after a large
paste, and by two processes at once; then the parts of one save are timed on their own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kit.atomic import write_bytes
from kit.evidence.metrics.results import Measurements
from kit.i18n import texts
from kit.journey import Journey, problems
from kit.studio.sync.findings import findings
from kit.studio.sync.places import to_dict
from kit.studio.sync.session import EditSession
from kit.workshop import load
from kit.workshop.file import text_of, with_journey
from tests.figures.crowd import crowd

TEXT = "Un texte d’une longueur usuelle, comme on en écrit sur une carte"


class Watch:
    """Notes when edits were sent, answered, and followed by their findings."""

    def __init__(self, session: EditSession) -> None:
        self.session = session
        self.sent: dict[str, float] = {}
        self.saved: dict[str, float] = {}
        self.shown: dict[str, float] = {}
        self.found: dict[str, float] = {}
        self.found_once = threading.Event()
        session.events.subscribe(self.news)

    def news(self, news: dict[str, Any]) -> None:
        now = time.perf_counter()
        for id in news.get("edits", ()):
            self.shown[id] = now
        if "findings" in news:
            self.found_once.set()
            for id in self.shown:
                self.found.setdefault(id, now)

    def answer(self, answer: dict[str, Any]) -> None:
        self.saved[answer["saved"]] = time.perf_counter()

    def send(self, number: int, who: str = "") -> None:
        id, touchpoint = f"{who}{number}", f"t{number % 120}"
        place = ["touchpoints", touchpoint, "name" if number % 2 else "importance"]
        value = f"{TEXT} {id}" if number % 2 else number % 4 + 1 + len(who) % 2
        self.sent[id] = time.perf_counter()
        self.session.submit({"id": id, "op": "set", "place": place, "value": value}, self.answer)

    def wait(self) -> None:
        self.session.flush(60)
        for _ in range(1000):
            if len(self.found) == len(self.sent):
                return
            time.sleep(0.01)

    def until_saved(self) -> list[float]:
        return [self.saved[id] - sent for id, sent in self.sent.items()]

    def until_found(self) -> list[float]:
        return [self.found[id] - self.saved[id] for id in self.sent]


def stream(path: Path, pauses: Iterable[float], who: str = "") -> Watch:
    """Send edits with pauses between them, and wait until all are answered."""
    with EditSession(path, "fr") as session:
        watch = Watch(session)
        watch.found_once.wait(10)
        for number, pause in enumerate(pauses):
            watch.send(number, who)
            time.sleep(pause)
        watch.wait()
        return watch


def other(path: Path, pauses: list[float], going: Any) -> None:
    going.wait()
    stream(path, pauses, "other ")


def line(what: str, seconds: list[float]) -> str:
    ordered = sorted(seconds)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    return (
        f"{what:<44} median {statistics.median(ordered):6.3f}  "
        f"95 % {late:6.3f}  longest {ordered[-1]:6.3f}"
    )


def median(work: Callable[[], object], clock: Callable[[], float], times: int = 7) -> float:
    taken = []
    for _ in range(times):
        start = clock()
        work()
        taken.append(clock() - start)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=40)
    edits = parser.parse_args().edits
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workshop.yaml"
        start = crowd(12, 120, TEXT, 40, 40)
        path.write_text(text_of(start), encoding="utf-8")
        size = path.stat().st_size
        print(f"{len(start.stages)} stages, {len(start.touchpoints)} touchpoints, {size:,} bytes")

        for what, pauses in (
            ("one edit at a time", [0.4] * edits),
            ("typing, ten edits a second", [0.1] * edits),
            ("a burst", [0.0] * edits),
        ):
            watch = stream(path, pauses, f"{what} ")
            print(line(f"{what}: until saved", watch.until_saved()))
            print(line("  from there until findings", watch.until_found()))

        going = multiprocessing.get_context("spawn").Event()
        process = multiprocessing.get_context("spawn").Process(
            target=other, args=(path, [0.1] * edits, going)
        )
        process.start()
        going.set()
        watch = stream(path, [0.1] * edits, "this ")
        process.join()
        print(line("two processes, ten edits a second each", watch.until_saved()))

        opened = load(path)
        edited = to_dict(opened.journey)
        edited["touchpoints"]["t7"] = {**edited["touchpoints"]["t7"], "name": "Autrement"}
        journey = Journey.model_validate(edited)
        t = texts("fr")
        content = path.read_bytes()
        print(f"\n{'parts of a save, in seconds':<36} {'by the clock':>14} {'processor':>11}")
        for name, work in {
            "read the file": lambda: load(path),
            "plain data": lambda: to_dict(opened.journey),
            "validate": lambda: Journey.model_validate(edited),
            "links": lambda: list(problems(journey)),
            "new text, read back and compared": lambda: with_journey(opened, journey),
            "write, forced to the disk": lambda: write_bytes(path, content),
            "findings": lambda: findings(opened, Measurements(), t),
        }.items():
            clock, processor = median(work, time.perf_counter), median(work, time.process_time)
            print(f"  {name:<34} {clock:14.3f} {processor:11.3f}")


if __name__ == "__main__":
    main()
