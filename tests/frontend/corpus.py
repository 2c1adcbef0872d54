"""Edits with their results, which the kit and the board must both produce.

``python -m tests.frontend.corpus`` writes ``tests/frontend/edits.json``. Journeys stand in it as
the board holds them: collections whose records have ids are lists, whose order both languages keep.

A case is of one of these kinds:

- ``after``: the collections that differ once all ``edits`` are applied, null where one is gone;
- ``refused``: one edit that changes nothing, since what it is about is missing or taken;
- ``names``: an edit, and the same edit (``renamed``) after the session gave its records other ids.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kit.journey import KEYED, Journey
from kit.studio.sync.edits import ClashError, Edit, RefusedError, apply_edit
from kit.studio.sync.id_conflicts import replace_ids
from kit.studio.sync.places import to_dict, value_at
from kit.studio.widgets.board import records_as_lists
from tests.journeys import feeling, journey

FILE = Path(__file__).with_name("edits.json")
SEED = 18
COUNT = 320

Data = dict[str, Any]


def from_lists(data: Mapping[str, Any]) -> Data:
    """Return a journey as the file writes it from one as the board holds it."""
    return {
        name: {record["id"]: _record(record) for record in value} if name in KEYED else value
        for name, value in data.items()
    }


def _record(record: Mapping[str, Any]) -> Data:
    kept = {name: value for name, value in record.items() if name != "id"}
    if "kpis" in kept:
        kept["kpis"] = {kpi["id"]: _record(kpi) for kpi in kept["kpis"]}
    return kept


def as_lists(data: Mapping[str, Any]) -> Data:
    """Return a journey as the board holds it; a collection that is not there stays away."""
    listed = records_as_lists(data)
    return {name: value for name, value in listed.items() if name in data}


def base_journeys() -> dict[str, Data]:
    """Return the journeys that are edited, as the file writes them."""
    small = journey(
        goals={"fewer-calls": {"name": "Moins d’appels"}, "2": {"name": "Plus de ventes"}},
        evidence={
            "survey": {"name": "Enquête", "kind": "survey"},
            "visits": {"name": "Visites", "kind": "mystery-visit"},
        },
        personas={
            "lea": {"name": "Léa", "goals": {"short_term": ["un cadeau", "avant samedi"]}},
            "10": {"name": "Dix", "empathy": {"needs": ["parler", "parler"]}},
        },
        stages={
            "chercher": {
                "name": "Je cherche",
                "experience": {"lea": {"goal": "trouver", "actions": ["comparer", "lire"]}},
                "kpis": {"visits-a-day": {"name": "Visites"}, "7": {"name": "Appels"}},
            },
            "acheter": {"name": "J’achète"},
            "1": {"name": "Je reviens"},
        },
        emotions=[
            feeling("vitrine", 1, word="curious"),
            feeling("caisse", -1),
            {"persona": "10", "at": "caisse", "score": 0.5},
            feeling("chercher", 2),
        ],
        pain_points={
            "queue": {"at": "caisse", "what": "La file"},
            "light": {
                "at": "chercher",
                "what": {"text": "Sombre", "evidence": ["survey"]},
                "personas": ["lea"],
            },
        },
        improvements={
            "lamp": {"solution": "Une lampe", "removes": ["light"], "impact": 4, "effort": 1},
            "2nd-till": {"solution": "Une caisse de plus", "removes": ["queue"]},
        },
        notes=["une note", {"text": "une autre", "by": "Awa"}, "une note"],
    )
    bare = Journey.model_validate({"client": {"name": "Vide", "language": "fr"}})
    return {"small": to_dict(small), "bare": to_dict(bare)}


class Hand:
    """Draws edits as people make them on the board, and some that come too late."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def edit(self, data: Data) -> Edit:
        """Draw an edit of a journey; not every one of them can be made."""
        kinds = [
            self.field, self.field, self.added, self.removed, self.moved, self.item, self.item,
            self.feeling, self.feeling, self.kpi, self.experience, self.group, self.late,
            self.batch, self.batch,
        ]  # fmt: skip
        return self.random.choice(kinds)(data)

    def field(self, data: Data) -> Edit:
        """Set a field of a record."""
        collection, id = self._record(data)
        fields = {
            "touchpoints": {"name": ["Caisse", " ", None], "importance": [1, 5, None]},
            "pain_points": {
                "what": ["La file", ""],
                "at": ["caisse", "acheter"],
                "votes": [3, None],
            },
            "improvements": {"impact": [1, 5, None], "removes": [["queue"], None]},
        }.get(collection, {"name": ["Nom", "Nom neuf", ""]})
        name = self.random.choice(sorted(fields))
        place = [collection, id, name]
        value = self.random.choice(fields[name])
        return {"op": "set", "place": place, "value": value, **self._was(data, place)}

    def added(self, data: Data) -> Edit:
        """Add a record, before another or last; its id may be taken."""
        values: dict[str, Data] = {
            "goals": {"name": "But"},
            "channels": {"name": "Canal"},
            "personas": {"name": "Zoé"},
            "stages": {"name": "Étape", "kpis": {"9": {"name": "Neuf"}, "a": {"name": "A"}}},
            "touchpoints": {"stage": "acheter", "name": "Reçu"},
            "pain_points": {"at": "caisse", "what": "Lent"},
            "improvements": {"solution": "Vite", "removes": ["queue"]},
        }
        collection = self.random.choice(sorted(values))
        ids = list(data.get(collection, {}))
        id = self.random.choice(["neuf", "3", "zz-top", *ids[:1]])
        before = self.random.choice([None, "gone", *ids])
        return {
            "op": "add",
            "place": [collection, id],
            "value": values[collection],
            "before": before,
        }

    def removed(self, data: Data) -> Edit:
        """Remove a record."""
        place = list(self._record(data))
        return {"op": "remove", "place": place, **self._was(data, place)}

    def moved(self, data: Data) -> Edit:
        """Move a record before another, or last."""
        collection, id = self._record(data)
        before = self.random.choice([None, "gone", *data.get(collection, {})])
        return {"op": "move", "place": [collection, id], "before": before}

    def item(self, data: Data) -> Edit:
        """Change a list: add an item, or set, remove or move one that may have moved meanwhile."""
        place = self.random.choice(
            [
                ["notes"],
                ["personas", "lea", "goals", "short_term"],
                ["personas", "10", "empathy", "needs"],
            ]
        )
        items = value_at(data, place) or []
        items = [items] if isinstance(items, str) else items
        kind = self.random.choice(["add", "set", "remove", "move"])
        before = self.random.choice([None, *range(len(items))])
        value = self.random.choice(["neuf", "une note", {"text": "dit", "evidence": ["survey"]}])
        if kind == "add" or not items:
            return {"op": "add", "place": place, "value": value, "before": before}
        number = self.random.randrange(len(items))
        was = {"was": self.random.choice(items)} if self.random.random() < 0.8 else {}
        edit = {"op": kind, "place": [*place, number], **was}
        if kind == "set":
            return {**edit, "value": self.random.choice([value, None, ""])}
        return {**edit, "before": before} if kind == "move" else edit

    def feeling(self, data: Data) -> Edit:
        """Set a field of an emotion, which may create its entry or remove it."""
        who = self.random.choice(["lea", "10"])
        at = self.random.choice(["vitrine", "caisse", "site", "chercher"])
        name, values = self.random.choice(
            [("score", [-2, 0.5, None]), ("word", ["curious", None]), ("scores", [[1, 2], None])]
        )
        place = ["emotions", {"persona": who, "at": at}, name]
        value = self.random.choice(values)
        return {"op": "set", "place": place, "value": value, **self._was(data, place)}

    def kpi(self, data: Data) -> Edit:
        """Change the indicators of a stage or a touchpoint."""
        owner = self.random.choice(
            [["stages", "chercher"], ["stages", "acheter"], ["touchpoints", "site"]]
        )
        id = self.random.choice(["visits-a-day", "7", "new", "5"])
        place = [*owner, "kpis", id]
        kind = self.random.choice(["add", "add", "set", "value", "remove", "move"])
        if kind == "set":
            return {"op": "set", "place": [*place, "name"], "value": "Neuf"}
        if kind == "value":
            return {"op": "set", "place": [*place, "values", "2026-01-31"], "value": 4.5}
        if kind == "add":
            return {"op": "add", "place": place, "value": {"name": "KPI"}, "before": None}
        if kind == "remove":
            return {"op": "remove", "place": place}
        return {"op": "move", "place": place, "before": self.random.choice([None, "7"])}

    def experience(self, data: Data) -> Edit:
        """Change what a persona lives in a stage."""
        stage = self.random.choice(["chercher", "acheter", "1"])
        place = ["stages", stage, "experience", self.random.choice(["lea", "10"])]
        name = self.random.choice(["goal", "actions", "thoughts"])
        if name != "goal":
            return {"op": "add", "place": [*place, name], "value": "lire", "before": None}
        said = self.random.choice(["trouver", {"text": "trouver", "evidence": "survey"}, None])
        return {"op": "set", "place": [*place, name], "value": said}

    def group(self, data: Data) -> Edit:
        """Set a field of what frames the journey."""
        place, values = self.random.choice(
            [
                (["scenario", "title"], ["Noël", "  ", None]),
                (["client", "sector"], ["luminaires", None]),
                (["map", "reviewed"], ["2026-11-01", None]),
            ]
        )
        return {"op": "set", "place": place, "value": self.random.choice(values)}

    def late(self, data: Data) -> Edit:
        """Edit a record that is gone, or a place that cannot exist."""
        return self.random.choice(
            [
                {"op": "set", "place": ["stages", "gone", "name"], "value": "Trop tard"},
                {"op": "move", "place": ["stages", "gone"], "before": None},
                {"op": "remove", "place": ["stages", "gone"]},
                {"op": "set", "place": ["notes", 99, "text"], "value": "Trop tard"},
                {"op": "set", "place": ["notes", "gone"], "value": "Trop tard"},
                {"op": "set", "place": ["touchpoints", "site", "importance", "x"], "value": 1},
                {"op": "add", "place": ["stages", "gone", "kpis", "k"], "value": {"name": "K"}},
            ]
        )

    def batch(self, data: Data) -> Edit:
        """Make a few edits as one."""
        kinds = [self.field, self.added, self.item, self.feeling, self.moved]
        return {
            "op": "batch",
            "edits": [self.random.choice(kinds)(data) for _ in range(self.random.randint(1, 3))],
        }

    def renaming(self, data: Data) -> tuple[Edit, dict[str, str]]:
        """Draw an edit and new ids for some that it names, which may be words of texts, too."""
        ids = ["caisse", "lea", "queue", "survey", "chercher", "vitrine", "2", "name", "light"]
        a, b, c = texts = [self.random.choice(ids) for _ in range(3)]
        edits: list[Edit] = [
            {"op": "set", "place": ["stages", a, "name"], "value": a, "was": b},
            {"op": "set", "place": ["pain_points", "queue", "at"], "value": a, "was": b},
            {"op": "set", "place": ["pain_points", a, "personas"], "value": texts, "was": None},
            {"op": "set", "place": ["emotions", {"persona": "lea", "at": a}, "score"], "value": 1},
            {"op": "set", "place": ["stages", "chercher", "experience", a, "goal"],
             "value": {"text": a, "evidence": [b]}},
            {"op": "set", "place": ["stages", "chercher", "experience"],
             "value": {a: {"goal": b}}},
            {"op": "add", "place": ["pain_points", a, "kpis", b],
             "value": {"name": c}, "before": c},
            {"op": "add", "place": ["improvements", "new"], "before": b,
             "value": {"solution": a, "removes": [a, b]}},
            {"op": "add", "place": ["notes"], "value": {"text": a, "heading": b},
             "before": 0},
            {"op": "move", "place": ["touchpoints", a], "before": b},
            {"op": "remove", "place": ["stages", a], "was": {"name": a}},
            {"op": "set", "place": ["personas", "lea", "goals", "short_term", 0], "value": a},
            {"op": "set", "place": ["map", "evidence"], "value": [a]},
            {"op": "add", "place": ["improvements", "lamp", "effects"], "before": None,
             "value": {"kind": "score", "persona": a, "at": b}},
        ]  # fmt: skip
        edit = self.random.choice(edits)
        if self.random.random() < 0.3:
            edit = {"op": "batch", "edits": [edit, self.random.choice(edits)]}
        return edit, {id: f"{id}-{n}" for n, id in enumerate(dict.fromkeys(texts), 2)}

    def _record(self, data: Data) -> tuple[str, str]:
        held = [(name, id) for name in KEYED for id in data.get(name, {})]
        return self.random.choice(held or [("stages", "gone")])

    def _was(self, data: Data, place: list[Any]) -> Data:
        return {"was": value_at(data, place)} if self.random.random() < 0.7 else {}


def result(data: Data, edits: list[Edit]) -> Data | None:
    """Return the case of edits, or None where another person's edit decides (a clash)."""
    known = data
    try:
        for edit in edits:
            data, _ = apply_edit(data, edit)
    except RefusedError:
        return {"refused": True} if len(edits) == 1 else None
    except ClashError as error:
        late = error.theirs is None
        return {"refused": True} if late and len(edits) == 1 else None
    before, after = as_lists(known), as_lists(data)
    names = sorted({*before, *after})
    return {"after": {n: after.get(n) for n in names if before.get(n) != after.get(n)}}


def cases(hand: Hand, journeys: Mapping[str, Data]) -> Iterator[Data]:
    """Yield cases without end."""
    names = [*journeys, "small", "small", "small"]
    while True:
        name = hand.random.choice(names)
        data = journeys[name]
        if hand.random.random() < 0.2:
            edit, new = hand.renaming(data)
            yield {
                "journey": name,
                "edits": [edit],
                "names": new,
                "renamed": replace_ids(edit, new),
            }
            continue
        edits: list[Edit] = []
        after = data
        for _ in range(hand.random.choice([1, 1, 1, 2, 4])):
            edits.append(hand.edit(after))
            try:
                after, _ = apply_edit(after, edits[-1])
            except (RefusedError, ClashError):
                break
        outcome = result(data, edits)
        if outcome:
            yield {"journey": name, "edits": edits, **outcome}


def corpus() -> Data:
    """Return the journeys and the cases, each of them once."""
    journeys = base_journeys()
    found: dict[str, Data] = {}
    for case in cases(Hand(SEED), journeys):
        found.setdefault(json.dumps(case, sort_keys=True), case)
        if len(found) == COUNT:
            break
    return {
        "journeys": {name: as_lists(data) for name, data in journeys.items()},
        "cases": [*found.values()],
    }


def text(corpus: Data) -> str:
    """Return the corpus as JSON, a case a line."""
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in corpus["cases"])
    journeys = json.dumps(corpus["journeys"], ensure_ascii=False)
    return f'{{"journeys": {journeys},\n"cases": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(text(corpus()), "utf-8")
