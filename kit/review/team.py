"""Review the participants: several departments, and the teams of the map (M7.7, M7.8)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.diagnostics import Severity
from kit.fields import normalize
from kit.i18n import N_, NP_
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule

TEAM_MISSING = Rule(
    "team-missing",
    Severity.WARNING,
    says=N_("No participants are listed."),
    why=N_(
        "People who answer calls, pack parcels and pay refunds know what nobody else knows, "
        "and teams do not act on a map they had no part in."
    ),
    fix=N_("List the participants under {team}, each with a department and a role."),
    method=("M7.7", "M7.8"),
)
ONE_DEPARTMENT = Rule(
    "one-department",
    Severity.WARNING,
    says=N_("All participants came from one department: “{department}”."),
    why=N_(
        "One department sees only its own part of the journey. It misses the hand-overs, where "
        "most goes wrong for customers."
    ),
    fix=N_(
        "Invite at least one person who talks to customers every day and one from the "
        "department that comes next in the journey, and go through the map again with them."
    ),
    method=("M7.7", "M7.8"),
)
DEPARTMENTS_UNKNOWN = Rule(
    "departments-unknown",
    Severity.WARNING,
    says=NP_(
        "{count} participant is listed without a department.",
        "{count} participants are listed, none with a department.",
    ),
    why=N_("Names alone do not show readers whether several points of view were represented."),
    fix=N_("Add each participant’s department under {team}."),
    method=("M7.7", "M7.8"),
)
TEAMS_ABSENT = Rule(
    "responsible-team-absent",
    Severity.NOTE,
    says=N_("The map assigns work to teams that were not in the workshop: {teams}."),
    why=N_("People carry out what they helped to decide. Tasks that arrive by email wait."),
    fix=N_(
        "Show them the map, ask what is wrong and whether the dates are realistic, and add "
        "them under {team}. If a department has two names, use one."
    ),
    method=("M7.7", "M7.2"),
)


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield gaps in the list of participants."""
    journey = context.journey
    if not journey.team:
        yield TEAM_MISSING.at("team")
        return
    departments = {normalize(m.department): m.department for m in journey.team if m.department}
    if not departments:
        yield DEPARTMENTS_UNKNOWN.at("team", count=len(journey.team))
        return
    if len(departments) == 1:
        (department,) = departments.values()
        yield ONE_DEPARTMENT.at("team", department=journey.words(department))
        return
    present = {normalize(part) for m in journey.team for part in (m.department, m.role) if part}
    absent = {
        normalize(team): team
        for team in _responsible(context)
        if not any(_same(normalize(team), other) for other in present)
    }
    if absent:
        yield TEAMS_ABSENT.at("team", teams=tuple(journey.words(t) for t in absent.values()))


def _responsible(context: ReviewContext) -> Iterator[str]:
    """Yield the owners of stages and open improvements, and the teams of touchpoints."""
    journey = context.journey
    named = [
        *(stage.owner for stage in journey.stages),
        *(touchpoint.employee.team for touchpoint in journey.touchpoints),
        *(i.owner for i in journey.improvements if i.open),
    ]
    yield from (team for team in named if team)


def _same(team: str, other: str) -> bool:
    """Return whether two normalised names mean one team, as one contains the other's words.

    >>> _same("marketing", "marketing digital"), _same("sales", "after-sales")
    (True, False)
    """
    return f" {team} " in f" {other} " or f" {other} " in f" {team} "
