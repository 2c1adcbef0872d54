"""Draw workshop scores beside those measured on customers (M4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.blocks import Picture
from kit.figures.alts import joined
from kit.figures.area import Area
from kit.figures.emotion_curve import REACH
from kit.figures.lettering import Fitted, fit
from kit.figures.marks import Key, Sign, one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.figures.scores import SHAPES, SPREAD
from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.results import COMPARISONS, Comparison, ScorePair, score_pairs
from kit.steps.emotions import HIGHEST, LOWEST
from kit.theme import Theme, mixed

NAME, GAP = 52.0, 3.0
VALUE = 25.0
"""The room for a score with its n, at the right."""

PLOT = WIDTH - NAME - 2 * GAP - 2 * VALUE
LEFT = NAME + GAP
HEAD = 5.0
HEADING = 5.4
APART = 1.2
"""The distance of each score from the middle of its row, so that neither hides the other."""

GROUPS: Mapping[Comparison, Message] = {
    "differ": N_("They differ by a point or more"),
    "close": N_("Half a point to a point apart"),
    "agree": N_("They agree"),
    "no-interval": N_("Not compared: all customers gave the same answer"),
}
"""The headings of the groups into which moments fall (M4.2)."""


@dataclass(frozen=True)
class Row:
    """A moment with its name and its two scores, each with n."""

    pair: ScorePair
    name: Fitted
    room: Fitted
    customers: Fitted

    @property
    def height(self) -> float:
        """The height of the row."""
        return max(self.name.height, self.room.height, self.customers.height, 4.4) + 0.8


Group = tuple[str, list[Row]]


def workshop_scores(journey: Journey, persona: str, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the moments of a persona that the workshop scored and customers, too."""
    pairs = score_pairs(journey, persona)
    if not pairs:
        return ()
    rows = [_row(journey, pair, t) for pair in pairs]
    groups = [
        (t(GROUPS[comparison]), [row for row in rows if row.pair.comparison == comparison])
        for comparison in COMPARISONS
    ]
    key = Key(_signs(pairs, t, theme), WIDTH)
    pages = [_draw(page, key, t, theme) for page in _pages(groups, TALLEST - 14 - key.height)]
    return pictures(pages, pairs_alt(journey, persona, pairs, t), t)


def _row(journey: Journey, pair: ScorePair, t: Texts) -> Row:
    name = str(t.say(journey.name_of(pair.at)))
    return Row(
        pair,
        fit(name, NAME),
        fit(_score(pair.room.median, pair.room.n, t), VALUE - 1),
        fit(_score(pair.measured.score, pair.measured.n, t), VALUE - 1),
    )


def _score(score: float, n: int, t: Texts) -> str:
    return t(N_("{score:+} (n\u00a0=\u00a0{n})"), score=score, n=n)


def _pages(groups: Sequence[Group], height: float) -> Iterator[list[Group]]:
    """Distribute the rows over pages; a group that goes on repeats its heading."""
    page: list[Group] = []
    room = height - HEAD
    for heading, members in groups:
        opens = True
        for row in members:
            if page and room < row.height + (HEADING if opens else 0):
                yield page
                page, room, opens = [], height - HEAD, True
            if opens:
                page.append((heading, []))
                room -= HEADING
                opens = False
            page[-1][1].append(row)
            room -= row.height
    if page:
        yield page


def _draw(groups: Sequence[Group], key: Key, t: Texts, theme: Theme) -> Page:
    height = sum(HEADING + sum(row.height for row in rows) for _, rows in groups)
    page = Page(WIDTH, height + 2 + key.height, theme)
    area = page.area(LEFT, 0, PLOT, page.height, (-REACH, REACH), (page.height, 0))
    for score in range(LOWEST, HIGHEST + 1):
        x = LEFT + PLOT * (score + REACH) / (2 * REACH)
        page.text(one_line(t.signed(score)), x, 0.5, theme.feeling(score), "center")
        colour, points = (theme.muted, 0.8) if score == 0 else (theme.line, 0.5)
        area.line([score, score], [HEAD, height], colour, points, order=0.5)
    right = LEFT + PLOT + GAP
    for place, said in enumerate((N_("Workshop", "scores"), N_("Customers", "scores"))):
        page.text(one_line(t(said)), right + place * VALUE, 0.5, theme.muted)
    y = 0.0  # the first heading stands beside the scale
    for heading, rows in groups:
        page.text(fit(heading, NAME if y == 0 else WIDTH, 7.5, bold=True), 0, y + 0.6, theme.accent)
        y += HEADING
        for row in rows:
            page.text(row.name, 0, y)
            page.text(row.room, right, y)
            page.text(row.customers, right + VALUE, y)
            _draw_pair(area, row.pair, y + 1.7, theme)
            y += row.height
    key.draw(page, 0, height + 2)
    return page


def _draw_pair(area: Area, pair: ScorePair, y: float, theme: Theme) -> None:
    """Draw the participants' scores above those of the customers, on an area of scores by mm."""
    room, found = pair.room, pair.measured
    over, under = y - APART, y + APART
    if room.high > room.low:
        pale = mixed(theme.ink, theme.paper, SPREAD)
        area.line([room.low, room.high], [over, over], pale, 4.0, cap="butt", order=1)
    area.mark(room.median, over, SHAPES["workshop"], 5.0, theme.paper, theme.ink, 1.2)
    if found.low is not None and found.high is not None:
        area.line([found.low, found.high], [under, under], theme.ink, 0.9, order=2.5)
        for end in (found.low, found.high):
            area.line([end, end], [under - 0.7, under + 0.7], theme.ink, 0.9, order=2.5)
    colour = theme.feeling(found.score)
    area.mark(found.score, under, SHAPES["measured"], 5.5, colour, colour, 1.2)


def _signs(pairs: Sequence[ScorePair], t: Texts, theme: Theme) -> list[Sign]:
    shape = SHAPES["workshop"]
    signs = [Sign(shape, theme.ink, t(N_("workshop: median of the scores")), filled=False)]
    if any(pair.room.high > pair.room.low for pair in pairs):
        bar = mixed(theme.ink, theme.paper, SPREAD)
        signs.append(Sign("", bar, t(N_("middle 50% of the participants’ scores")), bar=True))
    signs.append(Sign(SHAPES["measured"], theme.ink, t(N_("customers: mean of the answers"))))
    if any(pair.measured.low is not None for pair in pairs):
        signs.append(Sign("_", theme.ink, t(N_("95% confidence interval of a measured score"))))
    return signs


def pairs_alt(journey: Journey, persona: str, pairs: Sequence[ScorePair], t: Texts) -> str:
    """Describe every pair of scores, group by group."""
    said = [
        t(
            N_("Scores of the workshop and of customers for {persona}, from −2 to +2."),
            persona=journey.words(journey[persona].name),
        )
    ]
    for comparison, heading in GROUPS.items():
        members = [pair for pair in pairs if pair.comparison == comparison]
        if members:
            scores = joined([_said(journey, pair, t) for pair in members], t)
            said.append(t(N_("{label}: {text}."), label=heading, text=scores))
    return " ".join(said)


def _said(journey: Journey, pair: ScorePair, t: Texts) -> str:
    found = pair.measured
    values = {
        "place": journey.name_of(pair.at),
        "room": pair.room.median,
        "asked": pair.room.n,
        "score": found.score,
        "n": found.n,
    }
    if found.low is None or found.high is None:
        message = N_(
            "{place} (workshop {room:+}, n\u00a0=\u00a0{asked}, "
            "customers {score:+}, n\u00a0=\u00a0{n})"
        )
        return t(message, **values)
    message = N_(
        "{place} (workshop {room:+}, n\u00a0=\u00a0{asked}, "
        "customers {score:+}, 95% CI {low:+} to {high:+}, n\u00a0=\u00a0{n})"
    )
    return t(message, **values, low=found.low, high=found.high)
