"""Ways in which the same tools write: languages, spellings of headers, scales in words."""

from __future__ import annotations

import datetime as dt

import pytest

from kit.evidence import Role, read
from kit.evidence.columns.stated_scales import stated_scale

ROWS = 12


def wrote(tmp_path, header, row, encoding="utf-8", delimiter=",", second=()):
    """Write an export of twelve rows, the cells made from the row's number, and read it."""
    lines = [header, *([second] if second else []), *(row(i) for i in range(ROWS))]
    path = tmp_path / "export.csv"
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    path.write_bytes(text.encode(encoding))
    return read(path)


def mean(reading, position):
    values = reading.table.values(reading.table.columns[position].name)
    assert len(values) == ROWS
    return sum(values) / ROWS


def test_surveymonkey_with_underscores_in_its_headers(tmp_path):
    reading = wrote(
        tmp_path,
        ["respondent_id", "collector_id", "date_created", "date_modified", "ip_address", "Happy?"],
        lambda i: [11800 + i, 4, f"2026-03-{i + 1:02} 09:00:00", f"2026-03-{i + 1:02} 09:05:00", "",
                   1 + i % 4],
        second=["", "", "", "", "", "Response"],
    )  # fmt: skip
    assert (reading.format, reading.table.n) == ("surveymonkey", ROWS)
    assert reading.table.time == "date_modified"
    assert mean(reading, 5) == 2.5


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (
            ["Pas du tout satisfait", "Pas très satisfait", "Assez satisfait", "Très satisfait",
             "Extrêmement satisfait"],
            "cp1252",
        ),
        (
            ["Sehr unzufrieden", "Unzufrieden", "Weder zufrieden noch unzufrieden", "Zufrieden",
             "Sehr zufrieden"],
            "cp1252",
        ),
    ],
)  # fmt: skip
def test_five_answers_in_words_are_one_to_five(tmp_path, words, encoding):
    reading = wrote(
        tmp_path,
        ["ID du répondant", "Date de fin", "Êtes-vous satisfait ?"],
        lambda i: [i, f"{i + 1:02}/03/2026 09:00", words[i % 5]],
        encoding,
        ";",
    )
    assert str(reading.table.columns[2].scale) == "1–5"
    assert mean(reading, 2) == pytest.approx(sum(1 + i % 5 for i in range(ROWS)) / ROWS)


@pytest.mark.parametrize("header", ["ID de la réponse;Date de soumission;Êtes-vous satisfait ?"])
def test_the_day_comes_first_where_the_headings_are_french(tmp_path, header):
    reading = wrote(
        tmp_path,
        [*header.split(";"), "Où avez-vous acheté la lampe ?"],
        lambda i: [i + 1, f"{1 + i % 4:02}/0{1 + i % 3}/2026 10:00", 1 + i % 5, "Lyon"],
    )
    assert (reading.table.start, reading.table.end) == (dt.date(2026, 1, 1), dt.date(2026, 3, 4))
    assert [q.option for q in reading.questions if q.option == "dates"] == ["dates"]


def test_hubspot_tickets_and_feedback(tmp_path):
    tickets = wrote(
        tmp_path,
        ["Ticket ID", "Ticket name", "Pipeline", "Ticket status", "Create date", "Source"],
        lambda i: [900 + i, f"Late {i}", "Support", "Closed", f"2026-03-{i + 1:02} 09:00", "Email"],
    )
    assert (tickets.format, tickets.table.n) == ("hubspot", ROWS)
    assert tickets.table.columns[0].role is Role.RESPONDENT
    feedback = wrote(
        tmp_path,
        ["Survey Submission ID", "Survey name", "Survey type", "Response group", "Rating"],
        lambda i: [i, "NPS", "NPS", "Promoter", i % 11],
    )
    assert (feedback.format, mean(feedback, 4)) == ("hubspot", pytest.approx(55 / 12))


def test_zendesk_s_good_and_bad_are_a_choice(tmp_path):
    reading = wrote(
        tmp_path,
        ["Id", "Requester", "Subject", "Assignee", "Reopens", "Satisfaction Score", "Description"],
        lambda i: [i, "Ann Lee", "Late", "Bob", 0, "Good" if i % 2 else "Bad", "Late; late; late"],
    )
    roles = [column.role for column in reading.table.columns]
    assert (reading.format, roles[1]) == ("zendesk", Role.PERSONAL)
    assert (roles[5], roles[6]) == (Role.CHOICE, Role.TEXT)
    assert reading.questions == ()


@pytest.mark.parametrize(
    ("question", "scale"),
    [
        ("Notez de 1 (très insatisfait) à 5 (très satisfait)", "1–5"),
        ("C’était facile. (de 1, pas du tout d’accord, à 7, tout à fait d’accord)", "1–7"),
        ("Rate from 0 (never) to 10 (always)", "0–10"),
        ("Commandes de 1 lampe à 5 lampes", None),
    ],
)
def test_a_scale_may_be_stated_with_the_words_of_its_ends(question, scale):
    found = stated_scale(question)
    assert (str(found) if found else None) == scale
