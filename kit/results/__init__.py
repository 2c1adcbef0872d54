"""Compute results from several steps: curves, rankings, coverage, employees, due map reviews.

Those of several journeys, set side by side, are in ``alignment`` and ``common_pains``.

Results of a single step are computed in the step's module.
"""

from kit.results.alignment import (
    ALIGNED,
    PhaseScore,
    coverage_by_phase,
    journey_phases,
    persona_phases,
    stages_by_phase,
    unaligned_stages,
)
from kit.results.common_pains import CommonPains, JourneyPain, common_pains, compared_pains
from kit.results.coverage import (
    Coverage,
    Share,
    coverage,
    experience_coverage,
    map_coverage,
    persona_statements,
)
from kit.results.curves import (
    Extremes,
    Moment,
    curve,
    extremes,
    stage_curve,
    stage_moment,
)
from kit.results.employees import Pair, correlation, employee_pairs
from kit.results.headlines import Headlines, PassedOver, PersonaMoment, headlines, respondents
from kit.results.rankings import (
    ImprovementRank,
    candidates,
    decided,
    first_three,
    for_isolated_alone,
    improvement_ranks,
    pains_to_report,
    ranked_improvements,
    ranked_pains,
    removed_by,
    to_decide,
    to_do_now,
)
from kit.results.score_pairs import COMPARISONS, Comparison, ScorePair, score_pairs
from kit.results.targets import (
    counted_once,
    effects_at,
    expected_change,
    has_effects,
    is_measured,
    proposed_curve,
    target_curve,
    target_score,
)
from kit.results.upkeep import review_due

__all__ = [
    "ALIGNED",
    "COMPARISONS",
    "CommonPains",
    "Comparison",
    "Coverage",
    "Extremes",
    "Headlines",
    "ImprovementRank",
    "JourneyPain",
    "Moment",
    "Pair",
    "PassedOver",
    "PersonaMoment",
    "PhaseScore",
    "ScorePair",
    "Share",
    "candidates",
    "common_pains",
    "compared_pains",
    "correlation",
    "counted_once",
    "coverage",
    "coverage_by_phase",
    "curve",
    "decided",
    "effects_at",
    "employee_pairs",
    "expected_change",
    "experience_coverage",
    "extremes",
    "first_three",
    "for_isolated_alone",
    "has_effects",
    "headlines",
    "improvement_ranks",
    "is_measured",
    "journey_phases",
    "map_coverage",
    "pains_to_report",
    "persona_phases",
    "persona_statements",
    "proposed_curve",
    "ranked_improvements",
    "ranked_pains",
    "removed_by",
    "respondents",
    "review_due",
    "score_pairs",
    "stage_curve",
    "stage_moment",
    "stages_by_phase",
    "target_curve",
    "target_score",
    "to_decide",
    "to_do_now",
    "unaligned_stages",
]
