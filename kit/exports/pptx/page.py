"""The area of a slide, and what all slides have: a title that is unlike the others, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.exports.notebook import Frame
from kit.exports.pptx.metrics import Metrics
from kit.exports.pptx.shapes import SMALLEST, Box, Shape, Slide, TextShape
from kit.exports.pptx.texts import cut, unended, words
from kit.i18n import N_, RichText, Texts, joined

SOURCE = 9.5
"""The height of the source line: two lines of the least size, in millimetres."""

GAP = 2.5
LONGEST_NAME = 48
"""The most characters of a source's name in a source line."""

LONGEST_SOURCE = 330
LEAST_TITLE = 12.0
"""The least size of a title, in points; one that needs a smaller one is cut."""


@dataclass(frozen=True)
class SlideArea:
    """The places on a slide that a template's layouts leave.

    Attributes
    ----------
    title
        The place of a slide's title.
    title_size
        The size of its type, in points.
    body
        The place of everything else.
    cover_title, cover_text
        The places of title and text on the first slide.
    logos
        The places of the author's and the client's logo; none on a template with its own.
    metrics, title_metrics
        Of the theme's fonts.
    """

    title: Box
    title_size: float
    body: Box
    metrics: Metrics
    title_metrics: Metrics
    cover_title: Box
    cover_text: Box
    logos: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Page:
    """The basis of every slide: its area, the report's frame and its reader's texts."""

    area: SlideArea
    frame: Frame
    t: Texts

    @property
    def body(self) -> Box:
        """The place above the source line."""
        body = self.area.body
        return Box(body.x, body.y, body.width, body.height - SOURCE - GAP)

    @property
    def metrics(self) -> Metrics:
        """The measures of the body's font."""
        return self.area.metrics

    def slide(
        self,
        title: RichText,
        shapes: Sequence[Shape],
        notes: Iterable[RichText] = (),
        sources: Iterable[int] = (),
        basis: RichText = "",
    ) -> Slide:
        """Return a slide with its source line and its notes.

        Parameters
        ----------
        sources
            The numbers of the evidence sources on which it rests.
        basis
            How many answers its values rest on.
        """
        cited = sorted(set(sources))
        line = self.source_line(cited, basis)
        line = line if str(line) else self.frame.cover.status
        shown = [*shapes]
        if str(line):
            body = self.area.body
            below = Box(body.x, body.y + body.height - SOURCE, body.width, SOURCE)
            said = words(cut(line, LONGEST_SOURCE), SMALLEST, ink="muted")
            shown.append(TextShape(below, (said,), self.t(N_("Sources"))))
        size, fitted = self.fitted_title(title)
        source = self.t.inline(
            N_("Where the numbers come from: {text}"), text=self.full(cited, basis)
        )
        told = self.t.inline(N_("To say: {text}"), text=title)
        spoken = (told, *(note for note in notes if str(note)), source)
        return Slide(fitted, tuple(shown), spoken, size)

    def fitted_title(self, title: RichText) -> tuple[float, RichText]:
        """Return the size at which a title fits its place, and the title, cut where none does."""
        box, metrics = self.area.title, self.area.title_metrics
        text, largest = str(title), self.area.title_size
        size = metrics.size_for(text, box.width, box.height, largest, bold=True)
        least = min(largest, LEAST_TITLE)
        if size >= least:
            return size, title
        most = len(text)
        while most > 40:
            most = int(most * 0.9)
            shorter = cut(title, most)
            size = metrics.size_for(str(shorter), box.width, box.height, largest, bold=True)
            if size >= least:
                return size, shorter
        return SMALLEST, cut(title, most)

    def source_line(self, cited: Sequence[int], basis: RichText) -> RichText:
        """Return “n from 8 to 112. Sources: [1] Survey (n = 180); …”, empty if neither is known."""
        return self._sources(cited, basis, LONGEST_NAME)

    def full(self, cited: Sequence[int], basis: RichText) -> RichText:
        """Return the whole source line, for the notes."""
        line = self._sources(cited, basis, 0)
        return line if str(line) else self.frame.cover.status

    def _sources(self, cited: Sequence[int], basis: RichText, longest: int) -> RichText:
        t = self.t
        named = []
        for source in self.frame.sources:
            if source.number not in cited:
                continue
            name = cut(source.name, longest) if longest else source.name
            values = {"number": source.number, "name": name}
            message = N_("[{number}] {name} (n\u00a0=\u00a0{n})")
            if source.n is None:
                message = N_("[{number}] {name} (n unknown)")
            named.append(t.inline(message, **values, n=source.n))
        parts: list[RichText] = [unended(basis)] if str(basis) else []
        if named:
            parts.append(t.inline(N_("Sources: {names}"), names=joined(named, t(N_("; ")))))
        return joined(parts, t(N_(". ", "between sentences"))) if parts else ""
