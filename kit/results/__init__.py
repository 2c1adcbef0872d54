"""What follows from a journey: curves, rankings, evidence coverage, employees, reviews due.

Each step computes what is its own; here is what needs several steps at once.
"""

from kit.results.coverage import Coverage, Share, coverage, persona_statements
from kit.results.curves import (
    Extremes,
    Moment,
    curve,
    expected_change,
    extremes,
    has_effects,
    stage_curve,
    stage_moment,
    target_curve,
    target_score,
)
from kit.results.employees import Pair, correlation, employee_pairs
from kit.results.rankings import (
    first_three,
    pains_to_report,
    ranked_improvements,
    ranked_pains,
    removed_by,
)
from kit.results.upkeep import review_due

__all__ = [
    "Coverage",
    "Extremes",
    "Moment",
    "Pair",
    "Share",
    "correlation",
    "coverage",
    "curve",
    "employee_pairs",
    "expected_change",
    "extremes",
    "first_three",
    "has_effects",
    "pains_to_report",
    "persona_statements",
    "ranked_improvements",
    "ranked_pains",
    "removed_by",
    "review_due",
    "stage_curve",
    "stage_moment",
    "target_curve",
    "target_score",
]
