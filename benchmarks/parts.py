"""Sum the seconds of processor that reading files and querying them take, in this process."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any


class Parts:
    """Seconds of processor by part of the work; importing the kit's readers is the first."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.timed("imports", self._watch)

    def _watch(self) -> None:
        import kit.evidence.metrics.measure
        import kit.evidence.reading as reading
        from kit.evidence.formats import formats
        from kit.evidence.query.embedded import TableEngine

        formats()
        read, ask = reading.read, TableEngine.fetch
        reading.read = lambda *given: self.timed("files", read, *given)
        TableEngine.fetch = lambda *given: self.timed("queries", ask, *given)  # type: ignore[method-assign]
        assert kit.evidence.metrics.measure.measure

    def timed(self, name: str, work: Callable[..., Any], *given: Any) -> Any:
        """Return what a call returns, and add its seconds to a part."""
        begun = time.process_time()
        found = work(*given)
        self.spent[name] += time.process_time() - begun
        return found

    def text(self) -> str:
        """Return the parts with their seconds."""
        return ", ".join(f"{name} {used:.2f} s" for name, used in self.spent.items())
