"""Review a workshop in a background thread while it is edited, so that saving never waits.

The workshop's sources are measured first, as for its report: without measured values the review
would report false findings. Measurements are cached, so that most reviews count nothing again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from kit.evidence.metrics.measure import measure
from kit.evidence.metrics.results import Measurements
from kit.i18n import Texts
from kit.studio.sync.findings import findings
from kit.studio.sync.threads import start_thread
from kit.workshop import Workshop, WorkshopError

log = logging.getLogger(__name__)

PAUSE = 0.2
"""Seconds without a change after which the review is run: edits come first."""

LONGEST = 1.0
"""Seconds between reviews while edits arrive without a pause."""


class Reviewer:
    """A thread that reviews the newest state of a workshop.

    Parameters
    ----------
    done
        Called in the reviewer's thread after every review; a newer state may exist by then.

    Attributes
    ----------
    measurements
        The measured values of the sources.
    findings
        The findings, as :func:`kit.studio.sync.findings.findings` returns them; a new list after
        every review that did not fail.
    """

    def __init__(self, done: Callable[[], object]) -> None:
        self.measurements = Measurements()
        self.findings: list[dict[str, Any]] = []
        self._done = done
        self._awake = threading.Condition()
        self._wanted: tuple[Workshop, Texts] | None = None
        self._closing = False
        self._thread = start_thread(self._work, name="parcours-review")

    def review(self, workshop: Workshop, t: Texts) -> None:
        """Request a review of a state, with findings in a reader's language; return at once."""
        with self._awake:
            self._wanted = workshop, t
            self._awake.notify_all()

    def close(self, timeout: float) -> None:
        """Stop the thread; wait at most ``timeout`` seconds for a measurement under way."""
        with self._awake:
            self._closing = True
            self._awake.notify_all()
        self._thread.join(timeout)

    def _work(self) -> None:
        while wanted := self._next():
            self._run(*wanted)
            self._done()

    def _next(self) -> tuple[Workshop, Texts] | None:
        """Wait for a state to review and a pause in the edits; return None when closing."""
        with self._awake:
            self._awake.wait_for(lambda: self._wanted or self._closing)
            latest = time.monotonic() + LONGEST
            while not self._closing and (left := latest - time.monotonic()) > 0:
                if not self._awake.wait(min(PAUSE, left)):
                    break
            wanted, self._wanted = self._wanted, None
            return None if self._closing else wanted

    def _run(self, workshop: Workshop, t: Texts) -> None:
        try:
            self.measurements = measure(workshop.journey, workshop.folder)
        except Exception:  # most rules need no measured values
            log.exception("sources could not be measured; the previous values are kept")
        try:
            self.findings = findings(workshop, self.measurements, t)
        except WorkshopError:
            log.warning("a closed version cannot be read; the previous findings are kept")
        except Exception:  # the thread must live to review the next state
            log.exception("the review failed")
