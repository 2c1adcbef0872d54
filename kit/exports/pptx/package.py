"""Open a presentation from elsewhere: a checked archive, its parts and what they refer to.

Sizes, ratio and names of the entries are checked before a part is read, with the limits for
archives of evidence; XML with a document type is refused before it is parsed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from lxml import etree

from kit.evidence.containers.archive import check_directory, read_entry
from kit.evidence.table import UnreadableError
from kit.i18n import N_, Message

LARGEST_XML = 8 << 20
"""The most bytes of an XML part."""

LARGEST_PICTURE = 64 << 20
"""The most bytes of a picture."""

MOST_READ = 256 << 20
"""The most bytes that are read of all parts together."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TYPES_XML, ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

SAVE_AGAIN = N_("Save it in PowerPoint as .pptx or .potx, without a password and macros.")
LIGHTER = N_("Save it again without its slides, large pictures and videos.")
NO_PRESENTATION = N_("It is no PowerPoint presentation.")
DAMAGED = N_("It is damaged, or not complete.")
PROTECTED = N_("It is protected by a password.")
OLD = N_("It is in the format of PowerPoint 97–2003, or not a presentation.")
WORD = N_("It is a Word document.")
EXCEL = N_("It is an Excel workbook.")
MACROS = N_("It may hold macros, which do not go into a deck.")
SHOW = N_("It is saved as a slide show.")
STRICT_XML = N_("It is in the format “Strict Open XML”, which is not read.")
ENTITIES = N_("One of its parts declares entities, which is not safe.")
HEAVY = N_("It holds more than a template needs.")

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
PRESENTATION, TEMPLATE = MAIN.format("presentation"), MAIN.format("template")
REFUSED: Mapping[str, Message] = {
    MAIN.format("slideshow"): SHOW,
    "application/vnd.ms-powerpoint.": MACROS,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.": WORD,
    "application/vnd.ms-word.": WORD,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.": EXCEL,
    "application/vnd.ms-excel.": EXCEL,
}
"""Reasons to refuse a file, by the beginning of its main part's content type."""


class PackageError(ValueError):
    """A presentation that is not opened.

    Attributes
    ----------
    says, hint
        The reason, and what to do.
    """

    def __init__(self, says: Message, hint: Message = SAVE_AGAIN) -> None:
        self.says, self.hint = says, hint
        super().__init__(says.text)


@dataclass(frozen=True)
class Relation:
    """A reference from a part to another: its type without the namespace, and the entry."""

    kind: str
    target: str


class Package:
    """The entries of a presentation, read one by one.

    Parameters
    ----------
    content
        The bytes of the file.

    Attributes
    ----------
    main
        The entry of the presentation part.

    Raises
    ------
    PackageError
        If the file is no presentation, is damaged, encrypted, or not safe to open.
    """

    def __init__(self, content: bytes) -> None:
        if content.startswith(OLE):
            raise PackageError(PROTECTED if ENCRYPTED in content else OLD)
        if not content.startswith(b"PK"):
            raise PackageError(NO_PRESENTATION)
        try:
            self._archive = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError, OSError):
            raise PackageError(DAMAGED) from None
        try:
            check_directory(self._archive)
        except UnreadableError as error:
            protected = any(entry.flag_bits & 1 for entry in self._archive.infolist())
            raise PackageError(error.message, SAVE_AGAIN if protected else LIGHTER) from None
        self._left = MOST_READ
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        if TYPES_XML not in self._entries:
            raise PackageError(NO_PRESENTATION)
        self.main = self._main()

    def _main(self) -> str:
        root = self.xml(ROOT_RELS) if ROOT_RELS in self._entries else ()
        if any((one.get("Type") or "").startswith(STRICT) for one in root):
            raise PackageError(STRICT_XML)
        found = [one.target for one in self.relations("").values() if one.kind == "officeDocument"]
        if len(found) != 1 or found[0] not in self._entries:
            raise PackageError(NO_PRESENTATION)
        kind = self._types.get(f"/{found[0]}".lower(), "")
        for start, says in REFUSED.items():
            if kind.startswith(start):
                raise PackageError(says)
        if kind not in (PRESENTATION, TEMPLATE):
            raise PackageError(NO_PRESENTATION)
        return found[0]

    @cached_property
    def _types(self) -> Mapping[str, str]:
        """The content types that are named for single parts."""
        return {
            (one.get("PartName") or "").lower(): one.get("ContentType") or ""
            for one in self.xml(TYPES_XML)
            if etree.QName(one).localname == "Override"
        }

    def read(self, entry: str, most: int = LARGEST_PICTURE) -> bytes:
        """Return the bytes of an entry.

        Raises
        ------
        PackageError
            If it is missing, damaged or larger than it may be.
        """
        if entry not in self._entries:
            raise PackageError(DAMAGED)
        self._left -= self._entries[entry].file_size
        if self._entries[entry].file_size > most or self._left < 0:
            raise PackageError(HEAVY, LIGHTER)
        try:
            return b"".join(read_entry(self._archive, entry))
        except UnreadableError as error:
            raise PackageError(error.message) from None

    def xml(self, entry: str) -> Any:
        """Return the root of an XML part, without comments and instructions."""
        return parse(self.read(entry, LARGEST_XML))

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return what a part refers to inside the file, by id; ``""`` stands for the file."""
        folder, name = posixpath.split(part)
        entry = posixpath.join(folder, "_rels", f"{name}.rels")
        if entry not in self._entries:
            return {}
        return {
            one.get("Id", ""): Relation(
                one.get("Type", "").removeprefix(f"{OFFICE}/"),
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:],
            )
            for one in self.xml(entry)
            if one.get("TargetMode", "Internal") == "Internal"
        }


def parse(content: bytes) -> Any:
    """Return the root of an XML document that declares no document type.

    Raises
    ------
    PackageError
        If it declares one, or is not well-formed.
    """
    checker = expat.ParserCreate()

    def refuse(*_: str | bool | None) -> None:
        raise PackageError(ENTITIES)

    checker.StartDoctypeDeclHandler = refuse
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        checker.Parse(content, True)
        return etree.fromstring(content, parser)
    except (expat.ExpatError, etree.XMLSyntaxError, ValueError) as error:
        if isinstance(error, PackageError):
            raise
        raise PackageError(DAMAGED) from None
