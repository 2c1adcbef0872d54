"""From declarations to figures: what each measure of a workshop says, cut by persona and period.

Every figure is made of a few sums, by persona, segment and period at once, so what a total hides or
shows is decided over all of them (F17). The measures of a source are counted together.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from kit.evidence import statistics
from kit.evidence.counting import Answer, Counted, Counting, Over, Sums, spread
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
    measured, refused = _all_measured(data, source)
    troubles = [_trouble((*place, "measures", n), error) for n, error in refused.items()]
    journeys: list[Lived] = []
    if source.steps and stages:
        try:
            journeys.append(lived(data, source, stages))
        except Unreadable as error:
            troubles.append(_trouble((*place, "steps"), error))
    return Measurements(tuple(measured), {source.id: facts}, tuple(troubles), tuple(journeys))


def _all_measured(data: Data, source: Source) -> tuple[list[Measured], dict[int, Unreadable]]:
    """Return what the measures of a source say, and why some say nothing.

    All of them ask before the first one learns, so that they are answered together.
    """
    counting = Counting(data, source.personas)
    asked: dict[int, Callable[[], Measured]] = {}
    measured: list[Measured] = []
    refused: dict[int, Unreadable] = {}
    for number, declared in enumerate(source.measures):
        try:
            asked[number] = _Measuring(data, counting, source, declared, number).asked()
        except Unreadable as error:
            refused[number] = error
    for number, learned in asked.items():
        try:
            measured.append(learned())
        except Unreadable as error:
            refused[number] = error
    return measured, dict(sorted(refused.items()))


def _people(data: Data) -> Any:
    """Return how many customers there are: the cases of an event log, else the rows."""
    cases = data.of_role(Role.CASE)
    return data.value(cases[0]).nunique() if cases else data.expr.count()


def _trouble(place: Place, error: Unreadable) -> Trouble:
    return Trouble(place, error.says, error.fix)


@dataclass(frozen=True)
class _Made:
    """What a figure is made of: sums, ``n`` among them; and how two periods are compared."""

    sums: Sums
    figure: Callable[[Counted], Figure | None]
    change: Callable[[Counted, Counted], Change | None] | None = None


Learned = Callable[[], Measured]
"""What makes the figures of a measure, once all measures have asked for their sums."""


class _Measuring:
    """One measure on one source."""

    def __init__(
        self, data: Data, counting: Counting, source: Source, measure: Measure, position: int
    ) -> None:
        self.data, self.counting, self.source, self.measure = data, counting, source, measure
        self.place: Place = ("evidence", source.id, "measures", position)
        self.number = position + 1
        self.over = Over.of(measure)
        self.columns = [data.column(name) for name in measure.column]

    def asked(self) -> Learned:
        """Ask for what the figures of all cuts are made of."""
        making: dict[str, Callable[[], Learned]] = {
            "share": self._share,
            "drop-off": self._drop_off,
            "verbatims": self._verbatims,
            "opportunity": self._opportunity,
        }
        kind = self.measure.figure
        if kind == "share" and len(self.columns) == 2:
            return self._ratio()
        return making[kind]() if kind in making else self._answered(self._made())

    # --- figures made of the answers in one column ---

    def _answered(self, made: _Made, check: Callable[[], None] | None = None) -> Learned:
        counted = self.counting.ask(self.over, made.sums)

        def learned() -> Measured:
            if check:
                check()
            cells = counted()
            if not any(cell["n"] for cell in cells.values()):
                raise Unreadable(NO_ROWS, CHECK_FILTER)
            return self._shown(cells, made)

        return learned

    def _made(self) -> _Made:
        kind, data = self.measure.figure, self.data
        if kind == "count":
            rows = self.counting.rows(self.over)
            return _Made({"n": rows.count()}, lambda c: Figure(c["n"], c["n"], COUNT))
        column = self._one()
        value = data.value(column)
        if kind == "sum":
            self._numeric(column)
            sums = {"n": value.count(), "total": value.cast("float64").sum()}
            whole = int if value.type().is_integer() else float
            return _Made(sums, lambda c: Figure(whole(c["total"]), c["n"], SUM))
        if kind == "mean" and not column.scale:
            self._numeric(column)
            return _of_mean(value, _average)
        low, high = self._scale(column)
        if kind == "nps":
            return _of_nps(value)
        if kind == "mean":
            return _of_mean(value, lambda s: statistics.mean(s, low, high))
        if kind == "emotion":
            return _of_mean(
                value, lambda s: statistics.emotion(s, low, high), lambda s: s.onto(low, high)
            )
        good, definition = statistics.GOOD[kind]
        return _of_share(value.count(), value.isin(good).sum(), definition)

    def _share(self) -> Learned:
        data, measure = self.data, self.measure
        column = self._one()
        check = None
        if measure.words:
            hit = data.saying(column, measure.words)
        elif measure.answers:
            check = self._known(column)
            answered = data.value(column).notnull()
            hit = answered.ifelse(data.answered(column, measure.answers), None)
        elif column.role is Role.CHOSEN:
            hit = data.value(column).cast("boolean")
        else:
            raise Unreadable(NO_ANSWERS, WHICH_ANSWERS)
        return self._answered(_of_share(hit.count(), hit.sum()), check)

    def _known(self, column: Column) -> Callable[[], None] | None:
        """Refuse an answer that nobody gave: it is misspelt rather than at nought per cent."""
        if column.role not in (Role.CHOICE, Role.CHOICES, Role.SEGMENT, Role.EVENT):
            return None
        data, answers = self.data, self.measure.answers
        given = self.counting.ask(
            Over(), {answer: data.answered(column, [answer]).sum() for answer in answers}
        )

        def check() -> None:
            counted = given().get(ALL, Counted())
            for answer in answers:
                if not counted[answer]:
                    raise self._unknown(column, answer)

        return check

    def _unknown(self, column: Column, answer: str) -> Unreadable:
        data = self.data
        known = data.rows(
            data.expr.group_by(answer=data.value(column))
            .agg(n=data.expr.count())
            .order_by(_descending("n"))
            .limit(8)
        )
        names = ", ".join(str(row["answer"]) for row in known if row["answer"] is not None)
        return Unreadable(
            NO_ANSWER.filled(answer=Words(answer), column=Words(column.name)),
            ANSWERS_ARE.filled(names=Words(names)),
        )

    # --- figures made of more than one column ---

    def _opportunity(self) -> Learned:
        """Ulwick's opportunity over those who answered both (F16)."""
        wanted, met = self._two(RATINGS)
        for column in (wanted, met):
            self._scale(column)
        importance, satisfaction = self.data.value(wanted), self.data.value(met)
        both = importance.notnull() & satisfaction.notnull()
        good, _ = statistics.GOOD["csat"]
        made = _Made(
            {
                "n": both.sum(),
                "wanted": importance.isin(good).sum(where=both),
                "met": satisfaction.isin(good).sum(where=both),
            },
            lambda c: statistics.opportunity(c["wanted"], c["met"], c["n"]),
        )
        counted = self.counting.ask(self.over, made.sums)
        return lambda: self._shown(counted(), made)

    def _ratio(self) -> Learned:
        """Return a share whose k and n are sums of two columns, as in an analytics report."""
        part, whole = self._two(NUMBERS)
        for column in (part, whole):
            self._numeric(column)
        made = _of_share(self.data.value(whole).sum(), self.data.value(part).sum())
        counted = self.counting.ask(self.over, made.sums)

        def learned() -> Measured:
            cells = counted()
            self._check_order(cells, whole.name, part.name)
            return self._shown(cells, made)

        return learned

    def _drop_off(self) -> Learned:
        """Return who reached a step and not the next: of a funnel report, or of events (M2.6)."""
        data, answers = self.data, self.measure.answers
        if len(answers) != 2:
            raise Unreadable(NO_ANSWERS, WHICH_ANSWERS)
        over = replace(self.over, by=None, every=None)
        check = None
        if data.of_role(Role.CASE) and data.of_role(Role.EVENT) and len(self.columns) < 2:
            from kit.evidence.visits import reached

            first, second = reached(data, *answers, self.counting.rows(over))
            counted: Answer = partial(dict, {ALL: Counted([{"n": first, "k": second}])})
        else:
            step, users = self._two(STEPS)
            self._numeric(users)
            check = self._known(step)
            n, k = (data.value(users).sum(where=data.answered(step, [a])) for a in answers)
            counted = self.counting.ask(over, {"n": n, "k": k})

        def left(cell: Counted) -> Figure | None:
            return statistics.share(cell["n"] - cell["k"], cell["n"], DROP_OFF)

        def learned() -> Measured:
            if check:
                check()
            cells = {ALL: counted().get(ALL, Counted())}
            self._check_order(cells, *answers)
            return self._shown(cells, _Made({}, left))

        return learned

    def _check_order(self, cells: Mapping[Cut, Counted], step: str, following: str) -> None:
        for cell in cells.values():
            if cell["k"] > cell["n"]:
                raise Unreadable(
                    NOT_MORE.filled(step=Words(step), next=Words(following)), CHECK_FILTER
                )

    def _verbatims(self) -> Learned:
        """Return what was said, redacted, where enough people spoke (F17)."""
        data, column = self.data, self._one()
        text = data.value(column).cast("string").strip()
        spoken = text.notnull() & (text.length() > 0)
        said = data.saying(column, self.measure.words) if self.measure.words else True
        hit = spoken.ifelse(said, None)
        made = replace(_of_share(hit.count(), hit.sum()), change=None)
        counted = self.counting.ask(self.over, made.sums)

        def learned() -> Measured:
            found = self._shown(counted(), made, statistics.LEAST_VERBATIMS)
            return self._quoted(found, text, hit) if ALL in found.figures else found

        return learned

    def _quoted(self, found: Measured, text: Any, hit: Any) -> Measured:
        """Return what was found with some of the texts, redacted."""
        data = self.data
        names = [data.value(c) for c in data.of_role(Role.PERSONAL)]
        rows = self.counting.rows(self.over)
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

    # --- what may be shown ---

    def _shown(
        self, counted: Mapping[Cut, Counted], made: _Made, least: int = statistics.LEAST
    ) -> Measured:
        """Return the figures that may be shown (F17), and how the last two periods differ."""
        cells = {cut: cell for cut, cell in counted.items() if cell["n"]}
        withheld = hidden_cells({cut: cell["n"] for cut, cell in cells.items()}, least)
        figures: dict[Cut, Figure] = {}
        for cut, cell in cells.items():
            figure = None if cut in withheld else made.figure(cell)
            if figure is not None:
                figures[cut] = figure
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
        for persona in {cut.persona for cut in figures} if made.change else ():
            dated = sorted(
                (c for c in figures if c.persona == persona and c.period),
                key=lambda c: c.period or date.min,
            )
            for first, least_many, told in ((-2, 2, changes), (0, 3, since)):
                if len(dated) >= least_many and made.change:
                    tested = made.change(cells[dated[first]], cells[dated[-1]])
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


def _of_share(n: Any, k: Any, definition: Message = statistics.SHARE) -> _Made:
    return _Made(
        {"n": n, "k": k},
        lambda c: statistics.share(c["k"], c["n"], definition),
        lambda a, b: statistics.change_of_shares((a["k"], a["n"]), (b["k"], b["n"])),
    )


def _of_nps(value: Any) -> _Made:
    """Return what an NPS is made of: promoters, passives and detractors (F13)."""

    def three(counted: Counted) -> tuple[int, int, int]:
        promoters, passives = counted["promoters"], counted["passives"]
        return promoters, passives, counted["n"] - promoters - passives

    return _Made(
        {
            "n": value.count(),
            "promoters": (value >= 9).sum(),
            "passives": ((value >= 7) & (value < 9)).sum(),
        },
        lambda c: statistics.nps(*three(c)),
        lambda a, b: statistics.change_of_nps(three(a), three(b)),
    )


def _of_mean(
    value: Any,
    figure: Callable[[Summary], Figure | None],
    laid: Callable[[Summary], Summary] = lambda summary: summary,
) -> _Made:
    """Return what a mean is made of; ``laid`` is the scale on which two periods are compared."""
    return _Made(
        spread(value),
        lambda c: figure(c.summary),
        lambda a, b: statistics.change_of_means(laid(a.summary), laid(b.summary)),
    )


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
