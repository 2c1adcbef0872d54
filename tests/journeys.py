"""Small journeys for tests, built in code."""

from __future__ import annotations

from typing import Any

from kit.journey import Journey


def journey(**parts: Any) -> Journey:
    """Return a journey of two stages and four touchpoints, with parts replaced."""
    plain: dict[str, Any] = {
        "client": {"name": "Exemple", "language": "fr", "invented": True},
        "personas": {"lea": {"name": "Léa Exemple"}},
        "stages": {"chercher": {"name": "Je cherche"}, "acheter": {"name": "J’achète"}},
        "touchpoints": {
            "vitrine": {"stage": "chercher", "channel": "window", "importance": 4},
            "caisse": {"stage": "acheter", "channel": "shop", "importance": 5},
            "site": {"stage": "chercher", "channel": "website"},
            "facture": {"stage": "acheter", "channel": "invoice", "importance": 1},
        },
    }
    plain.update(parts)
    return Journey.model_validate(plain)


def feeling(at: str, score: float | None = None, **more: Any) -> dict[str, Any]:
    """Return an emotion of Léa's as the file writes it."""
    return {"persona": "lea", "at": at, **({} if score is None else {"score": score}), **more}
