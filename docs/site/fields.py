"""Pages of ``workshop.yaml``, field by field, from its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docs.site.markdown import code, contents, fenced, plain
from docs.site.words import word
from kit.i18n import Language
from kit.resources import resource
from kit.workshop.schema import json_schema

Schema = Mapping[str, Any]

EXAMPLES: dict[Language, str] = {"en": "tandem-app", "fr": "maison-lumen"}
"""The example from whose file each page shows an excerpt."""

LINES = 24
"""The most lines of an excerpt."""

SHARED = "shared"
"""The page of records that several parts of a file have."""


def pages(lang: Language) -> Iterator[tuple[str, str]]:
    """Yield the name and the Markdown of each page, the overview first."""
    schema = json_schema(lang)
    parts = [name for name, field in schema["properties"].items() if _records(field)]
    homes = _homes(schema, parts)
    lines = [f"# {word('file', lang)}", "", word("file_intro", lang), ""]
    described = {name: plain(field["description"]) for name, field in schema["properties"].items()}
    for part in parts:
        lines += [f"[`{part}`]({part}.md)", f": {described[part]}", ""]
    lines += [f"[{word('shared', lang)}]({SHARED}.md)", f": {word('shared_intro', lang)}", ""]
    lines += contents([*parts, SHARED], hidden=True)
    yield "index", "\n".join(lines)
    for part in parts:
        page = [f"# `{part}`", "", described[part], "", *_excerpt(part, lang)]
        yield part, "\n".join([*page, *_described(schema, homes, part, lang)])
    page = [f"# {word('shared', lang)}", "", word("shared_intro", lang), ""]
    yield SHARED, "\n".join([*page, *_described(schema, homes, SHARED, lang)])


def _records(field: object) -> set[str]:
    """Return the names of the records to which a schema refers."""
    if isinstance(field, Mapping):
        own = {str(field["$ref"]).rpartition("/")[2]} if "$ref" in field else set[str]()
        return own.union(*(_records(value) for value in field.values()))
    if isinstance(field, list):
        return set[str]().union(*(_records(value) for value in field))
    return set()


def _homes(schema: Schema, parts: list[str]) -> dict[str, str]:
    """Return the page of each record: that of the part that alone has it, or the shared one."""
    reached: dict[str, set[str]] = {}
    for part in parts:
        pending, seen = list(_records(schema["properties"][part])), set[str]()
        while pending:
            name = pending.pop()
            if name not in seen:
                seen.add(name)
                pending += _records(schema["$defs"][name])
        for name in seen:
            reached.setdefault(name, set()).add(part)
    return {
        name: next(iter(reached[name])) if len(reached.get(name, ())) == 1 else SHARED
        for name in schema["$defs"]
    }


def _described(
    schema: Schema, homes: Mapping[str, str], page: str, lang: Language
) -> Iterator[str]:
    """Yield the lines of a page's records."""
    for name, record in schema["$defs"].items():
        if homes[name] != page:
            continue
        yield from (f"(record-{name.lower()})=", f"## {name}", "")
        properties: dict[str, Any] = {}
        required: set[str] = set()
        for form in record.get("anyOf", [record]):
            properties |= form.get("properties", {})
            required |= set(form.get("required", ()))
        if not properties:
            yield from (_kind(record, homes, lang), "", *_values(record), "")
        for field, described in properties.items():
            yield from _field(field, described, field in required, homes, lang)


def _field(
    name: str, field: Schema, required: bool, homes: Mapping[str, str], lang: Language
) -> Iterator[str]:
    yield from (f"### {code(name)}", "")
    said = [f"**{plain(field['title'])}**"] if "title" in field else []
    said += [plain(field["description"])] if "description" in field else []
    if said:
        yield from (" · ".join(said), "")
    need = word("required" if required else "optional", lang)
    yield from (f"*{need}* · {_kind(field, homes, lang)}", "")
    yield from (*_values(field), "")


def _values(field: Schema) -> Iterator[str]:
    """Yield a line for each value to choose from, with its meaning."""
    for form in field.get("anyOf", [field]):
        for value, meaning in zip(
            form.get("enum", ()), form.get("enumDescriptions", ()), strict=False
        ):
            same = meaning == str(value)
            yield f"- {code(str(value))}" + ("" if same else f": {plain(meaning)}")


def _kind(field: Schema, homes: Mapping[str, str], lang: Language) -> str:
    """Return what a field accepts, in words."""
    # A list comes last: “list of: text or text” would be read as a list of either.
    forms = sorted(field.get("anyOf", [field]), key=lambda form: form.get("type") == "array")
    kinds = (_form(form, homes, lang) for form in forms if form.get("type") != "null")
    return f" {word('or', lang)} ".join(dict.fromkeys(kind for kind in kinds if kind))


def _form(form: Schema, homes: Mapping[str, str], lang: Language) -> str:
    """Return what one form of a field accepts, in words."""
    kind = form.get("type")
    if "$ref" in form:
        name = str(form["$ref"]).rpartition("/")[2]
        return f"[{name}]({homes.get(name, SHARED)}.md#record-{name.lower()})"
    if "anyOf" in form:
        return _kind(form, homes, lang)
    if "enum" in form:
        known = "one_of" if "enumDescriptions" in form else ""
        return word(known, lang) if known else ", ".join(code(str(v)) for v in form["enum"])
    if kind == "array":
        return word("list_of", lang, what=_kind(form["items"], homes, lang))
    if kind == "object":
        below = form.get("additionalProperties") or next(
            iter(form.get("patternProperties", {}).values()), None
        )
        inside = _kind(below, homes, lang) if isinstance(below, Mapping) else ""
        return word("by_id", lang, what=inside or word("text", lang))
    if kind in ("integer", "number"):
        return _number(form, lang)
    return word("yes_no", lang) if kind == "boolean" else _text(form, lang) if kind else ""


def _number(form: Schema, lang: Language) -> str:
    low, high = form.get("minimum"), form.get("maximum")
    if low is not None and high is not None:
        return word("number_between", lang, low=f"{low:g}", high=f"{high:g}")
    return word("integer" if form["type"] == "integer" else "number", lang)


def _text(form: Schema, lang: Language) -> str:
    pattern = str(form.get("pattern", ""))
    if form.get("format") == "date":
        return word("date", lang)
    if "[Yy]" in pattern:
        return word("yes_no", lang)
    if pattern.startswith("^[a-z0-9]+"):
        return word("id", lang)
    return word("text", lang)


def _excerpt(part: str, lang: Language) -> list[str]:
    """Return the beginning of a part in an example's file."""
    path = Path(str(resource("workshops"))) / EXAMPLES[lang] / "workshop.yaml"
    found = re.search(rf"^{part}:.*\n(?:(?: .*)?\n)*", path.read_text("utf-8"), re.MULTILINE)
    if not found:
        return []
    lines = found[0].rstrip().splitlines()
    if len(lines) > LINES:
        lines = [*lines[:LINES], "  # …"]
    intro = word("excerpt", lang, example=EXAMPLES[lang])
    return [intro, "", *fenced("yaml", "\n".join(lines))]


def write(folder: Path, lang: Language) -> None:
    """Write the pages into a folder."""
    folder.mkdir(parents=True)
    for name, text in pages(lang):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
