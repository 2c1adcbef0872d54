"""Confidence interval of a proportion, k of n."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054
"""The standard normal quantile of a two-sided 95 % interval."""


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return Wilson's 95 % score interval (1927) of k of n, as shares of 1.

    Unlike the normal approximation it stays within 0 and 1 and holds for small n. SciPy's comes
    only with an exact test, and slowly.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    centre, half = k + Z**2 / 2, Z * sqrt(k * (n - k) / n + Z**2 / 4)
    low, high = (centre - half) / (n + Z**2), (centre + half) / (n + Z**2)
    return max(low, 0.0), min(high, 1.0)
