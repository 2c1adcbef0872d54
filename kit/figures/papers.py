"""Papers of a poster, and the least type that is read from where each is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from kit.figures.lettering import POINT, SMALL

CAP_HEIGHT = 0.714
"""Height of a capital in ems (``sCapHeight`` of Noto Sans, in table OS/2)."""

MAIN = 300
"""The reading distance in cap heights of stages, touchpoints and pain points.

Such a capital is seen under 11.5 minutes of arc. The optotypes of a sight test (ISO 8596) are
5 minutes tall at a visual acuity of 1.0, and 10 at 0.5: whoever has half of normal sight reads
the map, with a reserve.
"""

DETAIL = 360
"""The reading distance in cap heights of all other texts: 9.5 minutes of arc.

This is the ratio that road signs are made by, an inch of letter for 30 feet (Manual on Uniform
Traffic Control Devices, FHWA 2009, section 2A.13).
"""

UNIT = 420.0
"""The width in millimetres of the page on which every poster is laid out, that of A3."""


def least_points(distance: float, cap_heights: float) -> float:
    """Return the type size in points that is read from a distance in metres, at least 7.

    >>> round(least_points(1.5, MAIN), 1)
    19.9
    """
    return max(SMALL, distance * 1000 / cap_heights / CAP_HEIGHT / POINT)


@dataclass(frozen=True)
class Paper:
    """A landscape paper, and where it is read from.

    Attributes
    ----------
    width, height
        In millimetres.
    distance
        The distance in metres from which it is read: in the hand, at arm's length, on a wall.
    """

    width: float
    height: float
    distance: float

    @property
    def scale(self) -> float:
        """The factor from the page that is laid out (:data:`UNIT` wide) to the paper."""
        return self.width / UNIT

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the page that is laid out."""
        return UNIT, self.height / self.scale

    @property
    def main(self) -> float:
        """The least size of the map's main texts, in points of the page that is laid out."""
        return least_points(self.distance, MAIN) / self.scale

    @property
    def detail(self) -> float:
        """The least size of all other texts, in points of the page that is laid out."""
        return least_points(self.distance, DETAIL) / self.scale


PAPERS = {
    "A4": Paper(297.0, 210.0, 0.4),
    "A3": Paper(420.0, 297.0, 0.4),
    "A2": Paper(594.0, 420.0, 0.6),
    "A1": Paper(841.0, 594.0, 1.5),
    "A0": Paper(1189.0, 841.0, 2.5),
}
