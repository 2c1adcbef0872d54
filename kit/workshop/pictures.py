"""Logos and portraits: files of the client's own folder, as ``data:`` URLs.

Such folders come from other people. A picture is taken for what its content is. An SVG is refused
if anything in it could run or be loaded, although a report only ever shows it as an image, where a
browser would do neither.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from kit.i18n import N_, Message, Words
from kit.journey import Journey
from kit.rules import Place
from kit.workshop.faults import Fault, WorkshopError
from kit.workshop.file import Workshop

LARGEST = 400_000
"""Bytes that a picture may have: a report is sent by e-mail."""

WEB_ADDRESS = N_(
    "The picture “{name}” is an address: a report loads nothing from the web. Put a copy of the "
    "picture into the client's folder and write its file name."
)
OUTSIDE = N_(
    "The picture “{name}” is outside the client's folder: copy it into the folder, and write its "
    "file name."
)
MISSING = N_("The picture “{name}” is not in the client's folder.")
UNKNOWN_KIND = N_("The picture “{name}” is not a PNG, JPEG, GIF, WebP or SVG file.")
TOO_BIG = N_("The picture “{name}” has {size} KB: save it smaller, with {most} KB at most.")
ACTIVE_SVG = N_(
    "The picture “{name}” is an SVG with “{part}”, which can run or load something: save it as "
    "PNG, or remove that part."
)
BROKEN_SVG = N_("The picture “{name}” is an SVG that cannot be read: save it as PNG.")

ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "audio"}
HARMLESS = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
URL = re.compile(r"url\(\s*['\"]?\s*([^)]*)", re.IGNORECASE)


class PictureError(ValueError):
    """A picture that a report cannot show; ``says`` is for the reader."""

    def __init__(self, says: Message, name: str, **values: object) -> None:
        self.says = says.filled(name=Words(name), **values)
        super().__init__(self.says.text)


def images(workshop: Workshop) -> Mapping[str, str]:
    """Return the logo and the personas' pictures as ``data:`` URLs, by what they picture."""
    found, faults = {}, []
    for key, place, name in _pictured(workshop.journey):
        try:
            found[key] = data_url(workshop.folder, name)
        except PictureError as error:
            line, column = workshop.locate(place)
            faults.append(Fault(workshop.path, line, column, error.says, place))
    if faults:
        raise WorkshopError(faults)
    return found


def _pictured(journey: Journey) -> Iterator[tuple[str, Place, str]]:
    if journey.author.logo:
        yield "logo", ("author", "logo"), journey.author.logo
    for persona in journey.personas:
        if persona.picture:
            yield persona.id, ("personas", persona.id, "picture"), persona.picture


def data_url(folder: Path, name: str) -> str:
    """Return a picture of a client's folder as a ``data:`` URL, or raise :class:`PictureError`."""
    if re.match(r"[a-z][a-z0-9+.-]+:|//", name, re.IGNORECASE):
        raise PictureError(WEB_ADDRESS, name)
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise PictureError(OUTSIDE, name)
    if not path.is_file():
        raise PictureError(MISSING, name)
    size = path.stat().st_size
    if size > LARGEST:
        raise PictureError(TOO_BIG, name, size=-(-size // 1000), most=LARGEST // 1000)
    content = path.read_bytes()
    kind = _kind(content)
    if kind is None:
        raise PictureError(UNKNOWN_KIND, name)
    if kind == "svg+xml":
        _check_svg(content, name)
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


def _check_svg(content: bytes, name: str) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PictureError(BROKEN_SVG, name) from None
    for part in ("<!ENTITY", "<?xml-stylesheet"):
        if part.lower() in text.lower():
            raise PictureError(ACTIVE_SVG, name, part=Words(part))
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - it declares no entity
    except (ElementTree.ParseError, ValueError):
        raise PictureError(BROKEN_SVG, name) from None
    if _local(root.tag) != "svg":
        raise PictureError(UNKNOWN_KIND, name)
    for part in _active(root):
        raise PictureError(ACTIVE_SVG, name, part=Words(part))


def _active(root: ElementTree.Element) -> Iterator[str]:
    """Yield every part of an SVG that can run or load something."""
    for element in root.iter():
        tag = _local(element.tag)
        if tag in ACTIVE:
            yield tag
        if tag == "style" and (_loads(element.text or "") or "@import" in (element.text or "")):
            yield tag
        for attribute, value in element.attrib.items():
            named = _local(attribute)
            loads = named in ("href", "src") and not HARMLESS.match(value.strip())
            if named.startswith("on") or loads or _loads(value):
                yield named


def _loads(css: str) -> bool:
    return any(not HARMLESS.match(found.strip()) for found in URL.findall(css))


def _local(name: object) -> str:
    """Return the name of an element or attribute without its namespace, in lower case."""
    return str(name).rpartition("}")[2].lower()
