"""Results of a round: distribution, median, spread and n, and where participants are far apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kit.plain_data import Data
from kit.room.rounds import WHOLE, Answers, Item, Round, whole
from kit.steps.emotions import spread

ByDevice = Mapping[int, Answers]


def results(of: Round, answers: ByDevice, released: Iterable[str] = ()) -> dict[str, Data]:
    """Return what a round has given, without names.

    Returns
    -------
    dict
        ``n`` (participants who answered) and, by the kind of the round, ``items`` with ``id``,
        ``n`` and their figures, or ``notes`` with ``id`` and ``text``. Figures of scores are the
        ``counts`` of each value, ``median``, ``low`` and ``high`` (quartiles) and ``apart`` (F2).
    """
    given = {device: one.values for device, one in answers.items() if one.values}
    found: dict[str, Data] = {"n": len(given)}
    if of.kind == "notes":
        return {**found, "notes": notes(of, answers, set(released))}
    if of.kind in ("dots", "choice"):
        return {**found, "items": _counted(of, [values[WHOLE] for values in given.values()])}
    fields = ("impact", "effort") if of.kind == "impact-effort" else ("score",)
    return {**found, "items": [_item(one, fields, given) for one in of.items]}


def notes(of: Round, answers: ByDevice, released: set[str]) -> list[dict[str, Data]]:
    """Return the notes of a round that are shown: all of them, or where moderated the released."""
    return [
        {"id": id, "text": text}
        for id, text in all_notes(answers)
        if not of.moderated or id in released
    ]


def all_notes(answers: ByDevice) -> list[tuple[str, str]]:
    """Return every note with its id, ``device:item``, device by device."""
    return [
        (f"{device}:{item}", str(text))
        for device, one in sorted(answers.items())
        for item, text in one.values.items()
    ]


def figures(numbers: list[int]) -> dict[str, Data]:
    """Return distribution, median, quartiles and n of whole numbers (F2).

    >>> figures([-2, -1, 2, 2])["apart"]
    True
    """
    found = spread(numbers)
    counts = Counter(numbers)
    return {
        "n": found.n,
        "counts": {str(number): counts[number] for number in sorted(counts)},
        "median": found.median,
        "low": found.low,
        "high": found.high,
        "apart": found.disagreement,
    }


def _item(item: Item, fields: tuple[str, ...], given: Mapping[int, dict[str, Data]]) -> Data:
    said = [value for values in given.values() if isinstance(value := values.get(item.id), Mapping)]
    found: dict[str, Data] = {"id": item.id, "n": len(said)}
    for name in fields:
        numbers = [whole(value[name], -2, 5) for value in said if name in value]
        if numbers:
            found[name] = figures(numbers)
    texts = [
        {"word": value.get("word", ""), "text": value.get("thought") or value.get("text") or ""}
        for value in said
        if {"word", "thought", "text"} & set(value)
    ]
    return {**found, "texts": texts} if texts else found


def _counted(of: Round, values: list[Data]) -> list[Data]:
    """Return dots or choices by item, most first, with the number of participants behind them."""
    dots: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for value in values:
        one = value if isinstance(value, Mapping) else {str(value): 1}
        dots.update({id: whole(count, 0, 50) for id, count in one.items()})
        people.update(one.keys())
    items = sorted(of.items, key=lambda item: -dots[item.id])
    return [{"id": one.id, "count": dots[one.id], "n": people[one.id]} for one in items]
