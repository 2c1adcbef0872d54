"""Fill a round of scores from a form tool's export, for people who are not in the room."""

from __future__ import annotations

from pathlib import Path

from kit.evidence.reading import read
from kit.evidence.table import Scale, UnreadableError
from kit.evidence.verbatims.similarity import closest
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.plain_data import Data
from kit.room.room import PEOPLE
from kit.room.rounds import ITEMS, Item, Round
from kit.sources import Role
from kit.studio.room.proposals import SCORES_OF, moments_of

TOO_MANY = N_("It has {count} answers; a round takes {most} at most.")
SPLIT = N_("Split it into several files, and give each with --fill.")
NO_RATINGS = N_(
    "No rating in it can be assigned to a touchpoint or a stage of {persona}: put their names into "
    "the questions."
)
NAME_THEM = N_("“parcours questions CLIENT” writes a questionnaire whose answers are recognised.")


def imported_round(path: Path, journey: Journey, persona: str, t: Texts) -> dict[str, Data]:
    """Return a round of scores with the answers of a file, each of a person of its own.

    A rating goes to the touchpoint or stage whose name its question holds, on the scale from −2 to
    +2.

    Raises
    ------
    UnreadableError
        If the file cannot be read, has too many answers, or no rating is of the map.
    """
    table = read(path).table
    if table.n > PEOPLE:
        raise UnreadableError(TOO_MANY.filled(count=table.n, most=PEOPLE), SPLIT, file=path.name)
    moments = moments_of(journey, persona, t)[:ITEMS]
    names = {item.id: [item.label] for item in moments}
    people: list[dict[str, Data]] = [{} for _ in range(table.n)]
    used: dict[str, Item] = {}
    for column in table.of_role(Role.RATING):
        asked = " ".join(part for part in (column.question, column.item) if part) or column.name
        id = closest(asked, names)
        if not id or id in used or column.scale is None:
            continue
        used[id] = next(item for item in moments if item.id == id)
        values = table.data.column(column.name).to_pylist()
        for person, value in zip(people, values, strict=False):
            if isinstance(value, int | float):
                person[id] = {"score": score_of(value, column.scale)}
    name = str(journey[persona].name)
    if not used:
        raise UnreadableError(NO_RATINGS.filled(persona=name), NAME_THEM, file=path.name)
    question = t(SCORES_OF, persona=name)
    items = tuple(item for item in moments if item.id in used)
    of = Round(1, "scores", question, items, "emotions", persona, imported=path.name)
    return {**of.to_data(), "people": [person for person in people if person]}


def score_of(value: float, scale: Scale) -> int:
    """Return a rating as a whole score from −2 to +2.

    >>> [score_of(value, Scale(1, 5)) for value in (1, 3, 5)], score_of(5, Scale(1, 5, down=True))
    ([-2, 0, 2], -2)
    """
    share = (value - scale.worst) / (scale.best - scale.worst)
    return max(-2, min(2, round(4 * share - 2)))
