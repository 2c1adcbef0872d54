"""Makers of exports from ticket systems."""

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
    names, pattern, first = FIELDS["freshdesk" if p.mode == "freshdesk-full" else p.mode]
    columns = _tickets(p, names, pattern, first)
    if p.mode == "freshdesk-full":
        columns = _freshdesk(p, columns, pattern)
    return Document([Table(columns)], {"source": "crm", "message": "allowed"})


def _freshdesk(p: Params, columns: list[Column], pattern: str) -> list[Column]:
    """Return all columns of a Freshdesk export: durations as h:m:s, SLA, survey, contact."""
    n, r = p.rows, p.rng

    def clock() -> str:
        return f"{r.randint(0, 90):02}:{r.randint(0, 59):02}:{r.randint(0, 59):02}"

    def open_or(name: str, cells: list[str]) -> Column:
        closed = [s == "Closed" for s in columns[2].cells]
        return make.plain(
            name, [c if known else None for c, known in zip(cells, closed, strict=True)]
        )

    columns[7] = make.plain("Resolution time (in hrs)", [clock() for _ in range(n)])
    survey = [r.choice([None, "Extremely Happy", "Neutral", "Unhappy"]) for _ in range(n)]
    touches = [r.randint(1, 9) for _ in range(n)]
    more = [
        make.plain("Type", [r.choice(["Question", "Problem", None]) for _ in range(n)]),
        make.plain("Group", ["Customer care"] * n),
        make.plain("Due by Time", _moments(p, n, pattern, 48)),
        open_or("Resolved time", _moments(p, n, pattern, 20)),
        open_or("Closed time", _moments(p, n, pattern, 21)),
        make.plain("First response time (in hrs)", [clock() for _ in range(n)]),
        make.number(r, "Agent interactions", touches, n),
        make.plain(
            "Resolution status", [r.choice(["Within SLA", "SLA Violated"]) for _ in touches]
        ),
        make.empty("Tags", n),
        make.plain("Survey results", list(survey)),
        make.personal("Full name", people(p, n)),
        make.plain("Contact ID", [70000100 + i for i in range(n)]),
    ]
    return [*columns, *more]
