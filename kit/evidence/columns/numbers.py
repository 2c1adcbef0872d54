"""Parse numbers as people and spreadsheets write them, with a decimal point or a decimal comma.

A text that can be read in two ways (``1,234``) keeps both values until other values, or the file,
decide. Codes are not numbers: ``007``, and integers with more digits than a float can hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SPACES = "\u0020\u00a0\u202f\u2009"
CURRENCIES = (
    r"US\$|CA\$|A\$|C\$|R\$|HK\$|[$€£¥₽₹₺₩₪₫฿]"
    r"|(?:EUR|USD|GBP|CHF|CAD|AUD|JPY|SEK|NOK|DKK|PLN|CZK|MAD|XOF|BRL|MXN|INR|CNY)"
    r"|kr\.?|zł|Kč|Ft|RM|Fr\.?"
)
_UNIT = rf"(?P<{{name}}>%|{CURRENCIES})"
_SHAPE = re.compile(
    rf"(?P<open>\()?\s*(?P<sign1>[-+\u2212]?)\s*(?:{_UNIT.format(name='before')})?\s*"
    rf"(?P<sign2>[-+\u2212]?)\s*"
    rf"(?P<digits>[0-9.,][0-9.,'’{SPACES}]*?)(?P<power>[eE][-+]?[0-9]{{1,3}})?"
    rf"\s*(?:{_UNIT.format(name='after')})?\s*(?P<close>\))?\s*(?:{_UNIT.format(name='last')})?"
)
_PLAIN = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")


def _grammar(group: str, decimal: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<grouped>[1-9][0-9]{{0,2}}(?P<mark>[{group}'’{SPACES}])[0-9]{{3}}"
        rf"(?:(?P=mark)[0-9]{{3}})*)|(?P<plain>0|[1-9][0-9]*)|(?={decimal}))"
        rf"(?:{decimal}(?P<fraction>[0-9]+))?"
    )


_POINT = _grammar(",", r"\.")
_COMMA = _grammar(".", ",")

Value = int | float


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value with a decimal point and with a comma, None if invalid."""

    point: Value | None
    comma: Value | None
    unit: str = ""

    @property
    def decimal_mark(self) -> str:
        """The only decimal mark with which it is a number; empty if both are valid."""
        if self.comma is None:
            return "."
        if self.point is None:
            return ","
        return ""

    @property
    def ambiguous(self) -> bool:
        """True if the two decimal marks give different values."""
        return None not in (self.point, self.comma) and self.point != self.comma

    def value(self, decimal: str) -> Value | None:
        """Return its value with a decimal mark, ``.`` or ``,``."""
        return self.comma if decimal == "," else self.point


def parse(text: str) -> Number | None:
    """Return the number in a text, or None if it is not a number.

    >>> parse("1 234,56 €")
    Number(point=None, comma=1234.56, unit='€')
    >>> parse("1,234").ambiguous
    True
    """
    if _PLAIN.fullmatch(text):
        return Number(int(text), int(text))
    match = _SHAPE.fullmatch(text)
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    units = [unit for unit in (match["before"], match["after"], match["last"]) if unit]
    if (match["sign1"] and match["sign2"]) or len(units) > 1:
        return None
    negative = bool(match["open"]) or (match["sign1"] or match["sign2"]) in ("-", "\u2212")
    digits, power = match["digits"].strip(SPACES), match["power"] or ""
    if power and power[1] not in "+-" and "." not in digits and "," not in digits:
        return None  # 3E5 is more often a code than a number
    values = [_value(pattern, digits, power, negative) for pattern in (_POINT, _COMMA)]
    if values == [None, None]:
        return None
    return Number(values[0], values[1], "".join(units))


def _value(pattern: re.Pattern[str], digits: str, power: str, negative: bool) -> Value | None:
    match = pattern.fullmatch(digits)
    if not match:
        return None
    whole = re.sub(r"[^0-9]", "", match["grouped"] or match["plain"] or "0")
    fraction = match["fraction"]
    if len(whole) > 15:
        return None
    if fraction is None and not power:
        return -int(whole) if negative else int(whole)
    value = float(f"{whole}.{fraction or '0'}{power}")
    return -value if negative else value
