"""Draw the head of a poster: client, journey and persona, with both brands."""

from __future__ import annotations

from kit.figures.lanes import LaneTexts
from kit.figures.lettering import Fitted, fit
from kit.figures.logos import Logos, Pixels
from kit.figures.page import Page
from kit.figures.papers import UNIT, Paper
from kit.figures.sheets import MARGIN
from kit.framing import BASES, STATES
from kit.i18n import N_
from kit.results import coverage

LOGO = (46.0, 13.0)
"""The greatest width and height of a logo, in millimetres of the page that is laid out."""

SPACE = 8.0
"""The space between the columns of the head."""

RULE = 1.4
"""The height of the rule in the client's colour."""


class Head:
    """The head of every sheet, in type that is read from where the paper is."""

    def __init__(self, words: LaneTexts, paper: Paper, logos: Logos) -> None:
        self.words, self.paper, self.logos = words, paper, logos
        self.room = UNIT - 2 * MARGIN
        self.brand = LOGO[0] + SPACE
        self.start = _size(logos.client)[0] + (SPACE / 2 if logos.client is not None else 0.0)
        self.left = (self.room - self.brand) * 0.58 - self.start
        self._set_left()
        self._set_persona()
        self._set_author()
        left = self.title.height + self.situation.height + self.facts.height + 2
        right = self.name.height + self.about.height + 1
        self.height = 2 * RULE + 3 + max(left, right, self._author_height(), LOGO[1])

    def _set_left(self) -> None:
        words, paper = self.words, self.paper
        journey, t = words.journey, words.t
        scenario = journey.scenario
        title = f"{journey.client.name} – {scenario.title or t(N_('Customer journey'))}"
        for size in (max(17.0, 1.5 * paper.main), max(14.0, 1.2 * paper.main), paper.main):
            self.title = fit(title, self.left, size, bold=True)
            if len(self.title.lines) < 3:
                break
        self.situation = fit(scenario.situation or "", self.left, max(9.0, paper.detail))
        facts = [str(t(STATES[scenario.state]))] if scenario.state else []
        facts.append(t(BASES[coverage(journey).basis]))
        if dated := journey.map.last_review or journey.map.created:
            facts.append(t.date(dated))
        if journey.client.invented:
            facts.append(t(N_("example with invented data")))
        self.facts = fit(" · ".join(facts), self.left, max(8.0, paper.detail))

    def _set_persona(self) -> None:
        words, paper = self.words, self.paper
        journey, t = words.journey, words.t
        persona = journey[words.persona]
        self.right = self.start + self.left + SPACE
        self.disc = max(5.6, paper.main * 0.62)
        room = self.room - self.brand - self.right - 2 * self.disc - 3
        self.name = fit(persona.name, room, max(13.0, paper.main * 1.1), bold=True)
        parts = [str(t.quoted(persona.quotation.text))] if persona.quotation else []
        if journey.scenario.goal:
            parts.append(t(N_("Goal: {goal}"), goal=journey.scenario.goal.text))
        self.about = fit("\n".join(parts), room, max(9.0, paper.detail))
        initials = persona.monogram
        size = max(12.0, paper.main) if len(initials) < 3 else paper.detail
        self.initials = fit(initials, 2 * self.disc, size, bold=True)

    def _set_author(self) -> None:
        """Set the author's name; a logo that is drawn has it under it, small."""
        author, room = self.words.journey.author, self.brand - SPACE
        large = self.paper.detail if self.logos.author is not None else max(11.0, self.paper.main)
        self.author = fit(author.name or "", room, large, bold=self.logos.author is None)
        contact = fit(author.contact or "", room, max(7.0, self.paper.detail))
        self.contact = contact if contact.whole else fit("", room)

    def _author_height(self) -> float:
        logo = _size(self.logos.author)[1]
        return (logo + 1 if logo else 0.0) + self.author.height + self.contact.height

    def draw(self, page: Page) -> None:
        """Draw the head at the top of a page, over a rule in the client's colour."""
        theme, logos, journey = page.theme, self.logos, self.words.journey
        x = MARGIN + self.start
        if logos.client is not None:
            width, _ = _size(logos.client)
            page.bitmap(logos.client, MARGIN, MARGIN, width, journey.client.name)
        y = page.text(self.title, x, MARGIN, theme.accent)
        y = page.text(self.situation, x, y + 0.5) if self.situation.lines[0] else y
        page.text(self.facts, x, y + 1, theme.muted)
        self._draw_persona(page)
        end = UNIT - MARGIN
        y = MARGIN
        if logos.author is not None:
            width, height = _size(logos.author)
            page.bitmap(logos.author, end - width, y, width, journey.author.name or "")
            y += height + 1
        colour = theme.muted if logos.author is not None else theme.accent
        y = _right(page, self.author, end, y, colour)
        _right(page, self.contact, end, y, theme.muted)
        rule = theme.client_accent or theme.accent
        page.box(MARGIN, MARGIN + self.height - RULE - 2, self.room, RULE, rule)

    def _draw_persona(self, page: Page) -> None:
        x = MARGIN + self.right
        middle = MARGIN + self.disc + 0.5
        points = 2 * self.disc * 72 / 25.4
        page.mark(x + self.disc, middle, "o", points, page.theme.accent)
        top = middle - self.initials.height / 2
        page.text(self.initials, x + self.disc, top, page.theme.on_accent, "center")
        y = page.text(self.name, x + 2 * self.disc + 3, MARGIN)
        page.text(self.about, x + 2 * self.disc + 3, y + 0.5)


def _right(page: Page, text: Fitted, x: float, y: float, colour: str) -> float:
    return page.text(text, x, y, colour, "right") if text.lines[0] else y


def _size(logo: Pixels | None) -> tuple[float, float]:
    """Return the width and height of a logo on the page, in millimetres; 0 for none."""
    if logo is None:
        return 0.0, 0.0
    rows, columns, _ = logo.shape
    width = min(LOGO[0], LOGO[1] * columns / rows)
    return width, width * rows / columns
