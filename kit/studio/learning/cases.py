"""Read cases: a brief, an exercise for each step, and a model answer, in each language.

A case of the kit is a folder of ``kit/locales/<language>/learning``: ``brief.md`` for the learner,
``case.toml`` with the exercises and the ideas that an answer is compared with, and ``model.yaml``,
a workshop that follows the method. Companies, people and figures are invented. A trainer's own
case has the same files (:mod:`kit.studio.learning.case_files`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from kit.diagnostics import FilePosition
from kit.i18n import LOCALES, N_, Language
from kit.journey import Journey
from kit.studio.learning.attempts import begin
from kit.studio.learning.case_files import (
    BRIEF,
    FOLDER,
    MODEL,
    TEXTS,
    CaseFiles,
    case_files,
    cases_above,
    find_own,
    read_file,
    shipped,
)
from kit.studio.learning.case_texts import CaseText, read_table
from kit.studio.learning.matching import Formulation
from kit.studio.parts import PARTS
from kit.workshop import Workshop, WorkshopError, create, load

NO_LANGUAGE = N_("The case has no folder “fr” or “en” with its texts.")

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
    files: CaseFiles

    @property
    def folder(self) -> Path:
        """The folder of its files."""
        return self.files.folder(self.lang)

    @property
    def model_file(self) -> Path:
        """The model answer, a workshop file."""
        return self.folder / MODEL

    @cached_property
    def brief(self) -> str:
        """The brief, in Markdown."""
        return read_file(self.folder / BRIEF).decode("utf-8-sig", "replace")

    @cached_property
    def model(self) -> Journey:
        """The model answer."""
        return load(self.model_file, root=self.files.own).journey

    @property
    def sources(self) -> frozenset[str]:
        """The ids of the sources in the brief."""
        return frozenset(source.id for source in self.model.evidence)

    @property
    def start(self) -> str:
        """The workshop file that a learner begins with: framing and evidence, no answers."""
        return ANSWERS.split(self.model_text, maxsplit=1)[0]

    @property
    def model_text(self) -> str:
        """The text of the model answer's file."""
        return read_file(self.model_file).decode("utf-8-sig", "replace")


def cases(near: Path | None = None) -> tuple[str, ...]:
    """Return the names of the kit's cases, and the paths of a trainer's own.

    Parameters
    ----------
    near
        A learner's folder; without one, the kit's cases alone are returned.
    """
    own = cases_above(near) if near else ()
    return (*shipped(), *map(str, own))


def case(name: str, lang: str) -> Case:
    """Return a case in a language, or in its first one where it is not in that.

    Parameters
    ----------
    name
        The name of a case of the kit, or the path of the folder of another.

    Raises
    ------
    LookupError
        If there is no such case.
    WorkshopError
        If a file of it cannot be read.
    """
    files = case_files(name)
    return _case(name, lang, files.stamp)


@lru_cache(maxsize=64)
def _case(name: str, lang: str, stamp: int) -> Case:
    return read_case(case_files(name), lang)


def read_case(files: CaseFiles, lang: str) -> Case:
    """Read a case in a language, or in its first one where it is not in that.

    Raises
    ------
    WorkshopError
        If a file of it cannot be read.
    """
    if not files.languages:
        raise WorkshopError.at(FilePosition(files.own), NO_LANGUAGE)
    spoken = next((one for one in files.languages if one == lang), files.languages[0])
    read = {one: read_table(files.folder(one) / TEXTS, CaseText) for one in files.languages}
    exercises = {step: _exercise(step, read, spoken) for step in STEPS}
    return Case(files.name, spoken, read[spoken].title, exercises, files)


def _exercise(step: str, texts: Mapping[Language, CaseText], lang: Language) -> Exercise:
    own = texts[lang].exercise(step)
    ideas = tuple(
        Idea(
            id,
            idea.says,
            idea.ask,
            tuple(
                Formulation.read(words, one)
                for one, text in texts.items()
                if id in text.exercise(step).ideas
                for words in text.exercise(step).ideas[id].words
            ),
            idea.feeling,
        )
        for id, idea in own.ideas.items()
    )
    return Exercise(own.task, own.hints, ideas)


@cache
def lesson(step: str, lang: str) -> Lesson:
    """Return the texts of a step that are the same in every case."""
    texts = tomllib.loads((LOCALES / lang / FOLDER / "steps.toml").read_text("utf-8"))[step]
    return Lesson(tuple(texts["objectives"]), texts["task"], texts["hint"])


def start(root: Path, name: str, case_name: str, lang: Language) -> Workshop:
    """Create a learner's workshop of a case, ``root/<name>``, and record the case in it."""
    chosen = case(case_name, lang)
    workshop = create(root, name, chosen.start, called=chosen.model.client.name)
    begin(workshop.folder, Path(case_name).name)
    return workshop


def case_of(journey: Journey, noted: str = "", folder: Path | None = None) -> str | None:
    """Return the case of a workshop: the recorded one, or that with the client's name.

    Parameters
    ----------
    noted
        The name that the learner's record has.
    folder
        The learner's folder, above which a trainer's own cases are looked for.
    """
    if noted in shipped():
        return noted
    if folder and (own := find_own(noted, folder)):
        return str(own)
    named = journey.client.name.casefold()
    return next((one for one in cases(folder) if _client(one).casefold() == named), None)


def _client(case_name: str) -> str:
    """Return the name of a case's client; empty where the case cannot be read."""
    try:
        return case(case_name, "en").model.client.name
    except WorkshopError:
        return ""
