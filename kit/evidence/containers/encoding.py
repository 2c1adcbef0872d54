"""Detect the encoding of a text file: BOM, else UTF-8, else cp1252 if the text is plausible."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from kit.evidence.table import Note, UnreadableError
from kit.i18n import N_, NP_

UNDECODABLE = NP_("{count} character could not be read.", "{count} characters could not be read.")
CHUNK = 1 << 20
SAMPLE = 1 << 19
CERTAIN = 60
"""Number of characters beside non-ASCII ones, from which their encoding may be certain."""

KINDS = 3
"""Number of different non-ASCII characters from which it may be certain."""


BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

FALLBACKS = ("mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp850", "iso8859_15")
"""Encodings tried, in this order, where cp1252 gives an implausible text."""

RARE = set("šžŠŽƒŸ‡†‰ÿþðÞÐý§¤¦¶¬¨¯¸")
"""Characters of cp1252 where other encodings have the accented letters of Western languages."""

WORD_CHARACTERS = set("’‘'·-‑–—°\u00a0\u202f´`ªº")


def encoding_of(path: Path) -> tuple[str, tuple[Note, ...]]:
    """Return the encoding of a file, with a note where it is not plain UTF-8 or cp1252."""
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    for bom, name in BOMS:
        if start.startswith(bom):
            return name, ()
    if utf16 := _utf16_without_bom(start):
        return utf16, ()
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
    """Return UTF-8 if the bytes are that, but for a few among many; None if not."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                decoder.decode(piece)
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                return "utf-8", (Note(N_("The file ends in the middle of a character.")),)
        return "utf-8", ()
    except UnicodeDecodeError:
        pass
    undecodable = decoded = 0
    with path.open("rb") as file:
        lenient = codecs.getincrementaldecoder("utf-8")("replace")
        while piece := file.read(CHUNK):
            text = lenient.decode(piece)
            undecodable += text.count("\N{REPLACEMENT CHARACTER}")
            decoded += sum(1 for character in text if character > "\x7f")
    if decoded - undecodable > 20 * undecodable:
        note = Note(UNDECODABLE.filled(count=undecodable))
        return "utf-8", (note,)
    return None


def _single_byte(path: Path) -> tuple[str, tuple[Note, ...]]:
    """Return the single-byte encoding that gives the most plausible text, cp1252 by preference."""
    context = _non_ascii_context(path)
    try:
        usual = implausibility(context.decode("cp1252"))
    except UnicodeDecodeError:
        usual = 1.0
    if usual <= 0.1 and _rarity(context, "cp1252") <= 0.05:
        return "cp1252", ()
    scores = {}
    for name in FALLBACKS:
        try:
            scores[name] = implausibility(context.decode(name))
        except UnicodeDecodeError:
            continue
    if usual <= 0.1:  # plausible, but for letters that are rare beside Latin ones
        common = [n for n in scores if scores[n] <= usual and not _rarity(context, n)]
        if not common:
            return "cp1252", ()
        certain = _is_certain(context, common[0], scores, usual)
        return common[0], () if certain else _check_note(common[0])
    best = min(scores, key=lambda name: scores[name], default="")
    if not best or (usual < 1.0 and scores[best] > usual / 2):
        best = "cp1252"
        try:
            _decode_all(path, "cp1252")
        except UnicodeDecodeError:
            raise UnreadableError(
                N_("The characters are in no known encoding."),
                N_("Export it again as UTF-8, or give its encoding."),
            ) from None
    elif _is_certain(context, best, scores, usual):
        return best, ()
    return best, _check_note(best)


def _check_note(encoding: str) -> tuple[Note, ...]:
    says = N_("Read as {encoding}: check that accents and letters are right.")
    return (Note(says.filled(encoding=encoding)),)


def _rarity(context: bytes, encoding: str) -> float:
    """Return the share of letters and signs that Western texts hardly have within their words.

    >>> _rarity("Fu§, Mšhren".encode("cp1252"), "cp1252")
    1.0
    """
    text = context.decode(encoding)
    foreign = [place for place, character in enumerate(text) if character > "\x7f"]
    rare = [p for p in foreign if text[p] in RARE and p and text[p - 1].isalpha()]
    return len(rare) / max(1, len(foreign))


def _is_certain(context: bytes, best: str, scores: Mapping[str, float], usual: float) -> bool:
    """Return whether one encoding gives a plausible text, and every other text is not."""
    text = context.decode(best)
    others = {name: score for name, score in scores.items() if context.decode(name) != text}
    odd = [score + _rarity(context, name) for name, score in others.items()]
    odd += [usual + _rarity(context, "cp1252")] if usual < 1.0 else []
    kinds = {character for character in text if character > "\x7f"}
    enough = len(text) >= CERTAIN and len(kinds) >= KINDS
    return enough and not scores[best] and min(odd, default=0.0) >= 0.2


def _decode_all(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            decoder.decode(piece)


def _non_ascii_context(path: Path) -> bytes:
    """Return the non-ASCII bytes of a file, each run with the characters beside it."""
    with path.open("rb") as file:
        data = file.read(4 * CHUNK)
    around = re.finditer(rb"[\x20-\x7e]?[\x80-\xff]+[\x20-\x7e]?", data)
    return b"\n".join(match[0] for match in around)[:SAMPLE]


def implausibility(text: str) -> float:
    """Return the share of non-ASCII characters in places where nobody writes them.

    >>> implausibility("déjà vu"), implausibility("dÈj‡ vu")
    (0.0, 0.5)
    """
    odd = count = 0
    for position, character in enumerate(text):
        if character <= "\x7f":
            continue
        count += 1
        before = text[position - 1] if position else "\n"
        after = text[position + 1] if position + 1 < len(text) else "\n"
        if unicodedata.category(character)[0] == "C":
            odd += 5
        elif "\u2500" <= character <= "\u25ff":  # lines and blocks, which draw boxes
            odd += 1
        elif character.isalpha():
            latin = "LATIN" in unicodedata.name(character, "")
            raised = character.isupper() and before.islower()
            alone = not latin and (_is_ascii_letter(before) or _is_ascii_letter(after))
            odd += (
                raised
                or alone
                or (latin and _is_non_ascii_letter(before) and _is_non_ascii_letter(after))
            )
        elif character not in WORD_CHARACTERS and before.isalpha() and after.isalpha():
            odd += 1
    return odd / count if count else 0.0


def _is_non_ascii_letter(character: str) -> bool:
    return character > "\x7f" and character.isalpha()


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
