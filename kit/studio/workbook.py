"""A part of the workshop as its notebook opens it: ``open_step("persona", workshop, lang, mode)``.

The notebooks are thin: each cell shows one thing of what is returned here. In a handout there are
no widgets, and what is shown becomes a page like a report's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from kit.blocks import Section
from kit.evidence.metrics.measure import measure
from kit.exports import html
from kit.exports.html import Opened, Shown
from kit.exports.notebook import Frame
from kit.i18n import N_, Texts, texts
from kit.report.opening import report_on
from kit.review.privacy import for_readers
from kit.sections import Context, cover
from kit.studio.notebooks import handout
from kit.studio.notebooks.guides import FOLDER, Guide, guide
from kit.studio.notebooks.notebook_style import style
from kit.studio.parts import PARTS, Part, after
from kit.studio.widgets.cells import Linked, Unreadable
from kit.studio.widgets.language_choice import chosen
from kit.workshop import WorkshopError, load

Mode = Literal["workshop", "learn", "handout"]

HANDOUT = N_("To take home")
STEP = N_("Step {number}: {title}")
ON = N_("Go to step {number}: {title}")
ALL = N_("The steps of the workshop")

OPEN: dict[tuple[Path, Part, str], deque[tuple[Any, ...]]] = {}
"""The widgets that this kernel shows, run by run, by workshop, part and cell."""

RUNS = 4
"""So many runs of a cell are kept: pages on one notebook share a kernel, and each has run it."""

RECORDS = ("scenario", "evidence", "goals", "map", "author")
"""What frames the steps: edited at the start."""


class Workbook:
    """One part of a client's workshop, for one reader.

    Attributes
    ----------
    part
        The start, or a step.
    records
        What is edited at the start.
    """

    records: tuple[str, ...] = RECORDS

    def __init__(
        self, part: Part, workshop: Path, lang: str, mode: Mode, folders: tuple[Path, ...]
    ) -> None:
        self.part, self.mode = part, mode
        self._workshop, self._folders = load(workshop), folders
        wanted = lang if mode == "handout" else chosen(self._workshop.folder) or lang
        self._lang = wanted or self._workshop.journey.client.language

    @property
    def t(self) -> Texts:
        """The reader's texts."""
        return texts(self._lang)

    @property
    def folder(self) -> Path:
        """The client's folder."""
        return self._workshop.folder

    def context(self) -> Context:
        """Return what the report's sections are written from, as the file stands now."""
        opened = load(self._workshop.path)
        if self.mode == "handout":
            opened = replace(opened, journey=for_readers(opened.journey))
        found = measure(opened.journey, opened.folder)
        return report_on(opened, found, self._lang, "working").context

    @cached_property
    def guide(self) -> Guide:
        """What the trainer, or the kit, says of this part."""
        return guide(self.part, self.t, self._folders)

    @property
    def title(self) -> str:
        """The part's title: “Step 1: The persona”."""
        if not self.part.number:
            return self.guide.title
        return self.t(STEP, number=self.part.number, title=self.guide.title)

    # --- what the notebook's cells show ----------------------------------------------------------

    def purpose(self) -> Any:
        """Show what this part is for, and in a room how to run it."""
        return self._shown(handout.purpose(self.guide, self.t, room=self.mode == "workshop"))

    def questions(self) -> Any:
        """Show the questions to ask."""
        return self._shown(handout.questions(self.part, self.guide, self.t))

    def editor(self) -> Any:
        """Show what it is edited with; in a handout, nothing is."""
        if self.mode == "handout":
            return None
        from ipywidgets import VBox

        from kit.studio.widgets.board import Board
        from kit.studio.widgets.evidence import EvidenceAdder
        from kit.studio.widgets.view import keep_of, kept

        how = {"mode": self.mode, "theme": self.context().theme, **kept(self.folder)}
        step, records = self.part.number, ("",) if self.part.number else self.records
        boards = [Board(self.session, step or 1, record=record, **how) for record in records]
        for board in boards:
            keep_of(board, self.folder)
        if step:
            return self._only("editor", *boards)
        shown = list(boards)
        if self.mode == "workshop":  # a case comes with what is known of it
            shown.append(EvidenceAdder(self._workshop.path, self.t))
        return self._only("editor", *shown, around=VBox(shown))

    def picture(self) -> Any:
        """Show what has been found so far, as the report will show it."""
        return self._followed("picture", lambda: handout.result(self.context(), self.part))

    def findings(self) -> Any:
        """Show what the review says of it."""
        return self._followed("findings", lambda: handout.findings(self.context(), self.part))

    def next(self) -> Any:
        """Show the way on; after the last step, the report."""
        step = after(self.part)
        following = guide(step, self.t, self._folders) if step else None
        closing = handout.closing(self.part, self.guide, following, self.t)
        if self.mode == "handout":
            return self._shown(closing)
        if step and following:
            on = self.t(ON, number=step.number, title=following.title)
            return Linked(closing, self._lang, f"{step.file}.ipynb", on)
        from ipywidgets import HTML, VBox

        from kit.studio.widgets.report_button import ReportButton

        return VBox([HTML(html.section(closing, self.t)), ReportButton(self.folder, self.t)])

    # --- how ---------------------------------------------------------------------------------

    @property
    def session(self) -> Any:
        """Where the client's work is kept while this notebook is open."""
        from kit.studio.widgets.live import edit_session

        return edit_session(self._workshop.path, self._lang)

    def _shown(self, section: Section) -> Shown:
        return Shown(section, self._lang)

    def _followed(self, name: str, make: Callable[[], Section]) -> Any:
        if self.mode == "handout":
            return self._shown(make())
        from kit.studio.widgets.live import Live

        return self._only(name, Live(self.session, self._lang, make))

    def _only(self, name: str, *widgets: Any, around: Any = None) -> Any:
        """Return a cell's widgets, and close those of runs that no page shows any more."""
        runs = OPEN.setdefault((self._workshop.path, self.part, name), deque())
        runs.append(widgets)
        while len(runs) > RUNS:
            for widget in runs.popleft():
                widget.close()
        return around or widgets[0]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        context = self.context()
        if self.mode != "handout":
            return {"text/html": self._head(context), "text/plain": self.title}
        page = replace(cover(context), title=self.title, edition=self.t(HANDOUT))
        sections = ("purpose", "questions", self.part.section, "findings", "next")
        return Opened(Frame(self._lang, sections, page, context.theme))._repr_mimebundle_()

    def _ipython_display_(self) -> None:
        """Show the notebook's head, and in a room the facilitator's bar under it."""
        if self.mode == "handout":
            raise NotImplementedError  # IPython then shows the bundle above, as it documents
        import IPython.display

        from kit.studio.facilitation.bar import Bar
        from kit.studio.widgets.language import Reader

        show: Callable[..., None] = IPython.display.display
        show(self._repr_mimebundle_(), raw=True)
        show(self._only("reader", Reader(self.folder, self._lang)))
        if self.mode == "workshop":
            theme, trainers = self.context().theme, self._folders[:-1]  # the last is the client's
            bar = Bar(self.folder, self.t, theme, self.part.name, trainers)
            show(self._only("bar", bar))

    def _head(self, context: Context) -> str:
        """Return whose workshop it is, which step, and the way to the others."""
        others = [(part, guide(part, self.t, self._folders).title) for part in PARTS.values()]
        journey = context.journey
        return (
            html.environment()
            .from_string(HEAD)
            .render(
                style=style(context.theme),
                client=journey.words(journey.client.name),
                title=self.title,
                here=self.part,
                others=others,
                all=self.t(ALL),
                t=self.t,
            )
        )


HEAD = """\
{{ style }}
<div class="parcours step-head" lang="{{ t.lang }}">
<p class="client">{{ client | said }}</p>
<h1>{{ title }}</h1>
<nav aria-label="{{ all }}"><ol start="0">
{%- for part, name in others %}<li>
{%- if part is sameas here %}<strong aria-current="step">{{ name }}</strong>
{%- else %}<a href="{{ part.file }}.ipynb">{{ name }}</a>{% endif -%}
</li>{% endfor -%}
</ol></nav>
</div>
"""


def open_step(
    name: str, workshop: str, lang: str = "", mode: Mode = "workshop", guides: str = ""
) -> Any:
    """Open a part of a client's workshop.

    Parameters
    ----------
    name
        ``start``, ``persona``, ``stages``, ``touchpoints``, ``emotions``, ``pain-points`` or
        ``improvements``.
    workshop
        The workshop's file or folder; at the start, a folder of workshops to choose from too.
    lang
        The reader's language; the workshop's own where it is empty.
    mode
        ``workshop`` for a room, ``learn`` for someone alone, ``handout`` for a page to take home.
    guides
        A folder with guides of the trainer's own; those in the client's folder come after it.
        The trainer's agendas are in its folder ``agendas``; those of the client come before them.
    """
    part, path = PARTS[name], Path(workshop)
    if name == "start" and mode != "handout" and not _is_workshop(path):
        from kit.studio.notebooks.start import Start

        return Start(path, lang, mode, guides)
    try:
        workbook = _kind(mode)(part, path, lang, mode, folders(path, guides))
        workbook.guide  # noqa: B018 - one that cannot be read is found now
    except WorkshopError as error:
        if mode == "handout":
            raise
        return Unreadable(error.told(texts(lang or "en")))
    return workbook


def _kind(mode: Mode) -> type[Workbook]:
    if mode == "learn":
        from kit.studio.lessons.book import Lessons

        return Lessons
    return Workbook


def _is_workshop(path: Path) -> bool:
    return path.is_file() or (path / "workshop.yaml").is_file()


def folders(workshop: Path, guides: Path | str = "") -> tuple[Path, ...]:
    """Return where guides of the trainer's own may be."""
    client = workshop if workshop.is_dir() else workshop.parent
    # The trainer's may be behind a link; the client's is none.
    return (*((Path(guides).resolve(),) if guides else ()), client / FOLDER)
