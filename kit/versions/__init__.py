"""Freeze the figures of a map with each closed version, and compare versions (F19)."""

from kit.versions.comparison import Comparison, EditReport, compare
from kit.versions.edits import Edit, edits_between
from kit.versions.figures import FORMULAS, Figures, FrozenFigure, figures_of
from kit.versions.freezing import close, frozen_figures
from kit.versions.shifts import Shift

__all__ = [
    "FORMULAS",
    "Comparison",
    "Edit",
    "EditReport",
    "Figures",
    "FrozenFigure",
    "Shift",
    "close",
    "compare",
    "edits_between",
    "figures_of",
    "frozen_figures",
]
