"""Redact contact details and names in texts; a redacted text is not anonymous (F17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.evidence.privacy.telephone import ANYWHERE, telephone_numbers

SHOWN = "[…]"
"""Replacement for what is redacted."""

Kind = Literal["telephone", "email", "iban", "card", "url", "handle"]

SHORTEST_NAME = 3

AT = (
    r"(?:[@＠]|\s?&(?:#64|commat);\s?|\s?[(\[{<]\s?(?:at|@|a|à|arobase?|chez)\s?[)\]}>]\s?"
    r"|\s+arobase?\s+)"
)
DOT = r"(?:\.|\s?[(\[{<]\s?(?:dot|point|punkt|\.)\s?[)\]}>]\s?|\s+(?:dot|point)\s+)"
LOCAL = r"(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*"
LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
PROVIDERS = "gmail|googlemail|hotmail|outlook|yahoo|icloud|orange|wanadoo|free|sfr|laposte|proton"
ENDINGS = (
    "com|org|net|info|biz|edu|gov|io|co|me|app|dev|eu|fr|be|ch|lu|ca|mc|uk|ie|us|au|nz|de|at|es|it|"
    "nl|pt|pl|se|dk|no|fi|example|test|invalid"
)
"""Top-level domains with which an address spelt in words or with spaces must end."""

URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"»⟩]*[^\s<>\"»⟩.,;:!?)\]]", re.IGNORECASE)
EMAIL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{LOCAL}{AT}{LABEL}(?:{DOT}{LABEL})*{DOT}[^\W\d_]{{2,}}\b",
        rf"{LOCAL}\s?[@＠]\s?{LABEL}(?:{DOT}{LABEL})*(?:{DOT}|\s\.\s)(?:{ENDINGS})\b",
        rf"{LOCAL}\s+at\s+{LABEL}(?:\s+dot\s+{LABEL})*\s+dot\s+(?:{ENDINGS})\b",
        rf"{LOCAL}@(?:{PROVIDERS})\b",
    )
)
HANDLE = re.compile(r"(?<![\w@.＠])@(?=\w*[^\W\d])\w+(?:[.-]\w+)*(?:@[\w-]+(?:\.[\w-]+)+)?")
IBAN = re.compile(r"(?<!\w)[A-Z]{2}[ -]?\d{2}(?:[ \u00a0\u202f.-]?[A-Z0-9]){11,30}", re.IGNORECASE)
CARD = re.compile(
    r"(?<![\w.,-])(?:[2456](?:[ \u00a0\u202f-]?\d){15}|3[47](?:[ \u00a0\u202f-]?\d){13})(?![\w€])"
)
CARD_GROUPS = re.compile(r"\d{4}(?:[ \u00a0\u202f-]\d{4}){3}|\d{4}[ -]\d{6}[ -]\d{5}")

IBAN_LENGTH = {
    code: length
    for length, codes in (
        (15, "NO"),
        (16, "BE"),
        (18, "DK FI FO GL NL SD"),
        (19, "MK SI"),
        (20, "AT BA EE KZ LT LU MN XK"),
        (21, "CH HR LI LV"),
        (22, "BG BH CR DE GB GE IE ME RS VA"),
        (23, "AE GI IL IQ OM SO TL"),
        (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
        (25, "LY PT ST"),
        (26, "IS TR"),
        (27, "BI DJ FR GR IT MC MR SM"),
        (28, "AL AZ BY CY DO GT HU LB NI PL SV"),
        (29, "BR EG PS QA UA"),
        (30, "JO KW MU YE"),
        (31, "MT SC"),
        (33, "RU"),
    )
    for code in codes.split()
}
"""Length of an IBAN by country (ISO 13616)."""


@dataclass(frozen=True)
class Found:
    """Contact detail at ``text[start:end]``."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Redacted:
    """Redacted text, with the number of replacements."""

    text: str
    count: int


def contact_details(text: str, regions: Sequence[str] = ANYWHERE) -> list[Found]:
    """Return the contact details in a text, in order; of two that overlap, the longer.

    Parameters
    ----------
    regions
        Countries whose national telephone numbers are found
        (:func:`kit.evidence.privacy.telephone.regions_of`).

    Examples
    --------
    >>> [found.kind for found in contact_details("jo (at) example (dot) com, 07700 900123")]
    ['email', 'telephone']
    """
    if not re.search(r"[@＠\d]|&commat;|www|http|arobas|\bat\b|[(\[{<]\s?(?:a|à|chez)\s?[)\]}>]",
                     text, re.IGNORECASE):  # fmt: skip
        return []
    found = sorted(_found(text, regions), key=lambda one: (one.start - one.end, one.start))
    kept: list[Found] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _found(text: str, regions: Sequence[str]) -> Iterator[Found]:
    for found in URL.finditer(text):
        yield Found("url", *found.span())
    for pattern in EMAIL:
        for found in pattern.finditer(text):
            yield Found("email", *found.span())
    for found in HANDLE.finditer(text):
        yield Found("handle", *found.span())
    for found in IBAN.finditer(text):
        if end := _iban_end(text, *found.span()):
            yield Found("iban", found.start(), end)
    for found in CARD.finditer(text):
        if CARD_GROUPS.fullmatch(found[0]) or _luhn(found[0]):
            yield Found("card", *found.span())
    for start, end in telephone_numbers(text, regions):
        yield Found("telephone", start, end)


def _iban_end(text: str, start: int, end: int) -> int:
    """Return the end of an IBAN, or 0 if its length or checksum is wrong (ISO 13616).

    The pattern may have matched the following word as the last group.
    """
    length = IBAN_LENGTH.get(text[start : start + 2].upper(), 0)
    letters = ""
    for position in range(start, end):
        if text[position].isalnum():
            letters += text[position].upper()
        if len(letters) == length and not text[position + 1 : position + 2].isalnum():
            turned = letters[4:] + letters[:4]
            right = int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1
            return position + 1 if right else 0
    return 0


def _luhn(number: str) -> bool:
    """Return whether the check digit of a payment card is right (ISO/IEC 7812)."""
    digits = [int(character) for character in number if character.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def redacted(text: str, names: Sequence[str] = (), regions: Sequence[str] = ANYWHERE) -> Redacted:
    """Replace contact details and the words of some names in a text.

    Parameters
    ----------
    names
        Values of the columns of personal data in the same row; each of their words is replaced.
    regions
        Countries whose national telephone numbers are found.

    Examples
    --------
    >>> redacted("Ask Ms Rossi, rossi@example.com.", ["Anna Rossi"])
    Redacted(text='Ask Ms […], […].', count=2)
    """
    details = contact_details(text, regions)
    text, count = without(text, details), len(details)
    words = {
        word
        for name in names
        for word in re.findall(r"[^\W\d_][\w’'-]*|\d{5,}", name)
        if len(word) >= SHORTEST_NAME
    }
    for word in sorted(words, key=len, reverse=True):
        text, found = re.subn(rf"(?<!\w){re.escape(word)}(?!\w)", SHOWN, text, flags=re.IGNORECASE)
        count += found
    return Redacted(text, count)


def without(text: str, details: Sequence[Found]) -> str:
    """Replace each of some details in a text by ``[…]``."""
    for one in sorted(details, key=lambda found: found.start, reverse=True):
        text = text[: one.start] + SHOWN + text[one.end :]
    return text
