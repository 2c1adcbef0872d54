"""The self-test: ten questions before and after, each with its explanation."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256

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
from kit.studio.learning.attempts import Moment, Record
from kit.studio.learning.cases import FOLDER


@dataclass(frozen=True)
class Question:
    """A question with its choices.

    Attributes
    ----------
    right
        The number of the right choice, from 0.
    because
        Why it is right, and the others are not.
    method
        The lines of the method that it is about.
    """

    asks: str
    choices: tuple[str, ...]
    right: int
    because: str
    method: tuple[str, ...]


@cache
def _questions(lang: str) -> tuple[Question, ...]:
    told = tomllib.loads((LOCALES / lang / FOLDER / "self-test.toml").read_text("utf-8"))
    return tuple(
        Question(q["asks"], tuple(q["choices"]), q["right"] - 1, q["because"], tuple(q["method"]))
        for q in told["questions"]
    )


def self_test(t: Texts) -> tuple[Question, ...]:
    """Return the ten questions."""
    return _questions(t.lang)


def arranged(learner: str, moment: Moment, t: Texts) -> tuple[tuple[int, ...], ...]:
    """Return for each question in which order a learner sees its choices, by their numbers.

    Nobody answers by place: neighbours see other orders, and so does the one who takes it again.
    It is the same each time and in each language, and an answer is kept by its number in the data.
    """

    def place(question: int, choice: int) -> bytes:
        return sha256(f"{learner} {moment} {question} {choice}".encode()).digest()

    return tuple(
        tuple(sorted(range(len(one.choices)), key=partial(place, number)))
        for number, one in enumerate(self_test(t))
    )


def right(choices: Sequence[int | None], t: Texts) -> int:
    """Return how many choices are right."""
    return sum(
        choice == question.right for choice, question in zip(choices, self_test(t), strict=False)
    )


def explained(choices: Sequence[int | None], t: Texts) -> tuple[Block, ...]:
    """Return how a self-test went: each question with the choice made, and why."""
    questions = self_test(t)
    done = (*choices, *[None] * len(questions))
    count = t(N_("{right} of {count}"), right=right(choices, t), count=len(questions))
    cards = (
        _explained(number, question, choice, t)
        for number, (question, choice) in enumerate(zip(questions, done, strict=False), 1)
    )
    return (Tiles((Tile(count, t(N_("right answers"))),)), Cards(tuple(cards)))


def _explained(number: int, question: Question, choice: int | None, t: Texts) -> Card:
    title = t(N_("{number}. {question}"), number=number, question=question.asks)
    right_one = Entry(t(N_("Right answer")), (question.choices[question.right],))
    entries = [right_one, Entry(t(N_("Why")), (question.because,))]
    if choice is not None and choice != question.right and 0 <= choice < len(question.choices):
        entries.insert(0, Entry(t(N_("Your answer")), (question.choices[choice],)))
    return Card(title, tuple(entries), marks=(_judged(question, choice, t),))


def _judged(question: Question, choice: int | None, t: Texts) -> Mark:
    if choice is None or not 0 <= choice < len(question.choices):
        return Mark(t(N_("no answer")), "plain", "○")
    if choice == question.right:
        return Mark(t(N_("right")), "good", "✓")
    return Mark(t(N_("look again")), "bad", "▲")


def scores(record: Record, t: Texts) -> tuple[Tile, ...]:
    """Return how the self-test went before and after, as far as it was taken."""
    labels: dict[Moment, str] = {
        "before": t(N_("Self-test before")),
        "after": t(N_("Self-test after")),
    }
    tiles = []
    for moment, said in labels.items():
        sitting = record.tests.get(moment)
        count = len(self_test(t))
        value = (
            t(N_("{right} of {count}"), right=right(sitting.choices, t), count=count)
            if sitting
            else "–"
        )
        tiles.append(Tile(value, said, "" if sitting else t(N_("not taken yet"))))
    return tuple(tiles)


def compared(record: Record, t: Texts) -> tuple[Block, ...]:
    """Return the self-test before and after side by side, in all and question by question."""
    before, after = (record.tests[moment].choices for moment in ("before", "after"))
    columns = (Column(t(N_("Question"))), Column(t(N_("Before"))), Column(t(N_("After"))))
    rows = tuple(
        (question.asks, _judged(question, first, t), _judged(question, then, t))
        for question, first, then in zip(self_test(t), before, after, strict=False)
    )
    return (
        Tiles(scores(record, t)),
        Paragraph(gain(record, t)),
        Table(t(N_("Question by question")), columns, rows),
    )


def gain(record: Record, t: Texts) -> str:
    """Return in a sentence what has been learned between the two."""
    before, after = (right(record.tests[m].choices, t) for m in ("before", "after"))
    if after > before:
        return t(N_("{gain:+} since the start."), gain=after - before)
    return t(
        N_("No more right answers than at the start. Read the explanations again: they say why.")
    )
