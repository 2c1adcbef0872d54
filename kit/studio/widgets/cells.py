"""Objects that cells display beside widgets: sections with a link, and errors."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup

from kit.blocks import Section
from kit.exports import html
from kit.exports.html import SectionOutput
from kit.i18n import texts

if TYPE_CHECKING:  # a handout does not load widgets
    from ipywidgets import Widget

CellOutput: TypeAlias = "SectionOutput | FoldedSection | LinkedSection | Several | Widget | None"
"""Anything that a cell of a step's notebook displays."""


@dataclass(frozen=True)
class FoldedSection:
    """A section unfolded by its title, so that the board below it is on the first screen."""

    section: Section
    lang: str

    def _repr_mimebundle_(self, **_: Collection[str] | None) -> dict[str, Any]:
        folded = Markup('<details class="parcours step-folded"><summary>{}</summary>{}</details>')
        shown = Markup(html.section(self.section, texts(self.lang)))  # noqa: S704 - escaped there
        title = str(self.section.title)
        return {"text/html": str(folded.format(title, shown)), "text/plain": title}


@dataclass(frozen=True)
class LinkedSection:
    """A section with a link to another notebook under it."""

    section: Section
    lang: str
    href: str
    says: str

    def _repr_mimebundle_(self, **_: Collection[str] | None) -> dict[str, Any]:
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

    def _repr_mimebundle_(self, **_: Collection[str] | None) -> dict[str, Any]:
        shown = Markup('<pre role="alert">{}</pre>').format(self.says)
        return {"text/html": str(shown), "text/plain": self.says}


class Several(tuple[CellOutput, ...]):
    """Outputs that a cell displays one after another."""

    __slots__ = ()

    def _ipython_display_(self) -> None:
        import IPython.display

        for one in self:
            IPython.display.display(one)
