"""A journey with a hostile text in every text field, and lists of such texts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from kit.fields import LONGEST_TEXT
from kit.journey import Journey

HERE = Path(__file__).parent
TEXT = "TEXT"
"""What stands in ``full.yaml`` wherever a text may stand."""


def refused(text: str) -> bool:
    """Return whether a text holds control characters, which the model refuses."""
    return any(c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs") for c in text.strip())


@cache
def xss() -> tuple[str, ...]:
    lines = (HERE / "xss.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line)


@cache
def naughty() -> tuple[str, ...]:
    """The strings of the Big List of Naughty Strings (MIT) that are texts at all."""
    strings = json.loads((HERE / "naughty.json").read_text(encoding="utf-8"))
    return tuple(s for s in strings if s.strip() and len(s) <= LONGEST_TEXT)


def plain() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(
        (HERE / "full.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return found


def planted(*texts: str) -> Journey:
    """Return the full journey with these texts, one after the other, in its text fields."""
    supply = cycle(texts)

    def plant(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plant(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plant(item) for item in value]
        return next(supply) if value == TEXT else value

    return Journey.model_validate(plant(plain()))


def text_fields(value: Any = None, place: tuple = ()) -> Iterator[tuple]:
    """Yield the places of the full journey at which a text stands."""
    value = plain() if value is None else value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from text_fields(item, (*place, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from text_fields(item, (*place, number))
    elif value == TEXT:
        yield place
