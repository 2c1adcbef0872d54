"""Link the front end's ES modules into the single module that anywidget loads.

A browser receives a widget's module as text without an address, from which it cannot import
neighbouring files. Each file becomes a function that returns its exports; its imports become
destructurings of what other functions returned.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FRONT = Path(__file__).parents[1] / "front"

LIBRARIES = {
    "preact": "vendor/preact.mjs",
    "preact/hooks": "vendor/preact-hooks.mjs",
    "htm": "vendor/htm.mjs",
}

MAIN = FRONT / "board.js"

NAMES = re.compile(r"(\w+|\$)(?:\s+as\s+(\w+))?")
IMPORT = re.compile(r'^import\s*(?:(\w+)|\{([^}]*)\})\s*from\s*"([^"]+)";?', re.MULTILINE)
EXPORT_LIST = re.compile(r"export\s*\{([^}]*)\};?\s*$")
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
EXPORT_DEFAULT = re.compile(r"\bexport default ", re.MULTILINE)


@cache
def module(main: Path = MAIN) -> str:
    """Return a front end, by its main file, as the text of one ES module."""
    name = f"./{main.name}"
    parts = [
        f"const {_variable(name)} = (() => {{\n{_function_body(source)}}})();"
        for name, source in _sources(name, main.parent, {}).items()
    ]
    return "\n".join([*parts, f"export default {_variable(name)}.default;\n"])


def _sources(name: str, folder: Path, sources: dict[str, str]) -> dict[str, str]:
    """Return a file's source and those of its imports, by import name, dependencies first."""
    if name not in sources:
        source = (folder / LIBRARIES.get(name, name)).read_text("utf-8")
        for _, _, imported in IMPORT.findall(source):
            _sources(imported, folder, sources)
        sources[name] = source
    return sources


@cache
def style() -> str:
    """Return the style sheet of the front end."""
    return "\n".join(file.read_text("utf-8") for file in sorted(FRONT.glob("*.css")))


def _variable(module: str) -> str:
    return "$" + re.sub(r"\W+", "_", module)


def _function_body(source: str) -> str:
    """Return a module's source as the body of a function that returns its exports."""
    listed = EXPORT_LIST.search(source)
    exports = {}
    if listed:
        exports = {as_ or name: name for name, as_ in NAMES.findall(listed[1])}
        source = source[: listed.start()]
    source = IMPORT.sub(_destructuring, source)
    exports |= {name: name for name in EXPORT.findall(source)}
    source = EXPORT.sub("", source)
    if EXPORT_DEFAULT.search(source):
        source = EXPORT_DEFAULT.sub("const $default = ", source)
        exports["default"] = "$default"
    pairs = ", ".join(f"{as_}: {name}" for as_, name in exports.items())
    return f"{source}\nreturn {{ {pairs} }};\n"


def _destructuring(line: re.Match[str]) -> str:
    default, names, module = line.groups()
    pairs = f"default: {default}" if default else re.sub(r"\s+as\s+", ": ", names)
    return f"const {{ {pairs} }} = {_variable(module)};"
