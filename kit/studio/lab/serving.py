"""Start JupyterLab on a client's notebooks."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from kit.i18n import Language
from kit.room.access import end_rooms_with
from kit.studio.folders import home
from kit.studio.lab import settings
from kit.studio.lab.forking import FORKING
from kit.studio.permission.set_aside import SetAside


@dataclass(frozen=True)
class Lab:
    """The folder and the notebook that JupyterLab opens.

    Attributes
    ----------
    root
        The root folder; files outside of it cannot be opened.
    notebook
        The notebook that is opened first.
    """

    root: Path
    notebook: Path

    @classmethod
    def on(cls, notebook: Path) -> Lab:
        """Return the lab for a client's notebook, with the client's outputs below its root."""
        return cls(home(notebook.resolve().parent.parent), notebook.resolve())

    @property
    def url(self) -> str:
        """The path of the page that is opened first."""
        path = PurePosixPath(self.notebook.relative_to(self.root).as_posix())
        return f"/lab/tree/{quote(str(path))}"


def options(lab: Lab) -> list[str]:
    """Return JupyterLab's options for a lab."""
    return [
        f"--ServerApp.root_dir={lab.root}",
        f"--LabApp.default_url={lab.url}",
        "--ServerApp.ip=127.0.0.1",
    ]


def serve(
    lab: Lab, more: Sequence[str] = (), lang: Language = "en", aside: Sequence[SetAside] = ()
) -> int:
    """Run JupyterLab in this process until it is stopped, and return the exit status.

    It runs in an empty folder: the current one may be a client's, in which Jupyter and its
    extensions would look for programs and configuration.

    Parameters
    ----------
    lang
        The language of messages in pages.
    aside
        The notebooks that were set aside, which the pages report.
    """
    pairs = json.dumps([[str(one.path.resolve()), str(one.aside)] for one in aside])
    with tempfile.TemporaryDirectory(prefix="parcours-lab-", ignore_cleanup_errors=True) as name:
        own = [
            *settings.write(Path(name), lang),
            f"--ClientContents.lang={lang}",
            f"--ClientContents.aside={pairs}",
        ]
        with _isolated(Path(name)):
            FORKING.prepare()  # it imports what notebooks need while the server starts
            from jupyterlab.labapp import LabApp

            try:
                LabApp.launch_instance([*options(lab), *own, *more])
            except SystemExit as ended:
                return ended.code if isinstance(ended.code, int) else 1
            finally:
                end_rooms_with(os.getpid())
        return 0


@contextmanager
def _isolated(folder: Path) -> Iterator[None]:
    """Run the body in an empty folder; kernels inherit an environment without relative imports."""
    before, empty = Path.cwd(), folder / "empty"
    empty.mkdir()
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, (str(folder / "jupyter"), os.environ.get("JUPYTER_PATH")))
    )
    os.environ["PYTHONSAFEPATH"] = "1"
    if modules := os.environ.get("PYTHONPATH"):
        # A relative entry, or an empty one, would name the folder of each notebook.
        absolute = (str(before / entry) for entry in modules.split(os.pathsep) if entry)
        os.environ["PYTHONPATH"] = os.pathsep.join(absolute)
    os.chdir(empty)
    try:
        yield
    finally:
        os.chdir(before)
