"""The context from which the sections of a portfolio are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kit.i18n import N_, Message, RichText, Texts, joined
from kit.journey import Journey
from kit.results import ALIGNED, PhaseScore, journey_phases, stages_by_phase
from kit.sections.context import Context
from kit.theme import Theme

PHASE_NAMES: Mapping[str, Message] = {
    "awareness": N_("Awareness"),
    "comparison": N_("Comparison", "phase"),
    "purchase": N_("Purchase"),
    "use": N_("Use and service"),
    "loyalty": N_("Loyalty"),
    "end-of-use": N_("End of use"),
}
"""The names of the aligned phases (:data:`kit.results.ALIGNED`)."""


@dataclass(frozen=True)
class Portfolio:
    """The journeys to compare, and their reader.

    Attributes
    ----------
    contexts
        One for each journey, in the order given; in the client's edition.
    left_out
        The workshops that could not be read.
    logo
        The logo of the theme, as a ``data:`` URL, or nothing.
    """

    contexts: tuple[Context, ...]
    t: Texts
    theme: Theme
    as_of: date
    left_out: tuple[str, ...] = ()
    logo: str = ""

    @property
    def journeys(self) -> tuple[Journey, ...]:
        """The journeys, in the order given."""
        return tuple(context.journey for context in self.contexts)

    @cached_property
    def names(self) -> tuple[RichText, ...]:
        """The name of each journey: its client's or, for one of several, with its title."""
        names = _distinct_names(self.contexts, (_client, _client_and_title, _client_and_folder))
        return tuple(
            self.t.inline(N_("{name} (future state)"), name=name) if is_future(context) else name
            for name, context in zip(names, self.contexts, strict=True)
        )

    @cached_property
    def phases(self) -> tuple[str, ...]:
        """The aligned phases that any of the journeys has, in order."""
        found = {phase for journey in self.journeys for phase in stages_by_phase(journey)}
        return tuple(phase for phase in ALIGNED if phase in found)

    @cached_property
    def scores(self) -> tuple[Mapping[str, PhaseScore], ...]:
        """The emotion of each journey over each of its phases (F1)."""
        return tuple({one.phase: one for one in journey_phases(j)} for j in self.journeys)

    @property
    def current(self) -> tuple[int, ...]:
        """The positions of the journeys as they are today; a future state is an aim (M2.5)."""
        return tuple(n for n, context in enumerate(self.contexts) if not is_future(context))

    def phase_name(self, phase: str) -> str:
        """Return the name of an aligned phase for the reader."""
        return self.t(PHASE_NAMES[phase])


def is_future(context: Context) -> bool:
    """Return whether a map shows a journey as it should be (M2.5)."""
    return context.journey.scenario.state == "future"


def full_name(context: Context) -> RichText:
    """Return the name of a journey with its client's."""
    return _client_and_title(context)


def _client(context: Context) -> RichText:
    return context.journey.words(context.journey.client.name)


def _client_and_title(context: Context) -> RichText:
    title = context.journey.scenario.title
    if not title:
        return _client(context)
    return joined([_client(context), context.journey.words(title)], " · ")


def _client_and_folder(context: Context) -> RichText:
    if not context.identity:
        return _client_and_title(context)
    return joined([_client_and_title(context), f"({context.identity})"], " ")


def _distinct_names(
    contexts: Sequence[Context], ways: Sequence[Callable[[Context], RichText]]
) -> list[RichText]:
    """Return for each journey the shortest name that no other one has."""
    names = [ways[0](context) for context in contexts]
    for way in ways[1:]:
        counts = Counter(map(str, names))
        names = [
            way(context) if counts[str(name)] > 1 else name
            for name, context in zip(names, contexts, strict=True)
        ]
    return names
