"""The cases to work on: a brief, an exercise for each step, and a model answer, in each language.

A case is a folder of ``kit/locales/<language>/learning``: ``brief.md`` for the learner,
``case.toml`` with the exercises and the ideas that an answer is compared with, and ``model.yaml``,
a workshop as the method would have it. Companies, people and figures are invented.
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
from kit.studio.learning.matching import Formulation
from kit.studio.parts import PARTS
from kit.workshop import Workshop, create, load

FOLDER = "learning"
STEPS = tuple(part.name for part in PARTS.values() if part.number)
"""The six steps, by name."""

ANSWERS = re.compile(r"^personas:", re.MULTILINE)
"""Where in a model answer the learner's part begins."""


@dataclass(frozen=True)
class Idea:
    """Something that a good answer says.

    Attributes
    ----------
    says
        The idea, told once it is found.
    ask
        A question that leads there, asked while it is missing.
    formulations
        How it may be said, in either language.
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
    """What a learner does in a step of a case."""

    task: str
    hints: tuple[str, ...]
    ideas: tuple[Idea, ...]


@dataclass(frozen=True)
class Lesson:
    """What holds for a step in every case."""

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
        """Where its files are."""
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
        """The ids of the evidence that the brief hands out."""
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
    """Return a case in a language; a ``LookupError`` where there is none of that name."""
    if name not in cases():
        raise LookupError(name)
    told: dict[str, Any] = {one: _read(name, one) for one in LANGUAGES}
    exercises = {step: _exercise(step, told, lang) for step in STEPS}
    return Case(name, lang, told[lang]["title"], exercises)


def _read(name: str, lang: str) -> dict[str, Any]:
    return tomllib.loads((LOCALES / lang / FOLDER / name / "case.toml").read_text("utf-8"))


def _exercise(step: str, told: Mapping[str, Any], lang: str) -> Exercise:
    own = told[lang][step]
    ideas = tuple(
        Idea(
            id,
            idea["says"],
            idea["ask"],
            tuple(
                Formulation.read(words)
                for one in LANGUAGES
                for words in told[one][step]["ideas"][id]["words"]
            ),
            idea.get("feeling", 0),
        )
        for id, idea in own["ideas"].items()
    )
    return Exercise(own["task"], tuple(own["hints"]), ideas)


@cache
def lesson(step: str, lang: str) -> Lesson:
    """Return what is learned in a step, whatever the case."""
    said = tomllib.loads((LOCALES / lang / FOLDER / "steps.toml").read_text("utf-8"))[step]
    return Lesson(tuple(said["objectives"]), said["task"], said["hint"])


def start(root: Path, name: str, case_name: str, lang: Language) -> Workshop:
    """Begin a learner's workshop of a case: ``root/<name>``, with the case noted in it."""
    from kit.studio.learning.attempts import begin

    chosen = case(case_name, lang)
    workshop = create(root, name, chosen.start, called=chosen.model.client.name)
    begin(workshop.folder, case_name)
    return workshop


def case_of(journey: Journey, noted: str = "") -> str | None:
    """Return the case that a learner works on: the one noted, or that of the client's name."""
    if noted in cases():
        return noted
    named = journey.client.name.casefold()
    return next(
        (one for one in cases() if case(one, "en").model.client.name.casefold() == named), None
    )
