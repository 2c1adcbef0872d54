"""Compute the digest of a notebook over everything that acts when it is opened or run."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

MARK = "parcours"
"""The metadata field of the kit's copies, whose cells are to run by themselves.

Anyone can write it, so it permits nothing.
"""

TICKET = "opened"
"""The field of :data:`MARK` that exists only in a page, never in a file."""

SHOWN_BY_CELL = ("outputs", "execution_count")
SHOWN_IN_CELL = ("trusted", "execution")
SHOWN_IN_NOTEBOOK = ("widgets",)


def digest(notebook: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a notebook's cells and metadata, as hexadecimal digits.

    The notebook is serialized in the canonical form of RFC 8785, as in a page. Left out is only
    what Jupyter itself changes when a notebook is opened, run or saved:

    - ``outputs``, ``execution_count``, a cell's metadata ``execution`` (times) and ``trusted``
      (the server sets it from its own signatures), and the notebook's metadata ``widgets``. These
      can carry code that acts, so :func:`drop_outputs` removes them before a notebook is opened;
    - a cell's ``id``, which nbformat generates for notebooks that have none: a name, never code;
    - the notebook's metadata ``language_info`` and ``kernelspec``, which JupyterLab overwrites
      from the running kernel when a notebook is opened. A page checks by itself that the kernel is
      the kit's, and runs nothing in another;
    - the ticket that ``parcours lab`` gives to a page (:data:`TICKET`): a random text.

    Raises
    ------
    ValueError
        If it is no notebook of format 4, or has no canonical form (NaN, an integer that is not
        exact as a float, half of a surrogate pair, too many levels).
    """
    import rfc8785

    try:
        if notebook["nbformat"] != 4:
            raise ValueError("not format 4")
        acting: dict[str, Any] = {
            "cells": [_cell(cell) for cell in notebook["cells"]],
            "metadata": _metadata(notebook["metadata"]),
        }
        return sha256(rfc8785.dumps(acting)).hexdigest()
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a notebook: {error!r}") from error


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    acting = {name: value for name, value in cell.items() if name not in ("id", *SHOWN_BY_CELL)}
    source, _ = acting["source"], acting["cell_type"]  # both must be there
    acting["source"] = source if isinstance(source, str) else "".join(source)
    acting["metadata"] = {n: v for n, v in cell["metadata"].items() if n not in SHOWN_IN_CELL}
    return acting


def _metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    left_out = ("kernelspec", "language_info", *SHOWN_IN_NOTEBOOK)
    acting = {name: value for name, value in metadata.items() if name not in left_out}
    if isinstance(acting.get(MARK), Mapping):
        acting[MARK] = {n: v for n, v in acting[MARK].items() if n != TICKET}
    return acting


def drop_outputs(notebook: dict[str, Any]) -> bool:
    """Remove stored outputs and the state of widgets from a notebook, in place.

    A stored widget can bring JavaScript that runs as soon as the notebook is opened.

    Returns
    -------
    bool
        Whether there was anything to remove.

    >>> cell = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": [1]}
    >>> drop_outputs({"metadata": {}, "cells": [cell]}), cell["outputs"]
    (True, [])
    """
    found = [_pop(notebook.get("metadata"), SHOWN_IN_NOTEBOOK)]
    cells = notebook.get("cells")
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict):
            found += [_pop(cell.get("metadata"), SHOWN_IN_CELL)]
            found += [any(cell.get(name) for name in SHOWN_BY_CELL)]
            _pop(cell, SHOWN_BY_CELL)
            if cell.get("cell_type") == "code":
                cell.update(outputs=[], execution_count=None)
    return any(found)


def _pop(fields: dict[str, Any] | None, names: tuple[str, ...]) -> bool:
    if not isinstance(fields, dict):
        return False
    popped = [fields.pop(name, None) for name in names]
    return any(one is not None for one in popped)
