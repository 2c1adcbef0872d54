"""Which encoding a text file is in: BOM, else strict UTF-8, else cp1252 unless it reads oddly."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from kit.evidence.table import Note, Unreadable
from kit.i18n import N_, NP_

SPOILT = NP_("{count} character could not be read.", "{count} characters could not be read.")
PIECE = 1 << 20
SAMPLE = 1 << 19

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

OTHERS = ("mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp850", "iso8859_15")
"""Tried, in this order, only where cp1252 gives texts that nobody writes."""

AT_HOME_IN_WORDS = set("’‘'·-‑–—°\u00a0\u202f´`ªº")


def encoding_of(path: Path) -> tuple[str, tuple[Note, ...]]:
    """Return the encoding of a file, with a note where it is not plain UTF-8 or cp1252."""
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    for bom, name in BOMS:
        if start.startswith(bom):
            return name, ()
    if silent := _utf16_without_bom(start):
        return silent, ()
    found = _utf8(path)
    if found is not None:
        return found
    return _single_byte(path)


def _utf16_without_bom(start: bytes) -> str:
    if len(start) < 4 or b"\0" not in start:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _utf8(path: Path) -> tuple[str, tuple[Note, ...]] | None:
    """Return UTF-8 where the bytes are that, but for few spoilt ones among many right ones."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                return "utf-8", (Note(N_("The file ends in the middle of a character.")),)
        return "utf-8", ()
    except UnicodeDecodeError:
        pass
    spoilt = right = 0
    with path.open("rb") as file:
        lenient = codecs.getincrementaldecoder("utf-8")("replace")
        while piece := file.read(PIECE):
            text = lenient.decode(piece)
            spoilt += text.count("\N{REPLACEMENT CHARACTER}")
            right += sum(1 for character in text if character > "\x7f")
    if right - spoilt > 20 * spoilt:
        note = Note(SPOILT.filled(count=spoilt))
        return "utf-8", (note,)
    return None


def _single_byte(path: Path) -> tuple[str, tuple[Note, ...]]:
    surroundings = _surroundings(path)
    try:
        usual = strangeness(surroundings.decode("cp1252"))
    except UnicodeDecodeError:
        usual = 1.0
    if usual <= 0.1:
        return "cp1252", ()
    scores = {}
    for name in OTHERS:
        try:
            scores[name] = strangeness(surroundings.decode(name))
        except UnicodeDecodeError:
            continue
    best = min(scores, key=lambda name: scores[name], default="")
    if not best or (usual < 1.0 and scores[best] > usual / 2):
        best = "cp1252"
        try:
            _decode_all(path, "cp1252")
        except UnicodeDecodeError:
            raise Unreadable(
                N_("The characters are in no known encoding."),
                N_("Export it again as UTF-8, or give its encoding."),
            ) from None
    note = Note(
        N_("Read as {encoding}: check that accents and letters are right.").filled(encoding=best)
    )
    return best, (note,)


def _decode_all(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            decoder.decode(piece)


def _surroundings(path: Path) -> bytes:
    """Return the bytes beyond ASCII with what stands around them."""
    with path.open("rb") as file:
        data = file.read(4 * PIECE)
    around = re.finditer(rb"[\x20-\x7e]?[\x80-\xff]+[\x20-\x7e]?", data)
    return b"\n".join(match[0] for match in around)[:SAMPLE]


def strangeness(text: str) -> float:
    """Return the share of the characters beyond ASCII that stand where nobody writes them."""
    odd = count = 0
    for position, character in enumerate(text):
        if character <= "\x7f":
            continue
        count += 1
        before = text[position - 1] if position else "\n"
        after = text[position + 1] if position + 1 < len(text) else "\n"
        if unicodedata.category(character)[0] == "C":
            odd += 5
        elif character.isalpha():
            latin = "LATIN" in unicodedata.name(character, "")
            raised = character.isupper() and before.islower()
            alone = not latin and (_latin(before) or _latin(after))
            odd += raised or alone or (latin and _beyond(before) and _beyond(after))
        elif character not in AT_HOME_IN_WORDS and before.isalpha() and after.isalpha():
            odd += 1
    return odd / count if count else 0.0


def _beyond(character: str) -> bool:
    return character > "\x7f" and character.isalpha()


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
