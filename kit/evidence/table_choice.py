"""Choose a table of a file by its name, or by its number where names are equal or missing."""

from __future__ import annotations

from collections.abc import Sequence

from kit.evidence.table import Table, UnreadableError
from kit.fields import normalize
from kit.i18n import N_, UserText

NO_TABLE = N_("It has no table “{table}”.")
ONE_TABLE = N_("It has a single table: leave the name out.")
TABLES = N_("Its tables are: {names}.")
EQUAL = N_("{count} of its tables are called “{table}”.")
GIVE_NUMBER = N_("Give the number of the table: {names}.")


def pick(names: Sequence[str], wanted: str) -> int:
    """Return the index of the table that is wanted, by its name or else by its number.

    Raises
    ------
    UnreadableError
        If no table is called so, or several are.

    Examples
    --------
    >>> pick(["Phones", "Tablets"], "tablets"), pick(["All", "All"], "2")
    (1, 1)
    """
    found = [place for place, name in enumerate(names) if name == wanted]
    found = found or [
        place for place, name in enumerate(names) if normalize(name) == normalize(wanted)
    ]
    if len(found) == 1:
        return found[0]
    if not found and wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(names):
        return int(wanted) - 1
    listed = ", ".join(f"{number} ({name})" if name else f"{number}"
                       for number, name in enumerate(names, 1))  # fmt: skip
    if found:
        raise UnreadableError(
            EQUAL.filled(count=len(found), table=UserText(wanted)),
            GIVE_NUMBER.filled(names=UserText(listed)),
        )
    fix = TABLES.filled(names=UserText(listed)) if len(names) > 1 else ONE_TABLE
    raise UnreadableError(NO_TABLE.filled(table=UserText(wanted)), fix)


def choices_of(tables: Sequence[Table]) -> tuple[str, ...]:
    """Return a way to name each table with rows: its name, or its number if that is not unique."""
    names = [table.name for table in tables]
    return tuple(
        table.name if table.name and names.count(table.name) == 1 else str(number)
        for number, table in enumerate(tables, 1)
        if table.n
    )
