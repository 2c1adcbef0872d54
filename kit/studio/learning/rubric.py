"""Read rubrics: the criteria of each step, their weights, and the pass mark.

A trainer's ``rubric.toml`` beside the learners' folders applies to feedback and marks alike.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from kit.client_files import ClientFileError, ClientFolder, beside
from kit.diagnostics import Diagnostic, FilePosition, Place, dotted, file_error
from kit.i18n import N_, Message, UserText
from kit.plain_data import Data
from kit.review import RULES
from kit.studio.learning.cases import STEPS
from kit.workshop import WorkshopError
from kit.workshop.toml import parse_toml

BUILTIN = Path(__file__).with_name("rubric.toml")
"""The kit's own rubric."""

FILE = "rubric.toml"
"""The name of a trainer's rubric."""

LARGEST = 500_000
"""Most bytes of a rubric that is read."""

CRITERIA: dict[str, Message] = {
    "ideas": N_("Ideas of the case"),
    "facts": N_("Facts of the brief"),
    "number": N_("Number of entries"),
    "complete": N_("Completeness"),
    "worded": N_("In the customer’s words"),
    "precise": N_("Precision"),
    "grounded": N_("Grounding in the brief"),
    "linked": N_("Links with the other steps"),
    "review": N_("Quality check rules"),
}
"""The criteria that a rubric may use."""

UNKNOWN = N_("Unknown rubric field “{name}”. Choose from: {known}.")
MEANT = N_("Unknown rubric field “{name}”. Did you mean “{meant}”?")
MISSING = N_("“{name}” is missing here.")
VALUE = N_("“{value}” is not valid for “{name}”: {reason}.")
REASONS = {
    "int": N_("it must be a whole number"),
    "greater": N_("it must be greater"),
    "less": N_("it must be smaller"),
    "list": N_("it must be a list of texts"),
    "table": N_("it must be a table, as in “[persona.ideas]”"),
}
NO_WEIGHT = N_("No criterion of this step has a weight.")

Percent = Annotated[int, Field(ge=0, le=100, strict=True)]


class Strict(BaseModel):
    """A table of the rubric that knows only its own fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Criterion(Strict):
    """The marking of one criterion; shares are in percent.

    Attributes
    ----------
    enough
        The share from which the mark is full.
    least
        The share below which the step is not passed.
    wanted
        The number of records, for ``number``.
    fields
        The fields, for ``complete``.
    rules
        The ids of rules, for ``review``.
    """

    weight: Annotated[int, Field(ge=0, le=1000, strict=True)]
    enough: Annotated[int, Field(ge=1, le=100, strict=True)] = 100
    least: Percent = 0
    wanted: Annotated[int, Field(ge=1, le=1000, strict=True)] = 1
    fields: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class StepRubric(BaseModel):
    """The marking of one step."""

    model_config = ConfigDict(frozen=True)

    pass_mark: Percent
    criteria: Mapping[str, Criterion]


Rubric = Mapping[str, StepRubric]


def rubric_file(folder: Path) -> Path | None:
    """Return the file of the rubric that applies to a learner, or None for the kit's own.

    One beside the learners' folders takes precedence over one in the learner's own folder, so that
    learners cannot replace the trainer's rubric.
    """
    here = folder.resolve()
    try:
        return next(
            (up / FILE for up in (here.parent, here) if ClientFolder(up).is_file(FILE)), None
        )
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(here / FILE), error.message) from None


def rubric(path: Path | None = None) -> Rubric:
    """Return a rubric, with the kit's own for steps that it leaves out.

    Raises
    ------
    WorkshopError
        If the file cannot be used, with all its errors.
    """
    return {**_own(), **_read(path)} if path else _own()


@cache
def _own() -> Rubric:
    return _read(BUILTIN)


def _read(path: Path) -> Rubric:
    try:
        folder, name = beside(path)
        content = folder.read_bytes(name, LARGEST)
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(path), error.message) from None
    stated = parse_toml(path, content)
    faults: list[Diagnostic] = []
    read = {name: _step(path, name, stated[name], faults) for name in stated if name in STEPS}
    faults += [_unknown(path, (name,), STEPS) for name in stated if name not in STEPS]
    if faults:
        raise WorkshopError(faults)
    return {name: step for name, step in read.items() if step}


def _step(path: Path, name: str, stated: Data, faults: list[Diagnostic]) -> StepRubric | None:
    before = len(faults)
    if not isinstance(stated, dict):
        faults.append(_fault(path, (name,), VALUE, stated, REASONS["table"]))
        return None
    criteria: dict[str, Criterion] = {}
    for key, value in stated.items():
        if key == "pass":
            continue
        if key not in CRITERIA:
            faults.append(_unknown(path, (name, key), (*CRITERIA, "pass")))
            continue
        try:
            criteria[key] = Criterion.model_validate(value)
        except ValidationError as error:
            faults += [_validation_fault(path, (name, key), one) for one in error.errors()]
            continue
        for rule in criteria[key].rules:
            if rule not in RULES:
                faults.append(_unknown(path, (name, key, "rules"), tuple(RULES), rule))
    if len(faults) == before and not sum(c.weight for c in criteria.values()):
        faults.append(file_error(FilePosition(path, field=(name,)), _at((name,), NO_WEIGHT)))
    try:
        rubric = StepRubric(pass_mark=stated.get("pass", 60), criteria=criteria)
    except ValidationError as error:
        # Its only field that a file can get wrong is the pass mark.
        faults += [
            _validation_fault(path, (name,), {**one, "loc": ("pass",)}) for one in error.errors()
        ]
        return None
    return rubric if len(faults) == before else None


LOCATED = N_("in {place}: {says}")


def _at(place: Place, says: Message) -> Message:
    return LOCATED.filled(place=dotted(place), says=says)


def _fault(path: Path, place: Place, says: Message, value: Data, reason: Message) -> Diagnostic:
    filled = says.filled(name=UserText(str(place[-1])), value=UserText(str(value)), reason=reason)
    return file_error(FilePosition(path, field=place), _at(place, filled))


def _unknown(path: Path, place: Place, known: tuple[str, ...], name: str = "") -> Diagnostic:
    named = name or str(place[-1])
    close = difflib.get_close_matches(named, known, 1)
    if close:
        says = MEANT.filled(name=UserText(named), meant=close[0])
    else:
        says = UNKNOWN.filled(name=UserText(named), known=", ".join(known))
    return file_error(FilePosition(path, field=place), _at(place, says))


def _validation_fault(path: Path, place: Place, error: ErrorDetails) -> Diagnostic:
    at = (*place, *error["loc"])
    if error["type"] == "missing":
        says = MISSING.filled(name=UserText(str(at[-1])))
        return file_error(FilePosition(path, field=at), _at(place, says))
    if error["type"] == "extra_forbidden":
        return _unknown(path, at, tuple(Criterion.model_fields))
    kind = next((kind for kind in REASONS if error["type"].startswith(kind)), "int")
    if "tuple" in error["type"] or "string" in error["type"]:
        kind = "list"
    elif "model" in error["type"]:
        kind = "table"
    return _fault(path, at, VALUE, error["input"], REASONS[kind])
