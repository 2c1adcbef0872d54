"""Read cases: a brief, an exercise for each step, and a model answer, in each language.

A case is a folder of ``kit/locales/<language>/learning``: ``brief.md`` for the learner,
``case.toml`` with the exercises and the ideas that an answer is compared with, and ``model.yaml``,
a workshop that follows the method. Companies, people and figures are invented.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from kit.i18n import LANGUAGES, LOCALES, Language
from kit.journey import Journey
from kit.studio.learning.attempts import begin
from kit.studio.learning.matching import Formulation
from kit.studio.parts import PARTS
from kit.workshop import Workshop, create, load

FOLDER = "learning"
STEPS = tuple(part.name for part in PARTS.values() if part.number)
"""The six steps, by name."""

ANSWERS = re.compile(r"^personas:", re.MULTILINE)
"""The line of a model answer at which the learner's part begins."""


@dataclass(frozen=True)
class Idea:
    """An idea that a good answer states.

    Attributes
    ----------
    says
        The idea, shown once an answer states it.
    ask
        A question that leads to it, shown while it is missing.
    formulations
        Ways to state it, in all languages.
    feeling
        For an emotion: whether it is pleasant (1), unpleasant (−1) or either (0).
    """

    id: str
    says: str
    ask: str
    formulations: tuple[Formulation, ...]
    feeling: int = 0


@dataclass(frozen=True)
class Exercise:
    """The exercise of a step in a case."""

    task: str
    hints: tuple[str, ...]
    ideas: tuple[Idea, ...]


@dataclass(frozen=True)
class Lesson:
    """The texts of a step that are the same in every case."""

    objectives: tuple[str, ...]
    task: str
    hint: str


@dataclass(frozen=True)
class Case:
    """A case in one language."""

    name: str
    lang: str
    title: str
    exercises: Mapping[str, Exercise]

    @property
    def folder(self) -> Path:
        """The folder of its files."""
        return LOCALES / self.lang / FOLDER / self.name

    @property
    def model_file(self) -> Path:
        """The model answer, a workshop file."""
        return self.folder / "model.yaml"

    @cached_property
    def model(self) -> Journey:
        """The model answer."""
        return load(self.model_file).journey

    @property
    def sources(self) -> frozenset[str]:
        """The ids of the sources in the brief."""
        return frozenset(source.id for source in self.model.evidence)

    @property
    def start(self) -> str:
        """The workshop file that a learner begins with: framing and evidence, no answers."""
        return ANSWERS.split(self.model_file.read_text("utf-8"), maxsplit=1)[0]


@cache
def cases() -> tuple[str, ...]:
    """Return the names of the cases."""
    return tuple(sorted(path.parent.name for path in (LOCALES / "en" / FOLDER).glob("*/case.toml")))


@cache
def case(name: str, lang: str) -> Case:
    """Return a case in a language.

    Raises
    ------
    LookupError
        If there is no case of that name.
    """
    if name not in cases():
        raise LookupError(name)
    files: dict[str, Any] = {one: _read(name, one) for one in LANGUAGES}
    exercises = {step: _exercise(step, files, lang) for step in STEPS}
    return Case(name, lang, files[lang]["title"], exercises)


def _read(name: str, lang: str) -> dict[str, Any]:
    return tomllib.loads((LOCALES / lang / FOLDER / name / "case.toml").read_text("utf-8"))


def _exercise(step: str, files: Mapping[str, Any], lang: str) -> Exercise:
    own = files[lang][step]
    ideas = tuple(
        Idea(
            id,
            idea["says"],
            idea["ask"],
            tuple(
                Formulation.read(words, one)
                for one in LANGUAGES
                for words in files[one][step]["ideas"][id]["words"]
            ),
            idea.get("feeling", 0),
        )
        for id, idea in own["ideas"].items()
    )
    return Exercise(own["task"], tuple(own["hints"]), ideas)


@cache
def lesson(step: str, lang: str) -> Lesson:
    """Return the texts of a step that are the same in every case."""
    texts = tomllib.loads((LOCALES / lang / FOLDER / "steps.toml").read_text("utf-8"))[step]
    return Lesson(tuple(texts["objectives"]), texts["task"], texts["hint"])


def start(root: Path, name: str, case_name: str, lang: Language) -> Workshop:
    """Create a learner's workshop of a case, ``root/<name>``, and record the case in it."""
    chosen = case(case_name, lang)
    workshop = create(root, name, chosen.start, called=chosen.model.client.name)
    begin(workshop.folder, case_name)
    return workshop


def case_of(journey: Journey, noted: str = "") -> str | None:
    """Return the case of a workshop: the recorded one, or that with the client's name."""
    if noted in cases():
        return noted
    named = journey.client.name.casefold()
    return next(
        (one for one in cases() if case(one, "en").model.client.name.casefold() == named), None
    )
