"""The JSON Schema accepts what loading accepts, and explains fields in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kit.workshop import json_schema, load, schema_text, write_schema
from kit.workshop.document import parse
from kit.workshop.schema import NAME, with_schema
from tests.workshop.files import SMALL
from tests.workshop.generated import journeys, manners
from tests.workshop.test_roundtrip import PATH, slow

ROOT = Path(__file__).parents[2]
VERSION_1 = Path(__file__).parent / "versions" / "1.yaml"
FILES = [*sorted((ROOT / "workshops").rglob("*.yaml")), VERSION_1]
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def typed(node):
    """Return what an editor sees of a file: YAML 1.2 with its core types."""
    if node.kind == "list":
        return [typed(child) for _, child in node.entries]
    if node.kind == "mapping":
        return {key.value: typed(child) for key, child in node.entries}
    if node.empty:
        return None
    if node.style:
        return node.value
    if node.value.lower() in ("true", "false"):
        return node.value.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node.value):
        return int(node.value)
    return float(node.value) if NUMBER.fullmatch(node.value) else node.value


VALIDATOR = Draft202012Validator(json_schema("en"))


def complaints(text):
    root = parse(PATH, text.encode()).root
    return [f"{e.json_path}: {e.message}" for e in VALIDATOR.iter_errors(typed(root))]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_is_a_valid_schema(lang):
    schema = json_schema(lang)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "parcours-kit/workshop-1.schema.json"
    assert "://" not in schema["$id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_it_accepts_every_workshop_here(path):
    load(path)
    assert complaints(path.read_text(encoding="utf-8")) == []


@slow
@given(st.data())
def test_it_accepts_any_journey_however_it_is_written(data):
    assert complaints(data.draw(manners(data.draw(journeys())))) == []


@pytest.mark.parametrize(
    "text",
    [
        "map:\n  owner:\nteam: ~\n",
        "pain_points: {a: {at: s, group: process, what: 12, mentions: 14}}\n",
        "pain_points: {a: {at: s, group: process, what: {text: 12}, mentions: 14 sur 60}}\n",
        "emotions: [{persona: a, at: s, scores: -1 2 0}, {persona: b, at: s, scores: 2}]\n",
        "improvements: {a: {solution: x, removes: b, confidence: 80}}\n",
        "stages: {s: {name: true, skipped: yes, abandoned: 3}}\n",
        "scenario: {expectations: une seule}\n",
    ],
)
def test_it_sees_the_shorthands_as_loading_does(text):
    assert complaints("client: {name: 12, language: fr}\n" + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "map: {ownr: x}\n",
        "map: {review_every_months: six}\n",
        "emotions: [{persona: a, at: s, score: 3}]\n",
        "stages: {Été: {name: x}}\n",
        "stages: {s: {id: x, name: x}}\n",
        "touchpoints: {s: {}}\n",
        "team: {a: b}\n",
        "scenario: {state: curent}\n",
        "author: {colour: red}\n",
        "improvements: {a: {solution: x, confidence: 70}}\n",
    ],
)
def test_it_refuses_what_loading_refuses(text):
    assert len(complaints("client: {name: A, language: fr}\n" + text)) == 1


def test_fields_are_explained_in_the_readers_language():
    french = json_schema("fr")["$defs"]["Touchpoint"]["properties"]["importance"]
    english = json_schema("en")["$defs"]["Touchpoint"]["properties"]["importance"]
    assert english["description"] == "How much does it matter to the customer?"
    assert french["description"] != english["description"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_field_says_what_it_is(lang):
    schema = json_schema(lang)
    assert [part for part, field in schema["properties"].items() if not field["description"]] == []
    silent = [
        f"{name}.{field}"
        for name, record in schema["$defs"].items()
        for form in record.get("anyOf", [record])
        for field, described in form.get("properties", {}).items()
        if not described.get("title")
    ]
    assert silent == []
    options = schema["$defs"]["Options"]["properties"]
    assert all(described["description"].count("?") == 1 for described in options.values())


def test_a_role_of_a_column_has_its_meaning():
    role = json_schema("fr")["$defs"]["Role"]
    meanings = dict(zip(role["enum"], role["enumDescriptions"], strict=True))
    assert meanings["nps"] == "intention de recommander (NPS)"
    assert not {value for value, meaning in meanings.items() if not meaning}


def test_choices_are_offered_without_excluding_a_clients_own():
    word = json_schema("en")["$defs"]["Emotion"]["properties"]["word"]
    assert any("curious" in option.get("enum", []) for option in word["anyOf"])
    text = "client: {name: A, language: fr}\nemotions: [{persona: a, at: s, word: ému}]\n"
    assert complaints(text) == []


def test_the_examples_have_todays_schema_beside_them():
    path = ROOT / "workshops" / NAME
    assert path.read_text(encoding="utf-8") == schema_text("fr"), (
        f"run: parcours schema --lang fr --out workshops/{NAME}"
    )
    for file in FILES[:-1]:
        reference = re.search(r"\$schema=(\S+)", file.read_text(encoding="utf-8"))
        assert reference
        assert (file.parent / reference[1]).resolve() == path


def test_the_folder_of_workshops_gets_the_same_text(tmp_path):
    assert write_schema(tmp_path, "fr").read_text(encoding="utf-8") == schema_text("fr")


@pytest.mark.parametrize(("first", "then"), [("fr", "en"), ("en", "fr")])
def test_the_schema_of_another_language_is_replaced(tmp_path, first, then):
    write_schema(tmp_path, first)
    assert write_schema(tmp_path, then).read_text(encoding="utf-8") == schema_text(then)


def test_the_line_for_editors_is_put_in_or_replaced():
    line = "# yaml-language-server: $schema=../a.json"
    assert with_schema("client: {}\n", "../a.json") == f"{line}\nclient: {{}}\n"
    assert with_schema(SMALL, "../a.json").split("\n")[:2] == [line, "# Exemple inventé"]
