"""Compare the values of a column with the answers of a filter."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TYPE_CHECKING

from kit.evidence.table import Column, UnreadableError
from kit.fields import normalize
from kit.i18n import N_, UserText
from kit.sources import Role

if TYPE_CHECKING:
    from ibis.expr import types as ir

NOT_COMPARABLE = N_("“{answer}” cannot be compared with the values of “{column}”.")
ANSWERS = N_("Write an answer exactly as in the file, or a comparison such as <= 2.")

COMPARISON = re.compile(r"(<=|>=|<|>|!=)\s*(.+)")
TRUE = {"oui", "yes", "true", "vrai", "1", "x", "ja", "si"}
FALSE = {"non", "no", "false", "faux", "0", "nein"}


def matches_answer(value: ir.Value, column: Column, answer: str) -> ir.BooleanValue:
    """Return a condition: the value equals an answer, or fulfils a comparison such as ``<= 2``.

    Parameters
    ----------
    value
        The column as an expression.
    answer
        As the file has it; a date as ``2026-03-31``.

    Raises
    ------
    UnreadableError
        If the answer is no number, date or yes/no and the column holds these.
    """
    compared = COMPARISON.fullmatch(answer.strip())
    sign, text = compared.groups() if compared else ("==", answer.strip())
    kind = value.type()
    try:
        if kind.is_boolean():
            return _compared(value, sign, _truth(text))
        if kind.is_numeric():
            return _compared(value, sign, _number(column, text))
        if kind.is_temporal():
            return _on_day(value, sign, date.fromisoformat(text))
    except ValueError:
        raise UnreadableError(
            NOT_COMPARABLE.filled(answer=UserText(answer), column=UserText(column.name)), ANSWERS
        ) from None
    held = value.cast("string").strip().lower()
    if column.role is Role.CHOICES and column.separator:
        separator = column.separator.strip() or column.separator
        spaced = held.replace(f"{separator} ", separator).replace(f" {separator}", separator)
        return (separator + spaced + separator).contains(f"{separator}{text.lower()}{separator}")
    return _compared(held, sign, text.lower())


def _compared(value: ir.Value, sign: str, wanted: str | float | datetime) -> ir.BooleanValue:
    return {
        "==": value.__eq__,
        "!=": value.__ne__,
        "<": value.__lt__,
        "<=": value.__le__,
        ">": value.__gt__,
        ">=": value.__ge__,
    }[sign](wanted)


def _on_day(value: ir.Value, sign: str, day: date) -> ir.BooleanValue:
    moment = value.cast("timestamp")
    begins = datetime.combine(day, time())
    ends = begins + timedelta(days=1) if day < date.max else datetime.max
    if sign in ("==", "!="):
        that_day = (moment >= begins) & (moment < ends)
        return that_day if sign == "==" else ~that_day
    return _compared(
        moment,
        *{
            "<": ("<", begins),
            "<=": ("<", ends),
            ">": (">=", ends),
            ">=": (">=", begins),
        }[sign],
    )


def _truth(text: str) -> bool:
    word = normalize(text)
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ValueError(text)


def _number(column: Column, text: str) -> float:
    try:
        number = float(text.replace("\u2212", "-").replace(",", "."))
        if not isfinite(number):
            raise ValueError(text)
        return number
    except ValueError:
        words = column.scale.words if column.scale else {}
        for word, number in words.items():
            if normalize(word) == normalize(text):
                return number
        raise
