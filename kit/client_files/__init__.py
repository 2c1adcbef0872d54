"""Open, list, write and remove what lies in a client's folder, and nothing beyond it.

Client folders come from other people, and a link in one may lead anywhere. :class:`ClientFolder`
is the only way from the kit to the files of a client's folder.

- Names are relative to the folder: no ``..``, nothing absolute, no NUL, never empty.
- On POSIX a name is opened component by component, each relative to the descriptor of the one
  before and never through a link (``dir_fd``, ``O_NOFOLLOW``). A link that is swapped in at any
  moment is refused; nothing outside is read or written. Links that stay inside the folder are
  refused too: one rule without exceptions.
- Where descriptors cannot be used so (Windows), the path is resolved and compared before and after
  it is opened. A folder swapped for a link between those two moments, or before a rename or a
  removal, is not noticed.
- Only regular files are opened. A FIFO, a device or a socket is refused at once, never waited for.
- The folder itself is resolved once: a person may keep it behind links of their own.
- A link is followed where the person has admitted what it leads to (:mod:`kit.consent`): the walk
  goes on from the admitted folder under the same rules.

Hard links are regular files and cannot be told apart: an archive that is unpacked can only create
them to files of its own or of the person who unpacks it.
"""

from kit.client_files.errors import (
    ClientFileError,
    LinkError,
    NameRefusedError,
    SpecialFileError,
    TooLargeError,
)
from kit.client_files.folder import PRIVATE, ClientFolder, beside, named
from kit.client_files.locks import FolderLock
from kit.client_files.names import parts_of
from kit.client_files.reading import Entry
from kit.locks import LockTimeoutError

__all__ = [
    "PRIVATE",
    "ClientFileError",
    "ClientFolder",
    "Entry",
    "FolderLock",
    "LinkError",
    "LockTimeoutError",
    "NameRefusedError",
    "SpecialFileError",
    "TooLargeError",
    "beside",
    "named",
    "parts_of",
]
