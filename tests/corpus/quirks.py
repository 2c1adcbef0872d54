"""Makers of files with the small habits of spreadsheets and programs: still read in silence."""

from __future__ import annotations

from tests.corpus import columns as make
from tests.corpus.columns import choices
from tests.corpus.model import Column, Document, Table, draw
from tests.corpus.params import Params
from tests.corpus.tools import dress


def habits(p: Params) -> Document:
    """Make a small survey saved by a spreadsheet or a program with one habit of its own."""
    columns = [*p.few(), p.aged()]
    message = "none"
    table = Table(columns)
    if p.mode == "trailing":
        columns.append(make.plain("", [None] * p.rows))
    elif p.mode == "index":
        columns.insert(0, make.plain("", list(range(p.rows))))
    elif p.mode == "twins":
        twin = make.choice(p.rng, columns[1].name, draw(p.rng, p.words["ways"], p.rows), p.rows)
        twin.expected = {**(twin.expected or {}), "name": f"{twin.name} (2)"}
        columns.append(twin)
        message = "allowed"
    elif p.mode == "breaks":
        said = [f'{s}\nthen "{i}"; and, more\n\nend' for i, s in enumerate(p.words["comments"])]
        columns[2] = make.text(p.rng, p.words["comment"], said, p.rows, p.rows // 2)
    elif p.mode == "sep":
        table.above = [["sep=;"]]
    elif p.mode == "spaces":
        for i, column in enumerate(columns):
            columns[i] = column.headed(f"  {column.name}\u00a0")
    elif p.mode == "blank-rows":
        table.below = [[None] * 4, [None] * 4, [None] * 4]
    elif p.mode == "text-numbers":
        columns[0].cells = [None if c is None else str(c) for c in columns[0].cells]
    elif p.mode == "floats":
        columns[0].cells = [None if c is None else float(str(c)) for c in columns[0].cells]
    return Document([table], {"source": "survey", "message": message})


def nps_by_tool(p: Params) -> Document:
    """Make the NPS question of Qualtrics: the tool's own group column states the scale."""
    name = {
        "en": "How likely are you to recommend us to a friend or colleague?",
        "fr": "Recommanderiez-vous notre maison à un ami ou à un collègue ?",
        "de": "Würden Sie uns Freunden oder Kollegen weiterempfehlen?",
        "es": "¿Nos recomendaría a un amigo o colega?",
    }[p.lang]
    counts = draw(p.rng, range(11), p.rows - 2)
    score = make.rating(p.rng, name, counts, p.rows, (0, 10), role="nps")
    groups = [
        None
        if c is None
        else "Promoter"
        if int(str(c)) > 8
        else "Passive"
        if int(str(c)) > 6
        else "Detractor"
        for c in score.cells
    ]
    group = Column((f"{name} - Group",), list(groups))
    table = dress("qualtrics", p.rng, p.lang, [group, score, p.travelled(), p.commented()])
    at = next(i for i, c in enumerate(table.columns) if c.headers[0] == "Q1")
    for offset, code in enumerate(["Q1_NPS_GROUP", "Q1"]):
        column = table.columns[at + offset]
        qid = '{"ImportId":"QID1_NPS_GROUP"}' if offset == 0 else '{"ImportId":"QID1"}'
        table.columns[at + offset] = column.headed(code, column.headers[1], qid)
    return Document([table], {"source": "survey"})


def coded_choices(p: Params) -> Document:
    """Make several answers exported as numbers with commas: "1,3" is no decimal number."""
    column = choices(p.rng, p.words["boxes"], ["1", "2", "3", "4", "5"], p.rows, 2, ",")
    return p.document([column, p.rated(0), p.commented()], message="allowed")


def zero_not_applicable(p: Params) -> Document:
    """Make ratings of which the question says that 0 is not applicable."""
    ends = {
        "en": "{x}: 1 (very poor) to 5 (excellent), 0 = not applicable",
        "fr": "{x} : de 1 (très mauvais) à 5 (excellent), 0 = non concerné",
        "de": "{x}: 1 (sehr schlecht) bis 5 (ausgezeichnet), 0 = trifft nicht zu",
        "es": "{x}: de 1 (muy malo) a 5 (excelente), 0 = no procede",
    }[p.lang]
    columns = []
    for place in range(3):
        counts = draw(p.rng, range(1, 6), p.rows - 7)
        name = ends.format(x=p.words["places"][place])
        column = make.rating(p.rng, name, counts, p.rows, (1, 5), no_answer={"0": 7})
        column.cells = [0 if c == "0" else c for c in column.cells]
        columns.append(column)
    return p.document([*columns, p.travelled()], message="allowed")


def coded_boxes(p: Params) -> Document:
    """Make boxes under LimeSurvey's codes, Y or blank, as its short answers are exported."""
    ticked_any = p.rows - 9
    ticks = {f"SQ00{i}": p.rng.randint(4, ticked_any) for i in range(1, 4)}
    ticks["SQ004"] = max(4, ticked_any - sum(ticks.values()))
    columns, blocks = make.boxes(p.rng, "AREA", ticks, p.rows, ticked_any, mark="Y")
    columns = [c.headed(f"{c.headers[0]}[{c.headers[1]}]") for c in columns]
    return p.document([*columns, p.rated(0)], blocks=blocks, message="allowed")
