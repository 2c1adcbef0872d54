"""Section 2: the personas, each statement with its source (M1.1 to M1.4)."""

from __future__ import annotations

from dataclasses import replace

from kit.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Entry,
    Mark,
    Paragraph,
    Section,
    Table,
    flow,
)
from kit.fields import Record
from kit.hints import Kind, hints
from kit.i18n import N_, Message, RichText
from kit.results import Share, persona_statements
from kit.results.coverage import RESEARCH_BASED
from kit.sections import headlines
from kit.sections.context import Context
from kit.sections.marks import ORIGIN_SHAPES, SIGNS, cited, labelled, source, stated
from kit.sections.tables import IN_ALL, annex
from kit.steps.emotions import Origin
from kit.steps.persona import PERSONA_KINDS, Persona

LINES: tuple[tuple[Message, tuple[tuple[str, str], ...]], ...] = (
    (N_("Goal"), (("goals", "short_term"), ("goals", "long_term"))),
    (N_("Problem"), (("problems", "product"), ("empathy", "frustrations"), ("problems", "life"))),
    (N_("Wish"), (("wishes", "improve"), ("wishes", "solutions"), ("empathy", "needs"))),
    (N_("Why this company"), (("relation", "why"), ("relation", "likes"), ("relation", "how"))),
)
"""Lines of a persona's short card, each with the fields of which the first entry is taken."""


def section(context: Context) -> Section:
    """Return a card for each persona."""
    t, personas = context.t, context.journey.personas
    title = t.plural("The persona", "The personas", len(personas))
    if not personas:
        missing = N_(
            "No persona has been described yet. Without one, a map has no point of view: start "
            "with one typical customer, and ask the questions of step 1 in the next interviews."
        )
        return Section("persona", title, (Paragraph(t(missing)),))
    return Section(
        "persona",
        title,
        flow(
            _introduction(context),
            Cards(_cards(context)),
            annex(t, _whole(context), _cited(context)),
        ),
        headline=headlines.persona(context),
    )


def _cited(context: Context) -> Table:
    """Return how many entries of each persona cite a source (M1.2)."""
    t = context.t
    rows: list[tuple[Cell, ...]] = []
    total = Share(0, 0)
    for persona in context.journey.personas:
        share = _share(persona)
        name = context.journey.words(persona.name)
        rows.append((name, t.number(share.k), t.number(share.n)))
        total = Share(total.k + share.k, total.n + share.n)
    rows.append((t(IN_ALL), t.number(total.k), t.number(total.n)))
    columns = (
        Column(t(N_("Persona"))),
        Column(t(N_("Entries with a source")), figures=True),
        Column(t(N_("Entries")), figures=True),
    )
    return Table(t(N_("Entries on each persona")), columns, tuple(rows))


def _share(persona: Persona) -> Share:
    """Return the share of a persona's entries that cite a source."""
    statements = [statement for _, statement in persona_statements(persona)]
    return Share(sum(not s.assumed for s in statements), len(statements))


def _introduction(context: Context) -> Block:
    t = context.t
    if context.edition == "working":
        return Paragraph(t(SIGNS), "lead")
    selected = N_("A selection of the entries; all of them are in the annex.")
    return Paragraph(f"{t(selected)} {t(SIGNS)}", "lead")


def _cards(context: Context) -> tuple[Card, ...]:
    card = _card if context.edition == "working" else _short_card
    return tuple(card(context, persona) for persona in context.journey.personas)


def _whole(context: Context) -> Cards | None:
    """Return every entry on the personas, for the annex of the client's edition."""
    if context.edition == "working":
        return None
    cards = [_card(context, persona) for persona in context.journey.personas]
    if not any(card.entries for card in cards):
        return None
    return Cards(
        tuple(
            replace(card, id=f"{card.id}-whole", quotation="", quoted=None, marks=())
            for card in cards
        )
    )


def _short_card(context: Context, persona: Persona) -> Card:
    """Return a persona in five lines at most: who, goal, problem, wish and reason to come."""
    t, card = context.t, _card(context, persona)
    who = tuple(
        stated(context, statement)
        for statement in (
            persona.general.occupation,
            persona.demographics.age,
            persona.general.place,
        )
        if statement
    )
    lines = [Entry(t(N_("Who")), who)] if who else []
    for label, fields in LINES:
        found = [one for group, name in fields for one in getattr(getattr(persona, group), name)]
        if found:
            lines.append(Entry(t(label), (stated(context, found[0]),)))
    return replace(card, entries=tuple(lines))


def _card(context: Context, persona: Persona) -> Card:
    entries, missing = [], list[RichText]()
    for group, hint in hints(Persona):
        if hint.kind != Kind.GROUP:
            continue
        found, without = _group(context, getattr(persona, group), context.t(hint.label))
        entries += found
        missing += without
    if missing and context.edition == "working":
        label = context.t(N_("Questions to ask"))
        entries.append(Entry(label, (context.t.listed(missing),)))
    quotation = persona.quotation
    return Card(
        title=context.journey.words(persona.name),
        entries=tuple(entries),
        id=f"persona-{persona.id}",
        monogram=persona.monogram,
        picture=context.images.get(persona.id, ""),
        quotation=context.journey.words(quotation.text) if quotation else "",
        quoted=cited(context, quotation.evidence) if quotation else None,
        marks=_marks(context, persona),
        wide=not context.several,
    )


def _group(context: Context, group: Record, label: str) -> tuple[list[Entry], list[RichText]]:
    """Return the statements under a heading of M1.1, and the headings without any."""
    t = context.t
    entries: list[Entry] = []
    together: list[Cell] = []
    missing: list[RichText] = []
    for name, hint in hints(group.__class__):
        value = getattr(group, name)
        if not value:
            missing.append(t(hint.label))
        elif isinstance(value, tuple):
            entries.append(Entry(t(hint.label), tuple(stated(context, s) for s in value)))
        else:
            words = context.journey.words(value.text)
            said = labelled(t, t(hint.label), words)
            together.append((said, source(context, value.evidence)))
    if together:
        entries.insert(0, Entry(label, tuple(together)))
    return entries, missing


def _marks(context: Context, persona: Persona) -> tuple[Mark, ...]:
    t = context.t
    share = _share(persona)
    if share.value is None:
        return (Mark(t(N_("no statements yet")), "assumed", ORIGIN_SHAPES["assumed"]),)
    said = t.plural(
        "{count} of {n} entries cites a source",
        "{count} of {n} entries cite a source",
        share.k,
        n=share.n,
    )
    ground: Origin = "measured" if share.value >= RESEARCH_BASED else "assumed"
    marks = [Mark(said, ground, ORIGIN_SHAPES[ground])]
    if persona.kind:
        marks.append(Mark(t(PERSONA_KINDS[persona.kind])))
    return tuple(marks)
