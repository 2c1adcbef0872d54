"""Compute estimates from counts and sums, with n and 95% intervals (F3, F13–F17).

Functions take counts or sums and never rows, so that databases can aggregate. An estimate with
fewer than five answers or without variance has no interval and states why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import erfc, sqrt
from pathlib import Path

from kit.i18n import N_, Message
from kit.proportions import Z, wilson

LEAST = 5
LEAST_VERBATIMS = 10
CONFIDENCE = 0.95
LOWEST, HIGHEST = -2.0, 2.0

T_VALUES = Path(__file__).with_name("t_values.json")
TABULATED = 1000
"""Degrees of freedom up to which critical values of t are in a file."""

FEW = N_("no interval: fewer than {least} answers")
SAME = N_("no interval: all answers are the same")

EMOTION = N_(
    "Emotion from a survey: answers rescaled to −2 to +2, then averaged; 95% confidence "
    "interval (t)."
)
MEAN = N_("Mean of the answers on the scale {scale}; 95% confidence interval (t).")
NPS = N_(
    "NPS: % answering 9–10 minus % answering 0–6, on 0–10; 95% confidence interval (adjusted Wald)."
)
CSAT = N_("CSAT: % answering 4–5 on 1–5; 95% confidence interval (Wilson).")
CES = N_(
    "CES 2.0: % answering 5–7 to “made it easy” on 1–7 agreement; 95% confidence interval (Wilson)."
)
RAW = N_("Mean of the numbers as they are: the scale is not stated; 95% confidence interval (t).")
RANK = N_("Mean rank of {count}, {best} is the best; 95% confidence interval (t).")
SHARE = N_("Share of those who answered; 95% confidence interval (Wilson).")
TICKED = N_(
    "Share of those who ticked something: the file does not tell who was shown the question; 95% "
    "confidence interval (Wilson)."
)
OF_ALL = N_(
    "Share of all rows: everybody is taken to have been shown the question; 95% confidence "
    "interval (Wilson)."
)
OPPORTUNITY = N_(
    "Opportunity: importance + max(importance − satisfaction, 0), each the % answering 4–5, "
    "scaled to 0–10."
)

GOOD = {"csat": ((4, 5), CSAT), "ces": ((5, 6, 7), CES)}
"""Answers that count as good, and the definition, on 1–5 (F14) and on 1–7 (F15)."""


@dataclass(frozen=True)
class Interval:
    """95% confidence interval."""

    low: float
    high: float

    def within(self, low: float, high: float) -> Interval:
        """Return the interval clipped to the possible values."""
        return Interval(max(low, self.low), min(high, self.high))


@dataclass(frozen=True)
class Estimate:
    """Value computed from data, with its n and interval.

    Attributes
    ----------
    value
        −100 to 100 for an NPS, 0 to 1 for shares (CSAT and CES, too).
    n
        Number of answers.
    interval, why_none
        95% interval, or the reason why there is none.
    definition
        Formula in words, printed with the value.
    k
        Numerator of a share.
    error
        Standard error of a mean or an NPS, for tests of differences.
    shown
        How many were shown the question and could answer; None if the file does not tell (F18).
    nothing
        How many ticked none of the boxes, where the file does not tell who was shown them (F21).
    ranks
        Of a mean rank, the number of items that were ranked and the best rank (F20).
    """

    value: float
    n: int
    definition: Message
    interval: Interval | None = None
    why_none: Message | None = None
    k: int | None = None
    error: float | None = None
    shown: int | None = None
    nothing: int | None = None
    ranks: tuple[float, float] | None = None


@dataclass(frozen=True)
class Summary:
    """Sufficient statistics of a mean: n, total, and sum of squared deviations from the mean.

    Examples
    --------
    >>> one, other = Summary.of({4: 2, 5: 3}), Summary.of({3: 5})
    >>> (one + other).n, (one + other).mean
    (10, 3.8)
    """

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    @classmethod
    def of(cls, counts: Mapping[float, int]) -> Summary:
        """Return the summary of values with their frequencies."""
        return sum((cls(n, value * n) for value, n in counts.items() if n), cls())

    @property
    def mean(self) -> float:
        """Mean; 0 without answers."""
        return self.total / self.n if self.n else 0.0

    @property
    def deviation(self) -> float:
        """Standard deviation of the sample (n − 1)."""
        return sqrt(self.squares / (self.n - 1)) if self.n > 1 else 0.0

    def __add__(self, other: Summary) -> Summary:
        """Return the summary of both samples together (Chan, Golub and LeVeque 1979)."""
        if not (self.n and other.n):
            return self if self.n else other
        n = self.n + other.n
        between = (self.mean - other.mean) ** 2 * self.n * other.n / n
        return Summary(n, self.total + other.total, self.squares + other.squares + between)

    def onto(self, low: float, high: float) -> Summary:
        """Return the summary of the same answers, rescaled from low … high to −2 … +2 (F3)."""
        factor = (HIGHEST - LOWEST) / (high - low)
        total = self.n * LOWEST + (self.total - self.n * low) * factor
        return Summary(self.n, total, self.squares * factor**2)


def mean(
    answers: Summary, low: float, high: float, definition: Message | None = None
) -> Estimate | None:
    """Return the mean on a scale with its t interval, or None without answers."""
    return _mean(answers, low, high, definition or MEAN.filled(scale=f"{low:g}–{high:g}"))


def mean_rank(answers: Summary, low: float, high: float, best: float) -> Estimate | None:
    """Return the mean of ranks with its t interval, or None without answers (F20)."""
    found = _mean(answers, low, high, RANK.filled(count=f"{high:g}", best=f"{best:g}"))
    return replace(found, ranks=(high, best)) if found else None


def emotion(answers: Summary, low: float, high: float) -> Estimate | None:
    """Return answers on a scale as an emotion on −2 … +2 with its t interval (F3)."""
    return _mean(answers.onto(low, high), LOWEST, HIGHEST, EMOTION)


def _mean(answers: Summary, low: float, high: float, definition: Message) -> Estimate | None:
    if not answers.n:
        return None
    if answers.n < LEAST:
        return Estimate(answers.mean, answers.n, definition, why_none=FEW.filled(least=LEAST))
    if answers.deviation <= 1e-12:
        return Estimate(answers.mean, answers.n, definition, why_none=SAME)
    error = answers.deviation / sqrt(answers.n)
    half = _t(answers.n - 1) * error
    interval = Interval(answers.mean - half, answers.mean + half).within(low, high)
    return Estimate(answers.mean, answers.n, definition, interval, error=error)


def nps(promoters: int, passives: int, detractors: int) -> Estimate | None:
    """Return the Net Promoter Score in points with its adjusted Wald interval (F13).

    Examples
    --------
    >>> score = nps(promoters=50, passives=30, detractors=20)
    >>> score.value, round(score.interval.low, 1), round(score.interval.high, 1)
    (30.0, 14.1, 44.2)
    """
    n = promoters + passives + detractors
    if not n:
        return None
    value = 100 * (promoters - detractors) / n
    if n < LEAST:
        return Estimate(value, n, NPS, why_none=FEW.filled(least=LEAST))
    centre, error = _adjusted(promoters, detractors, n)
    interval = Interval(100 * (centre - Z * error), 100 * (centre + Z * error))
    return Estimate(value, n, NPS, interval.within(-100, 100), error=100 * error)


def _adjusted(promoters: int, detractors: int, n: int) -> tuple[float, float]:
    """Return NPS′ and its standard error: three answers added, ¾, 1½ and ¾ (F13)."""
    p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    return p - d, sqrt((p + d - (p - d) ** 2) / (n + 3))


def share(k: int, n: int, definition: Message = SHARE) -> Estimate | None:
    """Return k of n as a share with Wilson's interval (F14), or None without answers.

    Examples
    --------
    >>> found = share(12, 40)
    >>> found.value, round(found.interval.low, 3), round(found.interval.high, 3)
    (0.3, 0.181, 0.454)
    """
    if not n:
        return None
    if n < LEAST:
        return Estimate(k / n, n, definition, why_none=FEW.filled(least=LEAST), k=k)
    return Estimate(k / n, n, definition, Interval(*wilson(k, n)), k=k)


def _t(freedom: float) -> float:
    """Return the critical value of Student's t for a two-sided 95% interval.

    SciPy's values for up to :data:`TABULATED` degrees of freedom are in a file, as importing SciPy
    takes longer than measuring a survey.
    """
    if float(freedom).is_integer() and 1 <= freedom <= TABULATED:
        return _t_values()[int(freedom) - 1]
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2))


@cache
def _t_values() -> list[float]:
    """Return the critical values for 1, 2, 3 … degrees of freedom, as SciPy computes them."""
    values: list[float] = json.loads(T_VALUES.read_text(encoding="utf-8"))
    return values


def _both_tails(z: float) -> float:
    """Return the two-sided p-value of z."""
    return erfc(abs(z) / sqrt(2))


def opportunity(wanted: int, met: int, n: int) -> Estimate | None:
    """Return Ulwick's opportunity on 0 … 10 (F16), or None without answers.

    Parameters
    ----------
    wanted, met
        How many of n rated importance and satisfaction 4 or 5.
    """
    if not n:
        return None
    importance, satisfaction = wanted / n, met / n
    value = 10 * (importance + max(importance - satisfaction, 0))
    return Estimate(value, n, OPPORTUNITY)


# --- tests of differences ------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """Difference between two periods or segments, with its 95% interval and its test.

    Attributes
    ----------
    p
        Two-sided p-value.
    """

    difference: float
    interval: Interval
    p: float

    @property
    def noise(self) -> bool:
        """Return whether the difference is not significant (p ≥ 5%)."""
        return self.p >= 1 - CONFIDENCE


def change_of_means(before: Summary, after: Summary) -> Change | None:
    """Return the change of a mean by Welch's test; None below five answers or without variance."""
    if min(before.n, after.n) < LEAST or max(before.deviation, after.deviation) <= 1e-12:
        return None
    from scipy.special import stdtr

    a, b = after.deviation**2 / after.n, before.deviation**2 / before.n
    freedom = (a + b) ** 2 / (a**2 / (after.n - 1) + b**2 / (before.n - 1))
    difference, error = after.mean - before.mean, sqrt(a + b)
    half = _t(freedom) * error
    p = float(2 * stdtr(freedom, -abs(difference) / error))
    return Change(difference, Interval(difference - half, difference + half), p)


def difference_of_means(
    before: tuple[float, float, int], after: tuple[float, float, int]
) -> Interval | None:
    """Return Welch's 95 % interval of the difference of two means; None below five answers.

    Parameters
    ----------
    before, after
        Mean, standard error and n of two independent samples.
    """
    (mean1, error1, n1), (mean2, error2, n2) = before, after
    if min(n1, n2) < LEAST or min(error1, error2) <= 0:
        return None
    a, b = error2**2, error1**2
    freedom = (a + b) ** 2 / (a**2 / (n2 - 1) + b**2 / (n1 - 1))
    half = _t(freedom) * sqrt(a + b)
    return Interval(mean2 - mean1 - half, mean2 - mean1 + half)


def change_of_shares(before: tuple[int, int], after: tuple[int, int]) -> Change | None:
    """Return the change of a share, k of n each: Newcombe's interval, pooled z test."""
    (k1, n1), (k2, n2) = before, after
    if min(n1, n2) < LEAST:
        return None
    one, two = share(k1, n1), share(k2, n2)
    if not one or not two or not one.interval or not two.interval:
        return None
    difference = two.value - one.value
    low = difference - sqrt(
        (two.value - two.interval.low) ** 2 + (one.interval.high - one.value) ** 2
    )
    high = difference + sqrt(
        (two.interval.high - two.value) ** 2 + (one.value - one.interval.low) ** 2
    )
    pooled = (k1 + k2) / (n1 + n2)
    error = sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    p = _both_tails(difference / error) if error else 1.0
    return Change(difference, Interval(low, high), p)


def change_of_nps(before: tuple[int, int, int], after: tuple[int, int, int]) -> Change | None:
    """Return the change of an NPS in points, from the adjusted errors of both (F13)."""
    n1, n2 = sum(before), sum(after)
    if min(n1, n2) < LEAST:
        return None
    centre1, error1 = _adjusted(before[0], before[2], n1)
    centre2, error2 = _adjusted(after[0], after[2], n2)
    error = sqrt(error1**2 + error2**2)
    plain = (after[0] - after[2]) / n2 - (before[0] - before[2]) / n1
    shift = centre2 - centre1
    interval = Interval(100 * (shift - Z * error), 100 * (shift + Z * error)).within(-200, 200)
    return Change(100 * plain, interval, _both_tails(shift / error))


# --- privacy -------------------------------------------------------------------------------------


def suppressed_names(
    sizes: Mapping[str, float], least: int = LEAST, forced: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Return the names of the segments to suppress in a list that is shown with its total (F17).

    Segments with fewer than ``least`` answers are suppressed. So that none can be recovered by
    subtraction, the next smallest follow until at least two segments with ``least`` answers or more
    together are suppressed. Empty segments are ignored.

    Parameters
    ----------
    forced
        Segments that are suppressed for another reason.

    Examples
    --------
    >>> sorted(suppressed_names({"North": 12, "South": 8, "East": 3}))
    ['East', 'South']
    """
    filled = sorted((n, name) for name, n in sizes.items() if n > 0)
    hidden = [(n, name) for n, name in filled if n < least or name in forced]
    if not hidden:
        return frozenset()
    for segment in [segment for segment in filled if segment not in hidden]:
        if len(hidden) > 1 and sum(n for n, _ in hidden) >= least:
            break
        hidden.append(segment)
    return frozenset(name for _, name in hidden)
