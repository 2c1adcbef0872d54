"""Thin a matrix of parameters: a part of it in ``make test``, all of it in ``make soak``."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations, product
from typing import Any

import pytest


def thinned(*dimensions: Collection[Any], together: int = 2) -> list[Any]:
    """Return every combination of some values; those that add little are marked for the soak.

    Parameters
    ----------
    together
        How many values are to meet in what is not marked: with 2, each value meets each of every
        other dimension; with 1, each value occurs.
    """
    numbers = list(product(*(range(len(values)) for values in dimensions)))
    met = [set(combinations(enumerate(one), together)) for one in numbers]
    wanted: set[Any] = set().union(*met)
    chosen: set[int] = set()
    while wanted:
        best = max(range(len(met)), key=lambda one: len(met[one] & wanted))
        chosen.add(best)
        wanted -= met[best]
    return [
        pytest.param(*values, marks=() if number in chosen else pytest.mark.soak)
        for number, values in enumerate(product(*dimensions))
    ]
