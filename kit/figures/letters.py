"""Write lines of text as SVG: the outline of each letter once, and references to it.

This is what matplotlib does too, in ten times as long: it sets every line twice with its shaping
engine. Here a line is set letter by letter, with the font's kerning; what needs shaping (accents
apart from their letter, emoji joined to one) still goes through matplotlib.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from xml.sax.saxutils import quoteattr

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath

from kit.figures.kerning import kerning
from kit.figures.lettering import BOX, POINT, Typeface, face_of, typeface
from kit.figures.outlines import path_data, short

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EM = 1000
"""Outlines are kept in thousandths of an em, whatever the font."""

LARGE = 100.0
"""The size in points of the outlines that matplotlib gives of a shaped line."""

SHAPED = re.compile(
    "[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
"""Characters that change the glyph before them."""

MISSING = f"M60 0H{int(BOX * EM) - 60}V-700H60ZM110 -50H{int(BOX * EM) - 110}V-650H110Z"
"""The box that stands for a character without a glyph."""

Align = Literal["left", "center", "right"]
SHARE: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Line:
    """A line of text on a page: x and baseline in millimetres from the upper left corner.

    ``paragraph`` is the number of the text on its page that it is a line of.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool
    colour: str
    align: Align
    paragraph: int = 0


@dataclass(frozen=True)
class Letter:
    """A character of a font: its outline as SVG (empty for a space) and its advance."""

    outline: str
    advance: float


@cache
def letter(character: str, typeface: Typeface) -> Letter:
    """Return a character's outline and its advance."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return Letter("", 0.0)
    face = face_of(character, typeface)
    if face is None:
        return Letter(MISSING, BOX * EM)
    glyph = face.load_char(ord(character), flags=LoadFlags.NO_SCALE)
    scale = EM / face.units_per_EM
    vertices, codes = face.get_path()
    # 64: matplotlib takes the font's own units for 64ths.
    return Letter(_data(vertices * 64 * scale, codes), glyph.horiAdvance * scale)


def _data(vertices: NDArray[np.float64], codes: Iterable[int]) -> str:
    return path_data(vertices, codes, lambda number: str(round(number)))


@cache
def _line(text: str, typeface: Typeface) -> tuple[tuple[tuple[Letter, float], ...], float]:
    """Return the letters of a line with their x, and its width."""
    text = unicodedata.normalize("NFC", text)
    if SHAPED.search(text):
        return _shaped(text, typeface)
    placed, x = [], 0.0
    steps = [_kern(pair, typeface) for pair in pairwise(text)]
    for character, step in zip(text, [*steps, 0.0], strict=True):
        found = letter(character, typeface)
        if found.outline:
            placed.append((found, x))
        x += found.advance + step
    return tuple(placed), x


@cache
def _kern(pair: tuple[str, str], typeface: Typeface) -> float:
    face, other = (face_of(character, typeface) for character in pair)
    if face is None or face is not other:
        return 0.0
    return kerning(Path(str(face.fname)))(*pair) * EM


def _shaped(text: str, typeface: Typeface) -> tuple[tuple[tuple[Letter, float], ...], float]:
    properties = FontProperties(family=list(typeface.names), size=LARGE)
    setting = TextToPath()
    vertices, codes = setting.get_text_path(properties, text)
    width, _, _ = setting.get_text_width_height_descent(text, properties, ismath=False)
    scale = EM / LARGE
    if not len(vertices):
        return (), width * scale
    outline: Any = Outline(vertices, codes)
    return ((Letter(_data(outline.vertices * scale, outline.codes), 0.0), 0.0),), width * scale


def letters(lines: Sequence[Line]) -> str:
    """Return lines of text as SVG elements, in points from the upper left corner."""
    names: dict[str, str] = {}
    written = [
        f"<g fill={quoteattr(colour)}>{''.join(_written(line, names) for line in group)}</g>"
        for colour, group in groupby(lines, lambda line: line.colour)
    ]
    outlines = "".join(f'<path id="{name}" d="{data}"/>' for data, name in names.items())
    return f"<defs>{outlines}</defs>{''.join(written)}"


def _written(line: Line, names: dict[str, str]) -> str:
    placed, width = _line(line.text, typeface(line.bold))
    scale = line.size / EM
    x = line.x / POINT - SHARE[line.align] * width * scale
    references = "".join(
        f'<use href="#{names.setdefault(found.outline, f"g{len(names)}")}"{_at(place)}/>'
        for found, place in placed
    )
    at = f"translate({short(x)} {short(line.y / POINT)})scale({scale:g})"
    return f'<g transform="{at}">{references}</g>'


def _at(place: float) -> str:
    rounded = round(place)
    return f' x="{rounded}"' if rounded else ""
