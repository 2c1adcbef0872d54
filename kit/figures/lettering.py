"""Measure texts in the kit's fonts, and wrap them to a width.

Figures are laid out from these measures, so that a text never leaves its cell and nothing is drawn
twice. Advance widths are summed; kerning would only make a line shorter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from matplotlib.font_manager import FontEntry, FontProperties, findfont, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

FONTS = Path(__file__).parent.parent / "fonts"

FAMILIES = {
    "Parcours": "NotoSans-Regular.ttf",
    "Parcours bold": "NotoSans-SemiBold.ttf",
    "Parcours emoji": "NotoEmoji-Regular.ttf",
}
"""The fonts of the kit, under names of its own: a system's version of the same font must not take
their place, or the same report would look different on two machines."""

REGULAR = ("Parcours", "Parcours emoji", "DejaVu Sans")
BOLD = ("Parcours bold", "Parcours emoji", "DejaVu Sans")
"""The fonts searched for a character, in order; the last comes with matplotlib."""


class Typeface:
    """The fonts that are searched for a character, in order.

    Each is an object of its own: measures of letters are kept for each.
    """

    def __init__(self, *names: str) -> None:
        self.names = names


Pair = tuple[Typeface, Typeface]
"""The typefaces of plain and of bold text."""

KIT: Pair = (Typeface(*REGULAR), Typeface(*BOLD))
_used: ContextVar[Pair] = ContextVar("typefaces", default=KIT)


def typeface(bold: bool) -> Typeface:
    """Return the typeface in which texts are measured and drawn now."""
    return _used.get()[bold]


@contextmanager
def using(pair: Pair) -> Iterator[None]:
    """Measure and draw texts in other typefaces for a while."""
    before = _used.set(pair)
    try:
        yield
    finally:
        _used.reset(before)


POINT = 25.4 / 72
"""A typographic point in millimetres."""

LEADING = 1.37
"""The distance between lines in ems, just more than the height of the fonts."""

SMALL = 7.0
"""The smallest size in points; nothing is printed smaller."""

BOX = 0.6
"""The width, in ems, of the box that stands for a character without a glyph."""


@cache
def add_fonts() -> None:
    """Register the kit's fonts with matplotlib, once."""
    fontManager.ttflist += [
        FontEntry(fname=str(FONTS / file), name=name, weight=400, size="scalable")
        for name, file in FAMILIES.items()
    ]


def font(size: float, bold: bool = False) -> FontProperties:
    """Return the fonts of a text at a size in points."""
    add_fonts()
    return FontProperties(family=list(typeface(bold).names), size=size)


@cache
def _faces(typeface: Typeface) -> tuple[FT2Font, ...]:
    add_fonts()
    return tuple(get_font(findfont(FontProperties(family=name))) for name in typeface.names)


@cache
def face_of(character: str, typeface: Typeface) -> FT2Font | None:
    """Return the first font that has a glyph for a character."""
    return next((f for f in _faces(typeface) if f.get_char_index(ord(character))), None)


@cache
def _advance(character: str, typeface: Typeface) -> float:
    """Return a character's width in ems."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    face = face_of(character, typeface)
    if face is None:
        return BOX
    glyph = face.load_char(ord(character), flags=LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance) / face.units_per_EM


def covered(text: str) -> bool:
    """Return whether the fonts have a glyph for every character of a text."""
    return all(c.isspace() or face_of(c, typeface(bold=False)) for c in text)


@lru_cache(maxsize=20_000)
def _width_in_ems(text: str, typeface: Typeface) -> float:
    return sum(_advance(c, typeface) for c in text) * 1.01


def width(text: str, size: float = SMALL, bold: bool = False) -> float:
    """Return the width of a line of text in millimetres."""
    return _width_in_ems(text, typeface(bold)) * size * POINT


@dataclass(frozen=True)
class Fitted:
    """A text broken into lines that fit a width."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False
    whole: bool = True
    """False if a word had to be broken."""

    @property
    def leading(self) -> float:
        """The distance between lines, in millimetres."""
        return self.size * POINT * LEADING

    @property
    def height(self) -> float:
        """The height of all lines, in millimetres."""
        return len(self.lines) * self.leading

    @property
    def width(self) -> float:
        """The width of the widest line, in millimetres."""
        return max((width(line, self.size, self.bold) for line in self.lines), default=0.0)


def fit(text: str, room: float, size: float = SMALL, bold: bool = False) -> Fitted:
    """Break a text into lines no wider than ``room`` millimetres.

    Lines break at spaces and after hyphens and slashes; a word wider than the room is broken where
    it must be, never within a grapheme.
    """
    lines: list[str] = []
    whole = True
    for paragraph in text.split("\n"):
        line, taken = "", 0.0
        for word in _words(paragraph):
            if taken + width(word.rstrip(" "), size, bold) <= room:
                line += word
                taken += width(word, size, bold)
                continue
            if line.strip(" "):
                lines.append(line.strip(" "))
            *full, line = _chopped(word, room, size, bold)
            taken = width(line, size, bold)
            whole = whole and not full
            lines.extend(full)
        lines.append(line.strip(" "))
    return Fitted(tuple(line for line in lines if line) or ("",), size, bold, whole)


def _words(paragraph: str) -> list[str]:
    """Split a paragraph where a line may end; each piece keeps the space after it.

    No line ends after a single letter and its hyphen, as in "e-mail".
    """
    pieces = r"(?:[^ \-‐/]*(?<!\w)\w[-‐])*[^ \-‐/]*(?: +|[-‐/]+ *|$)"
    return re.findall(pieces, paragraph.replace("\t", " "))


def _chopped(word: str, room: float, size: float, bold: bool) -> Iterator[str]:
    part = ""
    for sign in _signs(word):
        if part and width((part + sign).rstrip(" "), size, bold) > room:
            yield part
            part = ""
        part += sign
    yield part


def _signs(word: str) -> list[str]:
    """Split a word into graphemes, such as a letter with its accents or an emoji sequence."""
    signs: list[str] = []
    for character in word:
        joins = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf", "Sk")
        if signs and (joins or signs[-1].endswith("\N{ZERO WIDTH JOINER}")):
            signs[-1] += character
        else:
            signs.append(character)
    return signs
