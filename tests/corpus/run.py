"""Read the corpus with the kit and print, by kind, what is right and what is not.

    python -m tests.corpus.run                     # all files but those kept apart
    python -m tests.corpus.run --kind rank         # one kind
    python -m tests.corpus.run --id sheet-rank     # the files whose id begins so
    python -m tests.corpus.run --apart             # the hundred kept apart alone: once, at the end

README.md says how a file is counted, and which goals are set.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.corpus.compare import Result, Verdict, judge
from tests.corpus.found import Found, read_entry, role_of
from tests.corpus.manifest import Entry, entries
from tests.corpus.model import Expected


@dataclass(frozen=True)
class Line:
    """A file of the corpus with its result."""

    entry: Entry
    expected: Expected
    found: Found
    verdict: Verdict


def chosen(*, apart: bool = False, kind: str = "", id: str = "") -> list[Entry]:
    """Return the files to be read: those kept apart or the others, of one kind or of all."""
    return [
        entry
        for entry in entries()
        if entry.apart == apart and kind in ("", entry.kind) and entry.id.startswith(id)
    ]


def run(files: Iterable[Entry]) -> list[Line]:
    """Read files and compare each with what is expected."""
    lines = []
    for entry in files:
        expected = entry.expected()
        with TemporaryDirectory(prefix="corpus-") as folder:
            found = read_entry(entry, expected, Path(folder))
        lines.append(Line(entry, expected, found, judge(expected, found)))
    return lines


def unequal(lines: Iterable[Line]) -> dict[str, list[str]]:
    """Return the groups of equal tables whose figures differ, each with its files."""
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.entry.same_as:
            figures = json.dumps(_figures(line), sort_keys=True, default=str)
            groups[line.entry.same_as][figures].append(line.entry.id)
    return {
        name: [" = ".join(ids) for ids in kinds.values()]
        for name, kinds in groups.items()
        if len(kinds) > 1
    }


def _figures(line: Line) -> dict[str, Any]:
    """Return all figures of a file by the keys of its columns, without their positions."""
    if line.found.reading is None:
        return {"refused": line.found.refused}
    found: dict[str, Any] = {"rows": line.found.table.n}
    for name, figure in line.expected.get("figures", {}).items():
        column = line.found.at(figure["position"])
        if column:
            aside = sorted(column.set_aside.items())
            found[name] = [role_of(column), column.n, str(column.scale), aside]
    answers = line.found.answers.items()
    return found | {" / ".join(key): [a.value, a.k, a.n] for key, a in answers}


@dataclass(frozen=True)
class Personal:
    """Personal columns found of those that there are, and others taken for personal."""

    found: int
    all: int
    wrongly: tuple[str, ...]
    missed: tuple[str, ...]


def personal(lines: Iterable[Line]) -> Personal:
    """Return recall and false positives of personal columns."""
    hits, missed, wrongly = 0, [], []
    for line in lines:
        if line.found.reading is None:
            continue
        for name, figure in line.expected.get("figures", {}).items():
            column = line.found.at(figure["position"])
            taken = column is not None and role_of(column) == "personal"
            if figure["role"] == "personal":
                hits += taken
                missed += [] if taken else [f"{line.entry.id}: {name}"]
            elif taken and "personal" not in figure["role"]:
                wrongly.append(f"{line.entry.id}: {name}")
    return Personal(hits, hits + len(missed), tuple(wrongly), tuple(missed))


def noisy(lines: Iterable[Line]) -> list[Line]:
    """Return the clean files with a message."""
    return [x for x in lines if x.entry.kind == "clean" and x.found.messages]


def report(lines: Sequence[Line]) -> str:
    """Return the table by kind, and the files that are not right, as text."""
    by_kind: dict[str, Counter[Result]] = defaultdict(Counter)
    for line in lines:
        by_kind[line.entry.kind][line.verdict.result] += 1
    total = sum(by_kind.values(), Counter[Result]())
    heads = ["files", "right", "warned", "refused", "reported", "silent"]
    text = [f"{'kind':<20}" + "".join(f"{head:>9}" for head in heads)]
    for kind, counts in [*sorted(by_kind.items()), ("all", total)]:
        cells = [counts.total(), *(counts[result] for result in Result)]
        text.append(f"{kind:<20}" + "".join(f"{cell:>9}" for cell in cells))
    good = total[Result.RIGHT] + total[Result.WARNED]
    text.append(
        f"{good / max(1, len(lines)):.1%} right, {total[Result.REFUSED] / max(1, len(lines)):.1%} "
        f"refused, {total[Result.SILENT]} silently wrong, {len(noisy(lines))} clean with a message"
    )
    people = personal(lines)
    text.append(
        f"personal columns: {people.found} of {people.all} found, "
        f"{len(people.wrongly)} others taken for personal"
    )
    text += [f"  missed {name}" for name in people.missed]
    text += [f"  wrongly {name}" for name in people.wrongly]
    text += [f"unequal {name}: {' | '.join(ids)}" for name, ids in unequal(lines).items()]
    for line in sorted(lines, key=lambda x: [*Result].index(x.verdict.result), reverse=True):
        if line.verdict.result is not Result.RIGHT:
            text.append(f"\n{line.verdict.result}: {line.entry.id} ({line.entry.kind})")
            text += [f"    {why}" for why in line.verdict.why[:8]]
    return "\n".join(text)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table and the list."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.run", description=__doc__)
    parser.add_argument("--apart", action="store_true", help="read the files kept apart")
    parser.add_argument("--kind", default="", help="one kind")
    parser.add_argument("--id", default="", help="the files whose id begins so")
    stated = parser.parse_args(arguments)
    print(report(run(chosen(apart=stated.apart, kind=stated.kind, id=stated.id))))


if __name__ == "__main__":
    main()
