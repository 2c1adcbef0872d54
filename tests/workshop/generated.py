"""Any journey, any way of writing it, any edit: what reading and saving are tried on."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args, get_origin

from hypothesis import strategies as st
from pydantic import ValidationError

from kit.fields import Count, Record, Statement
from kit.framing import Note
from kit.journey import KEYED, Journey, problems
from kit.workshop.shapes import Shape, flat
from kit.workshop.writing import reads_plainly

TRAPS = [
    "Problème : la caisse",
    "ticket #123",
    "# tout",
    "- tiret",
    "? quoi",
    "un cadeau, pas cher",
    "[crochets]",
    "{accolades}",
    "no",
    "oui",
    "null",
    "~",
    "12:30",
    "+1",
    "1e3",
    "2026-01-01",
    "L'eau",
    '"Tiens", dit-elle',
    "*important*",
    "&co",
    "!vite",
    "100 %",
    "%",
    "@moi",
    "`x`",
    "a: b: c",
    "fin :",
    "fin:",
    "| barre",
    "> plus",
    "<<",
    "=",
    "---",
    "...",
    "C:\\chemin\\x",
    "deux\nlignes",
    "deux\n\n  paragraphes\n - et plus",
    "tab\tici",
    "deux  espaces",
    "mot " * 60,
    "espace insécable\u00a0: ici",
    "séparateur\u2028de ligne",
    "\ufeffmarque",
    "😀 émoji 👩‍👩‍👧",
    "א עברית",
    "x" * 300,
]
letters = st.characters(
    exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
) | st.sampled_from("\n\t :#'\"-")
texts = (
    (st.sampled_from(TRAPS) | st.text("abc dé,:'", min_size=1) | st.text(letters, min_size=1))
    .map(str.strip)
    .filter(lambda text: text and text == text.strip("\u0085\u2028\u2029\ufeff\u200b"))
)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)

IDS = {
    "goals": ("convertir", "garder"),
    "evidence": ("enquete-2026", "avis_1", "no"),
    "channels": ("borne", "shop"),
    "personas": ("lea", "marc"),
    "stages": ("chercher", "acheter", "on"),
    "touchpoints": ("vitrine", "caisse", "2026"),
    "pain_points": ("attente", "prix", "bruit"),
    "improvements": ("sans-contact", "horaires"),
}


def _value(draw: Any, shape: Shape, ids: Mapping[str, tuple[str, ...]]) -> Any:
    hint, kind = shape.hint, shape.type
    known = [id for name in hint.links for id in ids.get(name, ())] if hint else []
    if hint and hint.links and kind is str:
        return draw(st.sampled_from(known)) if known else None
    if kind in (Statement, Note):
        text = draw(texts)
        if kind is Statement and draw(st.integers(0, 3)) == 0:
            return {"text": text, "evidence": draw(st.sampled_from(ids["evidence"]))}
        return text
    if kind is Count:
        return draw(st.sampled_from(["14 of 60", 3, "0 of 7"]))
    if shape.record:
        return record(draw, shape.record, ids)
    if shape.choices:
        return draw(st.sampled_from(shape.choices))
    if kind is bool:
        return draw(st.booleans())
    if kind in (int, float):
        if shape.hint and "confidence" in str(shape.said).lower():
            return draw(st.sampled_from((100, 80, 50)))
        low, high = shape.limit("ge", "gt"), shape.limit("le")
        number = draw(st.integers(1 if low is None else int(low) + (low == 0), high or 90))
        return number if kind is int or draw(st.booleans()) else number - 0.5 * (number > 1)
    if kind is date:
        return draw(days)
    if get_origin(kind) is tuple:
        inner = next(flat(get_args(kind)[0], shape.said[:0]))
        if hint and hint.links:
            return draw(st.lists(st.sampled_from(known), max_size=2, unique=True)) if known else []
        return [_value(draw, inner, ids) for _ in range(draw(st.integers(0, 3)))]
    if get_origin(kind) and issubclass(get_origin(kind), Mapping):
        _, inner = get_args(kind)
        keys = known if hint else tuple(draw(st.lists(days, max_size=3, unique=True)))
        shape = next(flat(inner, ()))
        return {key: _value(draw, shape, ids) for key in keys}
    return draw(texts)


def record(draw: Any, kind: type[Record], ids: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Draw what the file would say of a record."""
    said: dict[str, Any] = {}
    for name, info in kind.model_fields.items():
        if name in ("id", "kpis", "confidence", "colour", "country", "scores", "schema_version"):
            continue
        if not info.is_required() and draw(st.integers(0, 2)) > 0:
            continue
        if name == "time_zone":
            said[name] = draw(st.sampled_from(["Europe/Paris", "America/St_Johns", "UTC"]))
            continue
        shape = draw(st.sampled_from(list(flat(info.annotation, tuple(info.metadata)))))
        value = _value(draw, shape, ids)
        if value not in (None, [], {}):
            said[name] = value
    return said


@st.composite
def journeys(draw: Any) -> Journey:
    """Draw a journey whose links all hold."""
    ids: dict[str, tuple[str, ...]] = {
        name: tuple(draw(st.permutations(some)))[: draw(st.integers(1, len(some)))]
        for name, some in IDS.items()
    }
    data: dict[str, Any] = {}
    for name, info in Journey.model_fields.items():
        shape = next(flat(info.annotation, tuple(info.metadata)))
        if name in KEYED:
            inner = next(flat(get_args(shape.type)[0], ()))
            data[name] = {id: record(draw, inner.type, ids) for id in ids[name] if id != "shop"}
        elif name == "emotions":
            places = [(p, at) for p in ids["personas"] for at in ids["stages"] + ids["touchpoints"]]
            data[name] = [
                emotion(draw, place, ids)
                for place in draw(st.lists(st.sampled_from(places), max_size=5, unique=True))
            ]
        elif name != "schema_version":
            value = _value(draw, shape, ids)
            if value:
                data[name] = value
    if draw(st.booleans()):
        data["stages"][ids["stages"][0]]["kpis"] = {
            "nps": {"name": draw(texts), "values": {draw(days): draw(st.integers(-9, 9)) / 2}}
        }
    return Journey.model_validate(data)


def emotion(draw: Any, place: tuple[str, str], ids: Mapping[str, tuple[str, ...]]) -> Any:
    kind = Journey.model_fields["emotions"].annotation
    said = record(draw, get_args(kind)[0], ids)
    said |= {"persona": place[0], "at": place[1]}
    if draw(st.booleans()):
        said.pop("score", None)
        said["scores"] = draw(st.lists(st.sampled_from([-2, -1, 0, 0.5, 1, 2]), min_size=1))
    return said


# --- many manners of writing the same ---


@st.composite
def manners(draw: Any, journey: Journey) -> str:
    """Draw a file that states a journey, in any mixture of YAML's manners, with comments."""
    lines = _written(draw, journey.to_data(), 0)
    ending = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    top = draw(st.sampled_from([[], ["# en tête", ""], ["---"]]))
    return ending.join([*top, *lines]) + draw(st.sampled_from([ending, ""]))


def _comment(draw: Any, indent: int, deeper: bool) -> list[str]:
    number = draw(st.integers(0, 999))
    choice = draw(st.integers(0, 11))
    return {
        0: [""],
        1: [" " * indent + f"# commentaire {number}"],
        2: ["", " " * indent + f"# titre {number}", ""],
        3: [" " * (indent + 2) + f"# plus loin {number}"] if deeper else [],
        4: ["", "", " " * indent + f"# deux {number}", " " * indent + "# lignes"],
        5: ["#" + " " * (indent + 3) + f"exemple {number}"],
    }.get(choice, [])


def _tail(draw: Any) -> str:
    return f"   # note {draw(st.integers(0, 999))}" if draw(st.integers(0, 6)) == 0 else ""


def _written(draw: Any, value: Any, indent: int) -> list[str]:
    lines: list[str] = []
    in_block = False
    for number, (key, item) in enumerate(
        value.items() if isinstance(value, Mapping) else [(None, item) for item in value]
    ):
        if number:
            # Further right than a block of text a comment would be part of it.
            lines += _comment(draw, indent, deeper=not in_block)
        start = " " * indent + ("-" if key is None else f"{key}:")
        nested = isinstance(item, Mapping | list) and item
        before = len(lines)
        if nested and draw(st.integers(0, 3)):
            step = draw(st.sampled_from([2, 2, 3]))
            dashes = isinstance(item, list) and key is not None and draw(st.booleans())
            inner = _written(draw, item, indent + (0 if dashes else step))
            if key is None and draw(st.booleans()):
                lines.append(start + " " * (step - 1) + inner[0].lstrip(" "))
                lines += inner[1:]
            else:
                lines.append(start + _tail(draw))
                lines += inner
        elif nested:
            lines.append(f"{start} {_flow(draw, item)}{_tail(draw)}")
        else:
            lines += _scalar(draw, start, item, indent)
        in_block = any(re.search(r"[:-] >-", line) for line in lines[before:])
    return lines


def _scalar(draw: Any, start: str, item: Any, indent: int) -> list[str]:
    if isinstance(item, str) and draw(st.integers(0, 2)) == 0:
        plain = item.isprintable() and "\u2028" not in item and "\ufeff" not in item
        if plain:
            return [f"{start} >-{_tail(draw)}", " " * (indent + 2) + item]
    return [f"{start} {_one(draw, item)}{_tail(draw)}"]


def _flow(draw: Any, item: Any) -> str:
    space = draw(st.sampled_from(["", " "]))
    comma = draw(st.sampled_from([", ", ",", " , "]))
    if isinstance(item, Mapping):
        return (
            "{"
            + space
            + comma.join(f"{key}: {_flow(draw, value)}" for key, value in item.items())
            + space
            + "}"
        )
    if isinstance(item, list):
        # Two digits with a comma alone between them are asked about: tests/workshop/test_commas.py.
        comma = ", " if comma == "," else comma
        return "[" + space + comma.join(_flow(draw, value) for value in item) + space + "]"
    return _one(draw, item, flow=True)


def _one(draw: Any, item: Any, flow: bool = False) -> str:
    if isinstance(item, str):
        if reads_plainly(item, "{" if flow else "") and draw(st.booleans()):
            return item
        if item.isprintable() and draw(st.booleans()):
            return "'" + item.replace("'", "''") + "'"
        return json.dumps(item) if max(item) < "\U00010000" else _wide(item)
    if isinstance(item, bool):
        return draw(st.sampled_from(["true", "yes"] if item else ["false", "no"]))
    if isinstance(item, int | float):
        plus = isinstance(item, float) and item > 0 and draw(st.booleans())
        return ("+" if plus else "") + f"{item:g}"
    return str(item)


def _wide(item: str) -> str:
    escaped = "".join(
        character
        if character not in '"\\' and character.isprintable()
        else f"\\U{ord(character):08X}"
        for character in item
    )
    return f'"{escaped}"'


# --- edits ---


@st.composite
def edits(draw: Any, journey: Journey) -> Journey:
    """Draw a journey that differs from one in a few of its parts."""
    data = copy.deepcopy(journey.to_data())
    for _ in range(draw(st.integers(1, 4))):
        _edit(draw, data)
    return _valid(data, journey)


def _edit(draw: Any, data: dict[str, Any]) -> None:
    kind = draw(st.integers(0, 6))
    names = [name for name in KEYED if name in data]
    name = draw(st.sampled_from(names))
    collection = data[name]
    id = draw(st.sampled_from(list(collection)))
    if kind == 0:
        order = draw(st.permutations(list(collection)))
        data[name] = {key: collection[key] for key in order}
    elif kind == 1 and name in ("pain_points", "improvements"):
        del collection[id]
        if not collection:
            del data[name]
    elif kind == 2 and data.get("emotions"):
        data["emotions"] = draw(st.permutations(data["emotions"]))[: draw(st.integers(0, 5))]
    elif kind == 3 and data.get("emotions"):
        chosen = draw(st.sampled_from(data["emotions"]))
        chosen.pop("scores", None)
        chosen["score"] = draw(st.sampled_from([-2, -1, 0, 0.5, 1]))
    elif kind == 4:
        items = list(collection.items())
        items.insert(draw(st.integers(0, len(items))), ("nouveau", copy.deepcopy(collection[id])))
        data[name] = dict(items)
    else:
        _change(draw, collection[id])


FREE = ("name", "what", "solution", "owner", "where", "who", "opportunity", "quotation")


def _change(draw: Any, record: dict[str, Any]) -> None:
    field = draw(st.sampled_from(list(record)))
    value = record[field]
    free = field in (
        "name",
        "what",
        "solution",
        "owner",
        "where",
        "who",
        "opportunity",
        "quotation",
    )
    if isinstance(value, dict) and value and "text" not in value:
        _change(draw, value)
    elif isinstance(value, dict) and value:
        value["text"] = draw(texts)
    elif isinstance(value, list) and value and isinstance(value[0], str) and " " in value[0]:
        value.insert(draw(st.integers(0, len(value))), draw(texts))
    elif free and isinstance(value, str):
        record[field] = draw(texts)
    elif isinstance(value, bool):
        record[field] = not value
    elif isinstance(value, int | float):
        record[field] = value - 1
    elif field not in ("name", "what", "solution", "stage", "channel", "at", "group", "kind"):
        del record[field]


@st.composite
def edits_of_one(draw: Any, journey: Journey) -> tuple[str, str, Journey]:
    """Draw an edit within one record; return its collection, its id and the edited journey."""
    data = copy.deepcopy(journey.to_data())
    name = draw(st.sampled_from([name for name in KEYED if name in data]))
    id = draw(st.sampled_from(list(data[name])))
    _change(draw, data[name][id])
    return name, id, _valid(data, journey)


@st.composite
def additions(draw: Any, journey: Journey) -> Journey:
    """Draw a journey with a record more, somewhere."""
    data = copy.deepcopy(journey.to_data())
    name = draw(st.sampled_from([name for name in KEYED if name in data]))
    items = list(data[name].items())
    said = copy.deepcopy(draw(st.sampled_from(items))[1])
    said.pop("kpis", None)
    items.insert(draw(st.integers(0, len(items))), ("nouveau", said))
    return _valid({**data, name: dict(items)}, journey)


@st.composite
def orders(draw: Any, journey: Journey) -> Journey:
    """Draw a journey with its records and emotions in another order."""
    data = copy.deepcopy(journey.to_data())
    for name in KEYED:
        if name in data:
            data[name] = dict(draw(st.permutations(list(data[name].items()))))
    if "emotions" in data:
        data["emotions"] = draw(st.permutations(data["emotions"]))
    return _valid(data, journey)


def _valid(data: dict[str, Any], journey: Journey) -> Journey:
    try:
        changed = Journey.model_validate(data)
    except ValidationError:
        return journey
    return journey if [*problems(changed)] else changed
