"""Tables of a sheet: headers of several rows, notes around them, one below another."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from kit.evidence import Options, Role, UnreadableError, read
from kit.i18n import texts

RATED = "How was the visit? (1 = bad, 5 = good)"
HEADER = [RATED, "Town", "Remark"]
ROWS = [
    [i % 5 + 1, ("Lyon", "Nice", "Metz")[i % 3], "fine" if i % 4 == 0 else ""] for i in range(12)
]
OTHER = [["No.", "Age in years", "Stay", "Meal"], *([i, 20 + i, i % 5 + 1, 4] for i in range(1, 9))]


@pytest.fixture(params=["csv", "csv;", "xlsx"])
def write(tmp_path, request):
    """Write lines as a text file or as a workbook; return its path."""

    def written(lines):
        if request.param == "xlsx":
            book = openpyxl.Workbook()
            for line in lines:
                book.active.append(line)
            path = tmp_path / "file.xlsx"
            book.save(path)
            return path
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=request.param[3:] or ",")
        for line in lines:
            writer.writerow(line)
        path = tmp_path / "file.csv"
        path.write_text(out.getvalue(), encoding="utf-8")
        return path

    return written


def said(reading, lang="en"):
    return "\n".join(note.said(texts(lang)) for note in reading.all_notes())


def names(table):
    return [column.name for column in table.columns]


# --- notes ---------------------------------------------------------------------------------------

ABOVE: dict[str, list[list[str]]] = {
    "gap": [["Invented"], ["Source: a desk", 2024], ["Answers", 12], []],
    "no gap": [["Invented"], ["Source: a desk"], ["Answers"]],
    "none": [],
}
BELOW: dict[str, list[list[str]]] = {
    "gap": [[], ["Source: a desk"], ["* Invented"]],
    "no gap": [["Total: 12"], ["* Invented"]],
    "mean": [["Mean: 2.67", "", ""]],
}


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("below", BELOW)
def test_notes_above_and_below_a_table_are_not_rows_of_it(write, above, below):
    path = write([*ABOVE[above], HEADER, *ROWS, *BELOW[below]])
    for options in (Options(), Options(header=len(ABOVE[above]) + 1)):
        reading = read(path, options)
        assert names(reading.table) == HEADER
        assert (reading.table.n, len(reading.tables)) == (12, 1)
        assert "below the table" in said(reading)
        assert "sous le tableau" in said(reading, "fr")


def test_a_last_respondent_with_one_answer_stays(write):
    rows = [[f"name {i}", i % 5 + 1, "x"] for i in range(12)]
    assert read(write([["Who", "Score", "Mark"], *rows, ["name 12", "", ""]])).table.n == 13
    assert (
        read(
            write([["Score", "Who", "Mark"], *([r[1], r[0], ""] for r in rows), [4, "", ""]])
        ).table.n
        == 13
    )


# --- header rows ---------------------------------------------------------------------------------


def test_two_header_rows_with_a_blank_first_cell_and_line_breaks(write):
    upper = ["", "Your visit\n2024", "", "", "Town"]
    lower = ["No.", "Stay\n(1 to 5)", "Meal\n(1 to 5)", "Garden\n(1 to 5)", ""]
    rows = [[i, i % 5 + 1, (i + 1) % 5 + 1, 3 + i % 3, "Lyon"] for i in range(1, 61)]
    table = read(write([upper, lower, *rows])).table
    assert table.n == 60
    assert names(table)[1] == "Your visit 2024 [Stay (1 to 5)]"
    assert names(table)[4] == "Town"
    assert [table.column(name).role for name in names(table)[1:4]] == [Role.RATING] * 3


def test_a_first_row_of_words_is_not_a_header(write):
    rows = [["n/a", "Lyon"], *([i % 5 + 1, "Nice"] for i in range(20))]
    assert read(write([["Score", "Town"], *rows])).table.n == 21
    texts_only = [[f"word {i}", f"place {i % 3}"] for i in range(20)]
    assert read(write([["One", "Two"], *texts_only])).table.n == 20


# --- several tables -------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_stacked_tables_are_told_apart_and_asked_about(write, gap):
    path = write([HEADER, *ROWS, *[[]] * gap, *OTHER])
    reading = read(path)
    assert [(t.n, len(t.columns)) for t in reading.tables] == [(12, 3), (8, 4)]
    question = next(q for q in reading.questions if q.option == "sheet")
    assert len(set(question.choices)) == 2
    second = read(path, Options(sheet="2"))
    assert [t.n for t in second.tables] == [8]
    assert second.table.values("Age in years") == list(range(21, 29))
    assert not [q for q in second.questions if q.option == "sheet"]
    by_name = read(path, Options(sheet=question.choices[1]))
    assert by_name.table.n == 8


def test_a_text_among_numbers_is_not_a_header(write):
    rows = [[f"name {i}", i % 5 + 1] for i in range(20)]
    rows[9] = ["Bob", "absent"]
    assert [t.n for t in read(write([["Who", "Score"], *rows])).tables] == [20]
    assert [t.n for t in read(write([HEADER, *ROWS[:6], [], *ROWS[6:]])).tables] == [12]


@pytest.mark.parametrize(
    "words",
    [
        [("Page title", "Views"), ("Country", "Active users"), ("Browser", "Sessions")],
        [("Titre de page", "Vues"), ("Pays", "Utilisateurs actifs"), ("Navigateur", "Sessions")],
        [("Seitentitel", "Aufrufe"), ("Land", "Aktive Nutzer"), ("Browser", "Sitzungen")],
    ],
)
def test_analytics_tables_without_a_line_between_them(write, words):
    lines = []
    for pair, count in zip(words, (9, 5, 4), strict=True):
        lines += [pair, *([f"{pair[0]} {i}", 100 + i] for i in range(count))]
    reading = read(write(lines))
    assert reading.kind == "web-analytics"
    assert [t.n for t in reading.tables] == [9, 5, 4]
    assert reading.questions[0].option == "sheet"


# --- which table ----------------------------------------------------------------------------------


def titled(*titles):
    lines = []
    for count, title in enumerate(titles, 3):
        lines += [f"# {title}", "# Start date: 20240401", "# End date: 20240430"]
        lines += ["Landing page,Sessions", *(f"page-{i},{count}" for i in range(count)), ""]
    return "\n".join(lines)


def test_tables_under_titles_are_chosen_by_title_or_number(tmp_path):
    path = tmp_path / "report.csv"
    path.write_text(titled("All Users", "Mobile", "All Users"), encoding="utf-8")
    assert [(t.name, t.n) for t in read(path).tables] == [
        ("All Users", 3), ("Mobile", 4), ("All Users", 5),
    ]  # fmt: skip
    assert read(path).questions[0].choices == ("1", "Mobile", "3")
    assert read(path, Options(sheet="mobile")).table.n == 4
    assert read(path, Options(sheet="3")).table.n == 5
    with pytest.raises(UnreadableError, match=r"2 of its tables are called “All Users”.*1 \(All"):
        read(path, Options(sheet="All Users"))
    with pytest.raises(UnreadableError, match=r"no table “Nope”\. Its tables are: 1 \(All Users\)"):
        read(path, Options(sheet="Nope"))


def test_a_name_that_a_single_table_does_not_have_is_refused(write):
    with pytest.raises(UnreadableError, match=r"no table “Nope”.*single table") as caught:
        read(write([HEADER, *ROWS]), Options(sheet="Nope"))
    assert "pas de tableau" in caught.value.text(texts("fr"))


def test_tables_without_rows_are_not_asked_about(tmp_path):
    path = tmp_path / "report.csv"
    path.write_text(titled("All Users") + "# Mobile\nLanding page,Sessions\n", encoding="utf-8")
    reading = read(path)
    assert [t.n for t in reading.tables] == [3, 0]
    assert [q for q in reading.questions if q.option == "sheet"] == []


def test_sheets_are_chosen_by_name_or_number(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, count in (("Tous", 5), ("Mobile", 8)):
        sheet = book.create_sheet(title)
        for line in (HEADER, *ROWS[:count]):
            sheet.append(line)
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert [t.n for t in read(path).tables] == [5, 8]
    assert read(path, Options(sheet="Mobile")).table.n == 8
    assert read(path, Options(sheet="2")).table.n == 8
    assert read(path, Options.model_validate({"sheet": 2})).table.n == 8
    with pytest.raises(UnreadableError, match="no table “Nope”"):
        read(path, Options(sheet="Nope"))
