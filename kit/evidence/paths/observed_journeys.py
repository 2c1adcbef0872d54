"""Observe journeys in a table of customers, events and times (M2.6).

The source assigns events to stages and touchpoints under ``steps``. A *visit* is an unbroken run of
a customer's events at one step. A customer *came back* to a step if they visited it again after
another, and *left* at the step of their last visit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import product

from kit.evidence.metrics.statistics import LEAST, Estimate, share
from kit.evidence.paths.visits import EventLog, PathCounts
from kit.evidence.privacy.suppression import Candidate, suppress
from kit.evidence.query.aggregates import Base, Sample, Selection
from kit.evidence.query.segments import ALL, Segment
from kit.evidence.query.source_data import SourceData
from kit.evidence.table import UnreadableError
from kit.i18n import N_, Message, UserText
from kit.sources import Source

NOBODY = N_("None of the table’s events is listed under steps.")
EVENTS = N_("The events are: {names}.")
MET = N_(
    "Share of the customers in the event log who reached the step; 95% confidence interval "
    "(Wilson)."
)
CAME_BACK = N_(
    "Share of those who reached the step and returned to it after another; 95% confidence "
    "interval (Wilson)."
)
LEFT = N_(
    "Share of those who reached the step for whom it was the last one seen; 95% confidence "
    "interval (Wilson)."
)

MOST_SEGMENTS = 8
"""Number of segments that are observed: the largest."""


@dataclass(frozen=True)
class Step:
    """Shares of customers at a stage or a touchpoint.

    Attributes
    ----------
    met
        Share of all customers in the log who visited the step.
    came_back, left
        Shares of those who visited it; None if suppressed (F17).
    wait
        Median time until the next step; None under five transitions.
    """

    id: str
    met: Estimate
    came_back: Estimate | None = None
    left: Estimate | None = None
    wait: timedelta | None = None

    @property
    def few(self) -> bool:
        """Return whether some customers met the step, but fewer than may be shown (F17)."""
        return 0 < (self.met.k or 0) < LEAST


@dataclass(frozen=True)
class Transition:
    """Transition from one step to the next.

    Attributes
    ----------
    times
        Number of transitions, of all customers.
    wait
        Median time between the two steps.
    """

    start: str
    end: str
    customers: int
    times: int
    wait: timedelta


@dataclass(frozen=True)
class Order:
    """Neighbouring steps of the map, with how many customers met both, and the second first."""

    first: str
    second: str
    reversed: int
    both: int

    @property
    def turned(self) -> bool:
        """Return whether most of those who met both steps met the second first."""
        return self.both >= LEAST and self.reversed * 2 > self.both


@dataclass(frozen=True)
class Path:
    """Journeys of ``n`` customers over some steps, in the order of the map.

    Attributes
    ----------
    transitions
        Transitions of five customers or more, most frequent first.
    rare
        Number of transitions of fewer than five customers each.
    """

    n: int
    steps: Mapping[str, Step]
    transitions: tuple[Transition, ...] = ()
    rare: int = 0
    orders: tuple[Order, ...] = ()

    @property
    def last(self) -> str:
        """Id of the last step on the map; customers who leave there have completed the journey."""
        return list(self.steps)[-1]


@dataclass(frozen=True)
class ObservedJourneys:
    """Journeys in an event log.

    Attributes
    ----------
    customers, events
        Totals of the log.
    assigned
        Number of events that belong to a step.
    stages, steps
        Paths over stages, and over the stages and touchpoints with events: of all customers, and by
        persona and segment.
    suppressed
        Personas and segments with too few customers, and those that would reveal them (F17).
    unseen
        Events listed under steps that are not in the log.
    """

    source: Source
    customers: int
    events: int
    assigned: int
    stages: Mapping[Segment, Path] = field(default_factory=dict)
    steps: Mapping[Segment, Path] = field(default_factory=dict)
    suppressed: frozenset[Segment] = frozenset()
    unseen: tuple[str, ...] = ()

    def step_for(self, step: str, persona: str | None = None) -> tuple[Step, Segment] | None:
        """Return a step's shares and their segment: the persona's if the source tells it apart."""
        segment = Segment(persona) if persona in self.source.personas else ALL
        for paths in (self.stages, self.steps):
            if segment in paths and step in paths[segment].steps:
                return paths[segment].steps[step], segment
        return None


def observe_journeys(
    data: SourceData, source: Source, stages: Mapping[str, str]
) -> ObservedJourneys:
    """Observe the journeys in an event log.

    Parameters
    ----------
    stages
        The stage of each stage and touchpoint, in the order of the map.

    Raises
    ------
    UnreadableError
        If the table lacks customers, events or times, or no event of it belongs to a step.
    """
    named = {id: source.steps[id] for id in stages if id in source.steps}
    log = EventLog(data, source, named)
    if not log.assigned:
        raise UnreadableError(NOBODY, EVENTS.filled(names=UserText(", ".join(log.most_frequent()))))
    groups = log.groups()
    sizes: Counter[Segment] = Counter()
    for of, n in groups:
        sizes.update(dict.fromkeys(of, n))
    hidden = _hidden(groups, sizes, source)
    whole = ObservedJourneys(
        source, log.customers, log.events, log.assigned, suppressed=hidden, unseen=log.unseen
    )
    if ALL in hidden:
        return whole
    of_stages = {id: stages[id] for id in named}
    shown = [segment for segment in sizes if segment not in hidden]
    largest = sorted((one for one in shown if one.segment), key=lambda one: -sizes[one])
    segments = [segment for segment in shown if segment not in largest[MOST_SEGMENTS:]]
    by_stage, by_step = (
        {segment: _path(counts, sizes[segment]) for segment, counts in found.items()}
        for found in log.count_paths((of_stages, {id: id for id in named}), segments)
    )
    for family in _families(segments):
        _suppress_leavers(by_stage, by_step, family, stages)
    return replace(whole, stages=by_stage, steps=by_step)


def _hidden(
    groups: Sequence[tuple[Sequence[Segment], int]], sizes: Mapping[Segment, int], source: Source
) -> frozenset[Segment]:
    """Return the personas and segments to suppress (F17)."""
    shared: Counter[tuple[Segment, Segment]] = Counter()
    for segments, n in groups:
        shared.update(dict.fromkeys(product(segments, segments), n))
    sample = Sample(("observed",), Selection(by=source.by), Base("customers"))
    (found,) = suppress([Candidate(0, sample, sizes)], lambda *_: shared)
    return found.segments


def _path(found: PathCounts, n: int) -> Path:
    common = sorted(
        (t for t in found.transitions if t.customers >= LEAST),
        key=lambda t: (-t.customers, t.start, t.end),
    )
    steps = {}
    for id, (met, back, left) in found.steps.items():
        wait = found.waits.get(id)
        shown = met >= LEAST
        steps[id] = Step(
            id,
            _share(met, n, MET),
            _share(back, met, CAME_BACK) if shown else None,
            _share(left, met, LEFT) if shown else None,
            timedelta(seconds=wait[1]) if wait and wait[0] >= LEAST else None,
        )
    return Path(
        n,
        steps,
        tuple(
            Transition(t.start, t.end, t.customers, t.times, timedelta(seconds=t.wait))
            for t in common
        ),
        len(found.transitions) - len(common),
        tuple(Order(*order) for order in found.orders),
    )


def _share(k: int, n: int, definition: Message) -> Estimate:
    found = share(k, n, definition)
    assert found is not None  # noqa: S101 - n is at least 1 here
    return found


# --- suppression of those who left (F17) ---


def _families(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Group the segments by the total to which they add up: all, personas, segments."""
    return [
        [segment for segment in segments if segment == ALL],
        [segment for segment in segments if segment.persona],
        [segment for segment in segments if segment.segment],
    ]


def _suppress_leavers(
    by_stage: dict[Segment, Path],
    by_step: dict[Segment, Path],
    family: Iterable[Segment],
    stages: Mapping[str, str],
) -> None:
    """Suppress ``left`` and ``came_back`` of steps that few customers met, in place.

    Everybody leaves at one stage and at one of its steps, so ``left`` adds up over the stages, the
    steps of a stage and the personas. Steps from whose numbers the suppressed ones could be
    computed are suppressed, too.
    """
    family = [segment for segment in family if segment in by_stage]
    few = {id for segment in family for id, step in by_stage[segment].steps.items() if step.few}
    if len(few) == 1:
        some = by_stage[family[0]].steps
        others = sorted((step.met.k or 0, id) for id, step in some.items() if id not in few)
        few |= {id for _, id in others[:1]}
    below = {
        stages[id]
        for segment in family
        for id, step in (by_step[segment].steps if segment in by_step else {}).items()
        if step.few
    }
    for segment in family:
        by_stage[segment] = _without(by_stage[segment], few)
        if segment in by_step:
            steps = by_step[segment].steps
            hidden = {id for id in steps if stages[id] in few | below}
            by_step[segment] = _without(by_step[segment], hidden)


def _without(path: Path, hidden: Iterable[str]) -> Path:
    hidden = set(hidden)
    steps = {
        id: replace(step, came_back=None, left=None) if id in hidden else step
        for id, step in path.steps.items()
    }
    return replace(path, steps=steps)
