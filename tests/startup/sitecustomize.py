"""Report every access to a client's folder that does not go through :mod:`kit.client_files`.

``site`` imports this file from PYTHONPATH in every Python process that a test starts.

An audit hook sees what Python opens, lists, renames or removes, in the process of the tests and in
every Python process that they start. An access is reported where it names a path in a client's
folder (one that holds ``workshop.yaml``) and the innermost code of the project on the stack is of
``kit/``, but not of ``kit/client_files/``. Code written in C that opens files without Python
(Arrow, DuckDB, SQLite) raises no audit event: what it is given is tested where it is called.
"""

# ruff: noqa: PTH100, PTH117, PTH118, PTH120 -- every open of the tests passes here: texts, not paths.

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from types import FrameType

VARIABLE = "TESTS_FILE_ACCESS_LOG"
"""The file to which processes that tests start append what they find."""

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KIT = os.path.join(ROOT, "kit", "")
TESTS = os.path.join(ROOT, "tests", "")
ALLOWED = os.path.join(KIT, "client_files", "")
MECHANISM = (os.path.join(KIT, "atomic.py"), os.path.join(KIT, "locks.py"))
"""Modules that write or lock for their caller: the caller counts."""

LIBRARIES = tuple(
    os.path.join(sysconfig.get_path(name), "") for name in ("stdlib", "platstdlib", "purelib")
)
IMPORTS = "importlib"
"""Imports look into every folder of ``sys.path``; that none is a client's has tests of its own."""

EVENTS = frozenset(
    (
        "open",
        "os.chmod",
        "os.link",
        "os.listdir",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.scandir",
        "os.symlink",
        "os.truncate",
        "os.utime",
        "shutil.copyfile",
        "shutil.move",
        "shutil.rmtree",
        "sqlite3.connect",
    )
)


def watch(log: str) -> None:
    """Install the hook for the rest of this process; what it finds is appended to ``log``."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event not in EVENTS or (direct := _direct()) is None:
            return
        for path in arguments[: 2 if event in ("os.rename", "os.link", "shutil.move") else 1]:
            if not isinstance(path, str | bytes) or not _of_a_client(os.fsdecode(path)):
                continue
            if not os.path.isabs(path) and direct.f_code.co_filename == shutil.__file__:
                continue  # it walks by descriptors, and its names are relative to them
            if frame := _caller(direct):
                place = f"{os.path.relpath(frame.f_code.co_filename, ROOT)}:{frame.f_lineno}"
                _append(log, f"{event} {path!r} by {place}\n")

    sys.addaudithook(hook)


def _direct() -> FrameType | None:
    """Return the frame that does what is audited; None for Python's start and for imports."""
    try:
        frame = sys._getframe(2)
    except ValueError:
        return None
    return None if IMPORTS in frame.f_code.co_filename else frame


def _append(log: str, line: str) -> None:
    # Opened anew each time: a descriptor kept from the start could take the number of a closed
    # standard output.
    written = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(written, line.encode())
    os.close(written)


def _of_a_client(path: str) -> bool:
    """Return whether a path lies in a folder that holds ``workshop.yaml``."""
    path = os.path.abspath(path)
    if path.startswith((*LIBRARIES, KIT)):
        return False
    folder = path
    while folder != os.path.dirname(folder):
        if os.path.lexists(os.path.join(folder, "workshop.yaml")):
            return True
        folder = os.path.dirname(folder)
    return False


def _caller(frame: FrameType | None) -> FrameType | None:
    """Return the innermost frame of ``kit``, unless it may open a client's files.

    JupyterLab's server opens files by itself, after :mod:`kit.studio.lab.links` was asked.
    """
    while frame:
        file = frame.f_code.co_filename
        if file.startswith(TESTS) or f"{os.sep}jupyter_server{os.sep}" in file:
            return None
        if file.startswith(KIT) and file not in MECHANISM:
            return None if file.startswith(ALLOWED) else frame
        frame = frame.f_back
    return None


if os.environ.get(VARIABLE):
    watch(os.environ[VARIABLE])
