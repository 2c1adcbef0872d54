"""The JSON Schema of workshop files, by which editors complete and check them as they are typed.

Editors type YAML themselves: they see a number where the model takes a text, or one text where it
takes a list of one. The schema accepts what loading accepts.

It lies once beside the clients' folders, and each file names it by a relative path in its first
line: that works offline, wherever the folder of workshops is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from kit.client_files import ClientFolder, TooLargeError
from kit.fields import Record
from kit.hints import Hint, described_fields
from kit.i18n import N_, Language, Texts, texts
from kit.journey import SCHEMA_VERSION, Journey
from kit.reading_options import Options, Role
from kit.workshop.shapes import flat

NAME = "workshop.schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLE = N_("A customer journey workshop")
PARTS = {
    "schema_version": N_("The version of the format, not of the kit."),
    "client": N_("The company whose customers’ journey the map shows."),
    "author": N_("The author of the map, whose brand the report carries."),
    "scenario": N_("The declared scope: who, in which situation, from where to where."),
    "map": N_("Upkeep: who owns the map, and when it is reviewed."),
    "team": N_("The participants of the workshop."),
    "goals": N_("Goals of the company to which improvements contribute."),
    "evidence": N_("Sources: files, databases, interviews, and what is measured from them."),
    "channels": N_("Channels of your own, beside those of the catalogue."),
    "personas": N_("Step 1: the typical customers, drawn from research."),
    "stages": N_("Step 2: the stages of the journey, in the customer’s words."),
    "touchpoints": N_("Step 3: every contact with the brand, with its channel."),
    "emotions": N_("Step 4: how customers feel at each moment, from −2 to +2."),
    "pain_points": N_("Step 5: what causes negative emotions, grouped and ranked."),
    "improvements": N_("Step 6: what to repair or build, with owner, date and goal."),
    "notes": N_("Notes to place later."),
    "silenced": N_("Findings of the quality check that the file turns off, each with its reason."),
}
"""The parts of a file, in the order of :class:`kit.journey.Journey`."""

MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S*)", re.MULTILINE)

Schema = dict[str, Any]

YES_OR_NO = (
    "^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo]([Nn]|[Ff][Ff])|[Tt]([Rr][Uu][Ee])?|[Ff]([Aa][Ll][Ss][Ee])?)$"
)
NUMBERS = r"^\s*[-+]?[0-9.]+([\s,;]+[-+]?[0-9.]+)*\s*$"


def json_schema(lang: Language) -> Schema:
    """Return the schema with its titles and descriptions in a language."""
    t = texts(lang)
    schema = Journey.model_json_schema()
    definitions: Schema = schema.pop("$defs")
    definitions["Journey"] = schema
    for record in _records(Journey, set()):
        _describe(definitions[record.__name__], record, t)
    roles = dict(described_fields(Options))["roles"]
    definitions[Role.__name__] = {"type": "string", **_choices(list(roles.choices), roles, t)}
    note = definitions["Note"]
    definitions["Note"] = {"anyOf": [{"type": ["string", "number", "boolean"]}, note]}
    top = definitions.pop("Journey")
    for name, part in PARTS.items():
        top["properties"][name]["description"] = t(part)
    return {
        "$schema": DRAFT,
        "$id": f"parcours-kit/workshop-{SCHEMA_VERSION}.schema.json",
        **top,
        "title": t(TITLE),
        "$defs": definitions,
    }


def schema_text(lang: Language) -> str:
    """Return the schema as the text of its file."""
    return json.dumps(json_schema(lang), ensure_ascii=False, indent=2) + "\n"


def write_schema(folder: Path, lang: Language) -> Path:
    """Write the schema into a folder, for the files beside it and below."""
    files = ClientFolder(folder)
    content = schema_text(lang).encode()
    if not _holds(files, content):
        files.write_bytes(NAME, content)
    return folder / NAME


def _holds(files: ClientFolder, content: bytes) -> bool:
    """Return whether the schema's file holds this already, and nothing more."""
    try:
        return files.is_file(NAME) and files.read_bytes(NAME, len(content)) == content
    except TooLargeError:  # that of another language, or of another release
        return False


def with_schema(text: str, reference: str) -> str:
    """Return a workshop's text with the line by which editors find the schema."""
    line = f"# yaml-language-server: $schema={reference}"
    if MODELINE.search(text):
        return MODELINE.sub(line, text, count=1)
    return f"{line}\n{text}"


def _records(record: type[Record], seen: set[type[Record]]) -> Iterator[type[Record]]:
    """Yield a record's class and those of everything within it, each once."""
    if record in seen:
        return
    seen.add(record)
    yield record
    pending = [
        shape
        for info in record.model_fields.values()
        for shape in flat(info.annotation, tuple(info.metadata))
    ]
    while pending:
        shape = pending.pop()
        if shape.record:
            yield from _records(shape.record, seen)
        else:
            pending += [inner for part in get_args(shape.type) for inner in flat(part, ())]


def _describe(schema: Schema, record: type[Record], t: Texts) -> None:
    """Put a record's schema into words, and make it as tolerant as loading is."""
    for form in schema.get("anyOf", [schema]):
        if "properties" not in form:
            continue
        form.pop("description", None)
        form.pop("title", None)
        # The id is the name before the colon.
        form["properties"].pop("id", None)
        form["required"] = [name for name in form.get("required", []) if name != "id"]
        for name, field in form["properties"].items():
            info = record.model_fields[name]
            hint = next((extra for extra in info.metadata if isinstance(extra, Hint)), None)
            tolerant = _tolerant(field, hint, t)
            if name not in form["required"]:
                tolerant = _or({"type": "null"}, tolerant)
            if hint:
                tolerant["title"] = t(hint.label)
                if hint.ask:
                    tolerant["description"] = t(hint.ask)
            form["properties"][name] = tolerant


def _tolerant(schema: Schema, hint: Hint | None, t: Texts) -> Schema:
    schema = {k: v for k, v in schema.items() if k not in ("title", "description", "default")}
    if "anyOf" in schema:
        options = [_tolerant(option, hint, t) for option in schema.pop("anyOf")]
        return {**schema, **_or(*options)}
    kind = schema.get("type")
    if "enum" in schema:
        choices = {**schema, **_choices(schema["enum"], hint, t)}
        if kind == "integer":  # a percentage may have its sign
            known = "|".join(str(value) for value in schema["enum"])
            return _or(choices, {"type": "string", "pattern": rf"^({known})[\s%]*$"})
        return choices
    if kind == "array":
        items = _tolerant(schema["items"], None, t)
        schema["items"] = items
        if items.get("type") == "number":
            return _or(schema, items, {"type": "string", "pattern": NUMBERS})
        alone = "type" in items or items.get("$ref", "").endswith("/Statement")
        return _or(schema, items) if alone else schema
    if kind == "object":
        if isinstance(schema.get("additionalProperties"), Mapping):
            schema["additionalProperties"] = _tolerant(schema["additionalProperties"], None, t)
        for pattern, value in schema.get("patternProperties", {}).items():
            schema["patternProperties"] = {pattern: _tolerant(value, None, t)}
        return schema
    if kind == "boolean":
        return _or(schema, {"type": "string", "pattern": YES_OR_NO})
    if kind == "string" and "format" not in schema and "pattern" not in schema:
        schema["type"] = ["string", "number", "boolean"]
    elif kind == "string" and "maxLength" in schema:
        schema["type"] = ["string", "integer", "boolean"]  # an id such as 2026
    if hint and hint.choices and kind == "string":
        return _or(_choices(list(hint.choices), hint, t), schema)
    return schema


def _choices(values: list[Any], hint: Hint | None, t: Texts) -> Schema:
    return {"enum": values, "enumDescriptions": [_described(value, hint, t) for value in values]}


def _described(value: Any, hint: Hint | None, t: Texts) -> str:
    """Return the label of a choice, with its meaning where it has one."""
    if hint is None or value not in hint.choices:
        return str(value)
    label = t(hint.choices[value])
    if value not in hint.meanings:
        return label
    return t(N_("{label}: {meaning}"), label=label, meaning=t(hint.meanings[value]))


def _or(*options: Schema) -> Schema:
    every: list[Schema] = []
    for option in options:
        inner = option["anyOf"] if set(option) == {"anyOf"} else [option]
        every += [one for one in inner if one not in every]
    return {"anyOf": every}
