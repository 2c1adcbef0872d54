"""The examples in docstrings of kit.versions run as written."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = [
    "kit.versions.edits",
    "kit.versions.freezing",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run_as_written(name: str) -> None:
    found = doctest.testmod(import_module(name))
    assert found.attempted
    assert found.failed == 0
