# ruff: noqa: E501 - lines of exports are as long as they are
"""Spoilt files: each is read, or refused with its name; never another exception."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.evidence import Options, Reading, UnreadableError, read
from kit.i18n import texts
from tests.evidence.formats.test_formats import (
    GA4_FRENCH,
    SALESFORCE,
    SURVEYMONKEY,
    TYPEFORM,
    qualtrics,
)

GOOD = {
    "surveymonkey": SURVEYMONKEY,
    "qualtrics": qualtrics("2024-03-01 09:00:00,2024-03-01 09:05:00,IP Address,100,300,True,,R_1,,9,,,,,,"),
    "typeform": TYPEFORM,
    "ga4": GA4_FRENCH,
    "salesforce": SALESFORCE,
    "french": "id;date;satisfaction;avis\r\n1;13/03/2024;3,5;« Très bien »\r\n2;14/03/2024;4;\"l'accueil; bof\"\r\n",
}  # fmt: skip
relaxed = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def outcome(path, **options):
    """Return what was read; a refusal names the file and says what to do, in both languages."""
    try:
        reading = read(path, Options(**options))
    except UnreadableError as error:
        for language in ("en", "fr"):
            said = error.text(texts(language))
            assert said.startswith(path.name)
            assert len(said) > len(path.name) + 20
        return None
    assert isinstance(reading, Reading)
    for table in reading.tables:
        assert table.data.num_columns == len(table.columns)
    for note in reading.all_notes():
        assert note.said(texts("fr"))
    return reading


@relaxed
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_truncated(tmp_path, name, data):
    text = GOOD[name].encode()
    path = tmp_path / "cut.csv"
    path.write_bytes(text[: data.draw(st.integers(0, len(text)))])
    outcome(path)


@relaxed
@given(
    st.sampled_from(sorted(GOOD)),
    st.sampled_from(["cp1252", "utf-16", "utf-8-sig", "mac_roman", "cp1251", "cp850", "utf-16-be"]),
)
def test_in_another_encoding(tmp_path, name, encoding):
    path = tmp_path / "coded.csv"
    path.write_bytes(GOOD[name].encode(encoding, "replace"))
    assert outcome(path) is not None


@relaxed
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_spoilt_bytes(tmp_path, name, data):
    text = bytearray(GOOD[name].encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(st.sampled_from(b'\0\r\n";,\t#=\xff\xfe\x80{<P'))
    path = tmp_path / "spoilt.csv"
    path.write_bytes(bytes(text))
    outcome(path)


@relaxed
@given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=12), st.sampled_from(",;\t|"))
def test_any_rows(tmp_path, rows, delimiter):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    path = tmp_path / "any.csv"
    path.write_text(buffer.getvalue(), encoding="utf-8", errors="replace", newline="")
    outcome(path)


@relaxed
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path, data):
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    outcome(path)


@relaxed
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_any_json(tmp_path, value):
    path = tmp_path / "any.json"
    path.write_text(json.dumps([value, {"a": value}]), encoding="utf-8")
    outcome(path)
    path.write_text(json.dumps({"rows": [{"a": value, "b": 1}]}), encoding="utf-8")
    outcome(path)


@relaxed
@given(
    st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 3)), min_size=12, max_size=30),
    st.sampled_from(",."),
)
def test_numbers_are_never_silently_others(tmp_path, values, decimal):
    """Either the column comes out as what was written, or it stays text."""
    path = tmp_path / "numbers.csv"
    rows = "".join(f"x;{str(value).replace('.', decimal)}\n" for value in values)
    path.write_text("name;amount\n" + rows, encoding="utf-8")
    found = outcome(path).table.values("amount")
    assert found == values or all(isinstance(value, str) for value in found)


@relaxed
@given(
    st.lists(
        st.sampled_from(["3", "4", "n/a", "", "five", "#REF!", "2", "1"]), min_size=3, max_size=60
    )
)
def test_every_answer_is_a_value_or_accounted_for(tmp_path, answers):
    path = tmp_path / "answers.csv"
    path.write_text(
        "id,satisfaction\n" + "".join(f"{n},{a}\n" for n, a in enumerate(answers)), encoding="utf-8"
    )
    reading = outcome(path)
    column = reading.table.column("satisfaction")
    assert reading.table.n == len(answers)
    if all(isinstance(value, int) for value in reading.table.values("satisfaction")):
        assert reading.table.values("satisfaction") == [
            int(a) for a in answers if a in "1234" and a
        ]
    blank = answers.count("") + answers.count("#REF!") + sum(column.set_aside.values())
    dropped = 0 if column.n + blank == len(answers) else answers.count("five")
    assert column.n + blank + dropped == len(answers)
    if dropped:
        assert any("five" in note.said(texts("en")) for note in reading.all_notes())


def test_rows_of_uneven_length_are_counted(tmp_path):
    path = tmp_path / "ragged.csv"
    path.write_text("a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n10,11,12\n", encoding="utf-8")
    reading = outcome(path)
    said = [note.said(texts("en")) for note in reading.all_notes()]
    assert reading.table.n == 4
    assert any("1 row dropped" in text and "(line 4)" in text for text in said)
    assert any("fewer cells" in text and "(line 3)" in text for text in said)


def test_a_quotation_mark_that_never_closes(tmp_path):
    path = tmp_path / "open.csv"
    path.write_text('a,b\n1,"open\n2,x\n3,y\n4,z\n', encoding="utf-8")
    reading = outcome(path)
    assert reading.table.n == 4
    assert reading.table.values("a") == [1, 2, 3, 4]
    assert any("(line 2)" in note.said(texts("en")) for note in reading.all_notes())


@pytest.mark.soak
def test_ten_thousand_columns(tmp_path):
    path = tmp_path / "wide.csv"
    names = ",".join(f"q{n}" for n in range(10_000))
    path.write_text(names + "\n" + ",".join(["4"] * 10_000) + "\n", encoding="utf-8")
    assert len(outcome(path).table.columns) == 10_000
    path.write_text(names + ("," * 15_000) + "\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="columns"):
        read(path)


@pytest.mark.parametrize("name", ["nul.csv", "nul.tsv"])
def test_nul_bytes(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"a,b\n1,2\n1\x002,3\n")
    with pytest.raises(
        UnreadableError,
        match=r"nul\..sv, line 3: It contains NUL bytes",
    ):
        read(path)


def test_an_empty_or_missing_file(tmp_path):
    path = tmp_path / "empty.csv"
    with pytest.raises(UnreadableError, match="File not found"):
        read(path)
    for content in (b"", b"\n\n", b"\xef\xbb\xbf"):
        path.write_bytes(content)
        assert outcome(path) is None


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"\x1f\x8b\x08\x00", b"<?xml version='1.0'?><a/>"]
)
def test_other_kinds_of_file_are_named(tmp_path, content):
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match="Export it as CSV or XLSX"):
        read(path)


# --- workbooks -----------------------------------------------------------------------------------


@pytest.fixture
def openpyxl():
    return pytest.importorskip("openpyxl", reason="workbooks for tests are made by openpyxl")


def rezipped(path, **parts):
    """Return the same workbook with some of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content |= {name.replace("__", "/"): data for name, data in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


@pytest.fixture
def simple(tmp_path, openpyxl):
    workbook = openpyxl.Workbook()
    for row in (["id", "score"], [1, 4], [2, 5], [3, 2]):
        workbook.active.append(row)
    path = tmp_path / "simple.xlsx"
    workbook.save(path)
    return path


def test_a_bomb_is_not_opened(simple):
    rezipped(simple, **{"xl/worksheets/sheet1.xml": b" " * (300 << 20)})
    with pytest.raises(UnreadableError, match="not safe to open"):
        read(simple)


def test_cells_at_the_far_corner(simple):
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    rezipped(simple, **{"xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(UnreadableError, match="too far apart"):
        read(simple)


def test_entities_are_refused(simple):
    sheet = (
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>&a;</v></c></row></sheetData></worksheet>'
    )
    rezipped(simple, **{"xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(UnreadableError, match="entities"):
        read(simple)


def test_formulas_never_calculated_are_no_blanks(tmp_path, openpyxl):
    workbook = openpyxl.Workbook()
    workbook.active.append(["id", "score"])
    workbook.active.append([1, "=1+3"])
    path = tmp_path / "formulas.xlsx"
    workbook.save(path)
    with pytest.raises(
        UnreadableError, match=r"formulas\.xlsx, sheet “Sheet”, column “B2”: 1 formula"
    ):
        read(path)


def test_errors_of_a_spreadsheet_are_counted(tmp_path, openpyxl):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (["id", "satisfaction"], *([n, n % 5 + 1] for n in range(12))):
        sheet.append(row)
    sheet["B4"] = "#DIV/0!"
    sheet["B4"].data_type = "e"
    path = tmp_path / "errors.xlsx"
    workbook.save(path)
    reading = read(path)
    assert reading.table.column("satisfaction").n == 11
    [note] = reading.table.notes
    assert "#DIV/0!" in note.said(texts("en"))
    assert note.lines == (4,)


def test_hidden_sheets_are_named_not_read(tmp_path, openpyxl):
    workbook = openpyxl.Workbook()
    workbook.active.append(["id", "score"])
    workbook.active.append([1, 4])
    workbook.create_sheet("secret").append([1])
    workbook["secret"].sheet_state = "hidden"
    path = tmp_path / "hidden.xlsx"
    workbook.save(path)
    reading = read(path)
    assert len(reading.tables) == 1
    assert "secret" in reading.notes[0].said(texts("en"))


def test_text_numbers_beside_real_numbers(tmp_path, openpyxl):
    """A number of the workbook is never read by the convention of its texts."""
    workbook = openpyxl.Workbook()
    for row in (["a", "b"], ["3,5", 1.234], ["4,25", 2.345], ["5", 3]):
        workbook.active.append(row)
    path = tmp_path / "mixed.xlsx"
    workbook.save(path)
    table = read(path).table
    assert table.values("a") == [3.5, 4.25, 5]
    assert table.values("b") == [1.234, 2.345, 3]


@relaxed
@given(st.data())
def test_spoilt_workbooks(simple, data):
    content = bytearray(simple.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = simple.with_name("spoilt.xlsx")
    path.write_bytes(bytes(content[: data.draw(st.integers(10, len(content)))]))
    outcome(path)


def test_parquet_and_json_keep_their_types(tmp_path):
    pa = pytest.importorskip("pyarrow")
    import datetime as dt

    import pyarrow.parquet as pq

    table = pa.table(
        {
            "client": ["a", "b", None],
            "montant": [1.5, float("nan"), 1.234],
            "quand": [dt.datetime(2024, 3, day) for day in (1, 2, 3)],
        }
    )
    path = tmp_path / "t.parquet"
    pq.write_table(table, path)
    found = read(path).table
    assert found.values("montant") == [1.5, 1.234]
    assert (found.time, found.start) == ("quand", dt.date(2024, 3, 1))
    path.write_bytes(path.read_bytes()[:60])
    assert outcome(path) is None


def test_a_large_file_stays_columns(tmp_path):
    """More rows than a batch, with a column that appears late."""
    path = tmp_path / "large.csv"
    rows = np.arange(45_000)
    path.write_text(
        "id,satisfaction,comment\n"
        + "".join(f"{n},{n % 5 + 1},\n" for n in rows[:-1])
        + "44999,5,late\n",
        encoding="utf-8",
    )
    table = read(path).table
    assert table.n == 45_000
    assert table.values("comment") == ["late"]
    assert sum(table.values("satisfaction")) == sum(n % 5 + 1 for n in rows[:-1]) + 5


@relaxed
@given(
    st.lists(
        st.lists(st.text("ab é1,.5'\t\r\n#", max_size=6), min_size=3, max_size=4),
        min_size=1,
        max_size=9,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_the_fast_way_gives_the_same_or_nothing(tmp_path, rows, encoding, end):
    from kit.evidence.containers import fast_csv, text

    path = tmp_path / "plain.csv"
    lines = [
        ";".join(cell.replace(chr(10), "").replace(chr(13), "") for cell in row) for row in rows
    ]
    path.write_bytes((end.join(lines) + end).encode(encoding))
    width = len(rows[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_csv, "MIN_BYTES", 0)
        fast = fast_csv.read_fast(path, encoding, ";", 0, width)
    _, slow, stray = text._read_rows(path, encoding, text.Dialect(";"), 0, width)
    if fast is not None:
        assert not stray
        assert fast.head(20) == slow.head(20)
        assert fast.lines.tolist() == slow.lines.tolist()
        assert fast.widths.tolist() == slow.widths.tolist()


def test_dates_counted_from_1904_are_the_days_that_were_typed(tmp_path, openpyxl):
    """The same number is four years later there than in a workbook counted from 1900."""
    from datetime import datetime

    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["id", "date", "satisfaction"])
    for day in range(1, 13):
        workbook.active.append([day, datetime(2026, 3, day), 1 + day % 5])
    path = tmp_path / "mac.xlsx"
    workbook.save(path)
    reading = outcome(path)
    assert reading.table.values("date")[0] == datetime(2026, 3, 1)
    assert (reading.table.start.isoformat(), reading.table.end.isoformat()) == (
        "2026-03-01",
        "2026-03-12",
    )
