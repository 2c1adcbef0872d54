"""Objects that cells display beside widgets: sections with a link, and errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kit.blocks import Section
from kit.exports import html
from kit.i18n import texts


@dataclass(frozen=True)
class LinkedSection:
    """A section with a link to another notebook under it."""

    section: Section
    lang: str
    href: str
    says: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        link = Markup('<p class="parcours"><a class="way-on" href="{}">{}</a></p>')
        shown = html.section(self.section, texts(self.lang))
        shown += str(link.format(self.href, self.says))  # added to a text, Markup would escape it
        return {"text/html": shown, "text/plain": self.says}


@dataclass(frozen=True)
class ErrorCell:
    """An error in place of a workbook; the cells below it show nothing."""

    says: str

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name in ("purpose", "questions", "editor", "picture", "findings", "next"):
            return lambda: None
        raise AttributeError(name)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = Markup('<pre role="alert">{}</pre>').format(self.says)
        return {"text/html": str(shown), "text/plain": self.says}
