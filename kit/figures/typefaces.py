"""Draw figures in the fonts of a theme."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.font_manager import FontEntry, fontManager

from kit import atomic
from kit.figures.lettering import KIT, Pair, Typeface, using
from kit.theme import FontFace, Theme

WEIGHTS = (400.0, 600.0)
"""The weights of plain and of bold text, as in CSS."""


@contextmanager
def lettered(theme: Theme) -> Iterator[None]:
    """Draw in the first font of a theme that a report carries; in the kit's where there is none.

    Characters that it lacks are taken from the kit's fonts.
    """
    with using(_typefaces(theme.faces) if theme.faces else KIT):
        yield


@cache
def _typefaces(faces: tuple[FontFace, ...]) -> Pair:
    own = [face for face in faces if face.family == faces[0].family]
    own = [face for face in own if not face.italic] or own
    plain, bold = (_typeface(own, weight, kit) for weight, kit in zip(WEIGHTS, KIT, strict=True))
    return plain, bold


def _typeface(faces: Sequence[FontFace], weight: float, kit: Typeface) -> Typeface:
    """Return the typeface of the face with the nearest weight."""

    def apart(face: FontFace) -> float:
        weights = [float(part) for part in face.weight.split()]
        return max(weights[0] - weight, weight - weights[-1], 0.0)

    face = min(faces, key=apart)
    try:
        name = _registered(face.url, weight)
    except Exception:  # fontTools raises whatever damaged tables bring about; a folder may be full
        return kit
    return Typeface(name, *kit.names)


def _registered(url: str, weight: float) -> str:
    """Make a face known to matplotlib, and return the name under which it is.

    It is kept in matplotlib's own cache, where processes share it: matplotlib opens fonts by path.
    """
    key = sha256(f"{weight:g} {url}".encode()).hexdigest()[:16]
    path = Path(matplotlib.get_cachedir(), "parcours-fonts", f"{key}.ttf")
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        atomic.write_bytes(path, _static(b64decode(url.partition(",")[2]), weight))
    name = f"Parcours {key}"
    fontManager.ttflist.append(FontEntry(fname=str(path), name=name, weight=400, size="scalable"))
    return name


def _static(content: bytes, weight: float) -> bytes:
    """Return a font as plain TrueType, and a variable one at a weight."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font: Any = TTFont(BytesIO(content))
    font.flavor = None
    if "fvar" in font:
        axes = {axis.axisTag: axis for axis in font["fvar"].axes}
        place = {tag: axis.defaultValue for tag, axis in axes.items()}
        if axis := axes.get("wght"):
            place["wght"] = min(max(weight, axis.minValue), axis.maxValue)
        instancer.instantiateVariableFont(font, place, inplace=True)
    if "glyf" not in font:
        font = _truetype(font)
    font.save(written := BytesIO())
    return written.getvalue()


def _truetype(font: Any) -> Any:
    """Return a font of PostScript outlines (CFF) with those of TrueType.

    matplotlib writes no others into a PDF.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    em = font["head"].unitsPerEm
    glyphs, drawn = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen: Any = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, em / 1000, reverse_direction=True))
        drawn[name] = pen.glyph()
    built: Any = FontBuilder(em, isTTF=True)
    built.updateHead(created=0, modified=0)  # the same input gives the same bytes
    built.setupGlyphOrder(font.getGlyphOrder())
    built.setupCharacterMap(font.getBestCmap())
    built.setupGlyf(drawn)
    built.setupHorizontalMetrics(font["hmtx"].metrics)
    built.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    built.setupNameTable({"familyName": "Parcours theme", "styleName": "Regular"})
    built.setupOS2()
    built.setupPost()
    if "GPOS" in font:
        built.font["GPOS"] = font["GPOS"]
    return built.font
