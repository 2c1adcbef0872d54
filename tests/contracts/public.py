"""The Python names that a user of the kit was shown, collected from what is shown to users.

These are the code cells of the notebooks, the Python blocks of README, docs and guides, and the
public page, which is the docstring of ``kit``.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def programs(root: Path) -> dict[str, list[str]]:
    """Return the code that users are shown, line by line, by the file in which it stands."""
    found = {}
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        found[path.relative_to(root).as_posix()] = "\n".join(sources).splitlines()
    pages = [root / "README.md", *(root / "docs").rglob("*.md")]
    for path in sorted([*pages, *(root / "kit" / "locales").rglob("*.md")]):
        if code := "\n".join(BLOCK.findall(path.read_text("utf-8"))):
            found[path.relative_to(root).as_posix()] = code.splitlines()
    found["kit"] = list(_examples(import_module("kit").__doc__ or ""))
    return found


def _examples(docstring: str) -> Iterator[str]:
    """Yield the lines of the literal blocks of a docstring."""
    yield "import kit"
    for line in docstring.splitlines():
        if line.startswith("    "):
            yield textwrap.dedent(line)


def names(code: Iterable[str]) -> set[str]:
    """Return the names of the kit that some code imports or reaches: ``kit.report.open_report``."""
    tree = ast.parse("\n".join(code))
    found: set[str] = set()
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and _ours(node.module):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names if _ours(alias.name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in modules:
            found.add(ast.unparse(node))
    return found


def _ours(module: str | None) -> bool:
    return module is not None and module.split(".")[0] == "kit"


def described(name: str) -> dict[str, Any] | None:
    """Return the parameters of a public name, or None where it cannot be imported."""
    module, _, own = name.rpartition(".")
    try:
        thing = getattr(import_module(module), own)
    except (ImportError, AttributeError):
        return None
    if isinstance(thing, type) and issubclass(thing, BaseException):
        return {"is": "exception"}
    if isinstance(thing, type):
        return {"is": "class"}
    parameters = inspect.signature(thing).parameters.values()
    return {
        "is": "function",
        "parameters": {
            p.name: {"keyword": True} if p.kind is p.KEYWORD_ONLY else {"position": position}
            for position, p in enumerate(parameters)
        },
        "required": [p.name for p in parameters if p.default is p.empty],
    }
