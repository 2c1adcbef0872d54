"""Who is told what is new of a workshop: boards, and what a notebook shows beside them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

log = logging.getLogger(__name__)

News = dict[str, Any]

Say = Callable[[News], object]
"""What takes an answer or news."""


def tell(say: Say, what: News) -> None:
    """Deliver an answer or news."""
    try:
        say(what)
    except Exception:  # a page that has gone must not stop the others
        log.exception("an answer could not be delivered")


class Listeners:
    """Those who are told, one piece of news after another.

    Parameters
    ----------
    standing
        Returns how everything stands, as someone new needs it.
    """

    def __init__(self, standing: Callable[[], Sequence[News]]) -> None:
        self._standing = standing
        self._all: list[Say] = []
        self._telling = threading.RLock()

    def listen(self, say: Say) -> Callable[[], None]:
        """Tell ``say`` of everything new from now on; what is returned ends it."""
        self._all.append(say)
        return lambda: self._all.remove(say) if say in self._all else None

    def follow(self, say: Say) -> Callable[[], None]:
        """Tell ``say`` how everything stands, in this thread, and then as :meth:`listen` does.

        Nothing falls between the two.
        """
        with self._telling:
            for news in self._standing():
                say(news)
            return self.listen(say)

    def tell(self, news: News) -> None:
        """Tell all of them."""
        with self._telling:
            for say in list(self._all):
                tell(say, news)
