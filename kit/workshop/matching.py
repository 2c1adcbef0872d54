"""Match the entries of a list or a mapping before and after an edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher

from kit.plain_data import Data

NAMING = (("persona", "at"), ("at", "change"), ("name",), ("text",), ("what",), ("rule",))
"""By which fields an entry of a list is known again after a change."""


def renamed(
    there: Mapping[str, int], old: Mapping[str, Data], new: Mapping[str, Data]
) -> dict[str, str]:
    """Return, by its new name, the former name of what has got another with nothing else new."""
    gone = [name for name in there if name in old and name not in new]
    names: dict[str, str] = {}
    for name, value in new.items():
        if name in old or name in there or not isinstance(value, Mapping):
            continue
        former = next((g for g in gone if same(old[g], value)), None)
        if former:
            gone.remove(former)
            names[name] = former
    return names


def paired(old: Sequence[Data], new: Sequence[Data]) -> list[int | None]:
    """Return, for each new entry, the old one that it is or was, if any."""
    before, after = [repr(o) for o in old], [repr(n) for n in new]
    pairs: list[int | None] = [None] * len(new)
    free = set(range(len(old)))

    def pair(i: int, j: int) -> None:
        if pairs[j] is None and i in free:
            pairs[j] = i
            free.discard(i)

    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                pair(i, j)
    for known in (repr, *map(_named_by, NAMING)):
        for j, value in enumerate(new):
            name = known(value)
            if pairs[j] is None and name is not None:
                found = [i for i in sorted(free) if known(old[i]) == name]
                if found:
                    pair(found[0], j)
    for tag, i1, i2, j1, j2 in codes:
        if tag == "replace":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=False):
                pair(i, j)
    return pairs


def same(one: Data, other: Data) -> bool:
    """Return whether two values say the same, in the same order."""
    # The order of a mapping counts: it is that of the stages, or of the touchpoints.
    return repr(one) == repr(other)


def _named_by(names: tuple[str, ...]) -> Callable[[Data], tuple[str, ...] | None]:
    def name(value: Data) -> tuple[str, ...] | None:
        if isinstance(value, Mapping) and all(n in value for n in names):
            return tuple(str(value[n]) for n in names)
        return None

    return name
