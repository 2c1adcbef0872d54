"""Learners' answers to a case: good in other words, poor, stuffed, or of another case."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from kit.journey import Journey
from kit.studio.learning.cases import STEPS, case, cases
from kit.workshop import load

ANSWERS = Path(__file__).parent / "answers"
DAY = "2026-11-22"

GOOD = tuple(
    sorted(
        tuple(p.stem.split(".")) for p in ANSWERS.glob("*.yaml") if not p.stem.startswith("poor")
    )
)
"""The cases and languages that have an answer in other words."""

EVERY = tuple((name, lang) for name in cases() for lang in ("fr", "en"))


def text(name: str, lang: str, answer: str) -> str:
    """The file of a learner who has written an answer."""
    return case(name, lang).start + (ANSWERS / f"{answer}.{lang}.yaml").read_text("utf-8")


@cache
def read(content: str) -> Journey:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workshop.yaml"
        path.write_text(content, "utf-8")
        return load(path).journey


def empty(name: str, lang: str) -> Journey:
    return read(case(name, lang).start)


def poor(name: str, lang: str) -> Journey:
    return read(text(name, lang, "poor"))


def good(name: str, lang: str) -> Journey:
    return read(text(name, lang, name))


def model(name: str, lang: str) -> Journey:
    return case(name, lang).model


def keywords(name: str, lang: str, step: str) -> list[str]:
    """For each idea of a step, every word by which it is known."""
    return [
        " ".join(
            dict.fromkeys(
                word.rstrip("*") for f in idea.formulations for group in f.groups for word in group
            )
        )
        for idea in case(name, lang).exercises[step].ideas
    ]


def stuffed(name: str, lang: str, step: str, *, dealt: bool) -> Journey:
    """The model answer's form, its texts replaced by keywords: all in each text, or dealt out."""
    ideas = keywords(name, lang, step)
    turn = iter(range(10_000))

    def words() -> str:
        return ideas[next(turn) % len(ideas)] if dealt else " ".join(ideas)[:4000]

    plain = model(name, lang).to_data()
    replaced = {
        "persona": ("personas", ("text",)),
        "stages": ("stages", ("name", "goal", "actions", "thoughts", "text")),
        "touchpoints": ("touchpoints", ("name",)),
        "emotions": ("touchpoints", ("name",)),
        "pain-points": ("pain_points", ("what", "where", "who")),
        "improvements": ("improvements", ("solution", "opportunity")),
    }
    collection, fields = replaced[step]
    plain[collection] = _swapped(plain[collection], fields, words)
    return Journey.model_validate(plain)


def _swapped(value, fields, words, field=""):
    if isinstance(value, dict):
        return {k: _swapped(v, fields, words, k) for k, v in value.items() if k != "kpis"}
    if isinstance(value, list) and field != "evidence":
        return [_swapped(one, fields, words, field) for one in value]
    return words() if isinstance(value, str) and field in fields else value


def others(name: str) -> list[str]:
    return [other for other in cases() if other != name]


__all__ = ["DAY", "EVERY", "GOOD", "STEPS", "empty", "good", "model", "others", "poor", "stuffed"]
