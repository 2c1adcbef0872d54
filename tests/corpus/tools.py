"""Questions dressed as survey tools export them: header rows, and the tool's own columns."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from tests.corpus import columns as make
from tests.corpus.model import Cell, Column, Table

LIMESURVEY = {
    "en": ["Response ID", "Date submitted", "Last page", "Start language", "Seed"],
    "fr": [
        "ID de la réponse",
        "Date de soumission",
        "Dernière page",
        "Langue de départ",
        "Tête de série",
    ],
    "de": ["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsstartwert"],
    "es": ["ID de respuesta", "Fecha de envío", "Última página", "Idioma inicial", "Semilla"],
}
MSFORMS = {
    "en": ["ID", "Start time", "Completion time", "Email", "Name"],
    "fr": ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"],
    "de": ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"],
    "es": ["ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"],
}
GOOGLE = {"en": "Timestamp", "fr": "Horodateur", "de": "Zeitstempel", "es": "Marca temporal"}


def dress(
    tool: str,
    rng: random.Random,
    lang: str,
    questions: Sequence[Column],
    *,
    python_header: bool = False,
    import_ids: bool = True,
) -> Table:
    """Return the questions as a table of a tool; raise KeyError for an unknown tool."""
    rows = len(questions[0].cells)
    if tool == "qualtrics":
        return _qualtrics(rng, lang, questions, rows, python_header, import_ids)
    return Table(_TOOLS[tool](rng, lang, questions, rows))


def _one_row(questions: Sequence[Column], pattern: str) -> list[Column]:
    return [
        c.headed(pattern.format(question=c.headers[0], label=c.headers[1]))
        if len(c.headers) == 2
        else c
        for c in questions
    ]


def _after(start: Column, seconds: Sequence[int]) -> list[Cell]:
    """Return the moments that lie so many seconds after those of a column."""
    pattern = "%Y-%m-%d %H:%M:%S"
    return [
        (datetime.strptime(str(cell), pattern) + timedelta(seconds=more)).strftime(pattern)
        for cell, more in zip(start.cells, seconds, strict=True)
    ]


def _ids(rows: int, first: int) -> list[int]:
    return list(range(first, first + rows))


def _qualtrics(
    rng: random.Random,
    lang: str,
    questions: Sequence[Column],
    rows: int,
    python_header: bool,
    import_ids: bool,
) -> Table:
    start = make.times(rng, "StartDate", rows)
    seconds = [rng.randint(60, 900) for _ in range(rows)]
    meta = [
        start.headed("StartDate", "Start Date", "startDate"),
        make.plain("EndDate", _after(start, seconds)).headed("EndDate", "End Date", "endDate"),
        make.plain("Status", [0] * rows).headed("Status", "Response Type", "status"),
        make.plain("Progress", [100] * rows).headed("Progress", "Progress", "progress"),
        make.plain("Duration", seconds).headed(
            "Duration (in seconds)", "Duration (in seconds)", "duration"
        ),
        make.plain("Finished", [1] * rows).headed("Finished", "Finished", "finished"),
        make.plain("ResponseId", [f"R_{rng.getrandbits(60):015x}" for _ in range(rows)]).headed(
            "ResponseId", "Response ID", "_recordId"
        ),
        make.empty("ExternalReference", rows).headed(
            "ExternalReference", "External Data Reference", "externalDataReference"
        ),
        make.plain("UserLanguage", [lang.upper()] * rows).headed(
            "UserLanguage", "User Language", "userLanguage"
        ),
    ]
    coded, position, block = [], 0, ""
    for column in questions:
        if column.headers[0] != block:
            position, within, block = position + 1, 0, column.headers[0]
        if len(column.headers) == 2:
            within += 1
            code, qid = f"Q{position}_{within}", f"QID{position}_{within}"
            coded.append(column.headed(code, " - ".join(column.headers), qid))
        else:
            suffix = "_TEXT" if (column.expected or {}).get("role") == "text" else ""
            coded.append(column.headed(f"Q{position}", column.headers[0], f"QID{position}{suffix}"))
    if not import_ids:
        return Table([c.headed(*c.headers[:2]) for c in [*meta, *coded]])
    write: Callable[[dict[str, str]], str] = (
        str if python_header else lambda found: json.dumps(found, separators=(",", ":"))
    )
    return Table(
        [c.headed(*c.headers[:2], write({"ImportId": c.headers[2]})) for c in [*meta, *coded]]
    )


def _surveymonkey(
    rng: random.Random, lang: str, questions: Sequence[Column], rows: int
) -> list[Column]:
    dates = make.times(rng, "Date Created", rows, "%m/%d/%Y %I:%M:%S %p")
    meta = [
        make.plain("Respondent ID", _ids(rows, 11500000001)),
        make.plain("Collector ID", [410000017] * rows),
        dates,
        make.plain("Date Modified", dates.cells),
        *(make.empty(name, rows) for name in ("Email Address", "First Name", "Last Name")),
    ]
    second, block = [], ""
    for column in questions:
        if len(column.headers) == 2:
            first = "" if column.headers[0] == block else column.headers[0]
            block = column.headers[0]
            second.append(column.headed(first, column.headers[1]))
        else:
            role = (column.expected or {}).get("role")
            answer = "Open-Ended Response" if role in {"text", "number"} else "Response"
            second.append(column.headed(column.headers[0], answer))
    return [*(c.headed(c.headers[0], "") for c in meta), *second]


def _limesurvey(
    rng: random.Random, lang: str, questions: Sequence[Column], rows: int
) -> list[Column]:
    names = LIMESURVEY[lang]
    return [
        make.plain(names[0], _ids(rows, 3)),
        make.times(rng, names[1], rows),
        make.plain(names[2], [4] * rows),
        make.plain(names[3], [lang] * rows),
        make.plain(names[4], [rng.randint(10**8, 2 * 10**9) for _ in range(rows)]),
        *_one_row(questions, "{question} [{label}]"),
    ]


def _google(rng: random.Random, lang: str, questions: Sequence[Column], rows: int) -> list[Column]:
    return [
        make.times(rng, GOOGLE[lang], rows, "%Y/%m/%d %I:%M:%S %p GMT+1"),
        *_one_row(questions, "{question} [{label}]"),
    ]


def _msforms(rng: random.Random, lang: str, questions: Sequence[Column], rows: int) -> list[Column]:
    names = MSFORMS[lang]
    start = make.times(rng, names[1], rows, None)
    return [
        make.plain(names[0], _ids(rows, 1)),
        start,
        make.plain(names[2], start.cells),
        make.plain(names[3], ["anonymous"] * rows),
        make.empty(names[4], rows),
        *_one_row(questions, "{question} - {label}"),
    ]


def _typeform(
    rng: random.Random, lang: str, questions: Sequence[Column], rows: int
) -> list[Column]:
    start = make.times(rng, "Start Date (UTC)", rows)
    return [
        make.plain("#", [f"{rng.getrandbits(100):025x}" for _ in range(rows)]),
        *_one_row(questions, "{label}"),
        make.plain("Response Type", ["completed"] * rows),
        start,
        make.empty("Stage Date (UTC)", rows),
        make.plain("Submit Date (UTC)", start.cells),
        make.plain("Network ID", [f"{rng.getrandbits(40):010x}" for _ in range(rows)]),
        make.empty("Tags", rows),
    ]


def _sphinx(rng: random.Random, lang: str, questions: Sequence[Column], rows: int) -> list[Column]:
    start = make.times(rng, "DATE_SAISIE", rows, "%d/%m/%Y %H:%M:%S")
    return [
        make.plain("CLE", _ids(rows, 1)),
        start,
        make.plain("DATE_ENREG", start.cells),
        make.plain("TEMPS_SAISIE", [rng.randint(40, 900) for _ in range(rows)]),
        make.plain("ORIGINE_SAISIE", ["Internet"] * rows),
        *_one_row(questions, "{question} : {label}"),
    ]


def _sheet(rng: random.Random, lang: str, questions: Sequence[Column], rows: int) -> list[Column]:
    return _one_row(questions, "{question} - {label}")


_TOOLS = {
    "surveymonkey": _surveymonkey,
    "limesurvey": _limesurvey,
    "google": _google,
    "msforms": _msforms,
    "typeform": _typeform,
    "sphinx": _sphinx,
    "sheet": _sheet,
}
