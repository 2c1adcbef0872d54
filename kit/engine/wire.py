"""Exchange JSON frames over a socket between caller, forking parent and children."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
from base64 import b64decode, b64encode
from datetime import date, datetime
from typing import Any

LENGTH = struct.Struct(">Q")


class ClosedError(EOFError):
    """The peer has closed the connection."""


def send(connection: socket.socket, frame: dict[str, Any]) -> None:
    """Send one frame."""
    body = ENCODER.encode(frame).encode("utf-8", "surrogatepass")
    connection.sendall(LENGTH.pack(len(body)) + body)


def receive(connection: socket.socket) -> dict[str, Any]:
    """Receive one frame.

    Raises
    ------
    ClosedError
        The other side has gone, be it in the middle of a frame.
    TimeoutError
        Nothing came within the connection's timeout.
    OSError
        The system refused the other side something: :func:`send_refusal`.
    """
    (length,) = LENGTH.unpack(_exactly(connection, LENGTH.size))
    frame: dict[str, Any] = DECODER.decode(_exactly(connection, length).decode())
    if "refused" in frame:
        raise OSError(frame["refused"], os.strerror(frame["refused"]))
    return frame


def send_refusal(connection: socket.socket, error: OSError) -> None:
    """Have the peer raise an error of the system, if it still listens."""
    with contextlib.suppress(OSError):
        send(connection, {"refused": error.errno or 0})


def _exactly(connection: socket.socket, count: int) -> bytearray:
    body = bytearray(count)
    left = memoryview(body)
    while left:
        try:
            taken = connection.recv_into(left)
        except (ConnectionResetError, BrokenPipeError):
            taken = 0
        if not taken:
            raise ClosedError
        left = left[taken:]
    return body


def _plain(value: Any) -> Any:
    """Return what JSON lacks in its types: buffers of widgets as base64, and times."""
    if isinstance(value, bytes | bytearray | memoryview):
        return {"__bytes__": b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, date | datetime):
        return value.isoformat()
    return repr(value)


def _revived(found: dict[str, Any]) -> Any:
    return b64decode(found["__bytes__"]) if found.keys() == {"__bytes__"} else found


# Bound here: a notebook may replace ``json.dumps`` and still be heard.
ENCODER = json.JSONEncoder(default=_plain)
DECODER = json.JSONDecoder(object_hook=_revived)
