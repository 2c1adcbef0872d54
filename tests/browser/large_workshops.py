"""Workshops with as many stages and touchpoints as a test asks for, in both languages."""

from __future__ import annotations

from pathlib import Path

import yaml

STAGES = {
    "fr": (
        "Envie",
        "Recherche et comparaison",
        "Choix du luminaire",
        "Commande et paiement",
        "Livraison à domicile",
        "Installation et premiers jours",
        "Facturation",
        "Service après-vente",
        "Renouvellement du contrat",
        "Recommandation",
    ),
    "en": (
        "Awareness",
        "Research and comparison",
        "Choosing a lamp",
        "Order and payment",
        "Home delivery",
        "Installation and first days",
        "Invoicing",
        "After-sales service",
        "Renewal of the contract",
        "Recommendation",
    ),
}

PLACES = {
    "fr": (
        "Publicité sur Instagram",
        "Fiche de la lampe",
        "Caractéristiques techniques",
        "Validation par la banque",
        "Confirmation par e-mail",
        "Conseil au téléphone",
        "Boutique",
    ),
    "en": (
        "Instagram advertisement",
        "Product page of the lamp",
        "Technical specifications",
        "Authentication by the bank",
        "Confirmation e-mail",
        "Advice by telephone",
        "Shop",
    ),
}

SCORES = (1, 0.5, -1, -2, 2, 0, -0.5, 1.5)


def write_large_workshop(folder: Path, stages: int, touchpoints: int, lang: str = "en") -> Path:
    """Write a workshop of so many stages and touchpoints in all; return its folder."""
    names, places = STAGES[lang], PLACES[lang]
    ids = [f"stage-{n + 1}" for n in range(stages)]
    points = {
        f"point-{n + 1}": {
            "stage": ids[n * stages // touchpoints],
            "name": f"{places[n % len(places)]} {n + 1}",
            "channel": "website",
            "importance": n % 5 + 1,
        }
        for n in range(touchpoints)
    }
    content = {
        "schema_version": 1,
        "client": {"name": "Maison Lumen", "language": lang},
        "personas": {
            "camille": {
                "name": "Camille Delaunay",
                "empathy": {"needs": list(places[1:3]), "frustrations": list(places[3:5])},
            }
        },
        "stages": {id: {"name": names[n % len(names)]} for n, id in enumerate(ids)},
        "touchpoints": points,
        "emotions": [
            {"persona": "camille", "at": id, "score": SCORES[n % len(SCORES)]}
            for n, id in enumerate(points)
        ],
        "pain_points": {
            f"pain-{n + 1}": {"at": id, "what": f"{places[n % len(places)]} {n + 1}", "votes": n}
            for n, id in enumerate(list(points)[::2])
        },
        "improvements": {
            f"improvement-{n + 1}": {
                "solution": f"{places[n % len(places)]} {n + 1}",
                "impact": n % 5 + 1,
                "effort": (2 * n) % 5 + 1,
            }
            for n in range(9)
        },
        "notes": [places[3], places[5]],
    }
    folder.mkdir(parents=True)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    (folder / "workshop.yaml").write_text(text, "utf-8")
    return folder
