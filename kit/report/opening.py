"""Open a client's workshop to report on it, for ``notebooks/report.ipynb``.

Nothing of a client's folder is executed: the workshop file and the pictures are read as data.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from kit.blocks import Picture, Table
from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.evidence.metrics.results import Measurements
from kit.exports.html import ReportOutput, SectionOutput
from kit.exports.notebook import Frame
from kit.figures.house_style import styled_picture
from kit.figures.typefaces import lettered
from kit.i18n import LANGUAGES, texts
from kit.report.custom_section import Part, custom_section, table
from kit.report.theme_file import logos, theme_of
from kit.results import review_due, score_pairs
from kit.review import review
from kit.review.measured import failure_findings
from kit.review.privacy import redact_journey
from kit.sections import SECTIONS, Context, Edition, Provenance, cover, is_empty, workshop_scores
from kit.sections.evidence import cited_sources
from kit.versions import frozen_figures
from kit.workshop import Workshop, load, versions
from kit.workshop.pictures import images
from kit.workshop.sessions import sessions

FINGERPRINT = 12
"""The number of characters of the file's SHA-256 that a report shows."""

WORKING = ("review",)
"""The sections of the working edition alone."""


class Report:
    """One workshop's report for one reader: ``section(id)`` shows a section in a notebook.

    Attributes
    ----------
    context
        What the sections are written from; a notebook of one's own may write others from it.
    """

    def __init__(self, context: Context, lang: str) -> None:
        self.context, self.lang = context, lang
        self._own: list[str] = []

    @property
    def sections(self) -> tuple[str, ...]:
        """The ids of the sections that this edition has, in order."""
        context = self.context
        if context.edition == "working":
            without = () if score_pairs(context.journey) else (workshop_scores.ID,)
            return tuple(id for id in SECTIONS if id not in without)
        return tuple(id for id in SECTIONS if id not in WORKING and not is_empty(context, id))

    @property
    def date_digest(self) -> str:
        """A digest of everything in the report that the date changes.

        These are the review's findings, the improvements and the review that are overdue, the
        values of indicators known by then, and the versions closed by then.
        """
        context, journey, day = self.context, self.context.journey, self.context.as_of
        due = review_due(journey)
        what = [
            [(finding.rule.id, finding.place) for finding in context.review.findings],
            [(found.finding.rule.id, found.finding.place) for found in context.review.silenced],
            [i.id for i in journey.improvements if i.due and i.open and i.due < day],
            [sum(known <= day for known in kpi.values) for _, kpi in journey.kpis],
            len(context.versions),
            bool(due and due < day),
        ]
        return sha256(repr(what).encode()).hexdigest()

    @property
    def missing(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The sources and values that are missing, by language.

        The person who asks for the report may have another than its reader.
        """
        context = self.context
        found = [*failure_findings(context.journey, context.measurements)]
        return tuple(
            (lang, tuple(f"{context.locate(f.place)}: {texts(lang).say(f.says)}" for f in found))
            for lang in LANGUAGES
            if found
        )

    def custom_section(self, title: str, headline: str = "", *parts: Part) -> SectionOutput:
        """Return a section of one's own, in the report's style and contents and in every format.

        Parameters
        ----------
        title
            The plain title, as the contents list it.
        headline
            The section's finding in one sentence; it describes figures that say nothing themselves.
        parts
            Texts, figures of matplotlib's and blocks, such as :meth:`picture` and :meth:`table`
            return.

        Examples
        --------
        ``report.custom_section("Costs", "Calls cost most", figure, "Without overheads.")``
        """
        taken = (*SECTIONS, *self._own)
        context = self.context
        with lettered(context.theme):
            section = custom_section(title, headline, parts, taken, context.theme, context.t)
        self._own.append(section.id)
        return SectionOutput(section, self.lang)

    def picture(self, figure: Figure, alt: str, caption: str = "") -> Picture:
        """Return a figure of matplotlib's in the report's style, with what it shows in words."""
        with lettered(self.context.theme):
            return styled_picture(figure, alt, self.context.theme, self.context.t, caption)

    def table(
        self, caption: str, columns: Sequence[str], rows: Sequence[Sequence[str | int | float]]
    ) -> Table:
        """Return a table, its numbers written in the reader's language."""
        return table(caption, columns, rows, self.context.t)

    def section(self, id: str) -> SectionOutput | None:
        """Return a section of the report, or None if this edition does not have it."""
        if id in SECTIONS and id not in self.sections:
            return None
        with lettered(self.context.theme):
            section = SECTIONS[id](self.context)
        return SectionOutput(section, self.lang) if section else None

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        context = self.context
        frame = Frame(
            self.lang,
            self.sections,
            cover(context),
            context.theme,
            self.date_digest,
            self.missing,
            context.edition,
            cited_sources(context),
        )
        return ReportOutput(frame)._repr_mimebundle_()


def open_report(
    workshop: str, lang: str = "", edition: Edition = "client", as_of: str = "", theme: str = ""
) -> Report:
    """Open a workshop to report on it.

    Parameters
    ----------
    workshop
        The workshop's file or folder.
    lang
        The reader's language; the workshop's own where it is empty.
    as_of
        The date of the report, such as ``2026-11-22``; today where it is empty.
    theme
        A theme file, where another look is wanted than that of the author's colour.
    """
    opened = load(workshop)
    return report_on(opened, measure(opened.journey, opened.folder), lang, edition, as_of, theme)


def report_on(
    opened: Workshop,
    found: Measurements,
    lang: str = "",
    edition: Edition = "client",
    as_of: str = "",
    theme: str = "",
) -> Report:
    """Return the report on a workshop with its measured values; see :func:`open_report`."""
    if edition == "client":
        opened = replace(opened, journey=redact_journey(opened.journey))
    journey = opened.journey
    day = date.fromisoformat(as_of) if as_of else datetime.now().astimezone().date()
    lang = lang or journey.client.language
    closed = versions(opened, day)
    for one in closed:
        frozen_figures(one)  # what cannot be read is found now, not in the section on changes
    # The others are not read: each is a file as long as the workshop's.
    compared = [version.journey for version in closed[-1:]]
    if edition == "client":
        compared = [redact_journey(before) for before in compared]
    look = theme_of(Path(theme) if theme else None, journey.author.colour, journey.client.colour)
    context = Context(
        journey=apply_to_map(journey, found),
        stated=journey,
        t=texts(lang),
        theme=replace(look, logo=""),  # it is among the pictures
        as_of=day,
        edition=edition,
        review=review(journey, day, compared, opened.findings, found),
        versions=closed,
        measurements=found,
        provenance=Provenance(version("parcours-kit"), opened.document.fingerprint[:FINGERPRINT]),
        identity=str(opened.identity),
        images=logos(images(opened), look),
        sessions=sessions(opened.folder) if edition == "working" else (),
        locate=lambda place: f"{opened.path.name}:{opened.locate(place)[0]}",
    )
    return Report(context, lang)
