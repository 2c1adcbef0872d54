"""Notebooks that have no permission to run are set aside, under a name that nothing opens."""

from __future__ import annotations

import json
import re
import secrets
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.client_files import ClientFolder
from kit.i18n import N_, Message
from kit.studio.permission import drop_shown

SUFFIX = ".set-aside"
LARGEST = 50_000_000
"""Bytes; a larger file is no notebook that anyone has written by hand."""

ASIDE = N_(
    "{path} was neither written here by the kit nor trusted by you. It was moved aside as "
    "{aside}, and the built-in notebook is in its place. If you know what it does, trust it: "
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


def set_aside(client: ClientFolder, name: str) -> SetAside:
    """Rename an entry so that nothing opens it as a notebook: a file, a link, whatever it is.

    Its new name is its own, so that it replaces no other, whoever else does the same.
    """
    aside = f"{name}{SUFFIX}-{secrets.token_hex(4)}"
    client.rename(name, aside)
    return SetAside(client.path / name, client.path / aside)


def original(name: str) -> str:
    """Return the name that a notebook had before it was set aside, or its name now."""
    return re.sub(rf"{re.escape(SUFFIX)}-[0-9a-f]+$", "", name)


def content(client: ClientFolder, name: str) -> bytes:
    """Return what a notebook's file holds.

    Raises
    ------
    OSError
        It is no regular file, there is none, or it is larger than any notebook.
    """
    return client.read_bytes(name, LARGEST)


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
