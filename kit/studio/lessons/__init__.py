"""Learner's view of a step's notebook: exercise, feedback, self-test and progress.

:mod:`kit.studio.learning` has the contents; this package displays them and handles input.
"""

from kit.studio.lessons.learner import Learner
from kit.studio.lessons.widget import Lesson

__all__ = ["Learner", "Lesson"]
