"""Standard output and error as they may be: closed, full, or read by a program that has gone."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from kit.errors import legible

LEGIBLE = "parcours-legible"


def _encodable(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that a stream cannot encode."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(legible(c) if "\udc80" <= c <= "\udcff" else "?" for c in wrong), error.end


codecs.register_error(LEGIBLE, _encodable)


class Guarded:
    """A stream whose errors are kept, not raised: a full disk must not stop what is being made.

    Attributes
    ----------
    error
        Why nothing can be written any more; None while all is well, and where the reader of a pipe
        has gone, which is no error.
    """

    def __init__(self, stream: Any, whole: Guarded | None = None) -> None:
        self._stream = stream
        self._whole = whole or self
        self._open = True
        self.error: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def buffer(self) -> Guarded:
        """The bytes below the text, guarded as well."""
        return Guarded(self._stream.buffer, self._whole)

    def write(self, text: Any) -> int:
        """Write the text, or drop it where nothing can be written any more."""
        self._try(self._stream.write, text)
        return len(text)

    def flush(self) -> None:
        """Hand on what was written."""
        self._try(self._stream.flush)

    def _try(self, act: Any, *arguments: Any) -> None:
        whole = self._whole
        if not whole._open:
            return
        try:
            act(*arguments)
        except OSError as error:
            whole._open = False
            if error.errno != errno.EPIPE:
                whole.error = error
            # Python tries once more when it ends, and says so in a traceback.
            with contextlib.suppress(OSError, ValueError, AttributeError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._stream.fileno())
                os.close(nowhere)


def open_descriptors() -> None:
    """Open what is closed of the descriptors 0 to 2, on nothing.

    Otherwise the next file or socket takes their place, and whatever is printed goes into it.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened == descriptor:
                os.set_inheritable(descriptor, True)
            else:
                os.dup2(opened, descriptor)
                os.close(opened)


@contextlib.contextmanager
def guarded() -> Iterator[tuple[Guarded, Guarded]]:
    """Guard standard output and error, and write ``?`` for what they cannot encode."""
    before = sys.stdout, sys.stderr
    for stream in before:
        if hasattr(stream, "reconfigure"):
            # A Windows console may not know “−” or an emoji of the client's.
            stream.reconfigure(errors=LEGIBLE)
    out, err = (Guarded(stream or _nowhere()) for stream in before)
    sys.stdout, sys.stderr = out, err
    try:
        yield out, err
    finally:
        sys.stdout, sys.stderr = before


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
