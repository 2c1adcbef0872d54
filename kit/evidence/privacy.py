"""Which figures are withheld: over too few answers, or giving away one that is (F17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kit.evidence.cuts import Cut
from kit.evidence.statistics import LEAST, withheld


def hidden_cells(sizes: Mapping[Cut, int], least: int = LEAST) -> frozenset[Cut]:
    """Return the cuts whose figures are withheld.

    Every total is shown beside its parts: the rows over all personas beside each persona's, those
    over all periods beside each period's. Within each such line, hidden parts are joined by the
    next smallest until they cannot be found by subtraction; as this may open another line, it is
    repeated until nothing changes.
    """
    hidden = {cut for cut, n in sizes.items() if 0 < n < least}
    lines = _lines(sizes)
    while True:
        before = len(hidden)
        for total, parts in lines:
            rest = sizes[total] - sum(sizes[part] for part in parts)
            named = {str(number): sizes[part] for number, part in enumerate(parts)}
            if rest > 0:
                named["rest"] = rest
            forced = frozenset(str(i) for i, part in enumerate(parts) if part in hidden)
            found = withheld(named, least, forced)
            hidden |= {part for i, part in enumerate(parts) if str(i) in found}
        if len(hidden) == before:
            return frozenset(hidden)


def _lines(sizes: Mapping[Cut, int]) -> list[tuple[Cut, list[Cut]]]:
    """Return each total with its parts."""
    lines: dict[tuple[Cut, str], list[Cut]] = {}
    for cut in sizes:
        for dimension in ("persona", "segment", "period"):
            if getattr(cut, dimension) is not None:
                total = replace(cut, **{dimension: None})
                if total in sizes:
                    lines.setdefault((total, dimension), []).append(cut)
    return [(total, parts) for (total, _), parts in lines.items()]
