"""The language in which the command speaks: the user's own."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from kit.i18n import Language

FRENCH_ON_WINDOWS = 0x0C
"""The primary part of every French Windows language identifier."""


def user_language(environ: Mapping[str, str] = os.environ) -> Language:
    """Return ``PARCOURS_LANG`` if it is set, else the locale's language, else English.

    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that says anything counts, as POSIX has
    it; Windows, which sets none of them, is asked for the language of its own windows.
    """
    for name in ("PARCOURS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "fr" if environ[name].lower().startswith("fr") else "en"
    return "fr" if _windows_is_french() else "en"


def _windows_is_french() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == FRENCH_ON_WINDOWS
