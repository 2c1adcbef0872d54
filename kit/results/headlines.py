"""Choose the moments that head a summary, and say why others are passed over (F18)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from kit.i18n import N_
from kit.journey import Journey
from kit.results.curves import Moment, curve, printed, stage_curve
from kit.steps.touchpoints import DEFAULT_IMPORTANCE, Touchpoint

FEWEST = 30
"""Minimum number of answers of a firmly measured moment."""

ENOUGH = 200
"""Number of answers from which the share of the source's respondents is not checked."""

SHARE = 0.10
"""Minimum share of the source's respondents of a firmly measured moment."""

SMALL_BASE = 5
"""Minimum number of answers of a headline if no moment is firmly measured."""

BLANK = 0.20
"""Maximum share of blank answers: with more, respondents differ from those asked."""

Basis = Literal["measured", "small-base", "workshop"]
Reason = Literal["few", "share", "alike", "blank", "no-n", "workshop", "assumed"]

BASES = {"small-base": N_("small base"), "workshop": N_("workshop scores, nothing is measured")}
"""Labels of headlines that are not firmly measured."""


@dataclass(frozen=True)
class PersonaMoment:
    """Moment of one persona that has a score."""

    persona: str
    moment: Moment
    score: float


@dataclass(frozen=True)
class PassedOver:
    """Moment that is no headline, with the reason."""

    of: PersonaMoment
    reason: Reason


@dataclass(frozen=True)
class Headlines:
    """Headline moments, worst first, their basis, and the moments passed over (F18)."""

    moments: tuple[PersonaMoment, ...] = ()
    basis: Basis | None = None
    passed_over: tuple[PassedOver, ...] = field(default=())

    def worst(self, most: int) -> tuple[PersonaMoment, ...]:
        """Return the worst negative moments, each place once."""
        places = {one.moment.at: one for one in reversed(self.moments) if printed(one.score) < 0}
        return tuple(one for one in self.moments if places.get(one.moment.at) is one)[:most]

    def lowest(self) -> tuple[PersonaMoment, ...]:
        """Return the worst moment with those whose score is printed alike, each place once."""
        found = self.worst(len(self.moments))
        return tuple(one for one in found if printed(one.score) == printed(found[0].score))

    def best(self, journey: Journey) -> PersonaMoment | None:
        """Return the best moment, if any is positive."""
        return next(iter(self.highest(journey)), None)

    def highest(self, journey: Journey) -> tuple[PersonaMoment, ...]:
        """Return the best moment with those whose score is printed alike, each place once."""
        positive = [one for one in self.moments if printed(one.score) > 0]
        positive.sort(key=lambda one: (-one.score, *_weight(journey, one)))
        places = {one.moment.at: one for one in reversed(positive)}
        return tuple(
            one
            for one in positive
            if places[one.moment.at] is one and printed(one.score) == printed(positive[0].score)
        )


def headlines(journey: Journey) -> Headlines:
    """Choose the moments that may head a summary (F18).

    Measured moments need n ≥ 30, and n ≥ 200 or a tenth of the source's respondents; if there is
    none, n ≥ 5 is enough. Workshop scores are headlines only if nothing is measured. Questions that
    all answered alike, or that over 20% of those shown left blank, are passed over.
    """
    scored = sorted(_scored(journey), key=lambda one: (one.score, *_weight(journey, one)))
    reasons = {one: _reason(journey, one) for one in scored}
    firm = [one for one in scored if reasons[one] is None]
    if firm:
        return _build_headlines(firm, "measured", reasons)
    small = [
        one
        for one in scored
        if reasons[one] in ("few", "share") and (one.moment.n or 0) >= SMALL_BASE
    ]
    if small:
        return _build_headlines(small, "small-base", reasons)
    if any(one.moment.origin == "measured" for one in scored):
        return _build_headlines([], None, reasons)
    room = [one for one in scored if reasons[one] == "workshop"]
    return _build_headlines(room, "workshop" if room else None, reasons)


def _build_headlines(
    found: list[PersonaMoment], basis: Basis | None, reasons: dict[PersonaMoment, Reason | None]
) -> Headlines:
    passed = (
        PassedOver(one, reason)
        for one, reason in reasons.items()
        if reason is not None and one not in found
    )
    return Headlines(tuple(found), basis, tuple(passed))


def _scored(journey: Journey) -> Iterator[PersonaMoment]:
    """Yield the scored touchpoints of each persona, or its stages if no touchpoint is scored."""
    for persona in journey.personas:
        moments: Iterable[Moment] = [m for m in curve(journey, persona.id) if m.score is not None]
        for moment in moments or stage_curve(journey, persona.id):
            if moment.score is not None:
                yield PersonaMoment(persona.id, moment, moment.score)


def _weight(journey: Journey, one: PersonaMoment) -> tuple[bool, int]:
    """Return the sort key of equal scores: moments of truth, then importance to the customer."""
    record = journey[one.moment.at]
    importance = record.weight if isinstance(record, Touchpoint) else DEFAULT_IMPORTANCE
    return not one.moment.truth, -importance


def _reason(journey: Journey, one: PersonaMoment) -> Reason | None:
    """Return the reason why a moment is not firmly measured, or None if it is."""
    moment, found = one.moment, one.moment.measured
    if moment.origin != "measured":
        return "workshop" if moment.origin == "workshop" else "assumed"
    if moment.n is None:
        return "no-n"
    if found and found.alike:
        return "alike"
    if found and found.shown and 1 - found.n / found.shown > BLANK:
        return "blank"
    if moment.n < FEWEST:
        return "few"
    base = respondents(journey, one)
    enough = moment.n >= ENOUGH or (base is not None and moment.n >= SHARE * base)
    return None if enough else "share"


def respondents(journey: Journey, one: PersonaMoment) -> int | None:
    """Return the number of respondents of a moment's source; None if unknown."""
    if one.moment.measured:
        sources = [one.moment.measured.source]
    else:
        emotion = journey.emotion(one.persona, one.moment.at)
        sources = [*emotion.evidence] if emotion else []
    known = [journey[id].n for id in sources if journey[id].n]
    return max(known) if known else None
