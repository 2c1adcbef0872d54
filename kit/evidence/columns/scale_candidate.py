"""Hold a column that may be a rating, with its values and the scale found for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kit.evidence.columns.answer_words import NO_ANSWER
from kit.evidence.columns.cells import ParsedColumn
from kit.evidence.columns.roles import RECOMMEND, column_label
from kit.evidence.table import Scale
from kit.sources import Role

ENOUGH_ANSWERS = 30
"""Number of answers from which a value that nobody gave counts as impossible."""

MOST_ANSWERS = 200

CODES = frozenset(map(float, (-1, -7, -8, -9, -66, -77, -88, -97, -98, -99, -999, 77, 88, 97, 98,
                              99, 999)))  # fmt: skip
"""Numbers that survey tools write for no answer, beyond the ends of a scale."""

MOST_CODES = 3


@dataclass
class Candidate:
    """A column that may be a rating.

    Attributes
    ----------
    known_scale, known_role
        From the user's options, or from the format.
    scale, role
        As found; None if it is not a rating.
    values
        Count of each number; empty if any is ambiguous.
    words
        Numbers of worded answers, by index of the text.
    undecided
        Scales such as ``1-5`` between which the user has to choose; the column is no rating yet.
    guess
        Scale that its values look like, while nothing states one (F20).
    codes
        Numbers beyond a stated scale that are taken for no answer.
    labelled
        As in :class:`kit.evidence.columns.raw_table.RawTable`.
    """

    name: str
    question: str
    item: str
    group: str
    position: int
    column: ParsedColumn
    known_scale: Scale | None = None
    known_role: Role | None = None
    scale: Scale | None = None
    role: Role | None = None
    values: dict[float, int] = field(default_factory=dict)
    words: dict[int, float] = field(default_factory=dict)
    undecided: tuple[str, ...] = ()
    guess: Scale | None = None
    codes: tuple[float, ...] = ()
    labelled: bool = False

    def __post_init__(self) -> None:
        if self.column.type != "number" or len(self.column.cells) > MOST_ANSWERS:
            return
        for place in self.column.present - self.column.unparsed:
            number = self.column.numbers.get(place)
            if number is None or number.point is None or number.ambiguous:
                self.values = {}
                return
            count = int(self.column.cells.counts[place])
            self.values[number.point] = self.values.get(number.point, 0) + count

    @property
    def label(self) -> str:
        """Name, question and item, normalized."""
        return column_label(self.name, self.question, self.item)

    @property
    def n(self) -> int:
        """Number of answers."""
        return sum(self.values.values())

    @property
    def could_be_rating(self) -> bool:
        """True if all values are integers from 0 to 10."""
        return bool(self.values) and all(
            float(value).is_integer() and 0 <= value <= 10 for value in self.values
        )

    @property
    def top(self) -> float:
        """The greatest value; 0 if there is none."""
        return max(self.values, default=0)

    @property
    def bottom(self) -> float:
        """The least value; 0 if there is none."""
        return min(self.values, default=0)

    def fits(self, scale: Scale) -> bool:
        """Return whether its values lie on a scale; 0 and codes may mean “not applicable”."""
        inside = [value for value in self.values if scale.low <= value <= scale.high]
        beyond = {*self.values} - {*inside, 0}
        return bool(inside) and beyond <= CODES and len(beyond) <= MOST_CODES

    def role_for(self, scale: Scale) -> Role:
        """Return its role on a scale: a rating, or the likelihood to recommend."""
        if self.known_role in (Role.RATING, Role.NPS):
            return self.known_role
        nps = (scale.low, scale.high) == (0, 10) and RECOMMEND.search(self.label)
        return Role.NPS if nps else Role.RATING

    def set_scale(self, scale: Scale) -> None:
        """Set its scale and its role; 0 below the scale means “not applicable”."""
        if scale.low > 0 and 0 in self.values:
            scale = replace(scale, not_applicable=(*scale.not_applicable, 0.0))
        beyond = [v for v in self.values if v and not scale.low <= v <= scale.high]
        self.codes = tuple(sorted(beyond)) if self.fits(scale) else ()
        self.scale = scale
        self.role = self.role_for(scale)

    def no_answers(self) -> dict[str, int]:
        """Return the counts of words for no answer among those of a worded rating."""
        cells = self.column.cells
        return {
            cells.texts[place]: int(cells.counts[place])
            for place in self.column.present
            if self.words and cells.texts[place].casefold().strip() in NO_ANSWER
        }
