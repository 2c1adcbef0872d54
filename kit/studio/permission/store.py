"""Store permissions in the user's own data folder, each in a small file."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

import platformdirs

from kit import atomic
from kit.errors import reason
from kit.i18n import N_, Message

Origin = Literal["kit", "person"]
"""The giver of a permission: the kit, which wrote the notebook, or a person."""

INSIDE = N_(
    "The folder of your own data, {store}, must be an absolute path outside the client’s "
    "folder {client}: no notebook in it runs by itself."
)
UNREADABLE = N_(
    "The permission of a notebook cannot be read from {path} ({reason}): it counts as not given. "
    "Delete that file, and open the client with “parcours lab” again."
)
UNWRITABLE = N_(
    "The permission of a notebook cannot be written to {path} ({reason}): the notebook does not "
    "run by itself. Make that folder writable."
)


class StoreError(Exception):
    """The store cannot be read or written.

    Attributes
    ----------
    message
        The error, the file, and a remedy.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def data_folder() -> Path:
    """Return the folder of the store, such as ``~/.local/share/parcours-kit/permissions``."""
    return platformdirs.user_data_path("parcours-kit", appauthor=False) / "permissions"


@dataclass(frozen=True)
class Permissions:
    """The permissions of this user on this machine.

    A permission is for one content of one notebook in one client's folder: its key is the folder's
    real path, the notebook's name and the digest of the notebook. A folder that was moved or copied
    has no permissions; nor has another folder in its place, unless it holds the same notebook.
    Each permission is a file of its own, written atomically, so that processes need no lock.
    """

    folder: Path = field(default_factory=data_folder)

    def origin(self, client: Path, name: str, digest: str) -> Origin | None:
        """Return the origin of a notebook's permission, or None if it has none.

        Raises
        ------
        StoreError
            If the store cannot be read: the notebook then counts as without permission.
        """
        key = self._key(client, name, digest)
        path = self._path(client, key)
        try:
            entry = json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(UNREADABLE.filled(path=str(path), reason=reason(error))) from error
        except (ValueError, RecursionError) as error:
            raise StoreError(UNREADABLE.filled(path=str(path), reason=str(error))) from error
        for origin in get_args(Origin):
            if entry == {**key, "origin": origin}:
                found: Origin = origin
                return found
        raise StoreError(UNREADABLE.filled(path=str(path), reason="JSON"))

    def grant(self, client: Path, name: str, digest: str, origin: Origin) -> None:
        """Give permission to a notebook; an existing permission keeps its origin.

        Raises
        ------
        StoreError
            If the permission cannot be written.
        """
        key = self._key(client, name, digest)
        path = self._path(client, key)
        try:
            if self.origin(client, name, digest):
                return
        except StoreError:
            pass  # a damaged entry is replaced
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            atomic.write_bytes(path, json.dumps({**key, "origin": origin}).encode())
            path.chmod(0o600)
        except OSError as error:
            says = UNWRITABLE.filled(path=str(self.folder), reason=reason(error))
            raise StoreError(says) from error

    def _key(self, client: Path, name: str, digest: str) -> dict[str, str]:
        return {"client": os.path.realpath(client), "notebook": name, "digest": digest}

    def _path(self, client: Path, key: dict[str, str]) -> Path:
        real = Path(os.path.realpath(self.folder))
        if not self.folder.is_absolute() or real.is_relative_to(key["client"]):
            raise StoreError(INSIDE.filled(store=str(self.folder), client=str(client)))
        hashed = sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()
        return self.folder / f"{hashed}.json"
