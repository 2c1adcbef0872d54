"""The manifest of the corpus: its files, their expectations, and which are kept apart."""

from __future__ import annotations

import hashlib
import importlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.corpus.model import Document, Expected
from tests.corpus.params import Params
from tests.corpus.writers import Manner, write

FOLDER = Path(__file__).parent / "manifest"
APART = 100


@dataclass(frozen=True)
class Entry:
    """A file of the corpus, as one line of the manifest describes it."""

    id: str
    kind: str
    tool: str
    make: str
    write: str = "csv"
    lang: str = "en"
    same_as: str = ""
    apart: bool = False
    args: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def unit(self) -> str:
        """Return the group of equal tables, or the id where the file stands alone."""
        return self.same_as or self.id

    def document(self) -> Document:
        """Return the file before it is written; files of a group have one table."""
        module, name = self.make.split(".")
        maker = getattr(importlib.import_module(f"tests.corpus.{module}"), name)
        made: Document = maker(Params(self.unit, self.lang, self.tool, dict(self.args)))
        return made.reordered() if self.manner.reordered else made

    @property
    def manner(self) -> Manner:
        """Return format, encoding, delimiter and the like."""
        return Manner.parse(self.write)

    def expected(self) -> Expected:
        """Return what a reader must find in the file."""
        return self.document().expectation()

    def content(self) -> tuple[str, bytes]:
        """Return suffix and bytes of the file."""
        return write(self.document(), self.manner)

    def written(self, folder: Path) -> Path:
        """Write the file into a folder and return its path."""
        suffix, content = self.content()
        path = folder / f"invented-{self.id}{suffix}"
        path.write_bytes(content)
        return path


def digest(entry: Entry, document: Document, content: bytes) -> str:
    """Return a digest of the expectations and, for text files, of the bytes."""
    expected = json.dumps(document.expectation(), sort_keys=True, ensure_ascii=False)
    text = entry.manner.format in {"csv", "tsv", "txt"} and document.raw is None
    return hashlib.sha256(expected.encode() + (content if text else b"")).hexdigest()[:16]


@cache
def entries() -> tuple[Entry, ...]:
    """Return all files of the manifest, in its order."""
    return tuple(
        Entry(**line)
        for path in sorted(FOLDER.glob("*.toml"))
        for line in tomllib.loads(path.read_text(encoding="utf-8"))["files"]
    )


def chosen_apart(files: Iterable[Entry]) -> set[str]:
    """Return the ids that the rule of README.md keeps apart: an even hundred, groups whole."""
    units: dict[str, list[Entry]] = {}
    for entry in files:
        units.setdefault(entry.unit, []).append(entry)

    sizes = Counter(entry.kind for members in units.values() for entry in members)

    def order(unit: str) -> tuple[int, str, int, str]:
        kind, size = units[unit][0].kind, len(units[unit])
        return -sizes[kind], kind, -size, hashlib.sha256(unit.encode()).hexdigest()

    total = sum(map(len, units.values()))
    seen, apart = 0, set[str]()
    for unit in sorted(units, key=order):
        members = units[unit]
        seen += len(members)
        if (len(apart) + len(members)) * total <= APART * seen:
            apart |= {entry.id for entry in members}
    return apart
