"""Write files whole or not at all, even if the machine stops."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ATTEMPTS = 10
PAUSE = 0.05
WINDOWS = os.name == "nt"


class OvertakenError(Exception):
    """The file was changed by someone else before it could be written."""


def write_bytes(
    path: Path, content: bytes, over: bytes | None = None, mode: int | None = None
) -> None:
    """Write a file atomically: a reader sees the old contents or the new, never a part.

    Written beside it, forced to the disk, then renamed over it.

    Parameters
    ----------
    over
        What the file must still say at the last moment: otherwise it is left as it is, and an
        :class:`OvertakenError` raised.
    mode
        The permissions of the file, such as ``0o600``; left out, those of the old file or those
        that the umask leaves.
    """
    with naming(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if mode is None:
                mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            temporary.chmod(mode)
            if over is not None and path.read_bytes() != over:
                raise OvertakenError
            replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name this file in an error of the system: a full disk names none, a rename another."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            error.filename, error.filename2 = str(path), None
        raise


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8, with line ends unchanged."""
    write_bytes(path, text.encode())


def replace(source: Path, target: Path) -> None:
    """Rename over the target, and force the folder to the disk."""
    for attempt in range(ATTEMPTS):
        try:
            source.replace(target)
            break
        except PermissionError:
            # Windows refuses while a virus scanner or an editor holds the file for a moment.
            if not WINDOWS or attempt == ATTEMPTS - 1:
                raise
            time.sleep(PAUSE * (attempt + 1))
    if not WINDOWS:  # a folder cannot be opened there
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            # Some network drives cannot do this; the file itself is safe already.
            with contextlib.suppress(OSError):
                os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
