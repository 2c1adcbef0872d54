"""Review stages with personas and touchpoints: missing entries (M2.4, M3.4, M4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.diagnostics import Severity
from kit.i18n import N_
from kit.results import stage_moment
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule
from kit.steps.stages import Experience

EXPERIENCE_INCOMPLETE = Rule(
    "experience-incomplete",
    Severity.WARNING,
    says=N_("{persona} in the stage “{stage}” still lacks {missing}."),
    why=N_(
        "Goal, actions and thoughts explain the emotion. Without them, the curve goes down and "
        "nobody knows why."
    ),
    fix=N_(
        "Ask “What did you want to achieve at that point? What did you do? What did you think?” "
        "and write the answers under {experience}. One sentence for each is enough."
    ),
    method=("M2.4", "M1.3"),
)
WITHOUT_EMOTION = Rule(
    "stage-without-emotion",
    Severity.WARNING,
    says=N_("{persona} has no emotion in the stage “{stage}”."),
    why=N_("The curve breaks off here, and readers take a gap for “all is well”."),
    fix=N_(
        "Score the stage or one of its touchpoints from −2 to +2: everyone alone first, then "
        "compare. If customers were asked, use their answers."
    ),
    method=("M4.1", "M7.7"),
)
WITHOUT_TOUCHPOINTS = Rule(
    "stage-without-touchpoints",
    Severity.WARNING,
    says=N_("The stage “{stage}” has no touchpoint."),
    why=N_(
        "Something does happen there, with or without the company: the customer asks a friend, "
        "waits or looks at a competitor."
    ),
    fix=N_(
        "Ask “Where do I go at that moment, and how do I get there?” Include touchpoints that "
        "you do not control. If nothing happens, it is not a stage."
    ),
    method=("M3.4", "M7.7"),
)
PERSONA_WITHOUT_TOUCHPOINTS = Rule(
    "persona-without-touchpoints",
    Severity.NOTE,
    says=N_("In the stage “{stage}”, no touchpoint concerns {persona}."),
    why=N_(
        "Either this persona takes another path, which is worth showing, or the company is not "
        "there for them."
    ),
    fix=N_(
        "Add the touchpoint that this persona uses instead, or this persona to an existing one. If "
        "they skip the stage, write {skipped__true}."
    ),
    method=("M3.4", "M1.3", "M2.6"),
)
WITHOUT_INDICATOR = Rule(
    "stage-without-indicator",
    Severity.WARNING,
    says=N_("No indicator measures the stage “{stage}” or its touchpoints."),
    why=N_(
        "The effect of a change shows only in figures that existed before it. Afterwards, it "
        "is too late to start counting."
    ),
    fix=N_(
        "Choose the phase: the board then offers its usual ones, to take with one click. Or add "
        "one under {kpis} that is already counted, such as calls per 100 orders."
    ),
    method=("M2.4", "M2.7", "M7.1"),
)


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield touchpoints, indicators, experiences and emotions that a stage lacks."""
    journey = context.journey
    for stage in journey.stages:
        place, name = ("stages", stage.id), context.name(stage.id)
        touchpoints = journey.touchpoints_of(stage.id)
        if journey.touchpoints and not touchpoints:
            yield WITHOUT_TOUCHPOINTS.at(*place, stage=name)
        if not stage.kpis and not any(t.kpis for t in touchpoints):
            yield WITHOUT_INDICATOR.at(*place, "kpis", stage=name)
        for persona in journey.personas:
            both = {"stage": name, "persona": context.name(persona.id)}
            experience = stage.experience.get(persona.id, Experience())
            missing = [
                label
                for given, label in (
                    (experience.goal, N_("the goal")),
                    (experience.actions, N_("the actions")),
                    (experience.thoughts, N_("the thoughts")),
                )
                if not given
            ]
            if missing:
                yield EXPERIENCE_INCOMPLETE.at(
                    *place, "experience", persona.id, missing=tuple(missing), **both
                )
            meets = journey.touchpoints_of(stage.id, persona.id)
            if touchpoints and not meets and not stage.skipped:
                yield PERSONA_WITHOUT_TOUCHPOINTS.at(*place, **both)
            moment = stage_moment(journey, persona.id, stage.id)
            if journey.emotions and moment.score is None and not moment.missing:
                yield WITHOUT_EMOTION.at(*place, **both)
