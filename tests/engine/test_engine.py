"""What holds of a notebook that runs in a forked process of its own."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from kit.engine.parents import PARENTS, can_fork
from tests.engine.test_same_as_kernel import notebook

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes cannot be forked here")


def run(*sources: str, **options):
    return papermill.execute_notebook(
        notebook(list(sources)), None, engine_name="parcours", progress_bar=False, **options
    )


def text(found, cell=-1) -> str:
    return "".join(
        output.get("text", "") or output.get("data", {}).get("text/plain", "")
        for output in found.cells[cell].outputs
    )


def test_nothing_leaks_from_one_notebook_to_the_next(tmp_path):
    run(
        "import matplotlib, os, random, sys, json, numpy\n"
        "matplotlib.rcParams['font.size'] = 99\nos.environ['LEAK'] = '1'\n"
        f"os.chdir({str(tmp_path)!r})\nrandom.seed(1); numpy.random.seed(1)\n"
        "json.dumps = lambda *a: 'patched'\nsys.path.append('/leak')\nleak = 1"
    )
    found = run(
        "import matplotlib, os, sys, json\n"
        "(matplotlib.rcParams['font.size'], os.environ.get('LEAK'), json.dumps(1),"
        " '/leak' in sys.path, 'leak' in globals())"
    )
    assert text(found) == "(10.0, None, '1', False, False)"


def test_two_notebooks_do_not_draw_the_same_random_numbers():
    source = "import numpy, random\n(numpy.random.rand(), random.random())"
    assert text(run(source)) != text(run(source))


def test_a_notebook_runs_in_the_callers_folder_and_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("SEEN", "yes")
    found = run("import os\nprint(os.getcwd(), os.environ['SEEN'])", cwd=str(tmp_path))
    assert text(found) == f"{tmp_path} yes\n"


def test_a_threaded_caller_gets_a_parent_per_thread():
    found = {}

    def one(name):
        found[name] = text(run(f"import time; time.sleep(0.2)\n{name!r}"))

    threads = [threading.Thread(target=one, args=(f"t{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {f"t{n}": f"'t{n}'" for n in range(3)}


def test_a_child_that_dies_is_told_and_the_next_runs():
    with pytest.raises(DeadKernelError, match="exit code -9"):
        run("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    assert text(run("'still here'")) == "'still here'"


def test_a_parent_that_dies_takes_its_child_with_it_and_another_takes_over(tmp_path):
    pid = tmp_path / "pid"
    with pytest.raises((DeadKernelError, EOFError, BrokenPipeError)):
        run(
            f"import os, signal, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))",
            "os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)",
        )
    child = int(pid.read_text())
    for _ in range(100):
        if not alive(child):
            break
        time.sleep(0.05)
    assert not alive(child)
    assert text(run("'another parent'")) == "'another parent'"


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").read_text().split(")")[1].startswith(" Z")


def test_a_notebook_that_takes_too_long_is_ended():
    with pytest.raises(CellTimeoutError):
        run("import time", "time.sleep(60)", timeout=1)
    with pytest.raises(CellTimeoutError):
        run("import time; time.sleep(60)", execution_timeout=1)


def test_a_notebook_that_takes_too_much_memory_fails_alone():
    with pytest.raises(PapermillExecutionError, match="MemoryError"):
        run("x = bytearray(3_000_000_000)", memory=2_000_000_000)
    assert text(run("len(bytearray(10))")) == "10"


def test_when_the_caller_goes_nothing_is_left():
    run("1")
    parents = [p for idle in PARENTS._idle.values() for p in idle]
    assert parents
    PARENTS.close()
    assert all(parent.process.returncode is not None for parent in parents)


def test_what_a_notebook_leaves_open_is_written(tmp_path):
    path = tmp_path / "left"
    run(f"file = open({str(path)!r}, 'w')\nfile.write('unflushed')")
    assert path.read_text() == "unflushed"


def test_papermill_finds_the_engine_by_its_entry_point():
    from importlib.metadata import entry_points

    from papermill.engines import papermill_engines

    (found,) = entry_points(group="papermill.engine", name="parcours")
    assert found.load() is papermill_engines.get_engine("parcours")
