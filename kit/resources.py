"""Locate the kit's notebooks, templates and examples.

In a checkout they stand beside the package, where people read and change them; a wheel has them
inside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).parent


def resource(folder: Literal["notebooks", "templates", "workshops"]) -> Path:
    """Return the path of a folder that the kit ships."""
    carried = PACKAGE / "shipped" / folder
    return carried if carried.is_dir() else PACKAGE.parent / folder
