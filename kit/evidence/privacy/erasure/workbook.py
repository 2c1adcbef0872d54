"""Empty rows of an XLSX workbook, in the XML of the sheet and of the shared texts.

The other rows keep their addresses, so that formulas and tables stay valid.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from kit.evidence.containers.archive import check_directory
from kit.evidence.containers.workbook_xml import sheet_parts

STRINGS = "xl/sharedStrings.xml"
COPIES = re.compile(r"xl/(?:pivotCache|comments|threadedComments|externalLinks)")
"""Parts that may contain copies of a row's contents."""

SHARED = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="s"[^>]*>.*?<(?:\w+:)?v>(\d+)</', re.DOTALL)
STRING = re.compile(rb"<((?:\w+:)?)si(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?si>)", re.DOTALL)


def without_rows(path: Path, rows: Mapping[str, Sequence[int]]) -> bytes:
    """Empty some rows of a workbook; return empty bytes if this is not safe."""
    with zipfile.ZipFile(path) as archive:
        check_directory(archive)
        names = archive.namelist()
        parts = sheet_parts(archive)
        if not set(rows) <= set(parts) or any(COPIES.match(name) for name in names):
            return b""
        contents = {name: archive.read(name) for name in names}
        gone: set[int] = set()
        for sheet, numbers in rows.items():
            part = parts[sheet]
            for number in numbers:
                contents[part], held = _emptied(contents[part], number)
                if held is None:
                    return b""
                gone |= held
        used = {
            int(index)
            for part in parts.values()
            for index in SHARED.findall(contents.get(part, b""))
        }
        if STRINGS in contents:
            contents[STRINGS] = _blanked(contents[STRINGS], gone - used)
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w") as written:
            for info in archive.infolist():
                written.writestr(info, contents[info.filename])
    return sink.getvalue()


def _emptied(xml: bytes, number: int) -> tuple[bytes, set[int] | None]:
    """Empty a row of a sheet; return the sheet and the numbers of the row's shared texts."""
    row = re.compile(
        rb'<((?:\w+:)?)row\b[^>]*?\br="%d"[^>]*?(?:/>|(?<!/)>.*?</\1row>)' % number, re.DOTALL
    )
    found = row.search(xml)
    if not found:
        return xml, None
    held = {int(index) for index in SHARED.findall(found[0])}
    return xml[: found.start()] + xml[found.end() :], held


def _blanked(xml: bytes, gone: set[int]) -> bytes:
    """Blank some of the shared texts; the others keep their numbers."""
    count = -1

    def one(found: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        prefix = found[1]
        return b"<%bsi><%bt/></%bsi>" % (prefix, prefix, prefix) if count in gone else found[0]

    return STRING.sub(one, xml)
