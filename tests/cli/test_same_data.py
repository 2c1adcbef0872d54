"""A file that is declared under two ids is reported."""

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
