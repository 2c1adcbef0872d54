"""Fail on docstrings that open with a question word: ``docstrings.py [--update]``.

A docstring opens with a summary: imperative for a function, a noun for a class or module. One that
opens with "What", "Whether", "Where" … leaves its reader to guess the subject.

``docstrings.txt`` beside this file lists the modules that are still to be rewritten. The list only
shrinks: a module that is clean, or gone, must be taken off it. ``--update`` writes it again where
modules were cleaned or moved, and refuses to make it longer.

Exit status: 0 clean but for the list; 1 a module is to be rewritten or taken off the list.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTED = Path(__file__).with_name("docstrings.txt")
FOLDERS = ("kit", "benchmarks", ".ci")
OPENINGS = {
    *("How", "So", "That", "What", "When", "Where"),
    *("Whether", "Which", "Who", "Whoever", "Whose", "Why"),
}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def offences(source: str) -> Iterator[tuple[int, str]]:
    r"""Yield the line and the summary of each docstring that opens with a question word.

    >>> list(offences('"Whether it is."'))
    [(1, 'Whether it is.')]
    >>> list(offences('"Return whether it is."'))
    []
    >>> list(offences('MOST = 3\n"How many there are."'))
    [(2, 'How many there are.')]
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, DOCUMENTED):
            continue
        for statement in node.body:  # of a constant, the docstring stands below it
            match statement:
                case ast.Expr(ast.Constant(str(text))) if text.strip():
                    first, *_ = text.split(maxsplit=1)
                    if first.rstrip(".,:;?!").capitalize() in OPENINGS:
                        yield statement.lineno, text.strip().splitlines()[0]


def offenders() -> dict[str, list[tuple[int, str]]]:
    """Return the offences of each module that has any, by its path from the root."""
    modules = [ROOT / "parcours_kit.py"]
    modules += [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    found = {m.relative_to(ROOT).as_posix(): list(offences(m.read_text("utf-8"))) for m in modules}
    return {name: each for name, each in found.items() if each}


def listed() -> list[str]:
    """Return the modules of the list."""
    return [line for line in LISTED.read_text("utf-8").splitlines() if not line.startswith("#")]


def update(found: dict[str, list[tuple[int, str]]]) -> int:
    """Write the list again and return the exit status; leave it where it would be longer."""
    before = listed()
    if len(found) > len(before):
        print(f"{len(found)} modules would be listed, {len(before)} are: rewrite docstrings first.")
        return 1
    lines = LISTED.read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    LISTED.write_text("\n".join([*head, *sorted(found)]) + "\n", "utf-8")
    print(f"{len(found)} modules are to be rewritten ({len(before)} before).")
    return 0


def main(arguments: list[str]) -> int:
    """Compare the modules with the list, print what differs, and return the exit status."""
    found = offenders()
    if arguments == ["--update"]:
        return update(found)
    known = set(listed())
    for name in sorted(found.keys() - known):
        for line, summary in found[name]:
            print(f"{name}:{line}: docstring opens with a question word: {summary}")
    for name in sorted(known - found.keys()):
        print(f"{name}: clean or gone, take it off .ci/docstrings.txt (docstrings.py --update)")
    wrong = found.keys() ^ known
    if not wrong:
        print(f"Docstring openings: {len(known)} modules still to be rewritten.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
