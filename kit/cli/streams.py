r"""Standard output and error: guarded against texts that a terminal obeys, and against failing.

A client's names and answers go to a terminal. Whatever in them would move its cursor, clear it,
write into the clipboard or turn the direction of writing round is shown as an escape, such as
``\x1b``, here where everything is printed.

Either stream may be closed, full, or read by a program that has gone.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, TextIO, TypeVarTuple

from kit.errors import legible

LEGIBLE = "parcours-legible"
WINDOWS = os.name == "nt"

CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\r(?!\n)"
"""Control characters but tabs and line ends, and what turns the direction of writing round."""

OVER = r"^\r\x1b\[K"
"""Begins a line that is written over the last one."""

COLOURS = r"\x1b\[[0-9;]*m|\x1b\(B|\x0f"
"""Sequences that change the colour of what follows, as JupyterLab's log has them."""


def _encodable(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that a stream cannot encode."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(legible(c) if "\udc80" <= c <= "\udcff" else "?" for c in wrong), error.end


codecs.register_error(LEGIBLE, _encodable)


def escape_controls(text: str, allowed: str = r"(?!)") -> str:
    r"""Return a text in which what a terminal obeys is visible, but for sequences allowed.

    Examples
    --------
    >>> print(escape_controls("a\x1b[2Jb\u202ec"))
    a\x1b[2Jb\u202ec
    """

    def escaped(found: re.Match[str]) -> str:
        code = ord(found[0][0])
        # JSON knows no \x; it never holds the characters below 0x20 as they are.
        return found[0] if found[1] else f"\\x{code:02x}" if code < 0x20 else f"\\u{code:04x}"

    return re.sub(f"({allowed})|{CONTROL}", escaped, text)


Arguments = TypeVarTuple("Arguments")


class Guarded:
    """A stream whose texts do not act on a terminal, and whose errors do not stop the work.

    Errors are kept, not raised: a full disk must not stop what is being made.

    Attributes
    ----------
    allowed
        A pattern of the sequences that pass as they are: see :func:`allowing`.
    error
        Why nothing can be written any more; None while all is well, and where the reader of a pipe
        has gone, which is no error.
    """

    def __init__(self, stream: Any, whole: Guarded | None = None) -> None:
        self._stream = stream
        self._whole = whole or self
        self._open = True
        self.allowed = r"(?!)"
        self.error: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def buffer(self) -> Guarded | None:
        """The bytes below the text, guarded as well.

        None on a Windows console, to which click writes past this stream where it finds them.
        """
        if WINDOWS and self._stream.isatty():
            return None
        return Guarded(self._stream.buffer, self._whole)

    def write(self, text: str | bytes) -> int:
        """Write the text, or drop it where nothing can be written any more."""
        self._try(self._stream.write, self._escaped(text))
        return len(text)

    def _escaped(self, text: str | bytes) -> str | bytes:
        allowed = self._whole.allowed
        if isinstance(text, str):
            return escape_controls(text, allowed)
        # click encodes by itself where a stream knows ASCII alone.
        decoded = bytes(text).decode("utf-8", "surrogateescape")
        return escape_controls(decoded, allowed).encode("utf-8", "surrogateescape")

    def flush(self) -> None:
        """Hand on what was written."""
        self._try(self._stream.flush)

    def _try(self, act: Callable[[*Arguments], object], *arguments: *Arguments) -> None:
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


@contextlib.contextmanager
def allowing(pattern: str) -> Iterator[None]:
    """Let sequences of the kit's own, or of JupyterLab's, reach the terminal as they are."""
    streams = [one for one in (sys.stdout, sys.stderr) if isinstance(one, Guarded)]
    before = [one.allowed for one in streams]
    for one in streams:
        one.allowed = pattern
    try:
        yield
    finally:
        for one, allowed in zip(streams, before, strict=True):
            one.allowed = allowed


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
