"""Write an indicator with its latest value, target and source (M2.4, M3.2, M6.11)."""

from __future__ import annotations

from kit.blocks import Cell, Mark
from kit.evidence.metrics.missing import MISSING
from kit.i18n import N_
from kit.kpi import Kpi
from kit.sections.context import Context
from kit.sections.marks import ORIGIN_SHAPES, labelled, source
from kit.sources import FIGURES


def indicator(context: Context, kpi: Kpi) -> Cell:
    """Return an indicator with its latest value and target, and the source of the value.

    A missing measured value is not replaced by one typed before.
    """
    t, name = context.t, context.journey.words(kpi.name)
    latest = kpi.latest(context.as_of)
    if context.is_missing(kpi.id, *FIGURES):
        return labelled(t, name, t(MISSING))
    if latest is None:
        return labelled(t, name, t(N_("no value yet")))
    said = labelled(t, name, context.quantity(latest[1], kpi.unit))
    if kpi.target is not None:
        target = context.quantity(kpi.target, kpi.unit)
        said = t.inline(N_("{kpi} (target {target})"), kpi=said, target=target)
    return said, rests_on(context, kpi)


def known(context: Context, kpi: Kpi) -> bool:
    """Return whether an indicator has a value or a target, or its measured value is missing."""
    missing = context.is_missing(kpi.id, *FIGURES)
    return missing or kpi.target is not None or kpi.latest(context.as_of) is not None


def rests_on(context: Context, kpi: Kpi) -> Mark:
    """Mark the values of an indicator with their source, or as declared (F11)."""
    if kpi.evidence:
        return source(context, kpi.evidence)
    return Mark(context.t(N_("unsourced")), "assumed", ORIGIN_SHAPES["assumed"])
