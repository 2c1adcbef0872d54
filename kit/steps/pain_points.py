"""Step 5, pain points: what causes the negative emotions, grouped and ranked (M5.1 to M5.6)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kit.diagnostics import Severity
from kit.fields import (
    LINKED_EVIDENCE,
    Count,
    Id,
    Rating,
    Record,
    Statement,
    Text,
    normalize,
    with_list,
    word_list,
)
from kit.hints import Hint, Kind
from kit.i18n import N_, NP_, Message, quote
from kit.plain_data import Data
from kit.proportions import wilson
from kit.ranking import Rank, RankReason, Votes
from kit.rules import Finding, Named, Rule

GROUPS = {
    "financial": N_("Financial"),
    "productivity": N_("Productivity"),
    "process": N_("Process"),
    "support": N_("Support", "pain group"),
    "offer": N_("Offer"),
}
"""The four groups of the method, and the kit's fifth (M5.1)."""

NO_GROUP = N_("not specified yet")
"""The group of a pain point that has not been put into one yet (M3.2)."""

GROUP_MEANINGS = {
    "financial": N_("pays too much today and wants to spend less"),
    "productivity": N_("loses too much time and wants it used better"),
    "process": N_("finds the company’s way of doing things complicated or confusing"),
    "support": N_("gets no help or poor service while choosing, buying or after"),
    "offer": N_("finds the product of poor quality, or out of stock"),
}

GROUP_EXAMPLES = {
    "financial": N_("delivery costs more than expected; a subscription that is hard to leave"),
    "productivity": N_("three minutes at the till where one would do; a form asked for twice"),
    "process": N_("five screens to sign up; an offer that nobody understands"),
    "support": N_("payment by card not accepted; no home delivery; no help with the warranty"),
    "offer": N_("out of stock; a product that breaks; a taste that disappoints"),
}
GROUP_MEANING = N_("the customer {meaning}. For example: {examples}.")
GROUPS_EXPLAINED: dict[str, Message] = {
    key: GROUP_MEANING.filled(meaning=meaning, examples=GROUP_EXAMPLES[key])
    for key, meaning in GROUP_MEANINGS.items()
}
"""The meaning of each group with examples, to be read where it is chosen (M5.6)."""

RECURRING_K = 2
RECURRING_SHARE = 0.05
RECURRING_K_ALONE = 3

FEWEST_FOR_BAND = 5
"""The fewest customers asked for a severity to have a band (F5)."""

Recurrence = Literal["isolated", "occasional", "recurring", "unknown", "not-observed"]
Band = Literal["cosmetic", "minor", "major", "critical"]
Standing = Literal["counted", "to-be-counted", "isolated", "not-observed"]

RECURRENCES = {
    "isolated": N_("isolated"),
    "occasional": N_("occasional"),
    "recurring": N_("recurring"),
    "unknown": N_("frequency unknown"),
    "not-observed": N_("not observed"),
}
BANDS = {
    "cosmetic": N_("cosmetic"),
    "minor": N_("minor"),
    "major": N_("major"),
    "critical": N_("critical"),
}
STANDINGS: dict[Standing, Message] = {
    "counted": N_("counted"),
    "to-be-counted": N_("to be counted"),
    "isolated": N_("isolated"),
    "not-observed": N_("not observed"),
}
"""The groups in which pain points are ranked, first to last (F5)."""


def recurrence(mentions: Count | None) -> Recurrence:
    """Return whether a complaint is isolated, occasional or recurring (F4, M5.3).

    A pain point that was looked for and named by nobody (k = 0) is not observed (F5).
    """
    if mentions is None:
        return "unknown"
    if mentions.k == 0:
        return "not-observed"
    if mentions.k == 1:
        return "isolated"
    if mentions.share is None:
        return "recurring" if mentions.k >= RECURRING_K_ALONE else "occasional"
    recurring = mentions.k >= RECURRING_K and mentions.share >= RECURRING_SHARE
    return "recurring" if recurring else "occasional"


def standing(mentions: Count | None) -> Standing:
    """Return the group in which a pain point is ranked (F5)."""
    found = recurrence(mentions)
    if found in ("isolated", "not-observed"):
        return found
    return "counted" if mentions is not None and mentions.n is not None else "to-be-counted"


@dataclass(frozen=True)
class PainSeverity:
    """A severity, 0 to 4, with its values at the 95 % Wilson bounds of k/n (F5).

    Attributes
    ----------
    value
        At the share counted.
    low, high
        At the lower and the upper bound; ranking is by ``low``.
    band
        None under n = 5.
    """

    value: float
    low: float
    high: float
    band: Band | None


def severity(k: int, n: int, impact: int, persistence: int) -> PainSeverity:
    """Compute the kit's own severity of a pain point, 0 to 4 (F5, M5.4).

    4·∛(k/n · impact/5 · persistence/5), at k/n and at both its 95 % Wilson bounds.

    >>> found = severity(201, 587, impact=4, persistence=5)
    >>> round(found.value, 2), round(found.low, 2), found.band
    (2.6, 2.5, 'major')
    """
    weight = impact / 5 * persistence / 5
    value, low, high = (4 * math.cbrt(share * weight) for share in (k / n, *wilson(k, n)))
    return PainSeverity(value, low, high, band(value) if n >= FEWEST_FOR_BAND else None)


def band(severity: float) -> Band:
    """Return the band of a severity (F5): under 1 cosmetic, under 2 minor, under 3 major."""
    if severity < 1:
        return "cosmetic"
    if severity < 2:
        return "minor"
    return "major" if severity < 3 else "critical"


class PainPoint(Record):
    """One pain point: specific, counted, and somewhere on the journey (M5.1, M5.2)."""

    id: Id
    at: Annotated[
        Id,
        Hint(
            N_("At"),
            N_("At which stage or touchpoint?"),
            kind=Kind.LINK,
            links=("stages", "touchpoints"),
        ),
    ]
    group: Annotated[
        Literal["financial", "productivity", "process", "support", "offer"] | None,
        Hint(
            N_("Group"),
            N_("Which kind of pain is it?"),
            kind=Kind.CHOICE,
            choices=GROUPS,
            meanings=GROUPS_EXPLAINED,
        ),
    ] = None
    what: Annotated[
        Statement,
        Hint(
            N_("What"),
            N_("What exactly goes wrong?"),
            N_("Did anything go wrong? What exactly?"),
            Kind.LONG,
        ),
    ]
    where: Annotated[
        Text | None, Hint(N_("Where"), N_("Where exactly?"), N_("Where exactly did it happen?"))
    ] = None
    who: Annotated[Text | None, Hint(N_("Who"), N_("Who is affected?"))] = None
    personas: Annotated[
        tuple[Id, ...],
        Hint(
            N_("Personas"),
            N_("Which personas are affected? (none: all)"),
            kind=Kind.LINK,
            links=("personas",),
        ),
    ] = ()
    mentions: Annotated[
        Count | None, Hint(N_("Frequency"), N_("How many customers named it, out of how many?"))
    ] = None
    impact: Annotated[
        Rating | None,
        Hint(
            N_("Impact"),
            N_("How much does it harm the customer?"),
            kind=Kind.SCALE,
            low=N_("hardly"),
            high=N_("gives up"),
        ),
    ] = None
    persistence: Annotated[
        Rating | None,
        Hint(
            N_("Persistence"),
            N_("How often does it come back?"),
            kind=Kind.SCALE,
            low=N_("met once and overcome"),
            high=N_("every time"),
        ),
    ] = None
    causes: Annotated[
        tuple[Statement, ...],
        Field(max_length=5),
        Hint(N_("Root cause"), N_("Why? And why that? (five times at most)"), kind=Kind.LIST),
    ] = ()
    verbatims: Annotated[
        tuple[Statement, ...],
        Hint(N_("Verbatims"), N_("In which words do customers say it?"), kind=Kind.LIST),
    ] = ()
    evidence: Annotated[tuple[Id, ...], LINKED_EVIDENCE] = ()
    votes: Votes = None
    rank: Rank = None
    rank_reason: RankReason = None

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Data) -> Data:
        return with_list(value, "personas", "evidence", "causes", "verbatims")

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources named for the pain point, its wording or its verbatims."""
        named = [
            *self.evidence,
            *self.what.evidence,
            *(e for v in self.verbatims for e in v.evidence),
        ]
        return tuple(dict.fromkeys(named))

    @property
    def recurrence(self) -> Recurrence:
        """Isolated, occasional or recurring (F4)."""
        return recurrence(self.mentions)

    @property
    def standing(self) -> Standing:
        """The group in which it is ranked: counted ones first (F5)."""
        return standing(self.mentions)

    @property
    def severity(self) -> PainSeverity | None:
        """The kit's severity (F5); None unless k, n, impact and persistence are known, or k = 0."""
        if self.impact is None or self.persistence is None:
            return None
        if self.mentions is None or not self.mentions.n or not self.mentions.k:
            return None
        return severity(self.mentions.k, self.mentions.n, self.impact, self.persistence)

    @property
    def frequency_known(self) -> bool:
        """True if k and n are known."""
        return self.mentions is not None and self.mentions.n is not None

    @property
    def weight(self) -> int:
        """Impact × persistence, 1 to 25 (F5); 0 if not rated. It orders what is not counted."""
        return (self.impact or 0) * (self.persistence or 0)


VAGUE = Rule(
    "pain-point-vague",
    Severity.WARNING,
    says=N_("“{pain}” does not say yet what happens."),
    why=N_(
        "Nobody can fix “it is complicated”. A field that refuses a telephone number with "
        "spaces can be fixed."
    ),
    fix=N_(
        "Describe what a camera would have seen: what the customer wanted to do, what happened "
        "instead, after how many minutes, clicks or calls."
    ),
    method=("M5.1",),
)
WITHOUT_GROUP = Rule(
    "pain-point-without-group",
    Severity.WARNING,
    says=NP_(
        "The group of {count} pain point is not specified yet: {pains}.",
        "The group of {count} pain points is not specified yet: {pains}.",
    ),
    why=N_(
        "The group shows who can help: different teams fix cost, time, complexity, lack of "
        "support and lack of quality."
    ),
    fix=N_(
        "Read the meaning of the five groups aloud and choose. You can accept the board’s "
        "guess with one click."
    ),
    method=("M5.1", "M5.6", "M3.2"),
)
UNMEASURED = Rule(
    "pain-point-unmeasured",
    Severity.WARNING,
    says=N_("To rank “{pain}”, add {missing}."),
    why=N_(
        "Without figures, it has no severity and is ranked after everything that has one. "
        "Severity needs k, n, impact and persistence."
    ),
    fix=N_(
        "Count in your sources how many customers named it, out of how many ({mentions}: 14 of "
        "60), and ask participants to score impact and persistence from 1 to 5."
    ),
    method=("M5.2", "M5.4", "F5"),
)
HEARD_FROM_NOBODY = Rule(
    "pain-point-assumed",
    Severity.NOTE,
    says=N_("“{pain}” has no source and no verbatim, so it is an assumption."),
    why=N_(
        "Teams guess their customers’ pain points well but their order badly. One sentence "
        "from a customer settles more than an hour of debate."
    ),
    fix=N_(
        "Look for it in reviews, tickets and interviews, and add the source and a sentence. If "
        "nobody mentions it, that is worth knowing too."
    ),
    method=("M5.2", "M1.2"),
)

FEWEST_WORDS = 2
"""A description of fewer words is only a heading (M5.1)."""

SHORT = 8
"""The most words among which a judgement leaves no room for a description."""


def vague(what: str) -> bool:
    """Return whether a description is too short or too general to be acted on (M5.1).

    A vague one has fewer than two words of three or more letters; or at most eight words, one of
    them a judgement such as “confusing”, and no number.
    """
    words = normalize(what).split()
    judged = any(word in word_list("vague") for word in words)
    counted = any(character.isdigit() for character in what)
    heading = len([word for word in words if len(word) > 2]) < FEWEST_WORDS
    return heading or (judged and len(words) <= SHORT and not counted)


def check(pains: tuple[PainPoint, ...], named: Named) -> Iterator[Finding]:
    """Yield findings on pain points (M5.1, M5.2)."""
    ungrouped = [pain.id for pain in pains if pain.group is None]
    if ungrouped:
        names = tuple(quote(named(id)) for id in ungrouped)
        yield WITHOUT_GROUP.at(
            *("pain_points", ungrouped[0], "group"), count=len(names), pains=names
        )
    for pain in pains:
        place, name = ("pain_points", pain.id), named(pain.id)
        if vague(pain.what.text):
            yield VAGUE.at(*place, "what", pain=name)
        frequency = pain.mentions is not None and pain.mentions.n is not None
        unrated = {
            "mentions": None if frequency else N_("the number of customers (k of n)"),
            "impact": None if pain.impact else N_("the impact"),
            "persistence": None if pain.persistence else N_("the persistence"),
        }
        missing = [field for field, label in unrated.items() if label]
        if missing:
            labels = tuple(unrated[field] for field in missing)
            yield UNMEASURED.at(*place, missing[0], pain=name, missing=labels)
        if not pain.sources and not pain.verbatims:
            yield HEARD_FROM_NOBODY.at(*place, "evidence", pain=name)
