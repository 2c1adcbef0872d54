"""Use Arrow without pandas, in processes that have no data frames.

At its first conversion, Arrow imports pandas to recognise its objects. That takes longer than
reading a survey.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder

PANDAS = "pandas"

_avoided = False


class _Hidden(MetaPathFinder):
    """Finder by which pandas seems not to be installed."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == PANDAS:
            raise ModuleNotFoundError(name=name)


def avoid_importing_pandas() -> None:
    """Keep Arrow from importing pandas in this process, at its first conversion of evidence.

    For the processes of commands and of the kit's own notebook. Arrow looks for pandas again where
    it is asked for a data frame.
    """
    global _avoided
    _avoided = True
    if "pyarrow" in sys.modules:
        run_first_conversion()


def run_first_conversion() -> None:
    """Make Arrow's first conversion, in which pandas cannot be found if it is to be avoided."""
    if not _avoided or PANDAS in sys.modules:
        return
    import pyarrow as pa

    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(hidden)
