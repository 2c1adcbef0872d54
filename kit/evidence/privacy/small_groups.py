"""Suppress figures over too few answers, and those that would give away another (F17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kit.evidence.metrics.statistics import LEAST, suppressed_names
from kit.evidence.query.segments import Segment

NOTHING: frozenset[Segment] = frozenset()


def suppressed_segments(
    sizes: Mapping[Segment, float], least: int = LEAST, forced: frozenset[Segment] = NOTHING
) -> frozenset[Segment]:
    """Return the cuts of one table whose figures are withheld.

    Every total is shown beside its parts: the rows over all personas beside each persona's, those
    over all periods beside each period's. Within each such line, hidden parts are joined by the
    next smallest until they cannot be found by subtraction; as this may open another line, it is
    repeated until nothing changes. The parts of a hidden total never add up to it.

    Parameters
    ----------
    sizes
        How many answers each cut is over.
    forced
        Cuts that are withheld for a reason outside this table.

    Examples
    --------
    >>> sizes = {Segment(segment=name): n for name, n in (("North", 12), ("South", 8), ("East", 3))}
    >>> sorted(one.segment for one in hidden_cells({Segment(): 23, **sizes}))
    ['East', 'South']
    """
    hidden = {segment for segment, n in sizes.items() if 0 < n < least} | forced
    lines = _lines(sizes)
    while True:
        before = len(hidden)
        for total, parts in lines:
            rest = sizes[total] - sum(sizes[part] for part in parts)
            if total in hidden:
                if rest == 0:
                    hidden |= _one_of(parts, hidden, sizes)
                continue
            named = {str(number): sizes[part] for number, part in enumerate(parts)}
            if rest > 0:
                named["rest"] = rest
            own = frozenset(str(i) for i, part in enumerate(parts) if part in hidden)
            found = suppressed_names(named, least, own)
            hidden |= {part for i, part in enumerate(parts) if str(i) in found}
        if len(hidden) == before:
            return frozenset(hidden)


def _one_of(
    parts: list[Segment], hidden: set[Segment], sizes: Mapping[Segment, float]
) -> set[Segment]:
    """Return the smallest part where none is hidden, so that parts do not add up to the total."""
    if any(part in hidden for part in parts):
        return set()
    return {min(parts, key=lambda part: (sizes[part], str(part)))}


def _lines(sizes: Mapping[Segment, float]) -> list[tuple[Segment, list[Segment]]]:
    """Return each total with its parts."""
    lines: dict[tuple[Segment, str], list[Segment]] = {}
    for segment in sizes:
        for dimension in ("persona", "segment", "period"):
            if getattr(segment, dimension) is not None:
                total = replace(segment, **{dimension: None})
                if total in sizes:
                    lines.setdefault((total, dimension), []).append(segment)
    return [(total, parts) for (total, _), parts in lines.items()]
