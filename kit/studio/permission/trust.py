"""Trust a notebook in a client's folder, so that it may run by itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.client_files import ClientFolder
from kit.errors import reason
from kit.i18n import N_, Message
from kit.studio.folders import NOTEBOOKS
from kit.studio.permission import Permissions, digest
from kit.studio.permission.digest import MARK
from kit.studio.permission.set_aside import (
    original_name,
    parse_notebook,
    read_content,
    set_aside,
    without_outputs,
)

NO_NOTEBOOK = N_("{path} is not a readable notebook ({reason}).")
NOT_JSON = N_("its content is not that of a notebook")
ELSEWHERE = N_(
    "{path} is not a notebook of this client. Choose one in {folder}, such as 1_persona.ipynb, "
    "or one that was moved aside there."
)


class UntrustableError(Exception):
    """A notebook that cannot be trusted.

    Attributes
    ----------
    message
        The reason and a remedy.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Candidate:
    """A notebook that may be trusted: read once, shown to a person, then trusted as shown.

    Attributes
    ----------
    client
        The client's folder, or the folder of all workshops.
    path
        The file, in the folder ``notebooks``; it may have been set aside.
    notebook
        The content of the file.
    """

    client: Path
    path: Path
    notebook: dict[str, Any]

    @classmethod
    def read(cls, client: Path, named: str) -> Candidate:
        """Read a notebook of a client's, given by its path or by its name alone.

        Raises
        ------
        UntrustableError
            If it is not this client's, or cannot be read.
        """
        folder, given = client / NOTEBOOKS, Path(named)
        path = folder / given.name
        elsewhere = given.name != named and given.parent.resolve() != folder.resolve()
        if elsewhere or not original_name(path.name).endswith(".ipynb"):
            raise UntrustableError(ELSEWHERE.filled(path=named, folder=str(folder)))
        try:
            notebook = parse_notebook(
                read_content(ClientFolder(client), f"{NOTEBOOKS}/{path.name}")
            )
            digest(notebook)
        except OSError as error:
            message = NO_NOTEBOOK.filled(path=str(path), reason=reason(error))
            raise UntrustableError(message) from error
        except ValueError as error:
            raise UntrustableError(NO_NOTEBOOK.filled(path=str(path), reason=NOT_JSON)) from error
        return cls(client, path, notebook)

    @property
    def target(self) -> Path:
        """The path at which the notebook runs: its path before it was set aside."""
        return self.path.with_name(original_name(self.path.name))

    def cells(self) -> tuple[tuple[str, str], ...]:
        """Return the type and the source of each cell."""
        return tuple(
            (str(cell["cell_type"]), _text(cell["source"])) for cell in self.notebook["cells"]
        )

    def trust(self) -> None:
        """Write the notebook to its place, with permission to run by itself in the kit's kernel.

        Another file in that place is set aside first.

        Raises
        ------
        StoreError
            If the permission cannot be written; nothing has changed then.
        """
        metadata = self.notebook["metadata"]
        mark = metadata.get(MARK)
        metadata[MARK] = mark if isinstance(mark, dict) else {}
        metadata["kernelspec"] = {
            "display_name": "Parcours",
            "language": "python",
            "name": "parcours",
        }
        Permissions().grant(self.client, self.target.name, digest(self.notebook), "person")
        files = ClientFolder(self.client)
        place, target = (f"{NOTEBOOKS}/{one.name}" for one in (self.path, self.target))
        if place != target and files.exists(target):
            set_aside(files, target)
        files.write_bytes(target, without_outputs(self.notebook))
        if place != target:
            files.remove(place)


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
