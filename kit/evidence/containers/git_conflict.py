"""Refuse files with an unresolved Git conflict: their rows would be counted twice."""

from __future__ import annotations

import re
from pathlib import Path

from kit.evidence.table import UnreadableError
from kit.i18n import N_

CHUNK = 1 << 22
LONGEST_MARKER = 1 << 16
MARKERS = (rb"<{7} [^\r\n]*", rb"={7}", rb">{7} [^\r\n]*")
"""Conflict markers, each on a line of its own, in this order."""
FIRST_MARKER = b"<<<<<<< "

CONFLICT = N_("Git left a conflict here, so nothing is counted.")
RESOLVE = N_(
    "Keep one of the two versions, and delete the lines that begin with “<<<<<<<”, “=======” and "
    "“>>>>>>>”."
)


def refuse_conflict(path: Path) -> None:
    """Raise :class:`UnreadableError`, with the line, if Git has left a conflict in a text file.

    All three markers must be there in their order: a forwarded e-mail begins lines with “>>>>>>>”.
    """
    if not _has_marker(path):
        return
    wanted = [re.compile(rb"^" + mark + rb"\r?$", re.MULTILINE) for mark in MARKERS]
    at, line, rest = 0, 1, b""
    with path.open("rb") as file:
        while wanted and (read := file.read(CHUNK)):
            block = rest + read
            end = block.rfind(b"\n") + 1
            block, rest = block[:end], block[end:]
            if len(rest) > LONGEST_MARKER:  # too long a line for a marker, whatever follows
                rest = b"-"
            place = 0
            while wanted and (found := wanted[0].search(block, place)):
                at = at or line + block.count(b"\n", 0, found.start())
                place = found.end()
                wanted.pop(0)
            line += block.count(b"\n")
    if not wanted or (len(wanted) == 1 and wanted[0].search(rest)):  # the last line may not end
        raise UnreadableError(CONFLICT, RESOLVE, row=at)


def _has_marker(path: Path) -> bool:
    """Return whether the first marker stands anywhere in a file; few files need a closer look."""
    last = b""
    with path.open("rb") as file:
        while read := file.read(CHUNK):
            if FIRST_MARKER in read or FIRST_MARKER in last + read[: len(FIRST_MARKER)]:
                return True
            last = read[-len(FIRST_MARKER) :]
    return False
