"""Check a custom notebook, named on the command line, before it is executed."""

from __future__ import annotations

import json
from pathlib import Path

from kit.client_files import named
from kit.errors import reason
from kit.i18n import N_, Message
from kit.plain_data import Data

NOT_READ = N_("The file {path} cannot be read: {reason}.")
NOT_JSON = N_(
    "{path}:{line}:{column}: this file is not a notebook, because it is not JSON. Choose one "
    "that JupyterLab opens (.ipynb)."
)
NO_NOTEBOOK = N_("{path} is not a notebook. Choose one that JupyterLab opens (.ipynb).")


def fault(path: Path) -> Message | None:
    """Return the reason why a file cannot be executed as a notebook, or None."""
    try:
        folder, name = named(path)
        read = json.loads(folder.read_text(name))
    except OSError as error:
        return NOT_READ.filled(path=str(path), reason=reason(error))
    except json.JSONDecodeError as error:
        return NOT_JSON.filled(path=str(path), line=str(error.lineno), column=str(error.colno))
    except (UnicodeDecodeError, RecursionError):
        return NO_NOTEBOOK.filled(path=str(path))
    return None if _is_notebook(read) else NO_NOTEBOOK.filled(path=str(path))


def _is_notebook(read: Data) -> bool:
    if not isinstance(read, dict) or not isinstance(read.get("nbformat"), int):
        return False
    if read["nbformat"] < 4:  # older ones, whose cells stood in worksheets, nbformat converts
        return isinstance(read.get("worksheets"), list)
    cells = read.get("cells")
    return isinstance(cells, list) and all(_is_cell(cell) for cell in cells)


def _is_cell(cell: Data) -> bool:
    return (
        isinstance(cell, dict)
        and cell.get("cell_type") in ("code", "markdown", "raw")
        and isinstance(cell.get("source"), str | list)
    )
