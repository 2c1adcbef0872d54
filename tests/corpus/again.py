"""Declare a file under two ids by the command, as its user would."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

from kit.cli import run

WORKSHOP = """schema_version: 1
client: {name: Invented, language: en}
stages:
  visit: {name: Visit}
"""


def declared_again(path: Path, folder: Path, second: str) -> list[str]:
    """Return what is said when the same bytes are declared a second time, under another id."""
    (folder / "workshop.yaml").write_text(WORKSHOP, encoding="utf-8")
    said = io.StringIO()
    for id in ("first", second):
        said = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            status = run(["evidence", "add", str(folder), str(path), "--id", id, "--yes"])
        if status:
            return [said.getvalue()]
    return [line for line in said.getvalue().splitlines() if "evidence show" not in line]
