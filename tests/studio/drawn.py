"""Edits as a person's hand would make them, drawn for whatever a journey states."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kit.journey import KEYED
from kit.studio.sync.places import value_at
from tests.workshop.generated import texts

SCORES = [-2, -1, 0, 0.5, 1, 2]
FIELDS = {
    "goals": ("name", "measure"),
    "evidence": ("name", "collected"),
    "channels": ("name",),
    "personas": ("name", "initials", "quotation"),
    "stages": ("name", "owner", "objective"),
    "touchpoints": ("name", "importance", "repeats_information"),
    "pain_points": ("what", "where", "impact", "votes"),
    "improvements": ("solution", "impact", "effort", "expected_change"),
}
NEW: dict[str, Any] = {
    "goals": {"name": "Un but"},
    "channels": {"name": "Un canal"},
    "personas": {"name": "Une personne"},
    "stages": {"name": "Une étape"},
}


@st.composite
def edits(draw: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Draw one edit; not every one of them can be made."""
    name = draw(st.sampled_from([n for n in KEYED if data.get(n)]))
    ids = list(data[name])
    id = draw(st.sampled_from(ids))
    kind = draw(
        st.sampled_from(["set", "set", "add", "remove", "move", "rename", "list", "feel", "batch"])
    )
    if kind == "set":
        place = [name, id, draw(st.sampled_from(FIELDS[name]))]
        value = _value(draw, place[2])
        return {"op": "set", "place": place, "value": value, "was": value_at(data, place)}
    if kind == "add" and name in NEW:
        before = draw(st.sampled_from([None, *ids]))
        new = f"nouveau-{draw(st.integers(0, 3))}"
        return {"op": "add", "place": [name, new], "value": NEW[name], "before": before}
    if kind == "remove":
        return {"op": "remove", "place": [name, id]}
    if kind in ("move", "add"):
        before = draw(st.sampled_from([None, *ids]))
        return {"op": "move", "place": [name, id], "before": before}
    if kind == "rename":
        return {"op": "rename", "place": [name, id], "value": f"{id}-bis"}
    if kind == "list":
        return _in_a_list(draw, data)
    if kind == "feel" and data.get("personas") and data.get("stages"):
        who = draw(st.sampled_from(list(data["personas"])))
        at = draw(st.sampled_from([*data["stages"], *data.get("touchpoints", {})]))
        field = draw(st.sampled_from(["score", "word", "thought", "moment_of_truth"]))
        place = ["emotions", {"persona": who, "at": at}, field]
        return {"op": "set", "place": place, "value": _value(draw, field)}
    parts = [draw(edits(data)) for _ in range(draw(st.integers(1, 3)))]
    parts = [part for part in parts if part["op"] != "rename"]
    return {"op": "batch", "edits": parts}


def _in_a_list(draw: Any, data: dict[str, Any]) -> dict[str, Any]:
    persona = next(iter(data.get("personas", {"": None})))
    place = draw(
        st.sampled_from([["notes"], ["personas", persona, "goals", "short_term"], ["emotions"]])
    )
    items = value_at(data, place) or []
    at = st.integers(0, max(0, len(items) - 1))
    kind = draw(st.sampled_from(["add", "remove", "move", "set"]))
    before = draw(st.none() | at)
    if place == ["emotions"] or not items:
        if kind in ("remove", "move") and items:
            return {"op": kind, "place": [*place, draw(at)], "before": before}
        place = ["notes"]
        return {"op": "add", "place": place, "value": draw(texts), "before": before}
    number = draw(at)
    if kind == "add":
        return {"op": "add", "place": place, "value": draw(texts), "before": before}
    edit = {"op": kind, "place": [*place, number], "was": items[number]}
    return {**edit, "value": draw(texts)} if kind == "set" else {**edit, "before": before}


def _value(draw: Any, field: str) -> Any:
    if field in ("importance", "impact", "effort"):
        return draw(st.none() | st.integers(1, 5))
    if field == "votes":
        return draw(st.none() | st.integers(0, 9))
    if field == "score":
        return draw(st.none() | st.sampled_from(SCORES))
    if field in ("repeats_information", "moment_of_truth"):
        return draw(st.none() | st.booleans())
    if field in ("quotation", "objective", "thought") and draw(st.booleans()):
        return {"text": draw(texts), "evidence": ["enquete-2026"]}
    if field == "initials":
        return draw(st.sampled_from([None, "AB"]))
    return draw(texts | st.none())
