"""The context from which every section of a report is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from kit.diagnostics import Place, dotted
from kit.evidence.metrics.missing import Missing, missing
from kit.evidence.metrics.results import Measurements
from kit.i18n import RichText, Texts, UserText
from kit.journey import Journey
from kit.results import Coverage, Headlines, Moment, coverage, curve, headlines
from kit.review import Review
from kit.steps.touchpoints import Touchpoint
from kit.theme import Theme
from kit.versions import Figures, figures_of
from kit.workshop.history import Version
from kit.workshop.sessions import Session

Edition = Literal["client", "working"]


@dataclass(frozen=True)
class Provenance:
    """The kit and the file from which a report can be created again.

    Attributes
    ----------
    kit
        The version of the kit.
    fingerprint
        Of the workshop file: the first characters of its SHA-256.
    """

    kit: str = ""
    fingerprint: str = ""


@dataclass(frozen=True)
class Context:
    """The journey, its reader and the results from which sections are written.

    Attributes
    ----------
    as_of
        The date of the report; what is overdue, and which value is the latest, is told by it.
    edition
        The client's, or the working edition, which adds the review's findings.
    review
        What the review found, and what was silenced.
    versions
        The closed versions of the workshop, oldest first.
    measurements
        What the client's data say; in the journey it is in its place already.
    identity
        The client's folder within ``workshops/``, such as ``maison-exemple/boutique``.
    images
        ``data:`` URLs by what they picture: ``logo``, or a persona's id.
    locate
        Says where a place of the journey stands, such as ``workshop.yaml:42``.
    stated
        The journey as written, without what was measured: what versions are compared by.
    sessions
        The sessions in a room, oldest first; of the working edition alone.
    """

    journey: Journey
    t: Texts
    theme: Theme
    as_of: date
    edition: Edition = "client"
    review: Review = field(default_factory=Review)
    versions: Sequence[Version] = ()
    measurements: Measurements = field(default_factory=Measurements)
    provenance: Provenance = Provenance()
    identity: str = ""
    images: Mapping[str, str] = field(default_factory=dict)
    locate: Callable[[Place], str] = dotted
    stated: Journey | None = None
    sessions: Sequence[Session] = ()

    @cached_property
    def coverage(self) -> Coverage:
        """The share of statements that name their source (F11)."""
        return coverage(self.journey)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The measures that are declared and missing (M4.2)."""
        return missing(self.journey, self.measurements)

    def is_missing(self, at: str, *figures: str) -> bool:
        """Return whether one of some metrics is missing at a place of the map."""
        return any(one.measure.at == at and one.measure.figure in figures for one in self.missing)

    @cached_property
    def figures(self) -> Figures:
        """The values of today, as a version freezes them (F19)."""
        return figures_of(self.journey, self.measurements, self.as_of)

    @cached_property
    def headlines(self) -> Headlines:
        """The moments that head the summary (F18)."""
        return headlines(self.journey)

    def name(self, id: str) -> RichText:
        """Return the name of the thing with this id, for the reader."""
        return self.t.say(self.journey.name_of(id))

    @cached_property
    def moments(self) -> Mapping[tuple[str, str], Moment]:
        """The emotion of each persona at each of its touchpoints, by persona and touchpoint."""
        return {
            (persona.id, moment.at): moment
            for persona in self.journey.personas
            for moment in curve(self.journey, persona.id)
        }

    def touchpoints_of(self, stage: str, persona: str) -> tuple[Touchpoint, ...]:
        """Return the touchpoints that a persona meets in a stage."""
        return self.journey.touchpoints_of(stage, persona)

    def source_number(self, id: str) -> int:
        """Return the number of an evidence source in the report, from 1."""
        return [source.id for source in self.journey.evidence].index(id) + 1

    @cached_property
    def several(self) -> bool:
        """True if there are several personas, so that each has to be named."""
        return len(self.journey.personas) > 1

    def phrase(self, text: str) -> UserText:
        """Return a client's words without their full stop, for use within a sentence."""
        ended = text.endswith(".") and not text.endswith("..")
        return self.journey.words(text[:-1] if ended and len(text) > 1 else text)

    def channel(self, id: str | None) -> RichText:
        """Return the name of a channel: the catalogue's word, or the client's own."""
        named = self.journey.channel(id).name
        return self.journey.words(named) if isinstance(named, str) else self.t.say(named)

    def quantity(self, value: float, unit: str | None) -> RichText:
        """Return a value with its unit in the client's words."""
        return self.t.quantity(value, None if unit is None else self.journey.words(unit))
