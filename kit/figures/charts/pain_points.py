"""Write the pain points in their order as a chart (M5.2 to M5.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.blocks import Chart, Group, Series
from kit.figures.alts import joined
from kit.figures.charts.basis import answers, source_numbers
from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.results import ranked_pains
from kit.steps.pain_points import BANDS, STANDINGS, PainPoint, Standing

GROUPS: Mapping[Standing, Message] = {
    "counted": N_("Counted"),
    "to-be-counted": N_("To be counted"),
    "isolated": N_("Isolated: named by one customer"),
    "not-observed": N_("Not observed: named by nobody"),
}
"""The headings of the groups in which pain points are ranked (F5)."""

ASKED = frozenset({"survey", "interviews", "user-test", "market-study"})
"""The kinds of evidence source in which customers are asked; in others they are counted."""

BOUNDS = N_("line across a bar: 95% interval, from the share of customers alone")
OUTLINED = N_("outline: no band, fewer than {least} asked")
"""The meanings of the signs on bars (F5)."""


def pain_chart(journey: Journey, t: Texts) -> Chart | None:
    """Return the pain points in their order, with severity and interval where there are (F5)."""
    pains = ranked_pains(journey)
    if not pains:
        return None
    found = [pain.severity for pain in pains]
    severity = Series(
        t(N_("Severity")),
        tuple(one.value if one else None for one in found),
        tuple((one.low, one.high) if one else None for one in found),
        tuple(pain.mentions.n if pain.mentions else None for pain in pains),
        tuple("very-bad" if one and one.band == "critical" else "bad" for one in found),
        outlined=tuple(one is not None and one.band is None for one in found),
        gaps=tuple("" if pain.severity else _no_severity(pain, t) for pain in pains),
    )
    return Chart(
        id="pain-points",
        kind="bars",
        caption=t(N_("Pain points by severity")),
        categories=tuple(journey.words(pain.what.text) for pain in pains),
        series=(severity,),
        span=(0.0, 4.0),
        alt=_alt(pains, t),
        basis=t(_basis(journey, pains), n=answers(severity.n, t)),
        notes=tuple(frequency(pain, t) for pain in pains),
        sources=source_numbers(journey, (id for pain in pains for id in pain.sources)),
        groups=tuple(_groups(pains, t)),
    )


def _basis(journey: Journey, pains: Sequence[PainPoint]) -> Message:
    """Return what n counts: customers who were asked, where every count cites such a source."""
    counted = [pain for pain in pains if pain.mentions]
    kinds = {journey[id].kind for pain in counted for id in pain.sources}
    if counted and all(pain.sources for pain in counted) and kinds <= ASKED:
        return N_("Customers asked: {n}")
    if any(pain.sources for pain in counted):
        return N_("Base of the counts (k of n): {n}")
    return N_("Base of the counts (k of n): {n}, without a source")


def _groups(pains: Sequence[PainPoint], t: Texts) -> list[Group]:
    """Return the standings, in which a manual rank moves no pain point to another."""
    found = []
    for standing, heading in GROUPS.items():
        members = tuple(n for n, pain in enumerate(pains) if pain.standing == standing)
        if members:
            found.append(Group(t(heading), members))
    return found


def frequency(pain: PainPoint, t: Texts) -> str:
    """Return how many customers named a pain point, out of how many (F4)."""
    if pain.mentions is None:
        return t(N_("frequency unknown"))
    if pain.mentions.n is None:
        return t(N_("{k}, n unknown"), k=pain.mentions.k)
    return t(N_("{k} of {n}"), k=pain.mentions.k, n=pain.mentions.n)


def _no_severity(pain: PainPoint, t: Texts) -> str:
    if pain.standing in ("to-be-counted", "not-observed"):
        return t(STANDINGS[pain.standing])
    return t(N_("not rated")) if pain.frequency_known else t(N_("not computed"))


def _alt(ranked: Sequence[PainPoint], t: Texts) -> str:
    """Describe the pain points in their order, with severity, interval and frequency."""
    said = t.plural(
        "{count} pain point ranked by severity, 0 to 4, at its lower 95% bound.",
        "{count} pain points ranked by severity, 0 to 4, at its lower 95% bound.",
        len(ranked),
    )
    each = [
        t(
            N_("{rank}. {what}: {rated}, {count}", "pain point"),
            rank=rank,
            what=pain.what.text,
            rated=_rated(pain, t),
            count=frequency(pain, t),
        )
        for rank, pain in enumerate(ranked, 1)
    ]
    return f"{said} {joined(each, t)}."


def _rated(pain: PainPoint, t: Texts) -> str:
    severity = pain.severity
    if severity is None:
        return _no_severity(pain, t)
    numbers = {"severity": severity.value, "low": severity.low, "high": severity.high}
    figures = {name: t.number(value) for name, value in numbers.items()}
    if severity.band is None:
        return t(N_("{severity} (95% CI: {low} to {high})", "severity"), **figures)
    message = N_("{severity} (95% CI: {low} to {high}), {band}", "severity")
    return t(message, band=BANDS[severity.band], **figures)
