"""Rounds of a room: their kinds, their items, and the form that an answer must have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal, get_args

from kit.i18n import N_, Message
from kit.plain_data import Data

Kind = Literal["notes", "scores", "dots", "choice", "impact-effort", "feedback"]
KINDS: tuple[Kind, ...] = get_args(Kind)

KIND_LABELS: dict[Kind, Message] = {
    "notes": N_("Notes", "round"),
    "scores": N_("Scores", "round"),
    "dots": N_("Dots", "round"),
    "choice": N_("Choice", "round"),
    "impact-effort": N_("Impact and effort", "round"),
    "feedback": N_("Feedback", "round"),
}

Status = Literal["open", "closed", "revealed"]
STATUSES: tuple[Status, ...] = get_args(Status)

ITEMS = 60
"""The most items of a round."""

NOTES = 60
"""The most notes of one device in a round."""

SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""White space that becomes one space."""

SHORT, LONG = 40, 280
"""The most characters of a word or a name, and of a note or a thought."""

FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
ITEM_ID = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
STEPPED: tuple[Kind, ...] = ("scores", "impact-effort")
"""The kinds that ask for an answer to each item."""

WHOLE = "all"
"""The item of an answer that concerns the round as a whole."""


class AnswerError(ValueError):
    """An answer that the round does not take; the message is for the log of a developer."""


@dataclass(frozen=True)
class Item:
    """Something to be scored, chosen or given dots: a touchpoint, a pain point, an improvement."""

    id: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Round:
    """A question to all participants, answered in private until it is revealed.

    Attributes
    ----------
    number
        Counted from 1 within the room.
    step
        The step of the workshop to which it belongs, such as ``emotions``; may be empty.
    persona
        The persona whose emotion is scored.
    budget
        The dots of each participant.
    moderated
        Whether notes stay hidden until the trainer releases them.
    repeats
        The number of the round that this one asks again; 0 for none.
    imported
        The file whose answers fill it, of people who are not in the room.
    """

    number: int
    kind: Kind
    question: str
    items: tuple[Item, ...] = ()
    step: str = ""
    persona: str = ""
    budget: int = 0
    moderated: bool = False
    repeats: int = 0
    imported: str = ""
    status: Status = "open"

    def to_data(self) -> dict[str, Data]:
        """Return the round as JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Data]) -> Round:
        """Return the round that JSON describes.

        Raises
        ------
        AnswerError
            If it describes none.
        """
        kind = next((kind for kind in KINDS if kind == data.get("kind")), None)
        items = data.get("items")
        listed = items if isinstance(items, Sequence) and not isinstance(items, str) else ()
        if kind is None or len(listed) > ITEMS:
            raise AnswerError("not a round")
        return cls(
            whole(data.get("number"), 1, 999),
            kind,
            clean(data.get("question"), LONG),
            tuple(_item(item) for item in listed),
            clean(data.get("step"), SHORT),
            clean(data.get("persona"), 80),
            whole(data.get("budget") or 0, 0, 50),
            bool(data.get("moderated")),
            whole(data.get("repeats") or 0, 0, 999),
            clean(data.get("imported"), LONG),
            checked_status(data.get("status", "open")),
        )


@dataclass
class Answers:
    """The answers of one device to a round: for each item the last value that it sent."""

    values: dict[str, Data] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether the device has answered at all."""
        return bool(self.values)

    def complete(self, of: Round) -> bool:
        """Return whether nothing that a round asks for is left unanswered."""
        if of.kind not in STEPPED:
            return bool(self)
        return all(item.id in self.values for item in of.items)


def clean(text: Data, most: int) -> str:
    r"""Return a text on one line: composed (NFC), without control characters, not too long.

    No-break spaces stay: they hold a French question mark in its line.

    >>> clean("  a\n\tb\u202f?  ", 10)
    'a b\u202f?'
    """
    if not isinstance(text, str):
        return ""
    line = FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    return SPACES.sub(" ", line).strip()[:most]


def checked_answer(of: Round, item: str, value: Data) -> Data:
    """Return the value of an answer in the form in which it is kept; None withdraws it.

    Raises
    ------
    AnswerError
        If the round has no such item, or the value is none that it takes.
    """
    if not ITEM_ID.fullmatch(item):
        raise AnswerError("item")
    if of.kind == "notes":
        return clean(value, LONG) or None
    if of.kind in ("dots", "choice"):
        if item != WHOLE:
            raise AnswerError("item")
        return _dots(of, value) if of.kind == "dots" else _one_of(of, value)
    if item not in {one.id for one in of.items}:
        raise AnswerError("item")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise AnswerError("value")
    if of.kind == "impact-effort":
        return {name: whole(value.get(name), 1, 5) for name in ("impact", "effort")}
    said: dict[str, Data] = {}
    if value.get("score") is not None:
        low, high = (1, 5) if of.kind == "feedback" else (-2, 2)
        said["score"] = whole(value["score"], low, high)
    elif of.kind == "scores":
        raise AnswerError("score")
    for name, most in (("word", SHORT), ("thought", LONG), ("text", LONG)):
        if text := clean(value.get(name), most):
            said[name] = text
    return said or None


def _dots(of: Round, value: Data) -> Data:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise AnswerError("value")
    known = {one.id for one in of.items}
    dots = {id: whole(count, 0, of.budget) for id, count in value.items() if id in known}
    if len(dots) != len(value) or sum(dots.values()) > of.budget:
        raise AnswerError("dots")
    return {id: count for id, count in dots.items() if count} or None


def _one_of(of: Round, value: Data) -> Data:
    if value is not None and value not in [one.id for one in of.items]:
        raise AnswerError("value")
    return value


def checked_status(value: Data) -> Status:
    """Return a status of a round.

    Raises
    ------
    AnswerError
        If the value is none.
    """
    for status in STATUSES:
        if status == value:
            return status
    raise AnswerError("status")


def whole(value: Data, low: int, high: int) -> int:
    """Return a whole number within bounds.

    Raises
    ------
    AnswerError
        If the value is none.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise AnswerError("number")
    return value


def _item(data: Data) -> Item:
    if not isinstance(data, Mapping):
        raise AnswerError("item")
    id = data.get("id")
    if not isinstance(id, str) or not ITEM_ID.fullmatch(id):
        raise AnswerError("item")
    return Item(id, clean(data.get("label"), LONG), clean(data.get("detail"), LONG))
