"""Makers of web analytics reports and of event logs."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.corpus import columns as make
from tests.corpus.model import Column, Document, Expected, Table
from tests.corpus.params import Params


def web(p: Params) -> Document:
    """Make a web analytics report with the lines that the tool writes above it."""
    dims = {
        "en": ("Page path", "Views", "Active users"),
        "fr": ("Chemin de la page", "Vues", "Utilisateurs actifs"),
        "de": ("Seitenpfad", "Aufrufe", "Aktive Nutzer"),
        "es": ("Ruta de la página", "Vistas", "Usuarios activos"),
    }[p.lang]
    p.rows = n = int(p.args.get("rows", 17))
    columns = [
        make.plain(dims[0], [f"/{w}" for w in _paths(n)]),
        make.number(p.rng, dims[1], [p.rng.randint(40, 9000) for _ in range(n)], n),
        make.number(p.rng, dims[2], [p.rng.randint(5, 3000) for _ in range(n)], n),
    ]
    expected: Expected = {"source": "web-analytics"}
    if p.mode == "ua":
        columns[0].headers = ("Page",)
    elif p.mode == "ua-local":
        columns[1:] = [_dotted(c) for c in columns[1:]]
        bounce = {"de": "Absprungrate", "es": "Porcentaje de rebote"}[p.lang]
        shares = [f"{p.rng.randint(100, 9900) / 100:.2f}%".replace(".", ",") for _ in range(n)]
        columns.append(make.plain(bounce, shares))
        columns[-1].expected = {"name": bounce, "role": "number", "n": n}
        expected["message"] = "allowed"
    elif p.mode == "exploration":
        totals = ["", *(str(sum(int(str(x)) for x in c.cells)) for c in columns[1:])]
        columns = [c.headed(c.name, total) for c, total in zip(columns, totals, strict=True)]
        columns.append(Column(("", "Grand total"), [None] * n))
        expected |= {"columns": [3, 4], "message": "allowed"}
    return Document([Table(columns, above=_heads(p))], expected)


def _dotted(column: Column) -> Column:
    """Return whole numbers with a dot between thousands, as a report in German has them."""
    cells = [f"{cell:,}".replace(",", ".") for cell in column.cells]
    return Column(column.headers, list(cells), {**(column.expected or {}), "thousands": "."})


def _paths(n: int) -> list[str]:
    return [("home", "offer", "basket", "help", "account")[i % 5] + f"/{i}" for i in range(n)]


def _heads(p: Params) -> list[list[str]]:
    line = "# ----------------------------------------"
    if p.mode.startswith("ua"):
        return [
            [line],
            ["# All Web Site Data"],
            ["# Invented"],
            ["# 20240401-20240430"],
            [line],
            [],
        ]
    if p.mode == "adobe":
        bar = "#================================================================="
        return [
            [bar],
            ["# Freeform"],
            ["# Report suite: invented.example"],
            ["# Date: Apr 1 2024 - Apr 30 2024"],
            [bar],
            [],
            ["##############################################"],
            ["# Freeform table"],
            ["##############################################"],
        ]
    start, end, account = {
        "en": ("Start date", "End date", "Account"),
        "fr": ("Date de début", "Date de fin", "Compte"),
        "de": ("Beginn", "Ende", "Konto"),
        "es": ("Fecha de inicio", "Fecha de finalización", "Cuenta"),
    }[p.lang]
    return [
        [line],
        ["# Pages and screens: Page path"],
        [f"# {account}: Invented"],
        ["# Property: Invented - GA4"],
        [line],
        ["#  "],
        [f"# {start}: 20240401"],
        [f"# {end}: 20240430"],
    ]


LOGS = {
    "xes": ("case:concept:name", "concept:name", "time:timestamp", "org:resource"),
    "plain": ("case_id", "activity", "timestamp", "resource"),
    "fr": ("id_dossier", "activité", "horodatage", "ressource"),
    "de": ("Vorgangsnummer", "Aktivität", "Zeitstempel", "Ressource"),
    "celonis": ("_CASE_KEY", "ACTIVITY_EN", "EVENTTIME", "USER_TYPE"),
}


def log(p: Params) -> Document:
    """Make an event log: one row an event, several events a case."""
    case, activity, time, resource = LOGS[p.mode or "plain"]
    steps = ["register request", "check ticket", "decide", "pay compensation"]
    cells: list[tuple[str, str, str, str]] = []
    begin = datetime(2024, 3, 4, 8, 0)
    for number in range(1, 9):
        for position, step in enumerate(steps[: 2 + number % 3]):
            at = begin + timedelta(days=number, hours=3 * position, minutes=p.rng.randrange(59))
            cells.append(
                (
                    f"C{number:03}",
                    step,
                    at.strftime("%Y-%m-%d %H:%M:%S"),
                    p.rng.choice(["desk", "back office"]),
                )
            )
    columns = [
        make.plain(name, [row[i] for row in cells])
        for i, name in enumerate((case, activity, time, resource))
    ]
    columns[2].expected = {"name": time, "role": "time", "n": len(cells)}
    return Document([Table(columns)], {"source": "event-log", "cases": 8, "message": "allowed"})
