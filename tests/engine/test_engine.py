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

from kit.engine.parents import PARENTS, PRELOAD, Parent, can_fork
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
        " '/leak' in sys.path, 'leak' in globals(), os.getcwd())"
    )
    assert text(found) == f"(10.0, None, '1', False, False, {str(Path.cwd())!r})"


def test_random_numbers_that_one_notebook_has_seeded_are_not_those_of_the_next():
    draw = "import random, numpy\n(random.random(), numpy.random.rand())"
    seeded = text(run("import random, numpy\nrandom.seed(1); numpy.random.seed(1)", draw))
    again = text(run("import random, numpy\nrandom.seed(1); numpy.random.seed(1)", draw))
    assert seeded == again
    of_random, of_numpy = (number.strip("()") for number in seeded.split(", ", 1))
    following = text(run(draw))
    assert of_random not in following
    assert of_numpy not in following


def test_two_notebooks_do_not_draw_the_same_random_numbers():
    for source in ("import numpy; numpy.random.rand()", "import random; random.random()"):
        assert text(run(source)) != text(run(source))


def test_a_notebook_runs_in_the_callers_folder_and_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("SEEN", "yes")
    found = run("import os\nprint(os.getcwd(), os.environ['SEEN'])", cwd=str(tmp_path))
    assert text(found) == f"{tmp_path} yes\n"


def test_what_lies_where_a_notebook_runs_is_imported_only_as_a_kernel_does(tmp_path):
    """Anyone's notebook keeps it, as papermill has it; the kit's own asks for none of it."""
    (tmp_path / "beside.py").write_text("here = 1")
    resources = {"metadata": {"path": str(tmp_path)}}
    assert text(run("import beside\nbeside.here", resources=resources)) == "1"
    with pytest.raises(PapermillExecutionError, match="beside"):
        run("import beside", resources=resources, ignore_cwd=True)


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


@pytest.mark.parametrize(
    "preload", [PRELOAD, ("kit.report.preload",), ("kit.report.warmup",)], ids=lambda p: p[-1]
)
def test_a_parent_that_forks_has_one_thread_whatever_its_libraries_start(preload, monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    count = "import os; print(len(os.listdir(f'/proc/{os.getppid()}/task')))"
    assert text(run(count, preload=preload)) == "1\n"


def test_a_parent_that_has_threads_refuses_to_fork(capfd):
    with pytest.raises(DeadKernelError, match="parent"):
        run("1", preload=("duckdb",))
    assert "must not have threads" in capfd.readouterr().err


def test_a_child_that_dies_is_told_and_the_next_runs():
    with pytest.raises(DeadKernelError, match="exit code -9"):
        run("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    assert text(run("'still here'")) == "'still here'"


def test_a_parent_that_dies_takes_its_child_with_it_and_another_takes_over(tmp_path):
    pid = tmp_path / "pid"
    with pytest.raises(DeadKernelError):
        run(
            f"import os, signal, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))",
            "os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)",
        )
    until_gone(int(pid.read_text()))
    assert text(run("'another parent'")) == "'another parent'"


def until_gone(pid: int) -> None:
    for _ in range(200):
        if not alive(pid):
            return
        time.sleep(0.05)
    pytest.fail("the process is still there")


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


def test_a_thread_that_does_not_end_is_ended_with_its_notebook(tmp_path):
    pid = tmp_path / "pid"
    endless = (
        "import os, threading, time\n"
        f"open({str(pid)!r}, 'w').write(str(os.getpid()))\n"
        "threading.Thread(target=time.sleep, args=(600,)).start()"
    )
    # As with a kernel: what the notebook shows is all there, so its run is good.
    assert text(run(endless, "'shown'", timeout=2)) == "'shown'"
    until_gone(int(pid.read_text()))
    assert text(run(endless, "'shown'")) == "'shown'"
    assert text(run("'the next'")) == "'the next'"


def test_a_parent_outlives_the_notebooks_that_fail():
    run("1")
    parents = [p.process.pid for idle in PARENTS._idle.values() for p in idle]
    with pytest.raises(CellTimeoutError):
        run("import time; time.sleep(60)", timeout=1)
    with pytest.raises(DeadKernelError):
        run("import os; os.kill(os.getpid(), 9)")
    with pytest.raises(PapermillExecutionError):
        run("1 / 0")
    run("1")
    assert [p.process.pid for idle in PARENTS._idle.values() for p in idle] == parents


def test_what_a_notebook_has_started_ends_with_it(tmp_path):
    pid = tmp_path / "pid"
    start = (
        "import subprocess, time\n"
        "process = subprocess.Popen(['sleep', '600'])\n"
        f"open({str(pid)!r}, 'w').write(str(process.pid))"
    )
    with pytest.raises(CellTimeoutError):
        run(start, "time.sleep(60)", timeout=2)
    until_gone(int(pid.read_text()))


def test_a_child_that_dies_is_noticed_though_another_process_has_its_connection():
    fork = "import os, time\nif os.fork() == 0:\n    time.sleep(600)\nos.kill(os.getpid(), 9)"
    with pytest.raises(DeadKernelError, match="exit code -9"):
        run(fork)


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


def test_a_caller_that_is_killed_with_something_unread_is_no_error_of_the_parents(capfd):
    parent = Parent(())
    pid, connection = parent.fork()
    parent.kill(pid)
    time.sleep(0.5)  # the parent has told how the child ended; nobody reads it
    parent.close()
    connection.close()
    assert parent.process.returncode == 0
    assert "Traceback" not in capfd.readouterr().err


def test_what_a_notebook_leaves_open_is_written(tmp_path):
    path = tmp_path / "left"
    run(f"file = open({str(path)!r}, 'w')\nfile.write('unflushed')")
    assert path.read_text() == "unflushed"


COUNTED = (
    "import matplotlib.pyplot as plt\nfrom matplotlib.figure import Figure\n"
    "times = 0\ndrawn = Figure.draw\n"
    "def draw(figure, renderer):\n    global times\n    times += 1\n"
    "    return drawn(figure, renderer)\n"
    "Figure.draw = draw"
)
"""Counts how often figures are drawn: once for the size and once for the picture are needed."""


@pytest.mark.parametrize(
    ("figure", "times"),
    [
        ("plt.plot([1, 2]);", 2),
        ("%matplotlib inline\nplt.plot([1, 2]);", 2),
        ("plt.figure(layout='constrained'); plt.plot([1, 2]);", 3),
        ("plt.plot([1, 2]); plt.gcf().canvas.mpl_connect('draw_event', lambda event: None);", 3),
        ("plt.figure(); plt.plot([1]); plt.figure(); plt.plot([2]);", 6),
    ],
)
def test_a_figure_is_not_drawn_for_a_window_that_is_not_there(figure, times):
    assert text(run(COUNTED, figure, "times")) == str(times)


def test_a_figure_that_cannot_be_drawn_fails_its_notebook():
    with pytest.raises(PapermillExecutionError, match="Unknown symbol"):
        run("import matplotlib.pyplot as plt\nplt.title(r'$\\nothing$');")


def test_papermill_finds_the_engine_by_its_entry_point():
    from importlib.metadata import entry_points

    from papermill.engines import papermill_engines

    (found,) = entry_points(group="papermill.engine", name="parcours")
    assert found.load() is papermill_engines.get_engine("parcours")
