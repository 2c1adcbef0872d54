"""Tables out, read back as others would: typed, linked, safe to open, nothing withheld in them."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.exports.tables import DICTIONARY, TABLES, Known, dictionary, tables, written
from kit.i18n import texts
from kit.review import Review
from kit.review.evidence import UNUSED
from kit.rules import Finding
from tests.journeys import feeling, journey

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+33 1 23 45 67 89",
    "-2 par rapport à 2025",
    "@SUM(A1:A9)",
    "＝1+1",
    "<script>alert(1)</script>",
    'guillemets "doubles", virgule ; et\nretour',
    "🙂 é à ô — « œ »",
]

PARTS = {
    "evidence": {
        "survey": {
            "name": HOSTILE[0],
            "kind": "survey",
            "file": "s.csv",
            "start": "2026-01-05",
            "measures": [
                {"at": "caisse", "figure": "emotion", "column": "Note", "by": "Ville"},
                {"at": "attente", "figure": "share", "column": "Attente", "answers": "oui"},
            ],
            "options": {"scales": {"Note": "1-5"}},
        }
    },
    "emotions": [
        feeling("vitrine", scores=[-2, -1, 0, 1]),
        feeling("site", -1.5, thought=HOSTILE[3]),
    ],
    "pain_points": {
        "attente": {"at": "caisse", "group": "process", "what": HOSTILE[1], "impact": 4},
        "prix": {"at": "site", "group": "financial", "what": HOSTILE[2], "mentions": "3 of 40"},
    },
    "improvements": {
        "caisse-2": {
            "solution": HOSTILE[4],
            "removes": ["attente"],
            "kind": "build",
            "impact": 4,
            "effort": 2,
            "due": "2026-12-31",
        }
    },
}


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    folder = tmp_path_factory.mktemp("client")
    (folder / "evidence").mkdir()
    with (folder / "evidence" / "s.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Note", "Ville", "Attente"])
        for town, count in (("Lyon", 30), ("Nice", 12), ("Brest", 3)):
            writer.writerows([[1 + i % 5, town, "oui" if i % 3 else "non"] for i in range(count)])
    stated = journey(**PARTS)
    found = measure(stated, folder)
    assert found.failures == ()
    finding = UNUSED.at("evidence", "survey", source=HOSTILE[0])
    assert isinstance(finding, Finding)
    return Known(apply_to_map(stated, found), found, Review((finding,)))


@pytest.fixture(scope="module")
def made(known):
    return dict(tables(known, texts("fr")))


def rows(table):
    return table.to_pylist()


def test_every_table_and_column_is_in_the_dictionary_in_both_languages(made):
    told = {(r["table"], r["column"]): r for r in rows(dictionary())}
    for name, table in made.items():
        if name != DICTIONARY:
            assert {column for of, column in told if of == name} == set(table.column_names)
    assert all(r["label_en"] and r["label_fr"] for r in told.values())
    assert told["emotions", "score"]["label_fr"] == "Note, de −2 à +2"


def test_names_are_stable_english_identifiers():
    """Whoever has built a dashboard on a column would lose it with its name."""
    assert [table.name for table in TABLES] == [
        "workshop", "personas", "persona_statements", "stages", "experiences", "touchpoints",
        "emotions", "emotion_by_stage", "participant_scores", "workshop_and_customers",
        "pain_points", "improvements", "improvement_links", "kpis", "kpi_values", "sources",
        "figures", "lived_steps", "lived_transitions", "findings",
    ]  # fmt: skip
    names = {column.name for table in TABLES for column in table.columns}
    assert all(name.isascii() and name.isidentifier() and name == name.lower() for name in names)


def test_measured_declared_and_assumed_are_told_apart(made):
    emotions = {row["at_id"]: row for row in rows(made["emotions"])}
    assert emotions["caisse"]["basis"] == "measured"
    assert emotions["vitrine"]["basis"] == "workshop"
    assert emotions["site"]["basis"] == "assumed"
    assert (emotions["caisse"]["n"], emotions["vitrine"]["room_median"]) == (45, -0.5)
    pains = {row["pain_point_id"]: row for row in rows(made["pain_points"])}
    assert (pains["attente"]["basis"], pains["attente"]["n"]) == ("measured", 45)
    assert (pains["prix"]["basis"], pains["prix"]["frequency"]) == ("assumed", 3 / 40)
    assert [row["score"] for row in rows(made["participant_scores"])] == [-2, -1, 0, 1]


def test_rows_are_linked_by_id(made):
    stages = {row["stage_id"] for row in rows(made["stages"])}
    assert {row["stage_id"] for row in rows(made["touchpoints"])} <= stages
    removed = {row["target_id"] for row in rows(made["improvement_links"])}
    assert removed == {"attente"}


def test_what_is_withheld_has_its_row_and_no_number(made):
    """F17: Brest is over three answers, and Nice would tell it."""
    figures = {r["segment"]: r for r in rows(made["figures"]) if r["figure"] == "emotion"}
    for town in ("Brest", "Nice"):
        assert figures[town]["withheld"]
        assert {figures[town][name] for name in ("value", "n", "k", "low", "high")} == {None}
    assert figures["Lyon"]["n"] == 30
    assert figures[None]["n"] == 45


def files(made, format):
    return dict(written(format, made))


def test_parquet_is_typed_and_texts_are_as_they_were(made):
    found = {name: pq.read_table(io.BytesIO(data)) for name, data in files(made, "parquet").items()}
    assert found["improvements.parquet"].schema.field("due").type == pa.date32()
    assert found["emotions.parquet"].schema.field("moment_of_truth").type == pa.bool_()
    assert found["emotions.parquet"].schema.field("score").type == pa.float64()
    assert found["sources.parquet"].column("name").to_pylist() == [HOSTILE[0]]
    assert found["kpis.parquet"].num_rows == 0


def test_csv_is_read_by_others_and_starts_no_formula(made, tmp_path):
    for name, data in files(made, "csv").items():
        assert data.startswith(b"\xef\xbb\xbf")
        (tmp_path / name).write_bytes(data)
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            for cell in row:
                number = cell.lstrip("-").replace(".", "").isdecimal()
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    with duckdb.connect() as database:
        emotions = database.read_csv(str(tmp_path / "emotions.csv"))
        kinds = dict(zip(emotions.columns, map(str, emotions.types), strict=True))
        assert (kinds["score"], kinds["moment_of_truth"]) == ("DOUBLE", "BOOLEAN")
        [(least,)] = emotions.aggregate("min(score)").fetchall()
        assert least == -1.5  # a negative number is a number
        due = database.read_csv(str(tmp_path / "improvements.csv")).fetchone()
        assert date(2026, 12, 31) in due
        assert "'" + HOSTILE[4] in due


def test_a_workbook_holds_texts_as_texts_and_dates_as_dates(made):
    ((name, data),) = files(made, "xlsx").items()
    assert name == "tables.xlsx"
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    assert workbook.sheetnames == list(made)
    for sheet in workbook:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    sources = workbook["sources"]
    assert sources["C2"].value == HOSTILE[0]
    assert sources["C2"].data_type == "s"
    assert sources["F2"].value == datetime(2026, 1, 5)
    again = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("emotions")
    head, *body = again.to_python()
    scores = [row[head.index("score")] for row in body]
    assert -1.5 in scores


@pytest.mark.parametrize("text", ["\t=1+1", "\r=1+1", "\n=1+1"])
def test_blanks_before_a_formula_hide_nothing(text):
    data = files({"t": pa.table({"text": [text]})}, "csv")["t.csv"].decode("utf-8-sig")
    _, (said,) = csv.reader(io.StringIO(data, newline=""))
    assert said == "'" + text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_lost_or_run_in_any_format(text):
    table = {"t": pa.table({"text": [text], "number": [-1.5]})}
    parquet = pq.read_table(io.BytesIO(files(table, "parquet")["t.parquet"]))
    assert parquet.column("text").to_pylist() == [text]
    plain = files(table, "csv")["t.csv"].decode("utf-8-sig")
    _, (said, number) = csv.reader(io.StringIO(plain, newline=""))
    assert said.removeprefix("'") == text
    assert number == "-1.5"
    sheet = openpyxl.load_workbook(io.BytesIO(files(table, "xlsx")["tables.xlsx"]))["t"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")
    assert (sheet["B2"].value, sheet["B2"].data_type) == (-1.5, "n")


DISTINCT: dict[str, dict[str, Any]] = {
    "touchpoints": {
        "touchpoint_id": "point",
        "position": 1,
        "stage_id": "moment",
        "name": "Name",
        "channel": "email",
        "online": True,
        "controlled": True,
        "importance": 4,
        "nature": "irritant",
        "skipped": True,
        "skipped_k": 1,
        "skipped_n": 20,
        "repeated": True,
        "repeated_k": 2,
        "repeated_n": 21,
        "abandoned": True,
        "abandoned_k": 3,
        "abandoned_n": 22,
        "team": "Team",
        "employee_sentiment": -1.5,
    },
    "emotions": {
        "persona_id": "lea",
        "at_id": "point",
        "stage_id": "moment",
        "score": -0.5,
        "basis": "workshop",
        "n": 4,
        "room_median": -0.5,
        "room_low": -1.25,
        "room_high": 0.25,
        "word": "calm",
        "thought": "Thought",
        "moment_of_truth": True,
    },
    "pain_points": {
        "pain_point_id": "pain",
        "at_id": "point",
        "stage_id": "moment",
        "group": "process",
        "what": "What",
        "k": 3,
        "n": 40,
        "frequency": 0.075,
        "impact": 5,
        "persistence": 2,
    },
    "improvements": {
        "improvement_id": "cure",
        "solution": "Solution",
        "opportunity": "Opportunity",
        "kind": "build",
        "impact": 4,
        "effort": 2,
        "goal_id": "goal",
        "owner": "Owner",
        "due": date(2026, 12, 31),
        "status": "planned",
    },
    "improvement_links": {
        "improvement_id": "cure",
        "relation": "removes",
        "target_id": "pain",
    },
}
"""A row of each table, in which no two values are alike."""


@pytest.mark.parametrize("name", DISTINCT)
def test_a_value_stands_under_the_heading_of_its_field(name):
    stated = journey(
        goals={"goal": {"name": "Goal"}},
        stages={"moment": {"name": "Moment"}},
        touchpoints={
            "point": {
                "stage": "moment",
                "name": "Name",
                "channel": "email",
                "importance": 4,
                "nature": "irritant",
                "skipped": "1 of 20",
                "repeated": "2 of 21",
                "abandoned": "3 of 22",
                "employee": {"team": "Team", "sentiment": -1.5},
            }
        },
        emotions=[
            feeling(
                "point",
                scores=[-2, -1, 0, 1],
                word="calm",
                thought="Thought",
                moment_of_truth=True,
            )
        ],
        pain_points={
            "pain": {
                "at": "point",
                "group": "process",
                "what": "What",
                "mentions": "3 of 40",
                "impact": 5,
                "persistence": 2,
            }
        },
        improvements={
            "cure": {
                "solution": "Solution",
                "opportunity": "Opportunity",
                "removes": ["pain"],
                "kind": "build",
                "impact": 4,
                "effort": 2,
                "goal": "goal",
                "owner": "Owner",
                "due": "2026-12-31",
                "status": "planned",
            }
        },
    )
    [row] = rows(dict(tables(Known(stated), texts("en")))[name])
    wanted = DISTINCT[name]
    assert {column: row[column] for column in wanted} == wanted
