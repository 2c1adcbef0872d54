"""Measure a client's files of evidence in a process of its own, once for all of its kernels.

DuckDB and what Arrow keeps after a file has been read would take 30 MB in each kernel, and half a
second each time a notebook is opened. A kernel asks the forking parent for a process that measures
instead, and writes the results into the folder of this run of the lab, where other kernels find
them. The folder is open to this user alone, and removed when the server ends.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import socket
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kit.atomic import write_bytes
from kit.engine.wire import receive, send
from kit.evidence.metrics.measure import Request, measure_here
from kit.evidence.metrics.results import Measurements
from kit.locks import Lock

SOCKET = "measure.sock"
"""The name of the socket in the folder at which the forking parent is asked."""

PATIENCE = 120.0
"""Seconds that a kernel waits for another one that measures the same client."""


def listen(folder: Path) -> socket.socket:
    """Return the socket at which kernels ask for a process that measures."""
    path = folder / SOCKET
    path.unlink(missing_ok=True)  # of a parent that has died
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen()
    return listener


def answer(connection: socket.socket) -> None:
    """Measure what a kernel asks for, and send the results."""
    # From a process of the same user: nobody else can open the folder of the socket.
    requests: list[Request] = pickle.loads(receive(connection)["requests"])  # noqa: S301
    found = [each.with_known_changes() for each in measure_here(requests)]
    send(connection, {"found": pickle.dumps(found)})


class SharedMeasurer:
    """Measures sources for a kernel: by the results of others, or in a process apart.

    Where neither works, as after the forking parent has died, the kernel measures by itself.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, requests: Sequence[Request]) -> Sequence[Measurements]:
        """Return the results of the sources, in their order."""
        try:
            with self._lock(requests[0].folder):
                return self._shared(requests)
        except (OSError, EOFError):
            return measure_here(requests)

    def _shared(self, requests: Sequence[Request]) -> list[Measurements]:
        paths = {request: self._path(request) for request in requests}
        missing = [request for request, path in paths.items() if not path.is_file()]
        if missing:
            for request, found in zip(missing, self._ask(missing), strict=True):
                write_bytes(paths[request], pickle.dumps(found), mode=0o600)
        # Written above or by another kernel of the same user, in a folder of theirs alone.
        return [pickle.loads(path.read_bytes()) for path in paths.values()]  # noqa: S301

    def _ask(self, requests: list[Request]) -> list[Measurements]:
        # The process that measures is in another folder.
        requests = [replace(request, folder=request.folder.absolute()) for request in requests]
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self._folder / SOCKET))
            send(connection, {"requests": pickle.dumps(requests)})
            found: list[Measurements] = pickle.loads(receive(connection)["found"])  # noqa: S301
            return found

    def _path(self, request: Request) -> Path:
        return self._folder / f"{_digest(repr(request.key))}.measured"

    def _lock(self, client: Path) -> Lock:
        """Return the lock of a client: kernels that are opened together measure once."""
        path = self._folder / f"{_digest(os.path.realpath(client))}.lock"
        return Lock(lambda: os.open(path, os.O_RDWR | os.O_CREAT, 0o600), PATIENCE)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
