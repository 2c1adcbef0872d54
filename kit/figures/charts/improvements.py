"""Write impact and effort of the improvements as a chart (M6.4)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.blocks import Chart, Group, Series, Tone
from kit.figures.alts import joined
from kit.i18n import N_, RichText, Texts
from kit.journey import Journey
from kit.results import ranked_improvements
from kit.steps.improvements import QUADRANTS, Improvement, Quadrant

TONES: dict[Quadrant, Tone] = {
    "quick-win": "good",
    "big-bet": "accent",
    "fill-in": "plain",
    "time-sink": "bad",
}
"""The tones of the quadrants, in the order in which they are shown."""


def matrix_chart(journey: Journey, t: Texts) -> Chart | None:
    """Return effort and impact of the improvements that are not dropped, by rank (F6, F8)."""
    kept = [i for i in journey.improvements if i.status != "dropped"]
    scored = [i for i in kept if i.impact and i.effort]
    if not scored:
        return None
    # Their numbers are their ranks; what is done comes after what is left to do.
    ahead = [i for i in ranked_improvements(journey) if i in scored]
    ranked = [*ahead, *(i for i in scored if i not in ahead)]
    tones = tuple(TONES[_quadrant(i)] for i in ranked)
    return Chart(
        id="impact-effort",
        kind="matrix",
        caption=t(N_("Impact and effort of the improvements")),
        categories=tuple(_name(journey, i, t) for i in ranked),
        series=(
            Series(t(N_("Effort")), tuple(float(i.effort or 0) for i in ranked), tones=tones),
            Series(t(N_("Impact")), tuple(float(i.impact or 0) for i in ranked), tones=tones),
        ),
        span=(1.0, 5.0),
        alt=_alt(journey, ranked, len(kept), t),
        groups=tuple(_groups(ranked, t)),
    )


def _quadrant(improvement: Improvement) -> Quadrant:
    return improvement.quadrant or "fill-in"


def _name(journey: Journey, improvement: Improvement, t: Texts) -> RichText:
    words = journey.words(improvement.solution.text)
    if improvement.status != "done":
        return words
    return t.inline(N_("✓ {text} (done)"), text=words)


def _groups(ranked: Sequence[Improvement], t: Texts) -> list[Group]:
    found = []
    for quadrant in TONES:
        members = tuple(n for n, one in enumerate(ranked) if _quadrant(one) == quadrant)
        if members:
            found.append(Group(t(QUADRANTS[quadrant]), members))
    return found


def _alt(journey: Journey, placed: Sequence[Improvement], kept: int, t: Texts) -> str:
    """Describe the matrix, quadrant by quadrant, with the number of those left out."""
    said = [
        t.plural(
            "{count} improvement by impact and effort, 1 to 5.",
            "{count} improvements by impact and effort, 1 to 5.",
            len(placed),
        )
    ]
    for quadrant, label in QUADRANTS.items():
        members = [
            t(
                "{text} (impact {impact}, effort {effort})",
                text=journey.words(i.solution.text),
                impact=i.impact,
                effort=i.effort,
            )
            for i in placed
            if i.quadrant == quadrant
        ]
        if members:
            said.append(
                t("{name}: {values}", name=_capital(t(label)), values=joined(members, t)) + "."
            )
    if kept > len(placed):
        said.append(
            t.plural(
                "{count} is not placed: its impact or effort is missing.",
                "{count} are not placed: their impact or effort is missing.",
                kept - len(placed),
            )
        )
    return " ".join(said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
