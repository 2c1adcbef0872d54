"""Draw the figures of a report, at the size at which they are read.

A page is laid out from the measures of its letters. It becomes SVG in a report, and a figure of
matplotlib's on a poster, in a PDF or in a notebook.

Each function returns its pictures in reading order: one as a rule, none if there is nothing to
show, several if one would not fit a page. Each has an alternative text in the reader's language,
with every number that it shows.
"""

from kit.figures.charts import (
    compared_chart,
    emotion_chart,
    matrix_chart,
    pain_chart,
    scores_chart,
    target_chart,
)
from kit.figures.compared import personas_compared, target_curves
from kit.figures.coverage import coverage_matrix
from kit.figures.emotion_curve import emotion_curve
from kit.figures.logos import Logos
from kit.figures.mark_distribution import mark_distribution
from kit.figures.observed_journeys import observed_journeys
from kit.figures.pains import pain_ranking
from kit.figures.phases import PhaseCurve, curves_by_phase
from kit.figures.plan import impact_effort
from kit.figures.poster import poster, save_poster
from kit.figures.roadmap import roadmap
from kit.figures.workshop_scores import workshop_scores

__all__ = [
    "Logos",
    "PhaseCurve",
    "compared_chart",
    "coverage_matrix",
    "curves_by_phase",
    "emotion_chart",
    "emotion_curve",
    "impact_effort",
    "mark_distribution",
    "matrix_chart",
    "observed_journeys",
    "pain_chart",
    "pain_ranking",
    "personas_compared",
    "poster",
    "roadmap",
    "save_poster",
    "scores_chart",
    "target_chart",
    "target_curves",
    "workshop_scores",
]
