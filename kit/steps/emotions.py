"""Step 4, emotions: what the customer feels, and how strongly (M4.1 to M4.4)."""

from __future__ import annotations

from collections.abc import (
    Iterator,
    Sequence,
)
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import median
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from kit.diagnostics import Severity
from kit.fields import LINKED_EVIDENCE, Id, Record, Score, Statement, Text, numbers, with_list
from kit.hints import Hint, Kind
from kit.i18n import (
    N_,
    NP_,
    quote,
)
from kit.plain_data import Data
from kit.rules import Finding, Named, Rule

LOWEST, HIGHEST = -2, 2
DISAGREEMENT = 2
"""The interquartile range from which participants disagree (F2)."""

WORDS = {
    "happy": (N_("happy", "feeling"), 2),
    "impressed": (N_("impressed", "feeling"), 2),
    "confident": (N_("confident", "feeling"), 1),
    "satisfied": (N_("satisfied", "feeling"), 1),
    "valued": (N_("valued", "feeling"), 1),
    "understood": (N_("understood", "feeling"), 1),
    "respected": (N_("respected", "feeling"), 1),
    "curious": (N_("curious", "feeling"), 1),
    "relieved": (N_("relieved", "feeling"), 1),
    "calm": (N_("calm", "feeling"), 0),
    "unsure": (N_("unsure", "feeling"), -1),
    "bored": (N_("bored", "feeling"), -1),
    "confused": (N_("confused", "feeling"), -1),
    "annoyed": (N_("annoyed", "feeling"), -1),
    "disappointed": (N_("disappointed", "feeling"), -1),
    "anxious": (N_("anxious", "feeling"), -2),
    "frustrated": (N_("frustrated", "feeling"), -2),
    "angry": (N_("angry", "feeling"), -2),
}
"""Emotion words with the score they suggest; any other word is a client's own (M4.1)."""

SCORE_LABELS = {
    -2: N_("very negative"),
    -1: N_("negative"),
    0: N_("neutral"),
    1: N_("positive"),
    2: N_("very positive"),
}

Origin = Literal["workshop", "measured", "assumed"]
"""The origin of a score (M4.2): the room, a measurement, or neither.

A score is measured if it is computed from data, or entered with the source that measured it. One
entered without a source is an assumption (M1.2).
"""

ORIGINS = {
    "workshop": N_("scored in the workshop"),
    "measured": N_("measured", "score"),
    "assumed": N_("assumed", "score"),
}


@dataclass(frozen=True)
class Spread:
    """The spread of participants' scores (F2): median, interquartile range and n."""

    median: float
    low: float
    high: float
    n: int

    @property
    def disagreement(self) -> bool:
        """True if the interquartile range is 2 or more."""
        return self.high - self.low >= DISAGREEMENT


def spread(scores: Sequence[float]) -> Spread:
    """Return median, quartiles and n of participants' scores (F2).

    The quartiles are those of linear interpolation (Hyndman and Fan's type 7).

    >>> spread([-2, -1, 0, 1])
    Spread(median=-0.5, low=-1.25, high=0.25, n=4)
    """
    ordered = sorted(scores)

    def quantile(share: float) -> float:
        position = share * (len(ordered) - 1)
        below = int(position)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (position - below) * (ordered[above] - ordered[below])

    return Spread(median(ordered), quantile(0.25), quantile(0.75), len(ordered))


APART = 1
"""The distance of a workshop score from the measured interval from which they differ (M4.2)."""


@dataclass(frozen=True)
class Measurement:
    """A score measured on customers: mean, n and 95 % interval, and its source (F3).

    Attributes
    ----------
    whole
        Whether it is over all customers, as the source does not tell personas apart.
    start, end
        The first and the last day of the answers, where known.
    alike
        Whether everybody gave the same answer.
    shown
        How many were shown the question, where the source tells those who left it blank apart from
        those who were not asked.
    """

    score: float
    n: int
    low: float | None
    high: float | None
    source: str
    whole: bool = False
    start: date | None = None
    end: date | None = None
    alike: bool = False
    shown: int | None = None

    def distance(self, room: Spread) -> float | None:
        """Return how far the workshop's median lies outside the interval; None without one."""
        if self.low is None or self.high is None:
            return None
        return max(self.low - room.median, room.median - self.high, 0.0)

    def contradicts(self, room: Spread) -> bool:
        """Return whether the workshop's median is a point or more off the interval (M4.2)."""
        distance = self.distance(room)
        return distance is not None and distance >= APART


class Emotion(Record):
    """The emotion of one persona at a stage or a touchpoint (M4.1)."""

    persona: Annotated[Id, Hint(N_("Persona"), kind=Kind.LINK, links=("personas",))]
    at: Annotated[
        Id,
        Hint(
            N_("At"),
            N_("At which stage or touchpoint?"),
            kind=Kind.LINK,
            links=("stages", "touchpoints"),
        ),
    ]
    score: Annotated[
        Score | None,
        Hint(
            N_("Score"),
            N_("How strongly, from −2 to +2?"),
            N_("How did you feel at that point, from very bad to very good?"),
            Kind.SCALE,
            low=N_("very negative"),
            high=N_("very positive"),
        ),
    ] = None
    scores: Annotated[
        tuple[Score, ...],
        BeforeValidator(numbers),
        Hint(
            N_("Participants’ scores"),
            N_("Which score does each participant give?"),
            kind=Kind.LINE,
        ),
    ] = ()
    n: Annotated[
        int | None,
        Field(ge=1),
        Hint(N_("n"), N_("How many customers was it measured on?"), kind=Kind.NUMBER),
    ] = None
    word: Annotated[
        Text | None,
        Hint(
            N_("Emotion"),
            N_("Which word names the feeling?"),
            N_("Which word names your feeling best?"),
            Kind.CHOICE,
            choices={k: label for k, (label, _) in WORDS.items()},
        ),
    ] = None
    thought: Annotated[
        Statement | None,
        Hint(
            N_("Thought or quotation"),
            N_("What goes through their mind?"),
            N_("What went through your mind?"),
            Kind.LONG,
        ),
    ] = None
    moment_of_truth: Annotated[
        bool, Hint(N_("Moment of truth"), N_("Does it decide whether they stay?"), kind=Kind.YES_NO)
    ] = False
    evidence: Annotated[tuple[Id, ...], LINKED_EVIDENCE] = ()

    _measured: Measurement | None = PrivateAttr(default=None)
    _missing: bool = PrivateAttr(default=False)

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Data) -> Data:
        return with_list(value, "evidence")

    @model_validator(mode="after")
    def _one_kind_of_score(self) -> Self:
        if self.score is not None and self.scores:
            raise PydanticCustomError(
                "two_scores", "has both score and scores: keep one of the two"
            )
        return self

    def as_measured(self, measured: Measurement) -> Self:
        """Return this emotion with its score measured on customers; the file holds no copy."""
        known = self.model_copy()
        known._measured = measured
        return known

    def without_measurement(self) -> Self:
        """Return this emotion without a score: its measured value is missing.

        The participants' scores stay beside it, and count for nothing.
        """
        known = self.model_copy()
        known._missing = True
        return known

    @property
    def missing(self) -> bool:
        """True if its score is declared to be measured, and is missing (M4.2)."""
        return self._missing

    @property
    def measured(self) -> Measurement | None:
        """The measured score, if the client's data have one."""
        return self._measured

    @property
    def value(self) -> float | None:
        """The measured score, else the median of the participants' scores, else the score.

        None if a measured score is declared and missing: no other takes its place.
        """
        if self._missing:
            return None
        if measured := self._measured:
            return measured.score
        return self.spread.median if self.spread else self.score

    @cached_property
    def spread(self) -> Spread | None:
        """The spread of the participants' scores, if there are several (M4.2)."""
        return spread(self.scores) if self.scores else None

    @property
    def origin(self) -> Origin:
        """The origin of the score: workshop, measured or assumed (M4.2)."""
        if self._measured:
            return "measured"
        if self.scores:
            return "workshop"
        return "measured" if self.evidence else "assumed"


def weighted_mean(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Σwᵢsᵢ/Σwᵢ of (score, weight) pairs (F1), or None if there are none.

    >>> weighted_mean([(-2, 5), (1, 1)])
    -1.5
    """
    total = sum(weight for _, weight in pairs)
    return sum(score * weight for score, weight in pairs) / total if total else None


def cut(score: float) -> float:
    """Return the score clipped to the scale (F10).

    >>> cut(2.5)
    2
    """
    return max(LOWEST, min(HIGHEST, score))


@dataclass(frozen=True)
class Peaks:
    """The strongest moments and the last (F9), each as its position among the scores."""

    best: int | None
    worst: int | None
    end: int
    peak_end: float


def peaks(scores: Sequence[float]) -> Peaks | None:
    """Return the peak of each sign, the end and the peak-end mean (F9, M4.3).

    Parameters
    ----------
    scores
        The touchpoints' scores in the order in which they are lived.

    Notes
    -----
    Of equal scores the later counts, being remembered better. The peak of the mean is the score
    furthest from zero; where both signs reach as far, the negative one.
    """
    if not scores:
        return None
    numbered = list(enumerate(scores))
    positive = [(s, i) for i, s in numbered if s > 0]
    negative = [(-s, i) for i, s in numbered if s < 0]
    best = max(positive)[1] if positive else None
    worst = max(negative)[1] if negative else None
    peak = max(numbered, key=lambda pair: (abs(pair[1]), pair[1] < 0, pair[0]))[1]
    return Peaks(best, worst, len(scores) - 1, (peak + scores[-1]) / 2)


PARTICIPANTS_DISAGREE = Rule(
    "disagreement",
    Severity.NOTE,
    says=N_(
        "The participants disagree about {persona} at “{place}”: the middle 50% of their "
        "scores range from {low:+} to {high:+}."
    ),
    why=N_(
        "The median of people who disagree is nobody’s opinion. Often they are thinking of "
        "different customers or different days."
    ),
    fix=N_(
        "Ask the lowest and the highest scorer what they have seen, then score again. If both "
        "are right, there may be two personas. If nobody knows, ask customers."
    ),
    method=("F2", "M4.2"),
)
WITHOUT_SCORE = Rule(
    "emotion-without-score",
    Severity.WARNING,
    says=N_("The emotion of {persona} at “{place}” has no score."),
    why=N_(
        "Without a score, the curve has a gap here, and the stage is computed without this moment."
    ),
    fix=N_("Give a score from −2 to +2, or the scores of all participants."),
    method=("M4.1",),
)
WITHOUT_WORDS = Rule(
    "emotion-without-words",
    Severity.NOTE,
    says=NP_(
        "{count} emotion of {persona} is a bare score, with neither a word nor a thought: "
        "{places}.",
        "{count} emotions of {persona} have a score but no word or thought: {places}.",
    ),
    why=N_(
        "A score shows how strong a feeling is, not which one. Anxious customers need "
        "something different from bored ones."
    ),
    fix=N_(
        "Add the word for the feeling, or what goes through the customer’s mind, as a quotation."
    ),
    method=("M4.1",),
)
WORD_AGAINST_SCORE = Rule(
    "word-against-score",
    Severity.ERROR,
    says=N_("At “{place}”, {persona} has the word “{word}” but a score of {score:+}."),
    why=N_(
        "The word and the score contradict each other. Readers will believe one of them, "
        "perhaps the wrong one."
    ),
    fix=N_(
        "Ask what was meant: often plus and minus were mixed up, or the word belongs to another "
        "moment."
    ),
    method=("M4.1",),
)


def check(emotions: tuple[Emotion, ...], named: Named) -> Iterator[Finding]:
    """Yield findings on emotions (M4.1, F2)."""
    bare: dict[str, list[int]] = {}
    for number, emotion in enumerate(emotions):
        who, where = named(emotion.persona), named(emotion.at)
        if emotion.missing:
            continue  # the evidence's own rule says why
        if emotion.value is None:
            yield WITHOUT_SCORE.at("emotions", number, persona=who, place=where)
            continue
        if not emotion.word and not emotion.thought:
            bare.setdefault(emotion.persona, []).append(number)
        if emotion.spread and emotion.spread.disagreement:
            low, high = emotion.spread.low, emotion.spread.high
            yield PARTICIPANTS_DISAGREE.at(
                "emotions", number, "scores", persona=who, place=where, low=low, high=high
            )
        label, usual = WORDS.get(emotion.word or "", (None, 0))
        if usual * _surely(emotion) < 0:
            yield WORD_AGAINST_SCORE.at(
                "emotions",
                number,
                "word",
                persona=who,
                place=where,
                word=label,
                score=emotion.value,
            )
    for persona, places in bare.items():
        yield WITHOUT_WORDS.at(
            "emotions",
            places[0],
            count=len(places),
            persona=named(persona),
            places=tuple(quote(named(emotions[number].at)) for number in places),
        )


def _surely(emotion: Emotion) -> float:
    """Return the score, or, if it is measured, the part of its interval on its side of zero."""
    found = emotion.measured
    if found is None or found.low is None or found.high is None:
        return emotion.value or 0.0
    return max(found.low, 0.0) + min(found.high, 0.0)
