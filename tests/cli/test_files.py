"""Commands that write files: questions, poster, schema."""

import json

import pytest

from kit.workshop import schema_text


def test_questions_go_where_the_reports_go(parcours, examples):
    status, out, _ = parcours("questions", "maison-lumen")
    assert status == 0
    folder = examples.parent / "outputs" / "maison-lumen"
    assert sorted(p.name for p in folder.iterdir()) == ["questions.csv", "questions.md"]
    assert (folder / "questions.csv").read_bytes().startswith(b"\xef\xbb\xbfsection,code,")
    assert len(out.splitlines()) == 2


def test_questions_in_two_languages(parcours, examples):
    parcours("questions", "tandem-app", "--lang", "fr", "--lang", "en", "--to", "md", "--out", "x")
    names = sorted(p.name for p in (examples.parent / "x" / "tandem-app").iterdir())
    assert names == ["questions.en.md", "questions.fr.md"]


def test_one_of_several_journeys_must_be_named(parcours, examples):
    status, _, err = parcours("questions", "le-comptoir")
    assert status == 2
    assert "le-comptoir/achat-en-boutique" in err
    assert parcours("questions", "le-comptoir/achat-en-boutique")[0] == 0
    assert (examples.parent / "outputs/le-comptoir/achat-en-boutique/questions.md").is_file()


def test_a_broken_file_is_a_message(parcours, broken):
    status, out, err = parcours("questions", "broken")
    assert (status, out) == (2, "")
    assert "workshop.yaml:" in err


def test_a_folder_that_cannot_be_written_is_a_message(parcours, examples):
    (examples.parent / "outputs").write_text("a file in the way")
    status, _, err = parcours("questions", "maison-lumen")
    assert status == 2
    assert "outputs" in err


def test_a_poster_of_each_persona(parcours, examples):
    status, _, _ = parcours("poster", "maison-lumen", "--to", "svg")
    assert status == 0
    names = [p.name for p in (examples.parent / "outputs" / "maison-lumen").iterdir()]
    assert len({name.split(".")[1] for name in names}) == 2
    assert all(name.startswith("poster.") and name.endswith(".svg") for name in names)


def test_an_unknown_persona_is_a_message(parcours, examples):
    status, _, err = parcours("poster", "maison-lumen", "--persona", "nobody")
    assert status == 2
    assert "“nobody”" in err


def test_the_schema_is_json_schema(parcours, here):
    status, out, _ = parcours("schema")
    assert status == 0
    assert json.loads(out)["properties"]["stages"]
    parcours("schema", "--out", "schema.json")
    assert (here / "schema.json").read_text("utf-8") == out == schema_text("en")


@pytest.mark.parametrize("command", ["questions", "poster"])
def test_a_name_outside_is_not_followed(parcours, command):
    status, _, err = parcours(command, "../../x")
    assert status == 2
    assert err


def test_the_workshop_as_tables(parcours, examples):
    status, out, _ = parcours("tables", "maison-lumen", "--to", "parquet,xlsx", "--lang", "en")
    assert status == 0
    folder = examples.parent / "outputs" / "maison-lumen" / "tables"
    assert {p.suffix for p in folder.iterdir()} == {".parquet", ".xlsx"}
    assert len(out.splitlines()) == len(list(folder.iterdir()))
    assert (folder / "dictionary.parquet").is_file()
