"""Read the client's files and databases, and measure on them what the map states.

A file is read in three stages: ``containers`` open it as sheets of texts, ``formats`` recognise the
tool and find the tables, ``columns`` turn these into typed columns with roles. :func:`read` does
all three. ``query`` and ``metrics`` compute on the result, ``privacy`` protects respondents.

>>> from kit.evidence import read
>>> read("evidence/survey.csv").table.n  # doctest: +SKIP
212
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.evidence.table import (
    Column,
    Conventions,
    Note,
    Question,
    Reading,
    Scale,
    Table,
    UnreadableError,
)
from kit.reading_options import ROLES
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
    "UnreadableError",
    "read",
]


def __getattr__(name: str) -> Any:
    """Import :func:`read` on first use, as it imports pyarrow."""
    if name == "read":
        from kit.evidence.reading import read

        return read
    raise AttributeError(name)
