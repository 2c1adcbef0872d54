"""What is fuzzed: each target takes bytes, and raises nothing but the kit's own errors."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from kit.evidence import UnreadableError, read
from kit.i18n import texts
from kit.workshop import WorkshopError, load

FOLDER = Path(tempfile.mkdtemp(prefix="parcours-fuzz-"))


def workshop(content: bytes) -> bool:
    """Read a workshop file; whether it was accepted."""
    path = FOLDER / "workshop.yaml"
    path.write_bytes(content)
    try:
        load(path)
    except WorkshopError as error:
        return not error.text(texts("fr"))
    return True


def evidence(name: str) -> Callable[[bytes], bool]:
    """Return a target that reads a file of evidence of this name."""

    def target(content: bytes) -> bool:
        path = FOLDER / name
        path.write_bytes(content)
        try:
            read(path)
        except UnreadableError as error:
            return not error.text(texts("fr"))
        return True

    return target


TARGETS: dict[str, Callable[[bytes], bool]] = {
    "workshop": workshop,
    "csv": evidence("fuzzed.csv"),
    "workbook": evidence("fuzzed.xlsx"),
    "parquet": evidence("fuzzed.parquet"),
}
