"""Write what a summary asks to decide, and what is decided: why, who, cost, gain (F8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kit.blocks import Card, Entry
from kit.i18n import N_, RichText, joined
from kit.results import (
    candidates,
    decided,
    first_three,
    for_isolated_alone,
    improvement_ranks,
    ranked_improvements,
    ranked_pains,
    removed_by,
    to_decide,
)
from kit.results.robustness import FIRST
from kit.sections.context import Context
from kit.sections.gains import gain
from kit.sections.marks import assumption, cited, customers, labelled, status
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint

ASKED, BEGUN = 3, 3
"""The most decisions asked for, and how many improvements planned or under way fill the page."""

MOST = 2
"""The most pain points or touchpoints that a card names; the others are counted."""

LONGEST = 70
"""The most characters of a client's text that a card repeats."""

LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class Decisions:
    """The improvements on the decision page, lettered from A: to decide first, then the decided.

    Attributes
    ----------
    shown
        The pain points on the same page, numbered from 1: a decision refers to them by number.
    """

    context: Context
    shown: tuple[PainPoint, ...]

    @cached_property
    def asked(self) -> tuple[Improvement, ...]:
        """The improvements proposed, the first first (F8, M6.6)."""
        return to_decide(self.context.journey, ASKED)

    @cached_property
    def begun(self) -> tuple[Improvement, ...]:
        """The improvements planned or under way, with those that remove a pain point shown."""
        return decided(self.context.journey, self.shown, BEGUN)

    @cached_property
    def letters(self) -> dict[str, str]:
        """The letter of each improvement on the page, by its id."""
        ids = [improvement.id for improvement in (*self.asked, *self.begun)]
        return dict(zip(ids, LETTERS, strict=False))

    def cards(self) -> tuple[Card, ...]:
        """Return a card for each decision asked for (M6.4, F8)."""
        return tuple(self._card(improvement) for improvement in self.asked)

    def _card(self, improvement: Improvement) -> Card:
        context = self.context
        t = context.t
        found = (
            (N_("Why"), _why(context, improvement, self.shown)),
            (N_("Who, when"), _who_and_when(context, improvement)),
            (N_("Who decides, cost"), _decider_and_cost(context, improvement)),
            (N_("Estimated gain"), gain(context, improvement)),
            (N_("Evidence, rank"), _certainty(context, improvement)),
        )
        return Card(
            self._lettered(improvement),
            tuple(Entry(t(label), (said,)) for label, said in found if str(said)),
            id=f"decision-{improvement.id}",
            sources=cited(context, _evidence(context, improvement)),
        )

    def _lettered(self, improvement: Improvement) -> RichText:
        context = self.context
        return context.t.inline(
            N_("{number}. {text}"),
            number=self.letters[improvement.id],
            text=context.journey.words(improvement.solution.text),
        )

    def running(self) -> tuple[RichText, ...]:
        """Return what is planned or under way, each with why, who and when."""
        context, t = self.context, self.context.t
        said: list[RichText] = []
        for one in self.begun:
            message = N_("{improvement} ({status})")
            label = t.inline(
                message, improvement=self._lettered(one), status=status(context, one).said
            )
            parts = (
                _why(context, one, self.shown, self._numbered(one)),
                _who_and_when(context, one),
                *_by_hand(context, one),
            )
            text = joined([part for part in parts if str(part)], t(N_("; ")))
            said.append(labelled(t, label, text))
        return tuple(said)

    def _numbered(self, improvement: Improvement) -> int:
        """Return how many of the pain points that it removes to name: those shown, or one."""
        return max(1, min(MOST, sum(pain.id in improvement.removes for pain in self.shown)))

    def running_sources(self) -> tuple[tuple[int, ...], ...]:
        """Return the numbers of the sources of what is planned or under way (M1.2)."""
        return tuple(cited(self.context, _evidence(self.context, one)) for one in self.begun)

    def answer(self, pain: PainPoint) -> RichText:
        """Return what is done about a pain point: the letters of this page, or another state."""
        context, t = self.context, self.context.t
        found = removed_by(context.journey, pain.id)
        on_page = [one for one in found if one.id in self.letters]
        if on_page:
            return t.listed([self._state(one) for one in on_page])
        if ahead := [one for one in found if one.open]:
            return t.listed([labelled(t, status(context, one).said, _name(context, one))
                             for one in ahead[:1]])  # fmt: skip
        if found:
            return labelled(t, status(context, found[0]).said, _name(context, found[0]))
        return t(N_("no improvement removes it so far"))

    def _state(self, improvement: Improvement) -> RichText:
        t, letter = self.context.t, self.letters[improvement.id]
        if improvement in self.asked:
            return t(N_("{letter}, to be decided"), letter=letter)
        said = status(self.context, improvement).said
        if improvement.due:
            message = N_("{letter}, {status}, by {date}")
            return t.inline(message, letter=letter, status=said, date=improvement.due)
        return t.inline(N_("{letter}, {status}"), letter=letter, status=said)

    def left_out(self) -> Iterator[RichText]:
        """Yield what is proposed and not on the page: equal, further down, or a time sink (F8)."""
        context, t = self.context, self.context.t
        ranked = ranked_improvements(context.journey)
        proposed = [one for one in ranked if one.status == "proposed" and one not in self.asked]
        place = improvement_ranks(ranked)
        equal = [one for one in proposed if self.asked and one.quadrant != "time-sink"
                 and not for_isolated_alone(context.journey, one)
                 and place[one.id] == place[self.asked[-1].id]]  # fmt: skip
        if equal:
            yield t.inline(
                N_("Equal to the last one in impact, effort and dots: {improvements}."),
                improvements=_names(context, equal),
            )
        sinks = [one for one in proposed if one.quadrant == "time-sink" and one not in equal]
        if sinks:
            yield t.inline(
                N_("Proposed, but the effort exceeds the impact: {improvements}."),
                improvements=[_with_scores(context, one) for one in sinks[:MOST]]
                + _others(context, sinks),
            )
        isolated = [one for one in proposed if one not in (*equal, *sinks)
                    and for_isolated_alone(context.journey, one)]  # fmt: skip
        if isolated:
            yield t.inline(
                N_("Proposed for isolated pain points: {improvements}."),
                improvements=_names(context, isolated),
            )
        if rest := len(proposed) - len(equal) - len(sinks) - len(isolated):
            yield t.plural(
                "{count} more is proposed: see Improvements.",
                "{count} more are proposed: see Improvements.",
                rest,
            )
        begun = [one for one in ranked if one.status in ("planned", "under-way")]
        if rest := len(begun) - len(self.begun):
            yield t.plural(
                "{count} more is planned or under way: see the roadmap.",
                "{count} more are planned or under way: see the roadmap.",
                rest,
            )


def _name(context: Context, improvement: Improvement) -> RichText:
    """Quote an improvement; a long one is cut by the page."""
    return context.t.quoted(context.phrase(improvement.solution.text))


def _with_scores(context: Context, improvement: Improvement) -> RichText:
    """Return an improvement with its effort and its impact (F6)."""
    return context.t.inline(
        N_("{improvement} ({effort} against {impact} of 5)"),
        improvement=_name(context, improvement),
        effort=improvement.effort,
        impact=improvement.impact,
    )


def _names(context: Context, improvements: Sequence[Improvement]) -> list[RichText]:
    named = [_name(context, one) for one in improvements[:MOST]]
    return [*named, *_others(context, improvements)]


def _removed(context: Context, improvement: Improvement) -> list[PainPoint]:
    """Return the pain points that an improvement removes, worst first."""
    return [pain for pain in ranked_pains(context.journey) if pain.id in improvement.removes]


def _evidence(context: Context, improvement: Improvement) -> list[str]:
    """Return the sources of an improvement and of the pain points that it removes (M1.2, M6.1)."""
    removed = [id for pain in _removed(context, improvement) for id in pain.sources]
    return [*improvement.solution.evidence, *removed]


def _why(
    context: Context, improvement: Improvement, shown: Sequence[PainPoint], most: int = MOST
) -> RichText:
    """Return the pain points that it removes with k of n, or what it strengthens (M6.1).

    Parameters
    ----------
    most
        How many pain points are named; the others are counted.
    """
    t, removed = context.t, _removed(context, improvement)
    if removed:
        named = [_pain(context, pain, shown) for pain in removed[:most]]
        return t.inline(N_("removes {pains}"), pains=[*named, *_others(context, removed, most)])
    if improvement.strengthens:
        names = [t.quoted(context.name(id)) for id in improvement.strengthens[:MOST]]
        more = _others(context, improvement.strengthens)
        return t.inline(N_("strengthens {places}"), places=[*names, *more])
    return ""


def _others(context: Context, named: Sequence[object], most: int = MOST) -> list[RichText]:
    rest = len(named) - most
    return [context.t.plural("{count} more", "{count} more", rest)] if rest > 0 else []


def _pain(context: Context, pain: PainPoint, shown: Sequence[PainPoint]) -> RichText:
    """Return the number that a pain point has on the page, or its words with k of n."""
    t = context.t
    if pain in shown:
        return t(N_("pain point {number}"), number=shown.index(pain) + 1)
    words: RichText = t.inline(N_("a pain point at “{place}”"), place=context.name(pain.at))
    if pain.mentions is None:
        return words
    count = customers(t, pain.mentions)
    if pain.severity is None:
        return t.inline(N_("{pain} ({count})"), pain=words, count=count)
    return t.inline(
        N_("{pain} ({count}; severity {severity})"),
        pain=words,
        count=count,
        severity=t.number(pain.severity.value),
    )


def _who_and_when(context: Context, improvement: Improvement) -> RichText:
    """Return owner and date, or which of them is to be decided (M6.6)."""
    t, due = context.t, improvement.due
    owner = context.phrase(improvement.owner) if improvement.owner else ""
    if owner and due:
        return t.inline(N_("{owner}, by {date}"), owner=owner, date=due)
    if owner:
        return t.inline(N_("{owner}; to be decided: when"), owner=owner)
    if due:
        return t.inline(N_("by {date}; to be decided: who"), date=due)
    return t(N_("to be decided: who, when"))


def _decider_and_cost(context: Context, improvement: Improvement) -> RichText:
    """Return who decides and the cost, or that the map does not say, with the effort (M6.6, F6)."""
    t, parts = context.t, list[RichText]()
    if improvement.decided_by:
        parts.append(context.phrase(improvement.decided_by))
    elif improvement.cost:
        parts.append(t(N_("decider not stated")))
    if improvement.cost:
        parts.append(context.phrase(improvement.cost))
    elif improvement.decided_by:
        parts.append(t(N_("cost not stated")))
    if not parts:
        parts.append(t(N_("not stated", "decider and cost")))
    if improvement.effort_months:
        months = t.number(improvement.effort_months)
        parts.append(t(N_("{months} person-months"), months=months))
    elif improvement.effort:
        parts.append(t(N_("effort {effort} of 5"), effort=improvement.effort))
    return joined(parts, t(N_("; ")))


def _certainty(context: Context, improvement: Improvement) -> RichText:
    """Return how many sources it rests on, and its robustness (F8, F11)."""
    t = context.t
    parts: list[RichText] = []
    if found := cited(context, _evidence(context, improvement)):
        parts.append(t.plural("{count} source", "{count} sources", len(found)))
    elif _removed(context, improvement):
        parts.append(assumption(t).said)
    parts.append(_rank(context, improvement))
    return joined([part for part in parts if str(part)], t(N_("; ")))


def _by_hand(context: Context, improvement: Improvement) -> list[RichText]:
    """Return that an improvement was ranked by hand, with the reason (F8)."""
    t, reason = context.t, improvement.rank_reason
    if improvement.rank is None:
        return []
    if not reason or len(reason) > LONGEST:
        return [t(N_("ranked by hand"))]
    return [t.inline(N_("ranked by hand: {reason}"), reason=context.phrase(reason))]


def _rank(context: Context, improvement: Improvement) -> RichText:
    """Return its rank among all that are open, and whether it holds if one score changes (F8)."""
    t, journey = context.t, context.journey
    if by_hand := _by_hand(context, improvement):
        return by_hand[0]
    n = len(candidates(journey))
    if n <= FIRST or improvement.quadrant is None:
        return ""
    place = improvement_ranks(ranked_improvements(journey))[improvement.id]
    message = N_("rank {rank} of {n}, shared") if place.shared else N_("rank {rank} of {n}")
    said = t(message, rank=place.rank, n=n)
    found = next((one for one in first_three(journey) if one.id == improvement.id), None)
    if found is None:
        return said
    close = N_("one point more or less in a score can move it out of the first three")
    firm = N_("stays among the first three if any one score changes by a point")
    return joined([said, t(firm if found.robust else close)], t(N_("; ")))
