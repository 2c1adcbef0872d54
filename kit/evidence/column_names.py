"""Resolve the name of a column as a workshop states it: for metrics, scales and roles alike.

A name is the column's own, in any case and without accents, the start of it before a remark
(``Delivery`` for ``Delivery (1 to 5)``), an item or a question as a whole. Another column
that only begins with the same words is never taken: it is proposed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.evidence.table import UnreadableError
from kit.fields import normalize
from kit.i18n import N_, Message, UserText
from kit.sources import Options

NO_COLUMN = N_("Unknown column “{column}”.")
COLUMN_MEANT = N_("Unknown column “{column}”. Did you mean “{meant}”?")
COLUMNS = N_("The columns are: {names}.")
MOST_NAMES = 12

REMARK = re.compile(r"\s*(?:[(\[:,;.?!/|–—]|-\s)")
BY_COLUMN = ("scales", "roles", "no_answer")
"""Options that are stated by column."""


def find_column(names: Sequence[str], labels: Sequence[str], wanted: str) -> int | None:
    """Return the index of the column that a name means; None if there is none, or several.

    Parameters
    ----------
    labels
        The item of each column, or else its question as respondents read it.

    Examples
    --------
    >>> find_column(["Delivery (1 to 5)", "Delivery man"], ["", ""], "delivery")
    0
    >>> find_column(["Satisfaction with delivery"], [""], "satisfaction") is None
    True
    """
    own = normalize(wanted)
    readings = (
        [place for place, name in enumerate(names) if name == wanted],
        [place for place, name in enumerate(names) if normalize(name) == own],
        [place for place, name in enumerate(names) if _begins(name, wanted)],
        [place for place, label in enumerate(labels) if label and normalize(label) == own],
    )
    found = next((places for places in readings if places), [])
    return found[0] if len(found) == 1 else None


def _begins(name: str, wanted: str) -> bool:
    """Return whether a name is the wanted one with a remark after it."""
    match = REMARK.search(name)
    while match:
        if normalize(name[: match.start()]) == normalize(wanted):
            return True
        match = REMARK.search(name, match.end())
    return False


def unknown_column(names: Sequence[str], wanted: str) -> tuple[Message, Message]:
    """Return the error for a name that no column has, with the closest one, and what to do."""
    meant = closest_name(names, wanted)
    says = COLUMN_MEANT.filled(meant=UserText(meant)) if meant else NO_COLUMN
    shown = ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")
    return says.filled(column=UserText(wanted)), COLUMNS.filled(names=UserText(shown))


def closest_name(names: Sequence[str], wanted: str) -> str:
    """Return the name most like a wanted one: with the same words, else with like letters.

    >>> closest_name(["Town", "Satisfaction livraison"], "satisfaction")
    'Satisfaction livraison'
    """
    words = set(normalize(wanted).split())
    sharing = [name for name in names if words and words <= set(normalize(name).split())]
    if sharing:
        return min(sharing, key=len)
    return next(iter(difflib.get_close_matches(wanted, names, 1, 0.5)), "")


def by_column(options: Options, names: Sequence[str], labels: Sequence[str]) -> Options:
    """Return options whose scales and roles stand under the columns' own names.

    Raises
    ------
    UnreadableError
        If they name a column that the file does not have.
    """
    changed: dict[str, Mapping[str, Any]] = {}
    for option in BY_COLUMN:
        stated: Mapping[str, Any] = getattr(options, option, {})
        resolved: dict[str, Any] = {}
        for wanted, value in stated.items():
            place = find_column(names, labels, wanted) if wanted else None
            if wanted and place is None:
                raise UnreadableError(*unknown_column(names, wanted))
            resolved[names[place] if place is not None else wanted] = value
        if resolved != dict(stated):
            changed[option] = resolved
    return options.model_copy(update=changed) if changed else options
