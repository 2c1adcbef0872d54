"""What this run of ``parcours lab`` lets run by itself, and what it gives permission to."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.i18n import N_, Language, texts
from kit.studio.paths import NOTEBOOKS
from kit.studio.permission import Permissions, StoreError, digest, drop_shown
from kit.studio.permission.digest import MARK, TICKET
from kit.studio.permission.set_aside import SetAside, trusting

REFUSED = N_(
    "Nothing in this notebook has run: it was neither written here by the kit nor trusted by "
    "you. Read its code. If you know what it does, type this in a terminal, then reload the "
    "page: {command}"
)
CHANGED = N_(
    "Nothing in this notebook has run: it changed while its permission was checked. "
    "Reload the page."
)
OTHER_KERNEL = N_(
    "Nothing in this notebook has run: its kernel is not the kit’s. Choose the kernel "
    "“Parcours” (Kernel ▸ Change Kernel…), save, and reload the page."
)


@dataclass(frozen=True)
class Place:
    """Where a notebook is, as its permission names it: a client's folder, and its name there."""

    client: Path
    name: str


def place(root: Path, path: str) -> Place | None:
    """Return where a notebook is, or None if it is in no client's folder of notebooks.

    Parameters
    ----------
    root
        The folder that JupyterLab shows.
    path
        The notebook, as JupyterLab names it: below the root, with slashes.
    """
    file = root / path.strip("/")
    folder = file.parent
    if folder.name != NOTEBOOKS or folder.is_symlink() or file.is_symlink():
        return None
    return Place(Path(os.path.realpath(folder.parent)), file.name)


@dataclass
class Guard:
    """The notebooks of one run: which had permission when they were opened.

    A page that opens a notebook which has permission gets a ticket with it: a random text in the
    notebook's metadata, for this run and this notebook. A page gives it back when it saves, and
    only then is permission given to what is saved. So a page that holds a notebook without
    permission gains none for it, though it saves it under the name of one that has. The ticket is
    never written to a file.
    """

    root: Path
    lang: Language = "en"
    aside: Sequence[SetAside] = ()
    _tickets: dict[str, Place] = field(default_factory=dict)

    def open(self, path: str, notebook: dict[str, Any]) -> None:
        """Prepare a notebook for a page that opens it: without what runs as soon as it is shown."""
        metadata = notebook.get("metadata")
        if not isinstance(metadata, dict):
            return
        metadata.pop("widgets", None)
        mark = metadata.get(MARK)
        if mark is None:
            return
        drop_shown(notebook)
        if not isinstance(mark, dict):
            return
        mark.pop(TICKET, None)
        where = place(self.root, path)
        if where and self._permitted(where, notebook):
            ticket = secrets.token_urlsafe()
            self._tickets[ticket] = where
            mark[TICKET] = ticket

    def save(self, path: str, notebook: dict[str, Any]) -> None:
        """Take a notebook that a page saves: permission stays with one that was opened with it.

        Raises
        ------
        StoreError
            The permission cannot be written.
        """
        mark = notebook["metadata"].get(MARK)
        if mark is None:
            return
        drop_shown(notebook)
        ticket = mark.pop(TICKET, None) if isinstance(mark, dict) else None
        where = place(self.root, path)
        if where and isinstance(ticket, str) and self._tickets.get(ticket) == where:
            Permissions().grant(where.client, where.name, digest(notebook), "person")

    def answer(self, path: str, asked: str) -> dict[str, Any]:
        """Return whether cells with a digest may run by themselves in a notebook, and what to say.

        Returns
        -------
        dict
            ``allowed``; ``says``, the texts to show; ``changed`` and ``kernel``, the texts for
            refusals that the page finds out by itself; ``lang``, the language of them all.
        """
        t = texts(self.lang)
        where, says, allowed = place(self.root, path), [], False
        if where:
            try:
                allowed = Permissions().origin(where.client, where.name, asked) is not None
            except StoreError as error:
                says.append(t(error.message))
            says += [] if allowed else [t(REFUSED, command=trusting(where.client, where.name))]
            says += [t(one.message) for one in self._aside(where)]
        return {
            "allowed": allowed,
            "says": says,
            "changed": t(CHANGED),
            "kernel": t(OTHER_KERNEL),
            "lang": self.lang,
        }

    def _aside(self, where: Place) -> list[SetAside]:
        return [
            one
            for one in self.aside
            if one.path.name == where.name
            and os.path.realpath(one.path.parent.parent) == str(where.client)
        ]

    def _permitted(self, where: Place, notebook: dict[str, Any]) -> bool:
        try:
            return Permissions().origin(where.client, where.name, digest(notebook)) is not None
        except (StoreError, ValueError):
            return False
