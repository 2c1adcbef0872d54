"""The kit reads the corpus: a file of each kind in ``make test``, all of it in ``make soak``.

``python -m tests.corpus.run`` prints the table by kind and every file that is not right; README.md
says how a file is counted. The hundred files kept apart are read by nobody but ``--apart``.
"""

from __future__ import annotations

import copy

import pytest

from tests.corpus.compare import Result, judge
from tests.corpus.found import Said
from tests.corpus.manifest import entries
from tests.corpus.run import chosen, noisy, report, run, unequal

GOOD = {Result.RIGHT, Result.WARNED}
KINDS = sorted({entry.kind for entry in entries()})


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_file_of_each_kind_is_read_right(kind):
    (line,) = run(chosen(kind=kind)[:1])
    assert line.verdict.result in GOOD, report([line])


@pytest.fixture(scope="module")
def clean():
    """A file that is read right, with nothing said."""
    (line,) = run(chosen(id="qualtrics-scale-by-tool-fr-01"))
    assert line.verdict.result is Result.RIGHT
    return line


def column_of(line, role):
    """Return the key of the first column of a role."""
    return next(n for n, f in line.expected["figures"].items() if f["role"] == role)


def test_a_wrong_figure_that_nobody_mentions_is_silently_wrong(clean):
    for role, field, value in (("nps", "mean", 9.0), ("nps", "n", 3), ("choice", "role", "text")):
        expected = copy.deepcopy(clean.expected)
        expected["figures"][column_of(clean, role)][field] = value
        assert judge(expected, clean.found).result is Result.SILENT


def test_a_wrong_base_of_tick_boxes_is_silently_wrong():
    (line,) = run(chosen(kind="boxes-stated")[:1])
    for field in ("rows", "shown", "ticked_any", "nothing"):
        expected = copy.deepcopy(line.expected)
        (block,) = expected["blocks"].values()
        block[field] += 1
        assert judge(expected, line.found).result is Result.SILENT


def test_a_message_reports_only_the_column_that_it_names(clean):
    expected = copy.deepcopy(clean.expected)
    expected["figures"][column_of(clean, "nps")]["mean"] = 9.0
    found = copy.copy(clean.found)
    named = found.at(expected["figures"][column_of(clean, "nps")]["position"]).name
    found.messages = [Said("Look at it.", (named,))]
    assert judge(expected, found).result is Result.REPORTED
    found.messages = [Said("Look at it.", ("another",))]
    assert judge(expected, found).result is Result.SILENT


def test_a_message_on_a_file_that_is_right_is_a_warning(clean):
    found = copy.copy(clean.found)
    found.messages = [Said("Look at it.")]
    assert judge(clean.expected, found).result is Result.WARNED
    silent = {**clean.expected, "message": "required"}
    assert judge(silent, clean.found).result is Result.REPORTED


def test_a_file_that_was_to_be_refused_is_silently_wrong_when_it_is_read(clean):
    expected = {"outcome": "refuse", "message": "required", "must_say": [["SVG"]]}
    assert judge(expected, clean.found).result is Result.SILENT


@pytest.mark.soak
def test_no_file_of_the_corpus_is_misread_in_silence():
    lines = run(chosen())
    said = report(lines)
    results = [line.verdict.result for line in lines]
    assert results.count(Result.SILENT) == 0, said
    assert sum(result in GOOD for result in results) >= 0.9 * len(lines), said
    assert results.count(Result.REFUSED) <= 0.05 * len(lines), said
    assert not noisy(lines), said
    assert not unequal(lines), said
