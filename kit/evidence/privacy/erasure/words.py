"""Find a respondent's words outside their rows: in the client's folder and in outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kit.client_files import PRIVATE, ClientFolder
from kit.evidence.containers import open_book
from kit.evidence.privacy.erasure import NAMING, Rows
from kit.evidence.privacy.erasure.contents import LARGEST, Contents, contents
from kit.evidence.privacy.erasure.matching import SearchTerms, lines
from kit.evidence.privacy.erasure.stated import lines_holding
from kit.evidence.query.open_source import FOLDER
from kit.evidence.reading import read
from kit.evidence.table import UnreadableError
from kit.fields import normalize
from kit.sources import Options, Role
from kit.workshop import Workshop

Keep = Literal[
    "file",
    "text",
    "data",
    "notebook",
    "generated",
    "opaque",
    "kept",
    "elsewhere",
    "unsearched",
    "link",
    "git",
]

REMOVABLE: tuple[Keep, ...] = ("file", "text", "data", "notebook", "generated", "opaque")
"""Kinds of files that are rewritten or removed on request; others are left to a person."""

ALIKE = 40
"""Minimum length of an answer to search for in rows; shorter ones may be another's, too."""

LEFTOVER = re.compile(r"(?:^|/)(?:\.ipynb_checkpoints/.*|\.[^/]*\.[^/.]+\.tmp)$")
"""Checkpoints of JupyterLab, and temporary files of interrupted saves."""

PROSE = re.compile(
    r"(?:^|[~/])[^./]*$|\.(?:txt|md|markdown|rst|org|log|bak|orig|old|save|tmp)$|~$|#$|\.ya?ml[^/]*$",
    re.IGNORECASE,
)
"""Notes and backups: plain texts in which words can be replaced anywhere."""

TABLES = (b"PK", b"PAR1", b"\xd0\xcf\x11\xe0")
"""First bytes of workbooks and Parquet files, which are searched row by row."""

GENERATED = re.compile(
    r"(?:^|/)tables/[^/]+$|"
    r"(?:^|/)(?:report|error|poster|handout|canvas|questions|curve)[\w.-]*\."
    r"(?:html|pdf|png|svg|ipynb|md|csv|json)$"
)
"""Paths of outputs that the kit can create again."""


@dataclass(frozen=True)
class Remain:
    """Place that contains, or may contain, the words.

    Attributes
    ----------
    where
        ``file``: a workshop file, a version or a copy, where they can be taken out; ``text``: notes
        or a backup, likewise; ``data``: JSON that the kit keeps, a journal above all, likewise;
        ``notebook``: its outputs and notes are taken out; ``generated``: an output or a leftover,
        removed as a whole; ``opaque``: an output of the kit's that cannot be searched, likewise;
        ``kept``: to be looked after by hand; ``elsewhere``: rows of evidence with the same words,
        perhaps another's; ``unsearched``, ``link``, ``git``: nobody knows what is in it.
    line
        From 1; 0 where the file has no lines.
    """

    path: Path
    where: Keep
    line: int = 0

    @property
    def removable(self) -> bool:
        """Return whether the kit changes or removes it on request."""
        return self.where in REMOVABLE


def wanted_of(found: Sequence[Rows]) -> SearchTerms:
    """Return the search terms of some rows: their texts and personal data."""
    texts = [text for rows in found for text in rows.texts]
    return SearchTerms(texts, [name for rows in found for name in rows.names])


def remaining(workshop: Workshop, outputs: Path, found: Sequence[Rows]) -> list[Remain]:
    """Return the places that contain, or may contain, the words outside the found rows.

    All files of the client's folder and of the outputs are searched, with hidden files and backups;
    files that cannot be searched are listed, too.
    """
    wanted = wanted_of(found)
    if not wanted and not wanted.short:
        return []  # no texts and no personal data
    remains = [*_in_client(workshop, outputs, wanted), *_in_evidence(workshop, found)]
    if outputs.is_dir():
        remains += _in_outputs(outputs, wanted)
    return remains


# --- the client's folder -------------------------------------------------------------------------


def _in_client(workshop: Workshop, outputs: Path, wanted: SearchTerms) -> Iterator[Remain]:
    client = ClientFolder(workshop.folder)
    pictures = _pictures(workshop)
    repositories: list[str] = []

    def enter(name: str) -> bool:
        if name.rpartition("/")[2] == ".git":
            repositories.append(name)
            return False
        return name != FOLDER and (client.real / name) != outputs.resolve()

    for entry in client.walk(enter=enter):
        path = workshop.folder / entry.name
        if entry.kind != "file":
            yield Remain(path, "link" if entry.kind == "link" else "unsearched")
        elif entry.name not in pictures:
            yield from _of_file(client, entry.name, path, wanted)
    for name in repositories:
        yield Remain(workshop.folder / name, "git")


def _pictures(workshop: Workshop) -> set[str]:
    """Return the pictures that the workshop uses, which are not searched."""
    journey = workshop.journey
    logos = (journey.author.logo, journey.client.logo)
    named = (*logos, *(persona.picture for persona in journey.personas))
    return {Path(name).as_posix() for name in named if name}


def _of_file(client: ClientFolder, name: str, path: Path, wanted: SearchTerms) -> Iterator[Remain]:
    content = _read(client, name)
    extracted = contents(content) if content is not None else Contents(complete=False)
    if content is None or not extracted.holds(wanted):
        if not extracted.complete:
            yield Remain(path, "unsearched")
        return
    suffix = Path(name).suffix.lower()
    if LEFTOVER.search(name):
        yield Remain(path, "generated")
    elif name.startswith(f"{PRIVATE}/") or suffix in (".json", ".jsonl"):
        yield Remain(path, "data")
    elif suffix == ".ipynb":
        yield Remain(path, "notebook")
    elif suffix in (".yaml", ".yml"):
        found = lines_holding(path, content, wanted)
        yield from (Remain(path, "file", line) for line in found or [0])
    else:
        found = lines(wanted.spans(extracted.raw or ""))
        safe = bool(found) and bool(PROSE.search(name))
        yield from (Remain(path, "text" if safe else "kept", line) for line in found or [0])


def _read(client: ClientFolder, name: str) -> bytes | None:
    """Return the content of a file; None if it cannot be opened or is too large."""
    try:
        return client.read_bytes(name, LARGEST)
    except OSError:
        return None


# --- the evidence folder -------------------------------------------------------------------------


def _in_evidence(workshop: Workshop, found: Sequence[Rows]) -> Iterator[Remain]:
    """Yield other rows with the same words, and evidence files that cannot be read."""
    client = ClientFolder(workshop.folder)
    long_texts = [t for rows in found for t in rows.texts if len(normalize(t)) >= ALIKE]
    known_as = [name for rows in found for name in rows.names]
    texts, names = SearchTerms.exactly(long_texts, ()), SearchTerms.exactly((), known_as)
    both = SearchTerms.exactly(long_texts, known_as)
    erased = {(rows.path, line) for rows in found for _, numbers in rows.rows for line in numbers}
    for entry in client.walk(FOLDER):
        path = workshop.folder / entry.name
        if entry.kind != "file":
            yield Remain(path, "link" if entry.kind == "link" else "unsearched")
            continue
        known = [s for s in workshop.journey.evidence if f"{FOLDER}/{s.file}" == entry.name]
        content = _read(client, entry.name)
        there = contents(content) if content is not None else Contents(complete=False)
        hits = None
        if content is None or there.raw is not None or content.startswith(TABLES):
            options = known[0].options if known else Options()
            hits = _rows_holding(client, entry.name, options, texts, names)
        if hits is None and there.holds(both):
            hits = lines(both.spans(there.raw or "")) or [0]
        elif hits is None and not there.complete:
            yield Remain(path, "unsearched")
        for line in hits or ():
            if (path, line) not in erased:
                yield Remain(path, "elsewhere", line)


def _rows_holding(
    client: ClientFolder, name: str, options: Options, texts: SearchTerms, names: SearchTerms
) -> list[int] | None:
    """Return the lines of a table that may belong to the respondent; None if it is no table.

    If a column identifies respondents, rows with another id belong to others, so that only names
    are searched for. Texts that occur in several rows are ignored.
    """
    try:
        with client.local(name) as path:
            reading, book = read(path, options), open_book(path, options)
    except (UnreadableError, OSError):
        return None
    told_apart = any(table.of_role(*NAMING, Role.PERSONAL) for table in reading.tables)
    hits: set[int] = set()
    for sheet in book.sheets:
        for column in sheet.columns:
            counted = {one["values"]: one["counts"] for one in column.value_counts().to_pylist()}
            holding = {text for text in counted if text and names.holds(text)}
            if not told_apart:
                same = {text for text in counted if text and texts.holds(text)}
                holding |= same if sum(counted[text] for text in same) == 1 else set()
            if holding:
                cells = zip(sheet.lines.tolist(), column.to_pylist(), strict=False)
                hits |= {int(line) for line, text in cells if text in holding}
    return sorted(hits)


# --- outputs -------------------------------------------------------------------------------------


def _in_outputs(outputs: Path, wanted: SearchTerms) -> Iterator[Remain]:
    folder = ClientFolder(outputs, allowed=())
    for entry in folder.walk():
        path = outputs / entry.name
        if entry.kind != "file":
            yield Remain(path, "link" if entry.kind == "link" else "unsearched")
            continue
        content = _read(folder, entry.name)
        extracted = contents(content) if content is not None else Contents(complete=False)
        if extracted.holds(wanted):
            yield Remain(path, "generated")
        elif not extracted.complete:
            yield Remain(path, "opaque" if GENERATED.search(entry.name) else "unsearched")
