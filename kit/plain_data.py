"""Types of plain data: what YAML and JSON files hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

Scalar: TypeAlias = "str | int | float | bool | date | None"
"""One value of a file; a date where the model has read one."""

Data: TypeAlias = "Scalar | Sequence[Data] | Mapping[str, Data]"
"""A value of a file with all that it holds."""
