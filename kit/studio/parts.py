"""The parts of a workshop, one notebook each: the start, and the six steps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """The start (0) or one of the six steps.

    Attributes
    ----------
    name
        The name in commands, such as ``pain-points``.
    section
        The section of the report that shows its result.
    """

    number: int
    name: str
    section: str

    @property
    def file(self) -> str:
        """The name of its notebook and its guide, without suffix, such as ``5_pain_points``."""
        return f"{self.number}_{self.name.replace('-', '_')}"


PARTS: dict[str, Part] = {
    part.name: part
    for part in (
        Part(0, "start", "summary"),
        Part(1, "persona", "persona"),
        Part(2, "stages", "map"),
        Part(3, "touchpoints", "touchpoints"),
        Part(4, "emotions", "emotions"),
        Part(5, "pain-points", "pain-points"),
        Part(6, "improvements", "improvements"),
    )
}
"""The parts by their names, in the order of the workshop."""


def after(part: Part) -> Part | None:
    """Return the part that follows, or None after the last."""
    return next((other for other in PARTS.values() if other.number == part.number + 1), None)
