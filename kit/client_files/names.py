"""Names below a client's folder, split into their components."""

from __future__ import annotations

import os
from pathlib import PurePath

from kit.client_files.errors import NameRefusedError

WINDOWS = os.name == "nt"


def parts_of(name: str | PurePath, windows: bool = WINDOWS) -> tuple[str, ...]:
    """Split a relative name into its components.

    Raises
    ------
    NameRefusedError
        Where the name is empty or absolute, goes up (``..``), or holds what no name can hold.

    Examples
    --------
    >>> parts_of("evidence/survey.csv")
    ('evidence', 'survey.csv')
    """
    given = os.fspath(name)
    text = given.replace("\\", "/") if windows else given
    parts = tuple(part for part in text.split("/") if part not in ("", "."))
    if not parts or text.startswith("/") or ".." in parts or "\0" in text:
        raise NameRefusedError.of(given)
    if windows and any(_refused_on_windows(part) for part in parts):
        raise NameRefusedError.of(given)
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        raise NameRefusedError.of(given) from None
    return parts


def _refused_on_windows(part: str) -> bool:
    # A drive or a stream; and Windows drops dots and blanks at the end, so that ".. " is "..".
    return ":" in part or part != part.rstrip(". ")
