"""Ask consent to reach beyond a client's folder: to databases, and to linked data folders.

A client's file can only ask. The user answers once, with ``parcours evidence allow``, and the
answer is kept in the user's configuration folder, never in the client's. It is an entry, exact and
without wildcards: the real path of the client's folder, and the target that may be reached from it.

>>> from pathlib import Path
>>> print(Entry(Path("/srv/workshops/maison"), "path:/share/maison"))
/srv/workshops/maison=path:/share/maison

Entries in ``PARCOURS_ALLOW`` count as well, for batch and CI.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from kit.consent.entries import PATH, Entry, entry, path_target, real, unquoted
from kit.consent.environment import VARIABLE, admitting, of_environment, unknown
from kit.consent.file import ConsentError, fault, give, store, stored, withdraw

__all__ = [
    "PATH",
    "VARIABLE",
    "ConsentError",
    "Entry",
    "admitting",
    "allowed",
    "allowed_paths",
    "entry",
    "fault",
    "give",
    "path_target",
    "store",
    "stored",
    "targets",
    "unknown",
    "withdraw",
]


def allowed(folder: Path, target: str) -> bool:
    """Return whether a target may be reached from a client's folder."""
    return target in targets(folder)


def allowed_paths(client_folder: Path) -> tuple[Path, ...]:
    """Return the real paths of the data folders to which links in a client's folder may lead."""
    found = (target for target in targets(client_folder) if target.startswith(PATH))
    return tuple(sorted(unquoted(target.removeprefix(PATH)) for target in found))


def targets(folder: Path) -> frozenset[str]:
    """Return every target that may be reached from a client's folder.

    A store that cannot be read holds nothing: see :func:`fault`.
    """
    whole = real(folder)
    entries = list(of_environment())
    with contextlib.suppress(ConsentError):
        entries += stored()
    return frozenset(one.target for one in entries if one.folder == whole)
