"""Evidence: the client's real data behind the map.

A file goes through three rooms: ``containers`` open it and give its cells, ``formats`` say which
tool wrote it and where its tables are, ``assemble`` makes typed columns of them and says what each
is good for. :func:`read` is all three.

>>> from kit.evidence import read
>>> read("evidence/survey.csv").table.n  # doctest: +SKIP
212
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.evidence.table import (
    ROLES,
    Column,
    Conventions,
    Note,
    Question,
    Reading,
    Scale,
    Table,
    Unreadable,
)
from kit.sources import Options, Role

if TYPE_CHECKING:
    from kit.evidence.reading import read

__all__ = [
    "ROLES",
    "Column",
    "Conventions",
    "Note",
    "Options",
    "Question",
    "Reading",
    "Role",
    "Scale",
    "Table",
    "Unreadable",
    "read",
]


def __getattr__(name: str) -> Any:
    """Load the readers when they are first asked for; they bring pyarrow."""
    if name == "read":
        from kit.evidence.reading import read

        return read
    raise AttributeError(name)
