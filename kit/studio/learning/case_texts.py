"""Read the TOML files of a case; an error names the file, the line and the field."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError
from pydantic_core import ErrorDetails

from kit.diagnostics import Diagnostic, FilePosition, Place, dotted, file_error
from kit.i18n import N_, Message, UserText
from kit.studio.learning.case_files import read_file
from kit.workshop import WorkshopError
from kit.workshop.toml import parse_toml

HINTS = 2
"""The number of hints of an exercise; the first of three is the same in every case."""

HEADER = re.compile(r"\s*\[(\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""\s*("[^"]+"|'[^']+'|[\w-]+)\s*=""")

IN_PLACE = N_("in {place}: {says}")
MISSING = N_("“{name}” is missing here.")
UNKNOWN = N_("Unknown field “{name}”. Choose from: {known}.")
MEANT = N_("Unknown field “{name}”. Did you mean “{meant}”?")
WRONG = N_("“{name}” is not valid: {reason}.")
REASONS: dict[str, Message] = {
    "string_too_long": N_("it is too long"),
    "string_too_short": N_("it is empty"),
    "string": N_("it must be a text between quotation marks"),
    "tuple": N_("it must be a list"),
    "list": N_("it must be a list"),
    "greater_than_equal": N_("it is too small"),
    "too_short": N_("it has too few items"),
    "too_long": N_("it has too many items"),
    "dict": N_("it must be a table"),
    "model": N_("it must be a table"),
    "literal": N_("it is not one of the values that are allowed"),
    "int": N_("it must be a whole number"),
    "float": N_("it must be a number"),
    "bool": N_("it must be true or false"),
}
OTHER_REASON = N_("it has another form than is expected")

MOST_WORDS = 30
"""Most ways to recognise an idea."""

LONGEST_WORDS = 200
"""Most characters of a way to recognise an idea."""

MOST_IDEAS = 20
"""Most ideas of a step."""

Text = Annotated[str, Field(min_length=1)]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)]


class Strict(BaseModel):
    """A table that knows only its own fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class IdeaText(Strict):
    """An idea of an exercise."""

    says: Text
    ask: Text
    words: Annotated[tuple[Words, ...], Field(min_length=1, max_length=MOST_WORDS)]
    feeling: Literal[-1, 0, 1] = 0


class ExerciseText(Strict):
    """The exercise of a step."""

    task: Text
    hints: Annotated[tuple[Text, ...], Field(min_length=HINTS, max_length=HINTS)]
    ideas: Annotated[dict[str, IdeaText], Field(min_length=1, max_length=MOST_IDEAS)]


class CaseText(Strict):
    """The texts of a case in one language."""

    title: Text
    persona: ExerciseText
    stages: ExerciseText
    touchpoints: ExerciseText
    emotions: ExerciseText
    pain_points: ExerciseText = Field(alias="pain-points")
    improvements: ExerciseText

    def exercise(self, step: str) -> ExerciseText:
        """Return the exercise of a step."""
        found: ExerciseText = getattr(self, step.replace("-", "_"))
        return found


class QuestionText(Strict):
    """A question of a self-test; ``right`` is the number of the right choice, from 1."""

    asks: Text
    choices: Annotated[tuple[Text, ...], Field(min_length=2)]
    right: Annotated[int, Field(ge=1)]
    because: Text
    method: tuple[str, ...] = ()


class SelfTestText(Strict):
    """A self-test in one language."""

    questions: Annotated[tuple[QuestionText, ...], Field(min_length=1)]


Table = TypeVar("Table", bound=BaseModel)


def read_table(path: Path, kind: type[Table]) -> Table:
    """Return the table in a TOML file.

    Raises
    ------
    WorkshopError
        If it cannot be read, or a field is wrong, with all errors.
    """
    content = read_file(path)
    stated = parse_toml(path, content)
    try:
        return kind.model_validate(stated)
    except ValidationError as error:
        text = content.decode("utf-8-sig")
        raise WorkshopError([_fault(path, text, one, kind) for one in error.errors()]) from None


def fault(path: Path, text: str, place: Place, says: Message) -> Diagnostic:
    """Return an error at a place of a TOML file, with its line."""
    position = FilePosition(path, line_of(text, place), field=place)
    return file_error(position, IN_PLACE.filled(place=dotted(place), says=says) if place else says)


def _fault(path: Path, text: str, error: ErrorDetails, kind: type[BaseModel]) -> Diagnostic:
    place = tuple(error["loc"])
    kind_of_error = error["type"]
    if kind_of_error == "missing" and isinstance(place[-1], int):  # an item of a list, as of [39]
        place, kind_of_error = place[:-1], "too_short"
    name = UserText(str(place[-1])) if place else UserText("")
    if kind_of_error == "missing":
        return fault(path, text, place, MISSING.filled(name=name))
    if kind_of_error == "extra_forbidden":
        known = _known(kind, place)
        close = difflib.get_close_matches(str(place[-1]), known, 1)
        says = (
            MEANT.filled(name=name, meant=close[0])
            if close
            else UNKNOWN.filled(name=name, known=", ".join(known))
        )
        return fault(path, text, place, says)
    reason = next((r for key, r in REASONS.items() if kind_of_error.startswith(key)), OTHER_REASON)
    return fault(path, text, place, WRONG.filled(name=name, reason=reason))


def _known(kind: type[BaseModel], place: Place) -> list[str]:
    """Return the fields that are known where an unknown one stands."""
    fields = _model_at(kind, place[:-1]).model_fields
    return [info.alias or name for name, info in fields.items()]


def _model_at(kind: type[BaseModel], place: Place) -> type[BaseModel]:
    """Return the table that stands at a place of a file.

    The place leads through fields by their names in the file, keys of dicts and numbers of items.
    """
    at: object = kind
    for part in place:
        at = _inner(at)
        if isinstance(at, type) and issubclass(at, BaseModel):
            named = {info.alias or name: info for name, info in at.model_fields.items()}
            at = named[str(part)].annotation
        else:
            at = next(one for one in reversed(get_args(at)) if one is not Ellipsis)
    found = _inner(at)
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        raise TypeError(f"no table at {place}")
    return found


def _inner(kind: object) -> object:
    """Return what an annotated type or a root model holds."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif isinstance(kind, type) and issubclass(kind, RootModel):
            kind = kind.model_fields["root"].annotation
        else:
            return kind


def line_of(text: str, place: Place) -> int:
    r"""Return the line of a place of a TOML file, or of the nearest around it that has one.

    >>> line_of("[persona.ideas]\ntime = 1\n", ("persona", "ideas", "time"))
    2
    """
    counts: Counter[str] = Counter()
    table: Place = ()
    best, found = 0, 1
    for number, line in enumerate(text.splitlines(), 1):
        if header := HEADER.match(line):
            table = tuple(part.strip().strip("\"'") for part in header[2].split("."))
            if header[1]:
                table = (*table, counts[header[2]])
                counts[header[2]] += 1
            here = table
        elif key := KEY.match(line):
            here = (*table, key[1].strip("\"'"))
        else:
            continue
        if here == place[: len(here)] and len(here) > best:
            best, found = len(here), number
    return found
