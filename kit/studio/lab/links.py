"""Links in a client's folder are not followed in JupyterLab either.

Jupyter opens files by their path. Each path is looked through before, and refused where any part
of it below the folder that is shown is a link. What is swapped in between the two is not noticed.
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
    """A link: status 403 to a page, and ``ELOOP`` to Jupyter's listings, which pass over it."""

    def __init__(self, message: str) -> None:
        # HTTP's status line holds Latin-1 alone.
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
        pass  # it is not there, or no name of a file: Jupyter says so


class ClientCheckpoints(AsyncFileCheckpoints):
    """Jupyter's checkpoints, written into no folder that a link stands for."""

    def checkpoint_path(self, checkpoint_id: str, path: str) -> str:
        """Return where a checkpoint is kept."""
        parent = path.strip("/").rpartition("/")[0]
        contents: Any = self.parent
        jupyters: Any = super().checkpoint_path
        check_path(self.root_dir, f"{parent}/{self.checkpoint_dir}", contents.language)
        found = Path(jupyters(checkpoint_id, path))
        check_path(self.root_dir, f"{parent}/{self.checkpoint_dir}/{found.name}", contents.language)
        return str(found)
