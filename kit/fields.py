"""Base records and field types of the model: texts, dates, ratings, statements, counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import (
    Mapping,
)
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, Self, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kit.hints import Hint, Kind
from kit.i18n import (
    LANGUAGES,
    LOCALES,
    N_,
)
from kit.plain_data import Data

LONGEST_TEXT = 5000


class Record(BaseModel):
    """A frozen record: an edit returns a new one (:meth:`replace`), and saves nothing."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False
    )

    @model_validator(mode="before")
    @classmethod
    def _nothing_written(cls, value: Data) -> Data:
        """Drop known fields without a value; keep unknown ones, so that they are refused."""
        if isinstance(value, Mapping) and None in value.values():
            return {
                name: given
                for name, given in value.items()
                if given is not None or name not in cls.model_fields
            }
        return value

    def replace(self, **changes: Any) -> Self:
        """Return this record with some fields changed, validated like any other."""
        return type(self).model_validate({**self._fields(), **changes})

    def but(self, **changes: Any) -> Self:
        """Return :meth:`replace`, by its name in release 0.1.0."""
        return self.replace(**changes)

    def _fields(self) -> dict[str, Any]:
        # Iterating over a record would yield its cached properties too.
        return {name: getattr(self, name) for name in type(self).model_fields}

    def to_data(self) -> Any:
        """Return plain data as the file has it: the fields that differ from their defaults."""
        defaults = _defaults(type(self))
        return {
            name: _to_data(value)
            for name, value in self._fields().items()
            if name != "id" and value != defaults[name]
        }


@cache
def _defaults(kind: type[Record]) -> dict[str, Any]:
    """Return the defaults of a record's fields, to be compared with and never handed out."""
    fields = kind.model_fields
    return {n: field.get_default(call_default_factory=True) for n, field in fields.items()}


def _to_data(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_data()
    if isinstance(value, tuple):
        if value and isinstance(value[0], Record) and "id" in type(value[0]).model_fields:
            return {item.id: item.to_data() for item in value}
        return [_to_data(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _to_data(item) for key, item in value.items()}
    return value.value if isinstance(value, StrEnum) else value


# --- texts -----------------------------------------------------------------------------------


def _printable(text: str) -> str:
    for character in text:
        if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs"):
            raise PydanticCustomError(
                "control_character",
                "contains the control character {code}",
                {"code": f"U+{ord(character):04X}"},
            )
    return text


Text = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_TEXT), AfterValidator(_printable)
]
"""Free text of one or more characters, without control characters."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=60)]
"""An id by which a record is referred to: lower-case letters, digits and hyphens."""


def _written_out(value: Data) -> Data:
    # Left alone, a bare number would be taken for seconds since 1970.
    if isinstance(value, date) or re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value).strip()):
        return value
    raise PydanticCustomError("day", "is not a date such as 2026-11-22")


Day = Annotated[date, BeforeValidator(_written_out)]
"""A date, written year-month-day."""


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("time_zone", "is not a time zone such as Europe/Paris") from None
    return name


TimeZone = Annotated[str, AfterValidator(_time_zone)]
"""A time zone, by its name in the IANA database."""

Rating = Annotated[int, Field(ge=1, le=5)]
"""Importance, impact, persistence, effort: 1 (low) to 5 (high)."""

Score = Annotated[float, Field(ge=-2, le=2)]
"""An emotion or a sentiment: −2 (very negative) to +2 (very positive) (M4.1)."""


def numbers(value: Data) -> Data:
    """Return the parts of a text such as ``1, 2 -1; 0``; anything else as it is."""
    if isinstance(value, str):
        return value.replace(",", " ").replace(";", " ").split()
    return value


@lru_cache(4096)  # the names of columns and of answers are compared again and again
def normalize(text: str) -> str:
    """Return the words of a text in lower case, without accents or punctuation.

    >>> normalize("L’Été à Paris !")
    'l ete a paris'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the normalised words of ``locales/<language>/<name>.txt``, of every language."""
    files = [LOCALES / lang / f"{name}.txt" for lang in LANGUAGES]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return frozenset(normalize(line) for line in lines if line and not line.startswith("#"))


# --- statements --------------------------------------------------------------------------------


LINKED_EVIDENCE = Hint(
    N_("Evidence"), N_("Which source supports it?"), kind=Kind.LINK, links=("evidence",)
)


class Statement(Record):
    """A statement with its evidence; without any, it is an assumption (M1.2)."""

    text: Annotated[Text, Hint(N_("Statement"), form=False)]
    evidence: Annotated[tuple[Id, ...], LINKED_EVIDENCE] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Data) -> Data:
        if isinstance(value, str):
            return {"text": value}
        return with_list(value, "evidence")

    @property
    def assumed(self) -> bool:
        """True if it names no evidence."""
        return not self.evidence

    def to_data(self) -> Any:
        """Return the text alone if it names no evidence."""
        if not self.evidence:
            return self.text
        return {"text": self.text, "evidence": _one_or_more(self.evidence)}

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, handler(schema)]}


def with_list(value: Data, *names: str) -> Data:
    """Return the mapping with single texts under ``names`` wrapped in lists."""
    if isinstance(value, Mapping):
        changed = {n: [value[n]] for n in names if isinstance(value.get(n), str)}
        return {**value, **changed} if changed else value
    return value


def _one_or_more(items: tuple[str, ...]) -> Data:
    return items[0] if len(items) == 1 else list(items)


class Count(Record):
    """k of n customers: ``14 of 60``, or ``14`` if n is unknown (M5.2)."""

    k: int
    n: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Data) -> Data:
        if isinstance(value, int) and not isinstance(value, bool):
            return {"k": value}
        if isinstance(value, str):
            match = re.fullmatch(r"\s*(\d+)\s*(?:(?:of|sur|/)\s*(\d+))?\s*", value)
            if not match:
                raise PydanticCustomError("count", "is not a count such as 14 of 60, or 14")
            return {"k": match[1], "n": match[2]}
        return value

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.k < 0 or (self.n is not None and (self.n < 1 or self.k > self.n)):
            raise PydanticCustomError("count", "counts more than there are")
        return self

    @property
    def share(self) -> float | None:
        """k/n, or None if n is unknown."""
        return self.k / self.n if self.n else None

    def to_data(self) -> Any:
        """Return ``14 of 60``, or ``14``."""
        return f"{self.k} of {self.n}" if self.n else self.k

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        return {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": r"^\s*\d+\s*((of|sur|/)\s*\d+)?\s*$"},
            ],
            "examples": ["14 of 60"],
        }


# --- records keyed by their id -----------------------------------------------------------------


class Keyed:
    """Annotation for a mapping from id to record in the file, a tuple of records in the model."""

    def __get_pydantic_core_schema__(
        self, source: type, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._from_mapping, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Any:
        items = handler(schema)["items"]
        return {
            "type": "object",
            "additionalProperties": items,
            "propertyNames": {"pattern": r"^[a-z0-9]+([-_][a-z0-9]+)*$"},
        }

    @staticmethod
    def _from_mapping(value: Data) -> Data:
        if isinstance(value, Mapping):
            return [
                {**(record or {}), "id": key} if isinstance(record, Mapping | None) else record
                for key, record in value.items()
            ]
        if isinstance(value, tuple):
            return value
        raise PydanticCustomError("keyed", "is not a list of named entries, each with its id")


R = TypeVar("R", bound=Record)
Records = Annotated[tuple[R, ...], Keyed()]
