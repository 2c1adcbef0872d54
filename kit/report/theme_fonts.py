"""Embed the font files beside a theme, where their licence allows it."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from kit.client_files import ClientFolder
from kit.theme import FontFace

SUFFIXES = (".ttf", ".otf")
LARGEST = 10_000_000
"""The most bytes of a font file that is read."""

RESTRICTED, PREVIEW, EDITABLE, WHOLE, BITMAPS = 0x0002, 0x0004, 0x0008, 0x0100, 0x0200
"""Bits of fsType (OpenType, table OS/2): not to be embedded; in documents that nobody can edit;
in any document; not in part; bitmaps alone."""

REPERTOIRE = (
    *range(0x20, 0x17F + 1),  # Latin with the accents of Europe
    *range(0x2C6, 0x2DD + 1),
    *range(0x2000, 0x2070 + 1),  # spaces, dashes, quotation marks
    *range(0x2070, 0x209F + 1),
    *range(0x20A0, 0x20CF + 1),  # currencies
    *range(0x2100, 0x214F + 1),
    *range(0x2190, 0x21FF + 1),  # arrows
    *range(0x2200, 0x22FF + 1),
    *range(0x25A0, 0x25FF + 1),  # shapes
)
"""The characters that are embedded: what reports in French and English are written with."""


@dataclass(frozen=True)
class Embedded:
    """The fonts of a theme that a report carries.

    Attributes
    ----------
    faces
        The faces, in the order of the theme.
    refused
        The families whose files may not be embedded by their licence.
    """

    faces: tuple[FontFace, ...] = ()
    refused: tuple[str, ...] = ()


def font_files(folder: ClientFolder) -> list[str]:
    """Return the names of the font files in a theme's folder, in order."""
    return [name for name in folder.files() if name.lower().endswith(SUFFIXES)]


def embedded(folder: ClientFolder, families: Sequence[str]) -> Embedded:
    """Return the faces of font families from the files in a theme's folder."""
    faces: dict[tuple[int, str, bool], FontFace] = {}
    refused = set()
    order = {family.casefold(): number for number, family in enumerate(families)}
    for name in font_files(folder) if families else ():
        for font in _opened(folder, name):
            number = order.get(str(font["name"].getBestFamilyName()).casefold())
            if number is None:
                continue
            if not may_be_embedded(font["OS/2"].fsType):
                refused.add(families[number])
                continue
            face = _face(font, families[number])
            faces.setdefault((number, face.weight, face.italic), face)
    return Embedded(
        tuple(face for _, face in sorted(faces.items())),
        tuple(family for family in families if family in refused),
    )


def may_be_embedded(bits: int) -> bool:
    """Return whether a font may be embedded in a report, by its fsType.

    A report is a document that others can edit. Of several bits the most liberal holds, as the
    specification has it for fonts that set several.
    """
    if bits & BITMAPS:
        return False
    return bool(bits & EDITABLE) or not bits & (RESTRICTED | PREVIEW)


def _opened(folder: ClientFolder, name: str) -> Iterator[Any]:
    """Yield the font of a file, if it is one."""
    from fontTools.ttLib import TTFont

    try:
        font: Any = TTFont(BytesIO(folder.read_bytes(name, LARGEST)))
        found = [font] if "name" in font and "OS/2" in font else []
    except Exception:  # fontTools raises whatever damaged tables bring about
        return
    yield from found


def _face(font: Any, family: str) -> FontFace:
    """Return a face of a font as WOFF, with the characters of :data:`REPERTOIRE` alone."""
    from fontTools import subset

    # Tables that it leaves out are none of the reader's business.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    tables = font["OS/2"]
    axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
    weight = str(tables.usWeightClass)
    if axis := axes.get("wght"):
        weight = f"{axis.minValue:g} {axis.maxValue:g}"
    options = subset.Options()
    options.flavor = "woff"
    options.layout_features = ["*"]
    if not tables.fsType & WHOLE:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=REPERTOIRE)
        subsetter.subset(font)
    written = BytesIO()
    subset.save_font(font, written, options)
    url = "data:font/woff;base64," + b64encode(written.getvalue()).decode()
    return FontFace(family, weight, bool(tables.fsSelection & 1), url)
