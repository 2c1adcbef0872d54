"""Colours, type and sizes of figures, report and board."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text and its background (WCAG 2.2, 1.4.3)."""

VISIBLE = 3.0
"""The least contrast of lines, marks and large text (WCAG 2.2, 1.4.11)."""

TINT = 0.9
"""The share of paper in a tint."""

BRAND = "#1f5f74"

SERIES = ("#5b4b8a", "#2f6b3a", "#a8521d", "#8a2f5d", "#454c54")
"""Colours of curves beside the brand's."""

APART = 0.11
"""The least distance, on the colour circle, at which two hues are told apart at a glance."""


def channels(colour: str) -> tuple[float, float, float]:
    """Return the red, green and blue of ``#rrggbb``, each 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def hexadecimal(rgb: tuple[float, float, float]) -> str:
    """Return ``#rrggbb`` for red, green and blue, each 0 to 1."""
    return "#" + "".join(f"{round(255 * part):02x}" for part in rgb)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, with_: str, share: float) -> str:
    """Return ``colour`` with a share (0 to 1) of another mixed in.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    red, green, blue = (
        (1 - share) * a + share * b for a, b in zip(channels(colour), channels(with_), strict=True)
    )
    return hexadecimal((red, green, blue))


def darkened(colour: str, on: str, least: float) -> str:
    """Return the colour, darkened until it is readable on another."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    while contrast(colour, on) < least and lightness > 0:
        lightness = max(0.0, lightness - 0.01)
        colour = hexadecimal(colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def hue_apart(one: str, other: str) -> float:
    """Return the distance of two hues on the colour circle, 0 to 0.5."""
    apart = abs(colorsys.rgb_to_hls(*channels(one))[0] - colorsys.rgb_to_hls(*channels(other))[0])
    return min(apart, 1 - apart)


@dataclass(frozen=True)
class FontFace:
    """A face of a font family that a report carries.

    Attributes
    ----------
    weight
        As in CSS: ``400``, or ``100 900`` of a variable font.
    url
        A ``data:`` URL.
    """

    family: str
    weight: str
    italic: bool
    url: str


@dataclass(frozen=True)
class Theme:
    """A brand colour and the colours that follow from it, on a neutral background.

    Attributes
    ----------
    brand
        The author's colour as given; :attr:`accent` is what is drawn with it.
    client_brand
        The client's colour as given, or nothing; :attr:`client_accent` is what is drawn with it.
    logo
        The author's logo as a ``data:`` URL, or nothing: then that of the workshop counts.
    """

    brand: str = BRAND
    client_brand: str = ""
    logo: str = ""
    ink: str = "#1d2329"
    muted: str = "#545d67"
    line: str = "#c9cfd6"
    wash: str = "#f4f6f8"
    paper: str = "#ffffff"
    feelings: tuple[str, str, str, str, str] = (
        "#a3341c",
        "#c8622f",
        "#6b7480",
        "#2f7fae",
        "#125a86",
    )
    """From −2 to +2: orange against blue, which colour-blind readers can tell apart; words and
    shapes beside them carry the meaning in grey print."""

    fonts: tuple[str, ...] = ()
    """Font families of the report, the preferred one first; the system's where there are none."""

    faces: tuple[FontFace, ...] = ()
    """The faces of :attr:`fonts` that a report carries."""

    refused: tuple[str, ...] = ()
    """Those of :attr:`fonts` that may not be embedded by their licence."""

    text_size: float = 9.0
    small_size: float = 7.5

    @property
    def accent(self) -> str:
        """The brand colour, dark enough to be read as text on paper and on its own tint."""
        colour = darkened(self.brand, self.wash, READABLE)
        return darkened(colour, mixed(colour, self.paper, TINT - 0.02), READABLE)

    @property
    def client_accent(self) -> str:
        """The client's colour, dark enough to be seen on paper; nothing if there is none."""
        return darkened(self.client_brand, self.paper, VISIBLE) if self.client_brand else ""

    @property
    def on_accent(self) -> str:
        """The colour of text on :attr:`accent`."""
        return self.paper

    @property
    def series(self) -> tuple[str, ...]:
        """Colours of curves in one figure, those too near the brand's last.

        Shapes and names beside them tell them apart if colours do not.
        """
        others = [colour for colour in SERIES if colour != self.accent]
        near = [colour for colour in others if hue_apart(colour, self.accent) < APART]
        return (self.accent, *(colour for colour in others if colour not in near), *near)

    @property
    def tint(self) -> str:
        """A background in the brand's colour, on which ink is readable."""
        return mixed(self.accent, self.paper, TINT)

    def feeling(self, score: float) -> str:
        """Return the colour of an emotion score, −2 to +2, rounded to a step."""
        return self.feelings[step_of(score) + 2]


def step_of(score: float) -> int:
    """Return the step of the emotion scale nearest to a score as it is printed.

    A score halfway between two steps has the stronger one, on both sides of zero.

    >>> [step_of(score) for score in (-0.54, -0.46, 0.44, 0.5, 1.5, 2.0)]
    [-1, -1, 0, 1, 2, 2]
    """
    printed = round(score, 1)
    return max(-2, min(2, int(abs(printed) + 0.5) * (1 if printed > 0 else -1)))
