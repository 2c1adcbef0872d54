"""Delete rows from a text file; keep all other bytes."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Sequence
from pathlib import Path

from kit.evidence.containers import open_book
from kit.sources import Options

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def without_lines(path: Path, options: Options, lines: Sequence[int]) -> bytes:
    """Delete the rows that begin on some lines; return empty bytes if this is not safe."""
    book = open_book(path, options)
    raw = path.read_bytes()
    bom, codec = next(
        ((bom, codec) for bom, codec in BOMS if raw.startswith(bom)),
        (b"", book.conventions.encoding or "utf-8"),
    )
    body = raw[len(bom) :]
    try:
        text = body.decode(codec, "surrogateescape")
        if text.encode(codec, "surrogateescape") != body:
            return b""
    except UnicodeError:
        return b""
    pieces = LINE.findall(text)
    starts = [int(line) for line in book.sheet.lines]
    gone: set[int] = set()
    for line in lines:
        following = [start for start in starts if start > line]
        most = (following[0] if following else len(pieces) + 1) - line
        held = _height(pieces[line - 1 : line - 1 + most], book.conventions.delimiter)
        gone |= set(range(line, line + held))
    kept = "".join(piece for number, piece in enumerate(pieces, 1) if number not in gone)
    return bom + kept.encode(codec, "surrogateescape")


def _height(pieces: Sequence[str], delimiter: str) -> int:
    """Return the number of lines of the first row, as quoted cells may contain line breaks."""
    if len(pieces) == 1:
        return 1
    reader = csv.reader(iter(pieces), delimiter=delimiter or ",")
    try:
        next(reader)
    except (csv.Error, StopIteration):
        return len(pieces)
    return min(reader.line_num, len(pieces))
