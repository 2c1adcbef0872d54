"""Kernels that are forked from a prepared process: as good as ordinary ones, and nothing stays."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pytest

from kit.engine.wire import receive, send
from kit.resources import resource
from kit.studio.lab import forking, provisioner, settings
from kit.studio.lab.forking import FORKING, ForkedKernel, can_fork
from tests.studio.lab.conftest import PATIENCE

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux alone")


def gone(pid, within=20.0):
    until = time.monotonic() + within
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def forked(manager):
    return isinstance(manager.provisioner.process, ForkedKernel)


def test_a_kernel_is_forked_with_the_folder_and_environment_that_are_asked_for(kernel, tmp_path):
    (tmp_path / "matplotlib.py").write_text("hostile = 1")
    manager, _, run = kernel(cwd=str(tmp_path), env={**os.environ, "SEEN": "yes"})
    assert forked(manager)
    assert run("import os; print(os.getcwd(), os.environ['SEEN'])") == f"{tmp_path} yes"
    assert run("print(os.environ['JPY_PARENT_PID'])") == str(os.getpid()), "the server's process"
    assert run("import matplotlib; print(hasattr(matplotlib, 'hostile'))") == "False"
    assert run("import sys; print('' in sys.path, os.getcwd() in sys.path)") == "False False"
    assert run("print(os.environ.get('OPENBLAS_NUM_THREADS'))") == os.environ.get(
        "OPENBLAS_NUM_THREADS", "None"
    )


def wait_until_prepared():
    """Wait until the parent rests: all is imported, and the example has been rendered."""
    FORKING.prepare()
    parent, used = psutil.Process(FORKING._parent.process.pid), -1.0
    until = time.monotonic() + PATIENCE
    while (now := sum(parent.cpu_times()[:2])) != used or now < 2:
        assert time.monotonic() < until
        used = now
        time.sleep(1.5)


def test_two_kernels_share_no_client_and_no_random_numbers(kernel, tmp_path):
    """Each notebook is a process of its own: it knows the client that it has opened, no other."""
    wait_until_prepared()
    (_, _, first), (_, _, second) = kernel(), kernel()
    for run in (first, second):
        assert run("import sys; print('kit.studio.lab.warmup' in sys.modules)") == "True"
        asked = "import comm; print('jupyter.widget.control' in comm.get_comm_manager().targets)"
        assert run(asked) == "True", "a page that is reloaded asks for the widgets"
    opened = (
        "from kit.studio.workbook import open_step\n"
        "from kit.studio.widgets import live\n"
        "step = open_step('persona', {!r}); editor = step.editor()\n"
        "print([path.parent.name for path in live.SESSIONS])"
    )
    for name, run in (("maison-lumen", first), ("tandem-app", second)):
        shutil.copytree(resource("workshops") / name, tmp_path / name)
        assert run(opened.format(str(tmp_path / name))) == f"[{name!r}]"
    for draw in ("random.random()", "numpy.random.rand()"):
        code = f"import random, numpy; print({draw})"
        assert first(code) != second(code)


def test_a_kernel_can_be_interrupted_and_restarted(kernel):
    manager, client, run = kernel()
    before = manager.provisioner.pid
    run("kept = 1")
    client.execute("import time; time.sleep(60)")
    while (message := client.get_iopub_msg(timeout=PATIENCE))["msg_type"] != "execute_input":
        pass
    time.sleep(0.2)
    manager.interrupt_kernel()
    while (message := client.get_iopub_msg(timeout=PATIENCE))["msg_type"] != "error":
        pass
    assert message["content"]["ename"] == "KeyboardInterrupt"
    assert client.get_shell_msg(timeout=PATIENCE)["content"]["status"] == "error"
    time.sleep(1)  # for a moment, ipykernel aborts what comes after an error
    assert run("print(kept)") == "1"
    manager.restart_kernel(now=False)
    client.wait_for_ready(PATIENCE)
    assert run("print(kept)") == "NameError"
    assert forked(manager)
    assert manager.provisioner.pid != before
    assert gone(before)


def test_a_kernel_that_is_killed_is_noticed_and_what_it_had_started_ends(kernel):
    manager, _, run = kernel()
    program = int(run("import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"))
    assert manager.is_alive()
    manager.provisioner.process.kill()
    assert manager.provisioner.process.wait(10) == 0
    assert not manager.is_alive()
    manager.provisioner.process.terminate()  # nothing to be said to who has gone
    os.kill(program, signal.SIGKILL)

    manager, _, run = kernel()
    program = int(run("import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"))
    manager.shutdown_kernel(now=True)
    assert gone(program)


def test_kernels_outlive_their_parent_and_another_takes_over(kernel):
    manager, _, run = kernel()
    run("kept = 1")
    parent = FORKING._parent.process
    parent.kill()
    parent.wait()
    assert run("print(kept)") == "1"
    other, _, run_other = kernel()
    assert forked(other)
    assert run_other("print(2)") == "2"
    assert FORKING._parent.process.pid != parent.pid
    assert manager.is_alive()
    manager.restart_kernel(now=True)
    assert forked(manager)


SERVER = """
import sys, time
from jupyter_client.manager import KernelManager
from kit.studio.lab.forking import FORKING
manager = KernelManager(kernel_name="parcours")
manager.kernel_spec_manager.kernel_dirs.insert(0, sys.argv[1])
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(100)
print(FORKING._parent.process.pid, manager.provisioner.pid, flush=True)
if sys.argv[2] == "ends":
    client.stop_channels()
    manager.shutdown_kernel()
else:
    time.sleep(100)
"""


@pytest.mark.parametrize("how", ["ends", "killed", "parent killed before"])
def test_nothing_remains_when_the_server_has_gone(spec, how):
    with subprocess.Popen(
        [sys.executable, "-P", "-c", SERVER, spec, how], stdout=subprocess.PIPE, text=True
    ) as server:
        parent, child = map(int, server.stdout.readline().split())
        if how == "parent killed before":
            os.kill(parent, signal.SIGKILL)
            time.sleep(1.5)
            assert psutil.Process(child).status() != psutil.STATUS_ZOMBIE
        if how != "ends":
            server.kill()
    assert gone(child)
    assert gone(parent)


REFUSING = """
import kit.studio.lab.kernel_parent as k
k.count_threads = lambda: 2
k.NOTEBOOKS = k.SHELL = ()
sys.exit(k.main())
"""


def test_a_parent_with_threads_forks_nothing(tmp_path):
    ours, theirs = socket.socketpair()
    lifeline, held = os.pipe()
    numbers = (theirs.fileno(), lifeline)
    code = f"import sys; sys.argv[1:] = {[*map(str, numbers), str(tmp_path)]}\n{REFUSING}"
    with subprocess.Popen([sys.executable, "-P", "-c", code], pass_fds=numbers) as parent:
        theirs.close()
        send(ours, {"argv": [], "cwd": "/", "environ": {}})
        with pytest.raises(OSError):
            receive(ours)
        assert parent.wait(PATIENCE) == 1
    ours.close()
    for descriptor in (lifeline, held):
        os.close(descriptor)


@contextmanager
def unable(monkeypatch):
    with monkeypatch.context() as here:
        for module in (forking, provisioner):
            here.setattr(module, "can_fork", lambda: False)
        yield


def test_where_nothing_can_be_forked_kernels_start_as_jupyters_do(kernel, monkeypatch, tmp_path):
    with unable(monkeypatch):
        settings.write(tmp_path)
        written = json.loads((tmp_path / "jupyter/kernels/parcours/kernel.json").read_text("utf-8"))
        assert written["metadata"] == {"debugger": False}
        manager, _, run = kernel()
        assert isinstance(manager.provisioner.process, subprocess.Popen)
        assert run("print(1)") == "1"


def test_a_kit_that_was_installed_before_it_could_fork_still_starts_kernels(monkeypatch):
    monkeypatch.setattr(provisioner, "entry_points", lambda **_: ())
    assert provisioner.kernel_metadata() == {}
