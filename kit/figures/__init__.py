"""The pictures of a report, drawn at the size at which they are read.

A page is laid out from the measures of its letters, written as SVG for a report, and made a figure
of matplotlib's for a poster, a PDF or a notebook.

Every function returns the pictures in reading order: one as a rule, none where there is nothing to
show, several where one would not fit a page. Each comes with an alternative text in the reader's
language that says what it shows, with its numbers.
"""

from kit.figures.compared import personas_compared, target_curves
from kit.figures.coverage import coverage_matrix
from kit.figures.curves import emotion_curve
from kit.figures.lived import lived_path
from kit.figures.pains import pain_ranking
from kit.figures.plan import impact_effort
from kit.figures.poster import poster, save_poster
from kit.figures.roadmap import roadmap

__all__ = [
    "coverage_matrix",
    "emotion_curve",
    "impact_effort",
    "lived_path",
    "pain_ranking",
    "personas_compared",
    "poster",
    "roadmap",
    "save_poster",
    "target_curves",
]
