"""Freeze the figures of a version as JSON beside it, and read them back (F19)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

from kit.client_files import ClientFileError, ClientFolder
from kit.diagnostics import FilePosition
from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.i18n import N_
from kit.plain_data import Data
from kit.results.curves import FIRMNESS
from kit.versions.figures import Figures, FrozenFigure, figures_of
from kit.workshop import Version, Workshop, WorkshopError, close_version

SUFFIX = ".figures.json"
LARGEST = 4_000_000
UNREADABLE = N_(
    "The figures of this version cannot be read. Restore the file or remove it. What was "
    "computed then is no longer compared."
)


def close(workshop: Workshop, as_of: date, message: str = "") -> Path:
    """Close a version: keep the map and its figures of today (M6.9, F19).

    Returns
    -------
    Path
        The version's file in ``history``; its figures are in ``DATE.figures.json`` beside it.
    """
    found = measure(workshop.journey, workshop.folder)
    figures = figures_of(apply_to_map(workshop.journey, found), found, as_of)
    return close_version(workshop, as_of, message, beside={SUFFIX: to_text(figures).encode()})


def frozen_figures(version: Version) -> Figures | None:
    """Return the figures of a closed version; None if it has none.

    Raises
    ------
    WorkshopError
        If the file cannot be read.
    """
    path = version.path.with_suffix(SUFFIX)
    folder = ClientFolder(path.parent.parent)  # refuses a history that is a link
    name = folder.name_of(path)
    try:
        if not folder.is_file(name):
            return None
        return from_text(folder.read_bytes(name, LARGEST).decode())
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(path), error.message) from None
    except (ValueError, TypeError, KeyError, OSError):
        raise WorkshopError.at(FilePosition(path), UNREADABLE) from None


def to_text(figures: Figures) -> str:
    """Return figures as JSON, one by line, for line-by-line comparison.

    >>> print(to_text(Figures({("score", "lea", "till"): FrozenFigure(-1, "workshop", 5)})))
    {
      "formulas": 2,
      "figures": {
        "score lea till": {"value": -1, "origin": "workshop", "n": 5}
      }
    }
    <BLANKLINE>
    """
    lines = [
        f"    {json.dumps(' '.join(key))}: {json.dumps(_to_plain(figure))}"
        for key, figure in sorted(figures.figures.items())
    ]
    body = "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
    return f'{{\n  "formulas": {figures.formulas},\n  "figures": {body}\n}}\n'


def from_text(text: str) -> Figures:
    """Parse figures; ignore fields that later versions of the kit add.

    Raises
    ------
    ValueError, TypeError, KeyError
        If the text is not one of :func:`to_text`.
    """
    data = json.loads(text)
    figures = {tuple(key.split(" ")): _figure(plain) for key, plain in data["figures"].items()}
    return Figures(figures, int(data["formulas"]))


def _to_plain(figure: FrozenFigure) -> dict[str, Any]:
    plain = {name: value for name, value in asdict(figure).items() if value not in (None, "")}
    return {**plain, "on": plain["on"].isoformat()} if "on" in plain else plain


NUMBERS = ("value", "low", "high", "error")
WHOLE = ("n", "k")


def _figure(plain: Mapping[str, Any]) -> FrozenFigure:
    known = {field.name for field in fields(FrozenFigure)}
    values: dict[str, Any] = {name: value for name, value in plain.items() if name in known}
    for name, value in values.items():
        if name in NUMBERS:
            values[name] = _number(value)
        elif name in WHOLE:
            values[name] = int(value)
        elif name == "on":
            values[name] = date.fromisoformat(value)
        elif name == "origin":
            values[name] = FIRMNESS[FIRMNESS.index(value)]
        else:
            values[name] = str(value)
    return FrozenFigure(**values)


def _number(value: Data) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)
