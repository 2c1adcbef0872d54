"""Contents of the start notebook without a client: choose or create one."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import ipywidgets
from markupsafe import Markup

from kit.i18n import LANGUAGES, N_, Language, texts
from kit.resources import resource
from kit.studio.folders import NOTEBOOKS, link
from kit.studio.guides import FOLDER, guide
from kit.studio.notebooks import handout
from kit.studio.notebooks.copies import write_copies
from kit.studio.notebooks.notebook_style import style
from kit.studio.parts import PARTS
from kit.studio.widgets.cells import FoldedSection
from kit.theme import Theme
from kit.workshop import WorkshopError, create, find, identity, load

TITLE = N_("Start a workshop")
NEW = N_("New client")
OPENED = N_("Existing client")
NAME = N_("Client’s name")
STARTER = N_("Start from")
LANGUAGE = N_("Language")
CREATE = N_("Create")
LEARN = N_("Learning the method")
GO_ON_WITH = N_("Continue where you left off")
OWN_CASE = N_("Your own case")
OWN_NAME = N_("Your name")
CASE = N_("Case", "learning")
BEGIN = N_("Start", "learning")
BEGUN = N_("Your folder is ready: {client}.")
CHOOSE = N_("Client")
OPEN = N_("Open")
READY = N_("“{client}” is ready.")
GO = N_("Open the start page")
GO_ON = N_("Open step 1")
GO_LEARN = N_("Read the brief and take the self-test")
KEPT = N_("Edited or trusted by you, so not overwritten: {notebooks}.")
NAMES = {"fr": N_("French"), "en": N_("English")}
STARTERS = {
    "blank": N_("a blank sheet"),
    "neighbourhood-shop": N_("a neighbourhood shop"),
    "e-commerce": N_("an online shop"),
    "mobile-app": N_("a mobile app"),
    "public-service": N_("a public service"),
    "b2b-service": N_("a service for companies"),
    "inbound": N_("from a need to a decision (inbound)"),
}


class Start:
    """The start notebook in the folder of all workshops, which leads to a client's own."""

    def __init__(self, root: Path, lang: str, mode: str, guides: str) -> None:
        self.root, self._mode, self._guides = root, mode, guides
        self.lang: Language = "fr" if lang == "fr" else "en"
        self.t = texts(self.lang)
        folders = ((Path(guides),) if guides else ()) + (root / FOLDER,)
        self.guide = guide(PARTS["start"], self.t, folders)

    def purpose(self) -> FoldedSection:
        """Show the purpose of a workshop."""
        purpose = handout.purpose(self.guide, self.t, facilitated=not self.learning)
        return FoldedSection(purpose, self.lang)

    def questions(self) -> FoldedSection | None:
        """Show the questions to settle before a workshop; nothing for a learner."""
        if self.learning:
            return None
        return FoldedSection(handout.questions(PARTS["start"], self.guide, self.t), self.lang)

    def editor(self) -> Chooser:
        """Show the form to choose or create a client."""
        return Chooser(self)

    def picture(self) -> None:
        """Show nothing: there is no client yet."""

    def findings(self) -> None:
        """Show nothing: there is no client yet."""

    def next(self) -> None:
        """Show nothing: the links appear when there is a client."""

    @property
    def learning(self) -> bool:
        """True where the notebook was opened by a learner."""
        return self._mode == "learn"

    @property
    def title(self) -> str:
        """The notebook's title."""
        return self.t(LEARN if self.learning else TITLE)

    def starters(self) -> list[tuple[str, str]]:
        """Return the templates, or the cases for a learner: label and name of each."""
        if self.learning:
            from kit.studio.learning import case, cases

            found = []
            for name in cases(self.root / "learner"):
                with suppress(WorkshopError):  # a trainer's own that is not finished
                    found.append((case(name, self.lang).title, name))
            return found
        names = {path.stem for path in (resource("templates") / "workshops").glob("*/*.yaml")}
        known = [n for n in STARTERS if n in names] + sorted(names - set(STARTERS))
        return [(self.t(STARTERS[n]) if n in STARTERS else n, n) for n in known]

    def create(self, name: str, starter: str, lang: Language) -> Path:
        """Create a client from a template, or a learner's folder from a case; return the folder."""
        if self.learning:
            from kit.studio.learning import start

            return start(self.root, name, starter, lang).folder
        path = resource("templates") / "workshops" / lang / f"{starter}.yaml"
        return create(self.root, name, path.read_text("utf-8")).folder

    def prepare(self, folder: Path, lang: Language) -> str:
        """Prepare a client's notebooks, and return the links to them as HTML."""
        copies = write_copies(folder, lang, self._mode, self._guides)
        here = self.root / NOTEBOOKS
        first = GO_LEARN if self.learning else GO
        links = Markup(" ").join(
            Markup('<a class="way-on" href="{}">{}</a>').format(
                quote(link(copies.folder / f"{PARTS[name].file}.ipynb", here)), self.t(says)
            )
            for name, says in (("start", first), ("persona", GO_ON))
        )
        client = folder.name if self.learning else load(folder).journey.client.name
        ready = self.t(BEGUN if self.learning else READY, client=client)
        kept = self.t(KEPT, notebooks=[p.name for p in copies.kept]) if copies.kept else ""
        alerts = Markup("").join(
            Markup('<p role="alert">{}</p>').format(self.t(message)) for message in copies.messages
        )
        return Markup('<p role="status">{} {}</p>{}<p class="parcours-links">{}</p>').format(
            ready, kept, alerts, links
        )

    def _repr_mimebundle_(self, **_: Collection[str] | None) -> dict[str, Any]:
        head = Markup("{}<div class='parcours step-head'><h1>{}</h1></div>")
        shown = head.format(style(Theme()), self.title)
        return {"text/html": str(shown), "text/plain": self.title}


class Chooser(ipywidgets.VBox):
    """Form with two ways to a client: create one from a template, or open an existing one."""

    def __init__(self, start: Start) -> None:
        self._start, t = start, start.t
        wide = {"width": "29em"}
        labels = {"description_width": "9em"}
        new, name, from_, make, old = (
            (OWN_CASE, OWN_NAME, CASE, BEGIN, GO_ON_WITH)
            if start.learning
            else (NEW, NAME, STARTER, CREATE, OPENED)
        )
        self.name = ipywidgets.Text(description=t(name), layout=wide, style=labels)
        self.starter = ipywidgets.Dropdown(
            options=start.starters(),
            description=t(from_),
            layout=wide,
            style=labels,
        )
        self.language = ipywidgets.Dropdown(
            options=[(t(NAMES[one]), one) for one in LANGUAGES],
            value=start.lang,
            description=t(LANGUAGE),
            layout=wide,
            style=labels,
        )
        self.creating = ipywidgets.Button(description=t(make), button_style="primary")
        self.client = ipywidgets.Dropdown(
            options=self._clients(), description=t(CHOOSE), layout=wide, style=labels
        )
        self.opening = ipywidgets.Button(description=t(OPEN))
        self.output = ipywidgets.Output()
        ways = (
            ipywidgets.VBox(
                [_heading(t(new)), self.name, self.starter, self.language, self.creating]
            ),
            ipywidgets.VBox([_heading(t(old)), self.client, self.opening]),
        )
        beside = ipywidgets.HBox(ways)
        beside.add_class("parcours-ways")
        super().__init__([beside, self.output])
        self.add_class("parcours-widgets")
        self.creating.on_click(self._create)
        self.opening.on_click(self._open)

    def _clients(self) -> list[tuple[str, str]]:
        try:
            found = find([self._start.root])
        except WorkshopError:
            return []
        return [(str(identity(path.parent)), str(path.parent)) for path in found]

    def _create(self, _: ipywidgets.Button) -> None:
        lang: Language = self.language.value
        try:
            folder = self._start.create(self.name.value, self.starter.value, lang)
            self._show(self._start.prepare(folder, lang))
        except (WorkshopError, OSError) as error:
            self._refuse(error)
        self.client.options = self._clients()

    def _open(self, _: ipywidgets.Button) -> None:
        if not self.client.value:
            return
        folder = Path(self.client.value)
        try:
            self._show(self._start.prepare(folder, load(folder).journey.client.language))
        except (WorkshopError, OSError) as error:
            self._refuse(error)

    def _refuse(self, error: WorkshopError | OSError) -> None:
        says = error.text(self._start.t) if isinstance(error, WorkshopError) else str(error)
        self._show(Markup('<pre role="alert">{}</pre>').format(says))

    def _show(self, markup: str) -> None:
        data = {"text/html": str(markup), "text/plain": ""}
        self.output.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)


def _heading(text: str) -> ipywidgets.HTML:
    return ipywidgets.HTML(Markup("<h2>{}</h2>").format(text))
