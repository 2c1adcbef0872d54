"""Self-paced learning of the method: cases, hints, feedback, and marks for the trainer.

Functions return :mod:`kit.blocks`, which notebooks and pages render alike.
"""

from kit.studio.learning.attempts import begin, record, sit
from kit.studio.learning.cases import STEPS, case, case_of, cases, start
from kit.studio.learning.exercises import brief, hint, model_answer, objectives, task
from kit.studio.learning.feedback import Feedback, attempt, case_in, feedback
from kit.studio.learning.progress import progress
from kit.studio.learning.rubric import rubric
from kit.studio.learning.selftest import Question, explain_answers, self_test

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
    "explain_answers",
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
