"""Changes to files that keep their form, so that what is deeper in them is reached."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random

NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"1048576", b"2147483647", b"99999999999", b"1e308")
WORDS = (
    b"",
    b"NaN",
    b"xfd1048576",
    b"A0",
    b"&#0;",
    b"&amp;",
    b"\xc3\xa9",
    b"s",
    b"e",
    b"inlineStr",
)


def bytes_changed(content: bytes, random: Random, most: int = 6) -> bytes:
    """Return a content with some bytes changed, put in, taken out or repeated."""
    changed = bytearray(content)
    for _ in range(random.randint(1, most)):
        if not changed:
            break
        at = random.randrange(len(changed))
        kind = random.randrange(5)
        if kind == 0:
            changed[at] ^= 1 << random.randrange(8)
        elif kind == 1:
            changed[at] = random.choice(b"\x00\x01\x7f\x80\xff")
        elif kind == 2:
            del changed[at : at + random.randint(1, 16)]
        elif kind == 3:
            changed[at:at] = random.randbytes(random.randint(1, 8))
        else:
            piece = changed[at : at + random.randint(1, 64)]
            changed[at:at] = piece * random.choice([1, 2, 50])
    return bytes(changed)


def workbook(content: bytes, random: Random) -> bytes:
    """Return a workbook with its XML changed and packed again, or with its packing changed."""
    if random.random() < 0.2:
        return bytes_changed(content, random)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.randint(1, 3)):
        name = random.choice([n for n in parts if re.search(r"sheet|content|workbook|String", n)])
        parts[name] = xml(parts[name], random)
    if random.random() < 0.1:
        del parts[random.choice(sorted(parts))]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed = file.getvalue()
    return _headers(packed, random) if random.random() < 0.2 else packed


def xml(content: bytes, random: Random) -> bytes:
    """Return XML with a number, a word or an element changed."""
    kind = random.randrange(5)
    if kind == 0:
        return bytes_changed(content, random, 2)
    pattern, others = (rb"\d+", NUMBERS) if kind < 3 else (rb'(?<==")[^"]*', (*WORDS, *NUMBERS))
    if kind == 4:
        pattern = rb"<[^/>]*/>|<(\w+)[^>]*>[^<]*</\1>"
    found = list(re.finditer(pattern, content))
    if not found:
        return content
    one = random.choice(found)
    new = random.choice(others)
    if kind == 4:
        new = one[0] * random.choice([0, 2, 1000])
    return content[: one.start()] + new + content[one.end() :]


def _headers(content: bytes, random: Random) -> bytes:
    """Return a zip file with a field of one of its headers changed."""
    changed = bytearray(content)
    places = [found.start() for found in re.finditer(rb"PK\x01\x02|PK\x03\x04|PK\x05\x06", content)]
    at = random.choice(places) + random.randint(4, 40)
    if at < len(changed):
        changed[at] = random.choice(b"\x00\x01\x08\x0e\xff")
    return bytes(changed)


def parquet(content: bytes, random: Random) -> bytes:
    """Return a Parquet file with its footer or its pages changed, its frame kept."""
    size = int.from_bytes(content[-8:-4], "little")
    pages, footer = content[4 : -8 - size], content[-8 - size : -8]
    if random.random() < 0.6:
        footer = bytes_changed(footer, random, 3)
    if random.random() < 0.5:
        pages = bytes_changed(pages, random, 3)
    length = len(footer) if random.random() < 0.95 else random.getrandbits(32)
    return b"PAR1" + pages + footer + length.to_bytes(4, "little") + b"PAR1"


MUTATIONS = {
    "workshop": bytes_changed,
    "csv": bytes_changed,
    "workbook": workbook,
    "parquet": parquet,
}
