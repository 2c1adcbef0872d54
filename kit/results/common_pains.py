"""Find pain points that recur from one journey to another (M5.3).

Nobody has said that two journeys suffer from the same thing. What is compared is where a pain point
is met and its group, and the result says which of them is equal, never that the pain points are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.fields import normalize
from kit.journey import Journey
from kit.results.rankings import ranked_pains
from kit.stemming import stems_of
from kit.steps.channels import OwnChannel
from kit.steps.pain_points import PainPoint
from kit.steps.touchpoints import Touchpoint

Alike = Literal["touchpoint", "channel"]
"""The equality of two pain points: their touchpoints have the same words, or their channel and
their group are the same."""

SHORTEST = 3
"""The fewest letters of a word that is compared."""

ARTICLES = frozenset(
    (
        *("the", "our", "your", "for", "and", "with", "les", "des", "une", "mon", "mes", "son"),
        *("ses", "nos", "vos", "aux", "sur", "par", "pour"),
    )
)
"""Words, normalised, that tell no touchpoint from another."""

COMPARED_STANDINGS = ("counted", "to-be-counted")
"""The standings of pain points that are compared: not isolated, and observed (F4, F5)."""


@dataclass(frozen=True)
class JourneyPain:
    """A pain point with the position of its journey among those compared, from 0."""

    journey: int
    pain: PainPoint


@dataclass(frozen=True)
class CommonPains:
    """Pain points of at least two journeys that are alike.

    Attributes
    ----------
    alike
        What is equal.
    found
        The pain points, by journey and then worst first.
    """

    alike: Alike
    found: tuple[JourneyPain, ...]

    @property
    def journeys(self) -> tuple[int, ...]:
        """The positions of the journeys, each once."""
        return tuple(dict.fromkeys(one.journey for one in self.found))


def compared_pains(journey: Journey) -> tuple[PainPoint, ...]:
    """Return the pain points that are compared, worst first: neither isolated nor unobserved."""
    return tuple(pain for pain in ranked_pains(journey) if pain.standing in COMPARED_STANDINGS)


def common_pains(journeys: Sequence[Journey]) -> tuple[CommonPains, ...]:
    """Return the pain points that at least two journeys have alike, in most journeys first.

    Two are alike if their touchpoints' names have the same words (stems of three letters or more,
    without articles), or if both channel and group are the same. What is alike by its touchpoint is
    not repeated by its channel.
    """
    by_touchpoint: dict[tuple[str, ...], list[JourneyPain]] = {}
    by_channel: dict[tuple[str, ...], list[JourneyPain]] = {}
    for position, journey in enumerate(journeys):
        for pain in compared_pains(journey):
            found = JourneyPain(position, pain)
            if words := _touchpoint_words(journey, pain):
                by_touchpoint.setdefault(words, []).append(found)
            if key := _channel_and_group(journey, pain):
                by_channel.setdefault(key, []).append(found)
    touchpoints = [*_recurring("touchpoint", by_touchpoint.values())]
    by_their_names = [set(one.found) for one in touchpoints]
    channels = [
        one
        for one in _recurring("channel", by_channel.values())
        if not any(set(one.found) <= others for others in by_their_names)
    ]
    return tuple(sorted([*touchpoints, *channels], key=lambda one: -len(one.journeys)))


def _recurring(alike: Alike, groups: Iterable[list[JourneyPain]]) -> Iterator[CommonPains]:
    for group in groups:
        found = CommonPains(alike, tuple(group))
        if len(found.journeys) > 1:
            yield found


def _touchpoint_words(journey: Journey, pain: PainPoint) -> tuple[str, ...]:
    """Return the stems of the name of a pain point's touchpoint; none without a name."""
    touchpoint = journey[pain.at]
    if not isinstance(touchpoint, Touchpoint) or not touchpoint.name:
        return ()
    return name_stems(touchpoint.name, journey.client.language)


def _channel_and_group(journey: Journey, pain: PainPoint) -> tuple[str, ...]:
    """Return the channel and the group of a pain point; none where either is not specified."""
    touchpoint = journey[pain.at]
    if not isinstance(touchpoint, Touchpoint) or touchpoint.channel is None or pain.group is None:
        return ()
    own = journey.get(touchpoint.channel)
    if isinstance(own, OwnChannel):
        words = name_stems(own.name, journey.client.language)
        return (pain.group, "own", *words) if words else ()
    return (pain.group, touchpoint.channel)


def name_stems(name: str, language: str) -> tuple[str, ...]:
    """Return the stems of the words of a name, each once and in alphabetical order.

    >>> name_stems("La page de paiement", "fr") == name_stems("Pages du paiement", "fr")
    True
    """
    words = normalize(name).split()
    compared = [word for word in words if len(word) >= SHORTEST and word not in ARTICLES]
    return tuple(sorted(stems_of(compared, language)))
