"""Notebooks that have no permission to run are set aside, under a name that nothing opens."""

from __future__ import annotations

import json
import os
import re
import shlex
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from kit import atomic
from kit.i18n import N_, Message
from kit.studio.permission import drop_shown

SUFFIX = ".set-aside"
LARGEST = 50_000_000
"""Bytes; a larger file is no notebook that anyone has written by hand."""

ASIDE = N_(
    "{path} was neither written by the kit here nor trusted by you: it has been set aside as "
    "{aside}, and the kit's own notebook is in its place. If you know what it does, trust it: "
    "{command}"
)


@dataclass(frozen=True)
class SetAside:
    """A notebook that was set aside: where it was, and where it is."""

    path: Path
    aside: Path

    @property
    def message(self) -> Message:
        """What to say of it."""
        command = trusting(self.path.parent.parent, self.aside.name)
        return ASIDE.filled(path=str(self.path), aside=self.aside.name, command=command)


def trusting(client: Path, name: str) -> str:
    """Return what a person types to trust a notebook, or one that was set aside."""
    named = [str(client)] if (client / "workshop.yaml").exists() else []
    return shlex.join(["parcours", "lab", *named, "--trust", name])


def set_aside(path: Path) -> SetAside:
    """Rename a file so that nothing opens it as a notebook; no other file is ever replaced."""
    for number in count(1):
        name = f"{path.name}{SUFFIX}" + (f"-{number}" if number > 1 else "")
        aside = path.with_name(name)
        try:
            os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        if path.is_dir() and not path.is_symlink():
            aside.unlink()  # a folder cannot be renamed over a file
            path.rename(aside)
        else:
            atomic.replace(path, aside)
        return SetAside(path, aside)
    raise AssertionError


def original(name: str) -> str:
    """Return the name that a notebook had before it was set aside, or its name now."""
    return re.sub(rf"{re.escape(SUFFIX)}(-\d+)?$", "", name)


def content(path: Path) -> bytes:
    """Return what a notebook's file holds.

    Raises
    ------
    ValueError
        It is no regular file, there is none, or it is larger than any notebook.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise ValueError(str(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ValueError("not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        read = file.read(LARGEST + 1)
    if len(read) > LARGEST:
        raise ValueError("too large")
    return read


def notebook_of(read: bytes) -> dict[str, Any]:
    """Return the notebook that a file's content states.

    Raises
    ------
    ValueError
        It states none.
    """
    try:
        notebook = json.loads(read)
    except RecursionError as error:
        raise ValueError("too many levels") from error
    if not isinstance(notebook, dict):
        raise ValueError("not a notebook")
    return notebook


def bare(notebook: Mapping[str, Any]) -> bytes:
    """Return a notebook as a file holds it, without what it showed."""
    copied: dict[str, Any] = json.loads(json.dumps(notebook))
    drop_shown(copied)
    text = json.dumps(copied, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8", "surrogatepass")
