"""Button that creates a client's report and links to it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import quote

import ipywidgets
from markupsafe import Markup

from kit.i18n import N_, Texts
from kit.studio.folders import NOTEBOOKS, home, link, outputs
from kit.studio.folders import OUTPUTS as OUTPUTS_FOLDER

MAKE = N_("Create report")
MAKING = N_("Creating the report…")
OPEN = N_("Open the report")
FAILED = N_("The report could not be created:")

COMMAND = "import sys; from kit.cli import run; sys.exit(run(sys.argv[1:]))"


class ReportButton(ipywidgets.VBox):
    """A button that creates a client's report, in a process of its own."""

    def __init__(self, folder: Path, t: Texts) -> None:
        self._folder, self._t = folder, t
        self.button = ipywidgets.Button(
            description=t(MAKE), button_style="primary", layout={"width": "auto"}
        )
        self.output = ipywidgets.Output()
        super().__init__([self.button, self.output])
        self.add_class("parcours-widgets")
        self.button.on_click(self._clicked)

    def _clicked(self, _: ipywidgets.Button) -> None:
        self.button.disabled = True
        self._show(Markup("<p role='status'>{}</p>").format(self._t(MAKING)))
        threading.Thread(target=self.make, name="parcours-report", daemon=True).start()

    def make(self) -> None:
        """Create the report, and show the link to it or the error."""
        done = subprocess.run(  # noqa: S603 - the kit's own command
            [
                *(sys.executable, "-P", "-c", COMMAND, "report", str(self._folder)),
                *("--lang", self._t.lang, "--out", str(home(self._folder) / OUTPUTS_FOLDER)),
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        report = outputs(self._folder) / "report.html"
        if done.returncode == 0 and report.exists():
            href = quote(link(report, self._folder / NOTEBOOKS))
            shown = Markup('<p role="status"><a class="way-on" href="{}">{}</a></p>')
            result = shown.format(href, self._t(OPEN))
        else:
            result = Markup('<p role="status">{}</p><pre>{}</pre>').format(
                self._t(FAILED), done.stderr.strip()
            )
        self._show(result)
        self.button.disabled = False

    def _show(self, markup: str) -> None:
        self.output.outputs = (
            {
                "output_type": "display_data",
                "data": {"text/html": str(markup), "text/plain": ""},
                "metadata": {},
            },
        )
