"""Erase words from the files in which they were found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kit.atomic import OvertakenError
from kit.client_files import PRIVATE, ClientFolder, FolderLock
from kit.evidence.privacy.erasure import Rows
from kit.evidence.privacy.erasure.contents import contents
from kit.evidence.privacy.erasure.data import (
    StuckError,
    without_in_json,
    without_in_lines,
    without_in_notebook,
)
from kit.evidence.privacy.erasure.matching import SearchTerms
from kit.evidence.privacy.erasure.stated import cleaned
from kit.evidence.privacy.erasure.words import Remain, wanted_of
from kit.workshop import Workshop

PATIENCE = 5.0
"""Seconds to wait for another program that holds a lock."""

ATTEMPTS = 3
"""Number of attempts at a file that another program writes at the same time."""

HISTORIES = ("journal.jsonl", "conflicts.jsonl")


@dataclass
class Removal:
    """Outcome of an erasure, by file.

    Attributes
    ----------
    rewritten
        Files from which the words were erased.
    removed
        Files that were removed.
    emptied
        Journals that were emptied, as ids or names in them contain the words.
    left
        What a person has to look after.
    """

    rewritten: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    emptied: list[Path] = field(default_factory=list)
    left: list[Remain] = field(default_factory=list)


@contextmanager
def held(workshop: Workshop) -> Iterator[ClientFolder]:
    """Hold all locks of the client's folder, so that no edit session writes.

    Raises
    ------
    LockTimeoutError
        If another program holds one for longer than ``PATIENCE``.
    """
    client = ClientFolder(workshop.folder)
    with ExitStack() as stack:
        for entry in client.walk(PRIVATE):
            if entry.kind == "file" and entry.name.rpartition("/")[2] == "lock":
                stack.enter_context(FolderLock(client, entry.name, PATIENCE))
        yield client


def remove(
    workshop: Workshop, outputs: Path, remains: Sequence[Remain], found: Sequence[Rows]
) -> Removal:
    """Erase words where this is safe, and list what is left.

    Each file is read again before, and searched again after the change.
    The caller holds the client's locks (:func:`held`).
    """
    wanted, done = wanted_of(found), Removal()
    done.left += [remain for remain in remains if not remain.removable]
    client, generated = ClientFolder(workshop.folder), ClientFolder(outputs, allowed=())
    ways = dict.fromkeys((remain.path, remain.where) for remain in remains if remain.removable)
    for path, where in ways:
        inside = path.is_relative_to(workshop.folder)
        folder = client if inside and not path.is_relative_to(outputs) else generated
        name = folder.name_of(path)
        if where in ("generated", "opaque"):
            folder.remove(name, missing_ok=True)
            done.removed.append(path)
        else:
            _rewrite(folder, name, path, where, wanted, done)
    return done


def _rewrite(
    folder: ClientFolder, name: str, path: Path, where: str, wanted: SearchTerms, done: Removal
) -> None:
    for _ in range(ATTEMPTS):
        before = folder.read_bytes(name)
        after, left, emptied = _changed(path, before, where, wanted)
        try:
            if after != before:
                folder.write_bytes(name, after, over=before)
        except OvertakenError:
            continue
        if emptied:
            done.emptied.append(path)
        elif after != before:
            done.rewritten.append(path)
        done.left += [Remain(path, "kept", line) for line in left]
        return
    done.left.append(Remain(path, "kept"))


def _changed(
    path: Path, content: bytes, where: str, wanted: SearchTerms
) -> tuple[bytes, tuple[int, ...], bool]:
    """Return a file without the words, the lines with others left, and whether it was emptied."""
    if where == "file":
        clean = cleaned(path, content, wanted)
        return clean.content, clean.left, False
    after, emptied = content, False
    try:
        after = _plainer(path, content, where, wanted)
    except StuckError:
        if path.name in HISTORIES:
            after, emptied = b"", True
    except (ValueError, RecursionError):
        pass  # it is not what its name says, and is left
    left = (0,) if contents(after).holds(wanted) else ()
    return after, left, emptied


def _plainer(path: Path, content: bytes, where: str, wanted: SearchTerms) -> bytes:
    if where == "notebook":
        return without_in_notebook(content, wanted)
    if where == "text":
        text = contents(content).raw or ""
        for codec in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            try:
                if content.decode(codec) == text or content.decode(codec).lstrip("\ufeff") == text:
                    return wanted.without(content.decode(codec)).encode(codec)
            except UnicodeError:
                continue
        return content
    if path.suffix == ".jsonl":
        return without_in_lines(content, wanted)
    return without_in_json(content, wanted)
