"""Find records of a step that are not linked to the other steps."""

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

Unlinked = tuple[list[str], int, Message]
"""The ids of unlinked records, the number of all records, and the message for each id."""


def _stages_without_touchpoints(journey: Journey) -> Unlinked:
    unlinked = [s.id for s in journey.stages if not journey.touchpoints_of(s.id)]
    return unlinked, len(journey.stages), STAGE_BARE


def _touchpoints_without_emotions(journey: Journey) -> Unlinked:
    felt = {emotion.at for emotion in journey.emotions if emotion.value is not None}
    unlinked = [t.id for t in journey.touchpoints if t.id not in felt]
    return unlinked, len(journey.touchpoints), UNFELT


def _unexplained_emotions(journey: Journey) -> Unlinked:
    low = {e.at: None for e in journey.emotions if e.value is not None and e.value <= -1}
    places = {pain.at for pain in journey.pain_points}
    unlinked = [id for id in low if not places & {id, journey.stage_of(id).id}]
    return unlinked, len(low), UNEXPLAINED


def _improvements_without_target(journey: Journey) -> Unlinked:
    unlinked = [one.id for one in journey.improvements if not one.removes and not one.strengthens]
    return unlinked, len(journey.improvements), AIMLESS


LINKS: dict[str, Callable[[Journey], Unlinked]] = {
    "persona": lambda journey: ([], 0, UNFELT),
    "stages": _stages_without_touchpoints,
    "touchpoints": _stages_without_touchpoints,
    "emotions": _touchpoints_without_emotions,
    "pain-points": _unexplained_emotions,
    "improvements": _improvements_without_target,
}
"""The function that finds the unlinked records of each step."""
