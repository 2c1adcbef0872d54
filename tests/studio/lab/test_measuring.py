"""Evidence measured apart from kernels: once for all of a client, with the same results."""

import pickle
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kit.evidence.metrics import measure as measuring_here
from kit.evidence.metrics.measure import measure
from kit.evidence.metrics.results import KnownChanges
from kit.resources import resource
from kit.studio.lab import measuring
from kit.studio.lab.forking import FORKING, can_fork
from kit.studio.lab.measuring import SharedMeasurer
from kit.workshop import load
from tests.studio.lab.test_forking import forked, gone

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux alone")

CLIENT = "maison-lumen"


@pytest.fixture
def client(tmp_path):
    """Return the folder of a client with evidence of every kind."""
    folder = tmp_path / CLIENT
    shutil.copytree(resource("workshops") / CLIENT, folder)
    return folder


@pytest.fixture
def opened(client):
    """Return the client's workshop, with no results cached in this process before or after."""
    measuring_here._cache.clear()
    yield load(client)
    measuring_here.measure_files_with(measuring_here.measure_here)
    measuring_here._cache.clear()


def shown(found):
    """Return all that results say, changes over time included."""
    return found, [(one.changes, one.since) for one in found.measured]


ANSWERING = """
import sys
from pathlib import Path
from kit.studio.lab import measuring
listener = measuring.listen(Path(sys.argv[1]))
print("listens", flush=True)
while True:
    connection, _ = listener.accept()
    with connection:
        measuring.answer(connection)
    print("answered", flush=True)
"""


@pytest.fixture
def process(tmp_path):
    """Answer one kernel after the other, as children of the forking parent do.

    Return the folder of a run, and a function that ends the process and says how often it answered.
    """
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    with subprocess.Popen(
        [sys.executable, "-P", "-c", ANSWERING, str(folder)], stdout=subprocess.PIPE, text=True
    ) as answering:
        assert answering.stdout.readline() == "listens\n"

        def answers():
            answering.terminate()
            return answering.stdout.read().count("answered")

        yield folder, answers
        answering.kill()


def test_results_measured_apart_are_those_measured_here_and_shared(opened, process):
    folder, answers = process
    expected = shown(measure(opened.journey, opened.folder))
    assert any(changes or since for changes, since in expected[1])
    measuring_here.measure_files_with(SharedMeasurer(folder))
    for _ in ("a kernel", "another kernel"):
        measuring_here._cache.clear()
        assert shown(measure(opened.journey, opened.folder)) == expected
    assert answers() == 1
    assert {path.stat().st_mode & 0o777 for path in folder.glob("*.measured")} == {0o600}


def test_a_file_that_has_changed_is_measured_again(opened, process):
    folder, answers = process
    measuring_here.measure_files_with(SharedMeasurer(folder))
    before = measure(opened.journey, opened.folder).facts["enquete-2026"]
    file = opened.folder / "evidence" / "enquete-apres-commande.csv"
    file.write_bytes(file.read_bytes()[: file.read_bytes().rindex(b"\n", 0, -2) + 1])
    assert measure(opened.journey, opened.folder).facts["enquete-2026"].n < before.n
    assert answers() == 2


def test_no_result_holds_what_was_suppressed(opened, process):
    """Sums of small groups stay in the process that measures (F17)."""
    folder, _ = process
    measuring_here.measure_files_with(SharedMeasurer(folder))
    measure(opened.journey, opened.folder)
    for path in folder.glob("*.measured"):
        for one in pickle.loads(path.read_bytes()).measured:
            assert not set(one.estimates) & one.suppressed
            assert isinstance(one.compare, KnownChanges)


@pytest.mark.parametrize("broken", ["nobody listens", "it ends at once", "no folder"])
def test_a_kernel_that_gets_no_answer_measures_by_itself(opened, tmp_path, broken):
    expected = shown(measure(opened.journey, opened.folder))
    measuring_here._cache.clear()
    folder = tmp_path / "run"
    if broken != "no folder":
        folder.mkdir()
    if broken == "it ends at once":
        listener = measuring.listen(folder)
        threading.Thread(target=lambda: listener.accept()[0].close(), daemon=True).start()
    measuring_here.measure_files_with(SharedMeasurer(folder))
    assert shown(measure(opened.journey, opened.folder)) == expected


@pytest.mark.soak
def test_kernels_read_no_evidence_themselves(kernel, client):
    for step in ("persona", "emotions"):
        manager, _, run = kernel(cwd=str(client))
        assert forked(manager)
        code = "from kit.studio.workbook import open_step; import sys; " + (
            f"c = open_step({step!r}, '.').context(); "
            "print(len(c.measurements.measured) > 20, 'duckdb' in sys.modules)"
        )
        assert run(code) == "True False"
    assert list(Path(FORKING._folder.name).glob("*.measured"))


SERVER = """
from kit.studio.lab.forking import FORKING
FORKING.prepare()
folder = FORKING._folder.name
print(FORKING._parent.process.pid, folder, flush=True)
input()
"""


@pytest.mark.parametrize("how", ["ends", "killed"])
def test_no_result_remains_when_the_server_has_gone(how):
    with subprocess.Popen(
        [sys.executable, "-P", "-c", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        parent, folder = server.stdout.readline().split()
        assert Path(folder).stat().st_mode & 0o777 == 0o700
        if how == "killed":
            server.kill()
        else:
            server.communicate("\n")
    assert gone(int(parent))
    assert not Path(folder).exists()
