"""Find the statements of an answer that contradict the brief of its case.

A statement is compared with the facts of the ideas that it states. It contradicts the brief where
it agrees with none of them: a text about two ideas may have the figure of either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kit.fields import normalize
from kit.i18n import N_, Message, UserText
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint
from kit.steps.stages import FEWEST_ALLOWED as FEWEST
from kit.steps.stages import Stage
from kit.steps.touchpoints import NATURES, Touchpoint
from kit.studio.learning.cases import Case, Idea
from kit.studio.learning.denial import denies
from kit.studio.learning.facts import Facts, Range
from kit.studio.learning.quantities import Quantity, agrees, quantities
from kit.studio.learning.statements import LearnerStatement

SCORE = N_("a score of {stated:+}, where the brief has {given:+} ({source})")
MENTIONS = N_("{k} of {n}, where the brief has {given_k} of {given_n} ({source})")
RATED = N_("{field}: {stated}, where the brief speaks for {low} to {high} ({source})")
RATED_ONE = N_("{field}: {stated}, where the brief speaks for {low} ({source})")
NATURE = N_("“{stated}”, where the brief speaks for “{given}” ({source})")
NO_DOCUMENT = N_("“{stated}” as the source, which is no document of the brief")
DENIED = N_("the brief says the opposite: “{given}” ({source})")
EARLIER = N_("the brief tells the stages in another order: this one comes later")
OWNER = N_("“{stated}” as the owner, where the brief speaks for “{given}” ({source})")
TOO_SOON = N_(
    "done by {due}, where the brief says that it takes {months} months or more ({source})"
)
FIGURE = N_("“{stated}”, a figure that the brief does not have")
SOURCE = N_("“{stated}” as the source, where the brief has it from “{given}”")

RATINGS: dict[str, Message] = {
    "importance": N_("Importance"),
    "impact": N_("Impact"),
    "persistence": N_("Persistence"),
    "effort": N_("Effort"),
}

DAYS_A_MONTH = 30

WRONG_SIDE = 2.0
"""Weight of a score on the wrong side of zero."""

COMMON = 0.15
"""Share of the customers from which a pain point contradicts a touchpoint that pleases."""

FEW_FACTS = 3
"""Fewest facts of a kind that are judged by themselves."""

ORDERED = 0.65
"""Share of the stages in order below which the order contradicts the brief."""

OUT_OF_ORDER = 4.0
"""Weight of stages in another order."""

WRONG_SOURCE = 0.5
"""Weight of a wrong source: the statement itself may be right."""


@dataclass(frozen=True)
class ComparedFact:
    """A fact that was compared with the brief.

    Attributes
    ----------
    answer
        The number of the answer among those of the step.
    kind
        The kind of fact, such as ``sources``.
    contradiction
        The contradiction, as the end of a sentence; None where the fact agrees.
    """

    answer: int
    kind: str
    contradiction: Message | None = None
    weight: float = 1.0


Check = Callable[[LearnerStatement], Iterator[tuple[Message | None, float]]]
"""Yields a fact's contradiction, None where it agrees, and its weight."""


def compare(statements: Sequence[LearnerStatement], step: str) -> tuple[ComparedFact, ...]:
    """Compare the statements of a step with the brief."""
    compared = [
        ComparedFact(number, kind, contradiction, weight)
        for number, stated in enumerate(statements)
        for kind, check in CHECKS[step].items()
        for contradiction, weight in check(stated)
    ]
    return (*compared, *(_order(statements) if step == "stages" else ()))


def _order(statements: Sequence[LearnerStatement]) -> Iterator[ComparedFact]:
    """Yield a contradiction where the stages stand in another order than the case tells them."""
    ideas = statements[0].case.exercises["stages"].ideas if statements else ()
    places = [(n, [ideas.index(i) for i in one.ideas]) for n, one in enumerate(statements)]
    placed = [(number, options) for number, options in places if options]
    if len(placed) >= FEWEST and _longest_order([o for _, o in placed]) < ORDERED * len(placed):
        yield ComparedFact(placed[0][0], "order", EARLIER, OUT_OF_ORDER)


def _longest_order(places: Sequence[Sequence[int]]) -> int:
    """Return how many of the places stand in order, one of its options taken for each.

    >>> _longest_order([[0], [2], [1, 3], [4]]), _longest_order([[4], [3], [1], [0]])
    (4, 1)
    """
    ends: dict[int, int] = {}
    for options in places:
        best = {
            place: 1 + max((n for end, n in ends.items() if end <= place), default=0)
            for place in options
        }
        for place, count in best.items():
            ends[place] = max(count, ends.get(place, 0))
    return max(ends.values(), default=0)


def agreement(facts: Sequence[ComparedFact]) -> float:
    """Return the weighted share of facts that agree with the brief; 1 if none was compared.

    Where most facts of a kind contradict it, such as the sources, it is the share of that kind.
    """
    kinds: dict[str, list[ComparedFact]] = {}
    for one in facts:
        kinds.setdefault(one.kind, []).append(one)
    lowest = [
        agree
        for each in kinds.values()
        if len(each) >= FEW_FACTS and (agree := _agreement(each, weighted=False)) < 0.5
    ]
    return min([_agreement(facts, weighted=True), *lowest])


def _agreement(facts: Sequence[ComparedFact], *, weighted: bool) -> float:
    wrong = sum(one.weight if weighted else 1 for one in facts if one.contradiction is not None)
    return max(0.0, 1 - wrong / len(facts)) if facts else 1.0


def _score(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
    value = stated.answer.feeling
    given = [one for one in stated.facts if one.score is not None]
    if value is None or not given:
        return
    if any(abs(value - (one.score or 0)) <= one.tolerance + 1e-9 for one in given):
        yield None, 1.0
        return
    nearest = min(given, key=lambda one: abs((one.score or 0) - value))
    score = nearest.score or 0
    weight = WRONG_SIDE if value * score < 0 else 1.0
    yield SCORE.filled(stated=value, given=score, source=_document(stated, nearest)), weight


def _mentions(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
    record = stated.record
    given = {one.mentions: one for one in stated.facts if one.mentions}
    if not isinstance(record, PainPoint) or record.mentions is None or not given:
        return
    k, n = record.mentions.k, record.mentions.n
    if n is None:
        return
    if (k, n) in given:
        yield None, 1.0
        return
    nearest = min(given, key=lambda one: abs(one[0] - k))
    source = _document(stated, given[nearest])
    yield (
        MENTIONS.filled(k=k, n=n, given_k=nearest[0], given_n=nearest[1], source=source),
        1.0,
    )


def _rating(field: str) -> Check:
    def check(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
        value: int | None = getattr(stated.record, field, None)
        given: list[tuple[Facts, Range]] = [
            (one, r) for one in stated.facts if (r := getattr(one, field)) is not None
        ]
        if value is None or not given:
            return
        if any(low <= value <= high for _, (low, high) in given):
            yield None, 1.0
            return
        known, (low, high) = given[0]
        message = (RATED_ONE if low == high else RATED).filled(
            field=RATINGS[field], stated=value, low=low, high=high, source=_document(stated, known)
        )
        yield message, 1.0

    return check


def _nature(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
    record = stated.record
    given = {one.nature: one for one in stated.facts if one.nature}
    if not isinstance(record, Touchpoint) or record.nature not in ("positive", "irritant"):
        return
    if not given:
        return
    if record.nature in given:
        yield None, 1.0
        return
    nature, known = next(iter(given.items()))
    yield (
        NATURE.filled(
            stated=NATURES[record.nature],
            given=NATURES[nature],
            source=_document(stated, known),
        ),
        1.0,
    )


PLEASANT = N_("a pain point where the brief tells of a touchpoint that pleases ({source})")


def _pleasant(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
    record = stated.record
    natures = {one.nature for one in stated.at if one.nature}
    if not isinstance(record, PainPoint) or not natures or record.mentions is None:
        return
    if (record.mentions.share or 0) >= COMMON:  # a rare one may occur where most are pleased
        known = next(one for one in stated.at if one.nature)
        false = PLEASANT.filled(source=_document(stated, known))
        yield (false if natures == {"positive"} else None), WRONG_SIDE


def _denied(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
    parts = [stated.answer.quote]
    if isinstance(stated.record, Stage):  # its goals are wishes, which are not what happens
        experiences = stated.record.experience.values()
        parts += [one.text for each in experiences for one in (*each.actions, *each.thoughts)]
    denied = [one for one in stated.known if any(denies(part, one[1]) for part in parts)]
    if stated.known:
        every = len(denied) == len(stated.known)
        yield (_denial(stated.case, *denied[0]) if every else None), WRONG_SIDE


def _denial(case: Case, idea: Idea, known: Facts) -> Message:
    given = known.quote.get(case.lang, idea.says.rstrip("."))
    source = _source(case, known.sources[0]) if known.sources else case.title
    return DENIED.filled(given=given, source=source)


def _owner(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
    record = stated.record
    teams = tuple(dict.fromkeys(team for one in stated.facts for team in one.owners))
    if not isinstance(record, Improvement) or not record.owner or not teams:
        return
    owner = normalize(record.owner)
    if any(_names(team, owner) for team in teams):
        yield None, 1.0
    elif any(_names(team, owner) for team in _teams(stated.case)):
        # Somebody else of the client's teams; an owner who is no team is not compared.
        own = [team for team in _teams(stated.case) if normalize(team) in map(normalize, teams)]
        named = " / ".join(own or teams)
        source = _means(stated.case)
        yield OWNER.filled(stated=UserText(record.owner), given=named, source=source), 1.0


def _names(team: str, owner: str) -> bool:
    return normalize(team) in owner or owner in normalize(team)


def _teams(case: Case) -> tuple[str, ...]:
    return tuple(member.department for member in case.model.team if member.department)


def _due(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
    record = stated.record
    months = [one.months for one in stated.facts if one.months]
    if not isinstance(record, Improvement) or record.due is None or not months:
        return
    left = (record.due - stated.as_of).days / DAYS_A_MONTH
    if left >= min(months) * 0.7:
        yield None, 1.0
    elif left > 0:
        source = _means(stated.case)
        yield TOO_SOON.filled(due=record.due, months=min(months), source=source), 1.0


def _sources(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
    given = {id for one in stated.facts for id in one.sources}
    cited = [id for id in stated.answer.evidence if id in stated.case.sources]
    if stated.answer.evidence and not cited:
        yield NO_DOCUMENT.filled(stated=UserText(stated.answer.evidence[0])), WRONG_SOURCE
    if not cited or not given:
        return
    if given & set(cited):
        yield None, 1.0
        return
    names = [_source(stated.case, id) for id in sorted(given)]
    stated_name = _source(stated.case, cited[0])
    yield SOURCE.filled(stated=stated_name, given=" / ".join(names)), WRONG_SOURCE


def _document(stated: LearnerStatement, known: Facts) -> str:
    """Return the name of the document of the brief that gives a fact."""
    if isinstance(stated.record, Improvement):
        return _means(stated.case)
    id = known.document or next(iter(known.sources), "")
    return _source(stated.case, id) if id else stated.case.title


def _means(case: Case) -> str:
    """Return the title of the brief's last part: who can do what, and how long it takes."""
    lines = case.brief.splitlines()
    titles = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    return titles[-1] if titles else case.title


def _source(case: Case, id: str) -> str:
    record = case.model.get(id)
    return str(record.name) if record else id


def _figures(counts: bool) -> Check:
    """Compare the figures of the texts with those of the brief, with or without counted things."""

    def check(stated: LearnerStatement) -> Iterator[tuple[Message | None, float]]:
        lang = stated.case.lang
        brief = _brief_figures(stated.case.name, lang, stated.case.files.stamp)
        for part in stated.answer.parts:
            for figure in quantities(part, lang):
                if figure.kind == "count" and not counts:
                    continue
                if agrees(figure, brief):
                    yield None, 1.0
                else:
                    yield FIGURE.filled(stated=UserText(figure.quote)), 1.0

    return check


@lru_cache(maxsize=32)
def _brief_figures(case_name: str, lang: str, stamp: int) -> tuple[Quantity, ...]:
    from kit.studio.learning.cases import case

    return quantities(case(case_name, lang).brief, lang)


CHECKS: dict[str, dict[str, Check]] = {
    "persona": {"denial": _denied, "sources": _sources, "figures": _figures(counts=True)},
    "stages": {"denial": _denied, "sources": _sources, "figures": _figures(counts=True)},
    "touchpoints": {"importance": _rating("importance"), "nature": _nature},
    "emotions": {"score": _score, "sources": _sources, "figures": _figures(counts=False)},
    "pain-points": {
        "denial": _denied,
        "nature": _pleasant,
        "mentions": _mentions,
        "impact": _rating("impact"),
        "persistence": _rating("persistence"),
        "sources": _sources,
        "figures": _figures(counts=True),
    },
    "improvements": {"effort": _rating("effort"), "owner": _owner, "due": _due},
}
"""The facts that are compared in each step, by kind."""
