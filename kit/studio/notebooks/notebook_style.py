"""Style sheet of a notebook around its editors, in the colours of the report."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from kit.exports import html
from kit.theme import Theme


def style(theme: Theme) -> Markup:
    """Return the style of a notebook's sections and head, to be shown once in it."""
    own = (Path(__file__).parent / "notebook.css").read_text("utf-8")
    sheets = html.properties(theme) + html.stylesheet("section.css") + own
    return Markup("<style>{}</style>").format(Markup(sheets))  # noqa: S704 - the theme's and ours
