"""Look up the columns of a metric and check that it can be computed from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kit.evidence.query.source_data import SourceData
from kit.evidence.table import Column, Scale, UnreadableError
from kit.i18n import N_, Message, UserText
from kit.sources import Measure, Role

if TYPE_CHECKING:
    from ibis.expr import types as ir

ONE_COLUMN = N_("This metric needs one column.")
TWO_COLUMNS = N_("This metric needs two columns: {which}.")
NAME_COLUMN = N_("Give it under column, exactly as in the file.")
NO_SCALE = N_("“{column}” is not a rating with a known scale.")
GIVE_SCALE = N_(
    "Give its worst and best values under the source’s options, as in scales: {{{column}: 1-5}}."
)
IS_RANK = N_("“{column}” is a rank, which gives no emotion, CSAT or NPS.")
USE_MEAN = N_("Choose the metric “mean”.")
WRONG_SCALE = N_("“{column}” is rated {scale}, but this metric needs {needed}.")
OTHER_FIGURE = N_("Choose another metric, such as emotion or mean.")
NO_NUMBER = N_("“{column}” does not contain numbers.")

NEEDED = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0), "opportunity": (1.0, 5.0)}
"""Ends of the scale that the definition of a metric requires (F13 to F16)."""


class Columns:
    """Columns of one metric.

    Raises
    ------
    UnreadableError
        If the source has no such column. The methods raise it if the columns are too many, too few
        or of the wrong type.
    """

    def __init__(self, data: SourceData, measure: Measure) -> None:
        self.data, self.figure = data, measure.figure
        self.all = [data.column(name) for name in measure.column]

    @property
    def unit(self) -> str:
        """Unit of the first column."""
        return self.all[0].unit if self.all else ""

    def one(self) -> Column:
        """Return the only column."""
        if len(self.all) != 1:
            raise UnreadableError(ONE_COLUMN, NAME_COLUMN)
        return self.all[0]

    def two(self, which: Message) -> Sequence[Column]:
        """Return both columns; ``which`` names their contents in the error."""
        if len(self.all) != 2:
            raise UnreadableError(TWO_COLUMNS.filled(which=which), NAME_COLUMN)
        return self.all

    def numeric(self, column: Column) -> None:
        """Raise UnreadableError if a column does not hold numbers."""
        if not self.data.value(column).type().is_numeric():
            raise UnreadableError(NO_NUMBER.filled(column=UserText(column.name)), OTHER_FIGURE)

    def scale(self, column: Column) -> Scale:
        """Return a column's rating scale; check its ends against ``NEEDED``."""
        name = UserText(column.name)
        scale = column.scale
        if column.role is Role.RANK:
            raise UnreadableError(IS_RANK.filled(column=name), USE_MEAN)
        if scale is None or not self.data.value(column).type().is_numeric():
            raise UnreadableError(NO_SCALE.filled(column=name), GIVE_SCALE.filled(column=name))
        needed = NEEDED.get(self.figure)
        if needed and (scale.low, scale.high) != needed:
            says = WRONG_SCALE.filled(
                column=name, scale=str(scale), needed=f"{needed[0]:g}–{needed[1]:g}"
            )
            raise UnreadableError(says, OTHER_FIGURE)
        return scale

    def upward(self, column: Column) -> ir.Value:
        """Return the values of a rating so that the greatest is the best answer (F20)."""
        value, scale = self.data.value(column), self.scale(column)
        return scale.low + scale.high - value if scale.down else value
