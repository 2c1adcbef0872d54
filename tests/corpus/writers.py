"""Documents as bytes in the formats and encodings that tools export."""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape

from tests.corpus.model import Cell, Document, Table

SUFFIXES = {
    "csv": ".csv",
    "tsv": ".tsv",
    "txt": ".txt",
    "xlsx": ".xlsx",
    "ods": ".ods",
    "parquet": ".parquet",
    "json": ".json",
    "jsonl": ".jsonl",
    "htmlxls": ".xls",
}
EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Manner:
    """The manner in which a file is written, from words such as ``csv cp1252 ; crlf quoted``."""

    format: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    newline: str = "\n"
    quoted: bool = False
    decimal: str = "."
    reordered: bool = False
    nul: str = ""

    @classmethod
    def parse(cls, words: str) -> Manner:
        """Return the manner named by words; raise ValueError on an unknown word."""
        found: dict[str, object] = {}
        for word in words.split():
            if word in SUFFIXES:
                found["format"] = word
            elif word in {"utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman"}:
                found["encoding"] = word
            elif word in {",", ";", "|", "tab"}:
                found["delimiter"] = "\t" if word == "tab" else word
            elif word in {"lf", "crlf"}:
                found["newline"] = "\r\n" if word == "crlf" else "\n"
            elif word in {"quoted", "reordered"}:
                found[word] = True
            elif word == "decimal-comma":
                found["decimal"] = ","
            elif word in {"nul-end", "nul-cells"}:
                found["nul"] = word
            else:
                raise ValueError(f"unknown word of a manner: {word}")
        return cls(**found)


def write(document: Document, manner: Manner) -> tuple[str, bytes]:
    """Return the suffix and the bytes of a document."""
    if document.raw is not None:
        return document.suffix or ".bin", document.raw
    make = {
        "xlsx": _xlsx,
        "ods": _ods,
        "parquet": _parquet,
        "json": _json,
        "jsonl": _jsonl,
        "htmlxls": _html,
    }.get(manner.format)
    content = _delimited(document, manner) if make is None else make(document)
    return document.suffix or SUFFIXES[manner.format], content


def spoken(cell: Cell, manner: Manner) -> str:
    """Return a cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).replace(".", manner.decimal)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def lines_of(tables: list[Table], gap: int) -> list[list[Cell]]:
    """Return all lines of a text file: notes, headers, rows, and blank lines between tables."""
    lines: list[list[Cell]] = []
    for position, table in enumerate(tables):
        if position:
            lines += [[] for _ in range(gap)]
        lines += [*table.above, *table.grid(), *table.below]
    return lines


def _delimited(document: Document, manner: Manner) -> bytes:
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if manner.quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(
        out, delimiter=manner.delimiter, lineterminator=manner.newline, quoting=quoting
    )
    for line in lines_of(document.tables, document.gap):
        if len(line) == 1 and str(line[0]).startswith(("#", "sep=")):
            out.write(f"{line[0]}{manner.newline}")
        elif line:
            writer.writerow([spoken(cell, manner) for cell in line])
        else:
            out.write(manner.newline)
    content = out.getvalue()
    if manner.nul == "nul-end":
        content += "\0" * 12
    elif manner.nul == "nul-cells":
        content = content.replace(
            f"{manner.delimiter}{manner.delimiter}", f"{manner.delimiter}\0{manner.delimiter}"
        )
        content = content.rstrip(manner.newline) + f"\0{manner.newline}"
    return content.encode(manner.encoding)


def _xlsx(document: Document) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, lines in sheets_of(document):
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheets_of(document: Document) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Yield names and lines of the sheets: one for stacked tables, else one for each."""
    if document.stacked:
        yield "Sheet1", lines_of(document.tables, document.gap)
        return
    for position, table in enumerate(document.tables):
        yield table.title or f"Sheet{position + 1}", lines_of([table], 0)


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    if isinstance(cell, date):
        iso = cell.isoformat()
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{iso}">'
            f"<text:p>{iso}</text:p></table:table-cell>"
        )
    paragraphs = "".join(f"<text:p>{escape(p)}</text:p>" for p in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def ods_package(content: str, manifest: str = "") -> bytes:
    """Return an OpenDocument spreadsheet around its content.xml."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listing = manifest or (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, body in (
            ("mimetype", kind),
            ("content.xml", content),
            ("META-INF/manifest.xml", listing),
        ):
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), body)
    return out.getvalue()


def _ods(document: Document) -> bytes:
    body = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            "<table:table-row>" + "".join(map(_ods_cell, line or [None])) + "</table:table-row>"
            for line in lines
        )
        + "</table:table>"
        for name, lines in sheets_of(document)
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    return ods_package(
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
        f'xmlns:text="{urn}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f"{body}</office:spreadsheet></office:body></office:document-content>"
    )


def _records(table: Table) -> list[dict[str, Cell]]:
    return [{c.headers[0]: c.cells[row] for c in table.columns} for row in range(table.rows)]


def _json(document: Document) -> bytes:
    return json.dumps(
        _records(document.tables[0]), ensure_ascii=False, indent=1, default=str
    ).encode()


def _jsonl(document: Document) -> bytes:
    return "".join(
        json.dumps(record, ensure_ascii=False, default=str) + "\n"
        for record in _records(document.tables[0])
    ).encode()


def _parquet(document: Document) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({c.headers[0]: pa.array(c.cells) for c in document.tables[0].columns})
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _html(document: Document) -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(spoken(c, Manner()))}</td>" for c in line) + "</tr>\n"
        for line in lines_of(document.tables[:1], 0)
    )
    return (
        f'<html><head><meta charset="utf-8"></head><body><table border="1">\n{rows}</table>'
        "</body></html>"
    ).encode()
