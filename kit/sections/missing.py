"""Mark missing measured values, and list them among the limits (M4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.blocks import Cell, Mark
from kit.diagnostics import Diagnostic
from kit.evidence.metrics.missing import MISSING, Missing
from kit.i18n import N_, RichText, Texts, joined
from kit.results import Moment
from kit.sections.context import Context
from kit.sources import FIGURES


def mark(t: Texts) -> Mark:
    """Mark a measured value that is declared and missing."""
    return Mark(t(MISSING), "plain", "✕")


def no_score(t: Texts, moment: Moment) -> Cell:
    """Return the text in place of a missing score."""
    return mark(t) if moment.missing else t(N_("no score"))


def limits(context: Context) -> Iterator[RichText]:
    """Yield each source or measure that failed, with the values it would have had."""
    lost: dict[Diagnostic, list[Missing]] = {
        failure: [] for failure in context.measurements.failures
    }
    for one in context.missing:
        lost[one.failure].append(one)
    t, journey = context.t, context.journey
    for failure, measures in lost.items():
        field = failure.place.field
        source = journey[str(field[1])]
        name = journey.words(source.name)
        what = _what(context, measures)
        if "measures" in field:
            message = N_(
                "A metric of “{source}” could not be computed, so these are missing: {what}."
            )
        elif "steps" in field or (source.steps and not what):
            message = N_("The journeys in “{source}” could not be followed and are missing here.")
        elif what:
            message = N_("“{source}” could not be read, so these are missing: {what}.")
        else:
            message = N_("“{source}” could not be read.")
        yield t.inline(message, source=name, what=what)


def _what(context: Context, measures: Sequence[Missing]) -> RichText:
    """Return each kind of metric with the places of the map at which it is missing."""
    t = context.t
    places: dict[str, dict[str, RichText]] = {}
    for one in measures:
        at = one.measure.at
        places.setdefault(one.measure.figure, {})[at] = context.name(at)
    said = [
        t.inline(
            N_("{label}: {text}"),
            label=FIGURES[figure],
            text=t.listed([t.quoted(name) for name in named.values()]),
        )
        for figure, named in places.items()
    ]
    return joined(said, "\u202f; " if t.lang == "fr" else "; ")
