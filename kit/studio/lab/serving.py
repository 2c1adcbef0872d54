"""Starting JupyterLab on a client's notebooks."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from kit.studio.lab import settings
from kit.studio.whereabouts import home


@dataclass(frozen=True)
class Lab:
    """What JupyterLab is opened on.

    Attributes
    ----------
    root
        The folder that it shows; nothing outside of it can be opened there.
    notebook
        The notebook that it opens.
    """

    root: Path
    notebook: Path

    @classmethod
    def on(cls, notebook: Path) -> Lab:
        """Return JupyterLab on a notebook of a client's, with the client's outputs in reach."""
        return cls(home(notebook.resolve().parent.parent), notebook.resolve())

    @property
    def url(self) -> str:
        """The page on which it opens."""
        path = PurePosixPath(self.notebook.relative_to(self.root).as_posix())
        return f"/lab/tree/{quote(str(path))}"


def options(lab: Lab) -> list[str]:
    """Return how JupyterLab is told what to open."""
    return [
        f"--ServerApp.root_dir={lab.root}",
        f"--LabApp.default_url={lab.url}",
        "--ServerApp.ip=127.0.0.1",
    ]


def serve(lab: Lab, more: Sequence[str] = ()) -> int:
    """Run JupyterLab in this process until it is stopped, and return the exit status."""
    with tempfile.TemporaryDirectory(prefix="parcours-lab-", ignore_cleanup_errors=True) as name:
        own = settings.write(Path(name))
        before = os.environ.get("JUPYTER_PATH")
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (f"{name}/jupyter", before)))
        from jupyterlab.labapp import LabApp

        try:
            LabApp.launch_instance([*options(lab), *own, *more])
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else 1
        return 0
