"""Self-test of fifteen questions, taken before and after the six steps."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import get_args

from kit.blocks import (
    Block,
    Card,
    Cards,
    Column,
    Entry,
    Mark,
    Paragraph,
    Table,
    Tile,
    Tiles,
)
from kit.i18n import LOCALES, N_, Texts
from kit.studio.learning.attempts import Record, TestTiming
from kit.studio.learning.case_files import FOLDER, SELF_TEST, case_files
from kit.studio.learning.case_texts import SelfTestText, read_table

FIRST_COUNT = 10
"""Number of questions in the first edition of the self-test; they still come first, unchanged."""


@dataclass(frozen=True)
class Question:
    """A question with its choices.

    Attributes
    ----------
    right
        The index of the right choice.
    because
        The reason why it is right and the others are wrong.
    method
        The ids of the lines of the method that it tests.
    """

    asks: str
    choices: tuple[str, ...]
    right: int
    because: str
    method: tuple[str, ...]


def self_test(t: Texts, case: str | None = None) -> tuple[Question, ...]:
    """Return the questions: those of a trainer's own case, where it has any, or the kit's.

    Parameters
    ----------
    case
        The name of a case of the kit, or the path of the folder of another; None for no case.
    """
    path = LOCALES / t.lang / FOLDER / SELF_TEST
    stamp = 0
    if case:
        files = case_files(case)
        own = files.folder(t.lang) / SELF_TEST
        if os.path.lexists(own):
            path, stamp = own, files.stamp
    return _questions(path, stamp)


@lru_cache(maxsize=16)
def _questions(path: Path, stamp: int) -> tuple[Question, ...]:
    return tuple(
        Question(one.asks, one.choices, one.right - 1, one.because, one.method)
        for one in read_table(path, SelfTestText).questions
    )


def choice_orders(
    learner: str, timing: TestTiming, t: Texts, case: str | None = None
) -> tuple[tuple[int, ...], ...]:
    """Return, for each question, the indices of its choices in the order that a learner sees.

    The order depends on the learner and the test, so that answers cannot be copied by position.
    It is the same on each display and in each language; answers are stored by index.
    """

    def place(question: int, choice: int) -> bytes:
        return sha256(f"{learner} {timing} {question} {choice}".encode()).digest()

    return tuple(
        tuple(sorted(range(len(one.choices)), key=partial(place, number)))
        for number, one in enumerate(self_test(t, case))
    )


def asked_questions(
    choices: Sequence[int | None], t: Texts, case: str | None = None
) -> tuple[Question, ...]:
    """Return the questions that were asked in a self-test with these choices.

    A self-test stores one choice for each question, so ten choices or fewer come from the first
    edition, of ten questions.
    """
    questions = self_test(t, case)
    return questions[:FIRST_COUNT] if len(choices) <= FIRST_COUNT else questions


def count_right(choices: Sequence[int | None], t: Texts, case: str | None = None) -> int:
    """Return the number of right choices."""
    return sum(
        choice == question.right
        for choice, question in zip(choices, self_test(t, case), strict=False)
    )


def explain_answers(
    choices: Sequence[int | None], t: Texts, case: str | None = None
) -> tuple[Block, ...]:
    """Return the result of a self-test: each question with the choice made and an explanation."""
    questions = asked_questions(choices, t, case)
    done = (*choices, *[None] * len(questions))
    count = score(choices, t, case)
    cards = (
        _explanation(number, question, choice, t)
        for number, (question, choice) in enumerate(zip(questions, done, strict=False), 1)
    )
    return (Tiles((Tile(count, t(N_("right answers"))),)), Cards(tuple(cards)))


def unanswered_or_wrong(
    choices: Sequence[int | None], t: Texts, case: str | None = None
) -> tuple[Card, ...]:
    """Return a card for each question that was not answered right, with the explanation."""
    questions = asked_questions(choices, t, case)
    done = (*choices, *[None] * len(questions))
    return tuple(
        _explanation(number, question, choice, t)
        for number, (question, choice) in enumerate(zip(questions, done, strict=False), 1)
        if choice != question.right
    )


def _explanation(number: int, question: Question, choice: int | None, t: Texts) -> Card:
    title = t(N_("{number}. {question}"), number=number, question=question.asks)
    right_one = Entry(t(N_("Right answer")), (question.choices[question.right],))
    entries = [right_one, Entry(t(N_("Why")), (question.because,))]
    if choice is not None and choice != question.right and 0 <= choice < len(question.choices):
        entries.insert(0, Entry(t(N_("Your answer")), (question.choices[choice],)))
    return Card(title, tuple(entries), marks=(_result_mark(question, choice, t),))


def _result_mark(question: Question, choice: int | None, t: Texts) -> Mark:
    if choice is None or not 0 <= choice < len(question.choices):
        return Mark(t(N_("no answer")), "plain", "○")
    if choice == question.right:
        return Mark(t(N_("right")), "good", "✓")
    return Mark(t(N_("look again")), "bad", "▲")


def score(choices: Sequence[int | None], t: Texts, case: str | None = None) -> str:
    """Return the number of right choices and of questions asked, such as ``3 of 15``."""
    count = len(asked_questions(choices, t, case))
    return t(N_("{right} of {count}"), right=count_right(choices, t, case), count=count)


def scores(record: Record, t: Texts, case: str | None = None) -> tuple[Tile, ...]:
    """Return the scores of the self-test before and after."""
    labels: dict[TestTiming, str] = {
        "before": t(N_("Self-test before")),
        "after": t(N_("Self-test after")),
    }
    tiles = []
    for timing, label in labels.items():
        sitting = record.tests.get(timing)
        value = score(sitting.choices, t, case) if sitting else "–"
        tiles.append(Tile(value, label, "" if sitting else t(N_("not taken yet"))))
    return tuple(tiles)


def compare_sittings(record: Record, t: Texts, case: str | None = None) -> tuple[Block, ...]:
    """Return the self-tests before and after side by side: scores, gain, and each question.

    A question that was asked only once has a dash where it was not asked.
    """
    before, after = (record.tests[timing].choices for timing in ("before", "after"))
    columns = (Column(t(N_("Question"))), Column(t(N_("Before"))), Column(t(N_("After"))))
    results = zip_longest(_results(before, t, case), _results(after, t, case), fillvalue="–")
    rows = tuple(
        (question.asks, first, then)
        for question, (first, then) in zip(self_test(t, case), results, strict=False)
    )
    return (
        Tiles(scores(record, t, case)),
        Paragraph(gain(record, t, case)),
        Table(t(N_("Question by question")), columns, rows),
    )


def _results(choices: Sequence[int | None], t: Texts, case: str | None = None) -> tuple[Mark, ...]:
    questions = asked_questions(choices, t, case)
    done = (*choices, *[None] * len(questions))
    return tuple(
        _result_mark(question, choice, t) for question, choice in zip(questions, done, strict=False)
    )


def right_counts(record: Record, t: Texts, case: str | None = None) -> tuple[int, int] | None:
    """Return the right answers before and after; None where one of them was not taken.

    Where one of them had fewer questions, only those asked both times are counted.
    """
    if len(record.tests) < len(get_args(TestTiming)):
        return None
    count = min(_asked_counts(record, t, case))
    before, after = (record.tests[timing].choices[:count] for timing in get_args(TestTiming))
    return count_right(before, t, case), count_right(after, t, case)


def _asked_counts(record: Record, t: Texts, case: str | None = None) -> list[int]:
    return [len(asked_questions(one.choices, t, case)) for one in record.tests.values()]


def gain(record: Record, t: Texts, case: str | None = None) -> str:
    """Return a sentence on the difference between the two self-tests, which were both taken.

    Where one of them had fewer questions, only those asked both times are compared.
    """
    counts = _asked_counts(record, t, case)
    before, after = right_counts(record, t, case) or (0, 0)
    if max(counts) > min(counts):
        return _gain_of_some(after - before, min(counts), t)
    if after > before:
        return t(N_("{gain:+} since the start."), gain=after - before)
    return t(
        N_("No more right answers than at the start. Read the explanations again: they say why.")
    )


def _gain_of_some(difference: int, count: int, t: Texts) -> str:
    if difference > 0:
        said = N_("{gain:+} since the start, for the {count} questions asked both times.")
        return t(said, gain=difference, count=count)
    return t(
        N_(
            "For the {count} questions asked both times, no more right answers than at the start. "
            "Read the explanations again: they say why."
        ),
        count=count,
    )
