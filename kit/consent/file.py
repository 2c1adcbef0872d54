"""Read and change the user's file of consents, one process at a time."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit import atomic
from kit.consent.entries import Entry
from kit.errors import reason
from kit.i18n import N_, Message, UserText
from kit.locks import Lock, LockTimeoutError

STORE = "consent.json"
VERSION = 1
PATIENCE = 10.0
"""Seconds to wait while another process writes the file."""

UNREADABLE = N_("The consents in “{path}” cannot be read and are ignored ({reason}).")
BROKEN = N_("it is damaged")
WRITABLE = N_("other users can write to it")
DELETE_IT = N_(
    "Delete that file, and allow access again in a terminal with “parcours evidence allow”."
)
BUSY = N_("Another program is changing the consents in “{path}”.")
TRY_AGAIN = N_("Try again in a moment.")


class ConsentError(Exception):
    """A file of consents that cannot be used, with reason and remedy."""

    def __init__(self, says: Message, fix: Message) -> None:
        self.says, self.fix = says, fix
        super().__init__(says.text)


def store() -> Path:
    """Return the path of the store, in the user's configuration folder."""
    from platformdirs import user_config_path

    return user_config_path("parcours-kit", appauthor=False) / STORE


def stored() -> tuple[Entry, ...]:
    """Return the stored consents, in order.

    Raises
    ------
    ConsentError
        If it cannot be read, is damaged, or could have been written by someone else.
    """
    path = store()
    try:
        with path.open("rb") as file:
            if os.name != "nt" and os.fstat(file.fileno()).st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                raise _unusable(path, WRITABLE)
            content = json.loads(file.read())
        if content["version"] != VERSION or not isinstance(content["entries"], list):
            raise ValueError(content)
        return tuple(sorted({Entry.of(text) for text in content["entries"]}))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise _unusable(path, reason(error)) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _unusable(path, BROKEN) from None


def give(one: Entry) -> None:
    """Store a consent.

    Raises
    ------
    ConsentError
        If the store cannot be read, or another program holds it: it is left as it is.
    OSError
        If it cannot be written.
    """
    with _locked():
        _write({*stored(), one})


def withdraw(one: Entry) -> bool:
    """Remove a consent, and return whether there was one.

    Raises
    ------
    ConsentError, OSError
        As in :func:`give`.
    """
    with _locked():
        before = set(stored())
        if one in before:
            _write(before - {one})
        return one in before


def _write(entries: set[Entry]) -> None:
    content = {"version": VERSION, "entries": [str(one) for one in sorted(entries)]}
    text = json.dumps(content, indent=2) + "\n"
    atomic.write_bytes(store(), text.encode(), mode=0o600)


@contextmanager
def _locked() -> Iterator[None]:
    """Lock the file for one process at a time; if there are no locks, go on without."""
    path = store()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    lock = Lock(lambda: os.open(path.with_suffix(".lock"), flags, 0o600), PATIENCE)
    try:
        lock.acquire()
    except LockTimeoutError:
        raise ConsentError(BUSY.filled(path=UserText(str(path))), TRY_AGAIN) from None
    try:
        yield
    finally:
        lock.release()


def _unusable(path: Path, why: Message) -> ConsentError:
    return ConsentError(UNREADABLE.filled(path=UserText(str(path)), reason=why), DELETE_IT)


def fault() -> ConsentError | None:
    """Return the reason why the file cannot be read, if it cannot."""
    try:
        stored()
    except ConsentError as error:
        return error
    return None
