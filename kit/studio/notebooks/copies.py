"""A client's own notebooks: copies of the kit's, with the client's parameters in them.

They stand in the client's folder ``notebooks``, which git ignores, so that nothing of a client
lands in the notebooks that everyone shares. A copy that a person has changed in ``parcours lab``,
or has trusted, stays. Any other notebook in the place of a copy is set aside: it may come from
anyone, and a copy runs by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import Any

from kit.client_files import ClientFolder
from kit.i18n import N_, Language, Message, texts
from kit.report.running import quick_jsonschema
from kit.resources import resource
from kit.studio.parts import PARTS, Part
from kit.studio.paths import NOTEBOOKS
from kit.studio.permission import Permissions, StoreError, digest, drop_shown
from kit.studio.permission.digest import MARK
from kit.studio.permission.releases import is_release
from kit.studio.permission.set_aside import SetAside, bare, content, notebook_of, set_aside

IGNORED = f"{NOTEBOOKS}/.gitignore"

RUN_ALL = N_(
    "Everything below runs automatically when you open this notebook. If it does not, press "
    "**F9** (or *Run ▸ Run All Cells*). The code is hidden: you do not need it."
)


@dataclass(frozen=True)
class Copies:
    """Where a client's notebooks are, and what was found in their place.

    Attributes
    ----------
    kept
        The notebooks that a person has changed or trusted.
    aside
        The notebooks that had no permission to run.
    faults
        What is wrong with the store of permissions.
    """

    folder: Path
    kept: tuple[Path, ...] = ()
    aside: tuple[SetAside, ...] = ()
    faults: tuple[Message, ...] = ()

    @property
    def messages(self) -> tuple[Message, ...]:
        """What to say of notebooks that were set aside, and of the store."""
        return (*(one.message for one in self.aside), *self.faults)


def copies(
    client: Path,
    lang: Language,
    mode: str = "workshop",
    guides: Path | str = "",
    parts: Mapping[str, Part] = PARTS,
) -> Copies:
    """Put the notebooks into a client's folder, or into the folder of all workshops.

    Parameters
    ----------
    client
        The folder of the client's workshop.
    parts
        The notebooks that are wanted.
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
    done = Copies(client / NOTEBOOKS)
    for part in parts.values():
        done = _put(done, files, f"{part.file}.ipynb", _copy(part, parameters, lang))
    return done


def _put(done: Copies, client: ClientFolder, name: str, made: Any) -> Copies:
    """Put one copy in its place, unless a person's own stands there."""
    permissions, path = Permissions(), f"{NOTEBOOKS}/{name}"
    standing, found = _Standing.UNKNOWN, None
    try:
        standing, found = _standing(permissions, client, name)
    except StoreError as error:
        done = _with_fault(done, error)
    if found and standing is _Standing.PERSON:
        if drop_shown(found):
            client.write_bytes(path, bare(found))
        return replace(done, kept=(*done.kept, done.folder / name))
    if standing is _Standing.UNKNOWN:
        done = replace(done, aside=(*done.aside, set_aside(client, path)))
    try:
        permissions.grant(client.real, name, digest(made), "kit")
    except StoreError as error:
        done = _with_fault(done, error)
    client.write_bytes(path, _written(made))
    return done


class _Standing(Enum):
    """Whose the file is that stands in the place of a copy."""

    ABSENT = auto()
    KIT = auto()
    PERSON = auto()
    UNKNOWN = auto()


def _standing(
    permissions: Permissions, client: ClientFolder, name: str
) -> tuple[_Standing, dict[str, Any] | None]:
    """Return whose a file is, and the notebook in it."""
    path = f"{NOTEBOOKS}/{name}"
    if not client.exists(path):
        return _Standing.ABSENT, None
    try:
        found = notebook_of(content(client, path))
        if is_release(name, found):
            return _Standing.KIT, found
        match permissions.origin(client.real, name, digest(found)):
            case "kit":
                return _Standing.KIT, found
            case "person":
                return _Standing.PERSON, found
    except (OSError, ValueError):  # it is no notebook
        pass
    return _Standing.UNKNOWN, None


def _with_fault(done: Copies, error: StoreError) -> Copies:
    known = error.message in done.faults
    return done if known else replace(done, faults=(*done.faults, error.message))


def _copy(part: Part, parameters: Mapping[str, str], lang: Language) -> Any:
    """Return a copy of a part's notebook; its parameters are texts and nothing else."""
    with quick_jsonschema():
        import nbformat
        from papermill.translators import PythonTranslator
    api: Any = nbformat
    made = api.read(resource("notebooks") / f"{part.file}.ipynb", 4)
    for cell in made.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            comments = [line for line in cell.source.splitlines() if line.startswith("#")]
            given = [f"{n} = {PythonTranslator.translate(v)}" for n, v in parameters.items()]
            cell.source = "\n".join([*comments, *given])
    made.cells.insert(0, api.v4.new_markdown_cell(texts(lang)(RUN_ALL), id="run-all"))
    made.metadata[MARK] = {}
    return made


def _written(notebook: Any) -> bytes:
    with quick_jsonschema():
        import nbformat
    api: Any = nbformat
    text: str = api.writes(notebook)
    return (text + "\n").encode()
