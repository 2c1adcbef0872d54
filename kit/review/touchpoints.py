"""Touchpoints against emotions, pain points and the employees' side (M3.5, M3.6, F12)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.hints import hints
from kit.i18n import N_
from kit.results import employee_pairs, stage_moment
from kit.review.case import Case
from kit.rules import Finding, Rule, Severity
from kit.steps.touchpoints import Touchpoint

WITHOUT_EMOTION = Rule(
    "touchpoint-without-emotion",
    Severity.WARNING,
    says=N_("No emotion is on the map for {personas} at “{touchpoint}”."),
    why=N_(
        "A touchpoint without an emotion is a line in an inventory; only what is felt there tells "
        "whether to leave it, strengthen it or repair it."
    ),
    fix=N_(
        "Let everyone score it alone from −2 to +2, then compare; add the word for the feeling and "
        "what customers say there."
    ),
    method=("M4.1", "M3.2", "M7.7"),
)
HAND_OVER = Rule(
    "hand-over-repeats",
    Severity.WARNING,
    says=N_(
        "At “{touchpoint}” customers have to repeat what they have already said elsewhere, and no "
        "pain point speaks of it."
    ),
    why=N_(
        "To the customer the company is one; having to tell it everything twice is an irritant, "
        "and a sign that two channels do not speak to each other."
    ),
    fix=N_(
        "Add a pain point here: what is asked for again, who knows it already, and how many "
        "customers it strikes."
    ),
    method=("M3.5",),
)
IRRITANT_WITHOUT_PAIN = Rule(
    "irritant-without-pain-point",
    Severity.WARNING,
    says=N_("“{touchpoint}” is marked as an irritant, but no pain point says what irritates."),
    why=N_("One cannot remove “it irritates”; one can remove a cause."),
    fix=N_("Add a pain point at this touchpoint, or at its stage: what happens, where, to whom."),
    method=("M3.6", "M5.1"),
)
ABANDONED_WITHOUT_PAIN = Rule(
    "abandonment-without-pain-point",
    Severity.WARNING,
    says=N_("People give up at “{place}”, but no pain point says why."),
    why=N_(
        "Those who leave do not complain: of all reasons, theirs costs most and is heard least."
    ),
    fix=N_(
        "Ask some who gave up, or watch five people trying, and add what stopped them as a pain "
        "point."
    ),
    method=("M2.6", "M5.1"),
)
NATURE_AGAINST_EMOTION = Rule(
    "nature-against-emotion",
    Severity.ERROR,
    says=N_(
        "“{touchpoint}” is marked as {nature}, but the emotion there goes the other way: {scores}."
    ),
    why=N_(
        "Those who read the list of touchpoints and those who read the curve would come to "
        "opposite conclusions."
    ),
    fix=N_("Keep what customers say, and correct the other: nature, or the score."),
    method=("M3.6", "M4.1"),
)
SCORE_OF = N_("{score:+} for {persona}")
NOTHING_POSITIVE = Rule(
    "nothing-positive",
    Severity.WARNING,
    says=N_("Not one touchpoint of this map is positive."),
    why=N_(
        "What customers like is what must not be broken while repairing the rest, and often the "
        "cheapest thing to strengthen."
    ),
    fix=N_(
        "Ask “What do you like about us? What would you miss?”, and map the answers as carefully "
        "as the irritants."
    ),
    method=("M3.6",),
)
DIVERGENCE = Rule(
    "customer-employee-divergence",
    Severity.NOTE,
    says=N_(
        "At “{touchpoint}”, {persona} and the employees do not live the same moment: {customer:+} "
        "against {employee:+}."
    ),
    why=N_(
        "Where employees are content and customers are not, nobody inside feels the need for "
        "change; the other way round, the good service rests on somebody's patience."
    ),
    fix=N_(
        "Show both figures to the team behind this touchpoint, and ask what each side does not see "
        "of the other."
    ),
    method=("F12", "M7.2"),
)
COMMON_FALL = Rule(
    "common-fall",
    Severity.NOTE,
    says=N_(
        "At “{touchpoint}”, {persona} and the employees suffer together: {customer:+} and "
        "{employee:+}."
    ),
    why=N_(
        "The same cause often hurts on both sides of the counter; removing it pays twice, and has "
        "allies inside."
    ),
    fix=N_("Look for the common cause with the team, and begin there if the effort allows."),
    method=("F12", "M7.2"),
)


NATURES = dict(hints(Touchpoint))["nature"].choices
SIGNS = {"positive": 1, "irritant": -1, None: 0}


def check(case: Case) -> Iterator[Finding]:
    """Yield what touchpoints, taken with the other steps, leave open or contradict."""
    journey = case.journey
    for touchpoint in journey.touchpoints:
        yield from _touchpoint(case, touchpoint)
    for stage in journey.stages:
        if stage.abandoned and not journey.pains_of(stage.id):
            yield ABANDONED_WITHOUT_PAIN.at(
                "stages", stage.id, "abandoned", place=case.named(stage.id)
            )
    scores = [e.value for e in journey.emotions if e.value is not None]
    liked = any(t.nature == "positive" for t in journey.touchpoints)
    if scores and journey.touchpoints and not liked and max(scores) <= 0:
        yield NOTHING_POSITIVE.at("touchpoints")
    for persona in journey.personas:
        for pair in employee_pairs(journey, persona.id):
            rule = DIVERGENCE if pair.diverges else COMMON_FALL
            if pair.diverges or pair.falls:
                yield rule.at(
                    *("touchpoints", pair.touchpoint, "employee", "sentiment"),
                    touchpoint=case.named(pair.touchpoint),
                    persona=case.named(persona.id),
                    customer=pair.customer,
                    employee=pair.employee,
                )


def _touchpoint(case: Case, touchpoint: Touchpoint) -> Iterator[Finding]:
    journey = case.journey
    place, name = ("touchpoints", touchpoint.id), case.named(touchpoint.id)
    unfelt = [
        persona.id
        for persona in case.personas_at(touchpoint)
        if journey.emotion(persona.id, touchpoint.id) is None
        # Where nothing of the whole stage is known, that is one finding, not one each.
        and stage_moment(journey, persona.id, touchpoint.stage).score is not None
    ]
    if unfelt:
        personas = tuple(case.named(id) for id in unfelt)
        yield WITHOUT_EMOTION.at(*place, personas=personas, touchpoint=name)
    scores = case.scores_at(touchpoint.id)
    contradicted = bool(scores) and all(v * SIGNS[touchpoint.nature] < 0 for v in scores.values())
    if contradicted:
        yield NATURE_AGAINST_EMOTION.at(
            *(*place, "nature"),
            touchpoint=name,
            nature=NATURES[touchpoint.nature or ""],
            scores=tuple(
                SCORE_OF.filled(score=score, persona=case.named(id)) for id, score in scores.items()
            ),
        )
    if case.pains_near(touchpoint.id):
        return
    if touchpoint.repeats_information:
        yield HAND_OVER.at(*place, "repeats_information", touchpoint=name)
    if touchpoint.abandoned:
        yield ABANDONED_WITHOUT_PAIN.at(*place, "abandoned", place=name)
    negative = any(score < 0 for score in scores.values())
    if touchpoint.nature == "irritant" and not negative and not contradicted:
        yield IRRITANT_WITHOUT_PAIN.at(*place, "nature", touchpoint=name)
