"""Turn the texts of blocks into paragraphs of slides, and cut them to a height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.blocks import Cell, Mark
from kit.exports.pptx.metrics import Metrics
from kit.exports.pptx.shapes import SMALLEST, Ink, Run, Words
from kit.i18n import MixedText, RichText, UserText, pieces_of

ELLIPSIS = "…"


def words(
    said: RichText, size: float, *, bold: bool = False, ink: Ink = "text", after: float = 0.0
) -> Words:
    """Return a text as one paragraph."""
    return Words((Run(said, bold, ink),), size, after)


def paragraphs(cell: Cell, size: float = SMALLEST, after: float = 0.8) -> tuple[Words, ...]:
    """Return the contents of a cell: a paragraph for each text, with its marks at the end."""
    found: list[list[Run]] = []
    _collect(cell, found, outer=True)
    return tuple(Words(tuple(runs), size, after) for runs in found if runs)


def _collect(cell: Cell, found: list[list[Run]], outer: bool) -> None:
    if isinstance(cell, Mark):
        runs = mark_runs(cell)
        if found and found[-1]:
            found[-1] += [Run(" "), *runs]
        else:
            found.append(runs)
    elif isinstance(cell, tuple):
        for place, one in enumerate(cell):
            if outer and (place == 0 or not isinstance(one, Mark)):
                found.append([])
            _collect(one, found, outer=False)
    elif str(cell):
        if found and found[-1]:
            found[-1] += [Run(" "), Run(cell)]
        elif found:
            found[-1].append(Run(cell))
        else:
            found.append([Run(cell)])


def mark_runs(mark: Mark) -> list[Run]:
    """Return a mark: the numbers of its sources, or its shape and its words."""
    if mark.sources:
        numbers = ", ".join(map(str, mark.sources))
        return [Run(f"[{numbers}]", ink="muted")]
    if mark.sources is not None:
        return [Run(mark.shape, ink="muted")]
    if not mark.shape:
        return [Run(mark.said, ink=mark.tone)]
    return [Run(f"{mark.shape}\u00a0", ink=mark.tone), Run(mark.said, ink=mark.tone)]


def sources_in(cell: Cell) -> Iterator[int]:
    """Yield the numbers of the sources that the marks of a cell name."""
    if isinstance(cell, Mark):
        yield from cell.sources or ()
    elif isinstance(cell, tuple):
        for one in cell:
            yield from sources_in(one)


def plain(cell: Cell) -> RichText:
    """Return the first text of a cell, without marks."""
    if isinstance(cell, tuple):
        return plain(cell[0]) if cell else ""
    return cell.said if isinstance(cell, Mark) else cell


def cut(said: RichText, most: int) -> RichText:
    """Return a text of at most so many characters; a longer one ends in an ellipsis."""
    if len(str(said)) <= most:
        return said
    pieces: list[str | UserText] = []
    left = most - 1
    for piece in pieces_of(said):
        text = str(piece)
        if len(text) > left:
            text = text[:left].rstrip()
            text = text.rsplit(" ", 1)[0] if " " in text[left // 2 :] else text
            pieces.append(replace(piece, text=text) if isinstance(piece, UserText) else text)
            break
        pieces.append(piece)
        left -= len(text)
    return MixedText((*pieces, ELLIPSIS))


def unended(said: RichText) -> RichText:
    """Return a sentence without its full stop, as a title has none."""
    *before, last = pieces_of(said)
    text = str(last)
    if not text.endswith(".") or text.endswith(".."):
        return said
    short = text[:-1]
    pieces = (*before, replace(last, text=short) if isinstance(last, UserText) else short)
    return MixedText(pieces)


def capital(said: RichText) -> RichText:
    """Return a text with a capital at its beginning."""
    text = str(said)
    return text[:1].upper() + text[1:] if isinstance(said, str) else said


def shortened(one: Words, metrics: Metrics, room: float, height: float) -> Words:
    """Return a paragraph cut to a height."""
    if metrics.height(replace(one, after=0.0), room) <= height:
        return one
    low, high = 1, len(str(one))
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.height(replace(_cut_runs(one, middle), after=0.0), room) <= height:
            low = middle
        else:
            high = middle - 1
    return _cut_runs(one, low)


def _cut_runs(one: Words, most: int) -> Words:
    if len(str(one)) <= most:
        return one
    runs: list[Run] = []
    left = most
    for run in one.runs:
        length = len(str(run.said))
        if length >= left:
            runs.append(replace(run, said=cut(run.said, max(left, 1))))
            break
        runs.append(run)
        left -= length
    return replace(one, runs=tuple(runs))


def within(
    some: Sequence[Words], metrics: Metrics, room: float, height: float
) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Split paragraphs into those that fit a height and the others.

    A paragraph higher than the whole height is cut: it would fit nowhere else either.
    """
    taken = 0.0
    for place, one in enumerate(some):
        needed = metrics.height(replace(one, after=0.0), room)
        if taken + needed > height:
            if place == 0:
                return (shortened(one, metrics, room, height),), tuple(some[1:])
            return tuple(some[:place]), tuple(some[place:])
        taken += needed + one.after
    return tuple(some), ()
