"""List and read the files of a folder, by names relative to it."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path, PurePath
from typing import Literal

from kit.atomic import naming
from kit.client_files.access import BY_DESCRIPTOR, Access, Descriptors, Paths
from kit.client_files.errors import LinkError, TooLargeError
from kit.client_files.local import readable
from kit.client_files.names import parts_of
from kit.consent import allowed_paths

Name = str | PurePath
Kind = Literal["file", "folder", "link", "other"]
Parts = tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """An entry of a client's folder.

    Attributes
    ----------
    name
        Relative to the client's folder, with ``/`` between its parts.
    kind
        ``link`` is one that is not admitted; ``other`` a FIFO, a device or a socket.
    """

    name: str
    kind: Kind


class FolderReader:
    """The reading methods of :class:`kit.client_files.ClientFolder`.

    Parameters
    ----------
    root
        The folder, as the person names it; it may be reached through links.
    allowed
        The paths that links in the folder may lead to; by default those that the person has
        admitted (:func:`kit.consent.allowed_paths`).
    inside
        A folder of it to which names are relative; no link in between is followed either.
    access
        How its entries are opened; by descriptors where the system can.
    """

    def __init__(
        self,
        root: Path | str,
        allowed: Sequence[Path] | None = None,
        inside: Name = "",
        access: type[Access] = Descriptors if BY_DESCRIPTOR else Paths,
    ) -> None:
        self._inside = parts_of(inside) if inside else ()
        self.path = Path(root, *self._inside)
        real = Path(os.path.realpath(root))
        self.real = real.joinpath(*self._inside)
        self._root, self._allowed = real, allowed
        self._access: Access = access(real, str(root), self._admitted)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self.path)!r})"

    def _admitted(self) -> Sequence[Path]:
        allowed = allowed_paths(self._root) if self._allowed is None else self._allowed
        return [Path(os.path.realpath(path)) for path in allowed]

    def _parts(self, name: Name) -> Parts:
        return (*self._inside, *parts_of(name))

    def _naming(self, parts: Parts) -> AbstractContextManager[None]:
        """Put the whole path into an error of the system, not the last component alone."""
        return naming(self.path.joinpath(*parts[len(self._inside) :]))

    def name_of(self, path: Path) -> str:
        """Return the name of a path below the folder as written, resolving no link.

        Raises
        ------
        ValueError
            Where the path is not written as one below the folder.
        """
        base = self.path if path.is_relative_to(self.path) else self.real
        return path.relative_to(base).as_posix()

    # --- looking ---------------------------------------------------------------------------------

    def status(self, name: Name) -> os.stat_result:
        """Return size, times and kind of an entry.

        Raises
        ------
        FileNotFoundError
            Where there is none.
        LinkError
            Where it is a link, or behind one.
        """
        parts = self._parts(name)
        with self._naming(parts):
            return self._access.status(parts)

    def exists(self, name: Name) -> bool:
        """Return whether an entry of this name exists, even if it is a link."""
        try:
            with self._access.parent(self._parts(name)) as place:
                place.status()
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def is_file(self, name: Name) -> bool:
        """Return whether a regular file exists; raise :class:`LinkError` at a link."""
        return self._has(name, stat.S_ISREG)

    def is_folder(self, name: Name) -> bool:
        """Return whether a folder exists; raise :class:`LinkError` at a link."""
        return self._has(name, stat.S_ISDIR)

    def _has(self, name: Name, kind: Callable[[int], bool]) -> bool:
        try:
            return kind(self.status(name).st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False

    def entries(self, name: Name = "") -> list[Entry]:
        """Return the entries of a folder by name; none if it does not exist."""
        parts = parts_of(name) if name else ()
        try:
            with (
                self._access.folder((*self._inside, *parts)) as folder,
                os.scandir(folder) as found,
            ):
                kinds = {entry.name: entry.stat(follow_symlinks=False).st_mode for entry in found}
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [
            Entry("/".join((*parts, n)), self._kind((*parts, n), kinds[n])) for n in sorted(kinds)
        ]

    def _kind(self, parts: Parts, mode: int) -> Kind:
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            try:  # an admitted link is what it leads to
                mode = self._access.status((*self._inside, *parts)).st_mode
            except OSError as error:
                return "link" if isinstance(error, LinkError) else "other"
        if stat.S_ISREG(mode):
            return "file"
        return "folder" if stat.S_ISDIR(mode) else "other"

    def files(self, name: Name = "", pattern: str = "*") -> list[str]:
        """Return the regular files of a folder whose names match, in order."""
        return [
            entry.name
            for entry in self.entries(name)
            if entry.kind == "file" and fnmatchcase(entry.name.rpartition("/")[2], pattern)
        ]

    def walk(
        self, name: Name = "", enter: Callable[[str], bool] = lambda name: True
    ) -> Iterator[Entry]:
        """Yield every entry below a folder except folders, each once.

        Parameters
        ----------
        enter
            Whether to go into a folder.
        """
        yield from self._walk(str(name), enter, set())

    def _walk(
        self, name: str, enter: Callable[[str], bool], seen: set[tuple[int, int]]
    ) -> Iterator[Entry]:
        for entry in self.entries(name):
            if entry.kind != "folder":
                yield entry
                continue
            with contextlib.suppress(OSError):
                found = self.status(entry.name)
                at = found.st_dev, found.st_ino
                if at not in seen and enter(entry.name):  # admitted links may lead in a circle
                    seen.add(at)
                    yield from self._walk(entry.name, enter, seen)

    # --- reading ---------------------------------------------------------------------------------

    def open(self, name: Name) -> BufferedReader:
        """Return a regular file, open for reading."""
        parts = self._parts(name)
        with self._naming(parts):
            return open(self._access.file(parts, os.O_RDONLY), "rb")  # noqa: PTH123

    def read_bytes(self, name: Name, limit: int | None = None) -> bytes:
        """Return the contents of a file.

        Raises
        ------
        TooLargeError
            Where that is more than ``limit`` bytes.
        """
        with self.open(name) as file:
            content = file.read(-1 if limit is None else limit + 1)
        if limit is not None and len(content) > limit:
            raise TooLargeError.of(str(name), limit)
        return content

    def read_text(
        self, name: Name, encoding: str = "utf-8", errors: str = "strict", limit: int | None = None
    ) -> str:
        """Return the contents of a file as text, with line ends unchanged."""
        return self.read_bytes(name, limit).decode(encoding, errors)

    def digest(self, name: Name) -> str:
        """Return the SHA-256 of a file."""
        with self.open(name) as file:
            return file_digest(file, "sha256").hexdigest()

    @contextmanager
    def local(self, name: Name) -> Iterator[Path]:
        """Provide a path for a reader that opens files by path, as those in C do.

        The path ends in the file's own name, and exists as long as the context. It leads to the
        file that was opened, even if the folder changes meanwhile: through its descriptor on Linux,
        else in a private copy.
        """
        parts = self._parts(name)
        with self.open(name) as file, readable(file, parts[-1]) as path:
            yield path
