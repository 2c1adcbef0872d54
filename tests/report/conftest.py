import pytest

WORKSHOP = """\
schema_version: 1
client: {name: "Maison <b>Exemple</b>", language: fr, invented: true}
author: {name: Atelier Nord, colour: "#0b6e4f"}
scenario: {title: Offrir une lampe, state: current}
personas:
  lea: {name: Léa}
stages:
  chercher: {name: Je cherche, experience: {lea: {goal: trouver une idée}}}
  acheter: {name: J’achète}
touchpoints:
  vitrine: {stage: chercher, channel: window, importance: 4}
  caisse: {stage: acheter, channel: shop}
emotions:
  - {persona: lea, at: vitrine, score: +1, word: curious}
  - {persona: lea, at: caisse, scores: [-2, -1, -2], word: annoyed}
pain_points:
  attente: {at: caisse, group: process, what: La file est longue, mentions: 14 of 60, impact: 4}
improvements:
  seconde: {removes: [attente], solution: Ouvrir une seconde caisse, impact: 4, effort: 2}
"""


@pytest.fixture
def client(tmp_path):
    """A client's folder with a workshop."""
    folder = tmp_path / "workshops" / "maison-exemple"
    folder.mkdir(parents=True)
    (folder / "workshop.yaml").write_text(WORKSHOP, encoding="utf-8")
    return folder
