"""A workbook of a known tool, with a sheet of someone's notes beside the export."""

import openpyxl
import pytest

from kit.evidence import UnreadableError, read

EXPORTS = {
    "hubspot": (
        ["Record ID", "First Name", "Last Name", "Email", "Create Date", "Lifecycle Stage"],
        [101, "A", "B", "a@example.org", "2026-01-02 10:00", "lead"],
    ),
    "zendesk": (
        [
            "Ticket ID",
            "Subject",
            "Status",
            "Priority",
            "Created at",
            "Satisfaction Score",
            "Requester",
            "Assignee",
        ],
        [1, "S", "open", "high", "2026-01-02 10:00", "good", "r", "a"],
    ),
    "typeform": (
        ["#", "How satisfied?", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"],
        ["abc", 4, "2026-01-02 10:00:00", "2026-01-02 10:05:00", "n"],
    ),
    "surveymonkey": (
        ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Happy?"],
        [1, 2, "01/02/2026 10:00:00 AM", "01/02/2026 10:05:00 AM", "", 4],
    ),
    "limesurvey": (
        ["id", "submitdate", "lastpage", "startlanguage", "Q1", "Q2[SQ001]"],
        [1, "2026-01-02 10:00:00", 3, "en", 4, 5],
    ),
}


@pytest.mark.parametrize("tool", EXPORTS)
def test_notes_below_a_blank_row_are_refused_with_their_place(tmp_path, tool):
    header, row = EXPORTS[tool]
    book = openpyxl.Workbook()
    for cells in (header, *[row] * 12):
        book.active.append(cells)
    notes = book.create_sheet("Notes")
    for cells in ([], [], ["to check", "by"], ["the dates", 2]):
        notes.append(cells)
    book.save(tmp_path / "export.xlsx")
    with pytest.raises(UnreadableError, match="sheet “Notes”, line 3: The header has 0 cells"):
        read(tmp_path / "export.xlsx")
