"""Print how the code is cut, before and now: ``python -m benchmarks.structure [CHECKOUT]``.

Before is the commit of 0.1.0 (``--before`` names another), now is this checkout or that of the
given path. The modules of ``kit`` are counted and not imported. ``--names`` lists the functions and
the circles that are counted now.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import os
import re
import runpy
import subprocess
import sys
import tarfile
import tempfile
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
FIRST = "62d5f5d"
"""The commit of 0.1.0."""

LONG = 60
"""Lines that a function may have without a reason."""

CROWDED = ("evidence", "studio")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
OPENINGS: set[str] = runpy.run_path(str(ROOT / ".ci" / "docstrings.py"))["OPENINGS"]


def riddle(tree: ast.Module) -> bool:
    """Return whether a module's docstring opens with a question word."""
    words = (ast.get_docstring(tree) or "").split(maxsplit=1)
    return bool(words) and words[0].rstrip(".,:;?!").capitalize() in OPENINGS


def annotations(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield every annotation of arguments, results and variables."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation:
            yield node.annotation
        elif isinstance(node, FUNCTIONS) and node.returns:
            yield node.returns


def comments(source: str) -> Iterator[str]:
    """Yield the comments of a module."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def of_modules(root: Path) -> dict[str, int]:
    """Return what can be counted module by module."""
    found: Counter[str] = Counter()
    for path in sorted((root / "kit").rglob("*.py")):
        source = path.read_text("utf-8")
        tree = ast.parse(source)
        found["modules"] += 1
        found["lines"] += len(source.splitlines())
        found["module docstrings that open as a riddle"] += riddle(tree)
        at_a_root = path.parent in [root / "kit" / name for name in CROWDED]
        found["modules at the roots of evidence and studio"] += (
            at_a_root and path.name != "__init__.py"
        )
        found[": Any"] += len(re.findall(r": Any\b", source))
        found["object in annotations"] += sum(
            isinstance(node, ast.Name) and node.id == "object"
            for annotation in annotations(tree)
            for node in ast.walk(annotation)
        )
        found["cast"] += len(re.findall(r"(?<![.\w])cast\(", source))
        found["type: ignore"] += sum("type: ignore" in each for each in comments(source))
    found[f"functions over {LONG} lines"] = len(list(long_functions(root)))
    return dict(found)


def long_functions(root: Path) -> Iterator[str]:
    """Yield the place, name and length of each function that is too long."""
    for path in sorted((root / "kit").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, FUNCTIONS):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LONG:
                    yield f"{path.relative_to(root)}:{node.lineno} {node.name}: {lines} lines"


def of_imports() -> tuple[int, list[list[str]]]:
    """Return how many modules of the ``kit`` on the path have one importer, and its circles."""
    import grimp

    graph = grimp.build_graph("kit", exclude_type_checking_imports=True, cache_dir=None)
    importers = [graph.find_modules_that_directly_import(name) for name in graph.modules]
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    return sum(len(each) == 1 for each in importers), circles(imports)


def circles(imports: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that import each other, directly or by way of others.

    >>> circles({"a": {"b"}, "b": {"a"}, "c": {"a"}})
    [['a', 'b']]
    """
    reached = {name: _reachable(imports, name) for name in imports}
    groups = {
        frozenset(other for other in seen if name in reached[other])
        for name, seen in reached.items()
        if name in seen
    }
    return sorted(sorted(group) for group in groups)


def _reachable(imports: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = list(imports[start])
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += imports[name]
    return seen


def counted(root: Path) -> tuple[dict[str, int], list[list[str]]]:
    """Return all counts of a checkout, and its circles.

    Imports are read in a process that has the checkout on its path.
    """
    done = subprocess.run(
        [sys.executable, Path(__file__), "--imports"],
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=root,
        stdout=subprocess.PIPE,
        check=True,
    )
    single, groups = json.loads(done.stdout)
    imports = {"modules with one importer": single, "import circles": len(groups)}
    return {**of_modules(root), **imports}, groups


def unpacked(commit: str, folder: Path) -> Path:
    """Write the package of a commit to a folder and return it."""
    packed = subprocess.run(
        ["git", "archive", commit, "kit"], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def main() -> None:
    """Print both counts side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", nargs="?", type=Path, default=ROOT, help="what is now")
    parser.add_argument("--before", default=FIRST, metavar="COMMIT")
    parser.add_argument("--names", action="store_true", help="list functions and circles")
    parser.add_argument("--imports", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.imports:
        print(json.dumps(of_imports()))
        return
    with tempfile.TemporaryDirectory() as folder:
        before, _ = counted(unpacked(given.before, Path(folder)))
    root = given.checkout.resolve()
    now, groups = counted(root)
    width = max(map(len, now))
    print(f"{'':{width}}  {given.before:>8}  {'now':>8}")
    for name in now:
        print(f"{name:{width}}  {before[name]:>8}  {now[name]:>8}")
    if given.names:
        named = [f"circle: {', '.join(each)}" for each in groups]
        print("", *long_functions(root), *named, sep="\n")


if __name__ == "__main__":
    main()
