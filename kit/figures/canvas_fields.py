"""Draw the fields of each step's canvas, with room for notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kit.fields import Record
from kit.figures.canvas_page import CanvasPage
from kit.figures.lettering import fit
from kit.hints import Hint, Kind, hints
from kit.i18n import N_, Message
from kit.steps.emotions import HIGHEST, LOWEST, SCORE_LABELS, Emotion
from kit.steps.improvements import QUADRANTS, Improvement
from kit.steps.pain_points import GROUP_EXAMPLES, GROUP_MEANINGS, GROUPS, PainPoint
from kit.steps.persona import Persona
from kit.steps.stages import PHASES, Experience, Stage
from kit.steps.touchpoints import Touchpoint

LABELS = 30.0
"""The room for the rows' names, at the left."""

GAP = 3.0

EXAMPLES = N_("For example: {examples}")

HEADING = 7.0
"""The room for the name of a group of facts."""

TALLEST_NAME = 5
"""The most lines of a stage's name; a longer one is cut, so that room is left for notes."""


def _label(record: type[Record], name: str) -> Message:
    return dict(hints(record))[name].label


def _groups() -> list[tuple[Hint, list[Hint]]]:
    """Return the persona's headings with their fields (M1.1)."""
    groups = []
    for name, hint in hints(Persona):
        inner = Persona.model_fields[name].annotation
        if hint.kind is Kind.GROUP and isinstance(inner, type) and issubclass(inner, Record):
            groups.append((hint, [field for _, field in hints(inner)]))
    return groups


def persona(page: CanvasPage) -> None:
    """Draw the persona: portrait and facts at the left, a field for each heading at the right."""
    t, (x, y, width, height) = page.t, page.inside
    facts, rest = _groups()[:2], _groups()[2:]
    left = 66.0
    page.field(t(N_("Picture or initials")), x, y, 26, 30)
    page.field(t(_label(Persona, "name")), x + 26 + GAP, y, left - 26 - GAP, 30)
    page.field(t(_label(Persona, "quotation")), x, y + 30 + GAP, left, 28)
    top = y + 61 + GAP
    each = (y + height - top - HEADING * len(facts)) / sum(len(fields) for _, fields in facts)
    for group, fields in facts:
        page.write(t(group.label), x, top + 2, left, 8, bold=True)
        top += HEADING
        for field in fields:
            top += each
            page.write(t(field.label), x, top - 7, 26, 7, colour=page.theme.muted)
            page.line((x + 28, x + left), (top - 3, top - 3), page.theme.line)
    _grid(page, rest, x + left + GAP * 2, y, width - left - GAP * 2, height)


def _grid(
    page: CanvasPage,
    groups: Sequence[tuple[Hint, list[Hint]]],
    x: float,
    y: float,
    width: float,
    height: float,
) -> None:
    """Draw groups of fields in columns of two, each field as tall as there is room."""
    columns = -(-len(groups) // 2)
    wide = (width - GAP * (columns - 1)) / columns
    tall = (height - GAP) / 2
    for number, (group, fields) in enumerate(groups):
        left, top = x + number % columns * (wide + GAP), y + number // columns * (tall + GAP)
        page.box(left, top, wide, tall)
        begin = page.write(page.t(group.label), left + 2, top + 1.2, wide - 4, 8.5, bold=True) + 1
        each = (top + tall - begin) / len(fields)
        for place, field in enumerate(fields):
            at = begin + place * each
            page.line((left, left + wide), (at, at), page.theme.line)
            label = page.t(field.label)
            page.write(label, left + 2, at + 0.8, wide - 4, 7, colour=page.theme.muted)


def _columns(
    page: CanvasPage, rows: Mapping[Message, float], numbered: bool = True
) -> tuple[float, list[float]]:
    """Draw stages as columns with rows under them; return a column's width and the rows' edges.

    Parameters
    ----------
    rows
        The rows with the share of the height that each takes.
    """
    t, (x, y, width, height) = page.t, page.inside
    wide = (width - LABELS) / len(page.stages)
    k = page.scale
    names = [fit(name, (wide - 4) * k, 9 * k, bold=True) for name in page.stages]
    lines = max(1, *(min(TALLEST_NAME, len(n.lines)) for n in names))
    head = max(12.0, lines * names[0].leading / k + 4)
    page.sheet.box(x * k, y * k, width * k, head * k, page.theme.tint)
    page.write(t(_label(Stage, "name")), x + 2, y + 2, LABELS - 4, 8, bold=True)
    for number, name in enumerate(page.stages):
        left = x + LABELS + number * wide
        if name:
            page.write(name, left + 2, y + 2, wide - 4, 9, bold=True, lines=TALLEST_NAME)
        elif numbered:
            page.write(str(number + 1), left + 2, y + 2, 8, 8, colour=page.theme.muted)
    edges = [y + head]
    for share in rows.values():
        edges.append(edges[-1] + share * (height - head) / sum(rows.values()))
    for label, top in zip(rows, edges, strict=False):
        page.write(t(label), x + 2, top + 2, LABELS - 4, 8, bold=True)
        page.line((x, x + width), (top, top))
    page.box(x, y, width, height)
    for number in range(len(page.stages)):
        left = x + LABELS + number * wide
        page.line((left, left), (y, y + height))
    return wide, edges


def stages(page: CanvasPage) -> None:
    """Draw the stages: the customer's side, then the company's, with what a phase offers (M2.7)."""
    wide, edges = _columns(
        page,
        {
            _label(Experience, "goal"): 3,
            _label(Experience, "actions"): 4,
            _label(Experience, "thoughts"): 4,
            _label(Stage, "objective"): 2,
            _label(Stage, "owner"): 1.2,
            N_("Indicator"): 1.8,
        },
    )
    for number, key in enumerate(page.phases):
        if phase := PHASES.get(key or ""):
            left, muted = page.inside[0] + LABELS + number * wide + 1.5, page.theme.muted
            for text, top in (
                (page.t(phase.objective), edges[3]),
                (str(page.t.listed([page.t(kpi) for kpi in phase.kpis])), edges[5]),
            ):
                page.write(text, left, top + 1, wide - 3, 7, colour=muted, lines=2)


def touchpoints(page: CanvasPage) -> None:
    """Draw the stages with room for contacts, online or not, controlled or not (M3.1)."""
    _columns(
        page,
        {
            N_("In person and on paper"): 4,
            N_("Online"): 4,
            N_("What we do not control: reviews, friends, press"): 3,
            _label(Touchpoint, "importance"): 1.2,
            N_("Indicator of satisfaction"): 1.2,
            N_("Backstage team"): 1.2,
        },
    )


def emotions(page: CanvasPage) -> None:
    """Draw the scale across the stages, on which the emotion curve is drawn by hand (M4.4)."""
    rows = {N_("Feeling"): 5.0, _label(Emotion, "scores"): 1.3, _label(Emotion, "word"): 1.0}
    rows[_label(Emotion, "thought")] = 2.0
    _, edges = _columns(page, rows)
    x, _, width, _ = page.inside
    top, bottom = edges[0] + 8, edges[1] - 6
    for score in range(HIGHEST, LOWEST - 1, -1):
        y = top + (HIGHEST - score) * (bottom - top) / (HIGHEST - LOWEST)
        colour = page.theme.ink if score == 0 else page.theme.line
        page.line((x + LABELS, x + width), (y, y), colour, 0.8, "-" if score == 0 else "--")
        label = f"{page.t.signed(score)}  {page.t(SCORE_LABELS[score])}"
        page.write(label, x + 2, y - 1.8, LABELS - 4, 7, colour=page.theme.feeling(score))


def pain_points(page: CanvasPage) -> None:
    """Draw the groups as columns for notes, and a table for the first three (M5.1, M5.4)."""
    t, (x, y, width, height) = page.t, page.inside
    wide = (width - GAP * (len(GROUPS) - 1)) / len(GROUPS)
    tall = height - 58
    for number, (key, label) in enumerate(GROUPS.items()):
        left = x + number * (wide + GAP)
        page.box(left, y, wide, tall)
        below = page.write(t(label), left + 2, y + 2, wide - 4, 10, bold=True)
        for text in (t(GROUP_MEANINGS[key]), t(EXAMPLES, examples=t(GROUP_EXAMPLES[key]))):
            below = page.write(text, left + 2, below + 0.5, wide - 4, 7, colour=page.theme.muted)
    names = ("what", "where", "who", "mentions", "impact", "persistence", "votes", "causes")
    shares = (4.0, 2.0, 2.0, 1.2, 1.0, 1.2, 1.2, 3.0)
    heads = [_label(PainPoint, name) for name in names]
    _table(page, N_("The first three"), heads, shares, y + tall + GAP, height - tall - GAP)


def improvements(page: CanvasPage) -> None:
    """Draw the impact–effort matrix (F6), and a table for the decisions."""
    t, (x, y, width, height) = page.t, page.inside
    tall = height - 66
    left, right = x + 8, x + width
    half = (right - left) / 2, (tall - 6) / 2
    corners = {"quick-win": (0, 0), "big-bet": (1, 0), "fill-in": (0, 1), "time-sink": (1, 1)}
    for key, (across, down) in corners.items():
        at = left + across * half[0], y + down * half[1]
        page.box(*at, *half, page.theme.tint if key == "quick-win" else "")
        name = t(QUADRANTS[key])
        page.write(name[:1].upper() + name[1:], at[0] + 3, at[1] + 2, half[0] - 6, 11, bold=True)
    impact, effort = t(_label(Improvement, "impact")), t(_label(Improvement, "effort"))
    page.write(f"{effort} →", left, y + tall - 5, right - left, 8, bold=True, align="right")
    page.write(f"↑ {impact}", left, y + tall - 5, right - left, 8, bold=True)
    names = ("solution", "removes", "opportunity", "owner", "due", "kpi")
    shares = (4.0, 3.0, 3.0, 1.8, 1.4, 2.0)
    heads = [_label(Improvement, name) for name in names]
    _table(page, N_("What we do"), heads, shares, y + tall + GAP, height - tall - GAP, 4)


def _table(
    page: CanvasPage,
    title: Message,
    heads: Sequence[Message],
    shares: Sequence[float],
    y: float,
    height: float,
    rows: int = 3,
) -> None:
    """Draw an empty table with its title and the names of its columns."""
    x, _, width, _ = page.inside
    top = page.write(page.t(title), x, y, width, 10, bold=True) + 1
    tall, left = y + height - top, x
    head = 8.0
    k = page.scale
    page.sheet.box(x * k, top * k, width * k, head * k, page.theme.tint)
    for label, share in zip(heads, shares, strict=True):
        wide = share * width / sum(shares)
        page.write(page.t(label), left + 1.5, top + 0.8, wide - 2, 7, bold=True, lines=2)
        page.line((left, left), (top, top + tall))
        left += wide
    for row in range(rows):
        at = top + head + row * (tall - head) / rows
        page.line((x, x + width), (at, at))
    page.box(x, top, width, tall)


FIELDS: Mapping[str, Callable[[CanvasPage], None]] = {
    "persona": persona,
    "stages": stages,
    "touchpoints": touchpoints,
    "emotions": emotions,
    "pain-points": pain_points,
    "improvements": improvements,
}
"""The fields of each step's canvas."""

BY_STAGE = ("stages", "touchpoints", "emotions")
"""The canvases whose columns are the stages."""
