"""Whoever reviews a workshop while it is edited, in a thread of its own: saving never waits for it.

What the workshop's sources say is measured first, as for its report: findings without it would be
false ones. It is remembered, so that most reviews do not count anything again.
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
from kit.workshop import Workshop, WorkshopError

log = logging.getLogger(__name__)

PAUSE = 0.2
"""The review is run when nothing has changed for so many seconds: edits come first."""

LONGEST = 1.0
"""While edits stream in without a pause, it is run once in so many seconds."""


class Reviewer:
    """Reviews the newest state that it is given.

    Parameters
    ----------
    done
        Called in the reviewer's thread after every review, of a state that may be newest no more.

    Attributes
    ----------
    measurements
        What the sources say.
    findings
        What the review says, as :func:`kit.studio.sync.findings.findings` returns it: another list
        after every review that did not fail.
    """

    def __init__(self, done: Callable[[], object]) -> None:
        self.measurements = Measurements()
        self.findings: list[dict[str, Any]] = []
        self._done = done
        self._awake = threading.Condition()
        self._wanted: tuple[Workshop, Texts] | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="parcours-review", daemon=True)
        self._thread.start()

    def review(self, workshop: Workshop, t: Texts) -> None:
        """Ask for the review of a state, in a reader's language; it does not wait."""
        with self._awake:
            self._wanted = workshop, t
            self._awake.notify_all()

    def close(self, timeout: float) -> None:
        """Stop; a measurement under way is not waited for longer than ``timeout`` seconds."""
        with self._awake:
            self._closing = True
            self._awake.notify_all()
        self._thread.join(timeout)

    def _work(self) -> None:
        while wanted := self._next():
            self._run(*wanted)
            self._done()

    def _next(self) -> tuple[Workshop, Texts] | None:
        """Wait for something to review and a pause in which to do so; None at the end."""
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
        except Exception:  # what needs no figures is reviewed all the same
            log.exception("the sources could not be measured; their figures are those of before")
        try:
            self.findings = findings(workshop, self.measurements, t)
        except WorkshopError:
            log.warning("a closed version cannot be read; the findings are those of before")
        except Exception:  # the next state is to be reviewed all the same
            log.exception("the review failed")
