"""A process that streams edits to a session and prints the replies, to be killed at any moment.

It says on its output, one a line: ``> edit`` what it sends, ``< id`` what was called saved, and
``(`` and ``)`` where a save begins and ends. The disk is slowed down, so that a kill often meets it
between the journal and the file, or between the file and the answer.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

from kit.studio.sync.session import EditSession
from kit.studio.sync.store import WorkshopStore

SLOWER = 0.02
AHEAD = 8
"""So many edits are sent before the first of them is answered."""

waiting: set[str] = set()


def say(line: str) -> None:
    os.write(1, line.encode() + b"\n")


def slowly(work: Any) -> Any:
    def slow(*given: Any, **more: Any) -> Any:
        time.sleep(random.uniform(0, SLOWER))
        done = work(*given, **more)
        time.sleep(random.uniform(0, SLOWER))
        return done

    return slow


def marked(work: Any) -> Any:
    def mark(*given: Any) -> Any:
        say("(")
        done = work(*given)
        say(")")
        return done

    return mark


def answered(answer: dict[str, Any]) -> None:
    say(f"< {answer['saved']}" if "saved" in answer else f"! {json.dumps(answer)}")
    waiting.discard(answer.get("saved", ""))


def main(path: Path, who: str) -> None:
    os.fsync = slowly(os.fsync)
    os.replace = slowly(os.replace)
    WorkshopStore.commit = marked(WorkshopStore.commit)
    with EditSession(path, "fr") as session:
        for edit in json.loads(sys.stdin.readline()):  # sent before, and never answered
            session.submit(edit, answered)
        number = 0
        while True:
            number += 1
            id = f"{who}-{number}"
            field = ["touchpoints", "site" if who[0] == "a" else "facture", "name"]
            edits = (
                {"id": f"{id}-note", "op": "add", "place": ["notes"], "value": id},
                {"id": f"{id}-name", "op": "set", "place": field, "value": id},
            )
            for edit in edits:
                say(f"> {json.dumps(edit)}")
                waiting.add(edit["id"])
                session.submit(edit, answered)
            time.sleep(random.uniform(0, 0.06))
            while len(waiting) > AHEAD:
                time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
