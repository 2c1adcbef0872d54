"""Section 3: the journey map of each persona (M1.3, M2.4, M2.5, M7.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Entry,
    Heading,
    Lane,
    LaneKind,
    Listing,
    Map,
    Mark,
    Paragraph,
    Point,
    Section,
    flow,
)
from kit.evidence.metrics.missing import MISSING
from kit.framing import BASES, STATES
from kit.i18n import N_, NP_, Message, RichText, joined
from kit.results import (
    Moment,
    Share,
    experience_coverage,
    map_coverage,
    removed_by,
    stage_curve,
    stage_moment,
)
from kit.sections import headlines, observed_journeys
from kit.sections.context import Context
from kit.sections.definitions import definition
from kit.sections.indicators import indicator, known
from kit.sections.marks import (
    SIGNS,
    WEIGHTED,
    control,
    feeling,
    feeling_word,
    felt,
    ground,
    labelled,
    moment_evidence,
    nature,
    origin,
    recurrence,
    source,
    sourced,
    stated,
    weighted,
)
from kit.sections.missing import no_score
from kit.sections.sample_sizes import origins
from kit.sections.tables import annex
from kit.steps.pain_points import PainPoint
from kit.steps.persona import Persona
from kit.steps.stages import PHASES, Experience, Stage
from kit.steps.touchpoints import Touchpoint

Cells = tuple[Cell, ...]


def section(context: Context) -> Section:
    """Return the scope and the map of each persona."""
    t, journey = context.t, context.journey
    title = t(N_("The journey map"))
    if not journey.stages:
        missing = t(
            N_(
                "No map yet: the journey has no stage. Start with five to seven moments in the "
                "customer’s own words, from the need to the last contact."
            )
        )
        return Section("map", title, flow(_scope(context), Paragraph(missing)))
    maps = [_map(context, persona) for persona in journey.personas]
    if not maps:
        no_persona = N_(
            "The stages are defined, but there is no persona yet: goals, actions, thoughts and "
            "emotions belong to a persona."
        )
        maps = [(Paragraph(t(no_persona)), _table(context, None))]
    blocks = [block for map in maps for block in map]
    return Section(
        "map",
        title,
        flow(_scope(context), blocks, annex(t, _counts(maps), definition(t, "F1"))),
        headline=headlines.journey_map(context),
    )


def _scope(context: Context) -> Block:
    """Return the declared scope (M2.5), and its open points."""
    t, journey, scenario = context.t, context.journey, context.journey.scenario
    given: list[tuple[Message, Cells]] = []

    def text(label: Message, said: str | None) -> None:
        given.append((label, (journey.words(said),) if said else ()))

    text(N_("Situation"), scenario.situation)
    given.append((N_("Goal"), (stated(context, scenario.goal),) if scenario.goal else ()))
    given.append((N_("Expectations"), tuple(stated(context, e) for e in scenario.expectations)))
    text(N_("Start"), scenario.starts)
    text(N_("End"), scenario.ends)
    given.append((N_("State"), (t(STATES[scenario.state]),) if scenario.state else ()))
    given.append((N_("Basis"), _basis(context)))
    entries = [Entry(t(label), cells) for label, cells in given if cells]
    still_open = [t(label) for label, cells in given if not cells]
    if still_open and context.edition == "working":
        entries.append(Entry(t(N_("Not declared")), (t.listed(still_open),)))
    return Cards((Card(t(N_("The scope")), tuple(entries), id="scope", wide=True),))


def _basis(context: Context) -> Cells:
    """Return the computed basis (F11), and the declared one if it differs."""
    t, found = context.t, context.coverage
    if found.total.value is None:
        return ()
    computed = t.inline(
        NP_(
            "{basis} ({count} of {n} statements cites a source)",
            "{basis} ({count} of {n} statements cite a source)",
        ),
        basis=BASES[found.basis],
        count=found.total.k,
        n=found.total.n,
    )
    declared = context.journey.scenario.based_on
    if declared in (None, found.basis):
        return (computed,)
    differs = Mark(t.inline(N_("declared {basis}"), basis=BASES[declared]), "bad", "≠")
    return computed, differs


def _map(context: Context, persona: Persona) -> tuple[Block, ...]:
    name = context.journey.words(persona.name)
    heading = Heading(name, f"map-{persona.id}") if context.several else None
    return flow(heading, _table(context, persona))


def _table(context: Context, persona: Persona | None) -> Map:
    t, journey = context.t, context.journey
    lanes = [
        _lane(context, N_("Goal"), "goal", lambda s: _experience(context, s, persona, "goal")),
        _lane(
            context, N_("Actions"), "actions", lambda s: _experience(context, s, persona, "actions")
        ),
        _lane(
            context,
            N_("Thoughts"),
            "thoughts",
            lambda s: _experience(context, s, persona, "thoughts"),
        ),
        _lane(
            context, N_("Touchpoints"), "touchpoints", lambda s: _touchpoints(context, s, persona)
        ),
        observed_journeys.lane(context, persona),
        _emotions(context, persona) if persona else None,
        _lane(context, N_("Pain points"), "pains", lambda s: _pains(context, s, persona)),
        _lane(
            context,
            N_("Opportunities"),
            "opportunities",
            lambda s: _opportunities(context, s, persona),
        ),
        _lane(context, N_("Indicators"), "kpis", lambda s: _kpis(context, s, persona)),
        _lane(context, N_("Backstage"), "backstage", lambda s: _backstage(context, s, persona)),
    ]
    if persona:
        caption = t.inline(N_("The journey of {persona}"), persona=journey.words(persona.name))
    else:
        caption = t.inline(N_("The journey"))
    kept = tuple(lane for lane in lanes if lane)
    return Map(
        caption=caption,
        stages=tuple(journey.words(stage.name) for stage in journey.stages),
        phases=tuple(_phase(context, stage) for stage in journey.stages),
        lanes=kept,
        curve_alt=_alt(context, persona) if persona else "",
        counts=_statements_sourced(context, persona),
    )


def _statements_sourced(context: Context, persona: Persona | None) -> RichText:
    """Count the statements of a map (F11), and explain its marks and scores (M1.2, F1)."""
    t = context.t
    found = map_coverage(context.journey, persona.id) if persona else Share(0, 0)
    signs = t(SIGNS)
    curve = stage_curve(context.journey, persona.id) if persona else ()
    if persona and any(weighted(context, persona.id, one) for one in curve):
        signs = f"{signs} {t(WEIGHTED)}"
    if not found.n:
        return signs if experience_coverage(context.journey).n else ""
    counted = t.plural(
        "{count} of {n} emotions, pain points and indicators cites a source",
        "{count} of {n} emotions, pain points and indicators cite a source",
        found.k,
        n=found.n,
    )
    return joined([counted, signs], ". ")


def _counts(maps: Sequence[Sequence[Block]]) -> Block | None:
    """List what each map rests on."""
    said = tuple(
        joined([block.caption, block.counts], ". ")
        for map in maps
        for block in map
        if isinstance(block, Map) and str(block.counts)
    )
    return Listing(said) if said else None


def _phase(context: Context, stage: Stage) -> RichText:
    labels = {key: phase.name for key, phase in PHASES.items()}
    return context.t.say(context.journey.said(stage.phase, labels)) if stage.phase else ""


def _lane(
    context: Context, label: Message, kind: LaneKind, cells: Callable[[Stage], Cells]
) -> Lane | None:
    """Return a row, or None if it is empty."""
    row = tuple(cells(stage) for stage in context.journey.stages)
    return Lane(context.t(label), row, kind=kind) if any(row) else None


def _experience(context: Context, stage: Stage, persona: Persona | None, part: str) -> Cells:
    lived = stage.experience.get(persona.id) if persona else None
    said = getattr(lived or Experience(), part)
    statements = said if isinstance(said, tuple) else (said,) if said else ()
    return tuple(stated(context, statement) for statement in statements)


def _touchpoints(context: Context, stage: Stage, persona: Persona | None) -> Cells:
    return tuple(_touchpoint(context, one) for one in _met(context, stage, persona))


def _touchpoint(context: Context, touchpoint: Touchpoint) -> Cell:
    t = context.t
    named = context.channel(touchpoint.channel)
    said: RichText = named
    if touchpoint.name:
        said = t.inline(
            N_("{touchpoint} ({channel})"),
            touchpoint=context.journey.words(touchpoint.name),
            channel=named,
        )
    return (said, *nature(t, touchpoint), *control(context, touchpoint))


def _emotions(context: Context, persona: Persona) -> Lane | None:
    """Return the curve, with each score as a text, its origin and n (M4.2)."""
    t = context.t
    moments = stage_curve(context.journey, persona.id)
    if not any(moment.score is not None or moment.missing for moment in moments):
        return None
    cells: list[Cells] = []
    points: list[Point] = []
    for moment in moments:
        if moment.score is None or moment.origin is None:
            cells.append((no_score(t, moment),))
            said = t(MISSING) if moment.missing else t(N_("no score"))
            points.append(Point(None, said))
            continue
        cells.append((felt(context, persona.id, moment),))
        points.append(
            Point(
                moment.score,
                feeling_word(t, moment.score),
                moment.truth,
                ground(context, persona.id, moment),
                _ground_marks(context, persona, moment),
            )
        )
    return Lane(t(N_("Emotion")), tuple(cells), tuple(points), "emotion")


def _ground_marks(context: Context, persona: Persona, moment: Moment) -> tuple[Mark, ...]:
    """Mark the origins of a score and its sources (M4.2, M1.2)."""
    found = tuple(origin(context.t, one) for one in origins(context, persona.id, moment))
    evidence = moment_evidence(context, persona.id, moment)
    return (*found, source(context, evidence)) if evidence else found


def _met(context: Context, stage: Stage, persona: Persona | None) -> tuple[Touchpoint, ...]:
    """Return the touchpoints of a stage that a persona meets, or all of them (M1.3)."""
    return context.journey.touchpoints_of(stage.id, persona.id if persona else None)


def _pains_met(context: Context, stage: Stage, persona: Persona | None) -> tuple[PainPoint, ...]:
    """Return the pain points of a stage that a persona has, or all of them (M1.3)."""
    return context.journey.pains_of(stage.id, persona.id if persona else None)


def _pains(context: Context, stage: Stage, persona: Persona | None) -> Cells:
    return tuple(
        (
            context.journey.words(pain.what.text),
            recurrence(context.t, pain),
            source(context, pain.sources),
        )
        for pain in _pains_met(context, stage, persona)
    )


def _opportunities(context: Context, stage: Stage, persona: Persona | None) -> Cells:
    """Return the opportunities, or the solutions if none is stated (M6.7)."""
    journey = context.journey
    touchpoints = {touchpoint.id for touchpoint in _met(context, stage, persona)}
    pains = _pains_met(context, stage, persona)
    found = {i.id: i for pain in pains for i in removed_by(journey, pain.id)}
    for improvement in journey.improvements:
        if improvement.status != "dropped" and touchpoints & {*improvement.strengthens}:
            found[improvement.id] = improvement
    evidence: dict[str, list[str]] = {}
    for improvement in found.values():
        aim = improvement.opportunity or improvement.solution
        evidence.setdefault(aim.text, []).extend(aim.evidence)  # several may have the same aim
    return tuple(sourced(context, journey.words(text), ids) for text, ids in evidence.items())


def _kpis(context: Context, stage: Stage, persona: Persona | None) -> Cells:
    touchpoints = _met(context, stage, persona)
    kpis = (*stage.kpis, *(kpi for touchpoint in touchpoints for kpi in touchpoint.kpis))
    # A template names indicators that nobody may have chosen: a client sees those with a value.
    shown = [kpi for kpi in kpis if context.edition == "working" or known(context, kpi)]
    return tuple(indicator(context, kpi) for kpi in shown)


def _backstage(context: Context, stage: Stage, persona: Persona | None) -> Cells:
    """Return the company's objective, the owner and the teams of each stage (M7.2)."""
    t, journey = context.t, context.journey
    cells: list[Cell] = []
    if stage.objective:
        aim = journey.words(stage.objective.text)
        cells.append(labelled(t, t(N_("Objective")), aim))
    if stage.owner:
        cells.append(labelled(t, t(N_("Owner")), journey.words(stage.owner)))
    for touchpoint in _met(context, stage, persona):
        side = touchpoint.employee
        if not (side.team or side.does or side.value is not None):
            continue
        team = journey.words(side.team) if side.team else context.name(touchpoint.id)
        said: RichText = labelled(t, team, journey.words(side.does.text)) if side.does else team
        cells.append((said, feeling(t, side.value)) if side.value is not None else said)
    return tuple(cells)


def _alt(context: Context, persona: Persona) -> str:
    """Describe the curve of a map: its scores, stage by stage."""
    t, journey = context.t, context.journey
    scores = []
    for stage in journey.stages:
        moment = stage_moment(journey, persona.id, stage.id)
        none = t(MISSING) if moment.missing else t(N_("no score"))
        said = none if moment.score is None else t.signed(moment.score)
        scores.append(labelled(t, journey.words(stage.name), said))
    return str(
        t.inline(
            N_("Emotion of {persona}, from −2 to +2, stage by stage: {scores}."),
            persona=journey.words(persona.name),
            scores=scores,
        )
    )
