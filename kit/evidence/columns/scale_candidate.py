"""A column looked at as a rating: what it holds, and the scale that it is found to be on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kit.evidence.columns.answer_words import NO_ANSWER
from kit.evidence.columns.cells import Understood
from kit.evidence.columns.roles import RECOMMEND, spoken
from kit.evidence.table import Scale
from kit.sources import Role

ENOUGH = 30
"""So many answers show which values are given, and which are not."""

MOST_ANSWERS = 200


@dataclass
class Candidate:
    """A column looked at as a rating."""

    name: str
    question: str
    item: str
    group: str
    position: int
    column: Understood
    told: Scale | None = None
    given: Role | None = None
    scale: Scale | None = None
    role: Role | None = None
    values: dict[float, int] = field(default_factory=dict)
    words: dict[int, float] = field(default_factory=dict)
    undecided: tuple[str, ...] = ()
    labelled: bool = False

    def __post_init__(self) -> None:
        if self.column.type != "number" or len(self.column.cells.texts) > MOST_ANSWERS:
            return
        for place in self.column.held - self.column.odd:
            number = self.column.numbers.get(place)
            if number is None or number.point is None or number.unsure:
                self.values = {}
                return
            count = int(self.column.cells.counts[place])
            self.values[number.point] = self.values.get(number.point, 0) + count

    @property
    def spoken(self) -> str:
        """All that names it."""
        return spoken(self.name, self.question, self.item)

    @property
    def n(self) -> int:
        """How many answers it has."""
        return sum(self.values.values())

    @property
    def whole(self) -> bool:
        """Whether its values could be answers on a scale."""
        return bool(self.values) and all(
            float(value).is_integer() and 0 <= value <= 10 for value in self.values
        )

    @property
    def top(self) -> float:
        """The greatest value met."""
        return max(self.values, default=0)

    @property
    def bottom(self) -> float:
        """The least value met."""
        return min(self.values, default=0)

    def fits(self, scale: Scale) -> bool:
        """Whether its values lie on a scale, 0 as "not applicable" aside."""
        allowed = {value for value in self.values if value != 0}
        return bool(self.values) and all(scale.low <= value <= scale.high for value in allowed)

    def role_on(self, scale: Scale) -> Role:
        """Return what it is on a scale: a rating, or the likelihood to recommend."""
        if self.given in (Role.RATING, Role.NPS):
            return self.given
        nps = (scale.low, scale.high) == (0, 10) and RECOMMEND.search(self.spoken)
        return Role.NPS if nps else Role.RATING

    def settle(self, scale: Scale) -> None:
        """Take a scale for its own."""
        if scale.low > 0 and 0 in self.values:
            scale = replace(scale, not_applicable=(0,))
        self.scale = scale
        self.role = self.role_on(scale)

    def blanks(self) -> dict[str, int]:
        """Return the words among the answers of a worded rating that mean no answer."""
        cells = self.column.cells
        return {
            cells.texts[place]: int(cells.counts[place])
            for place in self.column.held
            if self.words and cells.texts[place].casefold().strip() in NO_ANSWER
        }
