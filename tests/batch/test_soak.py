"""Long batches: nothing grows, nothing is left, whatever is killed. ``make soak``."""

import contextlib
import json
import os
import random
import re
import shutil
import statistics
import time
import uuid
from itertools import pairwise
from pathlib import Path

import pytest

from kit.batch import Batch, Manifest, RunOptions
from kit.batch.workers import Local
from kit.engine.parents import can_fork
from tests.batch.conftest import DAY
from tests.batch.test_processes import PATIENCE, of, start, until

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not can_fork(), reason="processes cannot be forked here"),
]

CLIENTS = int(os.environ.get("PARCOURS_SOAK_CLIENTS", "300"))
KILLS = int(os.environ.get("PARCOURS_SOAK_KILLS", "60"))
EVERY = 10
MOST_GROWTH = 50_000_000
MOST = 1.25
"""How much more work the last reports may be than the first: how often memory is swept varies, and
so does what a processor does in a second while its caches and its other thread serve others."""

ROWS = range(18_000)
TABLE = [{"id": n, "name": f"client {n * 7919 % 10_007}", "score": n % 97 / 7} for n in ROWS]


def started_by(marker: str, *having: str) -> list[int]:
    """Return the processes that were started under a marker, by their command line."""
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            # Another program's command line may be in any encoding.
            command = os.fsdecode((process / "cmdline").read_bytes())
            if marker.encode() in (process / "environ").read_bytes() and any(
                word in command for word in having
            ):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def memory(pids: list[int]) -> int:
    """Return the bytes that are these processes' own: what a fork shares is counted once."""
    total = 0
    for pid in pids:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) * 1024
    return total


def work(pids: list[int]) -> float:
    """Return the processors' seconds that processes have used, with their children that ended.

    Unlike the time that passes, it does not grow with what else the machine has to do.
    """
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(int(field) for field in fields[11:15])
    return total / os.sysconf("SC_CLK_TCK")


def yardstick() -> float:
    """Return the seconds of one processor that a fixed piece of work takes at this moment."""
    started = time.process_time()
    rows = json.loads(json.dumps(TABLE))
    rows.sort(key=lambda row: (row["name"], row["score"]))
    return time.process_time() - started


def test_a_thousand_clients_leave_nothing_and_nothing_grows(
    workshops, task, out, tmp_path, monkeypatch
):
    marker = uuid.uuid4().hex
    monkeypatch.setenv("MARKER", marker)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    tasks = [task(file, formats=("html", "pptx")) for file in workshops(CLIENTS)]
    done, sizes, used, yards = 0, [], [], []
    with Manifest(out) as manifest:
        batch = Batch(tasks, manifest, Local(2, manifest.work), RunOptions(many=True), today=DAY)
        for result in batch:
            if result is None:
                continue
            assert result.status == "done", result.problems
            done += 1
            yards.append(yardstick())  # beside the reports, as often as they are made
            if done % EVERY == 0 and done < CLIENTS:
                parents = started_by(marker, "spawn_main", "kit.engine.parent")
                sizes.append(memory(parents))
                used.append(work(parents))
    tenth = len(sizes) // 10 + 1
    assert statistics.median(sizes[-tenth:]) - statistics.median(sizes[:tenth]) < MOST_GROWTH
    each = [(late - early) / EVERY for early, late in pairwise(used)]
    # The same work takes more of a processor's seconds beside other work: so it is told in yards.
    yard = [statistics.median(yards[n * EVERY :][:EVERY]) for n in range(1, len(used))]
    ratios = [seconds / one for seconds, one in zip(each, yard, strict=True)]
    fifth = len(ratios) // 5 + 1
    print(f"seconds of a report, of the first to the last {EVERY}:", [round(e, 2) for e in each])
    print("milliseconds of the yardstick:", [round(1000 * one) for one in yard])
    print("yardsticks of a report:", [round(ratio, 1) for ratio in ratios])
    print("megabytes:", [size // 1_000_000 for size in sizes])
    assert statistics.median(ratios[-fifth:]) < MOST * statistics.median(ratios[:fifth])
    until(lambda: not started_by(marker, "spawn_main", "kit.engine.parent"))
    assert [path.name for path in temporary.iterdir()] == []
    assert [path for path in out.rglob("*") if path.suffix == ".tmp"] == []
    assert not (out / ".parcours" / "work").exists()
    for suffix in (".html", ".pptx"):
        assert len(list(out.glob(f"*/report{suffix}"))) == CLIENTS


def test_whatever_is_killed_every_client_ends_done_or_failed(workshops, tmp_path, out):
    chance = random.Random(20261122)
    count = 12
    files = workshops(count)
    kinds = {
        "a child or its parent": ("kit.engine.parent",),
        "a worker": ("spawn_main",),
        "the command": ("tests.batch.command",),
    }
    kills = dict.fromkeys(kinds, 0)
    while sum(kills.values()) < KILLS:
        shutil.rmtree(out, ignore_errors=True)
        marker = uuid.uuid4().hex
        running = start(tmp_path, marker)
        deaths = chance.randint(1, 6)
        while running.poll() is None and deaths and sum(kills.values()) < KILLS:
            time.sleep(chance.uniform(0.2, 4))
            kind = chance.choices([*kinds], (6, 3, 1))[0]
            if found := started_by(marker, *kinds[kind]):
                victim = chance.choice(found)
                try:
                    os.kill(victim, 9)
                except ProcessLookupError:
                    continue
                kills[kind] += 1
                deaths -= 1
        said = running.communicate(timeout=PATIENCE * 5)[1]
        until(lambda marker=marker: not of(marker))
        entries = {e.key.partition("/")[0]: e for e in Manifest(out).entries.values()}
        assert "Traceback" not in said
        if running.returncode >= 0:
            assert len(entries) == count, said
            failed = sum(entry.status == "failed" for entry in entries.values())
            assert running.returncode == (1 if failed else 0)
        for page in out.glob("*/report.html"):
            assert page.read_text("utf-8").endswith("</html>\n")

        made = {path.parent.name for path in out.glob("*/report.html")}
        again = start(tmp_path, marker)
        said = again.communicate(timeout=PATIENCE * 5)[1]
        assert again.returncode == 0, said
        unchanged = re.search(r"(\d+) unchanged", said)
        known = {name for name, entry in entries.items() if entry.status == "done"}
        assert known <= made
        assert int(unchanged[1] if unchanged else 0) == len(known)
        assert {path.parent.name for path in out.glob("*/report.html")} == {
            file.parent.name for file in files
        }
        assert [path for path in out.rglob("*") if path.suffix == ".tmp"] == []
        until(lambda marker=marker: not of(marker))
        assert list((tmp_path / "temporary").iterdir()) == []
    print(kills)
