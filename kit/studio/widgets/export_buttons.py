"""Buttons that create a client's files, each in a process of its own, and link to them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import ipywidgets
from markupsafe import Markup

from kit.errors import explain, reason
from kit.exports import FORMATS, format_named
from kit.i18n import N_, NP_, Message, Texts
from kit.report.output import report_name
from kit.studio.folders import NOTEBOOKS, OUTPUTS, home, link, outputs
from kit.studio.sync.threads import start_thread

TITLE = N_("Create files")
WAITING = N_("{label}: waiting for the file before it.")
CREATED = NP_("{count} file created so far", "{count} files created so far")
ENDED = N_("The command ended without a message (exit status {status}).")
NO_START = N_("Python could not be started: {reason}")

COMMAND = "import sys; from kit.cli import run; sys.exit(run(sys.argv[1:]))"

SHOWN_IN_LAB = (".html", ".pdf")
"""Files that JupyterLab opens in a tab; all others are downloaded."""


@dataclass(frozen=True)
class Export:
    """Files that one button creates.

    Attributes
    ----------
    name
        The subcommand; then the format of a report, or what tells it from others: ``report pdf``.
    label, progress, result, failure
        Texts of the button, of the time it takes, of the link to the file, and of a failure.
    options
        Further options of the subcommand.
    for_customers
        Whether the files are in the workshop's language, not in the reader's.
    """

    name: str
    label: Message
    progress: Message
    result: Message
    failure: Message
    options: tuple[str, ...] = ()
    for_customers: bool = False

    @property
    def format(self) -> str:
        """The format of the report; empty for other files."""
        subcommand, _, rest = self.name.partition(" ")
        return rest if subcommand == "report" else ""

    def arguments(self, folder: Path) -> list[str]:
        """Return the subcommand for a client's folder, without language and outputs.

        A report is created again in every format that is there, so that all are of one state;
        alone, it would rename those in other formats as older ones.
        """
        subcommand = self.name.partition(" ")[0]
        if subcommand != "report":
            return [subcommand, str(folder), *self.options]
        target = outputs(folder)
        formats = [
            name
            for name in FORMATS
            if name in ("html", self.format) or _report_file(target, name).is_file()
        ]
        return [subcommand, str(folder), "--to", ",".join(formats)]

    def wanted(self, files: list[Path], folder: Path) -> list[Path]:
        """Return the files to link to: of a report, the one in this export's format."""
        if not self.format:
            return files
        report = _report_file(outputs(folder), self.format)
        return [report] if report in files else []


def _report_file(target: Path, name: str) -> Path:
    """Return the client edition of a report in a format."""
    return target / f"{report_name('client')}{format_named(name).SUFFIX}"


EXPORTS = (
    Export(
        "report html",
        N_("Create report"),
        N_("Creating the report…"),
        N_("Open the report"),
        N_("The report could not be created:"),
    ),
    Export(
        "report pdf",
        N_("PDF"),
        N_("Creating the PDF…"),
        N_("Open the PDF"),
        N_("The PDF could not be created:"),
    ),
    Export(
        "report pptx",
        N_("Deck (PowerPoint)"),
        N_("Creating the deck…"),
        N_("Download the deck"),
        N_("The deck could not be created:"),
    ),
    Export(
        "poster",
        N_("Poster"),
        N_("Creating the poster…"),
        N_("Open the poster"),
        N_("The poster could not be created:"),
    ),
    Export(
        "canvas",
        N_("Canvases"),
        N_("Creating the canvases…"),
        N_("Open the canvases"),
        N_("The canvases could not be created:"),
    ),
    Export(
        "handout",
        N_("Handouts"),
        N_("Creating the handouts…"),
        N_("Open the handouts:"),
        N_("The handouts could not be created:"),
    ),
    Export(
        "tables",
        N_("Tables (Excel)"),
        N_("Creating the tables…"),
        N_("Download the tables"),
        N_("The tables could not be created:"),
    ),
    Export(
        "questions",
        N_("Customer questionnaire"),
        N_("Creating the questionnaire…"),
        N_("Download the questionnaire:"),
        N_("The questionnaire could not be created:"),
        for_customers=True,
    ),
    Export(
        "questions employees",
        N_("Employee questionnaire"),
        N_("Creating the questionnaire…"),
        N_("Download the questionnaire:"),
        N_("The questionnaire could not be created:"),
        options=("--employees",),
        for_customers=True,
    ),
)


@dataclass(frozen=True)
class Execution:
    """Outcome of a command: the files it printed, its messages and its exit status."""

    files: list[Path]
    messages: str
    status: int


def execute(
    arguments: list[str], folder: str, t: Texts, progress: Callable[[int], None]
) -> Execution:
    """Execute the command in a process of its own, and report how many files it has printed.

    Messages are in the reader's language.

    Parameters
    ----------
    folder
        The path of each file begins with it; a printed line that does not belongs to the path
        before it, whose name has a line break.

    Raises
    ------
    OSError
        If no process can be started.
    """
    environment = {**os.environ, "PARCOURS_LANG": t.lang, "PYTHONIOENCODING": "utf-8:replace"}
    start = folder + os.sep
    paths: list[str] = []
    with tempfile.TemporaryFile() as messages:
        process = subprocess.Popen(  # noqa: S603 - the kit's own command
            [sys.executable, "-P", "-c", COMMAND, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=messages,
            env=environment,
            cwd=working_folder(),
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        with process:
            for line in process.stdout or ():
                if line.startswith(start):
                    paths.append(line)
                    progress(len(paths))
                elif paths:
                    paths[-1] += line
        messages.seek(0)
        said = messages.read().decode("utf-8", "replace").strip()
    files = [Path(path.removesuffix("\n")) for path in paths]
    return Execution(files, said, process.returncode)


def working_folder() -> str | None:
    """Return a folder in which a process can start; None for that of the notebook.

    Python ends with a traceback where its working folder is gone: with a client's folder that was
    moved while its notebook was open.
    """
    try:
        Path.cwd()
    except OSError:
        return tempfile.gettempdir()
    return None


class ExportButtons(ipywidgets.VBox):
    """A button for each kind of file that a client's workshop gives.

    One file is created at a time, in a process apart: the notebook stays usable, and what is
    asked for in the meantime waits.
    """

    def __init__(self, folder: Path, t: Texts) -> None:
        self._folder, self._t = folder, t
        self._turn, self._writing = threading.Lock(), threading.Lock()
        self._states: dict[str, Markup] = {}
        self.buttons = {export.name: self._button(export) for export in EXPORTS}
        self.output = ipywidgets.Output()
        row = ipywidgets.HBox(
            list(self.buttons.values()), layout={"flex_flow": "row wrap", "grid_gap": "8px"}
        )
        title = ipywidgets.HTML(Markup("<h2>{}</h2>").format(t(TITLE)))
        super().__init__([title, row, self.output])
        self.add_class("parcours-widgets")

    def _button(self, export: Export) -> ipywidgets.Button:
        first = export is EXPORTS[0]
        button = ipywidgets.Button(
            description=self._t(export.label),
            button_style="primary" if first else "",
            layout={"width": "auto"},
        )
        button.on_click(lambda _: self.start(export))
        return button

    def start(self, export: Export) -> threading.Thread | None:
        """Create an export's files beside the notebook; return the thread that waits for them.

        None while they are being created: a button that is pressed twice is meant once.
        """
        if self.buttons[export.name].disabled:
            return None
        self.buttons[export.name].disabled = True
        waiting = WAITING if self._turn.locked() else export.progress
        self._show(export, self._status(self._t(waiting, label=export.label), "parcours-busy"))
        return start_thread(self.create, export, name=f"parcours {export.name}")

    def create(self, export: Export) -> None:
        """Create an export's files, and show the links to them or the error."""
        try:
            with self._turn:
                self._progress(export, 0)
                execution = self._execute(export)
            self._show(export, self._result(export, execution))
        except OSError as error:
            failed = self._t(NO_START, reason=reason(error))
            self._show(export, self._failure(export, failed))
        except Exception as error:  # the status would say for ever that the file is being created
            self._show(export, self._failure(export, explain(error, self._t)))
        finally:
            self.buttons[export.name].disabled = False

    def _execute(self, export: Export) -> Execution:
        out = str(home(self._folder) / OUTPUTS)
        lang = [] if export.for_customers else ["--lang", self._t.lang]
        arguments = [*export.arguments(self._folder), *lang, "--out", out]
        return execute(arguments, out, self._t, lambda count: self._progress(export, count))

    def _progress(self, export: Export, count: int) -> None:
        says = self._t(export.progress)
        if count:
            says = f"{says} ({self._t(CREATED, count=count)})"
        self._show(export, self._status(says, "parcours-busy"))

    def _result(self, export: Export, execution: Execution) -> Markup:
        files = export.wanted(execution.files, self._folder)
        if not files:
            status = self._t(ENDED, status=str(execution.status))
            return self._failure(export, execution.messages or status)
        links = Markup(" ").join(self._link(export, file, len(files) > 1) for file in files)
        if len(files) > 1:
            links = Markup("{} {}").format(self._t(export.result), links)
        shown = self._status(links)
        if execution.messages:
            shown += Markup("<pre>{}</pre>").format(execution.messages)
        return shown

    def _link(self, export: Export, file: Path, several: bool) -> Markup:
        """Return the link to a file; beside others, it has the file's name."""
        href = quote(link(file, self._folder / NOTEBOOKS))
        download = Markup("") if file.suffix in SHOWN_IN_LAB else Markup(" download")
        text = file.name if several else self._t(export.result)
        return Markup('<a class="way-on" href="{}"{}>{}</a>').format(href, download, text)

    def _failure(self, export: Export, reason: str) -> Markup:
        says = self._status(self._t(export.failure))
        return says + Markup("<pre>{}</pre>").format(reason)

    @staticmethod
    def _status(says: str | Markup, kind: str = "") -> Markup:
        return Markup('<p role="status" class="parcours-export {}">{}</p>').format(kind, says)

    def _show(self, export: Export, markup: Markup) -> None:
        """Show the state of an export; those of others stay."""
        with self._writing:
            self._states[export.name] = markup
            shown = Markup("").join(self._states.values())
            self.output.outputs = (
                {
                    "output_type": "display_data",
                    "data": {"text/html": str(shown), "text/plain": ""},
                    "metadata": {},
                },
            )
