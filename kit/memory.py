"""Limit the memory of this process."""

from __future__ import annotations

import os


def limit(most: int) -> None:
    """Limit the address space of this process, if the system can (POSIX).

    Parameters
    ----------
    most
        Bytes. A lower limit that is there already stays: only root may raise one.
    """
    if os.name != "posix":
        return
    import resource

    _, there = resource.getrlimit(resource.RLIMIT_AS)
    if there != resource.RLIM_INFINITY:
        most = min(most, there)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
