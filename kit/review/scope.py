"""Review the scope: situation, goal, start and end, state and basis (M1.3, M2.5)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.diagnostics import Severity
from kit.i18n import N_
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule

SITUATION_MISSING = Rule(
    "situation-missing",
    Severity.WARNING,
    says=N_("The scenario does not describe the customer’s situation."),
    why=N_(
        "The same shop is a different journey for someone in a hurry and for someone browsing. "
        "Readers need to know which one the map shows."
    ),
    fix=N_(
        "Under {scenario} › {situation}, write in two sentences who needs what, and why now. Add "
        "what they already know about the company."
    ),
    method=("M2.5",),
)
GOAL_MISSING = Rule(
    "goal-missing",
    Severity.WARNING,
    says=N_("The scenario has no customer goal."),
    why=N_(
        "The goal is the yardstick of the whole map: a moment is good if it brings the "
        "customer closer to it, and bad if it does not."
    ),
    fix=N_(
        "Complete the sentence “At the end, I want to have…” as a customer would, and put it under "
        "{scenario} › {goal}."
    ),
    method=("M2.5",),
)
EXPECTATIONS_MISSING = Rule(
    "expectations-missing",
    Severity.WARNING,
    says=N_("The scenario has no expectations."),
    why=N_(
        "Disappointment comes from expectations. Without them, a low score cannot be explained."
    ),
    fix=N_(
        "Under {scenario} › {expectations}, list two to five things that the customer takes for "
        "granted at the start, such as a price, a time or a kind of help."
    ),
    method=("M2.5",),
)
BOUNDS_MISSING = Rule(
    "start-or-end-missing",
    Severity.WARNING,
    says=N_("The scenario does not say {missing}."),
    why=N_(
        "Without a start and an end, every department adds its own part and the map keeps growing."
    ),
    fix=N_(
        "Name the event that starts the need ({scenario} › {starts}) and the one that ends it "
        "({scenario} › {ends}): use has stopped, or the customer tells others about it."
    ),
    method=("M2.5",),
)
STATE_MISSING = Rule(
    "state-undeclared",
    Severity.WARNING,
    says=N_("The scenario does not say whether the map shows the current or the future state."),
    why=N_(
        "Readers who take a wish for a fact decide wrongly. Readers who take a fact for a wish "
        "do not decide at all."
    ),
    fix=N_(
        "Under {scenario}, write {state__current} or {state__future}. Never mix the two in one map."
    ),
    method=("M2.5",),
)
BASIS_MISSING = Rule(
    "basis-undeclared",
    Severity.WARNING,
    says=N_("The scenario does not say whether the map is based on assumptions or research."),
    why=N_("A map based on the team’s assumptions is a good start, as long as readers know it."),
    fix=N_(
        "Write {based_on__assumptions} under {scenario}, and change it to {based_on__research} "
        "once half of the statements, and some in every stage, cite a source."
    ),
    method=("M1.2", "F11"),
)


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield the fields of the scenario that are missing."""
    scenario = context.journey.scenario
    if not scenario.situation:
        yield SITUATION_MISSING.at("scenario", "situation")
    if not scenario.goal:
        yield GOAL_MISSING.at("scenario", "goal")
    if not scenario.expectations:
        yield EXPECTATIONS_MISSING.at("scenario", "expectations")
    bounds = {
        "starts": (scenario.starts, N_("which event starts the journey")),
        "ends": (scenario.ends, N_("which event ends the journey")),
    }
    missing = [name for name, (given, _) in bounds.items() if not given]
    if missing:
        gap = tuple(bounds[name][1] for name in missing)
        yield BOUNDS_MISSING.at("scenario", missing[0], missing=gap)
    if not scenario.state:
        yield STATE_MISSING.at("scenario", "state")
    if not scenario.based_on:
        yield BASIS_MISSING.at("scenario", "based_on")
