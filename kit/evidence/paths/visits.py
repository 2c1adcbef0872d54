"""Following customers through an event log, in SQL: visits, transitions, who met what first.

Ordered by time, and at the same time in the order of the map, so that the same log always gives the
same journeys. One pass over the log makes its visits; everything else is counted on these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kit.evidence.query.segments import ALL, Segment
from kit.evidence.query.source_data import SourceData
from kit.evidence.table import Unreadable
from kit.i18n import N_, UserText
from kit.sources import Role, Source

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
    """How many customers went from one step to the next, how often, and their median wait."""

    start: str
    end: str
    customers: int
    times: int
    wait: float


@dataclass(frozen=True)
class PathCounts:
    """What was counted on the visits of some customers.

    Attributes
    ----------
    steps
        For each step who met it, who came back to it, and who left there.
    waits
        For each step how often another followed, and the median of the seconds until it did.
    orders
        For neighbours on the map: both, how many met the second first, and how many met both.
    """

    steps: Mapping[str, tuple[int, int, int]]
    waits: Mapping[str, tuple[int, float]]
    transitions: tuple[TransitionCount, ...]
    orders: tuple[tuple[str, str, int, int], ...]


def reached(data: SourceData, step: str, following: str, rows: Any) -> tuple[int, int]:
    """Return how many customers reached a step, and how many of them the next one afterwards."""
    import ibis

    case, event = data.of_role(Role.CASE)[0], data.of_role(Role.EVENT)[0]
    moment = data.instant()
    per_case = rows.group_by(case=data.value(case)).agg(
        first=moment.min(where=data.has_answer(event, [step])),
        last=moment.max(where=data.has_answer(event, [following])),
    )
    (found,) = data.rows(
        per_case.aggregate(
            step=per_case["first"].count(),
            next=(per_case["last"] >= per_case["first"]).sum().fill_null(ibis.literal(0)),
        )
    )
    return int(found["step"] or 0), int(found["next"] or 0)


class EventLog:
    """The events of a log, each with the number of its step.

    Parameters
    ----------
    named
        The events of each step, in the order of the map.
    """

    def __init__(
        self, data: SourceData, source: Source, named: Mapping[str, Sequence[str]]
    ) -> None:
        import ibis

        self.data = data
        self.steps = list(named)
        cases, events = data.of_role(Role.CASE), data.of_role(Role.EVENT)
        if not (cases and events and data.time):
            raise Unreadable(NO_LOG, GIVE_ROLES)
        self._event = data.value(events[0]).cast("string")
        of = _numbers(named)
        counted = self._counts()
        met = {event: of[_folded(event)] for event in counted if _folded(event) in of}
        self.unseen = tuple(
            event
            for said in named.values()
            for event in said
            if _folded(event) not in {_folded(name) for name in met}
        )
        self.personas = list(source.personas)
        kept: dict[str, Any] = {"case": data.value(cases[0]), "moment": data.instant()}
        kept["step"] = self._event.cases(
            *((event, ibis.literal(number, "int16")) for event, number in met.items()),
            else_=ibis.null("int16"),
        ) if met else ibis.null("int16")  # fmt: skip
        for number, said in enumerate(source.personas.values()):
            condition = data.condition(said)
            kept[f"persona{number}"] = ibis.literal(True) if condition is None else condition
        self.segmented = source.by is not None
        if source.by is not None:
            kept["segment"] = data.value(data.column(source.by)).cast("string")
        rows = data.expr.select(**kept)
        self.rows = rows.filter(rows["case"].notnull() & rows["moment"].notnull())
        (found,) = data.rows(
            self.rows.aggregate(
                events=self.rows.count(),
                customers=self.rows["case"].nunique(),
                placed=self.rows["step"].count(),
            )
        )
        self.events, self.customers = int(found["events"]), int(found["customers"])
        self.placed = int(found["placed"])

    def _counts(self) -> dict[str, int]:
        rows = self.data.expr.group_by(event=self._event).agg(n=self.data.expr.count())
        return {r["event"]: int(r["n"]) for r in self.data.rows(rows) if r["event"] is not None}

    def commonest(self, most: int = 8) -> list[str]:
        """Return the events that are met most often."""
        counts = self._counts()
        return sorted(counts, key=lambda event: (-counts[event], event))[:most]

    @property
    def _cases(self) -> Any:
        """For each customer, of which personas and segment; of none whose rows name several."""
        import ibis

        rows = self.rows
        told = {f"persona{n}": rows[f"persona{n}"].any() for n in range(len(self.personas))}
        if self.segmented:
            segment = rows["segment"]
            one = segment.min() == segment.max()
            told["segment"] = one.ifelse(segment.min(), ibis.null("string"))
        return rows.group_by("case").agg(**told)

    def groups(self) -> list[tuple[tuple[Segment, ...], int]]:
        """Return how many customers belong to the same cuts: all, personas and a segment."""
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
        """Yield for each grouping what happened, by cut.

        Parameters
        ----------
        groupings
            What each step is counted as: itself, or its stage.
        """
        with self.data.materialised(self._visits()) as visits:
            for groups in groupings:
                # The visits of stages begin where some visits of steps begin.
                yield self._count_all(self._regrouped(visits, groups), groups, segments)

    def _count_all(
        self, visits: Any, groups: Mapping[str, str], segments: Sequence[Segment]
    ) -> dict[Segment, PathCounts]:
        ids = list(dict.fromkeys(groups.values()))
        return {
            segment: self._count_visits(_of(visits, segment, self.personas), ids)
            for segment in segments
        }

    def _visits(self) -> Any:
        """Return one row for each visit: where, after which other, and how long after it."""
        import ibis

        rows = self.rows.filter(self.rows["step"].notnull())
        rows = rows.select("case", "moment", place=rows["step"])
        window = ibis.window(group_by="case", order_by=["moment", "place"])
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

    def _regrouped(self, visits: Any, groups: Mapping[str, str]) -> Any:
        import ibis

        if all(id == group for id, group in groups.items()):
            return visits
        ids = list(dict.fromkeys(groups.values()))
        numbers = [
            (number, ibis.literal(ids.index(groups[id]), "int16"))
            for number, id in enumerate(self.steps)
        ]
        null = ibis.null("int16")
        visits = visits.mutate(
            place=visits["place"].cases(*numbers, else_=null),
            before=visits["before"].cases(*numbers, else_=null),
        )
        return visits.filter(visits["before"].isnull() | (visits["before"] != visits["place"]))

    def _count_visits(self, visits: Any, ids: Sequence[str]) -> PathCounts:
        """Return what happened on some visits."""
        met = self._met(visits, ids)
        moves = visits.filter(visits["before"].notnull())
        waits = {
            ids[row["before"]]: (int(row["times"]), float(row["wait"]))
            for row in self.data.rows(
                moves.group_by("before").agg(times=moves.count(), wait=moves["wait"].median())
            )
        }
        steps = {
            # Every visit is followed by another, or is the customer's last.
            id: (int(met[f"met{n}"]), int(met[f"back{n}"] or 0),
                 int(met[f"visits{n}"] or 0) - waits.get(id, (0, 0.0))[0])
            for n, id in enumerate(ids)
        }  # fmt: skip
        orders = tuple(
            (ids[one], ids[two], int(met[f"turned{one}"] or 0), int(met[f"both{one}"] or 0))
            for one, two in pairwise(range(len(ids)))
        )
        return PathCounts(steps, waits, tuple(self._transitions(moves, ids)), orders)

    def _met(self, visits: Any, ids: Sequence[str]) -> dict[str, Any]:
        """Return, for each step, who met it and came back, and for neighbours, which came first.

        Customer by customer first: a distinct count would have to hold all of them once a step.
        """
        place, moment = visits["place"], visits["moment"]
        told = {f"first{n}": moment.min(where=place == n) for n in range(len(ids))}
        told |= {f"times{n}": (place == n).sum() for n in range(len(ids))}
        cases = visits.group_by("case").agg(**told)
        asked = {}
        for n in range(len(ids)):
            asked[f"met{n}"] = cases[f"first{n}"].count()
            asked[f"back{n}"] = (cases[f"times{n}"] > 1).sum()
            asked[f"visits{n}"] = cases[f"times{n}"].sum()
        for one, two in pairwise(range(len(ids))):
            first, second = cases[f"first{one}"], cases[f"first{two}"]
            asked[f"both{one}"] = (first.notnull() & second.notnull()).sum()
            asked[f"turned{one}"] = (second < first).sum()
        (row,) = self.data.rows(cases.aggregate(**asked))
        return row

    def _transitions(self, moves: Any, ids: Sequence[str]) -> Iterator[TransitionCount]:
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


def _of(visits: Any, segment: Segment, personas: Sequence[str]) -> Any:
    if segment.persona:
        return visits.filter(visits[f"persona{personas.index(segment.persona)}"])
    if segment.segment:
        return visits.filter(visits["segment"] == segment.segment)
    return visits


def _folded(event: str) -> str:
    return event.strip().casefold()


def _numbers(named: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the number of the step of each event; an event belongs to one step."""
    steps = list(named)
    of: dict[str, int] = {}
    for number, id in enumerate(steps):
        for event in named[id]:
            if of.setdefault(_folded(event), number) != number:
                one = UserText(steps[of[_folded(event)]])
                says = TWICE.filled(event=UserText(event), one=one, other=UserText(id))
                raise Unreadable(says, ONE_STEP)
    return of
