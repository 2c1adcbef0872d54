"""Add evidence sources in the start notebook, as ``parcours evidence add`` does."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath

import ipywidgets
from markupsafe import Markup
from traitlets import Bunch

from kit.blocks import Block, Heading, Section
from kit.client_files import ClientFolder
from kit.evidence import Options, Question, Reading, UnreadableError
from kit.evidence.add_source import (
    SourceDetails,
    add_source,
    apply_answer,
    propose_source,
    read_named_file,
)
from kit.evidence.describe import describe_reading, open_questions
from kit.evidence.query.open_source import FOLDER
from kit.exports import html
from kit.i18n import N_, Texts
from kit.sources import SOURCE_KINDS
from kit.workshop import WorkshopError, load

TITLE = N_("Add a client file as a source")
CHOOSE = N_("A file")
IN_FOLDER = N_("From the folder “evidence”")
NAME = N_("Source name")
KIND = N_("Source type")
DECLARE = N_("Add source")
DECLARED = N_("Added as “{id}”. Define its figures under “measures” in the workshop file.")
NONE = N_("(choose)")
NO_KIND = N_("The name cannot be used for a source.")


class EvidenceAdder(ipywidgets.VBox):
    """Form to add a source: choose a file, check how it was read, answer questions, add it."""

    def __init__(self, workshop: Path, t: Texts) -> None:
        self._workshop, self._t = workshop, t
        self._uploads = tempfile.TemporaryDirectory()
        self._options = Options()
        self._file: Path | None = None
        self._reading: Reading | None = None
        wide = {"layout": {"width": "44em"}, "style": {"description_width": "14em"}}
        self.upload = ipywidgets.FileUpload(description=t(CHOOSE), multiple=False)
        self.existing = ipywidgets.Dropdown(
            options=self._undeclared(), description=t(IN_FOLDER), **wide
        )
        self.name = ipywidgets.Text(description=t(NAME), **wide)
        self.kind = ipywidgets.Dropdown(
            options=[(t(label), kind) for kind, label in SOURCE_KINDS.items()],
            description=t(KIND),
            **wide,
        )
        self.questions = ipywidgets.VBox([])
        self.shown = ipywidgets.HTML()
        self.button = ipywidgets.Button(
            description=t(DECLARE),
            button_style="primary",
            disabled=True,
            layout={"width": "auto"},
        )
        super().__init__(
            [
                ipywidgets.HTML(Markup("<h2>{}</h2>").format(t(TITLE))),
                *(self.upload, self.existing, self.shown, self.questions),
                *(self.name, self.kind, self.button),
            ]
        )
        self.add_class("parcours-widgets")
        self.upload.observe(self._uploaded, "value")
        self.existing.observe(self._chosen, "value")
        self.button.on_click(self._declare)

    @property
    def _folder(self) -> Path:
        return self._workshop.parent / FOLDER

    def _undeclared(self) -> list[tuple[str, str]]:
        """Return the files of the evidence folder that no source uses yet."""
        try:
            declared = {source.file for source in load(self._workshop).journey.evidence}
        except WorkshopError:
            declared = set()
        try:
            files = ClientFolder(self._workshop.parent).files(FOLDER)
        except OSError:  # the review says why
            files = []
        found = [PurePath(name).name for name in files]
        names = [name for name in found if name not in declared and not name.startswith(".")]
        return [(self._t(NONE), ""), *((name, name) for name in names)]

    def _uploaded(self, change: Bunch) -> None:
        for given in change["new"]:
            path = Path(self._uploads.name) / PurePath(given["name"]).name
            path.write_bytes(bytes(given["content"]))
            self._open(path)

    def _chosen(self, change: Bunch) -> None:
        if change["new"]:
            self._open(self._folder / change["new"])

    def _open(self, path: Path) -> None:
        self._file, self._options = path, Options()
        self.questions.children = ()
        if self._read() and self._reading:
            source = propose_source(self._reading, load(self._workshop).journey, SourceDetails())
            self.name.value, self.kind.value = source.name, source.kind

    def _read(self) -> bool:
        """Read the file and show the result, or the error; return whether it could be read."""
        t = self._t
        if self._file is None:
            return False
        try:
            self._reading = read_named_file(self._file, self._options, load(self._workshop))
        except UnreadableError as error:
            self._reading, self.button.disabled = None, True
            self._refuse(error.text(t))
            return False
        blocks: tuple[Block, ...] = describe_reading(self._reading, t)
        heading = Heading(self._file.name)
        self.shown.value = html.section(Section("understood", t(TITLE), (heading, *blocks)), t)
        self.button.disabled = False
        self._ask()
        return True

    def _ask(self) -> None:
        """Show the questions that the file leaves open, each with its possible answers."""
        if self._reading is None or self.questions.children:
            return
        questions = []
        for question, words in open_questions(self._reading, self._t):
            assumed = question.choices[0] if question.assumed and question.choices else ""
            choice = ipywidgets.Dropdown(
                options=[(self._t(NONE), ""), *((one, one) for one in question.choices)],
                value=assumed,
                layout={"width": "12em"},
            )

            def settle(change: Bunch, question: Question = question) -> None:
                if change["new"]:
                    self._options = apply_answer(self._options, question, change["new"])
                    self._read()

            choice.observe(settle, "value")
            label = ipywidgets.HTML(Markup("<label>{}</label>").format(words))
            questions.append(ipywidgets.VBox([label, choice]))
        self.questions.children = tuple(questions)

    def _declare(self, _: ipywidgets.Button) -> None:
        if self._file is None or self._reading is None:
            return
        wanted = SourceDetails(name=self.name.value, kind=self.kind.value, options=self._options)
        try:
            workshop = load(self._workshop)
            source = propose_source(self._reading, workshop.journey, wanted)
            add_source(workshop, self._file, source)
        except WorkshopError as error:
            self._refuse(error.text(self._t))
        except (OSError, ValueError) as error:
            self._refuse(self._t(NO_KIND) if isinstance(error, ValueError) else str(error))
        else:
            message = self._t(DECLARED, id=source.id)
            self.shown.value = Markup('<p role="status">{}</p>').format(message)
            self.questions.children, self.button.disabled = (), True
            self._file = self._reading = None
            self.existing.options = self._undeclared()

    def _refuse(self, message: str) -> None:
        self.shown.value = Markup('<pre role="alert">{}</pre>').format(message)

    def close(self) -> None:
        """Close the widget, and delete uploaded files."""
        self._uploads.cleanup()
        super().close()
