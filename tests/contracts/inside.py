"""What the contract tests need from inside the kit, in one place: a rename is followed here alone.

Everything else in this package goes by files, the command and public import paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click


def command(lang: str = "en") -> click.Group:
    """Return the command ``parcours``."""
    from kit.cli import parcours
    from kit.i18n import texts

    return parcours(texts(lang))


def reader() -> Any:
    """Return what speaks to a reader of English: the object of the command's contexts."""
    from kit.i18n import texts

    return texts("en")


def rules() -> dict[str, str]:
    """Return the severity of each rule of the review by its id."""
    from kit.review import RULES

    return {id: str(rule.severity) for id, rule in RULES.items()}


def edit(workshop: Path, edits: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Make edits one after the other, each saved before the next; return the answers.

    ``{"op": "undo"}`` and ``{"op": "redo"}`` are edits, too.
    """
    from kit.studio.sync.session import EditSession

    answers: list[dict[str, Any]] = []
    with EditSession(workshop, "en") as session:
        for one in edits:
            session.submit(one, answers.append)
            assert session.flush(30)
    return answers


def copy_notebooks(client: Path) -> Path:
    """Put the step notebooks into a client's folder, as ``parcours lab`` does."""
    from kit.studio.notebooks.copies import write_copies

    return write_copies(client, "en").folder


def learn(folder: Path) -> None:
    """Write a learner's record in which every field is filled."""
    from kit.studio.learning import attempts

    at = datetime.fromisoformat("2026-11-26T10:00:00+01:00")
    attempts.begin(folder, "maison-lumen")
    attempts.sit(folder, "before", [0, 1, None])
    attempts.add(folder, attempts.Attempt(step="persona", at=at, score=40, passed=False))
    attempts.ask_hint(folder, "persona", 2)
    attempts.open_model(folder, "persona")
    attempts.add(folder, attempts.Attempt(step="persona", at=at, score=80, passed=True))


def agendas(client: Path) -> dict[str, float]:
    """Return the minutes of each agenda, by its name in English; the client's own among them."""
    from kit.i18n import texts
    from kit.studio.facilitation.agenda import agendas

    found = agendas(texts("en"), client)
    return {agenda.name: sum(item.minutes for item in agenda.items) for agenda in found}
