"""A client's own notebooks: copies of the kit's, with the client's parameters in them.

They stand in the client's folder ``notebooks``, which git ignores, so that nothing of a client
lands in the notebooks that everyone shares. A copy that a person has changed is theirs: it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kit import atomic
from kit.i18n import N_, Language, texts
from kit.report.running import quick_jsonschema
from kit.resources import resource
from kit.studio.parts import PARTS, Part
from kit.studio.whereabouts import NOTEBOOKS

MADE = "parcours"
"""The metadata of a copy, with the digest of its cells as they were made."""

RUN_ALL = N_(
    "Everything below runs by itself when this notebook is opened. If it does not, press **F9** "
    "(or *Run ▸ Run All Cells*). The code is folded away: you need not touch it."
)


@dataclass(frozen=True)
class Copies:
    """Where a client's notebooks are, and which of them a person has changed."""

    folder: Path
    kept: tuple[Path, ...] = ()


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
    folder = client / NOTEBOOKS
    folder.mkdir(exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        atomic.write_bytes(ignored, b"*\n")
    given = str(Path(guides).resolve()) if guides else ""
    kept = []
    for part in parts.values():
        parameters = {"workshop": str(client.resolve()), "lang": lang, "mode": mode}
        path = folder / f"{part.file}.ipynb"
        made = _copy(part, {**parameters, "guides": given}, lang)
        if _changed(path):
            kept.append(path)
        else:
            atomic.write_bytes(path, made)
    return Copies(folder, tuple(kept))


def _copy(part: Part, parameters: Mapping[str, str], lang: Language) -> bytes:
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
    made.metadata[MADE] = {"digest": _digest(made.cells)}
    text: str = api.writes(made)
    return (text + "\n").encode()


def _changed(path: Path) -> bool:
    """Whether a person has changed a copy; its outputs do not count."""
    if not path.exists():
        return False
    with quick_jsonschema():
        import nbformat
    api: Any = nbformat
    try:
        notebook = api.read(path, 4)
    except Exception:  # whatever it is, it is no copy of ours
        return True
    return bool(notebook.metadata.get(MADE, {}).get("digest") != _digest(notebook.cells))


def _digest(cells: Any) -> str:
    parts = (f"{cell.cell_type}\x1f{cell.source}\x1e" for cell in cells)
    return sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
