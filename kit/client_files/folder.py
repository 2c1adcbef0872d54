"""Write, rename and remove the files of a client's folder, by names relative to it."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from kit.atomic import ATTEMPTS, PAUSE, WINDOWS, OvertakenError
from kit.client_files.access import SAFE, FolderEntry
from kit.client_files.errors import SpecialFileError
from kit.client_files.reading import FolderReader, Name, Parts

PRIVATE = ".parcours"
"""The kit's own folder in a client's; new files in it are for their owner alone."""


class ClientFolder(FolderReader):
    """A client's folder: the folder of ``workshop.yaml``, or that of a client's journeys.

    Examples
    --------
    >>> ClientFolder("workshops/maison-lumen").is_file("workshop.yaml")
    True
    """

    def write_bytes(
        self,
        name: Name,
        content: bytes,
        over: bytes | None = None,
        *,
        private: bool | None = None,
    ) -> None:
        """Write a file whole or not at all; its folder has to be there.

        Parameters
        ----------
        over
            What the file must still hold at the last moment: otherwise it is left as it is, and an
            :class:`kit.atomic.OvertakenError` raised.
        private
            Whether a new file is for its owner alone; by itself, what lies in ``.parcours`` is.
        """
        self._write(self._parts(name), lambda file: file.write(content), over, private)

    def write_text(self, name: Name, text: str) -> None:
        """Write a file as UTF-8, with line ends unchanged."""
        self.write_bytes(name, text.encode())

    def copy_in(self, source: Path, name: Name, *, private: bool | None = None) -> None:
        """Copy a file that the user names into the folder, whole or not at all."""
        opened = os.open(source, os.O_RDONLY | (SAFE & ~getattr(os, "O_NOFOLLOW", 0)))
        with os.fdopen(opened, "rb") as file:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise SpecialFileError.of(str(source))
            self._write(
                self._parts(name), lambda into: shutil.copyfileobj(file, into), None, private
            )

    def _write(
        self,
        parts: Parts,
        fill: Callable[[IO[bytes]], object],
        over: bytes | None,
        private: bool | None,
    ) -> None:
        with self._naming(parts), self._access.parent(parts) as place:
            mode = self._mode_there(place, parts)
            own = _private(parts) if private is None else private
            temporary = place.beside(f".{parts[-1]}.{secrets.token_hex(4)}.tmp")
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | SAFE
            first = 0o600 if own or mode is not None else 0o666
            handle = os.open(temporary, flags, first, dir_fd=place.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    fill(file)
                    file.flush()
                    os.fsync(handle)
                    if mode is not None and not WINDOWS:
                        os.fchmod(handle, mode)
                if over is not None and self._content(parts) != over:
                    raise OvertakenError
                _renamed(place, temporary, place, place.entry)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary, dir_fd=place.folder)
                raise

    def _content(self, parts: Parts) -> bytes:
        with open(self._access.file(parts, os.O_RDONLY), "rb") as file:  # noqa: PTH123
            return file.read()

    def _mode_there(self, place: FolderEntry, parts: Parts) -> int | None:
        """Return the mode of the file to be replaced; raise if it is no file."""
        try:
            found = place.status().st_mode
        except FileNotFoundError:
            return None
        if stat.S_ISREG(found):
            return found & 0o777
        self._access.status(parts)  # which names a link
        if stat.S_ISDIR(found):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        raise SpecialFileError.of("/".join(parts))

    @contextmanager
    def appending(self, name: Name, *, private: bool | None = None) -> Iterator[BinaryIO]:
        """Open a file to write at its end, creating it if necessary."""
        parts = self._parts(name)
        own = _private(parts) if private is None else private
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        with self._naming(parts):
            opened = self._access.file(parts, flags, 0o600 if own else 0o666)
            with os.fdopen(opened, "ab") as file:
                yield file

    def lock_file(self, name: Name) -> int:
        """Return the descriptor of a lock file, which is never written."""
        parts = self._parts(name)
        mode = 0o600 if _private(parts) else 0o666
        with self._naming(parts):
            return self._access.file(parts, os.O_RDWR | os.O_CREAT, mode)

    def make_folder(self, name: Name = "", *, private: bool | None = None) -> None:
        """Make a folder and its parents, if they do not exist."""
        parts = self._parts(name) if name else self._inside
        for number, _ in enumerate(parts, 1):
            inner = parts[:number]
            own = _private(inner) if private is None else private
            with (
                self._naming(inner),
                self._access.parent(inner) as place,
                contextlib.suppress(FileExistsError),
            ):
                os.mkdir(place.entry, 0o700 if own else 0o777, dir_fd=place.folder)
        with self._naming(parts), self._access.folder(parts):
            pass

    def rename(self, name: Name, other: Name) -> None:
        """Rename an entry within the folder, replacing its target."""
        parts = self._parts(other)
        with (
            self._naming(parts),
            self._access.parent(self._parts(name)) as source,
            self._access.parent(parts) as target,
        ):
            _renamed(source, source.entry, target, target.entry)

    def remove(self, name: Name, *, missing_ok: bool = False) -> None:
        """Remove a file, or a link itself."""
        parts = self._parts(name)
        try:
            with self._naming(parts), self._access.parent(parts) as place:
                os.unlink(place.entry, dir_fd=place.folder)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def remove_folder(self, name: Name) -> None:
        """Remove a folder and its contents as far as possible, following no link."""
        parts = self._parts(name)
        with contextlib.suppress(FileNotFoundError), self._access.parent(parts) as place:
            shutil.rmtree(place.entry, ignore_errors=True, dir_fd=place.folder)


def named(path: Path) -> tuple[ClientFolder, str]:
    """Return the folder and the name of a file that the user names, following links."""
    return beside(Path(os.path.realpath(path)))


def beside(path: Path) -> tuple[ClientFolder, str]:
    """Return the folder of a file that the user names, and its name in it."""
    return ClientFolder(path.parent), path.name


def _private(parts: Parts) -> bool:
    return PRIVATE in parts


def _renamed(source: FolderEntry, entry: str, target: FolderEntry, name: str) -> None:
    """Rename over the target, and force the folder to the disk."""
    for attempt in range(ATTEMPTS):
        try:
            os.replace(entry, name, src_dir_fd=source.folder, dst_dir_fd=target.folder)
            break
        except PermissionError:
            # Windows refuses while a virus scanner or an editor holds the file for a moment.
            if not WINDOWS or attempt == ATTEMPTS - 1:
                raise
            time.sleep(PAUSE * (attempt + 1))
    if target.folder is not None:
        # Some network drives cannot do this; the file itself is safe already.
        with contextlib.suppress(OSError):
            os.fsync(target.folder)
