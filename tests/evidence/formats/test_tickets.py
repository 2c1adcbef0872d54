"""Tickets of several tools are customer records, whatever their columns are called."""

from __future__ import annotations

import json

import pytest

from kit.evidence import Role, read

NAMES = ("Ada Ashdown", "Bram Birkett", "Cleo Colwyn")
EXPORTS = {
    "freshdesk": (
        ["Ticket ID", "Subject", "Status", "Agent", "Created time",
         "Resolution time (in hrs)", "Email"],
        ["{i}", "Refund is late", "Open", "{name}", "2024-02-05 09:44:00", "{i}.5",
         "a{i}@example.org"],
        "Agent",
    ),
    "dixa": (
        ["csid", "created_at", "initial_channel", "requester_email",
         "assignee_name", "total_duration"],
        ["{i}", "2024-02-05T09:33:00.000Z", "Chat", "a{i}@example.org", "{name}", "{i}.5"],
        "assignee_name",
    ),
    "salesforce": (
        ["Case.acme__Ticket_Number__c", "Case.acme__Status__c", "Case.acme__Owner_Name__c",
         "Case.CreatedDate", "Case.acme__Hours__c"],
        ["{i}", "Open", "{name}", "2024-02-05T09:47:00.000+0000", "{i}.5"],
        "Case.acme__Owner_Name__c",
    ),
    "zendesk": (
        ["Id", "Subject", "Status", "Via", "Assignee", "Requester email", "Created at",
         "Full resolution time in hours"],
        ["{i}", "Refund is late", "Open", "Chat", "{name}", "a{i}@example.org", "2024-02-05 09:32",
         "{i}.5"],
        "Assignee",
    ),
}  # fmt: skip


def lines(tool):
    header, row, _ = EXPORTS[tool]
    cells = [[c.format(i=1000 + i, name=NAMES[i % 3]) for c in row] for i in range(30)]
    return [header, *cells]


@pytest.mark.parametrize("tool", EXPORTS)
def test_tickets_are_customer_records(tmp_path, tool):
    path = tmp_path / "export.csv"
    path.write_text("".join(",".join(row) + "\n" for row in lines(tool)), encoding="utf-8")
    reading = read(path)
    assert (reading.format, reading.kind, reading.table.n) == (tool, "crm", 30)
    assert reading.table.column(EXPORTS[tool][2]).role is Role.PERSONAL
    assert reading.table.start is not None


def test_dixa_in_json_with_names_in_camel_case(tmp_path):
    header, *rows = lines("dixa")
    camel = ["".join([p.split("_")[0], *(w.title() for w in p.split("_")[1:])]) for p in header]
    path = tmp_path / "export.jsonl"
    path.write_text("".join(json.dumps(dict(zip(camel, r, strict=True))) + "\n" for r in rows))
    reading = read(path)
    assert (reading.format, reading.kind, reading.table.n) == ("dixa", "crm", 30)
    assert reading.table.column("assigneeName").role is Role.PERSONAL


def test_an_activity_table_of_celonis_is_an_event_log(tmp_path):
    steps = ("register", "check", "decide")
    rows = [f"C{i // 3},{steps[i % 3]},2024-03-0{1 + i // 3} 08:0{i % 3}:00" for i in range(24)]
    path = tmp_path / "log.csv"
    path.write_text("\n".join(["_CASE_KEY,ACTIVITY_EN,EVENTTIME", *rows]) + "\n", encoding="utf-8")
    reading = read(path)
    assert reading.format == "event-log"
    assert len(set(reading.table.values("_CASE_KEY"))) == 8


def test_an_adobe_table_whose_header_names_the_dimension_has_no_row_of_totals(tmp_path):
    path = tmp_path / "report.csv"
    rows = "".join(f"/page/{i},{100 + i}\n" for i in range(9))
    path.write_text(f"#=====================\n# Freeform\n#=====\n\nPage,Views\n{rows}", "utf-8")
    table = read(path).table
    assert (table.n, sum(table.values("Views"))) == (9, 936)
