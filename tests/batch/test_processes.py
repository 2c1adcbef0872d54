"""Processes that die, at any moment: what is there is whole, and the rest is made next time."""

import os
import re
import signal
import subprocess
import sys
import time
import uuid
from functools import partial
from pathlib import Path

import pytest

from kit.batch import Batch, Manifest, RunOptions
from kit.batch.workers import Local
from kit.engine.parents import can_fork
from tests.batch.conftest import DAY
from tests.report.test_report import OPEN, notebook_of

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes cannot be forked here")

PATIENCE = 120
KILL_WORKER = """
import os, signal
from pathlib import Path
stat = Path(f"/proc/{os.getppid()}/stat").read_text()
worker = int(stat.rpartition(")")[2].split()[1])
assert b"spawn_main" in Path(f"/proc/{worker}/cmdline").read_bytes()
os.kill(worker, signal.SIGKILL)
import time; time.sleep(60)
"""


def of(marker: str) -> list[str]:
    """Return the command lines of the processes that were started under a marker."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if marker.encode() in (process / "environ").read_bytes():
                found.append(os.fsdecode((process / "cmdline").read_bytes()).replace("\0", " "))
        except OSError:
            continue
    return found


def until(what, patience=PATIENCE):
    for _ in range(patience * 20):
        if what():
            return
        time.sleep(0.05)
    pytest.fail("this took too long")


def test_a_process_that_dies_takes_no_other_report_with_it(workshops, task, out, tmp_path):
    first, *others = workshops(3)
    deadly = notebook_of(tmp_path / "own.ipynb", OPEN, KILL_WORKER)
    brief = notebook_of(tmp_path / "brief.ipynb", OPEN, "report.section('emotions')")
    tasks = [task(first, notebook=deadly, lang="fr")]
    tasks += [task(file, notebook=brief) for file in others]
    with Manifest(out) as manifest:
        batch = Batch(tasks, manifest, Local(2, manifest.work), RunOptions(), today=DAY)
        results = {r.task.workshop.parent.name: r for r in batch if r is not None}
    assert {name: result.status for name, result in results.items()} == {
        "client-0": "failed",
        "client-1": "done",
        "client-2": "done",
    }
    assert "mémoire" in results["client-0"].problems[0]
    assert not (out / "client-0" / "report.html").exists()


def start(tmp_path, marker, jobs=2, *arguments):
    command = [sys.executable, "-m", "tests.batch.command", "report", "workshops"]
    command += ["--jobs", str(jobs), *arguments]
    temporary = tmp_path / "temporary"
    temporary.mkdir(exist_ok=True)
    own = {"PARCOURS_LANG": "en", "MARKER": marker, "TMPDIR": str(temporary)}
    return subprocess.Popen(
        [*command, "--out", "outputs"],
        cwd=tmp_path,
        env={**os.environ, **own, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # As a terminal starts it: what runs in the background ignores Ctrl+C from its birth.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


@pytest.mark.parametrize(
    ("how", "jobs"),
    [
        pytest.param(signal.SIGINT, 1, marks=pytest.mark.soak),
        pytest.param(signal.SIGTERM, 1, marks=pytest.mark.soak),
        pytest.param(signal.SIGINT, 2, marks=pytest.mark.soak),
        pytest.param(signal.SIGKILL, 2, marks=pytest.mark.soak),
    ],
)
def test_what_is_stopped_leaves_whole_reports_and_goes_on_later(
    workshops, tmp_path, out, how, jobs
):
    files = workshops(5 if how == signal.SIGKILL else 6)
    marker = uuid.uuid4().hex
    running = start(tmp_path, marker, jobs)
    until(lambda: len(Manifest(out).entries) > 1)
    if how == signal.SIGINT:  # a terminal sends it to the whole group
        os.killpg(running.pid, how)
    else:
        running.send_signal(how)
    said = running.communicate(timeout=PATIENCE)[1]
    until(lambda: not of(marker))
    assert "Traceback" not in said
    if how != signal.SIGKILL:
        assert running.returncode == 130
        assert "Run the same command again" in said
        assert f"{len(Manifest(out).entries)} reports created." in said
        assert (out / "index.html").read_text("utf-8").count("report.html") >= 2

    entries = Manifest(out).entries
    pages = {path.parent.name for path in out.glob("*/report.html")}
    assert {key.partition("/")[0] for key in entries} <= pages
    assert len(pages) < len(files)
    assert all(page.read_text("utf-8").endswith("</html>\n") for page in out.glob("*/report.html"))

    again = start(tmp_path, marker, jobs)
    _, said = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, said
    made, unchanged = re.search(r"(\d+) reports? created, (\d+) unchanged", said).groups()
    assert int(unchanged) == len(entries)
    assert int(made) == len(files) - len(entries)
    assert [path for path in out.rglob("*") if path.suffix == ".tmp"] == []
    assert not (out / ".parcours" / "work").exists()
    until(lambda: not of(marker))
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.soak
def test_a_single_report_is_made_to_its_end_unless_it_is_interrupted_twice(
    workshops, tmp_path, out
):
    workshops(1)
    for seconds, times in ((4, 1), (300, 2)):
        marker = uuid.uuid4().hex
        begun = tmp_path / f"begun-{times}"
        pause = f"import time\nopen({str(begun)!r}, 'w').close()\ntime.sleep({seconds})"
        own = notebook_of(tmp_path / "own.ipynb", OPEN, pause, "report.section('emotions')")
        running = start(tmp_path, marker, 1, "--notebook", str(own), "--force")
        until(begun.exists)
        for _ in range(times):
            os.killpg(running.pid, signal.SIGINT)
            time.sleep(0.5)
        said = running.communicate(timeout=PATIENCE)[1]
        until(lambda marker=marker: not of(marker))
        assert running.returncode == 130
        assert "Stopped." in said
        assert ("Run the same command again" in said) == (times == 1)
        # The report that was interrupted leaves the one before as it was.
        assert (out / "client-0" / "report.html").exists()
        assert list(out.rglob("*.tmp")) == []
