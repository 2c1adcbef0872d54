"""Time the grading of a class of thirty, with its page and a page for each learner, in seconds.

``python -m benchmarks.grading`` writes thirty invented answers to the three cases, good, poor and
empty, and runs ``parcours grade --html --feedback`` once.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.command import command
from kit.i18n import Language, texts
from kit.studio.learning import case, cases, self_test, sit, start
from tests.studio.learning import learners

LEARNERS = 30
TARGET = 10.0
"""Seconds of a class on a machine of today's."""

ANSWERS = ("good", "poor", "empty", "good", "good")


def make_class(root: Path, count: int = LEARNERS) -> None:
    """Write the folders of a class into ``root``."""
    names = cases()
    languages: tuple[Language, ...] = ("en", "fr")
    for number in range(count):
        name, lang = names[number % len(names)], languages[number % 2]
        answer = ANSWERS[number % len(ANSWERS)]
        folder = start(root, f"Learner {number}", name, lang).folder
        text = case(name, lang).start
        if answer != "empty":
            text = learners.text(name, lang, name if answer == "good" else answer)
        (folder / "workshop.yaml").write_text(text, "utf-8")
        right = [question.right for question in self_test(texts(lang))]
        sit(folder, "before", [*right[: number % 9], *[None] * (len(right) - number % 9)])


def main() -> None:
    """Print the seconds of processor and of the clock."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_class(folder / "workshops")
        started = time.perf_counter()
        asked = ("grade", "workshops", "--html", "class.html", "--feedback", "pages")
        used, _, said = command(folder, *asked)
        passed = time.perf_counter() - started
        pages = len(list((folder / "pages").glob("*.html")))
        if pages != LEARNERS or not (folder / "class.html").is_file():
            raise SystemExit(f"not every page was written: {said}")
    print(f"{LEARNERS} learners: {used:.1f} s of processor, {passed:.1f} s in all", end="")
    print(f" (target: under {TARGET:.0f} s)")


if __name__ == "__main__":
    main()
