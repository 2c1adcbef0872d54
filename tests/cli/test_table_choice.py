"""The table that is named is the one that is read, in a text file as in a workbook."""

import pytest

STACKED = "".join(
    f"# {title}\n# Start date: 20240401\n# End date: 20240430\nPage,Users\n{rows}\n"
    for title, rows in {"Phones": "a,10\n" * 6, "Tablets": "b,20\n" * 8}.items()
)
PLAIN = "Score (1-5),Age\n" + "".join(f"{n % 5 + 1},{n}\n" for n in range(30))
MAP = "schema_version: 1\nclient: {name: Invented, language: en}\nstages:\n  a: {name: A}\n"


@pytest.fixture
def client(here):
    folder = here / "client"
    (folder / "evidence").mkdir(parents=True)
    (folder / "workshop.yaml").write_text(MAP, "utf-8")
    (folder / "evidence" / "plain.csv").write_text(PLAIN, "utf-8")
    (folder / "evidence" / "stacked.csv").write_text(STACKED, "utf-8")
    return folder


def declare(client, file, more):
    measure = "measures: [{at: a, figure: sum, column: Users}]"
    source = f"  s: {{name: S, kind: web-analytics, file: {file}, {more}, {measure}}}\n"
    (client / "workshop.yaml").write_text(MAP + "evidence:\n" + source, "utf-8")


@pytest.mark.parametrize(("name", "rows"), [("Phones", 6), ("Tablets", 8), ("2", 8)])
def test_add_takes_the_table_that_is_named(parcours, client, name, rows):
    file = client / "evidence" / "stacked.csv"
    status, out, _ = parcours("evidence", "add", client, file, "--sheet", name, "--dry-run")
    assert status == 0
    assert f"{rows} rows" in out


@pytest.mark.parametrize("file", ["plain.csv", "stacked.csv"])
def test_add_refuses_a_table_that_is_not_there(parcours, client, file):
    before = (client / "workshop.yaml").read_bytes()
    path = client / "evidence" / file
    status, _, err = parcours("evidence", "add", client, path, "--sheet", "Nope", "--yes")
    assert status == 2
    assert "It has no table “Nope”" in err
    assert (client / "workshop.yaml").read_bytes() == before


def test_table_is_for_databases(parcours, client):
    path = client / "evidence" / "stacked.csv"
    status, _, err = parcours("evidence", "add", client, path, "--table", "Phones")
    assert status == 2
    assert "--table is for databases. Use --sheet." in err
    status, _, err = parcours("evidence", "add", client, "--id", "s", "--table", "Phones")
    assert status == 2
    assert "Give a file" in err


@pytest.mark.parametrize("stated", ["table: {}", "options: {{sheet: {}}}"])
@pytest.mark.parametrize(("name", "total"), [("Phones", 60), ("Tablets", 160), ("2", 160)])
def test_a_declared_table_is_measured_and_shown(parcours, client, stated, name, total):
    declare(client, "stacked.csv", stated.format(name))
    status, out, _ = parcours("evidence", "show", client)
    assert status == 0
    assert f" {total} " in out
    assert ("6 rows" in out, "8 rows" in out) == (total == 60, total == 160)


@pytest.mark.parametrize("stated", ["table: Nope", "options: {sheet: Nope}"])
@pytest.mark.parametrize("file", ["plain.csv", "stacked.csv"])
def test_a_declared_table_that_is_not_there_is_an_error(parcours, client, stated, file):
    declare(client, file, stated)
    status, out, _ = parcours("check", client)
    assert status == 1
    assert "evidence-unreadable" in out
    assert "It has no table “Nope”" in out
    status, out, _ = parcours("evidence", "show", client)
    assert status == 1
    assert "It has no table “Nope”" in out.replace("\n", " ")
