"""Describe a file that was read, as blocks for the command and the start notebook."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import Block, Cell, Column, Listing, Paragraph, Table
from kit.evidence import table as read_table
from kit.evidence.table import Conventions, Question, Reading
from kit.i18n import N_, NP_, Message, RichText, Texts, UserText, joined
from kit.reading_options import DATE_ORDERS, ROLES
from kit.sources import SOURCE_KINDS, Role

BASES: dict[read_table.Basis, Message] = {
    "stated": N_("from the question"),
    "words": N_("from the answer labels"),
    "format": N_("from the file format"),
    "seen": N_("guessed from the answers"),
    "given": N_("as you set it"),
}
"""Labels of the source of a scale."""

ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "cp1252": "Windows-1252"}
TABULATOR = N_("tab")
MOST_SET_ASIDE = 4


def describe_reading(reading: Reading, t: Texts) -> tuple[Block, ...]:
    """Describe a file: format, rows, period, notation, columns, other tables, notes."""
    main = reading.table
    rows = t.plural("{count} row", "{count} rows", main.n)
    plain = reading.format == "table"
    label = reading.path.suffix.lstrip(".").upper() if plain else reading.label
    parts: list[RichText] = [UserText(label), t(SOURCE_KINDS[reading.kind]), rows]
    if main.start and main.end:
        parts.append(t(N_("{start} to {end}"), start=main.start, end=main.end))
    blocks: list[Block] = [Paragraph(joined(parts, " · "))]
    if notation := list(_conventions(reading.conventions, t)):
        text = t.inline(N_("Written as: {parts}."), parts=joined(notation, " · "))
        blocks.append(Paragraph(text, "note"))
    blocks.append(_columns(main, t))
    if others := reading.tables[1:]:
        blocks.append(
            Listing(
                tuple(
                    t.inline(
                        N_("Another table: {name}, {rows}."),
                        name=UserText(other.name or str(number)),
                        rows=t.plural("{count} row", "{count} rows", other.n),
                    )
                    for number, other in enumerate(others, 2)
                )
            )
        )
    if notes := tuple(note.said(t) for note in reading.all_notes()):
        blocks += [Paragraph(t(N_("Left out or inferred, and why:"))), Listing(notes)]
    return tuple(blocks)


def _conventions(found: Conventions, t: Texts) -> Iterator[RichText]:
    if found.encoding:
        yield UserText(ENCODINGS.get(found.encoding, found.encoding))
    if found.delimiter:
        yield t(TABULATOR) if found.delimiter == "\t" else t.quoted(UserText(found.delimiter))
    if found.decimal:
        yield t.inline(N_("decimal mark {mark}"), mark=t.quoted(UserText(found.decimal)))
    if found.dates:
        yield t(DATE_ORDERS[found.dates])


def _columns(table: read_table.Table, t: Texts) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for column in table.columns:
        scale = _scale(column, t)
        aside = sorted(column.set_aside.items(), key=lambda each: -each[1])[:MOST_SET_ASIDE]
        blank = ", ".join(f"{text} ×{count}" for text, count in aside)
        rows.append(
            (
                UserText(column.name),
                t(ROLES[column.role]) + (f" ({column.unit})" if column.unit else ""),
                scale,
                t.number(column.n),
                UserText(blank),
            )
        )
    headings: tuple[Column, ...] = (
        Column(t(N_("Column"))),
        Column(t(N_("What it is"))),
        Column(t(N_("Scale"))),
        Column(t(N_("n")), figures=True),
        Column(t(N_("Treated as no answer"))),
    )
    count = t(NP_("{count} column", "{count} columns").filled(count=len(rows)))
    if not any(row[4] for row in rows):
        headings, rows = headings[:4], [row[:4] for row in rows]
    return Table(count, headings, tuple(rows))


def _scale(column: read_table.Column, t: Texts) -> str:
    """Return a column's scale, the worst answer first, and its source."""
    if column.scale is None:
        return t(N_("not stated")) if column.role in (Role.RATING, Role.NPS) else ""
    if column.role is Role.RANK:
        best, count = f"{column.scale.best:g}", f"{column.scale.high:g}"
        return t(N_("of {count}, {best} = best"), count=count, best=best)
    basis = t(BASES[column.scale.basis])
    return t(N_("{scale} ({basis})"), scale=str(column.scale), basis=basis)


def open_questions(reading: Reading, t: Texts) -> tuple[tuple[Question, str], ...]:
    """Return the open questions of a file, each with its text."""
    return tuple((question, _question_text(question, t)) for question in reading.questions)


def _question_text(question: Question, t: Texts) -> str:
    text = t(question.says)
    if not question.columns:
        return text
    names = t.listed([t.quoted(UserText(name)) for name in question.columns])
    return str(t.inline(N_("{question} (column {names})"), question=text, names=names))
