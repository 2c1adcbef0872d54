"""Answers written from the briefs alone, each judged twice by readers who saw no criteria.

Per case, step and language twelve answers: good ones in other words, partial ones, ones with wrong
facts, poor, stuffed with keywords, about something else, and copied from the brief. Half of them,
``open``, may be read to improve the criteria; the other half, ``held-out``, measures them.

Run it to print the confusion table: ``python -m tests.studio.learning.judged``.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kit.studio.learning.assessment import Assessment, assess
from kit.studio.learning.cases import case, cases
from kit.studio.learning.lenient import load_leniently

FOLDER = Path(__file__).parent
DAY = date(2026, 11, 22)
LANGUAGES = ("en", "fr")
HALVES = ("open", "held-out")


@dataclass(frozen=True)
class Judged:
    """An answer to a step, with the labels of two readers: ``pass`` or ``fail``."""

    name: str
    lang: str
    id: str
    step: str
    kind: str
    half: str
    labels: tuple[str, str]
    text: str

    def assessment(self) -> Assessment:
        """Mark the answer."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "workshop.yaml"
            path.write_text(self.text, "utf-8")
            journey, _ = load_leniently(path)
        return assess(case(self.name, self.lang), self.step, journey, None, DAY)

    def outcome(self) -> str:
        """Return ``pass``, ``read`` (for the trainer) or ``fail``."""
        found = self.assessment()
        return "pass" if found.passed else "read" if found.to_read else "fail"


def answers(name: str, lang: str) -> Iterator[Judged]:
    """Yield the answers to a case in a language."""
    base, *rest = yaml.safe_load_all((FOLDER / f"{name}.{lang}.yaml").read_text("utf-8"))
    for one in rest:
        content: dict[str, Any] = {**base["base"], **one["content"]}
        text = case(name, lang).start + yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        yield Judged(
            *(name, lang, one["id"], one["step"], one["kind"], one["half"]),
            *(tuple(one["labels"]), text),
        )


@dataclass(frozen=True)
class Confusion:
    """How outcomes agree with labels."""

    counts: Counter[tuple[str, str]]

    @property
    def precision(self) -> float:
        """The share of passed answers that the readers pass."""
        passed = self.counts["pass", "pass"] + self.counts["fail", "pass"]
        return self.counts["pass", "pass"] / passed

    @property
    def recall(self) -> float:
        """The share of the answers that the readers pass that are passed."""
        good = sum(n for (label, _), n in self.counts.items() if label == "pass")
        return self.counts["pass", "pass"] / good

    @property
    def left_to_trainer(self) -> float:
        """The share of answers that are for the trainer to read."""
        left = sum(n for (_, outcome), n in self.counts.items() if outcome == "read")
        return left / self.counts.total()


def confusion(lang: str, half: str) -> Confusion:
    """Return the confusion table of a half in a language, over all cases and steps."""
    counts: Counter[tuple[str, str]] = Counter()
    for name in cases():
        for one in answers(name, lang):
            if one.half == half and one.labels[0] == one.labels[1]:
                counts[one.labels[0], one.outcome()] += 1
    return Confusion(counts)


def agreement() -> tuple[int, int]:
    """Return how many answers both readers label alike, and how many there are."""
    labels = [one.labels for name in cases() for lang in LANGUAGES for one in answers(name, lang)]
    return sum(a == b for a, b in labels), len(labels)
