"""Draw the whole journey map as a poster (M7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from kit.figures.coverage import draw_nature, nature_signs
from kit.figures.emotion_curve import REACH, level, origin_signs, peak_strips
from kit.figures.lanes import LaneTexts
from kit.figures.lettering import SMALL, Fitted, fit
from kit.figures.marks import Key, one_line
from kit.figures.page import Page, settings
from kit.figures.scores import draw_scale, draw_scores
from kit.figures.sheets import LABELS, MARGIN, Line, Sheet, indent, sheets_of
from kit.framing import BASES, STATES
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.results import Moment, coverage, curve, extremes, stage_moment
from kit.steps.emotions import SCORE_LABELS
from kit.theme import Theme
from kit.workshop import output_files

PAPERS = {"A3": (420.0, 297.0), "A2": (594.0, 420.0), "A1": (841.0, 594.0), "A0": (1189.0, 841.0)}
"""Landscape, in millimetres."""

SIZES = (12.0, 10.5, 9.0, 8.0, 7.0)
"""Text sizes in points, tried until the map fits one page."""

SEVERAL = 8.0
"""The text size of a map of several pages, in points."""

PIXELS = 200
"""Pixels per inch of a PNG."""


def poster(
    journey: Journey, persona: str, t: Texts, theme: Theme, paper: str | None = None
) -> list[Figure]:
    """Draw the journey map of one persona, page by page.

    Stages are columns, the lanes run across them, the emotion curve among them. The text is as
    large as fits on one page; a map for which even 7 points are too many spans several, split
    between stages first, then between lanes, then within a lane.

    Parameters
    ----------
    paper
        A3, A2, A1 or A0, landscape; if none is named, the smallest of the first three on which the
        map fits one page.
    """
    if not journey.stages:
        return []
    numbers = {
        touchpoint.id: n for n, touchpoint in enumerate(journey.ordered_touchpoints(persona), 1)
    }
    words = LaneTexts(journey, persona, t, numbers)
    for name in (paper,) if paper else ("A3", "A2", "A1"):
        size = PAPERS[name]
        head = _Head(words, size[0] - 2 * MARGIN)
        for points in SIZES:
            sheets = sheets_of(words, size, head.height, points)
            if len(sheets) == 1:
                return [_draw(words, sheets[0], size, head, (1, 1), theme)]
    sheets = sheets_of(words, size, head.height, SEVERAL)
    return [
        _draw(words, sheet, size, head, (place, len(sheets)), theme)
        for place, sheet in enumerate(sheets, 1)
    ]


def save_poster(pages: Sequence[Figure], path: Path) -> list[Path]:
    """Write the pages in the format of the suffix: one PDF, or one PNG or SVG a page.

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
                pdf.savefig(page)
        files.write_bytes(path.name, content.getvalue())
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


class _Head:
    """The heading over the stages of every page."""

    def __init__(self, words: LaneTexts, room: float) -> None:
        journey, t = words.journey, words.t
        scenario = journey.scenario
        persona = journey[words.persona]
        title = scenario.title or t(N_("Customer journey"))
        half = room * 0.52
        self.right = half + 10
        self.title = fit(f"{journey.client.name} – {title}", half, 16, bold=True)
        said = [scenario.situation] if scenario.situation else []
        self.situation = fit("\n".join(said), half, 9)
        self.persona = fit(persona.name, room - self.right - 16, 13, bold=True)
        self.monogram = persona.monogram
        parts = []
        if persona.quotation:
            parts.append(str(t.quoted(persona.quotation.text)))
        if scenario.goal:
            parts.append(t(N_("Goal: {goal}"), goal=scenario.goal.text))
        self.about = fit("\n".join(parts), room - self.right - 16, 9)
        facts = [str(t(STATES[scenario.state]))] if scenario.state else []
        facts.append(t(BASES[coverage(journey).basis]))
        if journey.author.name:
            facts.append(journey.author.name)
        if dated := journey.map.last_review or journey.map.created:
            facts.append(t.date(dated))
        if journey.client.invented:
            facts.append(t(N_("example with invented data")))
        self.facts = fit(" · ".join(facts), half, 8)
        left = self.title.height + self.situation.height + self.facts.height + 2
        self.height = max(left, self.persona.height + self.about.height + 1, 14.0) + 5

    def draw(self, page: Page) -> None:
        """Draw the heading at the top of a page."""
        theme = page.theme
        y = page.text(self.title, MARGIN, MARGIN, theme.accent)
        y = page.text(self.situation, MARGIN, y + 0.5)
        page.text(self.facts, MARGIN, y + 1, theme.muted)
        x = MARGIN + self.right
        page.mark(x + 6, MARGIN + 6.5, "o", 33, theme.accent)
        initials = fit(self.monogram, 9.5, 12 if len(self.monogram) < 3 else SMALL, bold=True)
        page.text(initials, x + 6, MARGIN + 6.5 - initials.height / 2, theme.on_accent, "center")
        y = page.text(self.persona, x + 16, MARGIN)
        page.text(self.about, x + 16, y + 0.5)


def _draw(
    words: LaneTexts,
    sheet: Sheet,
    size: tuple[float, float],
    head: _Head,
    number: tuple[int, int],
    theme: Theme,
) -> Figure:
    page = Page(*size, theme)
    head.draw(page)
    top = MARGIN + head.height
    headings = max(f.height for _, f, _ in sheet.stages) + 4
    x = MARGIN + LABELS
    for _, heading, room in sheet.stages:
        page.box(x + 0.5, top, room - 1, headings, theme.accent)
        page.text(heading, x + 2.5, top + (headings - heading.height) / 2, theme.on_accent)
        x += room
    y = top + headings
    for place, band in enumerate(sheet.bands):
        if place % 2 == 0:
            page.box(MARGIN, y, size[0] - 2 * MARGIN, band.height, theme.wash)
        page.text(fit(band.name, LABELS - 4, 9, bold=True), MARGIN + 1.5, y + 2, theme.accent)
        if band.curve:
            _draw_curve(page, words, sheet, y, band.height)
        else:
            x = MARGIN + LABELS
            for (_, _, room), cell in zip(sheet.stages, band.cells, strict=True):
                _draw_cell(page, cell, x + 2, y + 2)
                x += room
        y += band.height
    _key(words, words.t, theme, size[0] / 2).draw(page, MARGIN + LABELS, size[1] - MARGIN)
    if number[1] > 1:
        said = one_line(
            words.t(N_("page {number} of {total}"), number=number[0], total=number[1]), bold=False
        )
        page.text(said, size[0] - MARGIN, size[1] - MARGIN, theme.muted, "right")
    return page.figure


def _draw_cell(page: Page, cell: Sequence[Line], x: float, y: float) -> None:
    inset = 0.0
    for line in cell:
        y += line.gap
        item = line.item
        if item is not None:
            inset = indent(item, line.text.size)
            left = x
            if item.mark != "":
                middle = y + line.text.leading / 2
                draw_nature(page, left + 1.3, middle, item.mark)
                left += 3.6
            if item.lead:
                lead = Fitted((item.lead,), line.text.size, bold=True)
                page.text(lead, left, y, page.theme.accent)
        page.text(line.text, x + inset, y)
        y += line.text.height


def _draw_curve(page: Page, words: LaneTexts, sheet: Sheet, top: float, tall: float) -> None:
    theme, t = page.theme, words.t
    start = MARGIN + LABELS
    room = sum(w for _, _, w in sheet.stages)
    plane, height = top + 9.0, tall - 18.0
    points: list[tuple[float, Moment]] = []
    x = start
    moments = curve(words.journey, words.persona)
    scored = any(m.score is not None for m in moments)
    for stage, _, w in sheet.stages:
        own = [m for m in moments if m.stage == stage.id] if scored else []
        own = own or [stage_moment(words.journey, words.persona, stage.id)]
        points += [(x + (i + 0.5) * w / len(own), m) for i, m in enumerate(own)]
        x += w
    found = extremes(words.journey, words.persona)
    if found is not None:
        room_x = (start, start + room)
        above, below = peak_strips(points, found, room_x, t, theme, height)
        above.draw(page, plane, plane, above=True)
        below.draw(page, plane + height, plane, above=False)
    area = page.area(start, plane, room, height, (start, start + room), (-REACH, REACH))
    draw_scale(area, start, start + room, theme)
    draw_scores(area, points, theme)
    for score in (-2, 0, 2):
        said = fit(t(SCORE_LABELS[score]), LABELS - 4)
        y = plane + level(score, height) - said.height / 2
        page.text(said, start - 1.5, y, theme.feeling(score), "right")
    for x, moment in points:
        number = words.numbers.get(moment.at)
        if number is not None:
            page.text(one_line(str(number)), x, top + tall - 4.2, theme.ink, "center")
        if moment.truth and moment.score is not None:
            page.mark(x, top + 2.4, "*", 7.5, theme.accent)


def _key(words: LaneTexts, t: Texts, theme: Theme, room: float) -> Key:
    """Return the key of the map."""
    return Key(
        [*origin_signs(curve(words.journey, words.persona), t, theme), *nature_signs(t, theme)],
        room,
    )
