"""Learning the method alone: cases to work on, hints, feedback, and marks for the trainer.

What the notebooks show comes from here as :mod:`kit.blocks`, on the screen and on paper alike.
"""

from kit.studio.learning.attempts import begin, record, sit
from kit.studio.learning.cases import STEPS, case, case_of, cases, start
from kit.studio.learning.exercises import brief, hint, model_answer, objectives, task
from kit.studio.learning.feedback import Feedback, attempt, case_in, feedback
from kit.studio.learning.progress import progress
from kit.studio.learning.rubric import rubric
from kit.studio.learning.selftest import Question, explained, self_test

__all__ = [
    "STEPS",
    "Feedback",
    "Question",
    "attempt",
    "begin",
    "brief",
    "case",
    "case_in",
    "case_of",
    "cases",
    "explained",
    "feedback",
    "hint",
    "model_answer",
    "objectives",
    "progress",
    "record",
    "rubric",
    "self_test",
    "sit",
    "start",
    "task",
]
