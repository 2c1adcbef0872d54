"""Lock a client's folder for one writer at a time, if the drive has locks."""

from __future__ import annotations

from pathlib import Path

from kit.client_files.folder import ClientFolder
from kit.client_files.reading import Name
from kit.i18n import N_, Message, UserText
from kit.locks import POLL, Lock

UNGUARDED = N_(
    "This drive does not support file locks (“{folder}”). You can go on, but two people who "
    "save there at the same time may overwrite each other."
)


class FolderLock(Lock):
    """A lock on a file of a client's folder; :meth:`notice` says where the drive has none.

    Parameters
    ----------
    timeout
        For how many seconds it is waited for.
    """

    def __init__(
        self, folder: ClientFolder, name: Name, timeout: float, poll: float = POLL
    ) -> None:
        super().__init__(lambda: folder.lock_file(name), timeout, poll)
        self.folder = folder

    @property
    def warning(self) -> Message | None:
        """The warning that the drive has no locks, or None if the lock was taken."""
        return None if self.guarded else UNGUARDED.filled(folder=UserText(str(self.folder.path)))

    def notice(self) -> Message | None:
        """Return the warning once for each folder and process."""
        if self.guarded or self.folder.real in _noticed:
            return None
        _noticed.add(self.folder.real)
        return self.warning


_noticed: set[Path] = set()
