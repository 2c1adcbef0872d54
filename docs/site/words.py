"""Texts of generated pages, in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kit.i18n import Language

HERE = Path(__file__).parent


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


def word(name: str, lang: Language, /, **values: object) -> str:
    """Return a text of ``words.toml`` in a language, its gaps filled."""
    text: str = _read("words.toml")[name][lang]
    return text.format(**values) if values else text


def quirks(format_name: str, lang: Language) -> list[str]:
    """Return what ``formats.toml`` says of a tool's exports, a sentence each."""
    found: list[str] = _read("formats.toml")[format_name][lang]
    return found
