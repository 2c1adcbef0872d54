"""Words from which the board guesses a channel or a group, in all languages (M3.2, M5.6).

A guess is not written to the file until someone accepts it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kit.fields import normalize
from kit.i18n import LANGUAGES, texts
from kit.steps.pain_points import GROUPS
from kit.steps.touchpoints import CHANNELS

FILE = Path(__file__).with_name("guesses.toml")


@cache
def guesses() -> dict[str, dict[str, str]]:
    """Return, for ``channel`` and ``group``, the id that each normalized phrase suggests.

    The labels of the ids are among the phrases. A phrase that suggests two ids is left out.
    """
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    names = {
        "channel": {id: channel.name for id, channel in CHANNELS.items()},
        "group": dict(GROUPS),
    }
    found: dict[str, dict[str, str]] = {}
    for kind, labels in names.items():
        ids: dict[str, set[str]] = {}
        for id, label in labels.items():
            in_languages = (texts(lang)(label) for lang in LANGUAGES)
            for phrase in (*in_languages, *listed[kind].get(id, ())):
                ids.setdefault(normalize(phrase), set()).add(id)
        found[kind] = {phrase: min(of) for phrase, of in ids.items() if len(of) == 1}
    return found
