"""What a report says: one file a section, each written from a :class:`Context`.

``SECTIONS`` is the report in its order; a section that has nothing to say in an edition is None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kit.blocks import Section
from kit.sections import emotions, improvements, map, pain_points, persona, touchpoints
from kit.sections.context import Context, Edition, Provenance
from kit.sections.cover import Cover, cover

SECTIONS: Mapping[str, Callable[[Context], Section | None]] = {
    "persona": persona.section,
    "map": map.section,
    "touchpoints": touchpoints.section,
    "emotions": emotions.section,
    "pain-points": pain_points.section,
    "improvements": improvements.section,
}
"""The sections of the report in their order, by their ids."""

__all__ = ["SECTIONS", "Context", "Cover", "Edition", "Provenance", "cover"]
