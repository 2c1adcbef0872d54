"""Rename notebooks that have no permission to run, so that nothing opens them."""

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
from kit.studio.permission import drop_outputs

SUFFIX = ".set-aside"
LARGEST = 50_000_000
"""Most bytes of a notebook that is read."""

ASIDE = N_(
    "{path} was neither written here by the kit nor trusted by you. It was moved aside as "
    "{aside}, and the built-in notebook is in its place. If you know what it does, trust it: "
    "{command}"
)


@dataclass(frozen=True)
class SetAside:
    """A notebook that was set aside: its former path and its new one."""

    path: Path
    aside: Path

    @property
    def message(self) -> Message:
        """The message that reports it, with the command to trust it."""
        command = trust_command(self.path.parent.parent, self.aside.name)
        return ASIDE.filled(path=str(self.path), aside=self.aside.name, command=command)


def trust_command(client: Path, name: str) -> str:
    """Return the command that trusts a notebook, or one that was set aside."""
    named = [str(client)] if (client / "workshop.yaml").exists() else []
    return shlex.join(["parcours", "lab", *named, "--trust", name])


def set_aside(client: ClientFolder, name: str) -> SetAside:
    """Rename an entry of any kind, file or link, so that nothing opens it as a notebook.

    The new name is random, so that it replaces no other entry, even of another process.
    """
    aside = f"{name}{SUFFIX}-{secrets.token_hex(4)}"
    client.rename(name, aside)
    return SetAside(client.path / name, client.path / aside)


def original_name(name: str) -> str:
    """Return the name that a notebook had before it was set aside, or its name if it was not.

    >>> original_name("1_persona.ipynb.set-aside-0f1e2d3c")
    '1_persona.ipynb'
    """
    return re.sub(rf"{re.escape(SUFFIX)}-[0-9a-f]+$", "", name)


def read_content(client: ClientFolder, name: str) -> bytes:
    """Return the content of a notebook's file.

    Raises
    ------
    OSError
        If there is no such file, it is no regular file, or it is too large.
    """
    return client.read_bytes(name, LARGEST)


def parse_notebook(content: bytes) -> dict[str, Any]:
    """Parse the content of a notebook's file.

    Raises
    ------
    ValueError
        If it is no JSON object.
    """
    try:
        notebook = json.loads(content)
    except RecursionError as error:
        raise ValueError("too many levels") from error
    if not isinstance(notebook, dict):
        raise ValueError("not a notebook")
    return notebook


def without_outputs(notebook: Mapping[str, Any]) -> bytes:
    """Return a notebook as the content of a file, without outputs and widgets."""
    copy: dict[str, Any] = json.loads(json.dumps(notebook))
    drop_outputs(copy)
    text = json.dumps(copy, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8", "surrogatepass")
