"""Count visits, transitions and first visits in an event log, in SQL.

Events are ordered by time, and simultaneous ones by the map, so that the same log always gives the
same journeys. One pass over the log yields its visits, on which everything else is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kit.evidence.query.segments import ALL, Segment
from kit.evidence.query.source_data import Row, SourceData
from kit.evidence.table import UnreadableError
from kit.i18n import N_, UserText
from kit.sources import Role, Source

if TYPE_CHECKING:
    from ibis.expr import types as ir

NO_LOG = N_(
    "Events cannot be followed. The table needs one column each for customers, events and times."
)
GIVE_ROLES = N_(
    "Give them under the source’s options, as in roles: {{customer: case, event: event, date: "
    "time}}."
)
TWICE = N_("The event “{event}” belongs to two steps: “{one}” and “{other}”.")
ONE_STEP = N_("List it under one of them.")


@dataclass(frozen=True)
class TransitionCount:
    """Transition between two steps: customers, number of times, and median wait in seconds."""

    start: str
    end: str
    customers: int
    times: int
    wait: float


@dataclass(frozen=True)
class PathCounts:
    """Counts over the visits of some customers.

    Attributes
    ----------
    steps
        By step, the numbers of customers who met it, came back to it, and left there.
    waits
        By step, the number of transitions from it, and their median wait in seconds.
    orders
        For neighbouring steps: both ids, how many met the second first, and how many met both.
    """

    steps: Mapping[str, tuple[int, int, int]]
    waits: Mapping[str, tuple[int, float]]
    transitions: tuple[TransitionCount, ...]
    orders: tuple[tuple[str, str, int, int], ...]


def reached(data: SourceData, step: str, following: str, rows: ir.Table) -> tuple[int, int]:
    """Count the customers who reached a step, and those of them who reached the next one later."""
    case, event = data.of_role(Role.CASE)[0], data.of_role(Role.EVENT)[0]
    moment = data.instant()
    per_case = rows.group_by(case=data.value(case)).agg(
        first=moment.min(where=data.has_answer(event, [step])),
        last=moment.max(where=data.has_answer(event, [following])),
    )
    (found,) = data.rows(
        per_case.aggregate(
            step=per_case["first"].count(),
            next=(per_case["last"] >= per_case["first"]).sum().fill_null(0),
        )
    )
    return int(found["step"] or 0), int(found["next"] or 0)


class EventLog:
    """Event log whose events are assigned to steps.

    Parameters
    ----------
    named
        Names of the events of each step, in the order of the map.

    Raises
    ------
    UnreadableError
        If the table lacks a column of customers, events or times, or an event has two steps.
    """

    def __init__(
        self, data: SourceData, source: Source, named: Mapping[str, Sequence[str]]
    ) -> None:
        self.data, self.functions = data, data.functions
        self.steps = list(named)
        cases, events = data.of_role(Role.CASE), data.of_role(Role.EVENT)
        if not (cases and events and data.time):
            raise UnreadableError(NO_LOG, GIVE_ROLES)
        self._event = data.value(events[0]).cast("string")
        of = _numbers(named)
        met = {event: of[_casefold(event)] for event in self._counts() if _casefold(event) in of}
        self.unseen = tuple(
            event
            for listed in named.values()
            for event in listed
            if _casefold(event) not in {_casefold(name) for name in met}
        )
        self.personas = list(source.personas)
        columns: dict[str, ir.Value] = {"case": data.value(cases[0]), "moment": data.instant()}
        columns["step"] = self._event.cases(
            *((event, self.functions.literal(number, "int16")) for event, number in met.items()),
            else_=self.functions.null("int16"),
        ) if met else self.functions.null("int16")  # fmt: skip
        for number, filter in enumerate(source.personas.values()):
            condition = data.condition(filter)
            columns[f"persona{number}"] = (
                self.functions.literal(True) if condition is None else condition
            )
        self.segmented = source.by is not None
        if source.by is not None:
            columns["segment"] = data.value(data.column(source.by)).cast("string")
        rows = data.expr.select(**columns)
        self.rows = rows.filter(rows["case"].notnull() & rows["moment"].notnull())
        (found,) = data.rows(
            self.rows.aggregate(
                events=self.rows.count(),
                customers=self.rows["case"].nunique(),
                assigned=self.rows["step"].count(),
            )
        )
        self.events, self.customers = int(found["events"]), int(found["customers"])
        self.assigned = int(found["assigned"])

    def _counts(self) -> dict[str, int]:
        rows = self.data.expr.group_by(event=self._event).agg(n=self.data.expr.count())
        return {r["event"]: int(r["n"]) for r in self.data.rows(rows) if r["event"] is not None}

    def most_frequent(self, most: int = 8) -> list[str]:
        """Return the most frequent events."""
        counts = self._counts()
        return sorted(counts, key=lambda event: (-counts[event], event))[:most]

    @property
    def _cases(self) -> ir.Table:
        """Personas and segment of each customer; no segment if their rows name several."""
        rows = self.rows
        columns = {f"persona{n}": rows[f"persona{n}"].any() for n in range(len(self.personas))}
        if self.segmented:
            segment = rows["segment"]
            one = segment.min() == segment.max()
            columns["segment"] = one.ifelse(segment.min(), self.functions.null("string"))
        return rows.group_by("case").agg(**columns)

    def groups(self) -> list[tuple[tuple[Segment, ...], int]]:
        """Count customers by the set of segments they belong to: all, personas and a segment."""
        keys = [f"persona{number}" for number in range(len(self.personas))]
        keys += ["segment"] if self.segmented else []
        if not keys:
            return [((ALL,), self.customers)]
        cases = self._cases
        found = []
        for row in self.data.rows(cases.group_by(keys).agg(n=cases.count())):
            segments = [
                Segment(id) for number, id in enumerate(self.personas) if row[f"persona{number}"]
            ]
            if row.get("segment") is not None:
                segments.append(Segment(segment=row["segment"]))
            found.append(((ALL, *segments), int(row["n"])))
        return found

    def count_paths(
        self, groupings: Sequence[Mapping[str, str]], segments: Sequence[Segment]
    ) -> Iterator[dict[Segment, PathCounts]]:
        """Yield the counts of each grouping, by segment.

        Parameters
        ----------
        groupings
            Each maps the ids of steps to the ids as which they are counted: their own, or their
            stage's.
        """
        with self.data.materialised(self._visits()) as visits:
            for groups in groupings:
                # Every visit of a stage begins with a visit of a step.
                yield self._count_all(self._regrouped(visits, groups), groups, segments)

    def _count_all(
        self, visits: ir.Table, groups: Mapping[str, str], segments: Sequence[Segment]
    ) -> dict[Segment, PathCounts]:
        ids = list(dict.fromkeys(groups.values()))
        return {
            segment: self._count_visits(_of(visits, segment, self.personas), ids)
            for segment in segments
        }

    def _visits(self) -> ir.Table:
        """Return one row for each visit: step, previous step, and seconds since its last event."""
        rows = self.rows.filter(self.rows["step"].notnull())
        rows = rows.select("case", "moment", place=rows["step"])
        window = self.functions.window(group_by="case", order_by=["moment", "place"])
        rows = rows.mutate(
            before=rows["place"].lag().over(window), last=rows["moment"].lag().over(window)
        )
        rows = rows.filter(rows["before"].isnull() | (rows["before"] != rows["place"]))
        visits = rows.select(
            "case",
            "place",
            "before",
            "moment",
            wait=rows["moment"].epoch_seconds() - rows["last"].epoch_seconds(),
        )
        if self.personas or self.segmented:
            visits = visits.join(self._cases, "case")
        return visits

    def _regrouped(self, visits: ir.Table, groups: Mapping[str, str]) -> ir.Table:
        if all(id == group for id, group in groups.items()):
            return visits
        ids = list(dict.fromkeys(groups.values()))
        numbers = [
            (number, self.functions.literal(ids.index(groups[id]), "int16"))
            for number, id in enumerate(self.steps)
        ]
        null = self.functions.null("int16")
        visits = visits.mutate(
            place=visits["place"].cases(*numbers, else_=null),
            before=visits["before"].cases(*numbers, else_=null),
        )
        return visits.filter(visits["before"].isnull() | (visits["before"] != visits["place"]))

    def _count_visits(self, visits: ir.Table, ids: Sequence[str]) -> PathCounts:
        """Return the counts over some visits."""
        met = self._met(visits, ids)
        moves = visits.filter(visits["before"].notnull())
        waits = {
            ids[row["before"]]: (int(row["times"]), float(row["wait"]))
            for row in self.data.rows(
                moves.group_by("before").agg(times=moves.count(), wait=moves["wait"].median())
            )
        }
        steps = {
            # A visit without a next one is the customer's last: visits − transitions = left.
            id: (int(met[f"met{n}"]), int(met[f"back{n}"] or 0),
                 int(met[f"visits{n}"] or 0) - waits.get(id, (0, 0.0))[0])
            for n, id in enumerate(ids)
        }  # fmt: skip
        orders = tuple(
            (ids[one], ids[two], int(met[f"turned{one}"] or 0), int(met[f"both{one}"] or 0))
            for one, two in pairwise(range(len(ids)))
        )
        return PathCounts(steps, waits, tuple(self._transitions(moves, ids)), orders)

    def _met(self, visits: ir.Table, ids: Sequence[str]) -> Row:
        """Count customers who met each step and came back, and orders of neighbouring steps.

        Aggregates by customer first, as distinct counts by step would need far more memory.
        """
        place, moment = visits["place"], visits["moment"]
        by_case = {f"first{n}": moment.min(where=place == n) for n in range(len(ids))}
        by_case |= {f"times{n}": (place == n).sum() for n in range(len(ids))}
        cases = visits.group_by("case").agg(**by_case)
        totals = {}
        for n in range(len(ids)):
            totals[f"met{n}"] = cases[f"first{n}"].count()
            totals[f"back{n}"] = (cases[f"times{n}"] > 1).sum()
            totals[f"visits{n}"] = cases[f"times{n}"].sum()
        for one, two in pairwise(range(len(ids))):
            first, second = cases[f"first{one}"], cases[f"first{two}"]
            totals[f"both{one}"] = (first.notnull() & second.notnull()).sum()
            totals[f"turned{one}"] = (second < first).sum()
        (row,) = self.data.rows(cases.aggregate(**totals))
        return row

    def _transitions(self, moves: ir.Table, ids: Sequence[str]) -> Iterator[TransitionCount]:
        waits = {
            (row["before"], row["place"]): row["wait"]
            for row in self.data.rows(
                moves.group_by("before", "place").agg(wait=moves["wait"].median())
            )
        }
        each = moves.group_by("case", "before", "place").agg(times=moves.count())
        for row in self.data.rows(
            each.group_by("before", "place").agg(customers=each.count(), times=each["times"].sum())
        ):
            start, end = row["before"], row["place"]
            yield TransitionCount(
                ids[start],
                ids[end],
                int(row["customers"]),
                int(row["times"]),
                float(waits[start, end]),
            )


def _of(visits: ir.Table, segment: Segment, personas: Sequence[str]) -> ir.Table:
    if segment.persona:
        return visits.filter(visits[f"persona{personas.index(segment.persona)}"])
    if segment.segment:
        return visits.filter(visits["segment"] == segment.segment)
    return visits


def _casefold(event: str) -> str:
    return event.strip().casefold()


def _numbers(named: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Map each event to the number of its step.

    Raises
    ------
    UnreadableError
        If an event is listed under two steps.
    """
    steps = list(named)
    of: dict[str, int] = {}
    for number, id in enumerate(steps):
        for event in named[id]:
            if of.setdefault(_casefold(event), number) != number:
                one = UserText(steps[of[_casefold(event)]])
                says = TWICE.filled(event=UserText(event), one=one, other=UserText(id))
                raise UnreadableError(says, ONE_STEP)
    return of
