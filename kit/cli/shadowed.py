"""Another package called ``kit`` that Python finds before this one: nothing could be imported."""

from __future__ import annotations

import os
import sys

from kit.cli.language import user_language
from kit.cli.streams import escape_controls
from kit.errors import legible
from kit.i18n import N_, UserText, texts

SHADOWED = N_(
    "Another package called “kit” is in the way: {path}. Remove its folder from PYTHONPATH (or "
    "uninstall it), then run the command again."
)


def refuse(path: str) -> int:
    """Name the other package on standard error, and return the exit status."""
    t = texts(user_language(os.environ))
    if sys.stderr is not None:
        print(t(SHADOWED, path=UserText(escape_controls(legible(path)))), file=sys.stderr)
    return 2
