"""Open the entries below a folder, by descriptors or by paths that are compared.

Both ways give the same results; :data:`BY_DESCRIPTOR` says whether this system has the first.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kit.client_files.errors import LinkError, SpecialFileError

BY_DESCRIPTOR = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")

CLOSED = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_BINARY", 0)
SAFE = CLOSED | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | SAFE
LINK_ERRORS = (errno.ELOOP, errno.EMLINK, errno.ENOTDIR)
"""Error numbers of ``O_NOFOLLOW`` at a link, and at a file in place of a folder."""

REPARSED = (0xA000000C, 0xA0000003)
"""The tags of symbolic links and junctions on Windows."""

Parts = Sequence[str]


@dataclass(frozen=True)
class FolderEntry:
    """An open folder, and an entry of it.

    Attributes
    ----------
    folder
        The folder's descriptor, for ``dir_fd``; None where entries are whole paths.
    entry
        The entry's name, or its whole path where there is no descriptor.
    """

    folder: int | None
    entry: str

    def beside(self, name: str) -> str:
        """Return another entry of the same folder."""
        return name if self.folder is not None else os.path.join(os.path.dirname(self.entry), name)  # noqa: PTH118, PTH120

    def status(self) -> os.stat_result:
        """Return the status of the entry itself, even of a link."""
        return os.stat(self.entry, dir_fd=self.folder, follow_symlinks=False)


class Access(Protocol):
    """A way to open the entries below a folder, never through a link that is not admitted."""

    def __init__(self, root: Path, client: str, admitted: Callable[[], Sequence[Path]]) -> None: ...

    def folder(self, parts: Parts) -> AbstractContextManager[int | str]:
        """Open a folder for listing."""

    def parent(self, parts: Parts) -> AbstractContextManager[FolderEntry]:
        """Open the folder of an entry."""

    def file(self, parts: Parts, flags: int, mode: int = 0o666) -> int:
        """Return the descriptor of a regular file, or raise :class:`SpecialFileError`."""

    def status(self, parts: Parts) -> os.stat_result:
        """Return the status of an entry, or raise :class:`LinkError` for a link."""


class _Common:
    """Methods of both ways: which links are admitted, and which files are regular."""

    def __init__(self, root: Path, client: str, admitted: Callable[[], Sequence[Path]]) -> None:
        self.root, self.client, self._admitted = root, client, admitted

    def _base(self, folder: str, target: str, parts: Parts) -> tuple[Path, Path]:
        """Return the admitted path that a link leads to or below, and its real path."""
        real = Path(os.path.realpath(Path(folder, target)))
        for base in self._admitted():
            if real.is_relative_to(base):
                return base, real
        raise LinkError.to("/".join(parts), target, self.client)

    @staticmethod
    def _regular(descriptor: int, parts: Parts) -> int:
        """Return the descriptor of a regular file; close any other and raise."""
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISREG(kind):
            return descriptor
        os.close(descriptor)
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), "/".join(parts))
        raise SpecialFileError.of("/".join(parts))


class Descriptors(_Common):
    """Open component by component, each relative to the descriptor of the one before."""

    @contextmanager
    def _opened(self, parts: Parts) -> Iterator[tuple[int, str]]:
        """Hold a folder open; its path at that time is for messages alone."""
        path = str(self.root)
        folder = os.open(path, FOLDER)
        try:
            for number, _ in enumerate(parts, 1):
                inner, path = self._step(folder, path, parts[:number], FOLDER, 0)
                os.close(folder)
                folder = inner
            yield folder, path
        finally:
            os.close(folder)

    def _step(self, folder: int, path: str, parts: Parts, flags: int, mode: int) -> tuple[int, str]:
        try:
            return os.open(parts[-1], flags, mode, dir_fd=folder), f"{path}{os.sep}{parts[-1]}"
        except OSError as error:
            if error.errno == errno.ENXIO:  # a FIFO without a reader, or a socket
                raise SpecialFileError.of("/".join(parts)) from None
            if error.errno not in LINK_ERRORS:
                raise
            try:
                target = os.readlink(parts[-1], dir_fd=folder)
            except OSError:
                raise error from None
        base, real = self._base(path, target, parts)
        return self._below(base, real, flags, mode), str(real)

    def _below(self, base: Path, real: Path, flags: int, mode: int) -> int:
        """Open an entry below an admitted path, from there on without links."""
        parts = real.relative_to(base).parts
        if not parts:
            return os.open(base, flags, mode)
        with Descriptors(base, self.client, tuple)._opened(parts[:-1]) as (folder, _):
            return os.open(parts[-1], flags, mode, dir_fd=folder)

    @contextmanager
    def folder(self, parts: Parts) -> Iterator[int | str]:
        """Open a folder for listing."""
        with self._opened(parts) as (folder, _):
            yield folder

    @contextmanager
    def parent(self, parts: Parts) -> Iterator[FolderEntry]:
        """Open the folder of an entry."""
        with self._opened(parts[:-1]) as (folder, _):
            yield FolderEntry(folder, parts[-1])

    def file(self, parts: Parts, flags: int, mode: int = 0o666) -> int:
        """Return the descriptor of a regular file."""
        with self._opened(parts[:-1]) as (folder, path):
            opened, _ = self._step(folder, path, parts, flags | SAFE, mode)
        return self._regular(opened, parts)

    def status(self, parts: Parts) -> os.stat_result:
        """Return the status of an entry; for an admitted link, that of its target."""
        with self._opened(parts[:-1]) as (folder, path):
            found = FolderEntry(folder, parts[-1]).status()
            if not stat.S_ISLNK(found.st_mode):
                return found
            opened, _ = self._step(folder, path, parts, os.O_RDONLY | SAFE, 0)
        try:
            return os.fstat(opened)
        finally:
            os.close(opened)


class Paths(_Common):
    """Open by path, compared before and after: for systems without ``dir_fd``."""

    def _checked(self, parts: Parts) -> str:
        path = str(self.root)
        base = self.root
        for number, part in enumerate(parts, 1):
            folder, path = path, os.path.join(path, part)  # noqa: PTH118
            if _is_link(path):
                base, real = self._base(folder, os.readlink(path), parts[:number])  # noqa: PTH115
                path = str(real)
        if not Path(os.path.realpath(path)).is_relative_to(base):
            raise LinkError.to("/".join(parts), os.path.realpath(path), self.client)
        return path

    @contextmanager
    def folder(self, parts: Parts) -> Iterator[int | str]:
        """Return a folder for listing."""
        yield self._checked(parts)

    @contextmanager
    def parent(self, parts: Parts) -> Iterator[FolderEntry]:
        """Return the folder of an entry, which must exist."""
        folder = self._checked(parts[:-1])
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder)
        yield FolderEntry(None, os.path.join(folder, parts[-1]))  # noqa: PTH118

    def file(self, parts: Parts, flags: int, mode: int = 0o666) -> int:
        """Return the descriptor of a regular file."""
        path = self._checked(parts)
        try:
            opened = os.open(path, flags | SAFE, mode)
        except OSError as error:
            if error.errno == errno.ENXIO:
                raise SpecialFileError.of("/".join(parts)) from None
            raise
        try:
            again = self._checked(parts)
            if again != path or not os.path.samestat(os.fstat(opened), os.lstat(again)):
                raise LinkError.to("/".join(parts), os.path.realpath(path), self.client)
        except BaseException:
            os.close(opened)
            raise
        return self._regular(opened, parts)

    def status(self, parts: Parts) -> os.stat_result:
        """Return the status of an entry; for an admitted link, that of its target."""
        return os.lstat(self._checked(parts))


def _is_link(path: str) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in REPARSED
