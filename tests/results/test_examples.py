"""The examples in docstrings of kit.results run as written."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = [
    "kit.results.coverage",
    "kit.results.upkeep",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run_as_written(name: str) -> None:
    found = doctest.testmod(import_module(name))
    assert found.attempted
    assert found.failed == 0
