"""Consultants have Windows: every module loads where there is nothing of POSIX."""

import subprocess
import sys

import pytest

WITHOUT_POSIX = """
import importlib, os, pkgutil, signal, sys

import papermill  # It alone imports the engine's entry.

import kit

def loaded():
    return [
        importlib.import_module(module.name).__name__
        for module in pkgutil.walk_packages(kit.__path__, "kit.")
        if not module.name.startswith("kit.shipped")
    ]

# The libraries first: they look at the platform's name and may have POSIX.
first = loaded()
for name in [name for name in sys.modules if name.startswith("kit.")]:
    del sys.modules[name]
for name in ("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
for module, names in (
    (os, "fork forkpty getuid geteuid getpgid killpg setsid wait3 wait4 O_DIRECTORY"),
    (signal, "SIGALRM SIGCHLD SIGKILL SIGHUP SIGUSR1 setitimer alarm pthread_sigmask"),
):
    for name in names.split():
        delattr(module, name)

assert loaded() == first
print(*first)
"""


@pytest.mark.soak
def test_every_module_loads_without_posix():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_POSIX], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert {"kit.cli", "kit.engine.fork", "kit.evidence", "kit.report", "kit.studio"} <= set(
        done.stdout.split()
    )
