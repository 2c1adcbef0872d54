"""Refuse links in a client's folder in JupyterLab.

Jupyter opens files by their path. Each path is checked before, and refused if any part of it below
the root is a link. A link that replaces a file between the check and the opening is not noticed.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.filecheckpoints import AsyncFileCheckpoints
from tornado import web

from kit.client_files import ClientFolder, LinkError
from kit.i18n import Language, texts


class LinkRefusedError(web.HTTPError, OSError):
    """A refused link: status 403 for pages, and ``ELOOP`` for Jupyter's listings, which skip it."""

    def __init__(self, message: str) -> None:
        # An HTTP status line can only hold Latin-1.
        reason = message.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
        reason = reason.encode("latin-1", "replace").decode("latin-1")
        web.HTTPError.__init__(self, 403, message.replace("%", "%%"), reason=reason)
        self.errno = errno.ELOOP


def check_path(root: str, path: str, lang: Language) -> None:
    """Raise :class:`LinkRefusedError` where a path below ``root`` is a link or crosses one.

    Parameters
    ----------
    path
        As Jupyter's API has it: relative to ``root``, its parts separated by ``/``.
    lang
        The language of the refusal.
    """
    name = path.strip("/")
    if not name:
        return
    try:
        ClientFolder(root, allowed=()).status(name)
    except LinkError as error:
        raise LinkRefusedError(texts(lang)(error.message)) from None
    except OSError:
        pass  # missing, or not a valid name: Jupyter reports it


class ClientCheckpoints(AsyncFileCheckpoints):
    """Jupyter's checkpoints, never written through a link."""

    def checkpoint_path(self, checkpoint_id: str, path: str) -> str:
        """Return the path of a checkpoint."""
        parent = path.strip("/").rpartition("/")[0]
        contents: Any = self.parent
        check_path(self.root_dir, f"{parent}/{self.checkpoint_dir}", contents.language)
        found = Path(super().checkpoint_path(checkpoint_id, path))
        check_path(self.root_dir, f"{parent}/{self.checkpoint_dir}/{found.name}", contents.language)
        return str(found)
