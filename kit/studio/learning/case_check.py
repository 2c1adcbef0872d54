"""Check a case: its files, languages and facts, and that its model answer reaches every criterion.

What is checked holds for the kit's own cases, too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise, zip_longest
from pathlib import Path

from kit.diagnostics import Diagnostic, FilePosition, Place, file_error
from kit.i18n import N_, Message, UserText
from kit.studio.learning.answers import COLLECTIONS, records
from kit.studio.learning.assessment import Assessment, assess
from kit.studio.learning.case_files import BRIEF, MODEL, SELF_TEST, TEXTS, CaseFiles, read_file
from kit.studio.learning.case_texts import IN_PLACE, CaseText, SelfTestText, fault, read_table
from kit.studio.learning.cases import ANSWERS, NO_LANGUAGE, STEPS, Case, read_case
from kit.studio.learning.facts import FactsFile
from kit.studio.learning.matching import says
from kit.studio.learning.rubric import CRITERIA
from kit.workshop import WorkshopError, load
from kit.workshop.document import parse
from kit.workshop.file import journey_of
from kit.workshop.migrations import migrated

PROBES = ("", "x")
"""Texts that state nothing."""

NO_FILE = N_("The file is missing: each language of a case has it.")
NO_ANSWERS = N_(
    "The model answer has no line “personas:”. Learners begin with what stands before it."
)
NO_RECORDS = N_("The model answer has nothing for the step “{step}”. Write at least one record.")
NO_IDEA = N_(
    "The idea “{idea}” of {other} is missing here: both languages have the same ideas, by id."
)
OTHER_FEELING = N_("“feeling” is not the same as in {other}.")
OTHER_CLIENT = N_("The client is “{name}” here and “{other}” in the other language.")
OTHER_SOURCES = N_("The sources are not the same as in the other language: {names}.")
UNTOLD = N_(
    "The document “{source}” is not in the brief. Write it there with its id in brackets, or "
    "remove it from the model answer."
)
UNKNOWN_STEP = N_("“{name}” is no step. Choose from: {known}.")
UNKNOWN_IDEA = N_("“{name}” is no idea of this step. Choose from: {known}.")
UNKNOWN_SOURCE = N_("“{name}” is no document of the brief. Choose from: {known}.")
UNKNOWN_PAIN = N_("“{name}” is no idea of the pain points. Choose from: {known}.")
NOT_QUOTED = N_("This passage does not stand in {file}, word for word.")
BY_ANYTHING = N_("Any text states this idea. Write words by which it is recognised.")
NOT_STATED = N_(
    "The model answer does not state this idea, so that no learner could do better. Add its words "
    "here, or state the idea in the model answer."
)
NOT_REACHED = N_(
    "The model answer reaches {share} of 100 for “{criterion}” in this step; {wanted} are needed."
)
NOT_PASSED = N_("The model answer does not pass this step: {score} of 100, {wanted} are needed.")
CONTRADICTS = N_("The model answer contradicts the facts of the case. {says}")
EMPTY_MEETS = N_("An answer without a word meets “{criterion}” in this step.")
NO_CHOICE = N_("“right” counts the choices from 1: there is no choice {number}.")
OTHER_TEST = N_("The right answer is not the same as in {other}.")


def check_case(files: CaseFiles, day: date) -> tuple[Diagnostic, ...]:
    """Return the errors of a case, those of its files first: the others follow from them.

    Parameters
    ----------
    day
        The day at which the review decides what is overdue.
    """
    if not files.languages:
        return (file_error(FilePosition(files.own), NO_LANGUAGE),)
    broken = tuple(_unreadable(files))
    if broken:
        return broken
    cases = [read_case(files, lang) for lang in files.languages]
    found = [*_languages(cases), *_facts(cases[0])]
    for case in cases:
        found += [*_quotes(case), *_right_choices(case), *_model(case, day)]
    return tuple(found)


# --- files ---------------------------------------------------------------------------------------


def _unreadable(files: CaseFiles) -> Iterator[Diagnostic]:
    """Yield the errors of files that are missing or cannot be read."""
    if files.has_facts:
        yield from _errors(partial(read_table, files.facts, FactsFile))
    tested = any(os.path.lexists(files.folder(lang) / SELF_TEST) for lang in files.languages)
    for lang in files.languages:
        folder = files.folder(lang)
        readers: dict[str, Callable[[], object]] = {
            BRIEF: partial(read_file, folder / BRIEF),
            TEXTS: partial(read_table, folder / TEXTS, CaseText),
            MODEL: partial(load, folder / MODEL, root=files.own),
        }
        if tested and files.own:
            readers[SELF_TEST] = partial(read_table, folder / SELF_TEST, SelfTestText)
        for name, read in readers.items():
            if os.path.lexists(folder / name):
                yield from _errors(read)
            else:
                yield file_error(FilePosition(folder / name), NO_FILE)


def _errors(read: Callable[[], object]) -> tuple[Diagnostic, ...]:
    try:
        read()
    except WorkshopError as error:
        return tuple(error.diagnostics)
    return ()


def _at(path: Path, place: Place, says: Message) -> Diagnostic:
    """Return an error at a place of a TOML file, with its line."""
    return fault(path, read_file(path).decode("utf-8-sig", "replace"), place, says)


def _in_model(case: Case, step: str, says: Message) -> Diagnostic:
    """Return an error at the records of a step in the model answer."""
    field = COLLECTIONS[step]
    lines = case.model_text.splitlines()
    line = next((n for n, one in enumerate(lines, 1) if one.startswith(f"{field}:")), 0)
    place = FilePosition(case.model_file, line, field=(field,))
    return file_error(place, IN_PLACE.filled(place=field, says=says))


# --- languages and facts -------------------------------------------------------------------------


def _languages(cases: Sequence[Case]) -> Iterator[Diagnostic]:
    """Yield what differs between the languages, as errors of the later one."""
    for one, other in pairwise(cases):
        for step in STEPS:
            ours = {idea.id: idea for idea in one.exercises[step].ideas}
            theirs = {idea.id: idea for idea in other.exercises[step].ideas}
            for id in sorted(ours.keys() - theirs.keys()):
                yield _lacking(other, one, step, id)
            for id in sorted(theirs.keys() - ours.keys()):
                yield _lacking(one, other, step, id)
            for id in sorted(ours.keys() & theirs.keys()):
                if ours[id].feeling != theirs[id].feeling:
                    place = (step, "ideas", id, "feeling")
                    yield _at(other.folder / TEXTS, place, OTHER_FEELING.filled(other=one.lang))
        if one.model.client.name != other.model.client.name:
            yield file_error(
                FilePosition(other.model_file, field=("client", "name")),
                OTHER_CLIENT.filled(
                    name=UserText(other.model.client.name), other=UserText(one.model.client.name)
                ),
            )
        if differing := one.sources ^ other.sources:
            names = tuple(UserText(id) for id in sorted(differing))
            yield file_error(
                FilePosition(other.model_file, field=("evidence",)),
                OTHER_SOURCES.filled(names=names),
            )
        yield from _other_test(one, other)


def _lacking(case: Case, other: Case, step: str, id: str) -> Diagnostic:
    says = NO_IDEA.filled(idea=UserText(id), other=f"{other.lang}/{TEXTS}")
    return _at(case.folder / TEXTS, (step, "ideas", id), says)


def _other_test(one: Case, other: Case) -> Iterator[Diagnostic]:
    paths = [case.folder / SELF_TEST for case in (one, other)]
    if not all(path.is_file() for path in paths):
        return
    ours, theirs = (
        [question.right for question in read_table(path, SelfTestText).questions] for path in paths
    )
    for number, (mine, yours) in enumerate(zip_longest(ours, theirs)):
        if mine != yours:
            place = ("questions", number, "right")
            yield _at(paths[1], place, OTHER_TEST.filled(other=one.lang))


def _facts(case: Case) -> Iterator[Diagnostic]:
    """Yield the facts that are about no step, idea or document of the case."""
    path = case.files.facts
    if not case.files.has_facts:
        return
    for step, ideas in read_table(path, FactsFile).root.items():
        if step not in STEPS:
            yield _at(path, (step,), _unknown(UNKNOWN_STEP, step, STEPS))
            continue
        known = [idea.id for idea in case.exercises[step].ideas]
        pains = [idea.id for idea in case.exercises["pain-points"].ideas]
        for id, one in ideas.items():
            if id not in known:
                yield _at(path, (step, id), _unknown(UNKNOWN_IDEA, id, known))
            for source in filter(None, (*one.sources, one.document)):
                if source not in case.sources:
                    says = _unknown(UNKNOWN_SOURCE, source, sorted(case.sources))
                    yield _at(path, (step, id, "sources"), says)
            for pain in one.removes:
                if pain not in pains:
                    yield _at(path, (step, id, "removes"), _unknown(UNKNOWN_PAIN, pain, pains))


def _unknown(says: Message, name: str, known: Sequence[str]) -> Message:
    return says.filled(name=UserText(name), known=", ".join(known))


def _quotes(case: Case) -> Iterator[Diagnostic]:
    """Yield the passages of the facts that do not stand in the brief."""
    path = case.files.facts
    stated = read_table(path, FactsFile).root if case.files.has_facts else {}
    for step, ideas in stated.items():
        for id, one in ideas.items():
            quote = one.quote.get(case.lang)
            if quote is not None and quote not in case.brief:
                says = NOT_QUOTED.filled(file=f"{case.lang}/{BRIEF}")
                yield _at(path, (step, id, "quote"), says)


# --- the model answer ----------------------------------------------------------------------------


def _model(case: Case, day: date) -> Iterator[Diagnostic]:
    """Yield what the model answer does not reach, and what an empty answer meets."""
    for source in sorted(case.sources):
        if source not in case.brief:
            position = FilePosition(case.model_file, field=("evidence", source))
            yield file_error(position, UNTOLD.filled(source=UserText(source)))
    if len(ANSWERS.split(case.model_text)) == 1:
        yield file_error(FilePosition(case.model_file), NO_ANSWERS)
        return
    empty = journey_of(migrated(parse(case.model_file, case.start.encode())))
    for step in STEPS:
        yield from _anything(case, step)
        if not records(case.model, step):
            yield _in_model(case, step, NO_RECORDS)
            continue
        yield from _reached(case, assess(case, step, case.model, as_of=day))
        yield from _met_by_nothing(case, assess(case, step, empty, as_of=day))


def _anything(case: Case, step: str) -> Iterator[Diagnostic]:
    """Yield the ideas that any text states."""
    for idea in case.exercises[step].ideas:
        own = [one for one in idea.formulations if one.language == case.lang]
        if any(says(probe, own) for probe in PROBES):
            yield _at(case.folder / TEXTS, (step, "ideas", idea.id, "words"), BY_ANYTHING)


def _reached(case: Case, found: Assessment) -> Iterator[Diagnostic]:
    step = found.step
    if "ideas" in found.measures:
        for idea in case.exercises[step].ideas:
            if idea.id not in found.measures["ideas"].ideas:
                yield _at(case.folder / TEXTS, (step, "ideas", idea.id, "words"), NOT_STATED)
    for remark in found.remarks("against"):
        yield _in_model(case, step, CONTRADICTS.filled(says=remark.says))
    for name, criterion in found.rubric.criteria.items():
        share, wanted = found.measures[name].share * 100, max(criterion.least, 1)
        if share < wanted and criterion.weight:
            says = NOT_REACHED.filled(share=round(share), criterion=CRITERIA[name], wanted=wanted)
            yield _in_model(case, step, says)
    if not found.passed:
        says = NOT_PASSED.filled(score=found.score, wanted=found.rubric.pass_mark)
        yield _in_model(case, step, says)


def _met_by_nothing(case: Case, found: Assessment) -> Iterator[Diagnostic]:
    if found.passed or ("ideas" in found.measures and found.measures["ideas"].ideas):
        yield _in_model(case, found.step, EMPTY_MEETS.filled(criterion=CRITERIA["ideas"]))


def _right_choices(case: Case) -> Iterator[Diagnostic]:
    """Yield the questions of a self-test whose right choice does not exist."""
    path = case.folder / SELF_TEST
    if not path.is_file():
        return
    for number, question in enumerate(read_table(path, SelfTestText).questions):
        if question.right > len(question.choices):
            place = ("questions", number, "right")
            yield _at(path, place, NO_CHOICE.filled(number=question.right))
