"""Import Arrow without pandas."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder

PANDAS = "pandas"


class _Hidden(MetaPathFinder):
    """Finder by which pandas seems not to be installed."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == PANDAS:
            raise ModuleNotFoundError(name=name)


def spare_pandas() -> None:
    """Let Arrow look for pandas while it cannot be found.

    At its first conversion, Arrow imports pandas to recognise its objects, which takes longer than
    reading a survey. For the processes of commands, which have no such objects; Arrow looks again
    where it is asked for a data frame.
    """
    if PANDAS in sys.modules:
        return
    import pyarrow as pa

    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(hidden)
