"""Logos of a poster, as pixels."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kit.i18n import N_, Message
from kit.workshop.pictures import AUTHOR_LOGO, CLIENT_LOGO

SHARPEST = 1200
"""The most pixels along one side of a logo: 300 an inch where it is 10 cm wide."""

NO_AUTHOR_LOGO = N_(
    "The author’s logo cannot be drawn on a poster, which shows the name instead. Save it as PNG."
)
NO_CLIENT_LOGO = N_(
    "The client’s logo cannot be drawn on a poster, which shows the name instead. Save it as PNG."
)

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Logos:
    """The logos of the author and of the client; None where there is none to draw."""

    author: Pixels | None = None
    client: Pixels | None = None

    @classmethod
    def of(cls, images: Mapping[str, str]) -> Logos:
        """Return the logos among a workshop's pictures (:func:`kit.workshop.pictures.images`)."""
        return cls(_pixels(images.get(AUTHOR_LOGO, "")), _pixels(images.get(CLIENT_LOGO, "")))


def undrawn(images: Mapping[str, str]) -> Iterator[Message]:
    """Yield a notice for each logo of a workshop that a poster does not show."""
    for key, says in ((AUTHOR_LOGO, NO_AUTHOR_LOGO), (CLIENT_LOGO, NO_CLIENT_LOGO)):
        if images.get(key) and _pixels(images[key]) is None:
            yield says


def _pixels(url: str) -> Pixels | None:
    """Return a picture's pixels; None for none, an SVG and one that is damaged."""
    kind, _, content = url.partition(";base64,")
    if not content or kind == "data:image/svg+xml":
        return None
    try:
        with Image.open(BytesIO(b64decode(content))) as picture:
            picture.thumbnail((SHARPEST, SHARPEST))
            return np.asarray(picture.convert("RGBA"))
    except Exception:  # Pillow raises whatever a damaged picture brings about
        return None
