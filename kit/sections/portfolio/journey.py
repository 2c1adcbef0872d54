"""The page of one journey in a portfolio: its decision page and its stages by phase."""

from __future__ import annotations

from collections.abc import Sequence

from kit.blocks import Block, Cell, Column, Details, Paragraph, Section, Table, flow
from kit.i18n import N_, RichText
from kit.results import stage_moment
from kit.results.alignment import aligned_phase
from kit.sections import summary
from kit.sections.context import Context
from kit.sections.marks import feeling, labelled, origin
from kit.sections.missing import no_score
from kit.sections.portfolio.context import PHASE_NAMES, full_name
from kit.sections.sample_sizes import answers
from kit.steps.stages import PHASES, Stage


def section(context: Context, id: str) -> Section:
    """Return the page of a journey, under the id that it has in the portfolio."""
    t = context.t
    page = summary.section(context)
    return Section(
        id,
        full_name(context),
        flow(_without_definitions(page.blocks), _stages(context)),
        t.lang,
        page.headline,
        sources_at(id),
    )


def _without_definitions(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without the definitions, which the section on the method has once for all."""
    return [b for b in blocks if not (isinstance(b, Paragraph) and b.role == "definition")]


def sources_at(id: str) -> str:
    """Return the id of the sources of a journey, to which the numbers on its page lead."""
    return f"{id}-sources"


def sources(context: Context, name: RichText, id: str) -> Paragraph | None:
    """Return the sources of a journey by the numbers that its page gives them."""
    t, journey = context.t, context.journey
    named = [
        t.inline(N_("{number}\u00a0{name}"), number=str(n), name=journey.words(source.name))
        for n, source in enumerate(journey.evidence, 1)
    ]
    if not named:
        return None
    return Paragraph(labelled(t, name, t.listed(named)), "note", id=sources_at(id))


def _stages(context: Context) -> Details | None:
    """Return the stages with their phase and their scores, folded."""
    t, journey = context.t, context.journey
    if not journey.stages:
        return None
    columns = (
        Column(t(N_("Stage"))),
        Column(t(N_("Phase"))),
        Column(t(N_("Compared as"))),
        *(Column(context.name(persona.id)) for persona in journey.personas),
    )
    rows = tuple(
        (
            context.name(stage.id),
            _phase(context, stage),
            t(PHASE_NAMES[aligned]) if (aligned := aligned_phase(stage)) else "–",
            *(_emotion(context, persona.id, stage.id) for persona in journey.personas),
        )
        for stage in journey.stages
    )
    table = Table(t(N_("Emotion per stage, with its phase")), columns, rows)
    return Details(t(N_("The stages and their phases")), (table,))


def _phase(context: Context, stage: Stage) -> RichText:
    """Return the name of a stage's phase: the model's, or the client's own word."""
    if stage.phase is None:
        return "–"
    if stage.phase in PHASES:
        return context.t(PHASES[stage.phase].name)
    return context.journey.words(stage.phase)


def _emotion(context: Context, persona: str, stage: str) -> Cell:
    moment = stage_moment(context.journey, persona, stage)
    if moment.score is None or moment.origin is None:
        return no_score(context.t, moment)
    n = answers(context, persona, moment) or context.t(N_("n unknown"))
    return feeling(context.t, moment.score), origin(context.t, moment.origin), n
