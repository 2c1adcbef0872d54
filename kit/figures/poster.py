"""Draw the whole journey map as a poster (M7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from kit.figures.bands import Line, Sheet, Sizes, indent
from kit.figures.coverage import draw_nature, nature_signs
from kit.figures.emotion_curve import REACH, level, origin_signs, peak_strips
from kit.figures.lanes import LaneTexts
from kit.figures.lettering import POINT, SMALL, Fitted, fit
from kit.figures.logos import Logos
from kit.figures.marks import Key, one_line
from kit.figures.page import Page, settings
from kit.figures.papers import PAPERS, Paper
from kit.figures.poster_head import Head
from kit.figures.scores import draw_scale, draw_scores
from kit.figures.sheets import MARGIN, Room, Setting, above_plot, below_plot
from kit.figures.tagged_pages import tagged
from kit.figures.typefaces import lettered
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.results import Moment, curve, extremes
from kit.steps.emotions import SCORE_LABELS
from kit.theme import Theme
from kit.workshop import output_files

SMALLEST = ("A3", "A2")
"""The papers that are tried where none is named; larger ones are for those who stand further away,
and hold less."""

PIXELS = 200
"""Pixels per inch of a PNG, and of logos."""

NO_LOGOS = Logos()


def poster(
    journey: Journey,
    persona: str,
    t: Texts,
    theme: Theme,
    paper: str | None = None,
    logos: Logos = NO_LOGOS,
) -> list[Figure]:
    """Draw the journey map of one persona, sheet by sheet.

    Stages are columns, the lanes run across them, the emotion curve among them. Type is as large as
    the sheet holds, and never smaller than what is read from where the paper is looked at
    (:mod:`kit.figures.papers`). A map that would need smaller type takes several sheets, cut
    between stages; a stage that is taller than a sheet is cut between and within its lanes.

    Parameters
    ----------
    paper
        A4, A3, A2, A1 or A0, landscape; if none is named, A3, or A2 where only that holds the map
        on one sheet.
    logos
        Those that are drawn; names stand in the place of others.
    """
    if not journey.stages:
        return []
    with lettered(theme):
        return _sheets(journey, persona, t, theme, paper, logos)


def _sheets(
    journey: Journey, persona: str, t: Texts, theme: Theme, paper: str | None, logos: Logos
) -> list[Figure]:
    numbers = {
        touchpoint.id: n for n, touchpoint in enumerate(journey.ordered_touchpoints(persona), 1)
    }
    words = LaneTexts(journey, persona, t, numbers)
    if paper is None:
        for name in SMALLEST:
            drawing = _Drawing(words, PAPERS[name], theme, logos)
            if sheets := drawing.setting.sheets(1):
                return drawing.pages(sheets)
    drawing = _Drawing(words, PAPERS[paper or SMALLEST[0]], theme, logos)
    return drawing.pages(drawing.setting.sheets())


def save_poster(pages: Sequence[Figure], path: Path, lang: str = "", title: str = "") -> list[Path]:
    """Write the pages in the format of the suffix: one PDF, or one PNG or SVG a page.

    Parameters
    ----------
    lang, title
        The language and the title of the PDF, which a screen reader is told; without a title, that
        of the first page.

    Returns
    -------
    list of Path
        The files written: several are numbered ``name-1``, ``name-2``.
    """
    files = output_files(path.parent)
    suffix = path.suffix.lower()
    content = BytesIO()
    if suffix == ".pdf":
        with settings(), PdfPages(content, metadata={"CreationDate": None}) as pdf:
            for page in pages:
                pdf.savefig(page, dpi=PIXELS)
        files.write_bytes(path.name, tagged(content.getvalue(), pages, lang, title))
        return [path]
    written = []
    for number, page in enumerate(pages, 1):
        name = path.name if len(pages) == 1 else f"{path.stem}-{number}{path.suffix}"
        metadata = {"Date": None} if suffix == ".svg" else {"Software": None}
        content = BytesIO()
        with settings():
            page.savefig(content, format=suffix[1:], dpi=PIXELS, metadata=metadata)
        files.write_bytes(name, content.getvalue())
        written.append(path.with_name(name))
    return written


# --- drawing ---------------------------------------------------------------------------------


class _Drawing:
    """The drawing of a map on sheets of one paper."""

    def __init__(self, words: LaneTexts, paper: Paper, theme: Theme, logos: Logos) -> None:
        self.words, self.paper, self.theme = words, paper, theme
        self.width, self.height = paper.page
        self.head = Head(words, paper, logos)
        self.moments = curve(words.journey, words.persona)
        signs = [*origin_signs(self.moments, words.t, theme), *nature_signs(words.t, theme)]
        self.key = Key(signs, self.width - 2 * MARGIN - 40, max(SMALL, paper.detail))
        least = Sizes(paper.main, paper.detail, max(9.0, paper.detail))
        foot = self.key.height + 2
        room = Room(
            self.width - 2 * MARGIN, self.height - 2 * MARGIN - self.head.height - foot, least
        )
        self.setting = Setting(words, room)

    def pages(self, sheets: Sequence[Sheet]) -> list[Figure]:
        """Return each sheet as a figure."""
        return [self._page(sheet, n, len(sheets)) for n, sheet in enumerate(sheets, 1)]

    def _page(self, sheet: Sheet, number: int, total: int) -> Figure:
        theme = self.theme
        page = Page(self.width, self.height, theme, self.paper.scale)
        self.head.draw(page)
        y = MARGIN + self.head.height
        _draw_headings(page, sheet, y)
        y += sheet.headings
        for place, band in enumerate(sheet.bands):
            if place % 2 == 0:
                page.box(MARGIN, y, self.width - 2 * MARGIN, band.height, theme.wash)
            name = fit(band.name, sheet.labels - 3, sheet.sizes.label, bold=True)
            page.text(name, MARGIN + 1.5, y + band.inset, theme.accent)
            if band.curve:
                self._draw_curve(page, sheet, y, band.height)
            x = MARGIN + sheet.labels
            for (_, _, room), cell in zip(sheet.stages, band.cells, strict=False):
                _draw_cell(page, cell, x + 2, y + band.inset)
                x += room
            y += band.height
        foot = self.height - MARGIN - self.key.height
        self.key.draw(page, MARGIN, foot)
        if total > 1:
            said = self.words.t(N_("page {number} of {total}"), number=number, total=total)
            numbered = one_line(said, bold=False, size=max(SMALL, self.paper.detail))
            page.text(numbered, self.width - MARGIN, foot, theme.muted, "right")
        return page.figure

    def _draw_curve(self, page: Page, sheet: Sheet, top: float, tall: float) -> None:
        theme, t, sizes = page.theme, self.words.t, sheet.sizes
        start = MARGIN + sheet.labels
        room = sum(w for _, _, w in sheet.stages)
        plane = top + above_plot(sizes)
        height = tall - above_plot(sizes) - below_plot(sizes)
        points = self._points(sheet)
        found = extremes(self.words.journey, self.words.persona)
        ends = (start, start + room)
        if found is not None:
            peaks = (found.best, found.worst, found.end)
            above, below = peak_strips(points, peaks, ends, t, theme, height, sizes.detail)
            above.draw(page, plane, plane, above=True)
            below.draw(page, plane + height, plane, above=False)
        area = page.area(start, plane, room, height, ends, (-REACH, REACH))
        draw_scale(area, *ends, theme)
        draw_scores(area, points, theme, sizes.main / 8)
        for score in (-2, 0, 2):
            said = fit(t(SCORE_LABELS[score]), sheet.labels - 3, max(SMALL, self.paper.detail))
            y = plane + level(score, height) - said.height / 2
            page.text(said, start - 1.5, y, theme.feeling(score), "right")
        self._draw_numbers(page, points, top + tall, start, sizes)
        for x, moment in points:
            if moment.truth and moment.score is not None:
                page.mark(x, top + 0.22 * sizes.detail, "*", sizes.detail, theme.accent)

    def _points(self, sheet: Sheet) -> list[tuple[float, Moment]]:
        """Return the moments of a sheet, each with its x."""
        points: list[tuple[float, Moment]] = []
        x = MARGIN + sheet.labels
        order = [stage.id for stage in self.words.journey.stages]
        for stage, _, w in sheet.stages:
            own = self.setting.moments[order.index(stage.id)]
            points += [(x + (i + 0.5) * w / len(own), m) for i, m in enumerate(own)]
            x += w
        return points

    def _draw_numbers(
        self,
        page: Page,
        points: Sequence[tuple[float, Moment]],
        bottom: float,
        start: float,
        sizes: Sizes,
    ) -> None:
        """Write the numbers of touchpoints under the curve, then each score and its n."""
        theme, t = page.theme, self.words.t
        counts = bottom - 1.55 * sizes.detail * POINT
        scores = counts - 1.4 * sizes.detail * POINT
        numbers = scores - 1.4 * sizes.detail * POINT
        labels = [("n", counts, any(m.n for _, m in points))]
        labels.append((t(N_("score", "curve")), scores, True))
        for label, y, shown in labels:
            if shown:
                said = one_line(label, bold=False, size=sizes.detail)
                page.text(said, start - 1.5, y, theme.muted, "right")
        for x, moment in points:
            if number := self.words.numbers.get(moment.at):
                page.text(one_line(str(number), size=sizes.detail), x, numbers, align="center")
            if moment.score is not None:
                said = one_line(t.signed(moment.score), bold=False, size=sizes.detail)
                page.text(said, x, scores, theme.feeling(moment.score), "center")
            if moment.n:
                said = one_line(t.number(moment.n, 0), bold=False, size=sizes.detail)
                page.text(said, x, counts, theme.muted, "center")


def _draw_headings(page: Page, sheet: Sheet, top: float) -> None:
    x = MARGIN + sheet.labels
    for _, heading, room in sheet.stages:
        page.box(x + 0.5, top, room - 1, sheet.headings, page.theme.accent)
        y = top + (sheet.headings - heading.height) / 2
        page.text(heading, x + 2.5, y, page.theme.on_accent)
        x += room


def _draw_cell(page: Page, cell: Sequence[Line], x: float, y: float) -> None:
    inset = 0.0
    accent = page.theme.accent
    for line in cell:
        y += line.gap
        item, size = line.item, line.text.size
        if line.heading:
            inset = 0.0
        if item is not None:
            inset = indent(item, size)
            left = x
            if item.mark != "":
                draw_nature(
                    page, left + 0.18 * size, y + line.text.leading / 2, item.mark, size / 8
                )
                left += 0.5 * size
            if item.lead:
                page.text(Fitted((item.lead,), size, bold=True), left, y, accent)
        page.text(line.text, x + inset, y, accent if line.heading else "")
        y += line.text.height
