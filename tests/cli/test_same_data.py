"""A file that is declared under two ids is reported."""

import json

import pytest


@pytest.fixture
def client(here):
    folder = here / "client"
    folder.mkdir()
    text = "schema_version: 1\nclient: {name: Invented, language: en}\nstages:\n  a: {name: A}\n"
    (folder / "workshop.yaml").write_text(text, "utf-8")
    return folder


def written(path, shift=0):
    rows = "".join(f"{(i + shift) % 5 + 1},{i}\n" for i in range(30))
    path.write_text(f"Score (1-5),Age\n{rows}", "utf-8")
    return path


def test_the_same_bytes_under_two_ids_are_reported(parcours, here, client):
    first, second = written(here / "march.csv"), written(here / "april.csv")
    _, _, err = parcours("evidence", "add", client, first, "--id", "first", "--yes")
    assert "same data" not in err
    status, _, err = parcours("evidence", "add", client, second, "--id", "second", "--yes")
    assert status == 0
    assert "“second” holds the same data as “first”" in err
    _, out, _ = parcours("evidence", "show", client, "--brief")
    assert "“first” holds the same data as “second”" in out.replace("\n", " ")
    written(here / "may.csv", shift=1)
    _, _, err = parcours("evidence", "add", client, here / "may.csv", "--id", "third", "--yes")
    assert "same data" not in err


def test_it_is_said_in_french(parcours, here, client, monkeypatch):
    monkeypatch.setenv("PARCOURS_LANG", "fr")
    for id in ("un", "deux"):
        _, _, err = parcours(
            "evidence", "add", client, written(here / "m.csv"), "--id", id, "--yes"
        )
    assert "contient les mêmes données que" in err


def declare(client, sources):
    """Write a workshop file with some sources: id, file and other fields of each."""
    lines = [
        "schema_version: 1",
        "client: {name: Invented, language: en}",
        "stages:\n  a: {name: A}",
        "evidence:",
        *(f"  {id}: {{name: {id.title()}, kind: survey, {rest}}}" for id, rest in sources),
    ]
    (client / "workshop.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def checked(parcours, client):
    """Return the findings of the rule, by source."""
    _, out, _ = parcours("check", client, "--format", "json")
    found = [one for one in json.loads(out) if one["rule"] == "evidence-twice"]
    return {one["place"].split(".")[1]: one["message"] for one in found}


@pytest.mark.parametrize("second", ["copy.csv", "march.csv", "./march.csv"])
def test_check_reports_the_same_bytes_and_the_same_path(parcours, client, second):
    (client / "evidence").mkdir()
    written(client / "evidence" / "march.csv")
    written(client / "evidence" / "copy.csv")
    written(client / "evidence" / "other.csv", shift=1)
    declare(
        client,
        [("one", "file: march.csv"), ("other", "file: other.csv"), ("two", f"file: {second}")],
    )
    assert checked(parcours, client) == {"two": "“Two” has the same data as “One”."}


def test_check_reports_a_missing_file_that_two_sources_name(parcours, client):
    declare(client, [("one", "file: gone.csv"), ("two", "file: gone.csv")])
    assert [*checked(parcours, client)] == ["two"]


def test_two_tables_of_one_file_are_not_the_same_data(parcours, client):
    (client / "evidence").mkdir()
    text = "".join(
        f"# {title}\n# Start date: 20240401\n# End date: 20240430\nPage,Users\na,10\nb,20\n\n"
        for title in ("Phones", "Tablets")
    )
    (client / "evidence" / "two.csv").write_text(text, "utf-8")
    declare(client, [("x", "file: two.csv, table: Phones"), ("y", "file: two.csv, table: Tablets")])
    assert checked(parcours, client) == {}
    declare(client, [("x", "file: two.csv, table: 1"), ("y", "file: two.csv, table: 1")])
    assert [*checked(parcours, client)] == ["y"]


def test_check_says_it_in_french(parcours, client, monkeypatch):
    monkeypatch.setenv("PARCOURS_LANG", "fr")
    (client / "evidence").mkdir()
    written(client / "evidence" / "mars.csv")
    declare(client, [("une", "file: mars.csv"), ("deux", "file: mars.csv")])
    [message] = checked(parcours, client).values()
    assert message == "«\u00a0Deux\u00a0» contient les mêmes données que «\u00a0Une\u00a0»."
