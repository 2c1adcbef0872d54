"""Read a file of evidence: open it, recognise its format, type its columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kit.evidence.columns.assemble import assemble
from kit.evidence.containers import open_book
from kit.evidence.containers.sheet import Book
from kit.evidence.formats import Format, formats
from kit.evidence.table import Question, Reading, UnreadableError
from kit.i18n import N_
from kit.sources import Options

SHEET = N_("The file contains {count} tables; the first is taken as the main one. Which one is it?")


def read(path: Path | str, options: Options | None = None) -> Reading:
    """Read a file into typed tables, with notes on what was left out and open questions.

    Raises
    ------
    UnreadableError
        If it cannot be read correctly, with the place and what to do.
    """
    path = Path(path)
    options = options or Options()
    try:
        book = _with_cells(open_book(path, options))
        found = _format(book, options)
        raw_tables = found.tables(book, options)
        if not raw_tables:
            raise UnreadableError(N_("It contains no table."), N_("Export it again."))
        notes = (*book.notes, *found.notes(book))
        known = book.conventions
        del book  # so that its cells are released as columns are built
        tables, conventions, questions = assemble(raw_tables, known, options)
    except UnreadableError as error:
        raise error.at(path.name) from None
    if found.kind == "survey" and len(tables) > 1 and not options.sheet:
        names = tuple(table.name for table in tables if table.name)
        questions = (Question("sheet", SHEET.filled(count=len(tables)), names), *questions)
    return Reading(path, found.name, found.label, found.kind, tables, conventions, notes, questions)


def _with_cells(book: Book) -> Book:
    """Return the file without blank sheets."""
    sheets = tuple(sheet for sheet in book.sheets if sheet.cell_counts().any())
    if not sheets:
        raise UnreadableError(N_("It contains no cells."), N_("Export it again."))
    return replace(book, sheets=sheets)


def _format(book: Book, options: Options) -> Format:
    """Return the format that the options name, else the first that recognises the file."""
    known = formats()
    if options.format:
        for each in known:
            if each.name == options.format:
                return each
        raise UnreadableError(
            N_("Unknown format “{name}”.").filled(name=options.format),
            N_("The formats are: {names}.").filled(names=", ".join(f.name for f in known)),
        )
    return next(each for each in known if each.recognises(book))
