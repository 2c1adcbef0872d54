"""The colours of a deck: those of a theme by what they mean, readable on its background."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.exports.pptx.shapes import Ink
from kit.theme import READABLE, VISIBLE, contrast


@dataclass(frozen=True)
class Colour:
    """A colour of a theme.

    Attributes
    ----------
    name
        Its name in DrawingML, such as ``accent1``.
    share
        How much of it a tint has; the rest is white.
    clear
        Whether the rest is the ground instead, which is not white.
    """

    name: str
    share: float = 1.0
    clear: bool = False


TEXT, MUTED, ACCENT = Colour("tx1"), Colour("tx2"), Colour("accent1")


@dataclass(frozen=True)
class Palette:
    """The colours of a deck.

    Attributes
    ----------
    tones
        The colours of feelings and severities; a word or a shape beside them says the same.
    line, pale
        Of rules, and of grounds.
    """

    text: Colour
    muted: Colour
    accent: Colour
    tones: Mapping[Ink, Colour]
    line: Colour
    pale: Colour
    paper: Colour = Colour("bg1")

    def __getitem__(self, ink: Ink) -> Colour:
        """Return the colour of an ink."""
        named: Mapping[Ink, Colour] = {
            "text": self.text,
            "muted": self.muted,
            "accent": self.accent,
        }
        return named.get(ink) or self.tones.get(ink, self.muted)


KIT = Palette(
    TEXT,
    MUTED,
    ACCENT,
    {
        "very-bad": Colour("accent2"),
        "bad": Colour("accent3"),
        "good": Colour("accent5"),
        "very-good": Colour("accent6"),
    },
    Colour("tx2", 0.4),
    Colour("tx2", 0.2),
)
"""The colours of the kit's own template, whose accents are the brand and the five feelings."""


def palette_of(colours: Mapping[str, str], grounds: Sequence[str] = ()) -> Palette | None:
    """Return the colours of a template of which nothing is known but its theme.

    An accent may be any colour there, green for a bad feeling: so the first accent and that of the
    texts are the only ones, each only where it can be read.

    Parameters
    ----------
    colours
        The theme's colours as ``#rrggbb``, by the names that slides use: ``tx1``, ``bg1`` …
    grounds
        The colours on which texts stand, by default the theme's ``bg1``.

    Returns
    -------
    None where no text of the theme can be read on the grounds.
    """
    under = [*grounds] or [colours["bg1"]]

    def first(names: Iterable[str], least: float) -> str:
        found = (n for n in names if min(contrast(colours[n], one) for one in under) >= least)
        return next(found, "")

    text = first(("tx1", "bg1", "tx2", "bg2"), READABLE)
    if not text:
        return None
    dark = text == "bg1"
    muted = first(("bg2" if dark else "tx2",), READABLE) or text
    accents = [f"accent{n}" for n in range(1, 7)]
    accent = first(accents, READABLE) or muted
    marks = first(("accent1", accent), VISIBLE) or text
    tones: Mapping[Ink, Colour] = {
        "very-bad": Colour(text),
        "bad": Colour(text),
        "good": Colour(accent),
        "very-good": Colour(accent),
        "plain": Colour(muted),
    }
    return Palette(
        Colour(text),
        Colour(muted),
        Colour(accent),
        tones,
        Colour(muted, 0.4, clear=dark),
        Colour(marks, 0.4, clear=dark),
        Colour("tx1" if dark else "bg1"),
    )
