"""The state of a room: its devices, rounds and answers, made of the events of its log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.plain_data import Data
from kit.room.log import Event
from kit.room.rounds import AnswerError, Answers, Round, checked_status, whole


@dataclass
class Device:
    """A participant's device; nameless where names are not asked.

    Attributes
    ----------
    seen
        When it last asked for something, in seconds of a monotonic clock.
    streams
        How many of its pages are connected.
    sent
        How many of its answers the log holds.
    """

    number: int
    token: str
    name: str = ""
    joined: float = 0.0
    seen: float = 0.0
    streams: int = 0
    sent: int = 0


@dataclass(frozen=True)
class Settings:
    """The settings of a room, as its trainer opened it.

    Attributes
    ----------
    names
        Whether participants are asked for a name or a nickname.
    """

    code: str = ""
    title: str = ""
    lang: str = "en"
    names: bool = False


@dataclass
class RoomState:
    """Devices, rounds and answers; it changes by :meth:`apply` alone.

    Attributes
    ----------
    answers
        By the number of the round, then by that of the device.
    released
        The notes that the trainer has released, as ``device:item``, by round.
    taken
        The rounds that the trainer has taken into the map.
    """

    settings: Settings = Settings()
    devices: dict[int, Device] = field(default_factory=dict)
    rounds: dict[int, Round] = field(default_factory=dict)
    answers: dict[int, dict[int, Answers]] = field(default_factory=dict)
    released: dict[int, set[str]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    opened: float = 0.0

    def __post_init__(self) -> None:
        self._by_token: dict[str, Device] = {}

    @property
    def current(self) -> Round | None:
        """The round that was opened last."""
        return self.rounds[max(self.rounds)] if self.rounds else None

    def device_of(self, token: str) -> Device | None:
        """Return the device that holds the token with this fingerprint."""
        return self._by_token.get(token)

    def answered(self, number: int) -> int:
        """Return how many devices have answered a round completely."""
        of = self.rounds[number]
        return sum(one.complete(of) for one in self.answers[number].values())

    def begun(self, number: int) -> int:
        """Return how many devices have answered a part of a round."""
        return sum(map(bool, self.answers[number].values())) - self.answered(number)

    def given(self, number: int) -> int:
        """Return how many answers a round has: of scores, one for each device and item."""
        return sum(len(one.values) for one in self.answers[number].values())

    def apply(self, event: Event) -> None:
        """Change the state by an event of the log."""
        body = event.body
        match body.get("do"):
            case "open-room":
                self.opened = self.opened or event.at
                self.settings = Settings(
                    str(body.get("code")),
                    str(body.get("title")),
                    str(body.get("lang")),
                    bool(body.get("names")),
                )
            case "join":
                self._join(event)
            case "answer":
                self._answer(event)
            case "round":
                opened = Round.from_data(mapping(body["round"]))
                self.rounds[opened.number] = opened
                self.answers.setdefault(opened.number, {})
                self.released.setdefault(opened.number, set())
            case "fill":
                self._fill(event)
            case "status":
                number = whole(body["round"], 1, 999)
                status = checked_status(body["status"])
                self.rounds[number] = replace(self.rounds[number], status=status)
            case "release":
                notes = set(strings(body["notes"]))
                released = self.released[whole(body["round"], 1, 999)]
                if body.get("released"):
                    released |= notes
                else:
                    released -= notes
            case "take":
                number = whole(body["round"], 1, 999)
                if body.get("taken", True):
                    self.taken.add(number)
                else:
                    self.taken.discard(number)

    def _fill(self, event: Event) -> None:
        filled = Round.from_data(mapping(event.body["round"]))
        self.rounds[filled.number] = filled
        self.released[filled.number] = set()
        self.answers[filled.number] = {
            int(person): Answers(dict(mapping(values)))
            for person, values in mapping(event.body["answers"]).items()
        }

    def _join(self, event: Event) -> None:
        number = whole(event.body["device"], 1, 9999)
        token, name = str(event.body["token"]), str(event.body.get("name") or "")
        if known := self.devices.get(number):
            known.name = name
            return
        device = Device(number, token, name, event.at)
        self.devices[number] = self._by_token[token] = device

    def _answer(self, event: Event) -> None:
        number, item = whole(event.body["round"], 1, 999), str(event.body["item"])
        if device := self.devices.get(event.device):
            device.sent += 1
        mine = self.answers[number].setdefault(event.device, Answers())
        if event.body.get("value") is None:
            mine.values.pop(item, None)
        else:
            mine.values[item] = event.body["value"]


def mapping(data: Data) -> Mapping[str, Data]:
    """Return data that must be a mapping."""
    if not isinstance(data, Mapping):
        raise AnswerError("not a mapping")
    return data


def mappings(data: Data) -> list[Mapping[str, Data]]:
    """Return the items of a list that must be mappings; none where there is no list."""
    return [mapping(one) for one in data] if isinstance(data, list) else []


def strings(data: Data) -> list[str]:
    """Return data that must be a list of texts."""
    if isinstance(data, str) or not isinstance(data, Sequence):
        raise AnswerError("not a list")
    return [one for one in data if isinstance(one, str)]
