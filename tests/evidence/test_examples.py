"""The examples in docstrings of kit.evidence run as written."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = [
    "kit.evidence.add_source",
    "kit.evidence.columns.answer_words",
    "kit.evidence.columns.assemble",
    "kit.evidence.columns.dates",
    "kit.evidence.columns.numbers",
    "kit.evidence.columns.items",
    "kit.evidence.columns.polarity",
    "kit.evidence.columns.stated_scales",
    "kit.evidence.columns.roles",
    "kit.evidence.columns.values",
    "kit.evidence.containers.encoding",
    "kit.evidence.containers.text",
    "kit.evidence.containers.utf8_names",
    "kit.evidence.containers.workbook_xml",
    "kit.evidence.formats.event_log",
    "kit.evidence.formats.headers",
    "kit.evidence.formats.layout",
    "kit.evidence.formats.stacked_tables",
    "kit.evidence.table",
    "kit.evidence.metrics.statistics",
    "kit.evidence.privacy.redaction",
    "kit.evidence.privacy.small_groups",
    "kit.evidence.privacy.telephone",
    "kit.evidence.query.addresses",
    "kit.evidence.query.aggregates",
    "kit.evidence.query.keywords",
    "kit.evidence.query.segments",
    "kit.evidence.verbatims.similarity",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run_as_written(name: str) -> None:
    found = doctest.testmod(import_module(name))
    assert found.attempted
    assert found.failed == 0
