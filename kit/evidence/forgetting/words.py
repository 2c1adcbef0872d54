"""Someone's words elsewhere: in the workshop's file, its history, and what was generated."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kit.evidence.forgetting import Rows
from kit.evidence.opening import FOLDER
from kit.evidence.redaction import SHOWN, redacted
from kit.fields import folded
from kit.journey import Journey
from kit.rules import Place
from kit.workshop import Workshop, WorkshopError, load, save
from kit.workshop.places import FILE

SHORTEST = 15
"""A shorter text would be found in what others wrote, too."""

TEXTS = {".html", ".htm", ".md", ".csv", ".tsv", ".txt", ".svg", ".yaml", ".yml", ".jsonl", ".xml"}
ZIPPED = {".xlsx", ".pptx", ".docx", ".ods", ".odp"}
QUOTED = ("thought", "quotation")
"""Fields that hold what someone said, and may be left out."""

Keep = Literal["file", "generated", "kept", "unsearched"]


@dataclass(frozen=True)
class Remain:
    """A place where someone's words are, or may be.

    Attributes
    ----------
    where
        ``file``: a workshop file, where they can be taken out; ``generated``: an output, or a
        trace of an edit, which is removed as a whole; ``kept``: to be looked after by hand;
        ``unsearched``: an output that cannot be searched, made from the same data.
    """

    path: Path
    where: Keep
    place: Place = ()
    line: int = 0


def remaining(workshop: Workshop, outputs: Path, found: Sequence[Rows]) -> list[Remain]:
    """Return where someone's words are beside the evidence files."""
    says = _saying(found)
    remains: list[Remain] = []
    for path in _files(workshop.folder):
        if path.suffix == ".yaml":
            remains += _in_file(path, says)
        elif _holds(path, says):
            trace = ".parcours" in path.relative_to(workshop.folder).parts
            remains.append(Remain(path, "generated" if trace else "kept"))
    for path in _files(outputs) if outputs.is_dir() else ():
        if (holds := _holds(path, says)) is None:
            remains.append(Remain(path, "unsearched"))
        elif holds:
            remains.append(Remain(path, "generated"))
    return remains


def remove(remains: Sequence[Remain], found: Sequence[Rows]) -> list[Remain]:
    """Take someone's words out, and return the places that are left to be looked after by hand."""
    says = _saying(found)
    left = [remain for remain in remains if remain.where == "kept"]
    for remain in remains:
        if remain.where in ("generated", "unsearched"):
            remain.path.unlink(missing_ok=True)
    for path in dict.fromkeys(remain.path for remain in remains if remain.where == "file"):
        stated = load(path)
        save(stated, without(stated.journey, says))
        left += [Remain(path, "kept", line=one.line) for one in _in_file(path, says)]
    return left


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and inside[0] != FOLDER:
            yield path


# --- what is looked for --------------------------------------------------------------------------


def _saying(found: Sequence[Rows]) -> Callable[[str], bool]:
    """Return what says whether a text holds someone's words, or an extract of them."""
    wholes, parts = set(), set()
    for rows in found:
        for text in rows.said:
            wholes.add(folded(text))
            shown = redacted(text, rows.names).text
            for piece in [text, *shown.split(SHOWN), *re.split(r"[.!?…\n]+", text)]:
                if len(folded(piece)) >= SHORTEST:
                    parts.add(folded(piece))
        parts |= {folded(name) for name in rows.names if _tells(name)}
    parts.discard("")

    def says(text: str) -> bool:
        said = folded(text)
        extract = len(said) >= SHORTEST and any(said in whole for whole in wholes)
        return extract or any(f" {part} " in f" {said} " for part in parts)

    return says


def _tells(name: str) -> bool:
    """Whether it names one person alone: not a first name, not a number of few digits."""
    digits = sum(character.isdigit() for character in name)
    return "@" in name or digits >= 6 or (" " in name.strip() and len(name) >= 6)


# --- workshop files ------------------------------------------------------------------------------


def _in_file(path: Path, says: Callable[[str], bool]) -> list[Remain]:
    """Return the places of a workshop file; of one that cannot be read, its lines."""
    try:
        stated = load(path)
    except WorkshopError:
        lines = path.read_text("utf-8", "replace").splitlines()
        return [Remain(path, "kept", line=n) for n, line in enumerate(lines, 1) if says(line)]
    places = list(_places(stated.journey.plain(), (), says))
    remains = [Remain(path, "file", place, stated.locate(place)[0]) for place in places]
    comments = enumerate(stated.text.splitlines(), 1)
    for number, line in comments:
        _, sign, comment = line.partition("#")
        if sign and says(comment):
            remains.append(Remain(path, "kept", line=number))
    return remains


def _places(value: Any, place: Place, says: Callable[[str], bool]) -> Iterator[Place]:
    if isinstance(value, str):
        if says(value):
            yield place
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _places(inner, (*place, str(name)), says)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _places(inner, (*place, number), says)


def without(journey: Journey, says: Callable[[str], bool]) -> Journey:
    """Return a journey without someone's words: verbatims and thoughts go, other texts are cut."""
    return Journey.model_validate(
        {"schema_version": journey.schema_version, **_without(journey.plain(), says)}
    )


def _without(value: Any, says: Callable[[str], bool]) -> Any:
    if isinstance(value, str):
        return SHOWN if says(value) else value
    if isinstance(value, dict):
        return {
            name: _without(inner, says)
            for name, inner in value.items()
            if not (name in QUOTED and _is_said(inner, says))
        }
    if isinstance(value, list | tuple):
        return [_without(inner, says) for inner in value if not _is_said(inner, says)]
    return value


def _is_said(value: Any, says: Callable[[str], bool]) -> bool:
    """Whether a text, or a text with its evidence, is someone's words."""
    if isinstance(value, dict) and set(value) <= {"text", "evidence"}:
        value = value.get("text")
    return isinstance(value, str) and says(value)


# --- other files ---------------------------------------------------------------------------------


def _holds(path: Path, says: Callable[[str], bool]) -> bool | None:
    """Return whether a file holds someone's words; None where it cannot be searched."""
    kind = path.suffix.lower()
    try:
        if kind in (".ipynb", ".json"):
            return any(says(_shown(text)) for text in _strings(json.loads(path.read_bytes())))
        if kind in ZIPPED:
            with zipfile.ZipFile(path) as archive:
                parts = [name for name in archive.namelist() if name.endswith(".xml")]
                return any(says(_shown(archive.read(name).decode())) for name in parts)
        if kind in TEXTS or path.name == FILE or not kind:
            return says(_shown(path.read_text("utf-8", "replace")))
    except (OSError, ValueError, zipfile.BadZipFile):
        pass
    return None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            yield "".join(value)
        else:
            for inner in value:
                yield from _strings(inner)


def _shown(text: str) -> str:
    """Return a text as it is read, without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", text)) if "<" in text else text
