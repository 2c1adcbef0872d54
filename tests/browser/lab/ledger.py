"""What the browser was told over its sockets: which edits it sent, and which were called saved."""

from __future__ import annotations

import re

SAVED = re.compile(rb'"content": ?\{"saved": ?"([\w-]+)"')
SENT = re.compile(rb'"edit": ?\{"id": ?"([\w-]+)".{0,400}?"value": ?"(n-\d+)"', re.DOTALL)


class Ledger:
    """The edits of one page, in the order in which it sent them.

    Attributes
    ----------
    sent
        What each edit says, by its id.
    saved
        The ids of those of which the page was told that they are on the disk.
    """

    def __init__(self) -> None:
        self.sent: dict[str, str] = {}
        self.saved: set[str] = set()

    def listen(self, page) -> None:
        """Keep what the page sends and hears from now on."""
        page.on("websocket", self._opened)

    def _opened(self, socket) -> None:
        socket.on("framesent", self._went)
        socket.on("framereceived", self._came)

    def _went(self, frame) -> None:
        found = SENT.findall(frame if isinstance(frame, bytes) else frame.encode())
        self.sent |= {id.decode(): value.decode() for id, value in found}

    def _came(self, frame) -> None:
        content = frame if isinstance(frame, bytes) else frame.encode()
        self.saved |= {id.decode() for id in SAVED.findall(content)}

    @property
    def promised(self) -> set[str]:
        """What the page may rely on."""
        return {self.sent[id] for id in self.saved if id in self.sent}

    @property
    def waiting(self) -> int:
        """How many edits have been sent and not answered."""
        return len(self.sent.keys() - self.saved)
