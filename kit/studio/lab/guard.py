"""Decide which notebooks of a run of ``parcours lab`` run by themselves, and grant permissions."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.i18n import N_, Language, texts
from kit.studio.folders import NOTEBOOKS
from kit.studio.permission import Permissions, StoreError, digest, drop_outputs
from kit.studio.permission.digest import MARK, TICKET
from kit.studio.permission.set_aside import SetAside, trust_command

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
class Location:
    """A notebook as permissions name it: the client's folder, and the name in ``notebooks``."""

    client: Path
    name: str


def locate(root: Path, path: str) -> Location | None:
    """Return the location of a notebook, or None if it is in no client's folder of notebooks.

    Parameters
    ----------
    root
        The folder that JupyterLab shows.
    path
        The notebook's path as JupyterLab gives it: relative to the root, with slashes.
    """
    file = root / path.strip("/")
    folder = file.parent
    if folder.name != NOTEBOOKS or folder.is_symlink() or file.is_symlink():
        return None
    return Location(Path(os.path.realpath(folder.parent)), file.name)


@dataclass
class Guard:
    """Permissions of the notebooks that one run of JupyterLab opens and saves.

    A page that opens a notebook with permission gets a ticket: a random text in the notebook's
    metadata, for this run and this notebook. The page sends it back when it saves, and only then
    the saved content gets permission. A page that holds a notebook without permission has no
    ticket, so it cannot get permission by saving under another name. Tickets are never written to a
    file.
    """

    root: Path
    lang: Language = "en"
    aside: Sequence[SetAside] = ()
    _tickets: dict[str, Location] = field(default_factory=dict)

    def open(self, path: str, notebook: dict[str, Any]) -> None:
        """Prepare a notebook for a page, in place: drop outputs that run, and add its ticket."""
        metadata = notebook.get("metadata")
        if not isinstance(metadata, dict):
            return
        metadata.pop("widgets", None)
        mark = metadata.get(MARK)
        if mark is None:
            return
        drop_outputs(notebook)
        if not isinstance(mark, dict):
            return
        mark.pop(TICKET, None)
        where = locate(self.root, path)
        if where and self._permitted(where, notebook):
            ticket = secrets.token_urlsafe()
            self._tickets[ticket] = where
            mark[TICKET] = ticket

    def save(self, path: str, notebook: dict[str, Any]) -> None:
        """Prepare a notebook that a page saves, in place; grant permission if its ticket is valid.

        Raises
        ------
        StoreError
            If the permission cannot be written.
        """
        mark = notebook["metadata"].get(MARK)
        if mark is None:
            return
        drop_outputs(notebook)
        ticket = mark.pop(TICKET, None) if isinstance(mark, dict) else None
        where = locate(self.root, path)
        if where and isinstance(ticket, str) and self._tickets.get(ticket) == where:
            Permissions().grant(where.client, where.name, digest(notebook), "person")

    def answer(self, path: str, cells: str) -> dict[str, Any]:
        """Return whether a page may run the cells of a notebook, as JSON.

        Parameters
        ----------
        path
            The notebook, as JupyterLab gives it.
        cells
            The digest that the page has computed.

        Returns
        -------
        dict
            ``allowed``; ``says``, the texts to show; ``changed`` and ``kernel``, the texts for
            refusals that the page decides by itself; ``lang``, the language of all texts.
        """
        t = texts(self.lang)
        location, says, allowed = locate(self.root, path), [], False
        if location:
            client, name = location.client, location.name
            try:
                allowed = Permissions().origin(client, name, cells) is not None
            except StoreError as error:
                says.append(t(error.message))
            says += [] if allowed else [t(REFUSED, command=trust_command(client, name))]
            says += [t(one.message) for one in self._aside(location)]
        return {
            "allowed": allowed,
            "says": says,
            "changed": t(CHANGED),
            "kernel": t(OTHER_KERNEL),
            "lang": self.lang,
        }

    def _aside(self, where: Location) -> list[SetAside]:
        return [
            one
            for one in self.aside
            if one.path.name == where.name
            and os.path.realpath(one.path.parent.parent) == str(where.client)
        ]

    def _permitted(self, where: Location, notebook: dict[str, Any]) -> bool:
        try:
            return Permissions().origin(where.client, where.name, digest(notebook)) is not None
        except (StoreError, ValueError):
            return False
