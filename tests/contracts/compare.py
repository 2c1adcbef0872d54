"""What of a golden is lost in the code of today; additions are none of its business."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
CHANGED = HERE / "changed.toml"

GONE = "gone"
REQUIRED = "required"
"""Under this key are lists that may only become shorter: nobody wrote what was not required."""


def golden(contract: str) -> Any:
    """Return what 0.1.0 had."""
    return json.loads((GOLDEN / f"{contract}.json").read_text("utf-8"))


def changed(contract: str) -> dict[str, tuple[Any, Any]]:
    """Return what was changed deliberately, by its place: what it was, and what it is now."""
    listed = tomllib.loads(CHANGED.read_text("utf-8"))["changed"]
    assert all(change["reason"] for change in listed)
    return {
        item: (change["was"], change["now"])
        for change in listed
        if change["contract"] == contract
        for item in change["items"]
    }


def lost(was: Any, now: Any, place: str = "") -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield each place at which the golden no longer holds, with what was there and what is.

    A mapping may have more keys, a list of plain values more of them, a longer list of mappings
    more at its end; anything else is equal.
    """
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key, value in was.items():
            inner = f"{place}/{key}"
            if key == REQUIRED and isinstance(value, list):
                yield from ((f"{inner}/{v}", (GONE, v)) for v in now.get(key, ()) if v not in value)
            elif key in now:
                yield from lost(value, now[key], inner)
            else:
                yield inner, (value, GONE)
    elif isinstance(was, list) and isinstance(now, list):
        if any(isinstance(value, Mapping | list) for value in was):
            for number, value in enumerate(was):
                given = now[number] if number < len(now) else GONE
                yield from lost(value, given, f"{place}/{number}")
        else:
            yield from ((f"{place}/{v}", (v, GONE)) for v in was if v not in now)
    elif was != now:
        yield place, (was, now)


def written(data: Any) -> str:
    """Return a golden as text that reads well in a diff: short things on one line."""
    return _written(data, 0) + "\n"


def _written(data: Any, indent: int) -> str:
    line = json.dumps(data, ensure_ascii=False)
    if len(line) + indent <= 100 or not isinstance(data, dict | list) or not data:
        return line
    inner, end = " " * (indent + 2), " " * indent
    if isinstance(data, dict):
        lines = [
            f"{inner}{json.dumps(key, ensure_ascii=False)}: {_written(value, indent + 2)}"
            for key, value in data.items()
        ]
        return "{\n" + ",\n".join(lines) + f"\n{end}}}"
    return "[\n" + ",\n".join(inner + _written(item, indent + 2) for item in data) + f"\n{end}]"
