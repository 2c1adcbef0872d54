"""Widget to choose the language of a client's notebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kit.i18n import LANGUAGES, N_, Language, texts
from kit.studio import STATIC
from kit.studio.widgets.language_choice import store_language

LABEL = N_("Language of the notebooks")
AGAIN = N_("Press F9 to switch the notebook to your language.")

NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}
"""The name of each language in that language, for those who cannot read the current one."""


class LanguagePicker(anywidget.AnyWidget):
    """A choice of language; the front end runs the notebook again after a change."""

    _esm = STATIC / "language.js"
    _css = """
    .parcours-reader { display: flex; gap: 8px; align-items: center; justify-content: flex-end;
      font: 16px/1.4 system-ui, sans-serif; color: var(--ink, #1d2329); }
    .parcours-reader select { font: inherit; min-height: 36px; padding: 2px 8px; }
    .parcours-reader select:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
    """

    lang = traitlets.Unicode().tag(sync=True)
    names: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    again = traitlets.Unicode().tag(sync=True)

    def __init__(self, client: Path, lang: str) -> None:
        self._client = client
        t = texts(lang)
        super().__init__(
            lang=t.lang,
            names=[[code, name] for code, name in NAMES.items()],
            label=t(LABEL),
            again=t(AGAIN),
        )
        self.on_msg(self.handle_message)

    def handle_message(
        self, widget: anywidget.AnyWidget, message: Mapping[str, Any], buffers: Sequence[memoryview]
    ) -> None:
        """Store the language that was chosen, and confirm it."""
        lang = message.get("lang")
        if lang in LANGUAGES:
            store_language(self._client, lang)
            again = texts(lang)(AGAIN)
            self.send({"kept": lang, "again": again})
