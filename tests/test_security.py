"""SECURITY.md is true to the tests, to the limits in the code, and to README and docs."""

import ast
import re
from pathlib import Path

import pytest

from kit.evidence import limits
from kit.workshop import document, pictures, svg, tree

ROOT = Path(__file__).parent.parent
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
PROMISING = (
    "README.md",
    "docs/consultant/custom-sections.md",
    "docs/consultant/databases.md",
    "docs/index.md",
    "docs/privacy/comments.md",
    "docs/privacy/forgetting.md",
    "docs/privacy/index.md",
    "docs/privacy/small-groups.md",
    "docs/trainer/room.md",
)
README = "\n\n".join((ROOT / page).read_text("utf-8") for page in PROMISING)
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", SECURITY)

SAFETY = re.compile(
    r"offline|execut|never (?:print|stands|leaves|run)|password|loaded from|redacted|suppressed|"
    r"consent|trust|refused|permission",
    re.IGNORECASE,
)
"""Words of sentences that promise safety."""

ELSEWHERE = (
    "beside the executed notebook",
    "the driver finds it where it always does",
    "and what the CNIL advises",
    "which reports of `outputs/` are there, which failed and why",
)
"""Sentences with such words that promise nothing of the sort."""


def sentences(text):
    """Return the sentences of a Markdown text, on one line each and without its marks."""
    plain = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    parts = re.split(r"(?<=[.;])\s+|\n\n|\|\n|\n[-*#] ", plain)
    return [" ".join(re.sub(r"[*“”]|^- |\|", "", part).split()) for part in parts]


def beginning(sentence):
    """Return the first words of a sentence, by which SECURITY.md quotes it."""
    return " ".join(sentence.split()[:5]).rstrip(".,:; ")


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)))
def test_every_test_that_is_named_exists(file, name):
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_promise_names_a_test():
    table = SECURITY.split("## What is promised")[1].split("## What is not promised")[0]
    rows = [row for row in table.splitlines() if row.startswith("| ")][1:]
    assert len(rows) > 8
    for row in rows:
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", row), row


def test_what_readme_promises_is_promised_here():
    """Each sentence on safety is quoted in SECURITY.md, by its first words."""
    quoting = " ".join(" ".join(sentences(SECURITY)).split())
    promises = [s for s in sentences(README) if SAFETY.search(s) and not s.startswith("#")]
    assert len(promises) >= 5
    for promise in promises:
        if not any(other in promise for other in ELSEWHERE):
            assert beginning(promise) in quoting, promise


def test_the_limits_are_those_of_the_code():
    table = SECURITY.split("## Limits")[1]
    stated = " ".join(re.findall(r"\d[\d,]*", table.replace(",", "")))
    for number in (
        limits.DISK_BYTES >> 30,
        limits.FULL.json_bytes >> 20,
        limits.FULL.html_bytes >> 20,
        limits.UNPACKED_BYTES >> 30,
        limits.RATIO,
        limits.ANY_RATIO_BYTES >> 20,
        limits.COLUMNS,
        limits.FULL.cells,
        limits.FULL.text_bytes >> 30,
        limits.CELL_BYTES >> 20,
        limits.RECORD_CHARACTERS // 1_000_000,
        limits.DEPTH,
        limits.MEMORY_BYTES >> 30,
        limits.SECONDS,
        limits.ANSWER_ROWS,
        document.LARGEST // 1_000_000,
        tree.DEEPEST,
        pictures.LARGEST // 1000,
        pictures.WIDEST,
        pictures.MOST_PIXELS // 1_000_000,
        pictures.MOST_FRAMES,
        svg.MOST_ELEMENTS,
        svg.DEEPEST,
    ):
        assert str(number) in stated.split(), number
