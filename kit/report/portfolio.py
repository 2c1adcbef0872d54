"""Open several workshops to compare them, for ``notebooks/portfolio.ipynb``.

Nothing of a client's folder is executed. A workshop that cannot be read is left out, and named.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kit.diagnostics import FilePosition
from kit.errors import explain, show_traceback
from kit.exports.html import ReportOutput, SectionOutput
from kit.exports.notebook import Frame
from kit.figures.typefaces import lettered
from kit.i18n import LANGUAGES, N_, Texts, texts
from kit.report.opening import Report, open_report
from kit.report.theme_file import logos, theme_of
from kit.sections.portfolio import Portfolio, cover, page_ids, section, section_ids
from kit.theme import Theme
from kit.workshop import WorkshopError, identity

FEWEST = 2
"""The fewest journeys that can be compared."""

TOO_FEW = N_("A comparison needs at least two journeys that can be read.")
LEFT_OUT = N_(
    "{reason} This journey is left out of the comparison; “parcours check” shows all its errors."
)


@dataclass(frozen=True)
class SkippedWorkshop:
    """A workshop that could not be opened, with the reason.

    Attributes
    ----------
    name
        What it is called in outputs.
    folder
        Its folder as it was opened, which the reason may name.
    """

    name: str
    folder: Path
    error: Exception

    def text(self, t: Texts) -> str:
        """Return the sentence on it, without the paths of this machine."""
        first, *more = explain(self.error, t, self.name).splitlines() or [self.name]
        reason = first.replace(f"{self.folder}{os.sep}", f"{self.name}/")
        return t(LEFT_OUT, reason=f"{reason} (+{len(more)})" if more else reason)


class PortfolioReport:
    """Several journeys compared for one reader: ``section(id)`` shows a section in a notebook.

    Attributes
    ----------
    portfolio
        What the sections are written from.
    """

    def __init__(
        self, portfolio: Portfolio, reports: Sequence[Report], left_out: Sequence[SkippedWorkshop]
    ) -> None:
        self.portfolio = portfolio
        self._reports, self._left_out = reports, left_out

    @property
    def sections(self) -> tuple[str, ...]:
        """The ids of the sections, in order."""
        return section_ids(self.portfolio)

    @property
    def journeys(self) -> tuple[str, ...]:
        """The ids of the journeys' own pages, in order."""
        return page_ids(self.portfolio)

    @property
    def missing(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The workshops left out and the measured values that are missing, by language."""
        found = []
        for lang in LANGUAGES:
            lines = [one.text(texts(lang)) for one in self._left_out]
            for report in self._reports:
                own = dict(report.missing).get(lang, ())
                lines += [f"{report.context.identity}/{line}" for line in own]
            if lines:
                found.append((lang, tuple(lines)))
        return tuple(found)

    def section(self, id: str) -> SectionOutput:
        """Return a section of the comparison."""
        whole = self.portfolio
        with lettered(whole.theme):
            return SectionOutput(section(whole, id), whole.t.lang)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        whole = self.portfolio
        frame = Frame(whole.t.lang, self.sections, cover(whole), whole.theme, missing=self.missing)
        return ReportOutput(frame)._repr_mimebundle_()


def open_portfolio(
    workshops: Sequence[str], lang: str = "", as_of: str = "", theme: str = ""
) -> PortfolioReport:
    """Open several workshops to compare their journeys.

    Parameters
    ----------
    workshops
        The workshops' files or folders.
    lang
        The reader's language; that of the first workshop where it is empty.
    as_of
        The date of the comparison, such as ``2026-11-22``; today where it is empty.
    theme
        A theme file, where another look is wanted than that of the authors' common colour.

    Raises
    ------
    WorkshopError
        If fewer than two workshops can be read, or for a theme that cannot be used.
    """
    named = theme_of(Path(theme), None) if theme else None
    reports: list[Report] = []
    left_out: list[SkippedWorkshop] = []
    for path in workshops:
        try:
            reports.append(open_report(path, lang, "client", as_of))
        except Exception as error:  # it is this one's alone
            show_traceback(error)
            left_out.append(_left_out(Path(path), error))
    if len(reports) < FEWEST:
        first = Path(workshops[0]) if workshops else None
        raise WorkshopError.at(FilePosition(first), TOO_FEW)
    t = texts(lang or reports[0].lang)
    look = named or _common_theme(reports)
    day = date.fromisoformat(as_of) if as_of else datetime.now().astimezone().date()
    bare = replace(look, logo="")  # it is among the pictures
    contexts = tuple(
        replace(report.context, t=t, theme=bare, images=logos(report.context.images, look))
        for report in reports
    )
    names = tuple(one.name for one in left_out)
    portfolio = Portfolio(contexts, t, bare, day, names, look.logo)
    return PortfolioReport(portfolio, reports, left_out)


def _left_out(path: Path, error: Exception) -> SkippedWorkshop:
    folder = path if path.is_dir() else path.parent
    return SkippedWorkshop(str(identity(folder)), folder, error)


def _common_theme(reports: Sequence[Report]) -> Theme:
    """Return the theme of the colours that all the authors, and all the clients, have."""
    journeys = [report.context.journey for report in reports]
    authors = {journey.author.colour for journey in journeys}
    clients = {journey.client.colour for journey in journeys}
    return theme_of(
        None,
        authors.pop() if len(authors) == 1 else None,
        clients.pop() if len(clients) == 1 else None,
    )
