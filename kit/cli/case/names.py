"""Names of the cases to learn on, without loading what teaches them."""

from __future__ import annotations

from pathlib import Path

from kit.i18n import LOCALES

SHIPPED = Path(LOCALES, "en", "learning")
CASES = Path("cases")
"""The folder of a trainer's own cases."""


def shipped_cases() -> list[str]:
    """Return the names of the kit's cases."""
    return sorted(path.parent.name for path in SHIPPED.glob("*/case.toml"))


def own_cases() -> dict[str, Path]:
    """Return the folders of a trainer's own cases, by name."""
    return {path.parent.name: path.parent.resolve() for path in sorted(CASES.glob("*/facts.toml"))}
