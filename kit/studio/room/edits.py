"""Edits of the map by what a round revealed: ordinary ones, which can be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor
from statistics import median

from kit.evidence.verbatims.similar_notes import merged
from kit.i18n import N_, Texts, UserText
from kit.journey import Journey
from kit.plain_data import Data
from kit.room.rounds import WHOLE, Round, whole
from kit.steps.emotions import WORDS

Given = Mapping[str, Mapping[str, Data]]
"""The answers of a round: by device, then by item."""

Edit = dict[str, Data]

SAID_BY = N_("Participants: {count}")
CHOSEN = N_("{question} {option}: {count} of {n}")


def edits_of(of: Round, given: Given, journey: Journey, t: Texts) -> list[Edit]:
    """Return the edits of a round that was revealed; none where it has nothing for the map.

    Those of notes are :func:`note_edits`.

    Parameters
    ----------
    given
        Its answers.
    t
        The texts of the client's language.
    """
    if of.kind == "scores":
        return list(_scores(of, given, journey))
    if of.kind == "dots":
        return list(_dots(of, given, journey))
    if of.kind == "impact-effort":
        return list(_placements(of, given, journey))
    return list(_choice(of, given, t)) if of.kind == "choice" else []


def note_edits(
    of: Round, given: Given, groups: Sequence[Sequence[str]], names: Mapping[str, str], t: Texts
) -> Iterator[Edit]:
    """Yield one note of the parking lot for each group, with all wordings.

    Parameters
    ----------
    groups
        Ids of notes, ``device:item``: those of one group say the same.
    """
    texts = {f"{d}:{item}": str(text) for d, said in given.items() for item, text in said.items()}
    for group in groups:
        said = [texts[id] for id in group if id in texts]
        if not said:
            continue
        people = {id.partition(":")[0] for id in group if id in texts}
        note: dict[str, Data] = {"text": merged(said, len(people), t)}
        by = [names[one] for one in sorted(people, key=int) if names.get(one)]
        if by:
            note["by"] = ", ".join(by)
        elif len(people) > 1:
            note["by"] = t(SAID_BY, count=len(people))
        note["heading"] = of.question
        yield {"op": "add", "place": ["notes"], "value": note}


def fewer_scores(of: Round, given: Given, journey: Journey) -> Iterator[tuple[str, int, int]]:
    """Yield the moments of which the map has more scores than a round: label, before and now."""
    if of.kind != "scores":
        return
    for item in of.items:
        now = sum(item.id in values for values in given.values())
        before = journey.emotion(of.persona, item.id)
        was = (before.n or len(before.scores)) if before else 0
        if 0 < now < was:
            yield item.label, was, now


def _scores(of: Round, given: Given, journey: Journey) -> Iterator[Edit]:
    """Yield the participants' scores of each moment, in place of those before (M4.2)."""
    for item in of.items:
        said = [one for values in given.values() if isinstance(one := values.get(item.id), Mapping)]
        scores = [whole(one["score"], -2, 2) for one in said if "score" in one]
        if not scores or journey.get(item.id) is None:
            continue
        at: Data = {"persona": of.persona, "at": item.id}
        before = journey.emotion(of.persona, item.id)
        if before and before.score is not None:
            yield _set(["emotions", at, "score"], None, before.score)
        was = list(before.scores) if before and before.scores else None
        yield _set(["emotions", at, "scores"], scores, was)
        word = _word([str(one["word"]) for one in said if one.get("word")], median(scores))
        if word and not (before and before.word):
            yield _set(["emotions", at, "word"], word, None)


def _word(words: Sequence[str], score: float) -> str:
    """Return the word most participants chose, unless it contradicts the median."""
    for word, _ in Counter(words).most_common():
        if word in WORDS and WORDS[word][1] * score >= 0:
            return word
    return ""


def _dots(of: Round, given: Given, journey: Journey) -> Iterator[Edit]:
    total: Counter[str] = Counter()
    for values in given.values():
        dots = values.get(WHOLE)
        if isinstance(dots, Mapping):
            total.update({id: whole(count, 0, 50) for id, count in dots.items()})
    collections = {one.id: "pain_points" for one in journey.pain_points}
    collections |= {one.id: "improvements" for one in journey.improvements}
    for item in of.items:
        if collection := collections.get(item.id):
            was = journey[item.id].votes
            yield _set([collection, item.id, "votes"], total[item.id], was)


def _placements(of: Round, given: Given, journey: Journey) -> Iterator[Edit]:
    """Yield the median of impact and effort; between two points, the less favourable of the two."""
    known = {one.id for one in journey.improvements}
    for item in of.items:
        said = [one for values in given.values() if isinstance(one := values.get(item.id), Mapping)]
        if not said or item.id not in known:
            continue
        impact = floor(median(whole(one["impact"], 1, 5) for one in said))
        effort = ceil(median(whole(one["effort"], 1, 5) for one in said))
        before = journey[item.id]
        yield _set(["improvements", item.id, "impact"], impact, before.impact)
        yield _set(["improvements", item.id, "effort"], effort, before.effort)


def _choice(of: Round, given: Given, t: Texts) -> Iterator[Edit]:
    chosen = Counter(str(values[WHOLE]) for values in given.values() if WHOLE in values)
    for id, count in chosen.most_common(1):
        label = next((item.label for item in of.items if item.id == id), id)
        text = t(
            CHOSEN,
            question=UserText(of.question),
            option=UserText(label),
            count=count,
            n=chosen.total(),
        )
        yield {"op": "add", "place": ["notes"], "value": {"text": text, "heading": of.question}}


def _set(place: list[Data], value: Data, was: Data) -> Edit:
    return {"op": "set", "place": place, "value": value, "was": was}
