"""Suppress across the metrics of a source: differences of two samples reveal answers (F17).

Within one metric, :mod:`kit.evidence.privacy.small_groups` does it. Two metrics of one column whose
samples contain each other reveal the respondents in between: 23 answers with a mean of 2.913 and 20
of them with 3.05 leave three with a mean of 2.0. If two published samples differ by 1 to 4
respondents, the smaller is suppressed. Differences of more than two samples are not covered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, combinations_with_replacement, product

from kit.evidence.metrics.statistics import LEAST
from kit.evidence.privacy.small_groups import NOTHING, suppressed_segments
from kit.evidence.query.aggregates import Sample
from kit.evidence.query.segments import Segment
from kit.evidence.table import UnreadableError

STATISTICS = {
    "emotion": "mean",
    "sum": "mean",
    "csat": "share",
    "ces": "share",
    "verbatims": "share",
}
"""Families of metrics that reveal each other: a mean is a sum over n; shares add up."""

HALF = 0.5
"""Half a respondent, as sums of floats are not exact."""

Shared = Callable[[Sample, Sample], Mapping[tuple[Segment, Segment], float]]
"""Call that counts the respondents shared by the segments of two samples."""


@dataclass(frozen=True)
class Candidate:
    """Metric whose estimates are to be published or suppressed.

    Attributes
    ----------
    number
        Position among the source's metrics, from 1.
    sizes
        Number of respondents by segment.
    least
        Minimum number of respondents of a published estimate.
    """

    number: int
    sample: Sample
    sizes: Mapping[Segment, float]
    least: int = LEAST


@dataclass(frozen=True)
class Suppression:
    """Suppressed part of a metric.

    Attributes
    ----------
    segments
        Segments whose estimates are not published.
    by
        Numbers of the metrics that would reveal something together with it.
    """

    segments: frozenset[Segment] = NOTHING
    by: tuple[int, ...] = ()


def suppress(candidates: Sequence[Candidate], shared: Shared) -> list[Suppression]:
    """Return the suppression of each metric of a source, in their order."""
    groups: dict[tuple[Sample, int], _Group] = {}
    keys = [(candidate.sample, candidate.least) for candidate in candidates]
    for key, candidate in zip(keys, candidates, strict=True):
        group = groups.setdefault(key, _Group(candidate.sample, candidate.sizes, key[1]))
        group.numbers.append(candidate.number)
    by_statistic: dict[tuple[str, ...], list[_Group]] = {}
    for group in groups.values():
        by_statistic.setdefault(group.sample.statistic, []).append(group)
    for family in by_statistic.values():
        _settle(_relations(family, shared))
    return [
        Suppression(groups[key].hidden, tuple(sorted(groups[key].by - {candidate.number})))
        for key, candidate in zip(keys, candidates, strict=True)
    ]


class _Group:
    """Metrics of one statistic on one sample: suppressed together."""

    def __init__(self, sample: Sample, sizes: Mapping[Segment, float], least: int) -> None:
        self.sample, self.sizes, self.least = sample, sizes, least
        self.numbers: list[int] = []
        self.by: set[int] = set()
        self.hidden = suppressed_segments(sizes, least)

    @property
    def published(self) -> list[Segment]:
        """Segments with enough respondents, even if they are hidden for another reason."""
        return [segment for segment, n in self.sizes.items() if n >= self.least]

    def hide(self, segments: frozenset[Segment]) -> bool:
        """Hide some segments and those that reveal them; return whether any is new."""
        before = len(self.hidden)
        self.hidden = suppressed_segments(self.sizes, self.least, self.hidden | segments)
        return len(self.hidden) > before


@dataclass(frozen=True)
class _Node:
    """Segment of a group."""

    group: _Group
    segment: Segment

    @property
    def size(self) -> float:
        return self.group.sizes[self.segment]

    @property
    def hidden(self) -> bool:
        return self.segment in self.group.hidden


@dataclass(frozen=True)
class _Relations:
    """Inclusions between the samples of one statistic.

    Attributes
    ----------
    groups
        All groups of the statistic.
    nested
        Pairs of a smaller and a larger sample that differ by too few respondents.
    equal
        Pairs of samples with the same respondents.
    """

    groups: Sequence[_Group]
    nested: list[tuple[_Node, _Node]] = field(default_factory=list)
    equal: list[tuple[_Node, _Node]] = field(default_factory=list)


def _relations(groups: Sequence[_Group], shared: Shared) -> _Relations:
    """Find samples that contain each other; query only pairs whose sizes allow it."""
    found = _Relations(groups)
    pairs = [
        (one, other, close)
        for one, other in combinations_with_replacement(groups, 2)
        if (close := list(_close(one, other)))
    ]
    apart = any(one.size != other.size for *_, close in pairs for one, other in close)
    if not apart and not any(group.hidden for group in groups):
        return found  # nothing is hidden that an equal sample could show
    for first, second, close in pairs:
        try:
            common = shared(first.sample, second.sample)
        except UnreadableError:  # unknown: take the smaller as contained in the larger
            common = {(a.segment, b.segment): min(a.size, b.size) for a, b in close}
        for one, other in close:
            smaller, larger = sorted((one, other), key=lambda node: node.size)
            if common.get((one.segment, other.segment), 0) < smaller.size - HALF:
                continue
            if smaller.size < larger.size:
                found.nested.append((smaller, larger))
            elif first.least == second.least:
                found.equal.append((one, other))
    return found


def _close(one: _Group, other: _Group) -> Iterator[tuple[_Node, _Node]]:
    """Yield segments of two groups that may contain each other and differ by too few."""
    segments = (
        combinations(one.published, 2) if one is other else product(one.published, other.published)
    )
    least = min(one.least, other.least)
    for segment, another in segments:
        apart = abs(one.sizes[segment] - other.sizes[another])
        if apart < least and not _disjoint(one, segment, other, another):
            yield _Node(one, segment), _Node(other, another)


def _disjoint(one: _Group, segment: Segment, other: _Group, another: Segment) -> bool:
    """Return whether two segments share no row, as their groups or periods differ."""
    over, over_too = one.sample.selection, other.sample.selection
    segments = None not in (segment.segment, another.segment) and over.by == over_too.by
    periods = None not in (segment.period, another.period) and over.every == over_too.every
    return (segments and segment.segment != another.segment) or (
        periods and segment.period != another.period
    )


def _settle(relations: _Relations) -> None:
    """Hide the smaller of each nested pair, largest pairs first, until nothing changes."""
    order = sorted(relations.nested, key=lambda pair: (-pair[0].size, -pair[1].size))
    changed = True
    while changed:
        changed = False
        for smaller, larger in order:
            if not smaller.hidden and not larger.hidden:
                smaller.group.by |= set(larger.group.numbers)
                changed |= smaller.group.hide(frozenset({smaller.segment}))
        for pair in relations.equal:
            for one, other in (pair, pair[::-1]):
                if one.hidden and not other.hidden:
                    other.group.by |= set(one.group.numbers)
                    changed |= other.group.hide(frozenset({other.segment}))
