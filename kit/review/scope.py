"""Scope: whose journey it is, from where to where, and in which state (M1.3, M2.5)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.i18n import N_
from kit.review.case import Case
from kit.rules import Finding, Rule, Severity

SITUATION_MISSING = Rule(
    "situation-missing",
    Severity.WARNING,
    says=N_("The scenario does not say in which situation the customer is."),
    why=N_(
        "The same shop is another journey for someone in a hurry and for someone who strolls: "
        "readers who were not in the room need to know which one they are looking at."
    ),
    fix=N_(
        "Write under scenario › situation, in two sentences, who needs what, and why now. "
        "Say what they already know of the company."
    ),
    method=("M2.5",),
)
GOAL_MISSING = Rule(
    "goal-missing",
    Severity.WARNING,
    says=N_("The scenario names no goal of the customer's."),
    why=N_(
        "The goal is the yardstick of the whole map: a moment is good or bad according to whether "
        "it brings the customer nearer to it."
    ),
    fix=N_(
        "Complete the sentence “At the end, I want to have…” as a customer would, and put it under "
        "scenario › goal."
    ),
    method=("M2.5",),
)
EXPECTATIONS_MISSING = Rule(
    "expectations-missing",
    Severity.WARNING,
    says=N_("The scenario lists no expectation."),
    why=N_(
        "People are disappointed by what they had expected; without their expectations a low score "
        "cannot be explained."
    ),
    fix=N_(
        "List under scenario › expectations two to five things that the customer takes for granted "
        "at the start, such as a price, a time or a kind of help."
    ),
    method=("M2.5",),
)
BOUNDS_MISSING = Rule(
    "start-or-end-missing",
    Severity.WARNING,
    says=N_("The scenario does not say {missing}."),
    why=N_(
        "Without bounds every department adds its own piece before and after, and the map never "
        "ends."
    ),
    fix=N_(
        "Name the event with which the need arises (scenario › starts) and the one with which it "
        "is over (scenario › ends): use has stopped, or the customer tells others about it."
    ),
    method=("M2.5",),
)
STATE_MISSING = Rule(
    "state-undeclared",
    Severity.WARNING,
    says=N_("It is not said whether the map shows the journey as it is or as it should be."),
    why=N_(
        "Someone who reads a wish as a fact decides wrongly; someone who reads a fact as a wish "
        "does not decide at all."
    ),
    fix=N_("Write state: current, or state: future, under scenario. Never mix the two in one map."),
    method=("M2.5",),
)
BASIS_MISSING = Rule(
    "basis-undeclared",
    Severity.WARNING,
    says=N_("It is not declared whether the map rests on assumptions or on research."),
    why=N_(
        "A map made of what the team believes is a fine start, as long as its readers know that "
        "it is one."
    ),
    fix=N_(
        "Write based_on: assumptions under scenario, and change it to research once half of the "
        "statements, and some in every stage, name their source."
    ),
    method=("M1.2", "F11"),
)


def check(case: Case) -> Iterator[Finding]:
    """Yield what is missing from the frame of the map."""
    scenario = case.journey.scenario
    if not scenario.situation:
        yield SITUATION_MISSING.at("scenario", "situation")
    if not scenario.goal:
        yield GOAL_MISSING.at("scenario", "goal")
    if not scenario.expectations:
        yield EXPECTATIONS_MISSING.at("scenario", "expectations")
    bounds = {
        "starts": (scenario.starts, N_("with which event the journey starts")),
        "ends": (scenario.ends, N_("with which event the journey ends")),
    }
    missing = [name for name, (given, _) in bounds.items() if not given]
    if missing:
        gap = tuple(bounds[name][1] for name in missing)
        yield BOUNDS_MISSING.at("scenario", missing[0], missing=gap)
    if not scenario.state:
        yield STATE_MISSING.at("scenario", "state")
    if not scenario.based_on:
        yield BASIS_MISSING.at("scenario", "based_on")
