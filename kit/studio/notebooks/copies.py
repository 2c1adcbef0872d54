"""Copy the kit's notebooks into a client's folder, with the client's parameters.

Copies are in the folder ``notebooks``, which git ignores, so that nothing of a client gets into the
notebooks that all clients share. A copy that a person has changed in ``parcours lab``, or has
trusted, stays. Any other notebook in the place of a copy is set aside: it may come from anyone, and
a copy runs by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.client_files import ClientFolder
from kit.i18n import N_, Language, Message, texts
from kit.report.running import quick_jsonschema
from kit.resources import resource
from kit.studio.folders import NOTEBOOKS
from kit.studio.parts import PARTS, Part
from kit.studio.permission import Permissions, StoreError, digest, drop_outputs
from kit.studio.permission.digest import MARK
from kit.studio.permission.releases import is_release
from kit.studio.permission.set_aside import (
    SetAside,
    parse_notebook,
    read_content,
    set_aside,
    without_outputs,
)

if TYPE_CHECKING:  # nbformat is loaded late, for the start of the command
    from nbformat import NotebookNode

IGNORED = f"{NOTEBOOKS}/.gitignore"

RUN_ALL = N_(
    "Everything below runs automatically when you open this notebook. If it does not, press "
    "**F9** (or *Run ▸ Run All Cells*). The code is hidden: you do not need it."
)


@dataclass(frozen=True)
class Copies:
    """The copies in a client's folder.

    Attributes
    ----------
    kept
        The notebooks that a person has changed or trusted.
    aside
        The notebooks that had no permission to run and were set aside.
    faults
        Errors of the store of permissions.
    """

    folder: Path
    kept: tuple[Path, ...] = ()
    aside: tuple[SetAside, ...] = ()
    faults: tuple[Message, ...] = ()

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages on notebooks that were set aside and on the store."""
        return (*(one.message for one in self.aside), *self.faults)


def write_copies(
    client: Path,
    lang: Language,
    mode: str = "workshop",
    guides: Path | str = "",
    parts: Mapping[str, Part] = PARTS,
) -> Copies:
    """Write the notebooks into a client's folder, or into the folder of all workshops.

    Parameters
    ----------
    client
        The folder of the client's workshop.
    parts
        The parts whose notebooks to write.
    """
    files = ClientFolder(client)
    files.make_folder(NOTEBOOKS)
    if not files.exists(IGNORED):
        files.write_bytes(IGNORED, b"*\n")
    parameters = {
        "workshop": str(client.resolve()),
        "lang": lang,
        "mode": mode,
        "guides": str(Path(guides).resolve()) if guides else "",
    }
    copies = Copies(client / NOTEBOOKS)
    for part in parts.values():
        copies = _write_copy(copies, files, f"{part.file}.ipynb", _copy(part, parameters, lang))
    return copies


def _write_copy(copies: Copies, client: ClientFolder, name: str, copy: NotebookNode) -> Copies:
    """Write one copy, unless a person's own notebook is in its place."""
    permissions, path = Permissions(), f"{NOTEBOOKS}/{name}"
    owner, found = _Owner.UNKNOWN, None
    try:
        owner, found = _owner_of(permissions, client, name)
    except StoreError as error:
        copies = _with_fault(copies, error)
    if found and owner is _Owner.PERSON:
        if drop_outputs(found):
            client.write_bytes(path, without_outputs(found))
        return replace(copies, kept=(*copies.kept, copies.folder / name))
    if owner is _Owner.UNKNOWN:
        copies = replace(copies, aside=(*copies.aside, set_aside(client, path)))
    try:
        permissions.grant(client.real, name, digest(copy), "kit")
    except StoreError as error:
        copies = _with_fault(copies, error)
    client.write_bytes(path, _serialized(copy))
    return copies


class _Owner(Enum):
    """Owner of the file in the place of a copy."""

    ABSENT = auto()
    KIT = auto()
    PERSON = auto()
    UNKNOWN = auto()


def _owner_of(
    permissions: Permissions, client: ClientFolder, name: str
) -> tuple[_Owner, dict[str, Any] | None]:
    """Return the owner of the file in the place of a copy, and the notebook in it."""
    path = f"{NOTEBOOKS}/{name}"
    if not client.exists(path):
        return _Owner.ABSENT, None
    try:
        found = parse_notebook(read_content(client, path))
        if is_release(name, found):
            return _Owner.KIT, found
        match permissions.origin(client.real, name, digest(found)):
            case "kit":
                return _Owner.KIT, found
            case "person":
                return _Owner.PERSON, found
    except (OSError, ValueError):  # it is no notebook
        pass
    return _Owner.UNKNOWN, None


def _with_fault(copies: Copies, error: StoreError) -> Copies:
    known = error.message in copies.faults
    return copies if known else replace(copies, faults=(*copies.faults, error.message))


def _copy(part: Part, parameters: Mapping[str, str], lang: Language) -> NotebookNode:
    """Return a copy of a part's notebook; all its parameters are texts."""
    with quick_jsonschema():
        import nbformat
        from papermill.translators import PythonTranslator
    copy: NotebookNode = nbformat.read(resource("notebooks") / f"{part.file}.ipynb", 4)
    for cell in copy.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            comments = [line for line in cell.source.splitlines() if line.startswith("#")]
            given = [f"{n} = {PythonTranslator.translate(v)}" for n, v in parameters.items()]
            cell.source = "\n".join([*comments, *given])
    copy.cells.insert(0, nbformat.v4.new_markdown_cell(texts(lang)(RUN_ALL), id="run-all"))
    copy.metadata[MARK] = {}
    return copy


def _serialized(notebook: NotebookNode) -> bytes:
    with quick_jsonschema():
        import nbformat
    text: str = nbformat.writes(notebook)
    return (text + "\n").encode()
