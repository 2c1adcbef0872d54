"""Which columns are ratings, and on which scale.

In this order: what the user says, what the question states (``from 1 to 5``), the words of the
answers, and last the values met, together with those of the columns beside it. What rests on the
values alone is marked as seen, and asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kit.evidence.cells import Understood
from kit.evidence.roles import CODED, NUMBER, RATING, RECOMMEND, spoken
from kit.evidence.table import Scale
from kit.evidence.words import NO_ANSWER, answer, means_no_answer, scales_of
from kit.sources import Role

STANDARD = (3, 5, 7, 10)
ENOUGH = 30
MOST_ANSWERS = 200

_STATED = (
    re.compile(
        r"(?:scale|échelle|skala|escala|scala|schaal|rate|note[rz]?|rating|bewerten|from|de|von|van|"
        r"between|entre)\D{0,40}?\b(?P<low>[01])\s*(?:to|-|–|—|à|a|bis|tot|and|et|und|/)\s*"
        r"(?P<high>3|4|5|6|7|9|10|100)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:from|de|von|van|da|between|entre|note[rz]?|rate|:)\s*(?P<low>[01])\s*[(,=:–-][^0-9]{1,60}?"
        r"[),]?\s*(?:to|bis|à|a|tot|and|et|und)\s*(?P<high>3|4|5|6|7|9|10|100)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<low>[01])\s*[=:]\s*[^\d=:]+\b(?P<high>3|4|5|6|7|9|10)\s*[=:]"),
    re.compile(r"[(\[](?P<low>[01])\s*(?:to|-|–|à|bis)\s*(?P<high>3|4|5|6|7|9|10|100)[)\]]"),
    re.compile(r"(?:out of|sur|von|/)\s*(?P<high>5|7|10)\b(?!\s*(?:%|years|ans))", re.IGNORECASE),
)


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


def rate(candidates: Sequence[Candidate]) -> None:
    """Give each column that is a rating its scale and its role."""
    for candidate in candidates:
        if candidate.told:
            candidate.scale = candidate.told
            candidate.role = _role(candidate, candidate.told)
    _by_marks(candidates)
    _by_words(candidates)
    open_ = [c for c in candidates if c.scale is None and c.given in (None, Role.RATING, Role.NPS)]
    for candidate in open_:
        stated = stated_scale(f"{candidate.question} {candidate.name} {candidate.item}")
        if stated and _fits(candidate, stated):
            _settle(candidate, stated)
    _by_values([c for c in open_ if c.scale is None])
    _sliders([c for c in open_ if c.scale is None])


def stated_scale(text: str) -> Scale | None:
    """Return the scale that a question states."""
    for pattern in _STATED:
        if match := pattern.search(text):
            low = float(match.groupdict().get("low") or 1)
            if float(match["high"]) > low:
                return Scale(low, float(match["high"]), "stated")
    return None


def _fits(candidate: Candidate, scale: Scale) -> bool:
    allowed = {value for value in candidate.values if value != 0}
    return bool(candidate.values) and all(scale.low <= value <= scale.high for value in allowed)


def _role(candidate: Candidate, scale: Scale) -> Role:
    if candidate.given in (Role.RATING, Role.NPS):
        return candidate.given
    nps = (scale.low, scale.high) == (0, 10) and RECOMMEND.search(candidate.spoken)
    return Role.NPS if nps else Role.RATING


def _settle(candidate: Candidate, scale: Scale) -> None:
    if scale.low > 0 and 0 in candidate.values:
        scale = replace(scale, not_applicable=(0,))
    candidate.scale = scale
    candidate.role = _role(candidate, scale)


def _by_marks(candidates: Sequence[Candidate]) -> None:
    """Find the ratings written as ``4/5`` or as stars: they say what they are out of."""
    for candidate in candidates:
        most = candidate.column.out_of
        if most and candidate.scale is None and candidate.values:
            low = 0.0 if most > 7 or 0 in candidate.values else 1.0
            _settle(candidate, Scale(low, most, "seen"))


# --- by the words of the answers -----------------------------------------------------------------


def _by_words(candidates: Sequence[Candidate]) -> None:
    texts = [
        c for c in candidates if c.scale is None and c.given is None and c.column.type == "text"
    ]
    groups: dict[str, list[Candidate]] = {}
    for candidate in texts:
        if len(candidate.column.held) <= 14:
            groups.setdefault(candidate.group or f"#{candidate.position}", []).append(candidate)
    for members in groups.values():
        _worded([m for m in members if _answers(m)])


def _answers(candidate: Candidate) -> dict[int, str]:
    cells = candidate.column.cells
    return {
        place: cells.texts[place]
        for place in candidate.column.held
        if not means_no_answer(cells.texts[place])
    }


def _worded(members: list[Candidate]) -> None:
    """Find the scale of one question; items of a matrix that do not share it are left out."""
    found = scales_of({text for member in members for text in _answers(member).values()})
    if not found and len(members) > 1:
        own = [m for m in members if scales_of(_answers(m).values())]
        for part in [own] if 0 < len(own) < len(members) else [[m] for m in members]:
            _worded(part)
        return
    if not found:
        return
    answers = sum(member.column.cells.total(set(_answers(member))) for member in members)
    by_size = sorted(found, key=lambda scale: scale[1])
    words_met = {answer(text) for member in members for text in _answers(member).values()}
    unlike = len({size for _, size in found}) < len(found)
    if unlike or len(words_met) < 3:
        for member in members:
            member.undecided = tuple(dict.fromkeys(f"1-{size}" for _, size in by_size))
        return
    # Few answers may well miss the middle one; of many, some would have chosen it.
    five = [scale for scale in by_size if scale[1] == 5]
    numbers, size = five[0] if five and answers < ENOUGH else by_size[0]
    for member in members:
        said = _answers(member)
        member.words = {place: float(numbers[answer(text)]) for place, text in said.items()}
        words = {text: float(numbers[answer(text)]) for text in said.values()}
        basis = "words" if len(found) == 1 else "seen"
        member.scale = Scale(1, size, "seen" if basis == "seen" else "words", words)
        member.role = Role.RATING


# --- by the values -------------------------------------------------------------------------------


def _by_values(candidates: Sequence[Candidate]) -> None:
    for run in _runs([c for c in candidates if c.whole]):
        top = _top(run)
        if not top:
            continue
        hinted = any(RATING.search(c.spoken) or RECOMMEND.search(c.spoken) for c in run)
        matrix = len(run) >= 3 and sum(len(c.values) >= 4 for c in run) >= 2
        asked = any(c.given in (Role.RATING, Role.NPS) or c.column.labels for c in run)
        tool = any(c.labelled and len(c.values) > 1 for c in run)
        if not (hinted or matrix or asked or tool):
            continue
        zero = [c for c in run if 0 in c.values]
        without = [c for c in run if 0 not in c.values and c.n >= ENOUGH]
        blank = bool(zero) and bool(without) and top <= 7
        low = 0.0 if zero and not blank else 1.0
        for candidate in run:
            recommend = bool(RECOMMEND.search(candidate.spoken)) and top == 10
            scale = Scale(0.0 if recommend else low, top, "seen")
            _settle(candidate, scale)


def _runs(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return columns that share a scale: of one question, or side by side with the same range."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        coded = CODED.search(candidate.spoken[:60]) or NUMBER.search(candidate.spoken[:60])
        if coded and not RATING.search(candidate.spoken) and not candidate.given:
            continue
        last = runs[-1][-1] if runs else None
        together = last is not None and (
            (bool(candidate.group) and candidate.group == last.group)
            or (
                not candidate.group
                and candidate.position <= last.position + 2
                and not RECOMMEND.search(candidate.spoken)
                and not RECOMMEND.search(last.spoken)
                and (
                    _own_top(candidate) == _own_top(last)
                    or (_stem(candidate.name) == _stem(last.name) and candidate.top not in STANDARD)
                    or candidate.top <= 1
                    or last.top <= 1
                )
            )
        )
        if together:
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return _joined([trimmed for run in runs if (trimmed := _trimmed(run))])


def _trimmed(run: list[Candidate]) -> list[Candidate]:
    """Return a run without the columns of only 0 and 1 at its ends: those are yes and no."""

    def yes_no(candidate: Candidate) -> bool:
        named = RATING.search(candidate.spoken) or candidate.given
        return set(candidate.values) <= {0, 1} and not named

    while run and yes_no(run[-1]):
        run = run[:-1]
    while run and yes_no(run[0]):
        run = run[1:]
    return run


def _joined(runs: list[list[Candidate]]) -> list[list[Candidate]]:
    """Return the runs with single columns of one stem joined, so that one extreme is enough."""
    joined: list[list[Candidate]] = []
    for run in runs:
        stem = _stem(run[0].name)
        if (
            joined
            and len(stem) >= 3
            and stem == _stem(joined[-1][-1].name)
            and not run[0].group
            and max(c.top for c in run) <= max(c.top for c in joined[-1])
            and max(c.top for c in run) not in (5, 7)
        ):
            joined[-1] += run
        else:
            joined.append(run)
    return joined


def _stem(name: str) -> str:
    return re.sub(r"[\W\d_]+$", "", re.sub(r"\[.*", "", name)).casefold()


def _own_top(candidate: Candidate) -> float:
    if 0 in candidate.values and candidate.top <= 3:
        return candidate.top
    return next((float(top) for top in STANDARD if top >= candidate.top), 10.0)


def _top(run: list[Candidate]) -> float:
    """Return the upper end of a scale of which these values were met."""
    top = max(candidate.top for candidate in run)
    if top < 2:
        return 0.0
    zero = any(0 in candidate.values for candidate in run)
    if zero and top <= 4:
        return top
    if top == 4 or top == 6:
        return float({4: 5, 6: 7}[int(top)])
    return next((float(standard) for standard in STANDARD if standard >= top), 0.0)


def _sliders(candidates: Sequence[Candidate]) -> None:
    """Find sliders of 0–100: three or more side by side, whole numbers that reach the end."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        fits = bool(candidate.values) and all(0 <= v <= 100 for v in candidate.values)
        if not fits or candidate.top < 90 or NUMBER.search(candidate.spoken[:60]):
            continue
        if runs and candidate.position == runs[-1][-1].position + 1:
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    for run in runs:
        if len(run) >= 3 and max(candidate.top for candidate in run) == 100:
            for candidate in run:
                _settle(candidate, Scale(0, 100, "seen"))


def blanks_of(candidate: Candidate) -> dict[str, int]:
    """Return the words among the answers of a worded rating that mean no answer."""
    cells = candidate.column.cells
    return {
        cells.texts[place]: int(cells.counts[place])
        for place in candidate.column.held
        if candidate.words and cells.texts[place].casefold().strip() in NO_ANSWER
    }
