"""Columns built from counts of answers, with the figures that follow (F3, F13, F14, F20, F21)."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tests.corpus.model import Cell, Column, Expected, place


def rating(
    rng: random.Random,
    name: str,
    counts: Mapping[int, int],
    rows: int,
    scale: tuple[int, int],
    *,
    down: bool = False,
    stated: bool = True,
    labels: Mapping[int, str] | None = None,
    no_answer: Mapping[str, int] | None = None,
    role: str = "rating",
) -> Column:
    """Return scores; a label stands for its score. Counts are of scores as they are written."""
    no_answer = dict(no_answer or {})
    shown = {labels[v] if labels else v: k for v, k in counts.items()}
    cells = place(rng, {**shown, **no_answer}, rows)
    n = sum(counts.values())
    mean = sum(v * k for v, k in counts.items()) / n
    low, high = scale
    expected: Expected = {"name": name, "role": role, "n": n, "mean": round(mean, 6)}
    expected["scale"] = [low, high, "down" if down else "up"] if stated else "not stated"
    if labels:
        expected["labels"] = {label: value for value, label in labels.items()}
    if stated:
        good = high - mean if down else mean - low
        expected["emotion"] = round(-2 + 4 * good / (high - low), 6)
        _derived(expected, counts, n, scale, down)
    if no_answer:
        expected["no_answer"] = no_answer
    return Column((name,), cells, expected)


def _derived(
    expected: Expected, counts: Mapping[int, int], n: int, scale: tuple[int, int], down: bool
) -> None:
    if expected["role"] == "nps":
        promoters = sum(k for v, k in counts.items() if v >= 9)
        detractors = sum(k for v, k in counts.items() if v <= 6)
        expected["nps"] = round(100 * (promoters - detractors) / n, 6)
    elif scale == (1, 5):
        best = {1, 2} if down else {4, 5}
        expected["csat"] = [sum(counts.get(v, 0) for v in best), n]


def rank(
    rng: random.Random, name: str, counts: Mapping[int, int], rows: int, out_of: int
) -> Column:
    """Return ranks, 1 = best: a mean rank, never an emotion."""
    n = sum(counts.values())
    mean = round(sum(v * k for v, k in counts.items()) / n, 6)
    expected: Expected = {"name": name, "role": "rank", "n": n, "mean": mean, "out_of": out_of}
    expected["emotion"] = None
    return Column((name,), place(rng, counts, rows), expected)


def choice(
    rng: random.Random,
    name: str,
    counts: Mapping[str, int],
    rows: int,
    no_answer: Mapping[str, int] | None = None,
    role: str | list[str] = "choice",
) -> Column:
    """Return one answer each; the base is those who answered."""
    no_answer = dict(no_answer or {})
    n = sum(counts.values())
    expected: Expected = {"name": name, "role": role, "n": n}
    expected["shares"] = {answer: [k, n] for answer, k in counts.items()}
    if no_answer:
        expected["no_answer"] = no_answer
    return Column((name,), place(rng, {**counts, **no_answer}, rows), expected)


def choices(
    rng: random.Random,
    name: str,
    options: Sequence[str],
    rows: int,
    blanks: int,
    separator: str = ";",
    trailing: bool = False,
) -> Column:
    """Return several answers in a cell; at least one of each option, the base is who answered."""
    picked = [rng.sample(options, rng.randint(1, len(options) - 1)) for _ in range(rows - blanks)]
    picked[0], picked[1] = list(options[:-1]), [options[-1]]
    n = len(picked)
    shares = {o: [sum(o in one for one in picked), n] for o in options}
    cells: list[Cell] = [
        separator.join(o for o in options if o in one) + (separator if trailing else "")
        for one in picked
    ]
    cells += [None] * blanks
    rng.shuffle(cells)
    expected: Expected = {"name": name, "role": "choices", "n": n, "shares": shares}
    return Column((name,), cells, expected | {"separator": separator})


def text(
    rng: random.Random,
    name: str,
    sentences: Sequence[str],
    rows: int,
    n: int,
    no_answer: Mapping[str, int] | None = None,
) -> Column:
    """Return free text, no two alike."""
    no_answer = dict(no_answer or {})
    said = {f"{sentences[i % len(sentences)]} ({i + 1})": 1 for i in range(n)}
    expected: Expected = {"name": name, "role": "text", "n": n}
    if no_answer:
        expected["no_answer"] = no_answer
    return Column((name,), place(rng, {**said, **no_answer}, rows), expected)


def number(
    rng: random.Random, name: str, values: Sequence[Any], rows: int, mean: float | None = None
) -> Column:
    """Return numbers, written as given; the mean is stated where they are written as text."""
    cells = [*values, *[None] * (rows - len(values))]
    rng.shuffle(cells)
    if mean is None:
        mean = sum(values) / len(values)
    expected: Expected = {"name": name, "role": "number", "n": len(values), "mean": round(mean, 6)}
    return Column((name,), cells, expected)


def times(
    rng: random.Random,
    name: str,
    rows: int,
    pattern: str | None = "%Y-%m-%d %H:%M:%S",
    start: date = date(2024, 1, 8),
    days: int = 300,
    assert_ends: bool = True,
) -> Column:
    """Return times within days from start, as text in a pattern or as typed values."""
    whole = pattern is not None and "%H" not in pattern and "%I" not in pattern
    moments = sorted(
        datetime(start.year, start.month, start.day)
        + timedelta(days=rng.randrange(days), seconds=0 if whole else rng.randrange(8, 72000))
        for _ in range(rows)
    )
    cells: list[Cell] = [m.strftime(pattern) if pattern else m for m in moments]
    expected: Expected = {"name": name, "role": "time", "n": rows}
    if assert_ends:
        expected |= {"first": moments[0].date().isoformat(), "last": moments[-1].date().isoformat()}
    return Column((name,), cells, expected)


def personal(name: str, cells: Sequence[Cell]) -> Column:
    """Return a column about identifiable persons."""
    n = sum(c is not None for c in cells)
    return Column((name,), list(cells), {"name": name, "role": "personal", "n": n})


def plain(name: str, cells: Sequence[Cell]) -> Column:
    """Return a column of which nothing is asserted, such as an id."""
    return Column((name,), list(cells))


def empty(name: str, rows: int) -> Column:
    """Return a column without a single answer; its name may still be that of a personal one."""
    expected: Expected = {"name": name, "role": ["empty", "personal"], "n": 0}
    return Column((name,), [None] * rows, expected)


def boxes(
    rng: random.Random,
    question: str,
    ticks: Mapping[str, int],
    rows: int,
    ticked_any: int,
    *,
    mark: str | int | None = None,
    unticked: str | int | None = None,
    hidden: str | None = None,
    not_shown: int = 0,
) -> tuple[list[Column], Expected]:
    """Return a block of tick boxes, a column each, and its figures with one base.

    A box holds its own label, or mark. With unticked, those not shown are told from a no.
    """
    people = list(range(rows))
    rng.shuffle(people)
    tickers, away = people[:ticked_any], set(people[rows - not_shown :])
    shown = rows - not_shown if unticked is not None else None
    columns, position = [], 0
    for label, k in ticks.items():
        chosen = {tickers[(position + i) % ticked_any] for i in range(k)}
        position += k
        cells: list[Cell] = [
            (label if mark is None else mark)
            if person in chosen
            else (hidden if person in away else unticked)
            for person in range(rows)
        ]
        name = f"{question} [{label}]"
        expected: Expected = {"name": name, "role": "box", "ticked": [k, shown]}
        if hidden and not_shown:
            expected["no_answer"] = {hidden: not_shown}
        columns.append(Column((question, label), cells, expected))
    block: Expected = {"rows": rows, "shown": shown, "ticked_any": ticked_any}
    block["nothing"] = (rows if shown is None else shown) - ticked_any
    block["boxes"] = dict(ticks)
    return columns, {question: block}
