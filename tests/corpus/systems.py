"""Makers of exports from ticket systems, web analytics and process logs."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.corpus import columns as make
from tests.corpus.model import Column, Document, Table, draw
from tests.corpus.params import Params
from tests.corpus.persons import SUBJECTS, mails, people


def _moments(p: Params, rows: int, pattern: str, hours: int = 0) -> list[str]:
    begin = datetime(2024, 2, 5, 9, 0)
    return [
        (begin + timedelta(hours=7 * i + hours, minutes=p.rng.randrange(50))).strftime(pattern)
        for i in range(rows)
    ]


def _tickets(p: Params, names: dict[str, str], pattern: str, first: int) -> list[Column]:
    """Return the core of a ticket export under a tool's column names."""
    n = p.rows
    agents = people(p, n)
    made = _moments(p, n, pattern)
    columns = {
        "id": make.plain(names["id"], [first + i for i in range(n)]),
        "subject": make.plain(names["subject"], [p.rng.choice(SUBJECTS) for _ in range(n)]),
        "status": make.choice(
            p.rng, names["status"], draw(p.rng, ["Open", "Pending", "Closed"], n), n
        ),
        "priority": make.choice(
            p.rng, names["priority"], draw(p.rng, ["Low", "Medium", "High"], n), n
        ),
        "channel": make.choice(
            p.rng, names["channel"], draw(p.rng, ["Email", "Phone", "Chat"], n), n
        ),
        "agent": make.personal(names["agent"], agents),
        "email": make.personal(names["email"], mails(p, people(p, n))),
        "created": make.plain(names["created"], made),
        "hours": make.number(
            p.rng, names["hours"], [p.rng.randint(1, 900) / 4 for _ in range(n)], n
        ),
    }
    columns["created"].expected = {"name": names["created"], "role": "time", "n": n}
    return [columns[key] for key in names]


FIELDS = {
    "freshdesk": (
        {
            "id": "Ticket ID",
            "subject": "Subject",
            "status": "Status",
            "priority": "Priority",
            "channel": "Source",
            "agent": "Agent",
            "created": "Created time",
            "hours": "Resolution time (in hrs)",
            "email": "Email",
        },
        "%Y-%m-%d %H:%M:%S",
        2001,
    ),
    "zendesk": (
        {
            "id": "Id",
            "subject": "Subject",
            "status": "Status",
            "priority": "Priority",
            "channel": "Via",
            "agent": "Assignee",
            "email": "Requester email",
            "created": "Created at",
            "hours": "Full resolution time in hours",
        },
        "%Y-%m-%d %H:%M",
        40017,
    ),
    "dixa": (
        {
            "id": "csid",
            "created": "created_at",
            "channel": "initial_channel",
            "email": "requester_email",
            "agent": "assignee_name",
            "subject": "subject",
            "status": "status",
            "priority": "priority",
            "hours": "total_duration",
        },
        "%Y-%m-%dT%H:%M:%S.000Z",
        5100001,
    ),
    "dixa-camel": (
        {
            "id": "csid",
            "created": "createdAt",
            "channel": "initialChannel",
            "email": "requesterEmail",
            "agent": "assigneeName",
            "subject": "subject",
            "status": "status",
            "priority": "priority",
            "hours": "totalDuration",
        },
        "%Y-%m-%dT%H:%M:%S.000Z",
        5100001,
    ),
    "salesforce": (
        {
            "id": "CaseNumber",
            "email": "SuppliedEmail",
            "status": "Status",
            "channel": "Origin",
            "subject": "Subject",
            "priority": "Priority",
            "agent": "Owner_Name__c",
            "created": "CreatedDate",
            "hours": "Hours_Open__c",
        },
        "%Y-%m-%dT%H:%M:%S.000+0000",
        1046,
    ),
    "salesforce-namespaced": (
        {
            "id": "Case.acme__Ticket_Number__c",
            "email": "Case.acme__Contact_Email__c",
            "status": "Case.acme__Status__c",
            "channel": "Case.acme__Origin__c",
            "subject": "Case.acme__Ticket_Name__c",
            "priority": "Case.acme__Priority__c",
            "agent": "Case.acme__Owner_Name__c",
            "created": "Case.CreatedDate",
            "hours": "Case.acme__Hours_Open__c",
        },
        "%Y-%m-%dT%H:%M:%S.000+0000",
        1046,
    ),
    "hubspot": (
        {
            "id": "Ticket ID",
            "subject": "Ticket name",
            "status": "Ticket status",
            "priority": "Priority",
            "channel": "Source",
            "agent": "Ticket owner",
            "email": "Associated Contact",
            "created": "Create date",
            "hours": "Time to close (hours)",
        },
        "%Y-%m-%d %H:%M",
        18800001,
    ),
}


def tickets(p: Params) -> Document:
    """Make a ticket export of a tool: kind crm."""
    names, pattern, first = FIELDS[p.mode]
    columns = _tickets(p, names, pattern, first)
    return Document([Table(columns)], {"source": "crm", "message": "allowed"})


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
    table = Table(columns, above=_heads(p))
    if p.mode == "ua":
        columns[0].headers = ("Page",)
    return Document([table], {"source": "web-analytics"})


def _paths(n: int) -> list[str]:
    return [("home", "offer", "basket", "help", "account")[i % 5] + f"/{i}" for i in range(n)]


def _heads(p: Params) -> list[list[str]]:
    line = "# ----------------------------------------"
    if p.mode == "ua":
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
