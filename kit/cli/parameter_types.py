"""Types of options and arguments whose errors are in the reader's language."""

from __future__ import annotations

import errno
import math
import os
from pathlib import Path
from typing import Any

import click

from kit.errors import system_error
from kit.i18n import N_, Message


class Number(click.ParamType):  # type: ignore[type-arg]
    """A number, whole unless ``decimals`` is true, of ``least`` or more where that is given."""

    name = "number"

    def __init__(self, least: int | None = None, decimals: bool = False) -> None:
        self.least = least
        self.decimals = decimals

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """Return the number, or refuse the value."""
        try:
            number = float(value) if self.decimals else int(value)
        except ValueError:
            number = math.nan
        if math.isnan(number) or (self.least is not None and number < self.least):
            message = self._expected().filled(value=value, least=self.least)
            self.fail(ctx.obj(message) if ctx else str(value), param, ctx)
        return number

    def _expected(self) -> Message:
        if self.decimals:
            return N_("“{value}” is not a number of {least} or more.")
        if self.least is None:
            return N_("“{value}” is not a whole number.")
        return N_("“{value}” is not a whole number of {least} or more.")


class Location(click.Path):
    """A path that click checks; what is wrong with it is said as ``path: reason``."""

    def __init__(self, **checks: Any) -> None:
        super().__init__(path_type=Path, **checks)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """Return the path, or refuse it."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            if not ctx:
                raise
            error = OSError(self._refusal(Path(value)), "", str(value))
            self.fail(system_error(error, ctx.obj), param, ctx)

    def _refusal(self, path: Path) -> int:
        """Return the number of the system's error that goes with what click refused."""
        if not path.exists():
            return errno.ENOENT
        if path.is_dir() and not self.dir_okay:
            return errno.EISDIR
        if not path.is_dir() and not self.file_okay:
            return errno.ENOTDIR
        return errno.EACCES
