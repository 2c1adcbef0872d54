"""The fields of workshop files, out of the JSON Schema that ``parcours schema`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Field = dict[str, Any]
ROOT = "(the file)"


def fields(schema: Mapping[str, Any]) -> dict[str, Field]:
    """Return every field by its path, such as ``stages.*.name`` or ``emotions[].score``.

    Each has the JSON types that may stand there and the values of an enumeration; a record has the
    fields that it requires.
    """
    found: dict[str, Field] = {}
    for path, part in _walk(schema, schema, ROOT):
        field = found.setdefault(path, {"types": []})
        field["types"] = sorted({*field["types"], *_types(part)})
        if values := _values(part):
            field["values"] = sorted({*field.get("values", ()), *values})
        if "properties" in part:
            field["required"] = sorted(part.get("required", ()))
    return {path: found[path] for path in sorted(found)}


def _walk(
    root: Mapping[str, Any], part: Mapping[str, Any], path: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for option in _options(root, part):
        yield path, option
        for name, inner in option.get("properties", {}).items():
            yield from _walk(root, inner, name if path == ROOT else f"{path}.{name}")
        if isinstance(option.get("additionalProperties"), Mapping):
            yield from _walk(root, option["additionalProperties"], f"{path}.*")
        if isinstance(option.get("items"), Mapping):
            yield from _walk(root, option["items"], f"{path}[]")


def _options(root: Mapping[str, Any], part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield what may stand in one place, references followed."""
    if "$ref" in part:
        target: Any = root
        for name in part["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        yield from _options(root, target)
        return
    several = [*part.get("anyOf", ()), *part.get("oneOf", ()), *part.get("allOf", ())]
    if not several:
        yield part
    for option in several:
        yield from _options(root, option)


def _types(part: Mapping[str, Any]) -> list[str]:
    if "const" in part or "enum" in part:
        return ["string" if isinstance(v, str) else "other" for v in _values(part)][:1]
    given = part.get("type", [])
    return [given] if isinstance(given, str) else list(given)


def _values(part: Mapping[str, Any]) -> list[str]:
    stated = part.get("enum") or ([part["const"]] if "const" in part else [])
    return [str(value) for value in stated]
