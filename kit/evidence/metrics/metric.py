"""Compute one metric of a source: request its sums, then draft its estimates.

Estimates are computed by persona, segment and period at once, as suppression depends on all of
them (F17).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kit.diagnostics import Place
from kit.evidence.metrics import statistics
from kit.evidence.metrics.publish import Draft, Quotes
from kit.evidence.metrics.results import MetricResult
from kit.evidence.metrics.specs import (
    COUNT,
    COUNT_OF,
    DROP_OFF,
    SUM,
    MetricSpec,
    mean_of,
    of_mean,
    of_nps,
    of_share,
    of_ticked,
    with_shown,
)
from kit.evidence.metrics.statistics import Estimate
from kit.evidence.privacy.suppression import STATISTICS
from kit.evidence.query.aggregates import (
    Aggregates,
    Base,
    PendingAggregates,
    QueryBatch,
    Sample,
    Selection,
    float_sum,
)
from kit.evidence.query.column_lookup import Columns
from kit.evidence.query.segments import ALL, Segment
from kit.evidence.query.source_data import SourceData
from kit.evidence.table import SHOWN_SUFFIX, Column, UnreadableError
from kit.evidence.verbatims.select import select_verbatims
from kit.i18n import N_, UserText
from kit.sources import Measure, Role, Source

if TYPE_CHECKING:
    from ibis.expr import types as ir

NO_ROWS = N_("The filter matches no rows.")
CHECK_FILTER = N_("Check the filter against the values in the file.")
NO_ANSWER = N_("Nobody answered “{answer}” in “{column}”.")
ANSWERS_ARE = N_("The answers are: {names}.")
WHICH_ANSWERS = N_("Under “answers” or “words”, say which answers to count.")
NO_ANSWERS = N_("This metric does not say what to count.")
STEPS = N_("the steps, and how many reached them")
NUMBERS = N_("what is counted, and out of what")
RATINGS = N_("importance and satisfaction")
NOT_MORE = N_("More customers reached “{next}” than “{step}”.")


PendingDraft = Callable[[], Draft]
"""Call that drafts a metric, once all metrics have requested their sums."""


class MetricQuery:
    """One metric of one source."""

    def __init__(
        self,
        data: SourceData,
        batch: QueryBatch,
        source: Source,
        measure: Measure,
        position: int,
        regions: Sequence[str],
    ) -> None:
        self.data, self.batch, self.source, self.measure = data, batch, source, measure
        self.regions = regions
        self.place: Place = ("evidence", source.id, "measures", position)
        self.number = position + 1
        self.selection = Selection.of(measure)
        self.columns = Columns(data, measure)

    def request(self) -> PendingDraft:
        """Request the sums of the metric for all segments."""
        special: dict[str, Callable[[], PendingDraft]] = {
            "count": self._count,
            "share": self._share,
            "drop-off": self._drop_off,
            "verbatims": self._verbatims,
            "opportunity": self._opportunity,
        }
        kind = self.measure.figure
        if kind == "share" and len(self.columns.all) == 2:
            return self._ratio()
        return special[kind]() if kind in special else self._by_sums(self._spec(), self._base())

    # --- metrics of one column ---

    def _base(self) -> Base:
        """Return the base: rows with a value in the column; all rows if rows are counted."""
        kind, words = self.measure.figure, self.measure.words
        if kind == "count" or (kind == "share" and words) or self.measure.base == "rows":
            return Base("rows")
        return Base("answered", self.data.value(self.columns.one()).notnull())

    def _by_sums(
        self, spec: MetricSpec, base: Base, check: Callable[[], None] | None = None
    ) -> PendingDraft:
        aggregates = self.batch.request(self.selection, spec.sums)

        def draft() -> Draft:
            if check:
                check()
            cells = aggregates()
            if not any(cell["n"] for cell in cells.values()):
                raise UnreadableError(NO_ROWS, CHECK_FILTER)
            return self._draft(cells, spec, base)

        return draft

    def _spec(self) -> MetricSpec:
        kind, data = self.measure.figure, self.data
        if kind == "count":
            rows = self.batch.rows(self.selection)
            return MetricSpec({"n": rows.count()}, lambda c: Estimate(c["n"], c["n"], COUNT))
        column = self.columns.one()
        value = data.value(column)
        if kind == "sum":
            self.columns.numeric(column)
            sums = {"n": value.count(), "total": float_sum(value)}
            return MetricSpec(sums, lambda c: Estimate(c["total"], c["n"], SUM))
        if kind == "mean":
            self.columns.numeric(column)
            return of_mean(value, mean_of(column))
        scale, upward = self.columns.scale(column), self.columns.upward(column)
        low, high = scale.low, scale.high
        if kind == "nps":
            return of_nps(upward)
        if kind == "emotion":
            spec = of_mean(
                upward, lambda s: statistics.emotion(s, low, high), lambda s: s.onto(low, high)
            )
            return with_shown(spec, self._shown(column))
        good, definition = statistics.GOOD[kind]
        return of_share(upward.count(), upward.isin(good).sum(), definition)

    def _shown(self, column: Column) -> ir.Value | None:
        """Return the number who were shown a question; None if the file does not tell (F18)."""
        name = f"{column.name}{SHOWN_SUFFIX}"
        if name not in self.data.expr.columns:
            return None
        return self.data.expr[name].fill_null(False).sum()

    def _count(self) -> PendingDraft:
        """Draft a number of rows, of those with some answers or words if these are given."""
        data, measure = self.data, self.measure
        if not measure.column or not (measure.answers or measure.words):
            return self._by_sums(self._spec(), self._base())
        column = self.columns.one()
        if measure.words:
            hit, check = data.contains_words(column, measure.words), None
        else:
            hit, check = data.has_answer(column, measure.answers), self._check_answers(column)
        rows = self.batch.rows(self.selection)
        spec = MetricSpec(
            {"n": rows.count(), "k": hit.fill_null(False).sum()},
            lambda c: Estimate(c["k"], c["n"], COUNT_OF),
        )
        return self._by_sums(spec, self._base(), check)

    def _share(self) -> PendingDraft:
        data, measure = self.data, self.measure
        column = self.columns.one()
        check = None
        if measure.words:
            hit = data.contains_words(column, measure.words)
        elif measure.answers:
            check = self._check_answers(column)
            answered = data.value(column).notnull()
            hit = answered.ifelse(data.has_answer(column, measure.answers), None)
        elif column.role is Role.CHOSEN:
            return self._ticked(column)
        else:
            raise UnreadableError(NO_ANSWERS, WHICH_ANSWERS)
        return self._by_sums(of_share(hit.count(), hit.sum()), self._base(), check)

    def _ticked(self, column: Column) -> PendingDraft:
        """Draft the share of a tick box, of the base that the file or the metric states (F21)."""
        ticked = self.data.value(column).cast("boolean")
        spec = of_share(ticked.count(), ticked.sum())
        if self.measure.base == "rows":
            everybody = ticked.fill_null(False)
            spec = of_share(everybody.count(), everybody.sum(), statistics.OF_ALL)
        elif column.unsure:
            spec = of_ticked(ticked, self.batch.rows(self.selection).count())
        return self._by_sums(spec, self._base())

    def _check_answers(self, column: Column) -> Callable[[], None] | None:
        """Return a check that raises UnreadableError for a misspelt answer, which nobody gave."""
        if column.role not in (Role.CHOICE, Role.CHOICES, Role.SEGMENT, Role.EVENT):
            return None
        data, answers = self.data, self.measure.answers
        given = self.batch.request(
            Selection(), {answer: data.has_answer(column, [answer]).sum() for answer in answers}
        )

        def check() -> None:
            aggregates = given().get(ALL, Aggregates())
            for answer in answers:
                if not aggregates[answer]:
                    raise self._unknown(column, answer)

        return check

    def _unknown(self, column: Column, answer: str) -> UnreadableError:
        data = self.data
        known = data.rows(
            data.expr.group_by(answer=data.value(column))
            .agg(n=data.expr.count())
            .order_by(data.functions.desc("n"))
            .limit(8)
        )
        names = ", ".join(str(row["answer"]) for row in known if row["answer"] is not None)
        return UnreadableError(
            NO_ANSWER.filled(answer=UserText(answer), column=UserText(column.name)),
            ANSWERS_ARE.filled(names=UserText(names)),
        )

    # --- metrics of several columns ---

    def _opportunity(self) -> PendingDraft:
        """Draft Ulwick's opportunity over the respondents who answered both questions (F16)."""
        wanted, met = self.columns.two(RATINGS)
        importance, satisfaction = self.columns.upward(wanted), self.columns.upward(met)
        both = importance.notnull() & satisfaction.notnull()
        good, _ = statistics.GOOD["csat"]
        spec = MetricSpec(
            {
                "n": both.sum(),
                "wanted": importance.isin(good).sum(where=both),
                "met": satisfaction.isin(good).sum(where=both),
            },
            lambda c: statistics.opportunity(c["wanted"], c["met"], c["n"]),
        )
        aggregates = self.batch.request(self.selection, spec.sums)
        base = Base("answered", both)
        return lambda: self._draft(aggregates(), spec, base)

    def _ratio(self) -> PendingDraft:
        """Draft a share whose k and n are sums of two columns, as in an analytics report."""
        part, whole = self.columns.two(NUMBERS)
        for column in (part, whole):
            self.columns.numeric(column)
        spec = of_share(float_sum(self.data.value(whole)), float_sum(self.data.value(part)))
        base = Base("total", weight=self.data.value(whole))
        aggregates = self.batch.request(self.selection, spec.sums)

        def draft() -> Draft:
            cells = aggregates()
            self._check_order(cells, whole.name, part.name)
            return self._draft(cells, spec, base)

        return draft

    def _drop_off(self) -> PendingDraft:
        """Draft the share who reached a step and not the next, of a funnel or of events (M2.6)."""
        data, answers = self.data, self.measure.answers
        if len(answers) != 2:
            raise UnreadableError(NO_ANSWERS, WHICH_ANSWERS)
        selection = replace(self.selection, by=None, every=None)
        check = None
        if data.of_role(Role.CASE) and data.of_role(Role.EVENT) and len(self.columns.all) < 2:
            from kit.evidence.paths.visits import reached

            cases, events = (data.of_role(role)[0] for role in (Role.CASE, Role.EVENT))
            reaching = data.has_answer(events, answers[:1])
            base = Base("reached", reaching, case=data.value(cases))
            first, second = reached(data, *answers, self.batch.rows(selection))
            aggregates: PendingAggregates = partial(
                dict, {ALL: Aggregates([{"n": first, "k": second}])}
            )
        else:
            step, users = self.columns.two(STEPS)
            self.columns.numeric(users)
            check = self._check_answers(step)
            n, k = (float_sum(data.value(users), data.has_answer(step, [a])) for a in answers)
            base = Base("total", data.has_answer(step, answers[:1]), data.value(users))
            aggregates = self.batch.request(selection, {"n": n, "k": k})

        def left(cell: Aggregates) -> Estimate | None:
            return statistics.share(cell["n"] - cell["k"], cell["n"], DROP_OFF)

        def draft() -> Draft:
            if check:
                check()
            cells = {ALL: aggregates().get(ALL, Aggregates())}
            self._check_order(cells, *answers)
            return self._draft(cells, MetricSpec({}, left), base)

        return draft

    def _check_order(self, cells: Mapping[Segment, Aggregates], step: str, following: str) -> None:
        for cell in cells.values():
            if cell["k"] > cell["n"]:
                raise UnreadableError(
                    NOT_MORE.filled(step=UserText(step), next=UserText(following)), CHECK_FILTER
                )

    def _verbatims(self) -> PendingDraft:
        """Draft verbatims, redacted, if enough respondents wrote (F17)."""
        data, column = self.data, self.columns.one()
        text = data.value(column).cast("string").strip()
        written = text.notnull() & (text.length() > 0)
        matching = data.contains_words(column, self.measure.words) if self.measure.words else True
        hit = written.ifelse(matching, None)
        spec = replace(of_share(hit.count(), hit.sum()), change=None)
        aggregates = self.batch.request(self.selection, spec.sums)
        base = Base("spoken", written)

        def quotes() -> tuple[tuple[str, ...], int]:
            rows = self.batch.rows(self.selection).filter(hit.fill_null(False))
            return select_verbatims(data, rows, text, self.regions)

        return lambda: self._draft(aggregates(), spec, base, statistics.LEAST_VERBATIMS, quotes)

    # --- drafts, published after suppression (F17) ---

    def _draft(
        self,
        aggregates: Mapping[Segment, Aggregates],
        spec: MetricSpec,
        base: Base,
        least: int = statistics.LEAST,
        quotes: Quotes | None = None,
    ) -> Draft:
        """Return the metric as computed, before suppression."""
        measured = MetricResult(
            self.place,
            self.source,
            self.number,
            self.measure,
            end=self._end(),
            unit=self.measure.unit or self.columns.unit,
        )
        return Draft(measured, aggregates, spec, self._sample(base), least, quotes)

    def _sample(self, base: Base) -> Sample:
        """Return the sample, with the statistic by which samples are compared (F17)."""
        kind = self.measure.figure
        whole = kind == "count" and not (self.measure.answers or self.measure.words)
        of = () if whole else tuple(column.name for column in self.columns.all)
        steps = self.measure.answers if kind == "drop-off" else ()
        return Sample((STATISTICS.get(kind, kind), *of, *steps), self.selection, base)

    def _end(self) -> date | None:
        ends = [day for day in (self.measure.end, self.data.end or self.source.end) if day]
        return min(ends) if ends else None
