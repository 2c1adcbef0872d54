"""``clients.csv``, as people save it; what is wrong with it is told by row and column."""

import contextlib
import io
from pathlib import Path

import nbformat
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.batch import TableError, Task, tasks_of
from kit.i18n import texts
from tests.report.test_report import notebook_of


@pytest.fixture
def table(workshops, tmp_path):
    workshops(2)

    def table(content: str | bytes, notebook: Path | None = None) -> list[Task]:
        path = tmp_path / "clients.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tasks_of(path, Task(Path(), tmp_path / "outputs", notebook=notebook))

    return table


ROWS = "path,lang,out,theme,edition\nworkshops/client-0,EN,elsewhere,,working\nworkshops/client-1\n"


@pytest.mark.parametrize(
    "content",
    [
        ROWS,
        ROWS.replace(",", ";"),
        ROWS.replace(",", "\t"),
        "sep=;\n" + ROWS.replace(",", ";"),
        ROWS.replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + ROWS.encode(),
        ROWS.encode("utf-16"),
        ROWS.replace("path,", '"path",'),
        ROWS + ",,,,\n\n",
    ],
)
def test_a_table_is_read_however_it_was_saved(table, content, tmp_path):
    first, second = table(content)
    assert first.workshop == tmp_path / "workshops" / "client-0" / "workshop.yaml"
    assert (first.lang, first.edition) == ("en", "working")
    assert first.out == tmp_path / "elsewhere"
    assert second == Task(tmp_path / "workshops/client-1/workshop.yaml", tmp_path / "outputs")


def workbook(rows, *before):
    """Return the bytes of a workbook of rows, after other sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate((*before, rows)):
        made = book.create_sheet(f"S{number}")
        for row in sheet:
            made.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("before", [(), ([["Notes"], ["a"]],)])
def test_a_workbook_is_read_as_a_csv(table, before, tmp_path):
    rows = [line.split(",") for line in ROWS.splitlines()]
    assert table(workbook(rows, *before)) == table(ROWS)


def test_numbers_of_a_workbook_are_scalars(table, own):
    rows = [["path", "budget", "share", "bold"], ["workshops/client-0", 1200, 0.25, False]]
    (task,) = table(workbook(rows), own)
    assert dict(task.scalars) == {"budget": 1200, "share": 0.25, "bold": False}


def test_what_is_wrong_in_a_workbook_is_told_by_its_row(table):
    rows = [["path", "lang"], [None, None], ["nowhere", "fr"], ["workshops/client-0", "de"]]
    with pytest.raises(TableError) as error:
        table(workbook(rows))
    assert [(found.place.line, *found.place.field) for found in error.value.diagnostics] == [
        (3, "path"),
        (4, "lang"),
    ]


def test_a_damaged_workbook_is_told(table):
    with pytest.raises(TableError, match=r"clients\.csv: "):
        table(b"PK\x03\x04 and nothing else")


def test_an_old_excel_is_read(table, tmp_path):
    (tmp_path / "workshops" / "client-0").rename(tmp_path / "workshops" / "été")
    [task] = table("path\nworkshops/été\n".encode("cp1252"))
    assert task.workshop.parent.name == "été"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "",
            "clients.csv: The table has no “path” column",
        ),
        (
            "lang\nfr\n",
            "clients.csv:1: The table has no “path” column",
        ),
        ("path,langue\n", "clients.csv:1: Unknown column “langue”. Known columns: path, lang"),
        ("path,path\n", "clients.csv:1: Column “path” appears twice"),
        ("path,lang\n,fr\n", "clients.csv:2: path: This row has no path."),
        ("path\nnowhere\n", "clients.csv:2: path: No workshop found at “nowhere”"),
        ("path\n\nnowhere\n", "clients.csv:3: path:"),
        ("path\nworkshops\n", "clients.csv:2: path: “workshops” contains several"),
        (
            "path,lang\nworkshops/client-0,de\n",
            "clients.csv:2: lang: “de” is not valid. Choose from: fr and en",
        ),
        ("path,theme\nworkshops/client-0,t.yaml\n", "clients.csv:2: theme: File not found"),
        (
            "path\nworkshops/client-0,fr\n",
            "clients.csv:2: This row has more cells",
        ),
        ('path\n"workshops/client-0\n', "clients.csv:2: The table cannot be read"),
        (b"path\n\x00\n", "clients.csv: The table cannot be read"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(table, content, told):
    with pytest.raises(TableError) as error:
        table(content)
    lines = "\n".join(found.text(texts("en")) for found in error.value.diagnostics)
    assert told in lines
    assert str(error.value) == lines


def test_everything_that_is_wrong_is_told_at_once(table):
    with pytest.raises(TableError) as error:
        table("path,lang\nnowhere,de\nworkshops/client-0,fr\nworkshops/client-1,es\n")
    assert [(found.place.line, *found.place.field) for found in error.value.diagnostics] == [
        (2, "lang"),
        (2, "path"),
        (4, "lang"),
    ]


@pytest.fixture
def own(tmp_path):
    path = notebook_of(tmp_path / "own.ipynb")
    notebook = nbformat.read(path, 4)
    notebook.cells[
        0
    ].source = (
        'workshop = ""\nlang = ""\nbudget = 100\nshare = 0.5\nbold = True\nword = "x"\nmany = [1]'
    )
    nbformat.write(notebook, path)
    return path


def test_scalars_of_a_notebook_are_typed_as_it_types_them(table, own):
    content = (
        "path;budget;share;bold;word\n"
        "workshops/client-0;1\u202f200;0,25;non;=1+1\nworkshops/client-1;;;;\n"
        "workshops/client-0;1 200;;;\n"
    )
    first, second, third = table(content, own)
    assert dict(first.scalars) == {"budget": 1200, "share": 0.25, "bold": False, "word": "=1+1"}
    assert second.scalars == ()
    assert dict(third.scalars) == {"budget": 1200}


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("budget", "1.5", "budget: “1.5” is not a whole number"),
        ("share", "half", "share: “half” is not a number"),
        ("bold", "2", "bold: “2” is not valid. Use true or false"),
        ("many", "1", "Unknown column “many”"),
        ("workshop", "x", "Unknown column “workshop”"),
    ],
)
def test_a_value_of_another_kind_is_refused(table, own, column, value, told):
    with pytest.raises(TableError, match=told):
        table(f"path,{column}\nworkshops/client-0,{value}\n", own)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    with contextlib.suppress(TableError):
        assert tasks_of(path, Task(Path(), Path("outputs"))) == []
