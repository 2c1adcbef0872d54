"""What YAML reads otherwise than people mean is found, and nothing else is."""

from __future__ import annotations

import pytest

from kit.i18n import texts
from tests.workshop.files import loaded

HEAD = "schema_version: 1\nclient: {name: A, language: fr}\n"
PERSONA = HEAD + "personas:\n  lea:\n    name: L\n    goals:\n      short_term: "


def found(folder, text):
    workshop = loaded(folder, text)
    return [(f.rule.id, *workshop.locate(f.place), texts("en")(f.says)) for f in workshop.findings]


def test_a_text_cut_by_a_hash(tmp_path):
    text = HEAD + "map:\n  owner: ticket #123\n"
    says = "The text ends before “#123”, which YAML reads as a comment."
    assert found(tmp_path, text) == [("text-cut-by-hash", 4, 10, says)]
    assert loaded(tmp_path, text).journey.map.owner == "ticket"


def test_a_text_lost_to_a_hash(tmp_path):
    (finding,) = found(tmp_path, HEAD + "author:\n  name: #1 des conseils\n")
    assert finding[0] == "text-cut-by-hash"


def test_a_statement_cut_by_a_hash(tmp_path):
    (finding,) = found(tmp_path, HEAD + "scenario:\n  goal: être le #1\n")
    assert finding[:2] == ("text-cut-by-hash", 4)


def test_a_colour_lost_to_a_hash(tmp_path):
    says = "The text ends before “#0b6e4f”, which YAML reads as a comment."
    text = HEAD + "author:\n  name: Atelier\n  colour: #0b6e4f\n"
    assert found(tmp_path, text) == [("text-cut-by-hash", 5, 3, says)]


@pytest.mark.parametrize(
    "text",
    [
        "map:\n  owner: ticket # 123\n",
        "map:\n  owner: ticket#123\n",
        'map:\n  owner: "ticket #123"\n',
        "map:\n  owner: ticket\n  #created: 2026-01-01\n",
        "map:\n  owner: >-\n    ticket #123\n",
        "map:\n  review_every_months: 6 #mois\n",
        "scenario:\n  state: current #à vérifier\n",
        "scenario:\n  goal: # à écrire\n",
        "team: #à compléter\n",
    ],
)
def test_a_comment_is_no_cut_text(tmp_path, text):
    assert found(tmp_path, HEAD + text) == []


def test_a_list_in_brackets_that_was_one_text(tmp_path):
    says = "The brackets contain 2 entries, separated at the commas: “un cadeau”, “pas cher” …"
    assert found(tmp_path, PERSONA + "[un cadeau, pas cher]\n") == [
        ("list-in-brackets", 7, 7, says)
    ]


@pytest.mark.parametrize(
    "entries",
    [
        "Comparer les prix, mais vite",
        "Compare prices, and read reviews",
        "trouver un cadeau, ou une idée",
        "Je compare, parfois longtemps, Je lis les avis",
        "payer (carte, virement), attendre",
        "être livré, demain matin.",
    ],
)
def test_entries_that_read_as_one_text(tmp_path, entries):
    (finding,) = found(tmp_path, PERSONA + f"[{entries}]\n")
    assert finding[0] == "list-in-brackets"


@pytest.mark.parametrize(
    "text",
    [
        "[calme, pressée]",
        '["un cadeau", "pas cher"]',
        "[un cadeau]",
        "\n        - a, b",
        "[Comparer les prix, Lire les avis, Payer en deux fois]",
        "[comparer les prix, lire les avis, payer]",
        "[Recherche en ligne, bouche à oreille, avis]",
        "[Amazon Prime, eBay, 3 boutiques, Google Shopping]",
        "[payer (carte), recevoir (24 h)]",
        "[livraison rapide, retours, etc.]",
        "[une réponse rapide., un remboursement.]",
    ],
)
def test_a_list_in_brackets_that_is_one(tmp_path, text):
    assert found(tmp_path, PERSONA + text + "\n") == []


def test_ids_between_brackets_are_no_texts(tmp_path):
    text = "stages: {s: {name: x}}\nemotions: []\nevidence: {a: {name: b c, kind: crm}}\n"
    assert found(tmp_path, HEAD + text) == []


def test_a_file_without_its_version(tmp_path):
    (finding,) = found(tmp_path, HEAD.removeprefix("schema_version: 1\n"))
    assert finding[0] == "no-schema-version"
