"""The corpus holds what its manifest says: checked on the written bytes, without a reader."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

from tests.corpus.manifest import Entry, chosen_apart, digest, entries
from tests.corpus.model import Expected
from tests.corpus.recompute import File, check, check_block, reread
from tests.corpus.writers import write

FROZEN = Path(__file__).parent / "frozen.txt"
KINDS = {
    "not-shown", "boxes-one-header", "direction", "rank", "scale-not-stated", "nominal",
    "no-answer-words", "qualtrics-header", "header-blank-first", "notes-around", "stacked-tables",
    "sheet-option", "count-of-answers", "commas-in-choice", "one-column-words", "renamed-column",
    "future-dates", "personal", "numbers", "not-a-table", "nul-bytes", "source-kind",
    "declared-twice", "quirks", "scale-by-tool", "clean", "labels", "re-encoded", "dates",
    "boxes-stated",
}  # fmt: skip
ROLES = {
    "rating",
    "nps",
    "choice",
    "choices",
    "box",
    "text",
    "number",
    "time",
    "personal",
    "rank",
    "empty",
}
OUTCOMES = {"read", "refuse", "ask"}


@cache
def files() -> tuple[File, ...]:
    built = []
    for entry in entries():
        document = entry.document()
        built.append(File(entry, document, document.expectation(), *write(document, entry.manner)))
    return tuple(built)


def test_the_corpus_has_four_hundred_files_and_no_two_alike():
    names = [file.entry.id for file in files()]
    assert len(names) >= 400
    assert len(set(names)) == len(names)
    contents = Counter((file.suffix, file.content) for file in files())
    assert max(contents.values()) == 1


def test_every_kind_has_four_files_in_several_manners():
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries():
        by_kind.setdefault(entry.kind, []).append(entry)
    assert set(by_kind) == KINDS
    for kind, members in by_kind.items():
        assert len(members) >= 4, kind
        if kind != "not-a-table":
            assert len({m.lang for m in members}) >= 3, kind
            assert len({m.write for m in members}) >= 3, kind
    assert {m.manner.encoding for m in entries()} == {
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "cp1252",
        "mac-roman",
    }
    assert {m.manner.delimiter for m in entries()} == {",", ";", "\t", "|"}
    assert {m.manner.format for m in entries()} >= {
        "csv",
        "tsv",
        "txt",
        "xlsx",
        "ods",
        "parquet",
        "json",
        "jsonl",
        "htmlxls",
    }


def test_a_hundred_files_are_kept_apart_by_the_rule():
    kept = {entry.id for entry in entries() if entry.apart}
    assert len(kept) == 100
    assert kept == chosen_apart(entries())
    units = {(entry.unit, entry.apart) for entry in entries()}
    assert len(units) == len({unit for unit, _ in units}), "a group is split"
    sizes = Counter(entry.kind for entry in entries())
    shares = Counter(entry.kind for entry in entries() if entry.apart)
    assert all(0.05 <= shares[kind] / n <= 0.35 for kind, n in sizes.items() if n >= 12)


def test_expectations_use_the_words_of_the_readme():
    readme = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
    for file in files():
        expected = file.expected
        assert expected["outcome"] in OUTCOMES
        assert expected["message"] in {"none", "allowed", "required"}
        assert all(isinstance(words, list) and words for words in expected.get("must_say", []))
        for figure in expected.get("figures", {}).values():
            role = figure["role"]
            assert set(role if isinstance(role, list) else [role]) <= ROLES
        for word in [*expected, *expected.get("declare", {})]:
            assert f"`{word}`" in readme, word
        for figure in expected.get("figures", {}).values():
            for word in figure:
                assert f"`{word}`" in readme, word


def test_files_that_must_be_read_are_most_of_the_corpus():
    outcomes = Counter(file.expected["outcome"] for file in files())
    assert outcomes["read"] >= 0.75 * len(files())
    assert outcomes["ask"] >= 20
    assert outcomes["refuse"] >= 40


def test_equal_tables_have_equal_figures():
    groups: dict[str, list[File]] = {}
    for file in files():
        if file.entry.same_as:
            groups.setdefault(file.entry.same_as, []).append(file)
    assert len(groups) >= 8
    for name, members in groups.items():
        assert len(members) >= 4, name
        assert len({_without_positions(member.expected) for member in members}) == 1, name
        assert len({member.content for member in members}) == len(members), name


def _without_positions(expected: Expected) -> str:
    figures = {
        name: {k: v for k, v in figure.items() if k != "position"}
        for name, figure in expected["figures"].items()
    }
    return json.dumps({**expected, "figures": figures}, sort_keys=True)


def test_files_and_expectations_are_those_that_were_frozen():
    frozen = dict(line.split() for line in FROZEN.read_text(encoding="utf-8").splitlines())
    made = {f.entry.id: digest(f.entry, f.document, f.content) for f in files()}
    assert made == frozen


def _single() -> list[File]:
    return [file for file in files() if file.document.raw is None and "figures" in file.expected]


def test_figures_are_those_of_the_written_bytes():
    """Read each file again with its known shape, and compute every figure with pandas."""
    checked = Counter[str]()
    for file in _single():
        table = reread(file)
        assert len(table) == file.expected["rows"], file.entry.id
        for name, figure in file.expected["figures"].items():
            checked.update(check(file, name, figure, table.iloc[:, figure["position"]]))
        for question, block in file.expected.get("blocks", {}).items():
            check_block(file, question, block, table)
            checked["block"] += 1
    assert checked["mean"] > 500
    assert checked["shares"] > 250
    assert checked["nps"] > 90
    assert checked["block"] > 35
    assert checked["no_answer"] > 30
    assert checked["first"] > 200
