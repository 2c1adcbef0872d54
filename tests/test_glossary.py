"""docs/glossary.md has one word for one thing, the catalogues' glossary and the public names."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import kit
from kit.i18n import LOCALES

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
TERMS = tomllib.loads((LOCALES / "glossary.toml").read_text("utf-8"))
HEAD = ["concept", "English", "French", "in code", "not"]


TABLES, TO_CHANGE = PAGE.split("## Words to be changed\n")


def rows():
    lines = [line for line in TABLES.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    assert all(len(row) == len(HEAD) for row in cells)
    return [dict(zip(HEAD, row, strict=True)) for row in cells if row != HEAD]


def named(row, column):
    return re.findall(r"`([^`]+)`", row[column])


def test_the_words_of_the_catalogues_are_in_it():
    have = {(row["English"], row["French"]): row["concept"] for row in rows()}
    assert {(t["en"], t["fr"]): t["means"] for t in TERMS.values()}.items() <= have.items()


def test_a_word_to_be_changed_is_still_in_use():
    lines = [line for line in TO_CHANGE.splitlines() if line.startswith("| ")]
    now = {line.strip("|").split(" | ")[0].strip() for line in lines} - {"now"}
    assert now <= {term[lang] for term in TERMS.values() for lang in ("en", "fr")}


def test_no_concept_and_no_word_stands_twice():
    for column in ("concept", "English"):
        counted = Counter(row[column] for row in rows() if row[column] != "–")
        assert [word for word, times in counted.items() if times > 1] == []


def test_no_name_is_both_used_and_refused():
    used = {name for row in rows() for name in named(row, "in code")}
    refused = {name for row in rows() for name in named(row, "not")}
    assert used & refused == set()


def test_what_is_public_is_in_it():
    used = {name for row in rows() for name in named(row, "in code")}
    classes = {name for name in kit.__all__ if isinstance(getattr(kit, name), type)}
    assert classes <= used


def test_every_part_of_a_workshop_file_is_in_it():
    schema = json.loads((ROOT / "workshops" / "workshop.schema.json").read_text("utf-8"))
    used = " ".join(name for row in rows() for name in named(row, "in code"))
    framing = {"schema_version", "client", "author", "scenario", "team", "goals"}
    assert {part for part in set(schema["properties"]) - framing if part not in used} == set()
