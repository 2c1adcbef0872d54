"""Reports on a Dask cluster whose parts are processes of their own, one of which is killed."""

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from kit.batch import Batch, ClusterError, Manifest, cluster
from tests.batch.conftest import DAY
from tests.batch.test_processes import until
from tests.report.test_report import OPEN, notebook_of

ROOT = Path(__file__).parents[2]


@contextmanager
def process(name, log, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with log.open("w") as file:
        running = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{name}", *arguments],
            cwd=log.parent,
            env=environment,
            stdout=file,
            stderr=file,
        )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


@pytest.fixture
def dask(tmp_path):
    """A scheduler's address and two workers, each with two threads."""
    log = tmp_path / "scheduler.log"
    quiet = ("--no-dashboard", "--host", "127.0.0.1")

    def address():
        return re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text())

    with process("dask_scheduler", log, "--port", "0", *quiet):
        until(address)
        found = address()[1]
        how = (found, "--no-nanny", "--nthreads", "2", "--no-dashboard")
        with (
            process("dask_worker", tmp_path / "one.log", *how, "--name", "one") as one,
            process("dask_worker", tmp_path / "two.log", *how, "--name", "two") as two,
        ):
            for log_of in ("one.log", "two.log"):
                until(lambda name=log_of: "Registered to" in (tmp_path / name).read_text())
            yield found, (one, two)


@pytest.mark.soak
def test_a_cluster_makes_every_report_though_a_worker_is_killed(
    workshops, task, out, tmp_path, dask
):
    address, (one, _) = dask
    brief = notebook_of(tmp_path / "brief.ipynb", OPEN, "report.section('emotions')")
    tasks = [task(file, notebook=brief) for file in workshops(6)]
    results = []
    with Manifest(out) as manifest:
        workers = cluster(address)
        assert workers.places == 4
        for result in Batch(tasks, manifest, workers, today=DAY):
            if result is not None:
                results.append(result)
                if len(results) == 1:
                    one.send_signal(signal.SIGKILL)
    assert [result.status for result in results] == ["done"] * 6
    for number in range(6):
        page = (out / f"client-{number}" / "report.html").read_text("utf-8")
        assert f"Maison {number} &lt;b&gt;" in page


def test_a_cluster_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr("kit.batch.workers.PATIENCE", 1)
    with pytest.raises(ClusterError, match="No Dask scheduler"):
        cluster("tcp://127.0.0.1:9")
