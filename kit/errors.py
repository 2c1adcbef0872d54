"""Explain exceptions in sentences: errors of the system, and defects of the kit.

Every error of the system is put into words here, as ``path: reason``. An exception that no code
expects is a defect: it becomes one line that says what happened, where in the kit, and that it
should be reported; the traceback is shown where ``PARCOURS_DEBUG`` is set (``--debug``).
"""

from __future__ import annotations

import builtins
import errno
import os
import re
import sys
import traceback
from importlib.metadata import version
from pathlib import Path

from kit.diagnostics import DiagnosticError
from kit.i18n import N_, Message, Texts, UserText

DEBUG = "PARCOURS_DEBUG"
SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST = 300
"""The most characters shown of a message that is not the kit's own."""

WORDS: dict[str, Message] = {
    "EACCES EPERM": N_("permission denied"),
    "EROFS": N_("it can be read but not written to"),
    "ENOSPC": N_("the disk is full"),
    "EDQUOT": N_("your disk quota is used up"),
    "EFBIG": N_("the file would be larger than the system allows"),
    "ENOENT": N_("no such file or folder"),
    "EEXIST": N_("it already exists"),
    "EISDIR": N_("it is a folder, not a file"),
    "ENOTDIR": N_("a file is in the place of a folder"),
    "ENOTEMPTY": N_("the folder is not empty"),
    "ENAMETOOLONG": N_("the name is too long"),
    "ELOOP": N_("its links form a loop, or a link is not allowed there"),
    "EMFILE ENFILE": N_("too many files are open"),
    "EIO": N_("the disk cannot be read or written to"),
    "EBUSY ETXTBSY": N_("it is in use by another program"),
    "ENOMEM": N_("there is too little memory"),
    "EPIPE": N_("its reader has closed it"),
    "EBADF": N_("it is closed"),
    "ESTALE ETIMEDOUT EHOSTDOWN EHOSTUNREACH": N_("the drive is not responding"),
}
REASONS = {
    getattr(errno, name): says
    for names, says in WORDS.items()
    for name in names.split()
    if hasattr(errno, name)  # Windows lacks some
}
"""Reason for each error number; for others, the system's own words are shown."""

SYSTEM = N_("{path}: {reason}.")
NO_MEMORY = N_("There is too little memory.")
DEFECT = N_(
    "Unexpected error {kind} in {code}: {message}. This is a bug in parcours-kit {version}. "
    "Please report this line; --debug shows the details."
)
REPORT_IT = N_(
    "This is a bug in parcours-kit {version}. Please report this line; --debug shows the details."
)


def reason(error: OSError) -> Message:
    """Return the reason of an error of the system, without a full stop."""
    known = REASONS.get(error.errno or 0)
    return known or N_("{reason}").filled(reason=UserText(printable(error.strerror or str(error))))


def system_error(error: OSError, t: Texts, path: str = "") -> str:
    """Return ``path: reason.`` for an error of the system.

    Parameters
    ----------
    path
        What it concerns, where the error itself does not name a file.
    """
    own = getattr(error, "message", None)
    if isinstance(own, Message):
        return t(own)
    # Of a copy or a renaming, what is written to is full or locked, rather than what is read.
    written_to = error.filename2 if error.errno != errno.ENOENT else None
    named = written_to if written_to is not None else error.filename
    if isinstance(named, str | bytes | os.PathLike):
        path = os.fsdecode(named)
    said = t(reason(error))
    return t(SYSTEM, path=UserText(printable(path)), reason=said) if path else f"{said}."


def explain(error: BaseException, t: Texts, where: str = "") -> str:
    """Explain an exception to a reader, in its own sentences if it has some.

    Those are lines with their place; a defect is one line, which begins with ``where``.
    """
    if isinstance(error, DiagnosticError):
        return error.text(t)
    for name in ("message", "says"):  # of what lies in a client's folder; of BusyError and others
        says = getattr(error, name, None)
        if isinstance(says, Message):
            return t(says)
    if isinstance(error, OSError):
        return system_error(error, t, where)
    line = t(NO_MEMORY) if isinstance(error, MemoryError) else defect(error, t)
    return f"{printable(where)}: {line}" if where else line


def defect(error: BaseException, t: Texts) -> str:
    """Return the line that reports an unexpected exception."""
    return t(
        DEFECT,
        kind=UserText(type(error).__name__),
        code=UserText(_code(error)),
        message=UserText(printable(str(error)) or "–"),
        version=version("parcours-kit"),
    )


def report_it(t: Texts) -> str:
    """Return the request to report a defect that has already been described."""
    return t(REPORT_IT, version=version("parcours-kit"))


def is_foreseen(kind: str) -> bool:
    """Return whether an exception of this name concerns the machine, not the kit."""
    if kind in ("WorkshopError", "ClientFileError"):  # in a notebook: a file went or changed
        return True
    found = getattr(builtins, kind, None)
    return isinstance(found, type) and issubclass(found, (OSError, MemoryError))


def show_traceback(error: BaseException) -> None:
    """Print the traceback to standard error if ``PARCOURS_DEBUG`` is set."""
    if os.environ.get(DEBUG, "") not in ("", "0") and sys.stderr is not None:
        traceback.print_exception(error, file=sys.stderr)


def printable(text: str) -> str:
    """Return a text on one line, shortened, with no character that acts on a terminal."""
    line = "".join(c if c.isprintable() else " " for c in legible(text))
    line = " ".join(line.split()).rstrip(".")
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"


def legible(text: str) -> str:
    r"""Return a text as Unicode: each byte of a file's name that is not UTF-8 is shown as ``\xe9``.

    >>> print(legible("caf\udce9"))
    caf\xe9
    """
    if not SURROGATE.search(text):
        return text
    return SURROGATE.sub(lambda found: _byte(ord(found[0])), text)


def _byte(code: int) -> str:
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\N{REPLACEMENT CHARACTER}"


def _code(error: BaseException) -> str:
    """Return the innermost line of the kit's code in a traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    home = Path(__file__).parent
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(home)]
    if not own:
        return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"kit/{Path(own[-1].filename).relative_to(home).as_posix()}:{own[-1].lineno}"
