"""Journeys as they were lived, from a table of customer, event and time; in SQL (M2.6)."""

from __future__ import annotations

from typing import Any

from kit.evidence.engine import Data
from kit.sources import Role


def reached(data: Data, step: str, following: str, rows: Any) -> tuple[int, int]:
    """Return how many customers reached a step, and how many of them the next one afterwards."""
    import ibis

    case, event = data.of_role(Role.CASE)[0], data.of_role(Role.EVENT)[0]
    moment = data.moment()
    per_case = rows.group_by(case=data.value(case)).agg(
        first=moment.min(where=data.answered(event, [step])),
        last=moment.max(where=data.answered(event, [following])),
    )
    (found,) = data.rows(
        per_case.aggregate(
            step=per_case["first"].count(),
            next=(per_case["last"] >= per_case["first"]).sum().fill_null(ibis.literal(0)),
        )
    )
    return int(found["step"] or 0), int(found["next"] or 0)
