"""Read a file of evidence: open it, recognise its format, type its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kit.arrow import run_first_conversion
from kit.evidence.column_names import by_column
from kit.evidence.columns.assemble import assemble, unique_names
from kit.evidence.columns.day_numbers import convert_day_numbers
from kit.evidence.columns.raw_table import RawTable
from kit.evidence.containers import open_book
from kit.evidence.containers.sheet import Book
from kit.evidence.formats import Format, formats
from kit.evidence.formats.tick_boxes import mark_tick_boxes
from kit.evidence.table import Question, Reading, UnreadableError
from kit.evidence.table_choice import choices_of, pick
from kit.fields import normalize
from kit.i18n import N_
from kit.sources import Options

run_first_conversion()

NO_ROWS = N_("It has no rows below its header.")
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
        raw_tables = _chosen(found.tables(book, options), book, options)
        for table in raw_tables:
            table.survey = found.kind == "survey"
            if table.survey:
                mark_tick_boxes(table)
        notes = (*book.notes, *found.notes(book))
        known = book.conventions
        del book  # so that its cells are released as columns are built
        for table in raw_tables:
            convert_day_numbers(table)
        options = _by_column(options, raw_tables)
        tables, conventions, questions = assemble(raw_tables, known, options)
    except UnreadableError as error:
        raise error.at(path.name) from None
    if sum(table.n > 0 for table in tables) > 1:
        choices = choices_of(tables)
        question = Question("sheet", SHEET.filled(count=len(choices)), choices)
        questions = (question, *questions)
    return Reading(path, found.name, found.label, found.kind, tables, conventions, notes, questions)


def _chosen(tables: Sequence[RawTable], book: Book, options: Options) -> Sequence[RawTable]:
    """Return the table that the options name, else all tables.

    Raises
    ------
    UnreadableError
        If there is no such table, or none has a row.
    """
    if not tables:
        raise UnreadableError(N_("It contains no table."), N_("Export it again."))
    wanted = options.sheet
    sheets = {normalize(sheet.name) for sheet in book.sheets if sheet.name}
    names = [table.name for table in tables]
    if wanted and not (normalize(wanted) in sheets and names.count(wanted) != 1):
        tables = [tables[pick(names, wanted)]]
    if not any(table.sheet.height for table in tables):
        raise UnreadableError(NO_ROWS, N_("Export it again, with the answers."))
    return tables


def _by_column(options: Options, tables: Sequence[RawTable]) -> Options:
    """Return options whose scales and roles stand under the columns' own names."""
    names: dict[str, str] = {}
    for table in tables:
        labels = [heading.item or heading.question for heading in table.headings]
        names |= dict(zip(unique_names(table.headings), labels, strict=True))
    return by_column(options, list(names), list(names.values()))


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
