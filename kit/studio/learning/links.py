"""How a step hangs together with the others: what is left in the air, and what to ask of it."""

from __future__ import annotations

from collections.abc import Callable

from kit.i18n import N_, Message
from kit.journey import Journey

STAGE_BARE = N_(
    "{words} has no touchpoint: where is the customer in contact with the company then?"
)
UNFELT = N_("No emotion yet for {words}.")
UNEXPLAINED = N_("{words} has a negative emotion, but no pain point explains it.")
AIMLESS = N_("{words} removes no pain point and strengthens no touchpoint: what is it for?")

Loose = tuple[list[str], int, Message]
"""The ids left in the air, how many there are in all, and what is said of each."""


def _bare_stages(journey: Journey) -> Loose:
    loose = [s.id for s in journey.stages if not journey.touchpoints_of(s.id)]
    return loose, len(journey.stages), STAGE_BARE


def _unfelt(journey: Journey) -> Loose:
    felt = {emotion.at for emotion in journey.emotions if emotion.value is not None}
    loose = [t.id for t in journey.touchpoints if t.id not in felt]
    return loose, len(journey.touchpoints), UNFELT


def _unexplained(journey: Journey) -> Loose:
    low = {e.at: None for e in journey.emotions if e.value is not None and e.value <= -1}
    places = {pain.at for pain in journey.pain_points}
    loose = [id for id in low if not places & {id, journey.stage_of(id).id}]
    return loose, len(low), UNEXPLAINED


def _aimless(journey: Journey) -> Loose:
    loose = [one.id for one in journey.improvements if not one.removes and not one.strengthens]
    return loose, len(journey.improvements), AIMLESS


LINKS: dict[str, Callable[[Journey], Loose]] = {
    "persona": lambda journey: ([], 0, UNFELT),
    "stages": _bare_stages,
    "touchpoints": _bare_stages,
    "emotions": _unfelt,
    "pain-points": _unexplained,
    "improvements": _aimless,
}
"""What each step is linked to."""
