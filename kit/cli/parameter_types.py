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
    """A number, whole unless ``decimals`` is true, from ``least`` to ``most`` where given."""

    name = "number"

    def __init__(
        self, least: int | None = None, most: int | None = None, *, decimals: bool = False
    ) -> None:
        self.least, self.most = least, most
        self.decimals = decimals

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """Return the number, or refuse the value."""
        try:
            number = float(value) if self.decimals else int(value)
        except ValueError:
            number = math.nan
        low = -math.inf if self.least is None else self.least
        high = math.inf if self.most is None else self.most
        if math.isinf(number) or not low <= number <= high:  # nor is “not a number”
            message = self._expected().filled(value=value, least=self.least, most=str(self.most))
            self.fail(ctx.obj(message) if ctx else str(value), param, ctx)
        return number

    def _expected(self) -> Message:
        if self.decimals:
            return N_("“{value}” is not a number of {least} or more.")
        if self.least is None:
            return N_("“{value}” is not a whole number.")
        if self.most is None:
            return N_("“{value}” is not a whole number of {least} or more.")
        return N_("“{value}” is not a whole number from {least} to {most}.")


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
