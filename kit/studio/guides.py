"""Read guides, the Markdown texts on the purpose of each step and how to lead it, as blocks.

The kit's own are in ``kit/locales/<language>/guides``. A trainer puts others into a client's
``guides`` folder, or into a folder named when the notebook is opened: ``5_pain_points.md``, or
``5_pain_points.fr.md`` for one language. Blocks hold texts alone, so HTML in a guide is shown as it
was typed.
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
from kit.diagnostics import FilePosition
from kit.i18n import LOCALES, N_, Texts
from kit.studio.parts import Part
from kit.workshop import WorkshopError

FOLDER = "guides"
LARGEST = 200_000
"""Most bytes of a guide that is read."""

UNREADABLE = N_("This guide cannot be read. Save it as UTF-8 text of at most {most} KB.")

ANCHOR = re.compile(r"\s*\{#([a-z-]+)\}\s*$")

SLOTS = ("ask", "room", "mistakes", "result")
"""The anchors of chapters that notebooks show in their own place: ``## In the room {#room}``."""


@dataclass(frozen=True)
class Chapter:
    """A heading of a guide and the blocks under it."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Guide:
    """The guide of a step.

    Attributes
    ----------
    purpose
        The blocks before the first heading.
    path
        The file that was read.
    """

    title: str
    purpose: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    path: Path

    def chapter(self, id: str) -> Chapter | None:
        """Return the chapter with this anchor, if the guide has it."""
        return next((chapter for chapter in self.chapters if chapter.id == id), None)

    @property
    def others(self) -> tuple[Chapter, ...]:
        """The chapters without an anchor of :data:`SLOTS`; notebooks show them after the others."""
        return tuple(chapter for chapter in self.chapters if chapter.id not in SLOTS)


def guide(part: Part, t: Texts, folders: Sequence[Path] = ()) -> Guide:
    """Return the guide of a part in a language.

    Parameters
    ----------
    folders
        Where to look for a guide of the trainer's own, in this order, before the kit's is taken.

    Raises
    ------
    WorkshopError
        If the guide is a link, too large or not UTF-8.
    """
    own = LOCALES / t.lang / FOLDER / f"{part.file}.md"
    names = (f"{part.file}.{t.lang}.md", f"{part.file}.md")
    path = own
    try:
        for path in (folder / name for folder in folders for name in names):
            if (content := _given(path)) is not None:
                return read(content.decode("utf-8-sig"), path)
    except (TooLargeError, UnicodeDecodeError):
        raise WorkshopError.at(
            FilePosition(path), UNREADABLE.filled(most=LARGEST // 1000)
        ) from None
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(path), error.message) from None
    return read(own.read_text("utf-8-sig"), own)


def guide_folders(workshop: Path, guides: Path | str = "") -> tuple[Path, ...]:
    """Return the folders in which there may be guides of the trainer's own, in order.

    Parameters
    ----------
    workshop
        The workshop's file or folder.
    guides
        The trainer's folder of guides for all clients, if there is one.
    """
    client = workshop if workshop.is_dir() else workshop.parent
    # The trainer's folder may be a link; the client's may not.
    return (*((Path(guides).resolve(),) if guides else ()), client / FOLDER)


def _given(path: Path) -> bytes | None:
    """Return the content of a guide of the trainer's own, if there is one.

    Neither the file nor its folder may be a link, and the file is no pipe or device.
    """
    files = ClientFolder(path.parent.parent)
    name = files.name_of(path)
    if not files.exists(name) or files.is_folder(name):
        return None
    return files.read_bytes(name, LARGEST)


def read(text: str, path: Path) -> Guide:
    r"""Parse a guide's Markdown.

    >>> guide = read("# Stages\n\nMoments in order.\n\n## Questions {#ask}\n\n- When?", Path())
    >>> guide.title, guide.chapter("ask").title
    ('Stages', 'Questions')
    """
    import mistune

    parse: Any = mistune.create_markdown(renderer=None, plugins=["table"])
    title, purpose = path.stem, list[Block]()
    chapters: list[tuple[str, str, list[Block]]] = []
    for token in parse(text):
        if token["type"] == "heading" and token["attrs"]["level"] == 1:
            title = _line(token)
        elif token["type"] == "heading" and token["attrs"]["level"] == 2:
            heading = _line(token)
            anchor = ANCHOR.search(heading)
            chapters.append((anchor[1] if anchor else "", ANCHOR.sub("", heading), []))
        else:
            (chapters[-1][2] if chapters else purpose).extend(_blocks(token))
    return Guide(
        title,
        tuple(purpose),
        tuple(Chapter(id, heading, tuple(blocks)) for id, heading, blocks in chapters),
        path,
    )


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
            if text := _line(token):
                yield Paragraph(text)


def _table(token: dict[str, Any]) -> Table:
    head, body = token["children"]
    columns = tuple(Column(_line(cell)) for cell in head["children"])
    rows = tuple(tuple(_line(cell) for cell in row["children"]) for row in body["children"])
    return Table(columns[0].said, columns, rows)


def _item(token: dict[str, Any]) -> str:
    return " – ".join(filter(None, (_line(child) for child in token.get("children", ()))))


def _line(token: dict[str, Any]) -> str:
    """Return the text of a token, without emphasis and with the addresses of links."""
    kind = token["type"]
    if kind in ("softbreak", "linebreak"):
        return " "
    if kind == "list":
        return "; ".join(_item(child) for child in token["children"])
    inner = "".join(_line(child) for child in token.get("children", ()))
    text = inner or token.get("raw", "")
    url = token.get("attrs", {}).get("url", "") if kind == "link" else ""
    return f"{text} ({url})" if url and url != text else str(text)


# --- the glossary --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """A term of the method and its meaning."""

    id: str
    term: str
    means: str


@cache
def glossary(lang: str) -> tuple[Term, ...]:
    """Return the terms of the method in a language, in the order of the workshop."""
    terms = tomllib.loads((LOCALES / "glossary.toml").read_text("utf-8"))
    term, means = ("fr", "signifie") if lang == "fr" else ("en", "means")
    return tuple(Term(id, entry[term], entry[means]) for id, entry in terms.items())


def terms_of(guide: Guide, lang: str) -> tuple[Term, ...]:
    """Return the glossary's terms that a guide uses."""
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
