"""From declarations to figures: what each measure of a workshop says, cut by persona and period.

One query per measure: how often each answer was given, by persona, segment and period at once. All
figures are made of these counts, so what a total hides or shows is decided over all of them (F17).
"""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kit.evidence import statistics
from kit.evidence.cuts import ALL as ALL
from kit.evidence.cuts import Cut as Cut
from kit.evidence.engine import Data, fingerprint, open_source, path_of
from kit.evidence.paths import Lived, lived
from kit.evidence.privacy import hidden_cells
from kit.evidence.redaction import Redacted, redacted
from kit.evidence.statistics import Change, Figure, Summary
from kit.evidence.table import Column, Unreadable
from kit.fields import Place, folded
from kit.i18n import N_, Message, Words
from kit.journey import Journey
from kit.sources import Measure, Role, Source

COUNT = N_("Number of rows.")
SUM = N_("Sum of the column.")
DROP_OFF = N_("Of those who reached one step, who did not reach the next; 95 % interval, Wilson.")
AVERAGE = N_("Mean of the values, 95 % t interval.")

ONE_COLUMN = N_("This figure needs one column.")
TWO_COLUMNS = N_("This figure needs two columns: {which}.")
NAME_COLUMN = N_("Name it under column, as it stands in the file.")
NO_SCALE = N_("“{column}” is not a rating whose scale is known.")
GIVE_SCALE = N_("Give its ends under the source’s options, as in scales: {{{column}: 1-5}}.")
WRONG_SCALE = N_("“{column}” is rated {scale}; this figure needs {needed}.")
OTHER_FIGURE = N_("Choose another figure, such as emotion or mean.")
NO_NUMBER = N_("“{column}” does not hold numbers.")
NO_ROWS = N_("Not one row is meant.")
CHECK_FILTER = N_("Compare the filter with what the file says.")
NO_ANSWER = N_("Nobody answered “{answer}” in “{column}”.")
ANSWERS_ARE = N_("The answers are: {names}.")
WHICH_ANSWERS = N_("Say which answers are counted, under answers or words.")
NO_ANSWERS = N_("It is not said what is counted.")
STEPS = N_("the steps, and how many reached them")
NUMBERS = N_("what is counted, and out of what")
RATINGS = N_("importance and satisfaction")
NOT_MORE = N_("More reached “{next}” than “{step}”.")

NEEDED = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0), "opportunity": (1.0, 5.0)}
SHOWN_VERBATIMS = 3
LOOKED_AT = 60
MOST_CACHED = 64
LARGE = 16 << 20


@dataclass(frozen=True)
class Measured:
    """A measure's figures.

    Attributes
    ----------
    place
        Where it is declared.
    source, number
        Its source, and the how-manieth of its measures it is, from 1.
    figures
        For each cut what was found.
    withheld
        The cuts over too few answers, and those that would give them away (F17).
    verbatims
        What customers said, redacted.
    """

    place: Place
    source: Source
    number: int
    measure: Measure
    figures: Mapping[Cut, Figure] = field(default_factory=dict)
    withheld: frozenset[Cut] = frozenset()
    end: date | None = None
    unit: str = ""
    changes: Mapping[str | None, Change] = field(default_factory=dict)
    """Per persona, and over all, the change between the last two periods, tested."""
    since: Mapping[str | None, Change] = field(default_factory=dict)
    """The same between the first period and the last, where there are three or more."""
    verbatims: tuple[str, ...] = ()
    redactions: int = 0

    def of(self, cut: Cut = ALL) -> Figure | None:
        """Return the figure over a part of the rows, where it may be shown."""
        return self.figures.get(cut)

    def over(self, dimension: str) -> tuple[Cut, ...]:
        """Return the cuts along ``persona``, ``segment`` or ``period`` alone, in their order."""
        cuts = [
            cut
            for cut in (*self.figures, *self.withheld)
            if getattr(cut, dimension) is not None
            and cut == replace(ALL, **{dimension: getattr(cut, dimension)})
        ]
        return tuple(sorted(cuts, key=lambda cut: getattr(cut, dimension)))


@dataclass(frozen=True)
class Trouble:
    """A source or a measure that yields nothing: what is wrong, where, and what to do."""

    place: Place
    says: Message
    fix: Message


@dataclass(frozen=True)
class Facts:
    """What is known of a source's rows.

    Attributes
    ----------
    people
        How many customers they are of, where that can be told: not from a report of totals.
    """

    n: int
    people: int | None
    start: date | None
    end: date | None
    fingerprint: str


@dataclass(frozen=True)
class Measurements:
    """All that a workshop's sources say."""

    measured: tuple[Measured, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    lived: tuple[Lived, ...] = ()

    def at(self, id: str, *figures: str) -> tuple[Measured, ...]:
        """Return what is measured somewhere on the map."""
        return tuple(
            m
            for m in self.measured
            if m.measure.at == id and (not figures or m.measure.figure in figures)
        )


def measure(journey: Journey, folder: Path) -> Measurements:
    """Return what a workshop's sources say, from its evidence folder and its databases."""
    measured: list[Measured] = []
    facts: dict[str, Facts] = {}
    troubles: list[Trouble] = []
    lived: list[Lived] = []
    stages = {
        id: stage.id
        for stage in journey.stages
        for id in (stage.id, *(touchpoint.id for touchpoint in journey.touchpoints_of(stage.id)))
    }
    for source in journey.evidence:
        if not source.has_data:
            continue
        found = _remembered(source, folder, stages)
        measured += found.measured
        facts |= found.facts
        troubles += found.troubles
        lived += found.lived
    return Measurements(tuple(measured), facts, tuple(troubles), tuple(lived))


_memory: OrderedDict[tuple[Any, ...], Measurements] = OrderedDict()


def _remembered(source: Source, folder: Path, stages: Mapping[str, str]) -> Measurements:
    """Return what a file said, from memory where neither it nor the declaration has changed."""
    key = None
    if source.file and not source.database:
        try:
            known = path_of(source, folder)
        except Unreadable as error:
            return Measurements(troubles=(_trouble(("evidence", source.id, "file"), error),))
        said = json.dumps(source.plain(), default=str, sort_keys=True)
        key = (source.id, _state(known), said, tuple(stages.items()))
        if key in _memory:
            _memory.move_to_end(key)
            return _memory[key]
    found = of_source(source, folder, stages)
    if key:
        _memory[key] = found
        while len(_memory) > MOST_CACHED:
            _memory.popitem(last=False)
    return found


def _state(path: Path) -> tuple[Any, ...]:
    """Return what tells whether a file is still the same: its content, where it is not large."""
    stat = path.stat()
    large = stat.st_size > LARGE
    return (str(path), stat.st_mtime_ns, stat.st_size) if large else (fingerprint(path),)


def of_source(
    source: Source, folder: Path, stages: Mapping[str, str] | None = None
) -> Measurements:
    """Return what one source says.

    Parameters
    ----------
    stages
        For every stage and touchpoint of the map its stage, in their order; events are put there.
    """
    place: Place = ("evidence", source.id)
    try:
        data = open_source(source, folder)
        (counted,) = data.rows(data.expr.aggregate(n=data.expr.count(), people=_people(data)))
    except Unreadable as error:
        field_ = "database" if source.database else "file"
        return Measurements(troubles=(_trouble((*place, field_), error),))
    totals = source.kind == "web-analytics" and not data.of_role(Role.CASE)
    people = None if totals else counted["people"]
    facts = Facts(counted["n"], people, data.start, data.end, data.fingerprint)
    measured, troubles = [], []
    for number, declared in enumerate(source.measures):
        at: Place = (*place, "measures", number)
        try:
            measured.append(_Measuring(data, source, declared, at, number + 1).measured())
        except Unreadable as error:
            troubles.append(_trouble(at, error))
    journeys: list[Lived] = []
    if source.steps and stages:
        try:
            journeys.append(lived(data, source, stages))
        except Unreadable as error:
            troubles.append(_trouble((*place, "steps"), error))
    return Measurements(tuple(measured), {source.id: facts}, tuple(troubles), tuple(journeys))


def _people(data: Data) -> Any:
    """Return how many customers there are: the cases of an event log, else the rows."""
    cases = data.of_role(Role.CASE)
    return data.value(cases[0]).nunique() if cases else data.expr.count()


def _trouble(place: Place, error: Unreadable) -> Trouble:
    return Trouble(place, error.says, error.fix)


Answers = Counter[Any]
"""How often each answer was given."""


class _Measuring:
    """One measure on one source."""

    def __init__(
        self, data: Data, source: Source, measure: Measure, place: Place, number: int
    ) -> None:
        self.data, self.source, self.measure, self.place = data, source, measure, place
        self.number = number
        self.columns = [data.column(name) for name in measure.column]
        filters = source.personas
        self.personas = {
            id: data.condition(filter)
            for id, filter in filters.items()
            if measure.persona in (None, id)
        }

    def measured(self) -> Measured:
        """Return the figures of all cuts."""
        making: dict[str, Callable[[], Measured]] = {
            "drop-off": self._drop_off,
            "verbatims": self._verbatims,
            "opportunity": self._opportunity,
        }
        kind = self.measure.figure
        if kind == "share" and len(self.columns) == 2:
            return self._ratio()
        return making.get(kind, self._counted)()

    # --- figures made of answers ---

    def _counted(self) -> Measured:
        value, figure = self._what()
        cells = self._cells(value)
        if not any(sum(answers.values()) for answers in cells.values()):
            raise Unreadable(NO_ROWS, CHECK_FILTER)
        return self._shown(
            cells, lambda answers: sum(answers.values()), figure, change=self._change
        )

    def _change(self, before: Answers, after: Answers) -> Change | None:
        """Return the change between two periods, with the test that belongs to the figure."""
        kind = self.measure.figure
        if kind == "nps":
            return statistics.change_of_nps(_nps(before), _nps(after))
        good = {"csat": (4, 5), "ces": (5, 6, 7), "share": (True,)}.get(kind)
        if good:
            k1, k2 = (sum(a[v] for v in good) for a in (before, after))
            return statistics.change_of_shares((k1, before.total()), (k2, after.total()))
        if kind not in ("emotion", "mean"):
            return None
        one, two = Summary.of(before), Summary.of(after)
        if kind == "emotion":
            low, high = self._scale(self._one())
            one, two = one.onto(low, high), two.onto(low, high)
        return statistics.change_of_means(one, two)

    def _what(self) -> tuple[Any, Callable[[Answers], Figure | None]]:
        """Return what is counted, and what is made of the counts."""
        kind, data = self.measure.figure, self.data
        if kind == "count":
            import ibis

            return ibis.literal(1), lambda a: Figure(a.total(), a.total(), COUNT)
        if kind == "share":
            return self._share()
        column = self._one()
        if kind == "sum":
            self._numeric(column)
            return data.value(column), lambda a: Figure(
                sum(v * n for v, n in a.items()), a.total(), SUM
            )
        value = data.value(column)
        if kind == "mean" and not column.scale:
            self._numeric(column)
            return value, lambda a: _average(Summary.of(a))
        low, high = self._scale(column)
        figures: dict[str, Callable[[Answers], Figure | None]] = {
            "emotion": lambda a: statistics.emotion(Summary.of(a), low, high),
            "mean": lambda a: statistics.mean(Summary.of(a), low, high),
            "nps": lambda a: statistics.nps(*_nps(a)),
            "csat": statistics.csat,
            "ces": statistics.ces,
        }
        return value, figures[kind]

    def _share(self) -> tuple[Any, Callable[[Answers], Figure | None]]:
        data, measure = self.data, self.measure
        column = self._one()
        if measure.words:
            hit = data.saying(column, measure.words)
        elif measure.answers:
            self._check_answers(column)
            answered = data.value(column).notnull()
            hit = answered.ifelse(data.answered(column, measure.answers), None)
        elif column.role is Role.CHOSEN:
            hit = data.value(column)
        else:
            raise Unreadable(NO_ANSWERS, WHICH_ANSWERS)
        return hit, lambda a: statistics.share(a[True], a.total())

    def _check_answers(self, column: Column) -> None:
        """Refuse an answer that nobody gave: it is misspelt rather than at nought per cent."""
        data = self.data
        if column.role not in (Role.CHOICE, Role.CHOICES, Role.SEGMENT, Role.EVENT):
            return
        for answer in self.measure.answers:
            (found,) = data.rows(
                data.expr.aggregate(n=data.answered(column, [answer]).sum().fill_null(0))
            )
            if not found["n"]:
                known = data.rows(
                    data.expr.group_by(answer=data.value(column))
                    .agg(n=data.expr.count())
                    .order_by(_descending("n"))
                    .limit(8)
                )
                names = ", ".join(str(row["answer"]) for row in known if row["answer"] is not None)
                raise Unreadable(
                    NO_ANSWER.filled(answer=Words(answer), column=Words(column.name)),
                    ANSWERS_ARE.filled(names=Words(names)),
                )

    # --- figures made of more than one column ---

    def _opportunity(self) -> Measured:
        """Ulwick's opportunity over those who answered both (F16)."""
        wanted, met = self._two(RATINGS)
        for column in (wanted, met):
            self._scale(column)
        data = self.data
        both = data.value(wanted).notnull() & data.value(met).notnull()
        # Two answers of 1 to 5 as one number, so that one query counts both.
        pair = both.ifelse(data.value(wanted) * 10 + data.value(met), None)

        def figure(answers: Answers) -> Figure | None:
            importance: Answers = Counter()
            satisfaction: Answers = Counter()
            for value, n in answers.items():
                importance[float(int(value) // 10)] += n
                satisfaction[float(int(value) % 10)] += n
            return statistics.opportunity(importance, satisfaction)

        return self._shown(self._cells(pair), lambda a: a.total(), figure)

    def _ratio(self) -> Measured:
        """Return a share whose k and n are sums of two columns, as in an analytics report."""
        counted, total = self._two(NUMBERS)
        for column in (counted, total):
            self._numeric(column)
        data = self.data
        cells: dict[Cut, tuple[int, int]] = {}
        for keys, row in self._grouped(k=data.value(counted).sum(), n=data.value(total).sum()):
            for cut in keys:
                k, n = cells.get(cut, (0, 0))
                cells[cut] = k + int(row["k"] or 0), n + int(row["n"] or 0)
        for k, n in cells.values():
            if k > n:
                raise Unreadable(
                    NOT_MORE.filled(next=Words(counted.name), step=Words(total.name)), CHECK_FILTER
                )
        return self._shown(
            cells,
            lambda kn: kn[1],
            lambda kn: statistics.share(*kn),
            change=statistics.change_of_shares,
        )

    def _drop_off(self) -> Measured:
        """Return who reached a step and not the next: of a funnel report, or of events (M2.6)."""
        data, answers = self.data, self.measure.answers
        if len(answers) != 2:
            raise Unreadable(NO_ANSWERS, WHICH_ANSWERS)
        if data.of_role(Role.CASE) and data.of_role(Role.EVENT) and len(self.columns) < 2:
            from kit.evidence.visits import reached

            cells = {ALL: reached(data, *answers, self._rows())}
        else:
            step, users = self._two(STEPS)
            self._numeric(users)
            self._check_answers(step)
            sums = [
                data.value(users).sum(where=data.answered(step, [answer])) for answer in answers
            ]
            (row,) = data.rows(self._rows().aggregate(step=sums[0], next=sums[1]))
            cells = {ALL: (int(row["step"] or 0), int(row["next"] or 0))}
        for first, second in cells.values():
            if second > first:
                raise Unreadable(
                    NOT_MORE.filled(step=Words(answers[0]), next=Words(answers[1])), CHECK_FILTER
                )
        return self._shown(
            cells,
            lambda pair: pair[0],
            lambda pair: statistics.share(pair[0] - pair[1], pair[0], DROP_OFF),
        )

    def _verbatims(self) -> Measured:
        """Return what was said, redacted, where enough people spoke (F17)."""
        data, column = self.data, self._one()
        text = data.value(column).cast("string").strip()
        spoken = text.notnull() & (text.length() > 0)
        hit = (
            spoken.ifelse(data.saying(column, self.measure.words), None)
            if (self.measure.words)
            else spoken.ifelse(True, None)
        )
        found = self._shown(
            self._cells(hit),
            lambda a: a.total(),
            lambda a: statistics.share(a[True], a.total()),
            statistics.LEAST_VERBATIMS,
        )
        if ALL not in found.figures:
            return found
        names = [data.value(c) for c in data.of_role(Role.PERSONAL)]
        rows = self._rows()
        shown = rows.filter(hit.fill_null(False)).filter(text.length().between(30, 300))
        chosen = shown.select(text=text, **{f"name{i}": n for i, n in enumerate(names)}).limit(
            LOOKED_AT
        )
        said: list[Redacted] = []
        for row in data.rows(chosen):
            known = [str(row[f"name{i}"]) for i in range(len(names)) if row[f"name{i}"]]
            one = redacted(row["text"], known)
            if len(said) < SHOWN_VERBATIMS and not any(_alike(one.text, s.text) for s in said):
                said.append(one)
        return replace(
            found,
            verbatims=tuple(one.text for one in said),
            redactions=sum(one.count for one in said),
        )

    # --- counting ---

    def _rows(self) -> Any:
        """Return the rows that the measure means."""
        data, measure = self.data, self.measure
        rows = data.expr
        conditions = [data.condition(measure.where), data.within(measure.start, measure.end)]
        if measure.persona:
            conditions.append(self.personas.get(measure.persona))
        for condition in conditions:
            if condition is not None:
                rows = rows.filter(condition)
        return rows

    def _grouped(self, **aggregates: Any) -> Iterator[tuple[list[Cut], dict[str, Any]]]:
        """Yield each group of rows with the cuts that it belongs to."""
        data, measure = self.data, self.measure
        keys: dict[str, Any] = dict(aggregates.pop("keys", {}))
        for number, condition in enumerate(self.personas.values()):
            keys[f"persona{number}"] = condition
        if measure.by:
            keys["segment"] = data.value(data.column(measure.by)).cast("string")
        if measure.every:
            unit = {"month": "M", "quarter": "Q", "year": "Y"}[measure.every]
            keys["period"] = data.moment().truncate(unit)
        rows = self._rows()
        query = rows.group_by(**keys).agg(**aggregates) if keys else rows.aggregate(**aggregates)
        for row in data.rows(query):
            personas: list[str | None] = [None]
            if measure.persona is None:
                personas += [
                    id for number, id in enumerate(self.personas) if row[f"persona{number}"]
                ]
            period = row["period"].date() if row.get("period") is not None else None
            cuts = [Cut(persona) for persona in personas]
            if row.get("segment") is not None:
                cuts.append(Cut(segment=row["segment"]))
            if period:
                cuts += [Cut(persona, period=period) for persona in personas]
            yield cuts, row

    def _cells(self, value: Any) -> dict[Cut, Answers]:
        """Return how often each answer was given, in every cut."""
        cells: dict[Cut, Answers] = {}
        rows = self._rows()
        for cuts, row in self._grouped(keys={"value": value}, n=rows.count()):
            if row["value"] is None:
                continue
            for cut in cuts:
                cells.setdefault(cut, Counter())[row["value"]] += row["n"]
        return cells

    def _shown(
        self,
        cells: Mapping[Cut, Any],
        size: Callable[[Any], int],
        figure: Callable[[Any], Figure | None],
        least: int = statistics.LEAST,
        change: Callable[[Any, Any], Change | None] | None = None,
    ) -> Measured:
        """Return the figures that may be shown (F17), and how the last two periods differ."""
        sizes = {cut: size(found) for cut, found in cells.items()}
        withheld = hidden_cells(sizes, least)
        figures: dict[Cut, Figure] = {}
        for cut, found in cells.items():
            made = None if cut in withheld else figure(found)
            if made is not None:
                figures[cut] = made
        found = Measured(
            self.place,
            self.source,
            self.number,
            self.measure,
            figures,
            withheld,
            self._end(),
            self.columns[0].unit if self.columns else "",
        )
        changes: dict[str | None, Change] = {}
        since: dict[str | None, Change] = {}
        for persona in {cut.persona for cut in figures} if change else ():
            dated = sorted(
                (c for c in figures if c.persona == persona and c.period),
                key=lambda c: c.period or date.min,
            )
            for first, least_many, told in ((-2, 2, changes), (0, 3, since)):
                if len(dated) >= least_many and change:
                    tested = change(cells[dated[first]], cells[dated[-1]])
                    if tested:
                        told[persona] = tested
        return replace(found, changes=changes, since=since)

    def _end(self) -> date | None:
        ends = [day for day in (self.measure.end, self.data.end or self.source.end) if day]
        return min(ends) if ends else None

    # --- columns ---

    def _one(self) -> Column:
        if len(self.columns) != 1:
            raise Unreadable(ONE_COLUMN, NAME_COLUMN)
        return self.columns[0]

    def _two(self, which: Message) -> Sequence[Column]:
        if len(self.columns) != 2:
            raise Unreadable(TWO_COLUMNS.filled(which=which), NAME_COLUMN)
        return self.columns

    def _numeric(self, column: Column) -> None:
        if not self.data.value(column).type().is_numeric():
            raise Unreadable(NO_NUMBER.filled(column=Words(column.name)), OTHER_FIGURE)

    def _scale(self, column: Column) -> tuple[float, float]:
        """Return the ends of a rating; where the figure is defined on one scale alone, that one."""
        name = Words(column.name)
        scale = column.scale
        if scale is None or not self.data.value(column).type().is_numeric():
            raise Unreadable(NO_SCALE.filled(column=name), GIVE_SCALE.filled(column=name))
        needed = NEEDED.get(self.measure.figure)
        if needed and (scale.low, scale.high) != needed:
            says = WRONG_SCALE.filled(
                column=name, scale=str(scale), needed=f"{needed[0]:g}–{needed[1]:g}"
            )
            raise Unreadable(says, OTHER_FIGURE)
        return scale.low, scale.high


def _nps(answers: Answers) -> tuple[int, int, int]:
    """Return promoters, passives and detractors (F13)."""
    promoters = sum(n for value, n in answers.items() if value >= 9)
    passives = sum(n for value, n in answers.items() if 7 <= value < 9)
    return promoters, passives, answers.total() - promoters - passives


def _average(answers: Summary) -> Figure | None:
    """Return the mean of numbers that have no scale."""
    found = statistics.mean(answers, float("-inf"), float("inf"))
    return replace(found, definition=AVERAGE) if found else None


def _alike(one: str, other: str) -> bool:
    """Whether two texts share most of their words: one of them says enough."""
    words, others = set(folded(one).split()), set(folded(other).split())
    return len(words & others) > 0.5 * min(len(words), len(others))


def _descending(name: str) -> Any:
    import ibis

    return ibis.desc(name)


def last_day(start: date, every: str) -> date:
    """Return the last day of the period that begins on a day."""
    months = {"month": 1, "quarter": 3, "year": 12}[every]
    year, month = divmod(start.month - 1 + months, 12)
    return date(start.year + year, month + 1, 1) - timedelta(days=1)
