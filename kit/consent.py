"""Consent to reach beyond a client's folder: databases, and data folders that a link leads to.

A client's file can only ask. The user answers once, with ``parcours evidence allow``, and the
answer is kept in the user's configuration folder, never in the client's. It is an entry, exact and
without wildcards: the real path of the client's folder, and the target that may be reached from it.

>>> print(Entry(Path("/srv/workshops/maison"), "path:/share/maison"))
/srv/workshops/maison=path:/share/maison

Entries in :data:`VARIABLE` count as well, for batch and CI.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from kit import atomic
from kit.i18n import N_, Message, Words

VARIABLE = "PARCOURS_ALLOW"
"""The environment variable that holds further entries, separated by blanks or line ends."""

STORE = "consent.json"
VERSION = 1
PATH = "path:"
"""Begins a target that is a data folder, not a database."""

PATIENCE = 10
"""Seconds to wait while another process writes the store."""

UNREADABLE = N_("The consents in “{path}” cannot be read, so none of them counts ({reason}).")
BROKEN = N_("it is damaged")
WRITABLE = N_("others may write it")
DELETE_IT = N_("Delete that file, and give the consents again: parcours evidence allow.")


class ConsentError(Exception):
    """A store of consents that cannot be used: what is wrong with it, and what to do."""

    def __init__(self, says: Message, fix: Message) -> None:
        self.says, self.fix = says, fix
        super().__init__(says.text)


@dataclass(frozen=True, order=True)
class Entry:
    """One consent: what may be reached from which client's folder.

    Attributes
    ----------
    folder
        The real path of the client's folder.
    target
        What may be reached, exactly: an address with its table, or ``path:`` and a folder. It is
        percent-encoded, so that an entry holds no blanks.
    """

    folder: Path
    target: str

    def __str__(self) -> str:
        return f"{_quoted(self.folder)}={self.target}"

    def of_folder(self, folder: Path) -> bool:
        """Return whether it is one of this client's folder."""
        return self.folder == _real(folder)

    def printed(self, here: Path) -> str:
        """Return the entry as it holds on every machine that has the folder in the same place."""
        within = self.folder.is_relative_to(here)
        folder = self.folder.relative_to(here) if within else self.folder
        return f"{_quoted(folder)}={self.target}"

    @classmethod
    def of(cls, text: str, relative_to: Path | None = None) -> Entry:
        """Return an entry as it was printed.

        Parameters
        ----------
        relative_to
            Where a relative folder begins; its links are followed. Without it the folder must be a
            real path already, and is taken as it is: should it have become a link since, it is
            another folder.

        Raises
        ------
        ValueError
            If the text is no entry.
        """
        folder, sign, target = text.partition("=")
        if not (folder and sign and target) or not text.isprintable() or " " in text:
            raise ValueError(text)
        path = _unquoted(folder)
        if relative_to is not None:
            path = _real(relative_to / path)
        if not path.is_absolute():
            raise ValueError(text)
        return cls(path, target)


def entry(folder: Path, target: str) -> Entry:
    """Return the consent to reach a target from a client's folder."""
    return Entry(_real(folder), target)


def path_target(path: Path) -> str:
    """Return a data folder as a target."""
    return PATH + _quoted(_real(path))


def allowed(folder: Path, target: str) -> bool:
    """Return whether a target may be reached from a client's folder."""
    return target in targets(folder)


def allowed_paths(client_folder: Path) -> tuple[Path, ...]:
    """Return the real paths of the data folders that links in a client's folder may lead to."""
    found = (target for target in targets(client_folder) if target.startswith(PATH))
    return tuple(sorted(_unquoted(target.removeprefix(PATH)) for target in found))


def targets(folder: Path) -> frozenset[str]:
    """Return everything that may be reached from a client's folder.

    A store that cannot be read holds nothing: see :func:`fault`.
    """
    real = _real(folder)
    entries = list(_of_environment())
    with contextlib.suppress(ConsentError):
        entries += stored()
    return frozenset(one.target for one in entries if one.folder == real)


def fault() -> ConsentError | None:
    """Return what is wrong with the store, if it cannot be read."""
    try:
        stored()
    except ConsentError as error:
        return error
    return None


# --- the store -----------------------------------------------------------------------------------


def store() -> Path:
    """Return the path of the store, in the user's configuration folder."""
    from platformdirs import user_config_path

    return user_config_path("parcours-kit", appauthor=False) / STORE


def stored() -> tuple[Entry, ...]:
    """Return what the store holds, in order.

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
        raise _unusable(path, Words(error.strerror or type(error).__name__)) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _unusable(path, BROKEN) from None


def give(one: Entry) -> None:
    """Keep a consent.

    Raises
    ------
    ConsentError
        If the store cannot be read: it is left as it is.
    OSError
        If it cannot be written.
    """
    with _locked():
        _write({*stored(), one})


def withdraw(one: Entry) -> bool:
    """Forget a consent, and return whether there was one.

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
    """Let one process at a time change the store; where there are no locks, go on without."""
    from filelock import FileLock, Timeout

    path = store()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(path.with_suffix(".lock"), timeout=PATIENCE, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise
    except (OSError, NotImplementedError):  # some network drives have none
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _unusable(path: Path, reason: Message | Words) -> ConsentError:
    return ConsentError(UNREADABLE.filled(path=Words(str(path)), reason=reason), DELETE_IT)


# --- the environment -----------------------------------------------------------------------------


@contextmanager
def admitting(given: Sequence[str] = ()) -> Iterator[None]:
    """Admit further entries in this process and in those that it starts, for a while.

    A relative folder, there or in :data:`VARIABLE`, begins where the command runs. It is resolved
    here, once: a child may run elsewhere, even in a client's folder, where the same name would be
    another folder.

    Raises
    ------
    ValueError
        With the first text that is no entry; in the variable, such a text does not count.
    """
    before = os.environ.get(VARIABLE)
    texts = [str(_taken_up(text) or text) for text in (before or "").split()]
    texts += [str(Entry.of(text, Path.cwd())) for text in given]
    if texts:
        os.environ[VARIABLE] = "\n".join(dict.fromkeys(texts))
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before


def unknown() -> tuple[str, ...]:
    """Return what stands in the variable and is no entry."""
    return tuple(text for text in os.environ.get(VARIABLE, "").split() if not _taken_up(text))


def _taken_up(text: str) -> Entry | None:
    with contextlib.suppress(ValueError):
        return Entry.of(text, Path.cwd())
    return None


def _of_environment() -> Iterator[Entry]:
    """Yield the entries of the environment, with whole paths alone: see :func:`admitting`."""
    for text in os.environ.get(VARIABLE, "").split():
        with contextlib.suppress(ValueError):
            yield Entry.of(text)


# --- paths as text -------------------------------------------------------------------------------


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _quoted(path: Path) -> str:
    """Return a path without blanks or signs that end it; also one that is not UTF-8."""
    return quote_from_bytes(os.fsencode(path.as_posix()), safe="/:")


def _unquoted(text: str) -> Path:
    return Path(os.fsdecode(unquote_to_bytes(text)))
