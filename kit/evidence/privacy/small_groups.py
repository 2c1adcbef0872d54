"""Suppress small segments of one metric, and those that would reveal them (F17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kit.evidence.metrics.statistics import LEAST, suppressed_names
from kit.evidence.query.segments import Segment

NOTHING: frozenset[Segment] = frozenset()


def suppressed_segments(
    sizes: Mapping[Segment, float], least: int = LEAST, forced: frozenset[Segment] = NOTHING
) -> frozenset[Segment]:
    """Return the segments of one metric whose estimates are suppressed.

    Totals are shown with their parts: all personas with each persona, all periods with each period.
    For each total, the next smallest parts are suppressed until none can be computed by
    subtraction. As this affects other totals, it is repeated until nothing changes. The shown parts
    of a suppressed total never add up to it.

    Parameters
    ----------
    sizes
        Number of answers by segment.
    least
        Minimum number of answers of a segment that is shown.
    forced
        Segments that are suppressed because of another metric.

    Examples
    --------
    >>> sizes = {Segment(segment=name): n for name, n in (("North", 12), ("South", 8), ("East", 3))}
    >>> sorted(one.segment for one in suppressed_segments({Segment(): 23, **sizes}))
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
    """Return the smallest part if none is hidden yet, so that the parts do not give the total."""
    if any(part in hidden for part in parts):
        return set()
    return {min(parts, key=lambda part: (sizes[part], str(part)))}


def _lines(sizes: Mapping[Segment, float]) -> list[tuple[Segment, list[Segment]]]:
    """Return each total with its parts, by dimension."""
    lines: dict[tuple[Segment, str], list[Segment]] = {}
    for segment in sizes:
        for dimension in ("persona", "segment", "period"):
            if getattr(segment, dimension) is not None:
                total = replace(segment, **{dimension: None})
                if total in sizes:
                    lines.setdefault((total, dimension), []).append(segment)
    return [(total, parts) for (total, _), parts in lines.items()]
