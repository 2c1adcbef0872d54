"""Write the numbers of the figures as charts, from which pictures and decks are drawn.

Each function returns None if there is nothing to show. Each chart has an alternative text in the
reader's language, with every number that it shows.
"""

from kit.figures.charts.emotions import (
    compared_chart,
    emotion_chart,
    target_chart,
)
from kit.figures.charts.improvements import matrix_chart
from kit.figures.charts.pain_points import pain_chart
from kit.figures.charts.workshop_scores import scores_chart

__all__ = [
    "compared_chart",
    "emotion_chart",
    "matrix_chart",
    "pain_chart",
    "scores_chart",
    "target_chart",
]
