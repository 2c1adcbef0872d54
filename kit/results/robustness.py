"""Order improvements by their scores, and test the order by changes of one point (F8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.i18n import N_
from kit.steps.improvements import Improvement

FIRST = 3
"""Number of improvements that count as first (F8)."""

Key = tuple[int, ...]


def order_key(improvement: Improvement) -> Key:
    """Return the sort key of the base order (F8): impact − effort, then impact, then dots.

    Improvements with the same key are ties. Those without both scores come last.
    """
    return _key(improvement.impact, improvement.effort, improvement.votes or 0)


def _key(impact: int | None, effort: int | None, dots: int) -> Key:
    if impact is None or effort is None:
        return 1, 0, 0, -dots
    return 0, effort - impact, -impact, -dots


@dataclass(frozen=True)
class ScoreChange:
    """Change of ±1 in one improvement's impact or effort (F8)."""

    id: str
    field: Literal["impact", "effort"]
    before: int
    after: int


CHANGES = {
    "impact": N_("impact of {improvement} at {after} rather than {before}"),
    "effort": N_("effort of {improvement} at {after} rather than {before}"),
}


@dataclass(frozen=True)
class Robustness:
    """Improvement among the first three, with the changes that would put it out (F8)."""

    id: str
    put_out_by: tuple[ScoreChange, ...] = ()

    @property
    def robust(self) -> bool:
        """Return whether it stays among the first three under every such change."""
        return not self.put_out_by


def robustness(improvements: Sequence[Improvement]) -> tuple[Robustness, ...]:
    """Try every single change of ±1 in one impact or effort, within 1 to 5 (F8, M6.5).

    Parameters
    ----------
    improvements
        Improvements that are proposed, planned or under way; manual ranks are ignored.

    Returns
    -------
    tuple
        Those among the first three, or more with ties at the third place, in their order, each with
        its own changes first. Empty with three scored improvements or fewer.
    """
    scored = sorted((i for i in improvements if i.impact and i.effort), key=order_key)
    if len(scored) <= FIRST:
        return ()
    keys = {i.id: order_key(i) for i in scored}
    found: dict[str, list[ScoreChange]] = {id: [] for id in _first(keys)}
    for changed in scored:
        for change in _changes(changed):
            scores = {
                "impact": changed.impact,
                "effort": changed.effort,
                change.field: change.after,
            }
            rescored = _key(scores["impact"], scores["effort"], changed.votes or 0)
            still_first = _first({**keys, changed.id: rescored})
            for id, put_out_by in found.items():
                if id not in still_first:
                    put_out_by.append(change)
    return tuple(
        Robustness(id, tuple(sorted(changes, key=lambda change: change.id != id)))
        for id, changes in found.items()
    )


def _changes(improvement: Improvement) -> Iterator[ScoreChange]:
    fields: tuple[Literal["impact", "effort"], ...] = ("impact", "effort")
    for field in fields:
        before = getattr(improvement, field)
        for after in (before - 1, before + 1):
            if 1 <= after <= 5:
                yield ScoreChange(improvement.id, field, before, after)


def _first(keys: Mapping[str, Key]) -> list[str]:
    """Return the ids with fewer than three others before them, in their order."""
    in_order = sorted(keys.values())
    last = in_order[min(FIRST, len(in_order)) - 1]
    return [id for id, key in sorted(keys.items(), key=lambda pair: pair[1]) if key <= last]


def by_rice(improvements: Sequence[Improvement]) -> tuple[Improvement, ...]:
    """Return the improvements by RICE, greatest first; empty unless all have a value (F7, F8)."""
    rated = [(i.rice, i) for i in improvements]
    if any(rice is None for rice, _ in rated):
        return ()
    return tuple(i for _, i in sorted(rated, key=lambda pair: -(pair[0] or 0)))
