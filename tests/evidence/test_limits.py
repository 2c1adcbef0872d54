"""Files that hold, or unpack to, more than can be read: refused with the limit, in both languages.

Each file is small; the memory of this process is looked at, too.
"""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from datetime import datetime

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kit.evidence import Options, UnreadableError, limits, read
from kit.evidence.containers import open_book, parquet, sandbox, text
from kit.evidence.containers.parse import parse
from kit.i18n import texts
from kit.sources import Source

ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="S">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}'
    "</sheetData></worksheet>"
)


def refusal(path, **options):
    """Return why a file is refused, in English; the French says the same numbers."""
    before = psutil.Process().memory_info().rss
    with pytest.raises(UnreadableError) as error:
        read(path, Options(**options))
    assert psutil.Process().memory_info().rss - before < 600 << 20
    english, french = (error.value.text(texts(language)) for language in ("en", "fr"))
    assert english.startswith(path.name)
    assert english != french
    return english


def rezipped(path, parts):
    """Return the same workbook with some of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (content | parts).items():
            archive.writestr(name, data)
    return path


@pytest.fixture
def simple(tmp_path):
    import openpyxl

    workbook = openpyxl.Workbook()
    for row in (["id", "score", "said"], [1, 4, "good"], [2, 5, "bad"], [3, 2, None]):
        workbook.active.append(row)
    path = tmp_path / "simple.xlsx"
    workbook.save(path)
    return path


def ods(path, rows):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODS.format(rows))
    return path


# --- Parquet -------------------------------------------------------------------------------------


@pytest.mark.parametrize("compression", ["snappy", "zstd"])
def test_one_text_for_a_hundred_thousand_rows(tmp_path, compression):
    path = tmp_path / "dictionary.parquet"
    column = pa.DictionaryArray.from_arrays(pa.array(np.zeros(100_000, np.int32)), ["a" * 400_000])
    pq.write_table(pa.table({"said": column}), path, compression=compression)
    assert path.stat().st_size < 60_000
    assert "38,147 MB once unpacked; at most 2,048 MB" in refusal(path)


def test_numbers_that_are_all_the_same(tmp_path):
    path = tmp_path / "constant.parquet"
    zeros = pa.array(np.zeros(4_000_000, np.int8))
    pq.write_table(pa.table({f"c{number}": zeros for number in range(20)}), path)
    assert path.stat().st_size < 4 << 20
    assert "4,000,001 rows and 20 columns" in refusal(path)


def test_rows_without_columns(tmp_path):
    path = tmp_path / "none.parquet"
    pq.write_table(pa.table({"a": pa.nulls(5_000_000)}).select([]), path)
    refusal(path)


def test_columns_beyond_counting(tmp_path):
    path = tmp_path / "wide.parquet"
    pq.write_table(pa.table({f"c{number}": [1] for number in range(20_001)}), path)
    assert "20,001 columns; at most 20,000" in refusal(path)
    source = Source(id="s", name="S", kind="crm", file=path.name, steps={"a": "b"})
    from kit.evidence.query.open_source import open_source

    (tmp_path / "evidence").mkdir()
    path.rename(tmp_path / "evidence" / path.name)
    with (
        pytest.raises(UnreadableError, match=r"wide\.parquet: It has 20,001"),
        open_source(source, tmp_path),
    ):
        pass


def test_lists_within_lists(tmp_path):
    path = tmp_path / "deep.parquet"
    kind = pa.int32()
    for _ in range(60):
        kind = pa.struct([("a", kind)])
    pq.write_table(pa.table({"a": pa.nulls(3, kind)}), path)
    refusal(path)


def test_a_row_of_two_million_values(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "FULL", replace(limits.FULL, cells=1_000_000))
    path = tmp_path / "list.parquet"
    values = pa.ListArray.from_arrays([0, 2_000_000], pa.array(np.zeros(2_000_000, np.int8)))
    pq.write_table(pa.table({"a": values}), path)
    with pytest.raises(UnreadableError, match="2,000,000 values; at most 1,000,000 are read"):
        parquet.check_footer(path)


def test_a_cell_as_long_as_a_book(tmp_path):
    path = tmp_path / "long.parquet"
    pq.write_table(pa.table({"id": [1, 2], "said": ["a", "b" * (5 << 20)]}), path)
    assert "column “2”: One cell has 5 MB of text; at most 4 MB are read" in refusal(path)


def test_parquet_with_an_unknown_codec_is_refused_and_ends_no_process(tmp_path):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"score": [3, 4]}), path)
    known, unknown = b"score\x15\x02", b"score\x15\x40"  # the field "codec" after the name
    content = path.read_bytes()
    assert content.count(known) == 1
    path.write_bytes(content.replace(known, unknown))
    program = "import sys; from kit.evidence import read, UnreadableError\n"
    program += "try: read(sys.argv[1])\nexcept UnreadableError as refused: print(refused)"
    done = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "It is not a Parquet file" in done.stdout


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd", "gzip"])
def test_parquet_is_the_same_however_it_is_packed(tmp_path, compression):
    path = tmp_path / "t.parquet"
    said = [None, "", "naïve", " good "] * 50
    when = [datetime(2026, 3, 1, 12)] * 200
    columns = {"id": list(range(200)), "said": said, "when": when, "score": [1.5, None] * 100}
    columns["many"] = [["a", "b"], None] * 100
    pq.write_table(pa.table(columns), path, compression=compression, row_group_size=60)
    table = read(path).table
    assert table.n == 200
    assert table.values("said") == ["naïve", "good"] * 50
    assert table.values("score") == [1.5] * 100


def test_a_folder_named_like_a_partition_is_no_column(tmp_path):
    folder = tmp_path / "year=2026"
    folder.mkdir()
    pq.write_table(pa.table({"id": [1, 2], "score": [3, 4]}), folder / "t.parquet")
    assert [column.name for column in read(folder / "t.parquet").table.columns] == ["id", "score"]


# --- text ----------------------------------------------------------------------------------------


def test_one_wide_row_among_many_narrow_ones(tmp_path):
    path = tmp_path / "ragged.csv"
    path.write_text("," * 19_000 + "x\n" + "1\n" * 300_000, encoding="utf-8")
    assert "and 19,001 columns, or more; at most 60,000,000 cells" in refusal(path)


def test_a_hundred_thousand_columns(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text(("a," * 100_000 + "\n") * 3, encoding="utf-8")
    assert "100,001 columns; at most 20,000 are read" in refusal(path)


@pytest.mark.parametrize("row", ["x," * 3_000_000, '"' + '\n","' * 1_500_000])
def test_a_row_that_never_ends(tmp_path, row, monkeypatch):
    monkeypatch.setattr(text, "RECORD_CHARACTERS", 4_000_000)
    path = tmp_path / "endless.csv"
    path.write_text("a,b\n1,2\n" + row, encoding="utf-8", newline="")
    assert "4 million characters" in refusal(path, delimiter=",")


def test_a_gzip_is_not_unpacked(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"\x1f\x8b\x08\x00" + zlib.compress(bytes(10 << 20)))
    assert "gzip" in refusal(path)


# --- JSON and HTML -------------------------------------------------------------------------------


def test_records_without_a_name_in_common(tmp_path):
    path = tmp_path / "wide.json"
    path.write_text(json.dumps([{f"k{number}": 1} for number in range(30_000)]), "utf-8")
    assert "at most 60,000,000 cells" in refusal(path)


def test_one_long_name_above_many_short_ones(tmp_path):
    path = tmp_path / "prefix.json"
    inner = {f"k{number}": 1 for number in range(15_000)}
    path.write_text(json.dumps([{"n" * 400_000: inner}]), "utf-8")
    assert "1,048,576 characters" in refusal(path)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "[" + '{"a":' * 60 + "1" + "}" * 60 + "]"]
)
def test_json_within_json(tmp_path, text):
    path = tmp_path / "deep.json"
    path.write_text(text, "utf-8")
    assert "nested deeper" in refusal(path)


def test_a_cell_over_a_thousand_million_columns(tmp_path):
    path = tmp_path / "span.html"
    cells = "<td colspan=1000000000>x</td>" * 100
    path.write_text(f"<html><table>{f'<tr>{cells}</tr>' * 40}</table>", "utf-8")
    assert "at most 20,000 are read" in refusal(path)


# --- workbooks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="xfd1048576"><v>1</v></c>',
        '<c r="XFD1048576" t="str"><v></v></c>',
        '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>',
        '<c r="XFD1048576"><f>1+1</f></c>',
    ],
)
def test_a_cell_at_the_far_corner_in_a_row_that_says_one(simple, cell):
    sheet = SHEET.format(f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>')
    rezipped(simple, {"xl/worksheets/sheet1.xml": sheet})
    assert "1,048,576 rows by 16,384 columns" in refusal(simple)


@pytest.mark.soak
def test_one_shared_text_in_a_hundred_thousand_cells(simple):
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_001))
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        f"{'a' * 200_000}</t></si></sst>"
    )
    parts = {"xl/worksheets/sheet1.xml": SHEET.format(rows), "xl/sharedStrings.xml": strings}
    rezipped(simple, parts)
    assert "memory" in refusal(simple)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (2_000_000_000, 'office:value-type="float" office:value="1"'),
        (100_000, 'office:string-value="x"'),
        (100_000, 'office:value-type="string"'),
    ],
)
def test_repeated_cells(tmp_path, row, cell):
    body = (
        f'<table:table-row table:number-rows-repeated="{row}"><table:table-cell {cell} '
        'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )
    assert "too far apart" in refusal(ods(tmp_path / "repeated.ods", body))


def test_an_entry_that_holds_more_than_it_announces(simple):
    sheet = SHEET.format('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * (4 << 20)).encode()
    rezipped(simple, {"xl/worksheets/sheet1.xml": sheet})
    content = bytearray(simple.read_bytes())
    sizes = struct.pack("<L", len(sheet))
    short = len(sheet) - (4 << 20) + 100
    assert content.count(sizes) == 2
    content = content.replace(sizes, struct.pack("<L", short))
    right = struct.pack("<L", zlib.crc32(sheet))
    content = content.replace(right, struct.pack("<L", zlib.crc32(sheet[:short])))
    simple.write_bytes(bytes(content))
    assert "cannot be unpacked" in refusal(simple)


def test_entries_of_the_same_name(simple):
    with zipfile.ZipFile(simple, "a") as archive:
        archive.writestr("XL/worksheets/SHEET1.xml", SHEET.format(""))
    assert "two have the same name" in refusal(simple)


def test_entries_that_overlap(tmp_path):
    path = tmp_path / "overlap.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", os.urandom(100_000))
        first = archive.infolist()[0]
        for number in range(30):
            other = zipfile.ZipInfo(f"{number}.csv")
            for name in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(other, name, getattr(first, name))
            archive.filelist.append(other)
            archive.NameToInfo[other.filename] = other
    assert "overlap" in refusal(path)


def zipped(name, content, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def test_a_zip_in_a_zip(tmp_path):
    path = tmp_path / "zip.zip"
    for name in ("a.csv", "a.xlsx"):
        path.write_bytes(zipped(name, zipped("b.xlsx", zipped("c.csv", "id,score\n1,2\n"))))
        assert "another archive" in refusal(path)


def test_a_zip_that_unpacks_to_far_more(tmp_path):
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped("a.csv", bytes(300 << 20)))
    assert "300 MB, which is not safe to open: at most 1,024 MB" in refusal(path)


def test_a_zip_packed_in_another_way(tmp_path):
    path = tmp_path / "t.zip"
    path.write_bytes(zipped("a.csv", "id,score\n1,2\n", zipfile.ZIP_LZMA))
    assert "cannot be unpacked" in refusal(path)


# --- the process of its own ----------------------------------------------------------------------


def kinds_of_file(folder, simple):
    (folder / "t.csv").write_text('id;score;said\n1;4;"a ""b"" é"\n2;5;\n', encoding="cp1252")
    (folder / "t.json").write_text('[{"id": 1, "a": {"b": "x"}}, {"id": 2}]', "utf-8")
    (folder / "t.html").write_text("<html><table><tr><td>id<td>b<tr><td>1<td>2</table>", "utf-8")
    pq.write_table(pa.table({"id": [1, 2], "said": ["a", None]}), folder / "t.parquet")
    return [simple, *(folder / f"t.{kind}" for kind in ("csv", "json", "html", "parquet"))]


def test_a_process_of_its_own_reads_the_same(tmp_path, simple):
    for path in kinds_of_file(tmp_path, simple):
        here, there = parse(path, Options()), sandbox.open_limited(path, Options())
        assert there.conventions == here.conventions
        assert there.notes == here.notes
        assert [sheet.name for sheet in there.sheets] == [sheet.name for sheet in here.sheets]
        for one, other in zip(there.sheets, here.sheets, strict=True):
            assert one.head(10) == other.head(10)
            assert one.lines.tolist() == other.lines.tolist()
            assert one.widths.tolist() == other.widths.tolist()
            assert (one.kinds is None) == (other.kinds is None)
            for kind, its in zip(one.kinds or (), other.kinds or (), strict=True):
                assert kind.tolist() == its.tolist()


def test_what_is_too_large_here_is_read_there(tmp_path, simple, monkeypatch):
    """Every kind of file passes through the process once it exceeds the limits of this one."""
    paths = kinds_of_file(tmp_path, simple)
    here = [read(path).table.data for path in paths]
    nothing = limits.Limits(0, 0, 0, 0, 0, 0)
    monkeypatch.setattr("kit.evidence.containers.SMALL", nothing)
    calls = []
    original = sandbox.open_limited

    def counted(path, options):
        calls.append(path)
        return original(path, options)

    monkeypatch.setattr("kit.evidence.containers.sandbox.open_limited", counted)
    assert [read(path).table.data for path in paths] == here
    assert calls == paths


def test_a_refusal_of_the_process_is_told_as_one_of_this(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n1\x002,3\n", encoding="utf-8")
    said = []
    for attempt in (parse, sandbox.open_limited):
        with pytest.raises(UnreadableError) as error:
            attempt(path, Options())
        said.append([error.value.text(texts(language)) for language in ("en", "fr")])
    assert said[0] == said[1]


def test_options_reach_the_process(tmp_path):
    path = tmp_path / "said.csv"
    path.write_bytes("id;said\n1;zażółć\n".encode("cp1250"))
    book = sandbox.open_limited(path, Options(encoding="cp1250", delimiter=";"))
    assert book.sheet.head(2)[1] == ["1", "zażółć"]


def test_the_process_is_stopped_when_its_time_is_up(simple, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.01)
    with pytest.raises(UnreadableError, match="Reading it takes longer than"):
        sandbox.open_limited(simple, Options())


@pytest.mark.skipif(os.name != "posix", reason="Windows has no limit on a process's memory")
def test_the_process_has_no_more_memory_than_it_may(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MEMORY_BYTES", 1 << 30)
    path = tmp_path / "objects.json"
    path.write_text("[" + '{"":0},' * 8_000_000 + "{}]", "utf-8")
    assert "1 GB of memory" in refusal(path)


def test_the_process_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "secret")
    monkeypatch.setenv("PARCOURS_TOKEN", "secret")
    assert "secret" not in sandbox._environment().values()


def test_a_module_beside_the_file_is_not_imported(tmp_path, simple, monkeypatch):
    (tmp_path / "numpy.py").write_text("raise SystemExit('imported')", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert sandbox.open_limited(simple, Options()).sheet.height == 4


# --- questions -----------------------------------------------------------------------------------


def test_a_question_that_takes_too_long_is_interrupted(monkeypatch):
    import ibis

    from kit.evidence.query.source_data import SourceData

    monkeypatch.setattr(limits, "SECONDS", 0.2)
    backend = ibis.duckdb.connect()
    slow = backend.sql(
        "select count(*) as n from range(10000000) a(i), range(1000000) b(j) where hash(i + j) = 1"
    )
    with pytest.raises(UnreadableError, match="The question takes longer than"):
        SourceData(slow, backend, ()).rows(slow)


def test_an_answer_with_too_many_rows_is_refused(monkeypatch):
    import ibis

    from kit.evidence.query import source_data

    monkeypatch.setattr(source_data, "ANSWER_ROWS", 1000)
    backend = ibis.duckdb.connect()
    many = backend.sql("select i from range(1001) r(i)")
    with pytest.raises(UnreadableError, match="more than 1,000 rows"):
        source_data.SourceData(many, backend, ()).rows(many)
    assert len(source_data.SourceData(many, backend, ()).rows(many.limit(1000))) == 1000


def test_open_book_and_parse_agree(simple):
    assert open_book(simple, Options()).sheet.head(9) == parse(simple, Options()).sheet.head(9)
