"""Text files: guessed delimiters, and NUL characters."""

from __future__ import annotations

import duckdb
import pytest

from kit.evidence import Role, UnreadableError, read
from kit.i18n import texts

SHOPS = ["Blue Bakery", "Corner Books", "Harbour Tea", "Old Mill"]


def write(tmp_path, text, name="file.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("header", ["Shop", "Shop visited", "In which shop have you been?"])
def test_two_words_a_row_are_one_column(tmp_path, header):
    rows = [SHOPS[i % 4] for i in range(60)]
    table = read(write(tmp_path, "\n".join([header, *rows]) + "\n")).table
    assert [column.name for column in table.columns] == [header]
    assert (table.n, table.columns[0].n) == (60, 60)
    assert set(table.values(header)) == set(SHOPS)


def test_a_blank_separates_cells_that_the_header_has_too(tmp_path):
    rows = [f"{i} {i % 5 + 1} city{i % 3}" for i in range(1, 31)]
    table = read(write(tmp_path, "\n".join(["id note place", *rows]) + "\n", "file.txt")).table
    assert [column.name for column in table.columns] == ["id", "note", "place"]
    uneven = "\n".join(["id note place", *rows, "31 4"]) + "\n"
    assert len(read(write(tmp_path, uneven, "file.txt")).table.columns) == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_those_that_duckdb_finds(tmp_path, delimiter):
    rows = [[str(i), str(i % 5 + 1), SHOPS[i % 4]] for i in range(40)]
    text = "\n".join(delimiter.join(row) for row in [["id", "note", "shop"], *rows]) + "\n"
    path = write(tmp_path, text)
    [(found,)] = duckdb.execute("SELECT Delimiter FROM sniff_csv(?)", [str(path)]).fetchall()
    assert read(path).conventions.delimiter == found == delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lines_of_notes_do_not_hide_the_delimiter(tmp_path, delimiter):
    rows = [delimiter.join([str(i % 5 + 1), SHOPS[i % 4], "x"]) for i in range(10)]
    head = ["Invented notes", "Source: a desk", "Answers", "Read by nobody"]
    lines = [*head, delimiter.join(["note", "shop", "mark"]), *rows, "Total: 10", "* Invented"]
    table = read(write(tmp_path, "\n".join(lines) + "\n")).table
    assert [column.name for column in table.columns] == ["note", "shop", "mark"]
    assert table.n == 10


def test_a_delimiter_that_is_declared_and_not_there_is_not_believed(tmp_path):
    table = read(write(tmp_path, "sep=;\nnote\ttown\n4\tLyon\n5\tNice\n")).table
    assert [column.name for column in table.columns] == ["note", "town"]
    table = read(write(tmp_path, "sep=;\nnote;town, street\n4;Lyon, a\n5;Nice, b\n")).table
    assert [column.name for column in table.columns] == ["note", "town, street"]


def test_a_column_of_sentences_with_commas_stays_one_column(tmp_path):
    said = ["Good, but slow", "Bad", "Fine, thanks", "Slow", "I waited, then left, angry", "Nice"]
    table = read(write(tmp_path, "\n".join(["comment", *said]) + "\n")).table
    assert (len(table.columns), table.n) == (1, 6)


@pytest.mark.parametrize("text", ["id,note\n1,\0\n2,4\n\0\0\0", "id,note\n1,\0\n2,4\0\n"])
def test_nul_characters_beside_cells_are_ignored_and_counted(tmp_path, text):
    reading = read(write(tmp_path, text))
    assert reading.table.values("note") == [4]
    assert reading.table.n == 2
    (note,) = reading.all_notes()
    count = text.count(chr(0))
    assert note.said(texts("en")).startswith(f"{count} NUL character")
    assert f"{count} caractère" in note.said(texts("fr"))


def test_nul_characters_within_a_cell_or_among_control_characters_are_damage(tmp_path):
    with pytest.raises(UnreadableError, match="line 3: It contains NUL bytes"):
        read(write(tmp_path, "a,b\n1,2\n1\x002,3\n"))
    with pytest.raises(UnreadableError, match="not a text file"):
        read(write(tmp_path, "a\0\x01\x02\x03b\0" * 40))


def test_a_nul_beyond_the_first_part_of_a_file_is_found_too(tmp_path):
    rows = "".join(f"{i},{i % 5 + 1}\n" for i in range(60_000))
    reading = read(write(tmp_path, f"id,note\n{rows}60000,\0\n"))
    assert reading.table.n == 60_001
    assert reading.table.column("note").role is not Role.TEXT
    assert any("1 NUL" in note.said(texts("en")) for note in reading.all_notes())
