"""Reading blocks as a reader would: every text in them, and which of it is the kit's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from kit.blocks import Picture, Section, Table
from kit.i18n import MixedText, RichText, UserText, pieces_of, texts
from kit.journey import Journey
from kit.sections import SECTIONS, Context
from kit.theme import Theme

TECHNICAL = {"id", "svg", "picture", "monogram", "tone", "shape", "kind", "lang", "role", "ids"} | {
    "tones",
    "origins",
    "sources_at",
}
AS_OF = date(2026, 11, 22)


def context(journey: Journey, lang: str = "en", **more: Any) -> Context:
    return Context(journey, texts(lang), Theme(), AS_OF, **more)


def written(journey: Journey, id: str, lang: str = "en", **more: Any) -> Section:
    section = SECTIONS[id](context(journey, lang, **more))
    assert section is not None
    return section


def said_in(block: Any) -> Iterator[RichText]:
    """Yield every text of a block, a section or a cell."""
    if isinstance(block, str | UserText | MixedText):
        yield block
    elif isinstance(block, tuple | list):
        for item in block:
            yield from said_in(item)
    elif is_dataclass(block):
        for field in fields(block):
            if field.name not in TECHNICAL:
                yield from said_in(getattr(block, field.name))


def text_of(block: Any) -> str:
    return "\n".join(str(said) for said in said_in(block))


def found(block: Any, kind: Any) -> Iterator[Any]:
    """Yield the blocks of a kind, wherever they are nested."""
    if isinstance(block, kind):
        yield block
    elif isinstance(block, tuple | list):
        for item in block:
            yield from found(item, kind)
    elif is_dataclass(block):
        for field in fields(block):
            yield from found(getattr(block, field.name), kind)


def tables(block: Any) -> list[Table]:
    return list(found(block, Table))


def pictures(block: Any) -> list[Picture]:
    return list(found(block, Picture))


NEUTRAL = re.compile(
    r"""
    [\W\d_]*                                       # figures, signs and spaces
    (?: (?:January|February|March|April|May|June|July|August|September|October|November|December
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [\W\d_]* )*   # Babel's dates
    (?: [FM]\d+(?:\.\d+)? [\W\d_]* )*               # ids of the method
    """,
    re.VERBOSE,
)


def unmarked(said: RichText) -> str:
    """Return what of a pseudo text neither a catalogue nor the file has said."""
    text = "".join("" if isinstance(piece, UserText) else piece for piece in pieces_of(said))
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return "" if NEUTRAL.fullmatch(text) else text
