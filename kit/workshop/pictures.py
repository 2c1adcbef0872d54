"""Logos and portraits: files of the client's own folder, as ``data:`` URLs.

Such folders come from other people. A picture is taken for what its content is, and refused where
a browser would need much memory to show it. An SVG is refused if anything in it could run or be
loaded, although a report only ever shows it as an image, where a browser would do neither.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path

from kit.client_files import ClientFileError, ClientFolder, NameRefusedError, TooLargeError
from kit.diagnostics import FilePosition, Place, file_error
from kit.i18n import N_, Message, UserText, Value
from kit.journey import Journey
from kit.workshop.errors import WorkshopError
from kit.workshop.file import Workshop
from kit.workshop.pixels import pixels_of
from kit.workshop.svg import SvgError, SvgTooComplexError, check_svg

LARGEST = 400_000
"""Bytes that a picture may have: a report is sent by e-mail."""

WIDEST = 8_000
"""Pixels along one side of a picture."""

MOST_PIXELS = 16_000_000
"""Pixels of a picture, those of every frame together: a browser takes four bytes for each."""

MOST_FRAMES = 200
"""Frames of a moving picture."""

WEB_ADDRESS = N_(
    "The picture “{name}” is an address: a report loads nothing from the web. Put a copy of "
    "the picture into the client’s folder and write its file name."
)
OUTSIDE = N_(
    "The picture “{name}” is outside the client’s folder: copy it into the folder, and write "
    "its file name."
)
MISSING = N_("The picture “{name}” is not in the client’s folder.")
UNKNOWN_KIND = N_("The picture “{name}” is not a PNG, JPEG, GIF, WebP or SVG file.")
TOO_BIG = N_("The picture “{name}” has {size} KB: save it smaller, with {most} KB at most.")
ACTIVE_SVG = N_(
    "The picture “{name}” is an SVG with “{part}”, which can run or load something: save it as "
    "PNG, or remove that part."
)
BROKEN_SVG = N_("The picture “{name}” is an SVG that cannot be read: save it as PNG.")

COMPLEX_SVG = N_(
    "The picture “{name}” is an SVG that is too large or has too many parts, or parts repeated too "
    "often: save it as PNG, or simplify it."
)
BROKEN = N_("The picture “{name}” is damaged: save it again.")
TOO_MANY_PIXELS = N_(
    "The picture “{name}” is {width} by {height} pixels: save it smaller, with {widest} at most "
    "along one side and {most} million in all."
)
TOO_MANY_FRAMES = N_(
    "The picture “{name}” has {frames} frames of {width} by {height} pixels: save it with fewer, "
    "{most_frames} at most and {most} million pixels in all."
)


class PictureError(ValueError):
    """A picture that a report cannot show; ``says`` is for the reader."""

    def __init__(self, says: Message, name: str, **values: Value) -> None:
        self.says = says.filled(name=UserText(name), **values)
        super().__init__(self.says.text)


AUTHOR_LOGO, CLIENT_LOGO = "logo", "client logo"
"""The keys of the logos among the pictures; others are at the id of what they picture."""


def images(workshop: Workshop) -> Mapping[str, str]:
    """Return logos and personas' pictures as ``data:`` URLs, by what they picture.

    The logos are at :data:`AUTHOR_LOGO` and :data:`CLIENT_LOGO`.
    """
    found, faults = {}, []
    for key, place, name in _pictured(workshop.journey):
        try:
            found[key] = data_url(workshop.folder, name)
        except PictureError as error:
            line, column = workshop.locate(place)
            faults.append(file_error(FilePosition(workshop.path, line, column, place), error.says))
    if faults:
        raise WorkshopError(faults)
    return found


def picture_names(journey: Journey) -> Mapping[Place, str]:
    """Return the file names of logos and personas' pictures by their places."""
    return {place: name for _, place, name in _pictured(journey)}


def pictures_by_place(
    folder: Path, journey: Journey
) -> Mapping[Place, tuple[str, PictureError | None]]:
    """Return logos and personas' pictures by their places: each a ``data:`` URL, or its refusal."""
    found: dict[Place, tuple[str, PictureError | None]] = {}
    for place, name in picture_names(journey).items():
        try:
            found[place] = data_url(folder, name), None
        except PictureError as error:
            found[place] = "", error
    return found


def _pictured(journey: Journey) -> Iterator[tuple[str, Place, str]]:
    if journey.author.logo:
        yield AUTHOR_LOGO, ("author", "logo"), journey.author.logo
    if journey.client.logo:
        yield CLIENT_LOGO, ("client", "logo"), journey.client.logo
    for persona in journey.personas:
        if persona.picture:
            yield persona.id, ("personas", persona.id, "picture"), persona.picture


def data_url(folder: Path, name: str) -> str:
    """Return a picture of a client's folder as a ``data:`` URL, or raise :class:`PictureError`."""
    if re.match(r"[a-z][a-z0-9+.-]+:|//", name, re.IGNORECASE):
        raise PictureError(WEB_ADDRESS, name)
    files = ClientFolder(folder)
    try:
        inside = os.path.normpath(name)  # exact: no link is followed
        inside = files.name_of(Path(inside)) if Path(inside).is_absolute() else inside
        size = files.status(inside).st_size
        content = files.read_bytes(inside, LARGEST)
    except TooLargeError:
        raise PictureError(TOO_BIG, name, size=-(-size // 1000), most=LARGEST // 1000) from None
    except ClientFileError as error:
        outside = isinstance(error, NameRefusedError)
        raise PictureError(OUTSIDE if outside else error.message, name) from None
    except ValueError:
        raise PictureError(OUTSIDE, name) from None
    except OSError:
        raise PictureError(MISSING, name) from None
    kind = _kind(content)
    if kind is None:
        raise PictureError(UNKNOWN_KIND, name)
    if kind == "svg+xml":
        _check_svg(content, name)
    else:
        _check_pixels(kind, content, name)
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def _kind(content: bytes) -> str | None:
    """Return the kind of a picture by its first bytes, whatever its name says."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    return "svg+xml" if b"<svg" in content[:4096] else None


def _check_pixels(kind: str, content: bytes, name: str) -> None:
    """Refuse a picture with too many pixels, by what stands before them; none is unpacked."""
    try:
        found = pixels_of(kind, content)
    except ValueError:
        raise PictureError(BROKEN, name) from None
    sizes = {"width": found.width, "height": found.height, "most": MOST_PIXELS // 1_000_000}
    pixels = found.width * found.height
    if max(found.width, found.height) > WIDEST or pixels > MOST_PIXELS:
        raise PictureError(TOO_MANY_PIXELS, name, widest=WIDEST, **sizes)
    if found.frames > MOST_FRAMES or found.frames * pixels > MOST_PIXELS:
        raise PictureError(
            TOO_MANY_FRAMES, name, frames=found.frames, most_frames=MOST_FRAMES, **sizes
        )


def _check_svg(content: bytes, name: str) -> None:
    try:
        rasters = check_svg(content)
    except SvgTooComplexError:
        raise PictureError(COMPLEX_SVG, name) from None
    except SvgError as error:
        if error.part:
            raise PictureError(ACTIVE_SVG, name, part=UserText(error.part)) from None
        raise PictureError(BROKEN_SVG, name) from None
    for raster in rasters:
        inner = _kind(raster)
        if inner is None or inner == "svg+xml":
            raise PictureError(ACTIVE_SVG, name, part=UserText("href"))
        _check_pixels(inner, raster, name)
