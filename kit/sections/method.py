"""Section 11: the method in half a page, and the provenance of the report."""

from __future__ import annotations

from kit.blocks import Block, Column, Heading, Listing, Paragraph, Section, Table, flow
from kit.i18n import N_, RichText, UserText
from kit.results import review_due
from kit.sections import headlines
from kit.sections.context import Context
from kit.sections.definitions import DEFINITIONS, NAMES
from kit.sections.marks import ORIGIN_SHAPES, labelled
from kit.sections.tables import annex
from kit.steps.emotions import ORIGINS

STEPS = (
    (
        N_("Persona"),
        N_("A typical customer, described from research: what they want, fear, do and say."),
    ),
    (
        N_("Stages"),
        N_("The moments of the experience in order, in the customer’s words."),
    ),
    (
        N_("Touchpoints"),
        N_("Every contact with the brand, on any channel, controlled by the company or not."),
    ),
    (
        N_("Emotions"),
        N_(
            "What customers feel at each of them, from −2 to +2, scored individually before "
            "any discussion."
        ),
    ),
    (
        N_("Pain points"),
        N_("What causes the negative emotions: how often, how badly, and why."),
    ),
    (
        N_("Improvements"),
        N_("What removes the pain points: its impact, effort, owner, date and expected effect."),
    ),
)

IN_STEPS = N_(
    "The map was made in six steps: persona, stages, touchpoints, emotions, pain points, "
    "improvements."
)


def section(context: Context) -> Section:
    """Return the six steps, the definitions and the provenance."""
    t = context.t
    steps = tuple(t.inline(N_("{step}: {yields}"), step=s, yields=y) for s, y in STEPS)
    loop = N_(
        "The map is then kept up to date: it has an owner and a review date, and each map "
        "review saves a version to compare with."
    )
    return Section(
        "method",
        t(N_("Method and provenance")),
        flow(
            Paragraph(t(IN_STEPS)),
            Paragraph(_legend(context)),
            Heading(t(N_("Provenance")), "method-provenance"),
            Listing(tuple(_provenance(context))),
            annex(
                t,
                Listing(tuple(_origin(context))) if context.edition == "client" else None,
                Listing(steps, ordered=True),
                Paragraph(t(loop)),
                _definitions(context),
            ),
        ),
        headline=headlines.method(context),
    )


def _legend(context: Context) -> RichText:
    """Explain the marks of measured, workshop and assumed scores (M4.2)."""
    t = context.t
    marks = [
        t.inline(N_("{shape} {origin}"), shape=shape, origin=ORIGINS[origin])
        for origin, shape in ORIGIN_SHAPES.items()
    ]
    return t.inline(N_("Each score and each statement shows its basis: {marks}."), marks=marks)


def _definitions(context: Context) -> Block:
    """Return the definition of every value, with its number in the method."""
    t = context.t
    columns = (
        Column(t(N_("Figure"))),
        Column(t(N_("How it is computed"))),
        Column(t(N_("In the method"))),
    )
    rows = tuple((t(NAMES[id]), t(text), id) for id, text in DEFINITIONS.items())
    caption = t(N_("The figures of this report"))
    return Table(caption, columns, rows)


def _provenance(context: Context) -> list[RichText]:
    """Return the kit's version, the file's fingerprint and the dates that it states.

    Dates of the disk are not among them: they differ from one clone to the next.
    """
    t, journey = context.t, context.journey
    facts: list[tuple[str, RichText]] = [(t(N_("Date of the report")), t.date(context.as_of))]
    if journey.author.name:
        facts.append((t(N_("Author")), journey.words(journey.author.name)))
    said: list[RichText] = [labelled(t, label, value) for label, value in facts]
    if context.edition == "working":
        said += _origin(context)
    upkeep = journey.map
    if upkeep.created:
        said.append(labelled(t, t(N_("Map created")), t.date(upkeep.created)))
    if upkeep.owner:
        said.append(labelled(t, t(N_("Owner of the map")), journey.words(upkeep.owner)))
    if upkeep.last_review:
        said.append(labelled(t, t(N_("Last map review")), t.date(upkeep.last_review)))
    said.append(_next_review(context))
    return said


def _origin(context: Context) -> list[RichText]:
    """Return the folder, the file's fingerprint and the kit's version, to make the report again."""
    t, origin = context.t, context.provenance
    facts = (
        (N_("Workshop"), context.identity),
        (N_("Fingerprint of the file (SHA-256)"), origin.fingerprint),
        (N_("Created with"), f"parcours-kit {origin.kit}" if origin.kit else ""),
    )
    return [labelled(t, t(label), UserText(value)) for label, value in facts if value]


def _next_review(context: Context) -> RichText:
    """Return the date of the next map review, and whether it is past (M6.8)."""
    t, due = context.t, review_due(context.journey)
    if due is None:
        if context.edition == "client":
            return t(N_("No map review is planned."))
        return t(N_("No map review is planned. A map without a review date soon goes out of date."))
    if due < context.as_of:
        return t(N_("The map review is overdue: it was due on {date}."), date=due)
    return t(N_("Next map review: {date}"), date=due)
