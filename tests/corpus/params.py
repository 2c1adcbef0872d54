"""What a maker of documents is given: language, tool, a seeded source of chance, options."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from tests.corpus import columns as make
from tests.corpus.model import Column, Document, Expected, Table, draw
from tests.corpus.tools import dress
from tests.corpus.words import LANGUAGES


@dataclass
class Params:
    """The parameters of one table; files of a group share the seed, so they share the table."""

    seed: str
    lang: str = "en"
    tool: str = "sheet"
    args: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.words = LANGUAGES[self.lang]
        self.rows: int = self.args.get("rows") or self.rng.randint(24, 60)

    @property
    def mode(self) -> str:
        """Return the variant of a maker."""
        return str(self.args.get("mode", ""))

    def ask(self, key: str, place: int = 0) -> str:
        """Return a question about a place of the visit."""
        return str(self.words[key]).format(x=self.words["places"][place])

    def rated(self, place: int = 0, key: str = "up5", blanks: int = 2) -> Column:
        """Return a rating whose scale is stated in the question."""
        low, high = {"up5": (1, 5), "down5": (1, 5), "up10": (0, 10), "ces7": (1, 7)}[key]
        counts = draw(self.rng, range(low, high + 1), self.rows - blanks)
        return make.rating(
            self.rng, self.ask(key, place), counts, self.rows, (low, high), down=key == "down5"
        )

    def recommended(self, blanks: int = 1) -> Column:
        """Return the NPS question with its ends stated."""
        counts = draw(self.rng, range(11), self.rows - blanks)
        return make.rating(self.rng, self.words["nps"], counts, self.rows, (0, 10), role="nps")

    def travelled(self, blanks: int = 0) -> Column:
        """Return a single choice."""
        counts = draw(self.rng, self.words["ways"], self.rows - blanks)
        return make.choice(self.rng, self.words["travel"], counts, self.rows)

    def commented(self) -> Column:
        """Return free text, half of it blank."""
        return make.text(
            self.rng, self.words["comment"], self.words["comments"], self.rows, self.rows // 2
        )

    def aged(self) -> Column:
        """Return ages: numbers that are no rating."""
        ages = [self.rng.randint(16, 89) for _ in range(self.rows)]
        return make.number(self.rng, self.words["age"], ages, self.rows)

    def few(self) -> list[Column]:
        """Return a rating, a choice and a text, to stand beside what a kind is about."""
        return [self.rated(0), self.travelled(), self.commented()]

    def document(self, questions: list[Column], **expected: Any) -> Document:
        """Return a survey of the tool with one table."""
        table = dress(self.tool, self.rng, self.lang, questions)
        return Document([table], survey(expected))

    def table(self, rows: int, title: str = "") -> Table:
        """Return a small plain table of answers."""
        self.rows = rows
        return Table(self.few(), title)


def survey(expected: Expected) -> Expected:
    """Return expectations of a survey; where a scale is asked, they say so."""
    return {"source": "survey", **expected}
