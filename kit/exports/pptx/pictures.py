"""Recognise pictures by their first bytes, and remove what is written in them beside pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PNG = b"\x89PNG\r\n\x1a\n"
PNG_NOTES = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"dSIG")
"""The chunks of a PNG that hold texts, places and times."""

JPEG = b"\xff\xd8"
JPEG_SCAN, JPEG_COMMENT = 0xDA, 0xFE
JPEG_KEPT = (0xE0, 0xE2, 0xEE)
"""The application segments of a JPEG that pixels need: density, colour profile, transform."""

JPEG_APPLICATIONS = range(0xE0, 0xF0)


@dataclass(frozen=True)
class Kind:
    """A kind of picture: the ending of its name and its media type."""

    ending: str
    media_type: str


STARTS = (
    (PNG, Kind("png", "image/png")),
    (JPEG, Kind("jpg", "image/jpeg")),
    (b"GIF8", Kind("gif", "image/gif")),
    (b"BM", Kind("bmp", "image/bmp")),
    (b"II*\0", Kind("tif", "image/tiff")),
    (b"MM\0*", Kind("tif", "image/tiff")),
    (b"\xd7\xcd\xc6\x9a", Kind("wmf", "image/x-wmf")),
    (b"\x01\0\x09\0\0\x03", Kind("wmf", "image/x-wmf")),
)
EMF_HEADER, EMF_SIGNATURE, EMF_AT = b"\x01\0\0\0", b" EMF", 40


def kind_of_picture(content: bytes) -> Kind | None:
    """Return the kind of a picture that PowerPoint shows, or None.

    >>> kind_of_picture(b"GIF89a").ending
    'gif'
    """
    if content.startswith(EMF_HEADER) and content[EMF_AT:].startswith(EMF_SIGNATURE):
        return Kind("emf", "image/x-emf")
    return next((kind for start, kind in STARTS if content.startswith(start)), None)


def without_notes(content: bytes) -> bytes:
    """Return a PNG or a JPEG without its comments, author, camera and place; others unchanged."""
    if content.startswith(PNG):
        return PNG + b"".join(_png_chunks(content))
    if content.startswith(JPEG):
        return JPEG + b"".join(_jpeg_segments(content))
    return content


def _png_chunks(content: bytes) -> Iterator[bytes]:
    place = len(PNG)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        kind = content[place + 4 : place + 8]
        if kind not in PNG_NOTES:
            yield content[place : place + 12 + length]
        place += 12 + length
        if kind == b"IEND":
            return


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    place = len(JPEG)
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == JPEG_SCAN:
            break
        length = 2 + int.from_bytes(content[place + 2 : place + 4])
        noted = marker == JPEG_COMMENT or (marker in JPEG_APPLICATIONS and marker not in JPEG_KEPT)
        if not noted:
            yield content[place : place + length]
        place += length
    yield content[place:]
