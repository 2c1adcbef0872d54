"""Review touchpoints with emotions, pain points and the backstage (M3.5, M3.6, F12)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.diagnostics import Severity
from kit.hints import hints
from kit.i18n import N_
from kit.results import employee_pairs, stage_moment
from kit.results.employees import COMMON_FALL as LOW
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule
from kit.steps.touchpoints import Touchpoint

WITHOUT_EMOTION = Rule(
    "touchpoint-without-emotion",
    Severity.WARNING,
    says=N_("{personas}: no emotion at “{touchpoint}”."),
    why=N_(
        "Only the emotion shows whether to leave a touchpoint as it is, strengthen it or fix it."
    ),
    fix=N_(
        "Ask everyone to score it alone from −2 to +2, then compare. Add the word for the "
        "feeling and what customers say there."
    ),
    method=("M4.1", "M3.2", "M7.7"),
)
HAND_OVER = Rule(
    "hand-over-repeats",
    Severity.WARNING,
    says=N_("At “{touchpoint}”, customers must repeat information, but no pain point covers it."),
    why=N_(
        "Customers see one company. Having to repeat information annoys them and shows that "
        "two channels do not share it."
    ),
    fix=N_(
        "Add a pain point here: what is asked for again, who already knows it, and how many "
        "customers it affects."
    ),
    method=("M3.5",),
)
IRRITANT_WITHOUT_PAIN = Rule(
    "irritant-without-pain-point",
    Severity.WARNING,
    says=N_("“{touchpoint}” is marked negative, but no pain point explains why."),
    why=N_("You cannot remove a bad rating, but you can remove its cause."),
    fix=N_("Add a pain point at this touchpoint, or at its stage: what happens, where, to whom."),
    method=("M3.6", "M5.1"),
)
ABANDONED_WITHOUT_PAIN = Rule(
    "abandonment-without-pain-point",
    Severity.WARNING,
    says=N_("Customers give up at “{place}”, but no pain point explains why."),
    why=N_("Customers who leave rarely complain, so their reasons cost most and are heard least."),
    fix=N_(
        "Ask customers who gave up, or watch five people trying, and add what stopped them as "
        "a pain point."
    ),
    method=("M2.6", "M5.1"),
)
NATURE_AGAINST_EMOTION = Rule(
    "nature-against-emotion",
    Severity.ERROR,
    says=N_(
        "“{touchpoint}” is marked as {nature}, but the emotion there goes the other way: {scores}."
    ),
    why=N_("The list of touchpoints and the curve lead readers to opposite conclusions."),
    fix=N_("Keep what customers say, and correct the other: the nature or the score."),
    method=("M3.6", "M4.1"),
)
SCORE_OF = N_("{score:+} for {persona}")
NOTHING_POSITIVE = Rule(
    "nothing-positive",
    Severity.WARNING,
    says=N_("No touchpoint on this map is positive."),
    why=N_(
        "What customers like must not be broken while you fix the rest, and is often the "
        "cheapest thing to strengthen."
    ),
    fix=N_(
        "Ask “What do you like about us? What would you miss?” and map the answers as "
        "carefully as the pain points."
    ),
    method=("M3.6",),
)
DIVERGENCE = Rule(
    "customer-employee-divergence",
    Severity.NOTE,
    says=N_(
        "At “{touchpoint}”, {persona} and the employees score differently: {customer:+} and "
        "{employee:+}."
    ),
    why=N_(
        "If employees are content and customers are not, nobody inside sees a need for change. "
        "The other way round, good service depends on the team’s patience."
    ),
    fix=N_(
        "Show both scores to the backstage team, and ask what each side does not see of the other."
    ),
    method=("F12", "M7.2"),
)
COMMON_FALL = Rule(
    "common-fall",
    Severity.NOTE,
    says=N_(
        "At “{touchpoint}”, both {persona} and the employees score low: {customer:+} and "
        "{employee:+}."
    ),
    why=N_(
        "The same cause often affects both sides of the counter. Removing it pays twice, and "
        "employees will support it."
    ),
    fix=N_("Look for the common cause with the team, and start there if the effort allows."),
    method=("F12", "M7.2"),
)

EMPLOYEES_LOW = Rule(
    "employee-sentiment-low",
    Severity.NOTE,
    says=N_("At “{touchpoint}”, the employees score {score:+}, and no improvement relieves them."),
    why=N_(
        "Employees who suffer from their work cannot hide it from customers for long, even where "
        "customers are still content."
    ),
    fix=N_(
        "Ask the team what bothers it, what it may decide by itself and what happens after a "
        "mistake (parcours questions --employees). Then add an improvement that relieves it."
    ),
    method=("M7.2b",),
)


NATURES = dict(hints(Touchpoint))["nature"].choices
SIGNS = {"positive": 1, "irritant": -1, None: 0}


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield gaps and contradictions between the touchpoints and the other steps."""
    journey = context.journey
    for touchpoint in journey.touchpoints:
        yield from _touchpoint(context, touchpoint)
    for stage in journey.stages:
        if stage.abandoned and not journey.pains_of(stage.id):
            yield ABANDONED_WITHOUT_PAIN.at(
                "stages", stage.id, "abandoned", place=context.name(stage.id)
            )
    scores = [e.value for e in journey.emotions if e.value is not None]
    liked = any(t.nature == "positive" for t in journey.touchpoints)
    if scores and journey.touchpoints and not liked and max(scores) <= 0:
        yield NOTHING_POSITIVE.at("touchpoints")
    yield from _employees(context)
    for persona in journey.personas:
        for pair in employee_pairs(journey, persona.id):
            rule = DIVERGENCE if pair.diverges else COMMON_FALL
            if pair.diverges or pair.falls:
                yield rule.at(
                    *("touchpoints", pair.touchpoint, "employee", "sentiment"),
                    touchpoint=context.name(pair.touchpoint),
                    persona=context.name(persona.id),
                    customer=pair.customer,
                    employee=pair.employee,
                )


def _employees(context: ReviewContext) -> Iterator[Finding]:
    """Yield low scores of employees on their own, which no improvement relieves (M7.2b)."""
    journey = context.journey
    pairs = (pair for p in journey.personas for pair in employee_pairs(journey, p.id))
    compared = {pair.touchpoint for pair in pairs if pair.diverges or pair.falls}
    relieved = {id for i in journey.improvements if i.status != "dropped" for id in i.relieves}
    for touchpoint in journey.touchpoints:
        score = touchpoint.employee.value
        if score is None or score > LOW or touchpoint.id in compared | relieved:
            continue
        yield EMPLOYEES_LOW.at(
            *("touchpoints", touchpoint.id, "employee", "sentiment"),
            touchpoint=context.name(touchpoint.id),
            score=score,
        )


def _touchpoint(context: ReviewContext, touchpoint: Touchpoint) -> Iterator[Finding]:
    journey = context.journey
    place, name = ("touchpoints", touchpoint.id), context.name(touchpoint.id)
    unscored = [
        persona.id
        for persona in context.personas_at(touchpoint)
        if journey.emotion(persona.id, touchpoint.id) is None
        # A stage without any score is one finding of :mod:`kit.review.stages`.
        and stage_moment(journey, persona.id, touchpoint.stage).score is not None
    ]
    if unscored:
        personas = tuple(context.name(id) for id in unscored)
        yield WITHOUT_EMOTION.at(*place, personas=personas, touchpoint=name)
    scores = context.scores_at(touchpoint.id)
    contradicted = bool(scores) and all(v * SIGNS[touchpoint.nature] < 0 for v in scores.values())
    if contradicted:
        yield NATURE_AGAINST_EMOTION.at(
            *(*place, "nature"),
            touchpoint=name,
            nature=NATURES[touchpoint.nature or ""],
            scores=tuple(
                SCORE_OF.filled(score=score, persona=context.name(id))
                for id, score in scores.items()
            ),
        )
    if context.pains_near(touchpoint.id):
        return
    if touchpoint.repeats_information:
        yield HAND_OVER.at(*place, "repeats_information", touchpoint=name)
    if touchpoint.abandoned:
        yield ABANDONED_WITHOUT_PAIN.at(*place, "abandoned", place=name)
    negative = any(score < 0 for score in scores.values())
    if touchpoint.nature == "irritant" and not negative and not contradicted:
        yield IRRITANT_WITHOUT_PAIN.at(*place, "nature", touchpoint=name)
