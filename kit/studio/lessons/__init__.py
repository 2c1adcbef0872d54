"""What someone who learns alone sees in a step's notebook: exercise, feedback, self-test, progress.

:mod:`kit.studio.learning` says what there is to say; here it is shown, and asked for.
"""

from kit.studio.lessons.learner import Learner
from kit.studio.lessons.widget import Lesson

__all__ = ["Learner", "Lesson"]
