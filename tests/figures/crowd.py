"""Journeys that are hard to draw: many stages and touchpoints, long texts, emoji and money."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.journey import Journey

SHORT = "Été"
LONG = (
    "Le client, déçu, compare 3 devis à 49,90 $ et 52 $ puis appelle l’électricité_générale : "
    "« anticonstitutionnellement », dit-elle 😀, avant de recommencer à zéro la saisie des "
    "coordonnées bancaires ^ é"
)
assert 190 <= len(LONG) <= 210


def crowd(
    stages: int, touchpoints: int, text: str = SHORT, pains: int = 8, improvements: int = 8
) -> Journey:
    """Return a journey of a given size in which every text is as long as asked, and its own."""

    def said(kind: str, number: int) -> str:
        return f"{text} {kind}{number}"

    places = [f"t{n}" for n in range(touchpoints)]
    channels = ["website", "shop", "email", "call-centre", "delivery", "reviews", "chat", "radio"]
    natures = ["positive", "irritant", None]
    plain: dict[str, Any] = {
        "client": {"name": said("client", 0), "language": "fr", "invented": True},
        "scenario": {"title": said("titre", 0), "goal": said("but", 0), "state": "current"},
        "personas": {"lea": {"name": said("Léa", 0)}, "ali": {"name": said("Ali", 0)}},
        "stages": {
            f"s{n}": {
                "name": said("étape", n),
                "experience": {
                    "lea": {"goal": said("objectif", n), "actions": [said("action", n)]}
                },
            }
            for n in range(stages)
        },
        "touchpoints": {
            place: {
                "stage": f"s{n * stages // touchpoints}",
                "channel": channels[n % len(channels)],
                "name": said("contact", n),
                **({"nature": natures[n % 3]} if n % 3 < 2 else {}),
            }
            for n, place in enumerate(places)
        },
        "emotions": [
            {"persona": persona, "at": place, "moment_of_truth": n % 5 == 0}
            | ({"scores": [-2, n % 5 - 2, 2, 1]} if n % 2 else {"score": (n * 7) % 5 - 2})
            for persona in ("lea", "ali")
            for n, place in enumerate(places)
        ],
        "pain_points": {
            f"p{n}": {
                "at": places[n % touchpoints],
                "group": "process",
                "what": said("irritant", n),
                "impact": n % 5 + 1,
                "persistence": (n * 3) % 5 + 1,
                **({"mentions": f"{n % 4} of {9 + n}"} if n % 4 else {}),
            }
            for n in range(pains)
        },
        "improvements": {
            f"i{n}": {
                "solution": said("solution", n),
                "removes": [f"p{n % pains}"] if pains else [],
                "impact": (n * 2) % 5 + 1,
                "effort": (n * 3) % 5 + 1,
                "owner": said("équipe", n),
                "due": date(2026, 1 + n % 12, 28),
                "status": ["proposed", "planned", "under-way", "done"][n % 4],
                "effects": [{"at": places[n % touchpoints], "change": 2}],
            }
            for n in range(improvements)
        },
    }
    return Journey.model_validate(plain)
