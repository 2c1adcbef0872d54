"""One writer at a time: the lock of a workshop's file, in its client's folder ``.parcours``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kit.client_files import PRIVATE, FolderLock
from kit.locks import POLL
from kit.workshop.file import Workshop
from kit.workshop.places import FILE

PATIENCE = 10.0
"""Seconds for which a command waits until a notebook has saved; that takes a fraction of one."""


def own_folder(workshop: Workshop) -> str:
    """Return the folder of what is kept beside a workshop's file, in the client's folder.

    Each file has its own where several stand beside each other.
    """
    return PRIVATE if workshop.path.name == FILE else f"{PRIVATE}/{workshop.path.stem}"


def make_own_folder(workshop: Workshop) -> None:
    """Make the folder of what is kept beside a workshop's file; no git takes it along."""
    files = workshop.files
    files.make_folder(own_folder(workshop))
    if not files.exists(f"{PRIVATE}/.gitignore"):
        files.write_bytes(f"{PRIVATE}/.gitignore", b"*\n")


def lock_of(workshop: Workshop, timeout: float = PATIENCE, poll: float = POLL) -> FolderLock:
    """Return the lock of a workshop's file, not taken yet."""
    return FolderLock(workshop.files, f"{own_folder(workshop)}/lock", timeout, poll)


@contextmanager
def alone(workshop: Workshop) -> Iterator[FolderLock]:
    """Hold the lock of a workshop's file while it is changed.

    Raises
    ------
    LockTimeoutError
        Where another program holds it for longer than :data:`PATIENCE`.
    """
    make_own_folder(workshop)
    with lock_of(workshop) as lock:
        yield lock
