"""Labels and questions of a field, for forms, questionnaires and the JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from kit.i18n import Message


class Kind(StrEnum):
    """The kind of input for a field."""

    LINE = "line"
    LONG = "long"
    LIST = "list"
    CHOICE = "choice"
    SCALE = "scale"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"
    LINK = "link"
    PICTURE = "picture"
    GROUP = "group"


@dataclass(frozen=True)
class Hint:
    """Label, questions and input of a field.

    Attributes
    ----------
    label
        Its name on a form and in the report.
    ask
        The question that the facilitator asks for it.
    survey
        The question to put to customers so that it can be filled (M1.5), where that helps.
    staff
        The question to put to employees, where they are asked (M7.2b).
    kind
        How it is asked for.
    choices
        For a choice, each value with its label.
    meanings
        For a choice, what some of its values mean, with examples.
    low, high
        For a scale, what its ends mean.
    links
        For ids, which collections of the journey they name: ``("stages", "touchpoints")``.
    form
        Whether forms have the field; the schema and the reference describe it in any case.
    """

    label: Message
    ask: Message | None = None
    survey: Message | None = None
    kind: Kind = Kind.LINE
    choices: Mapping[str, Message] = field(default_factory=dict)
    meanings: Mapping[str, Message] = field(default_factory=dict)
    low: Message | None = None
    high: Message | None = None
    links: tuple[str, ...] = ()
    staff: Message | None = None
    form: bool = True

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Any:
        described = dict(handler(schema))
        described["title"] = self.label.text
        if self.ask:
            described["description"] = self.ask.text
        return described


def hints(record: type[BaseModel]) -> Iterator[tuple[str, Hint]]:
    """Yield the fields of a record that a person fills in on a form, with their hints."""
    for name, hint in described_fields(record):
        if hint.form:
            yield name, hint


def described_fields(record: type[BaseModel]) -> Iterator[tuple[str, Hint]]:
    """Yield the fields of a record that have a hint, whether or not a form has them."""
    for name, info in record.model_fields.items():
        for extra in info.metadata:
            if isinstance(extra, Hint):
                yield name, extra
