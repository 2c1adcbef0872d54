"""What stands on each canvas: the fields of its step, with room for notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.fields import Record
from kit.figures.canvas import TALLEST_NAME, Blank, Draw
from kit.figures.lettering import fit
from kit.hints import Hint, Kind, hints
from kit.i18n import N_, Message
from kit.steps.emotions import HIGHEST, LOWEST, SCORE_LABELS, Emotion
from kit.steps.improvements import QUADRANTS, Improvement
from kit.steps.pain_points import GROUP_MEANINGS, GROUPS, PainPoint
from kit.steps.persona import Persona
from kit.steps.stages import Experience, Stage
from kit.steps.touchpoints import Touchpoint

LABELS = 30.0
"""The room for the rows' names, at the left."""

GAP = 3.0

HEADING = 7.0
"""The room for the name of a group of facts."""


def _label(record: type[Record], name: str) -> Message:
    return dict(hints(record))[name].label


def _groups() -> list[tuple[Hint, list[Hint]]]:
    """Return the persona's headings with their fields (M1.1)."""
    found = []
    for name, hint in hints(Persona):
        inner = Persona.model_fields[name].annotation
        if hint.kind is Kind.GROUP and isinstance(inner, type) and issubclass(inner, Record):
            found.append((hint, [field for _, field in hints(inner)]))
    return found


def persona(blank: Blank) -> None:
    """Draw the persona: portrait and facts at the left, a field for each heading at the right."""
    t, (x, y, width, height) = blank.t, blank.inside
    facts, rest = _groups()[:2], _groups()[2:]
    left = 66.0
    blank.field(t(N_("Picture or initials")), x, y, 26, 30)
    blank.field(t(_label(Persona, "name")), x + 26 + GAP, y, left - 26 - GAP, 30)
    blank.field(t(_label(Persona, "quotation")), x, y + 30 + GAP, left, 28)
    top = y + 61 + GAP
    each = (y + height - top - HEADING * len(facts)) / sum(len(fields) for _, fields in facts)
    for group, fields in facts:
        blank.write(t(group.label), x, top + 2, left, 8, bold=True)
        top += HEADING
        for field in fields:
            top += each
            blank.write(t(field.label), x, top - 7, 26, 7, colour=blank.theme.muted)
            blank.line((x + 28, x + left), (top - 3, top - 3), blank.theme.line)
    _grid(blank, rest, x + left + GAP * 2, y, width - left - GAP * 2, height)


def _grid(
    blank: Blank,
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
        blank.box(left, top, wide, tall)
        begin = blank.write(blank.t(group.label), left + 2, top + 1.2, wide - 4, 8.5, bold=True) + 1
        each = (top + tall - begin) / len(fields)
        for place, field in enumerate(fields):
            at = begin + place * each
            blank.line((left, left + wide), (at, at), blank.theme.line)
            label = blank.t(field.label)
            blank.write(label, left + 2, at + 0.8, wide - 4, 7, colour=blank.theme.muted)


def _columns(
    blank: Blank, rows: Mapping[Message, float], numbered: bool = True
) -> tuple[float, list[float]]:
    """Draw the stages as columns and rows under them, and return where the rows begin and end.

    Parameters
    ----------
    rows
        The rows with the share of the height that each takes.
    """
    t, (x, y, width, height) = blank.t, blank.inside
    wide = (width - LABELS) / len(blank.stages)
    k = blank.scale
    names = [fit(name, (wide - 4) * k, 9 * k, bold=True) for name in blank.stages]
    lines = max(1, *(min(TALLEST_NAME, len(n.lines)) for n in names))
    head = max(12.0, lines * names[0].leading / k + 4)
    blank.page.box(x * k, y * k, width * k, head * k, blank.theme.tint)
    blank.write(t(_label(Stage, "name")), x + 2, y + 2, LABELS - 4, 8, bold=True)
    for number, name in enumerate(blank.stages):
        left = x + LABELS + number * wide
        if name:
            blank.write(name, left + 2, y + 2, wide - 4, 9, bold=True, lines=TALLEST_NAME)
        elif numbered:
            blank.write(str(number + 1), left + 2, y + 2, 8, 8, colour=blank.theme.muted)
    edges = [y + head]
    for share in rows.values():
        edges.append(edges[-1] + share * (height - head) / sum(rows.values()))
    for label, top in zip(rows, edges, strict=False):
        blank.write(t(label), x + 2, top + 2, LABELS - 4, 8, bold=True)
        blank.line((x, x + width), (top, top))
    blank.box(x, y, width, height)
    for number in range(len(blank.stages)):
        left = x + LABELS + number * wide
        blank.line((left, left), (y, y + height))
    return wide, edges


def stages(blank: Blank) -> None:
    """Draw the stages: the customer's side, then the company's (M2.4)."""
    _columns(
        blank,
        {
            _label(Experience, "goal"): 3,
            _label(Experience, "actions"): 4,
            _label(Experience, "thoughts"): 4,
            _label(Stage, "objective"): 2,
            _label(Stage, "owner"): 1.2,
            N_("Indicator"): 1.2,
        },
    )


def touchpoints(blank: Blank) -> None:
    """Draw the stages with room for contacts, online or not, controlled or not (M3.1)."""
    _columns(
        blank,
        {
            N_("In person and on paper"): 4,
            N_("Online"): 4,
            N_("What we do not control: reviews, friends, press"): 3,
            _label(Touchpoint, "importance"): 1.2,
            N_("Backstage team"): 1.2,
        },
    )


def emotions(blank: Blank) -> None:
    """Draw the scale of feelings across the stages, for the curve to be drawn by hand (M4.4)."""
    rows = {N_("Feeling"): 5.0, _label(Emotion, "scores"): 1.3, _label(Emotion, "word"): 1.0}
    rows[_label(Emotion, "thought")] = 2.0
    _, edges = _columns(blank, rows)
    x, _, width, _ = blank.inside
    top, bottom = edges[0] + 8, edges[1] - 6
    for score in range(HIGHEST, LOWEST - 1, -1):
        y = top + (HIGHEST - score) * (bottom - top) / (HIGHEST - LOWEST)
        colour = blank.theme.ink if score == 0 else blank.theme.line
        blank.line((x + LABELS, x + width), (y, y), colour, 0.8, "-" if score == 0 else "--")
        said = f"{blank.t.signed(score)}  {blank.t(SCORE_LABELS[score])}"
        blank.write(said, x + 2, y - 1.8, LABELS - 4, 7, colour=blank.theme.feeling(score))


def pain_points(blank: Blank) -> None:
    """Draw the groups as columns for notes, and a table for the first three (M5.1, M5.4)."""
    t, (x, y, width, height) = blank.t, blank.inside
    wide = (width - GAP * (len(GROUPS) - 1)) / len(GROUPS)
    tall = height - 58
    for number, (key, label) in enumerate(GROUPS.items()):
        left = x + number * (wide + GAP)
        blank.box(left, y, wide, tall)
        below = blank.write(t(label), left + 2, y + 2, wide - 4, 10, bold=True)
        meaning = t(GROUP_MEANINGS[key])
        blank.write(meaning, left + 2, below + 0.5, wide - 4, 7, colour=blank.theme.muted)
    names = ("what", "where", "who", "mentions", "impact", "persistence", "votes", "causes")
    shares = (4.0, 2.0, 2.0, 1.2, 1.0, 1.2, 1.2, 3.0)
    heads = [_label(PainPoint, name) for name in names]
    _table(blank, N_("The first three"), heads, shares, y + tall + GAP, height - tall - GAP)


def improvements(blank: Blank) -> None:
    """Draw the plane of impact and effort (F6), and a table for what was decided."""
    t, (x, y, width, height) = blank.t, blank.inside
    tall = height - 66
    left, right = x + 8, x + width
    half = (right - left) / 2, (tall - 6) / 2
    corners = {"quick-win": (0, 0), "big-bet": (1, 0), "fill-in": (0, 1), "time-sink": (1, 1)}
    for key, (across, down) in corners.items():
        at = left + across * half[0], y + down * half[1]
        blank.box(*at, *half, blank.theme.tint if key == "quick-win" else "")
        name = t(QUADRANTS[key])
        blank.write(name[:1].upper() + name[1:], at[0] + 3, at[1] + 2, half[0] - 6, 11, bold=True)
    impact, effort = t(_label(Improvement, "impact")), t(_label(Improvement, "effort"))
    blank.write(f"{effort} →", left, y + tall - 5, right - left, 8, bold=True, align="right")
    blank.write(f"↑ {impact}", left, y + tall - 5, right - left, 8, bold=True)
    names = ("solution", "removes", "opportunity", "owner", "due", "kpi")
    shares = (4.0, 3.0, 3.0, 1.8, 1.4, 2.0)
    heads = [_label(Improvement, name) for name in names]
    _table(blank, N_("What we do"), heads, shares, y + tall + GAP, height - tall - GAP, 4)


def _table(
    blank: Blank,
    title: Message,
    heads: Sequence[Message],
    shares: Sequence[float],
    y: float,
    height: float,
    rows: int = 3,
) -> None:
    """Draw a table to be written in."""
    x, _, width, _ = blank.inside
    top = blank.write(blank.t(title), x, y, width, 10, bold=True) + 1
    tall, left = y + height - top, x
    head = 8.0
    k = blank.scale
    blank.page.box(x * k, top * k, width * k, head * k, blank.theme.tint)
    for label, share in zip(heads, shares, strict=True):
        wide = share * width / sum(shares)
        blank.write(blank.t(label), left + 1.5, top + 0.8, wide - 2, 7, bold=True, lines=2)
        blank.line((left, left), (top, top + tall))
        left += wide
    for row in range(rows):
        at = top + head + row * (tall - head) / rows
        blank.line((x, x + width), (at, at))
    blank.box(x, top, width, tall)


BLANKS: Mapping[str, Draw] = {
    "persona": persona,
    "stages": stages,
    "touchpoints": touchpoints,
    "emotions": emotions,
    "pain-points": pain_points,
    "improvements": improvements,
}

BY_STAGE = ("stages", "touchpoints", "emotions")
"""The canvases whose columns are the stages."""
