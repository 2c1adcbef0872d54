"""Read from a picture's headers how large it is once a browser shows it; nothing is unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO


@dataclass(frozen=True)
class Pixels:
    """Width and height of a picture in pixels, and how many frames it has."""

    width: int
    height: int
    frames: int = 1


def pixels_of(kind: str, content: bytes) -> Pixels:
    """Return how large a PNG, JPEG, GIF or WebP picture is.

    Raises
    ------
    ValueError
        If its headers cannot be read.
    """
    try:
        if kind == "gif":
            found = _of_gif(content)
        elif kind == "webp":
            found = _of_webp(content)
        else:
            found = _of_still(kind, content)
    except Exception as error:  # whatever a damaged file makes of Pillow and of us
        raise ValueError from error
    if not found.width or not found.height or not found.frames:
        raise ValueError
    return found


def _of_still(kind: str, content: bytes) -> Pixels:
    # Its own class: Image.open gives no size for a picture that it holds for a bomb.
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    if kind == "jpeg":
        with JpegImageFile(BytesIO(content)) as picture:
            return Pixels(*picture.size)
    with PngImageFile(BytesIO(content)) as picture:
        return Pixels(*picture.size, max(1, content.count(b"fcTL")))


def _of_gif(content: bytes) -> Pixels:
    """Return the size of a GIF, of its largest frame where that is larger."""
    width, height = (int.from_bytes(content[at : at + 2], "little") for at in (6, 8))
    frames = 0
    for right, bottom in _gif_frames(content):
        frames += 1
        width, height = max(width, right), max(height, bottom)
    return Pixels(width, height, frames)


def _gif_frames(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield how far each frame of a GIF reaches."""
    at = 13 + _colours(content[10])
    while at < len(content) and content[at] != 0x3B:
        if content[at] == 0x21:
            at += 2
        elif content[at] == 0x2C:
            left, top, width, height = (
                int.from_bytes(content[at + n : at + n + 2], "little") for n in (1, 3, 5, 7)
            )
            yield left + width, top + height
            at += 11 + _colours(content[at + 9])
        else:
            raise ValueError
        while at < len(content) and content[at]:
            at += 1 + content[at]
        at += 1


def _colours(flags: int) -> int:
    """Return how many bytes a table of colours takes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _of_webp(content: bytes) -> Pixels:
    chunk = content[12:16]
    if chunk == b"VP8X":
        width, height = (1 + int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
        return Pixels(width, height, max(1, content.count(b"ANMF")))
    if chunk == b"VP8L" and content[20] == 0x2F:
        bits = int.from_bytes(content[21:25], "little")
        return Pixels(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if chunk == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(content[at : at + 2], "little") & 0x3FFF for at in (26, 28))
        return Pixels(width, height)
    raise ValueError
