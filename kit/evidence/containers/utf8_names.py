"""Handle file names that are not UTF-8, as old ZIP files and some network drives bring them.

Python accepts such a name; libraries written in other languages, and YAML, do not.
"""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kit.errors import SURROGATE


def utf8_name(name: str) -> str:
    r"""Return a file's name with bytes that are not UTF-8 decoded as cp1252.

    >>> utf8_name("donn\udce9es.csv")
    'données.csv'
    """
    return SURROGATE.sub(lambda found: _windows(ord(found[0]) - 0xDC00), name)


def _windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except ValueError:
        return "_"


def utf8_path(path: Path) -> Path:
    """Return a UTF-8 path to the same file, if need be a link that lasts as long as the process."""
    if not SURROGATE.search(str(path)):
        return path
    alias = Path(_aliases().name) / f"{abs(hash(path))}{utf8_name(path.suffix)}"
    if not alias.is_symlink():
        alias.symlink_to(path.absolute())
    return alias


@cache
def _aliases() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return folder
