"""The examples in the kit's docstrings run as written; those of kit.evidence have a test there."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "kit").rglob("*.py"))
    if "\n    >>> " in path.read_text("utf-8") and "evidence" not in path.parts
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run_as_written(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(import_module(name.removesuffix(".__init__")))
    assert found.attempted
    assert found.failed == 0
