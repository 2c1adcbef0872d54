"""The guides: what each step is for and how to take a room through it, as Markdown.

The kit's own stand in ``kit/locales/<language>/guides``. A trainer puts another in a client's
``guides`` folder, or anywhere and says where: ``5_pain_points.md``, or ``5_pain_points.fr.md`` for
one language. A guide becomes blocks like everything that a report shows, so nothing in it can ever
be markup: HTML in a guide is shown as it was typed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kit.blocks import Block, Column, Heading, Listing, Paragraph, Table
from kit.client_files import ClientFileError, ClientFolder, TooLargeError
from kit.i18n import LOCALES, N_, Texts
from kit.studio.parts import Part
from kit.workshop import Fault, WorkshopError

FOLDER = "guides"
LARGEST = 200_000
"""The most bytes of a guide; a longer one is no guide."""

UNREADABLE = N_("This guide cannot be read. Save it as UTF-8 text of at most {most} KB.")

ANCHOR = re.compile(r"\s*\{#([a-z-]+)\}\s*$")

SLOTS = ("ask", "room", "mistakes", "result")
"""The headings by which the notebooks know what is where: ``## In the room {#room}``."""


@dataclass(frozen=True)
class Chapter:
    """What stands under a heading of a guide."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Guide:
    """A guide: its title, what stands before the first heading, and its chapters."""

    title: str
    purpose: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    path: Path

    def chapter(self, id: str) -> Chapter | None:
        """Return the chapter with this anchor, if the guide has it."""
        return next((chapter for chapter in self.chapters if chapter.id == id), None)

    @property
    def others(self) -> tuple[Chapter, ...]:
        """The chapters that no notebook asks for by name: all of them are shown all the same."""
        return tuple(chapter for chapter in self.chapters if chapter.id not in SLOTS)


def guide(part: Part, t: Texts, folders: Sequence[Path] = ()) -> Guide:
    """Return the guide of a part in a language.

    Parameters
    ----------
    folders
        Where to look for a guide of the trainer's own, in this order, before the kit's is taken.
    """
    own = LOCALES / t.lang / FOLDER / f"{part.file}.md"
    names = (f"{part.file}.{t.lang}.md", f"{part.file}.md")
    path = own
    try:
        for path in (folder / name for folder in folders for name in names):
            if (content := _given(path)) is not None:
                return read(content.decode("utf-8-sig"), path)
    except (TooLargeError, UnicodeDecodeError):
        raise WorkshopError([Fault(path, 0, 0, UNREADABLE.filled(most=LARGEST // 1000))]) from None
    except ClientFileError as error:
        raise WorkshopError([Fault(path, 0, 0, error.message)]) from None
    return read(own.read_text("utf-8-sig"), own)


def _given(path: Path) -> bytes | None:
    """Return a guide of the trainer's own, if there is one; its folder may be no link either."""
    files = ClientFolder(path.parent.parent)
    name = files.name_of(path)
    return files.read_bytes(name, LARGEST) if files.is_file(name) else None


def read(text: str, path: Path) -> Guide:
    """Return a guide's text as blocks."""
    import mistune

    parse: Any = mistune.create_markdown(renderer=None, plugins=["table"])
    title, purpose = path.stem, list[Block]()
    chapters: list[tuple[str, str, list[Block]]] = []
    for token in parse(text):
        if token["type"] == "heading" and token["attrs"]["level"] == 1:
            title = _line(token)
        elif token["type"] == "heading" and token["attrs"]["level"] == 2:
            said = _line(token)
            found = ANCHOR.search(said)
            chapters.append((found[1] if found else "", ANCHOR.sub("", said), []))
        else:
            (chapters[-1][2] if chapters else purpose).extend(_blocks(token))
    made = tuple(Chapter(id, said, tuple(blocks)) for id, said, blocks in chapters)
    return Guide(title, tuple(purpose), made, path)


# --- Markdown to blocks ------------------------------------------------------------------------


def _blocks(token: dict[str, Any]) -> Iterator[Block]:
    match token["type"]:
        case "heading":
            yield Heading(_line(token))
        case "list":
            items = tuple(_item(child) for child in token["children"])
            yield Listing(items, ordered=bool(token["attrs"].get("ordered")))
        case "table":
            yield _table(token)
        case "block_quote":
            for child in token["children"]:
                yield from _blocks(child)
        case "block_code" | "block_html":
            yield Paragraph(token["raw"].strip(), "note")
        case "blank_line" | "thematic_break":
            return
        case _:
            if said := _line(token):
                yield Paragraph(said)


def _table(token: dict[str, Any]) -> Table:
    head, body = token["children"]
    columns = tuple(Column(_line(cell)) for cell in head["children"])
    rows = tuple(tuple(_line(cell) for cell in row["children"]) for row in body["children"])
    return Table(columns[0].said, columns, rows)


def _item(token: dict[str, Any]) -> str:
    return " – ".join(filter(None, (_line(child) for child in token.get("children", ()))))


def _line(token: dict[str, Any]) -> str:
    """Return the text of a token, its emphasis left out and its links written out."""
    kind = token["type"]
    if kind in ("softbreak", "linebreak"):
        return " "
    if kind == "list":
        return "; ".join(_item(child) for child in token["children"])
    inner = "".join(_line(child) for child in token.get("children", ()))
    said = inner or token.get("raw", "")
    url = token.get("attrs", {}).get("url", "") if kind == "link" else ""
    return f"{said} ({url})" if url and url != said else str(said)


# --- the glossary --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """A word of the method, and what it means."""

    id: str
    term: str
    means: str


@cache
def glossary(lang: str) -> tuple[Term, ...]:
    """Return the words of the method in a language, in the order of the workshop."""
    terms = tomllib.loads((LOCALES / "glossary.toml").read_text("utf-8"))
    term, means = ("fr", "signifie") if lang == "fr" else ("en", "means")
    return tuple(Term(id, said[term], said[means]) for id, said in terms.items())


def terms_of(guide: Guide, lang: str) -> tuple[Term, ...]:
    """Return the glossary's words that a guide uses, so that its reader finds them explained."""
    text = " ".join(_texts(guide)).lower()
    plain = (term for term in glossary(lang) if "(" not in term.term)  # “review” is many things
    return tuple(term for term in plain if _pattern(term.term).search(text))


@cache
def _pattern(term: str) -> re.Pattern[str]:
    words = [re.escape(word) + r"(?:s|x|es)?" for word in term.lower().split()]
    return re.compile(r"\b" + r"\s+".join(words) + r"\b")


def _texts(guide: Guide) -> Iterator[str]:
    yield guide.title
    for block in (*guide.purpose, *(b for c in guide.chapters for b in c.blocks)):
        match block:
            case Paragraph() | Heading():
                yield str(block.said)
            case Listing():
                yield from map(str, block.items)
