"""Files that hold no table are refused under the name of their kind."""

from __future__ import annotations

import json
import zipfile

import pytest

from kit.evidence import UnreadableError, read
from kit.i18n import texts

SVG = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M1,2 L3,4'/></svg>\n"
NOTEBOOK = json.dumps({"cells": [{"source": ["a, b = 1, 2"]}], "metadata": {}, "nbformat": 4})
MERMAID = "journey\n  title A day, invented\n  section Work\n    Tea: 5: Me, Cat\n"
OCEL = json.dumps({"ocel:global-log": {}, "ocel:events": {"e1": {"ocel:activity": "order"}}})
CONTENTS = {
    "SVG": SVG,
    "Jupyter notebook": NOTEBOOK,
    "Mermaid": MERMAID,
    "OCEL": OCEL,
    "JSON-LD": '{"@context": "https://example.org/c", "nodes": [{"a": 1}]}',
    "SPSS": b"$FL2@(#) SPSS DATA FILE" + b"\0" * 80,
    "SQLite": b"SQLite format 3\0" + b"\0" * 80,
    "Stata": b"<stata_dta><header><release>118</release>",
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "iCalendar": "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n",
    "RTF": "{\\rtf1\\ansi Invented, a text.}\n",
    "LaTeX": "\\documentclass{article}\n\\begin{document}\nA, b.\n\\end{document}\n",
    "Python": "import csv\n\n\ndef main(a, b):\n    return a, b\n",
    "EML": "From: a@example.org\nTo: b@example.org\nSubject: Invented\n\nHello, you, there.\n",
}


def refused(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UnreadableError) as caught:
        read(path)
    return caught.value


@pytest.mark.parametrize("kind", CONTENTS)
def test_the_kind_is_named_whatever_the_file_is_called(tmp_path, kind):
    for suffix in (".csv", ".txt", ".dat"):
        error = refused(tmp_path / f"survey{suffix}", CONTENTS[kind])
        assert kind in str(error)
        assert f"survey{suffix}" in str(error)
        assert kind in error.text(texts("fr"))


@pytest.mark.parametrize(
    ("suffix", "kind"), [(".yaml", "YAML"), (".md", "Markdown"), (".eml", "EML"), (".sql", "SQL")]
)
def test_a_text_is_known_by_its_suffix(tmp_path, suffix, kind):
    assert kind in str(refused(tmp_path / f"notes{suffix}", "one, two\nthree, four\nfive, six\n"))


@pytest.mark.parametrize(
    "content",
    [
        "journey,score\nArrive,4\nLeave,5\n",
        "timeline\nMonday\nTuesday\n",
        "From,To,Subject\na,b,c\nd,e,f\n",
        "<b>Rate us</b>,City\n4,Lyon\n5,Nice\n",
        "[Q1],[Q2]\n4,5\n3,2\n",
        "import,export\n1,2\n3,4\n",
    ],
)
def test_a_table_that_only_begins_like_one_of_them_is_read(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_text(content, encoding="utf-8")
    assert read(path).table.n == 2


def test_records_in_json_are_read_under_any_suffix(tmp_path):
    path = tmp_path / "export.txt"
    path.write_text('[{"note": 4, "city": "Lyon"}, {"note": 5, "city": "Nice"}]', encoding="utf-8")
    assert read(path).table.values("note") == [4, 5]
    path.write_text('{"note": 4, "city": "Lyon"}\n{"note": 5, "city": "Nice"}\n', encoding="utf-8")
    assert read(path).table.values("note") == [4, 5]


def test_a_configuration_in_json_is_not_a_survey_of_one(tmp_path):
    error = refused(tmp_path / "settings.json", '{"name": "x", "scripts": {"a": 1}, "list": [1]}')
    assert "no records" in str(error)


def package(path, **entries):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)


def test_an_encrypted_opendocument_file_is_called_encrypted(tmp_path):
    path = tmp_path / "survey.ods"
    package(
        path,
        **{
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": "%&/scrambled",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
        },
    )
    with pytest.raises(UnreadableError, match="encrypted: protected by a password"):
        read(path)


def test_a_letter_and_an_archive_under_the_suffix_of_a_workbook(tmp_path):
    path = tmp_path / "survey.xlsx"
    package(path, **{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})
    with pytest.raises(UnreadableError, match="Word file"):
        read(path)
    package(path, **{"a.txt": "one", "b.txt": "two"})
    with pytest.raises(UnreadableError, match="ZIP archive with 2 tables, not a workbook"):
        read(path)


@pytest.mark.parametrize("content", ["note,city\n", "note;city;comment\n\n\n"])
def test_a_header_without_rows_is_refused(tmp_path, content):
    error = refused(tmp_path / "empty.csv", content)
    assert "no rows below its header" in str(error)
    assert "aucune ligne sous son en-tête" in error.text(texts("fr"))
