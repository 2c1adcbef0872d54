"""Makers of files whose shape misleads: headers, notes, stacked tables, sheets, delimiters."""

from __future__ import annotations

from tests.corpus import columns as make
from tests.corpus.model import Column, Document, Expected, Table, draw, figures
from tests.corpus.params import Params
from tests.corpus.tools import dress


def python_header(p: Params) -> Document:
    """Make a Qualtrics file read once by a program: the ImportId row is Python text."""
    p.rows = int(p.args.get("rows", 12))
    ids = p.args.get("ids", True)
    questions = [p.rated(0, blanks=1), p.recommended(0), p.travelled(), p.commented()]
    table = dress(
        "qualtrics", p.rng, p.lang, questions, python_header=ids == "python", import_ids=bool(ids)
    )
    return Document([table], {"source": "survey"})


def two_rows(p: Params) -> Document:
    """Make two or three header rows: first cell blank, groups spread over blanks, line breaks."""
    p.rows = int(p.args.get("rows", 60))
    w = p.words
    ratings = [p.rated(i) for i in range(3)]
    group = {"en": "Your visit", "fr": "Votre visite", "de": "Ihr Besuch", "es": "Su visita"}[
        p.lang
    ]
    columns = [make.plain("id", list(range(1, p.rows + 1))).headed("", "No.")]
    for position, column in enumerate(ratings):
        name = column.headers[0].replace(" (", "\n(").replace(". Note", ".\nNote")
        columns.append(column.headed("" if position else f"{group}\n2024", name))
    columns.append(p.travelled().headed(w["travel"], "" if p.mode == "blank-below" else "A"))
    columns.append(p.commented().headed(w["comment"], "" if p.mode == "blank-below" else "B"))
    if p.mode == "three":
        columns = [c.headed(w["note"] if not i else "", *c.headers) for i, c in enumerate(columns)]
    return Document([Table(columns)], {"source": "survey", "message": "allowed"})


def notes(p: Params) -> Document:
    """Make four lines above the header in row 5, and notes below the last row."""
    w = p.words
    table = p.table(int(p.args.get("rows", 10)))
    table.above = [[w["note"]], [w["source"], "2024"], [w["sheet"], p.rows], []]
    table.below = [[], [w["source"]], [f"* {w['note']}"]]
    if p.mode == "no-gap":
        table.above = [[w["note"]], [w["source"]], [w["sheet"]], [f"{w['source']} 2"]]
        table.below = [[f"{w['total']}: {p.rows}"], [f"* {w['note']}"]]
    elif p.mode == "above":
        table.below = []
    elif p.mode == "below":
        table.above = []
    elif p.mode == "total":
        mean = table.columns[0].expected["mean"]
        table.below = [[f"{w['total']}: {mean:.2f}", "", ""]]
    expected: Expected = {"source": "survey", "message": "allowed"}
    if p.args.get("header"):
        expected["declare"] = {"header": len(table.above) + 1}
    return Document([table], expected)


def _metrics(p: Params, dimension: str, metric: str, rows: int) -> Table:
    names = [f"{dimension.split()[0].lower()}-{i:02}" for i in range(1, rows + 1)]
    values = [p.rng.randint(3, 4000) for _ in names]
    return Table([make.plain(dimension, names), make.number(p.rng, metric, values, rows)])


def stacked(p: Params) -> Document:
    """Make tables one below the other in one text file or sheet: the tool asks which one."""
    web = p.mode == "web"
    if web:
        pairs = {
            "en": [("Page title", "Views"), ("Country", "Active users"), ("Browser", "Sessions")],
            "fr": [
                ("Titre de page", "Vues"),
                ("Pays", "Utilisateurs actifs"),
                ("Navigateur", "Sessions"),
            ],
            "de": [("Seitentitel", "Aufrufe"), ("Land", "Aktive Nutzer"), ("Browser", "Sitzungen")],
            "es": [
                ("Título de página", "Vistas"),
                ("País", "Usuarios activos"),
                ("Navegador", "Sesiones"),
            ],
        }[p.lang]
        tables = [_metrics(p, *pair, rows) for pair, rows in zip(pairs, (28, 9, 6), strict=True)]
    else:
        first = p.table(18)
        p.rows = 11
        second = Table(
            [make.plain("No.", list(range(1, 12))), p.aged(), p.rated(3), p.recommended()]
        )
        tables = [first, second]
    gap = int(p.args.get("gap", 1))
    return _which(
        p,
        tables,
        Document(stacked=True, gap=gap),
        "web-analytics" if web else "survey",
        lambda number: number,
    )


def sheets(p: Params) -> Document:
    """Make a workbook of several sheets with data; equal titles are told apart by number."""
    names = {
        "en": ["All Users", "Mobile"],
        "fr": ["Tous", "Mobile"],
        "de": ["Alle", "Mobil"],
        "es": ["Todos", "Móvil"],
    }[p.lang]
    tables = [p.table(14, names[0]), p.table(22, names[1])]
    return _which(p, tables, Document(), "survey", lambda number: names[number - 1])


def titled(p: Params) -> Document:
    """Make a text file of stacked tables, each under a title, two of them alike."""
    names = ["All Users", "All Users" if p.mode == "equal" else "Mobile", "Tablet"]
    tables = []
    for name, rows in zip(names, (7, 12, 5), strict=True):
        table = _metrics(p, "Landing page", "Sessions", rows)
        table.title = name
        table.above = [[f"# {name}"], ["# Start date: 20240401"], ["# End date: 20240430"]]
        tables.append(table)
    equal = p.mode == "equal"
    return _which(
        p,
        tables,
        Document(stacked=True, gap=1),
        "web-analytics",
        lambda number: number if equal else names[number - 1],
    )


def _which(p: Params, tables: list[Table], document: Document, source: str, key) -> Document:
    """Return the document with what is asked, or with the figures of the table that is chosen."""
    document.tables = tables
    wish = p.args.get("pick")
    listed = [{"title": t.title, "rows": t.rows, "columns": len(t.columns)} for t in tables]
    if wish is None:
        document.expected = {
            "outcome": "ask",
            "about": "table",
            "tables": listed,
            "message": "required",
            "source": source,
        }
    elif isinstance(wish, str):
        document.expected = {
            "outcome": "refuse",
            "declare": {"table": wish},
            "must_say": [[wish]],
            "tables": listed,
            "message": "required",
        }
    else:
        chosen = figures(tables[wish - 1])
        document.expected = {
            "declare": {"table": key(wish)},
            "picked": wish,
            "source": source,
            "message": "allowed",
            **chosen,
        }
    return document


def no_such_sheet(p: Params) -> Document:
    """Make one plain table, asked for under the name of a sheet that it does not have."""
    wish = str(p.args.get("pick", "Nope"))
    return p.document(
        p.few(), outcome="refuse", declare={"table": wish}, must_say=[[wish]], message="required"
    )


def one_column(p: Params) -> Document:
    """Make a single column of two-word answers: a blank is no delimiter."""
    p.rows = int(p.args.get("rows", 60))
    column = make.choice(p.rng, p.words["shop"], draw(p.rng, p.words["shops"], p.rows), p.rows)
    if p.mode == "two-word-header":
        header = {
            "en": "Shop name",
            "fr": "Nom magasin",
            "de": "Laden Name",
            "es": "Nombre tienda",
        }[p.lang]
        column = Column((header,), column.cells, {**(column.expected or {}), "name": header})
    return Document([Table([column])], {"message": "allowed"})


def renamed(p: Params) -> Document:
    """Make a file whose declared column is gone and has a look-alike: neither is guessed."""
    old, new = {
        "en": ("satisfaction", "Delivery satisfaction"),
        "fr": ("satisfaction", "Satisfaction livraison"),
        "de": ("Zufriedenheit", "Zufriedenheit Lieferung"),
        "es": ("satisfacción", "Satisfacción entrega"),
    }[p.lang]
    counts = draw(p.rng, range(1, 6), p.rows)
    column = make.rating(p.rng, new, counts, p.rows, (1, 5), stated=False)
    others = [p.travelled(), p.commented()]
    if p.mode == "still-there":
        kept = make.rating(p.rng, old, draw(p.rng, range(1, 6), p.rows), p.rows, (1, 5))
        declare = {"scales": {old: "1-5"}}
        others += [column]
        return p.document([kept, *others], declare=declare, message="allowed")
    declare = {"scales": {old: "1-5"}, "measure": {"figure": "mean", "column": old, "value": None}}
    return p.document(
        [column, *others],
        outcome="refuse",
        declare=declare,
        must_say=[[old], [new]],
        message="required",
    )


def nul(p: Params) -> Document:
    """Make a genuine export with NUL bytes in it: read, and said."""
    questions = [p.rated(0, blanks=4), p.recommended(3), p.travelled(2), p.commented()]
    return p.document(questions, message="required", must_say=[["NUL", "\\x00", "0x00", "nul"]])


def twice(p: Params) -> Document:
    """Make a table that is declared under two ids."""
    document = p.document(p.few(), message="required")
    document.expected |= {"declare": {"again_as": "second"}, "must_say": [["second"]]}
    return document


def base(p: Params) -> Document:
    """Make the table of an equivalence: equal figures however it is written."""
    w = p.words
    typed = [p.rng.randint(2, 900) * 0.25 for _ in range(p.rows)]
    columns = [
        make.times(p.rng, w["visit"], p.rows, "%Y-%m-%d"),
        p.rated(0),
        p.rated(1, "down5"),
        p.recommended(),
        p.travelled(1),
        make.number(p.rng, w["amount"], typed, p.rows),
        p.commented(),
    ]
    return Document([Table(columns)], {"source": "survey"})
