"""Texts a person reads, in French and English.

English is written in the code and is its own catalogue; French comes from the PO files of
``kit/locales/fr``, read as they are, so a corrected translation needs no build step. Numbers and
dates are Babel's. Nothing is global: whoever writes a text holds the :class:`Texts` of its reader.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal, TypeAlias

from kit.po_files import read_entries

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
LOCALES = Path(__file__).parent / "locales"


@dataclass(frozen=True)
class Message:
    """A text still to be said: its English, what fills its gaps, and which language comes later.

    ``context`` tells apart two uses of one English word; ``plural`` is chosen by ``count``.
    """

    text: str
    context: str = ""
    plural: str = ""
    count: int = 1
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    def filled(self, **values: Value) -> Message:
        """Return the message with its gaps filled (and its plural chosen by ``count``)."""
        count = values.get("count")
        whole = {**self.values, **values}
        count = count if isinstance(count, int) else self.count
        return Message(self.text, self.context, self.plural, count, whole)


def N_(text: str, context: str = "") -> Message:
    """Mark a text for translation where no reader is known yet."""
    return Message(text, context)


def NP_(text: str, plural: str) -> Message:
    """Mark a text whose form depends on a ``count`` given later."""
    return Message(text, plural=plural)


def quote(words: Value) -> Message:
    """Return words between quotation marks, those of the reader's language."""
    return N_("“{words}”").filled(words=words)


@dataclass(frozen=True)
class UserText:
    """A client's own words: never translated, never a template, marked with their language."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class MixedText:
    """A sentence of the kit with a client's words inside: its pieces in reading order."""

    pieces: tuple[str | UserText, ...]

    def __str__(self) -> str:
        return "".join(str(piece) for piece in self.pieces)

    def __add__(self, other: RichText) -> MixedText:
        return MixedText((*pieces_of(self), *pieces_of(other)))

    def __radd__(self, other: RichText) -> MixedText:
        return MixedText((*pieces_of(other), *pieces_of(self)))


RichText = str | UserText | MixedText
"""Anything that can stand in a report: the kit's text, a client's words, or both together."""

Value: TypeAlias = "RichText | Message | float | datetime.date | Path | Sequence[Value] | None"
"""A value that fills a gap of a text: see :meth:`Texts.say`."""


def pieces_of(said: RichText) -> Iterator[str | UserText]:
    """Yield the pieces of a text in reading order."""
    if isinstance(said, MixedText):
        yield from said.pieces
    else:
        yield said


def printable(text: str) -> str:
    r"""Return someone else's text for a terminal: what would steer it or hide in it is escaped.

    >>> printable("db.example\x1b[2J")
    'db.example\\x1b[2J'
    """
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def joined(parts: Sequence[RichText], separator: str) -> MixedText:
    """Return the parts as one text with a separator between them."""
    pieces: list[str | UserText] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append(separator)
        pieces.extend(pieces_of(part))
    return MixedText(tuple(pieces))


@lru_cache(maxsize=4096)
def _plural_form(count: int, lang: str) -> str:
    """Return the form that goes with a count, by Babel's rule: 0 is singular in French alone."""
    from babel import Locale

    return Locale(lang).plural_form(count)


class Catalogue:
    """The translations of one language; this one is English, where every text is its own."""

    def look_up(self, message: Message) -> str:
        """Return the text in this language, its gaps still open."""
        several = message.plural and _plural_form(message.count, "en") != "one"
        return message.plural if several else message.text


class FrenchCatalogue(Catalogue):
    """French, from the PO files."""

    def __init__(self, entries: Mapping[tuple[str, str], str | tuple[str, ...]]) -> None:
        self.entries = entries

    def look_up(self, message: Message) -> str:
        """Return the French, or the English where there is none."""
        found = self.entries.get((message.context, message.text))
        if not found:
            return super().look_up(message)
        if isinstance(found, tuple):
            return found[0] if _plural_form(message.count, "fr") == "one" else found[-1]
        return found


class PseudoCatalogue(Catalogue):
    """Every text marked: what is not marked in a pseudo report has escaped the catalogues."""

    def look_up(self, message: Message) -> str:
        """Return the English between brackets that nothing else uses."""
        return f"⟦{super().look_up(message)}⟧"


def po_files(lang: Language) -> list[Path]:
    """Return the catalogue files of a language, one per part of the kit."""
    return sorted((LOCALES / lang).glob("*.po"))


@cache
def catalogue(lang: str, area: str = "") -> Catalogue:
    """Return the catalogue of ``fr``, ``en`` or ``pseudo`` (English, every text marked).

    Parameters
    ----------
    area
        Name of the only file to read, for a few texts in a language that the reader may not use.
    """
    if lang == "pseudo":
        return PseudoCatalogue()
    if lang != "fr":
        return Catalogue()
    entries: dict[tuple[str, str], str | tuple[str, ...]] = {}
    for path in po_files("fr"):
        if area in ("", path.stem):
            entries.update(read_entries(path))
    return FrenchCatalogue(entries)


@lru_cache(maxsize=4096)
def _number(value: float, digits: int, lang: str) -> str:
    """Return a number; a report writes few of them, many times."""
    from babel.numbers import format_decimal

    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return format_decimal(value, format=pattern, locale=lang)


@lru_cache(maxsize=4096)
def _date(value: datetime.date, form: str, locale: str) -> str:
    from babel.dates import format_date

    return format_date(value, format=form, locale=locale)


@lru_cache(maxsize=4096)
def _percent(share: float, digits: int, lang: str) -> str:
    """Return a share of 1 as a percentage."""
    from babel.numbers import format_percent

    pattern = "#,##0." + "#" * digits + "%" if digits else "#,##0%"
    if lang == "fr":
        pattern = pattern.replace("%", "\N{NARROW NO-BREAK SPACE}%")
    return format_percent(share, format=pattern, locale=lang)


@lru_cache(maxsize=4096)
def _gaps(text: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return a text as what stands before each gap, with the gap's name and how to fill it."""
    return tuple((literal, name, spec) for literal, name, spec, _ in Formatter().parse(text))


class Texts:
    """Everything the kit says to one reader.

    Parameters
    ----------
    lang
        The reader's language, or ``pseudo`` in tests.
    """

    def __init__(self, lang: str) -> None:
        self.lang = "en" if lang == "pseudo" else lang
        self._catalogue = catalogue(lang)
        # The English texts are British; Babel's plain "en" writes dates as in the United States.
        self._date_locale = "en_GB" if self.lang == "en" else self.lang

    def __call__(self, text: str | Message, /, **values: Value) -> str:
        """Return the text in the reader's language, its gaps filled."""
        return str(self.inline(text, **values))

    def plural(self, text: str, plural: str, count: int, /, **values: Value) -> str:
        """Return the form of the text that goes with ``count`` (a gap of that name is filled)."""
        return self(Message(text, plural=plural, count=count), count=count, **values)

    def inline(self, text: str | Message, /, **values: Value) -> MixedText:
        """Return the text with client's words kept apart, so that they are marked as such."""
        message = text if isinstance(text, Message) else Message(text)
        message = message.filled(**values) if values else message
        pieces: list[str | UserText] = []
        for literal, name, spec in _gaps(self._catalogue.look_up(message)):
            if literal:
                pieces.append(literal)
            if name is not None:
                pieces.extend(pieces_of(self.say(message.values[name], spec or "")))
        return MixedText(tuple(pieces))

    def say(self, value: Value, spec: str = "") -> RichText:
        """Return any value as its reader expects it: numbers and dates localised, words kept."""
        if isinstance(value, Message):
            return self.inline(value)
        if isinstance(value, str | UserText | MixedText):
            return value
        if isinstance(value, bool):
            return self(N_("yes")) if value else self(N_("no"))
        if isinstance(value, int | float):
            return self.signed(value) if spec == "+" else self.number(value)
        if isinstance(value, datetime.date):
            return self.date(value)
        if isinstance(value, Sequence):
            return self.listed([self.say(item) for item in value])
        return str(value)

    def number(self, value: float, digits: int = 1) -> str:
        """Return a number with at most ``digits`` decimals."""
        return _number(round(value, digits) + 0.0, digits, self.lang)

    def signed(self, value: float, digits: int = 1) -> str:
        """Return a number with its sign, a true minus (U+2212) and no sign on zero."""
        text = self.number(abs(value), digits)
        if round(value, digits) == 0:
            return text
        return ("+" if value > 0 else "\N{MINUS SIGN}") + text

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share of 1 as a percentage."""
        return _percent(share, digits, self.lang)

    def quantity(self, value: float, unit: RichText | None) -> RichText:
        """Return a value with its unit, as the reader writes it: 76,3 %."""
        number = self.number(value, 2)
        if unit is None:
            return number
        if str(unit) == "%":
            return self.percent(value / 100, 1)
        return self.inline(N_("{number} {unit}"), number=number, unit=unit)

    def date(self, value: datetime.date, length: str = "long") -> str:
        """Return a date: 22 novembre 2026, 22 November 2026."""
        text = _date(value, length, self._date_locale)
        # CLDR has no ordinal, but French has one for the first of a month.
        first = self.lang == "fr" and length in ("long", "medium") and value.day == 1
        return text.replace("1", "1ᵉʳ", 1) if first else text

    def month(self, value: datetime.date) -> str:
        """Return a month and its year: nov. 2026, Nov 2026."""
        return _date(value, "MMM y", self.lang)

    def listed(self, parts: Sequence[RichText]) -> RichText:
        """Return parts as an enumeration: a, b et c."""
        if len(parts) < 2:
            return parts[0] if parts else ""
        return self.inline(N_("{first} and {last}"), first=joined(parts[:-1], ", "), last=parts[-1])

    def quoted(self, words: RichText) -> MixedText:
        """Return words between the reader's quotation marks."""
        return self.inline(quote(words))


@cache
def texts(lang: str) -> Texts:
    """Return the texts for a reader of ``fr``, ``en`` or ``pseudo``."""
    return Texts(lang)
