"""Someone's rows taken out of files of every kind, the rest as it was."""

import json
import shutil
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kit.evidence import Options, UnreadableError, read
from kit.evidence.privacy.erasure import erase, find
from kit.journey import Journey

RECORDS = [
    {
        "Respondent ID": f"A{i:04}",
        "Satisfaction (1-5)": 1 + i % 5,
        "Avis": f"Mot à mot, n° {i}\nfin",
    }
    for i in range(20)
]
EMPTY = Journey.model_validate({"schema_version": 1, "client": {"name": "X", "language": "fr"}})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "evidence").mkdir()
    return tmp_path


def forgotten(folder, id="A0007"):
    (rows,), _ = find(EMPTY, folder, id)
    erase(rows, Options())
    return rows


def left(path):
    return read(path).table.values("Respondent ID")


WITHOUT = [record["Respondent ID"] for record in RECORDS if record["Respondent ID"] != "A0007"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_file_keeps_its_encoding_and_its_other_bytes(folder, encoding, end):
    lines = [";".join(RECORDS[0])] + [
        f'{r["Respondent ID"]};{r["Satisfaction (1-5)"]};"{r["Avis"]}"' for r in RECORDS
    ]
    path = folder / "evidence" / "e.csv"
    path.write_bytes(end.join([*lines, ""]).encode(encoding))
    del lines[8]
    assert forgotten(folder).texts == ("Mot à mot, n° 7\nfin",)
    assert path.read_bytes() == end.join([*lines, ""]).encode(encoding)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_file_keeps_its_records_and_its_look(folder, indent):
    path = folder / "evidence" / "e.json"
    path.write_text(json.dumps({"rows": RECORDS}, indent=indent, ensure_ascii=False), "utf-8")
    forgotten(folder)
    kept = [record for record in RECORDS if record["Respondent ID"] != "A0007"]
    assert path.read_text("utf-8") == json.dumps({"rows": kept}, indent=indent, ensure_ascii=False)


def test_json_lines_and_parquet(folder):
    lines = folder / "evidence" / "e.jsonl"
    lines.write_text("\n".join(json.dumps(record) for record in RECORDS), "utf-8")
    pq.write_table(pa.Table.from_pylist(RECORDS), folder / "evidence" / "e.parquet")
    found, _ = find(EMPTY, folder, "A0007")
    for rows in found:
        erase(rows, Options())
        assert left(rows.path) == WITHOUT
    assert len(found) == 2


def test_a_workbook_loses_the_row_and_its_texts_and_no_other(folder):
    openpyxl = pytest.importorskip("openpyxl", reason="workbooks for tests are made by openpyxl")
    book = openpyxl.Workbook()
    for row in [list(RECORDS[0]), *([*record.values()] for record in RECORDS)]:
        book.active.append(row)
    path = folder / "evidence" / "e.xlsx"
    book.save(path)
    forgotten(folder)
    assert left(path) == WITHOUT
    assert read(path).table.values("Avis")[7] == "Mot à mot, n° 8\nfin"
    with zipfile.ZipFile(path) as archive:
        assert not any("n° 7\n" in archive.read(n).decode() for n in archive.namelist())
    assert openpyxl.load_workbook(path).active.cell(10, 1).value == "A0008"


def test_what_cannot_be_changed_safely_names_the_row(folder):
    csv = folder / "e.csv"
    csv.write_text("Respondent ID,Note\n" + "".join(f"A{i:04},{i % 5}\n" for i in range(20)))
    with zipfile.ZipFile(folder / "evidence" / "e.zip", "w") as archive:
        archive.write(csv, "e.csv")
    before = shutil.copyfile(folder / "evidence" / "e.zip", folder / "copy.zip").read_bytes()
    with pytest.raises(UnreadableError, match=r"Delete the rows by hand .* 9\b"):
        forgotten(folder)
    assert (folder / "evidence" / "e.zip").read_bytes() == before
