"""Recognise files that hold no table, by their first bytes and their suffix, to name them.

A drawing, a notebook, a program or a letter split at its commas looks like a small survey: it is
refused before it is read as text.
"""

from __future__ import annotations

import re
from pathlib import Path

from kit.evidence.containers.document_kinds import document_kind, markup_kind
from kit.evidence.table import UnreadableError
from kit.i18n import N_

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip (.gz)"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"$FL2", "SPSS"),
    (b"$FL3", "SPSS"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"<stata_dta>", "Stata"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RDX", "R"),
    (b"{\\rtf", "RTF"),
    (b"BEGIN:VCALENDAR", "iCalendar"),
    (b"BEGIN:VCARD", "vCard"),
)
"""First bytes of files of other kinds, and their names."""

LEGACY_STATA = re.compile(rb"[\x69\x6c-\x73][\x01\x02]\x01\x00")

_MERMAID = re.compile(
    rb"(?:%%[^\n]*\n|---\r?\n.*?---\r?\n|\s)*"
    rb"(?:journey|gantt|sequenceDiagram|classDiagram|stateDiagram(?:-v2)?|erDiagram|mindmap|timeline|"
    rb"gitGraph|pie(?: [^\r\n]*)?|(?:flowchart|graph) (?:TB|TD|BT|RL|LR);?)[ \t]*\r?\n[ \t]+\S",
    re.DOTALL,
)
_LETTER = re.compile(rb"(?:[A-Z][\w-]*: [^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*){3,}\r?\n")
_PROGRAM = re.compile(
    rb"(?:#[^\n]*\n|\s)*(?:import [\w., ]+|from [\w.]+ import [^\n]+)\r?\n"
    rb".*?\n(?:def|class|if|for) ",
    re.DOTALL,
)
_TEX = re.compile(rb"\s*(?:%[^\n]*\n\s*)*\\(?:documentclass|begin\{|usepackage)")
_TEXTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (_MERMAID, "Mermaid"),
    (_TEX, "LaTeX"),
    (_PROGRAM, "Python"),
)

SUFFIXES = {
    ".bpmn": "BPMN", ".css": "CSS", ".docx": "Word", ".dta": "Stata", ".eml": "EML",
    ".ics": "iCalendar", ".ipynb": "Jupyter notebook", ".js": "JavaScript", ".md": "Markdown",
    ".mmd": "Mermaid", ".mermaid": "Mermaid", ".mxml": "MXML", ".pdf": "PDF", ".py": "Python",
    ".r": "R", ".rtf": "RTF", ".sav": "SPSS", ".sql": "SQL", ".svg": "SVG", ".tex": "LaTeX",
    ".toml": "TOML", ".ts": "TypeScript", ".vcf": "vCard", ".xes": "XES", ".xml": "XML",
    ".yaml": "YAML", ".yml": "YAML", ".zsav": "SPSS",
}  # fmt: skip
"""Suffixes of texts that hold no table, and the names of their kinds."""

NO_TABLE = N_("It is a {kind} file, which contains no table to read.")
NO_TABLE_AN = N_("It is an {kind} file, which contains no table to read.")
NOT_READ = N_("{kind} files are not read.")
EXPORT_TABLE = N_("Export it as CSV or XLSX.")

AN = {"EML", "HTML", "iCalendar", "R", "RTF", "SQL", "SVG", "XML"}
"""Names that take “an”."""

WITH_TABLES = {
    "SPSS", "SQLite", "Stata", "R", "XES", "MXML", "gzip (.gz)", "bzip2", "xz", "7-Zip", "RAR",
}  # fmt: skip
"""Kinds that may hold a table, which this kit does not read."""


def refuse_other(path: Path, start: bytes) -> None:
    """Refuse a file that is neither a table nor a workbook.

    Parameters
    ----------
    start
        Its first few kilobytes.

    Raises
    ------
    UnreadableError
        If it is of a kind that holds no table, or a table that this kit does not read.
    """
    name = _name_of(path, start)
    if name in WITH_TABLES:
        raise UnreadableError(NOT_READ.filled(kind=name), EXPORT_TABLE)
    if name:
        says = NO_TABLE_AN if name in AN else NO_TABLE
        raise UnreadableError(says.filled(kind=name), EXPORT_TABLE)


def _name_of(path: Path, start: bytes) -> str:
    shown = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in MAGIC:
        if start.startswith(magic) or (magic.isascii() and shown.startswith(magic)):
            return name
    if LEGACY_STATA.match(start) and b"\0" in start[:120]:
        return "Stata"
    if markup := markup_kind(shown):
        return markup
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if _LETTER.match(shown) and re.search(rb"(?mi)^(?:subject|message-id|received): ", shown):
        return "EML"
    named = next((name for pattern, name in _TEXTS if pattern.match(shown)), "")
    return named or document_kind(shown)
