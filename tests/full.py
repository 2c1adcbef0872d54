"""Journeys as full as they come, to look at whole pages: many stages, personas and long texts."""

from __future__ import annotations

from functools import cache
from typing import Any

from kit.journey import Journey
from tests.figures.crowd import crowd


@cache
def full(text: str, stages: int = 12, personas: int = 10) -> Journey:
    """Return a journey of so many stages and personas in which every text is as long as asked.

    Six participants scored each touchpoint for each persona; all improvements have owner, date,
    expected change, effects and a reason for their rank.
    """
    known = crowd(stages, stages * 2, text, 12, 12)
    people: dict[str, Any] = {
        f"who{n}": {
            "name": f"{text} persona{n}",
            "goals": {"short_term": [f"{text} but{n}"]},
            "quotation": f"{text} dit{n}",
        }
        for n in range(personas)
    }
    lived = {
        id: {
            "goal": f"{text} objectif",
            "actions": [f"{text} action", f"{text} autre"],
            "thoughts": [f"{text} pensée"],
        }
        for id in people
    }
    known = known.replace(
        personas=people,
        stages=tuple(
            stage.replace(
                experience=lived,
                kpis={
                    f"k-{stage.id}": {
                        "name": f"{text} taux",
                        "unit": "%",
                        "values": {"2026-01-01": 3},
                    }
                },
            )
            for stage in known.stages
        ),
        emotions=tuple(
            {"persona": id, "at": place.id, "scores": [(n + k) % 5 - 2] * 6}
            for k, id in enumerate(people)
            for n, place in enumerate(known.touchpoints)
        ),
    )
    return known.replace(
        improvements=tuple(
            one.replace(
                status="planned",
                kpi=f"k-{known.stages[0].id}",
                expected_change=f"{text} gain",
                cost=f"{text} cost",
                decided_by=f"{text} board",
                rank=n + 1,
                rank_reason=f"{text} raison",
            )
            for n, one in enumerate(known.improvements)
        )
    )
