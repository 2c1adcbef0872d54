"""Extract the texts of a file of any kind, for searching."""

from __future__ import annotations

import codecs
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.evidence.containers.archive import check_directory
from kit.evidence.privacy.erasure.matching import SearchTerms
from kit.plain_data import Data

LARGEST = 100_000_000
"""Maximum size in bytes of a file, or of all parts of an archive."""

OPAQUE = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
)
"""First bytes of files with drawn, compressed or encrypted text: PDF, images, archives, Office."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
EMBEDDED = re.compile(r"data:[\w/+.;=-]+;base64,[A-Za-z0-9+/=]+")
TAG = re.compile(r"<[^<>]*>")
ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]+)\}|[nrt/\"\n ])"
)
RTF = re.compile(r"\\'([0-9a-f]{2})|\\u(-?\d+) ?\??|\\[a-z]+-?\d* ?|\\[^a-z]|[{}\r\n]", re.I)
IMAGES = re.compile(r"\.(?:png|jpe?g|gif|emf|wmf|bmp|tiff?|svm)$", re.IGNORECASE)


@dataclass(frozen=True)
class Contents:
    """Texts of a file.

    Attributes
    ----------
    complete
        Whether these are all texts of the file.
    raw
        Content of a text file.
    """

    texts: tuple[str, ...] = ()
    complete: bool = True
    raw: str | None = None

    def holds(self, wanted: SearchTerms) -> bool:
        """Return whether any text contains the wanted words."""
        return any(wanted.holds(text) for text in self.texts)


def contents(content: bytes, depth: int = 0) -> Contents:
    """Extract the texts of a file, whose type is recognised by its first bytes.

    Escapes of JSON, HTML, XML, YAML and RTF are resolved; archives, Office and Parquet files are
    opened. A file that cannot be read whole is not ``complete``.
    """
    if len(content) > LARGEST:
        return Contents(complete=False)
    if content.startswith(b"PAR1"):
        return _parquet(content)
    if content.startswith(b"PK\x03\x04") and depth < 2:
        return _zip(content, depth)
    text = None if content.startswith(OPAQUE) else decoded(content)
    if text is None:
        rest = content.decode("utf-8", "ignore"), content.decode("utf-16-le", "ignore")
        return Contents(rest, complete=False)
    return Contents(tuple(_readings(text)), raw=text)


def decoded(content: bytes) -> str | None:
    """Return the text of a file, or None for a binary file."""
    for bom, codec in BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(codec, "replace")
    half = content[1:2000:2]
    if half and half.count(0) > 0.6 * len(half):
        text = content.decode("utf-16-le", "replace")
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    return None if BINARY.search(text) else text


def strings(value: Data) -> Iterator[str]:
    """Yield all texts in JSON data, with keys; lists of texts (lines of notebooks) also joined."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from strings(inner)
    elif isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            yield "".join(value)
        for inner in value:
            yield from strings(inner)


def _readings(text: str) -> Iterator[str]:
    """Yield a text in each of its possible decodings."""
    yield text
    if text.startswith("{\\rtf"):
        yield RTF.sub(_rtf, text)
    for value in _json(text):
        for inner in strings(value):
            yield from _shown(inner)
            if "\\" in inner:
                yield ESCAPE.sub(_unescaped, inner)
    yield from _shown(text)
    if "\\" in text:
        yield ESCAPE.sub(_unescaped, text)


def _json(text: str) -> Iterator[Any]:
    if not text.lstrip().startswith(("{", "[")):
        return
    try:
        yield json.loads(text)
    except (ValueError, RecursionError):
        for line in text.splitlines():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                continue


def _shown(text: str) -> Iterator[str]:
    """Yield a text without HTML tags, which may separate words or stand within one."""
    if "<" in text or "&" in text:
        bare = EMBEDDED.sub(" ", text)
        for instead in (" ", ""):
            yield html.unescape(TAG.sub(instead, bare))
    else:
        yield text


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3] or found[4]
    if not code:
        return " "
    number = int(code, 16)
    return chr(number) if number < 0x110000 else " "


def _rtf(found: re.Match[str]) -> str:
    if found[1]:
        return bytes.fromhex(found[1]).decode("cp1252", "replace")
    if found[2]:
        return chr(int(found[2]) % 0x10000)
    return " " if found[0].startswith(("\\par", "\\line", "\\tab", "\\cell", "\\~")) else ""


def _zip(content: bytes, depth: int) -> Contents:
    texts: list[str] = []
    complete = True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_directory(archive)
            office = {"[Content_Types].xml", "mimetype"} & set(archive.namelist())
            for info in archive.infolist():
                if info.is_dir() or (office and IMAGES.search(info.filename)):
                    continue
                inner = contents(archive.read(info), depth + 1)
                texts += inner.texts
                complete = complete and inner.complete
    except Exception:  # encrypted, damaged, or larger than it says
        complete = False
    return Contents(tuple(texts), complete)


def _parquet(content: bytes) -> Contents:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(content))
        groups = range(file.metadata.num_row_groups)
        if sum(file.metadata.row_group(n).total_byte_size for n in groups) > LARGEST:
            return Contents(complete=False)
        texts: list[str] = []
        for column in file.read().itercolumns():
            if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
                texts += [text for text in pc.unique(column).to_pylist() if text]
    except (pa.ArrowException, OSError, ValueError):
        return Contents(complete=False)
    return Contents(tuple(texts))
