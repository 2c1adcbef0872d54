"""Workshop files for tests, written into a temporary folder."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from kit.i18n import texts
from kit.workshop import Workshop, WorkshopError, load

SMALL = """\
# yaml-language-server: $schema=workshop.schema.json
# Exemple inventé
schema_version: 1
client: {name: Exemple, language: fr}   # le client

personas:
  lea: {name: Léa}

stages:
  # --- avant
  chercher: {name: Je cherche}
  # --- pendant
  acheter:
    name: "J'achète"
    owner: magasin

touchpoints:
  vitrine: { stage: chercher,  channel: window, importance: 4 }   # rue

  # la caisse du fond
  caisse:
    stage: acheter
    channel: shop

emotions:
  - {persona: lea, at: vitrine, score: +1, word: curious}
  - {persona: lea, at: caisse, scores: [-2, -1, -2], word: annoyed}   # samedi

pain_points:
  attente:
    at: caisse
    group: process
    what: >-
      Dix minutes d’attente : le samedi,
      une seule caisse est ouverte
    mentions: 14 sur 60
    causes:
    - une seule caisse
    - pas de planning   # à vérifier
"""


def written(folder: Path, text: str | bytes) -> Path:
    """Write a workshop file."""
    path = folder / "workshop.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def loaded(folder: Path, text: str | bytes = SMALL) -> Workshop:
    """Write a workshop file and load it."""
    return load(written(folder, text))


def refused(folder: Path, text: str | bytes) -> list[str]:
    """Return what is said of a bad file, as ``line:column message``."""
    path = written(folder, dedent(text) if isinstance(text, str) else text)
    with pytest.raises(WorkshopError) as caught:
        load(path)
    for lang in ("fr", "en"):
        assert all(
            fault.text(texts(lang)).startswith(str(path)) for fault in caught.value.diagnostics
        )
    return [
        f"{f.place.line}:{f.place.column} {texts('en')(f.message)}"
        for f in caught.value.diagnostics
    ]
