"""Contents of the cells of a step's notebook.

Notebooks are thin: each cell calls one method of :class:`Workbook`. A handout has no widgets; its
cells carry sections, which become a page as those of a report do.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kit.blocks import Section
from kit.evidence.metrics.measure import measure
from kit.exports import html
from kit.exports.html import ReportOutput, SectionOutput
from kit.exports.notebook import Frame
from kit.i18n import N_, Texts, texts
from kit.report.opening import report_on
from kit.review.privacy import redact_journey
from kit.sections import Context, cover
from kit.studio.guides import Guide, guide
from kit.studio.notebooks import handout
from kit.studio.notebooks.notebook_style import style
from kit.studio.parts import PARTS, Part, after
from kit.studio.widgets.cells import CellOutput, FoldedSection, LinkedSection, Several
from kit.studio.widgets.language_choice import stored_language
from kit.workshop import load

if TYPE_CHECKING:  # a handout does not load widgets
    from ipywidgets import Widget

    from kit.studio.sync.session import EditSession

Mode = Literal["workshop", "learn", "handout"]

HANDOUT = N_("To take home")
STEP = N_("Step {number}: {title}")
ON = N_("Go to step {number}: {title}")
ALL = N_("The steps of the workshop")

OPEN: dict[tuple[Path, Part, str], deque[tuple[Widget, ...]]] = {}
"""The widgets that this kernel shows, a tuple for each run, by workshop, part and cell."""

MAX_RUNS = 4
"""Most runs of a cell whose widgets are kept: several pages may show one kernel's widgets."""

RECORDS = ("scenario", "team", "evidence", "goals", "map", "author")
"""The records that frame the steps, edited at the start."""


class Workbook:
    """One part of a client's workshop, for one reader.

    Attributes
    ----------
    part
        The start, or a step.
    records
        The records that are edited at the start.
    """

    records: tuple[str, ...] = RECORDS

    def __init__(
        self, part: Part, workshop: Path, lang: str, mode: Mode, guide_folders: tuple[Path, ...]
    ) -> None:
        self.part, self.mode = part, mode
        self._workshop, self._folders = load(workshop), guide_folders
        wanted = lang if mode == "handout" else stored_language(self._workshop.folder) or lang
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
        """Return the context of the report's sections for the file as it is now."""
        opened = load(self._workshop.path)
        if self.mode == "handout":
            opened = replace(opened, journey=redact_journey(opened.journey))
        found = measure(opened.journey, opened.folder)
        return report_on(opened, found, self._lang, "working").context

    @cached_property
    def guide(self) -> Guide:
        """The guide of this part: the trainer's, or the kit's."""
        return guide(self.part, self.t, self._folders)

    @property
    def title(self) -> str:
        """The part's title: “Step 1: The persona”."""
        if not self.part.number:
            return self.guide.title
        return self.t(STEP, number=self.part.number, title=self.guide.title)

    # --- cells -----------------------------------------------------------------------------------

    def purpose(self) -> CellOutput:
        """Show the purpose of this part, and in a workshop how to lead it."""
        facilitated = self.mode == "workshop"
        return self._show_folded(handout.purpose(self.guide, self.t, facilitated=facilitated))

    def questions(self) -> CellOutput:
        """Show the questions to ask."""
        return self._show_folded(handout.questions(self.part, self.guide, self.t))

    def editor(self) -> CellOutput:
        """Show the boards of this part; nothing in a handout."""
        if self.mode == "handout":
            return None
        from ipywidgets import VBox

        from kit.studio.widgets.board import Board
        from kit.studio.widgets.evidence import EvidenceAdder
        from kit.studio.widgets.map_review import MapReviewForm
        from kit.studio.widgets.view import store_changes, stored_view

        traits = {"mode": self.mode, "theme": self.context().theme, **stored_view(self.folder)}
        step, records = self.part.number, ("",) if self.part.number else self.records
        boards = [Board(self.session, step or 1, record=record, **traits) for record in records]
        for board in boards:
            store_changes(board, self.folder)
        if step:
            return self._replace_widgets("editor", *boards)
        shown = list(boards)
        if self.mode == "workshop":  # a learner's case comes with its evidence
            shown.append(EvidenceAdder(self._workshop.path, self.t))
            shown.append(MapReviewForm(self.folder, self.t, self.session.flush))
        return self._replace_widgets("editor", *shown, around=VBox(shown))

    def picture(self) -> CellOutput:
        """Show the result so far, as the report will show it."""
        return self._show_live("picture", lambda: handout.result(self.context(), self.part))

    def findings(self) -> CellOutput:
        """Show the findings of the review for this part."""
        return self._show_live("findings", lambda: handout.findings(self.context(), self.part))

    def next(self) -> CellOutput:
        """Show the link to the next step; at the start and after the last one, files to create."""
        step = after(self.part)
        following = guide(step, self.t, self._folders) if step else None
        closing = handout.closing(self.part, self.guide, following, self.t)
        if self.mode == "handout":
            return self._show(closing)
        if step and following:
            on = self.t(ON, number=step.number, title=following.title)
            linked = LinkedSection(closing, self._lang, f"{step.file}.ipynb", on)
            if self.part.number or self.mode == "learn":
                return linked
            return Several((linked, self._exports()))
        from ipywidgets import HTML, VBox

        return VBox([HTML(html.section(closing, self.t)), self._exports()])

    def _exports(self) -> Widget:
        """Return the buttons that create the client's files."""
        from kit.studio.widgets.export_buttons import ExportButtons

        return self._replace_widgets("exports", ExportButtons(self.folder, self.t))

    # --- helpers -----------------------------------------------------------------------------

    @property
    def session(self) -> EditSession:
        """The edit session that this kernel's widgets share."""
        from kit.studio.widgets.live import edit_session

        return edit_session(self._workshop.path, self._lang)

    def _show(self, section: Section) -> SectionOutput:
        return SectionOutput(section, self._lang)

    def _show_folded(self, section: Section) -> CellOutput:
        """Show a section folded in a workshop, whole in a handout."""
        if self.mode == "handout":
            return self._show(section)
        return FoldedSection(section, self._lang)

    def _show_live(self, name: str, make: Callable[[], Section]) -> CellOutput:
        if self.mode == "handout":
            return self._show(make())
        from kit.studio.widgets.live import LiveSection

        return self._replace_widgets(name, LiveSection(self.session, self._lang, make))

    def _replace_widgets(self, name: str, *widgets: Widget, around: Widget | None = None) -> Widget:
        """Return a cell's widgets, and close those of runs that are no longer shown."""
        runs = OPEN.setdefault((self._workshop.path, self.part, name), deque())
        runs.append(widgets)
        while len(runs) > MAX_RUNS:
            for widget in runs.popleft():
                widget.close()
        return around or widgets[0]

    def _repr_mimebundle_(self, **_: Collection[str] | None) -> dict[str, Any]:
        context = self.context()
        if self.mode != "handout":
            return {"text/html": self._head(context), "text/plain": self.title}
        page = replace(cover(context), title=self.title, edition=self.t(HANDOUT))
        sections = ("purpose", "questions", self.part.section, "findings", "next")
        return ReportOutput(Frame(self._lang, sections, page, context.theme))._repr_mimebundle_()

    def _ipython_display_(self) -> None:
        """Show the notebook's head, and in a workshop the facilitator's bar under it."""
        if self.mode == "handout":
            raise NotImplementedError  # IPython then shows the bundle above, as it documents
        import IPython.display

        from kit.studio.facilitation.bar import Bar
        from kit.studio.facilitation.room_button import RoomButton
        from kit.studio.widgets.language import LanguagePicker

        show: Callable[..., None] = IPython.display.display
        show(self._repr_mimebundle_(), raw=True)
        show(self._replace_widgets("reader", LanguagePicker(self.folder, self._lang)))
        if self.mode == "workshop":
            theme, trainers = self.context().theme, self._folders[:-1]  # the last is the client's
            bar = Bar(self.folder, self.t, theme, self.part.name, trainers)
            show(self._replace_widgets("bar", bar))
            show(self._replace_widgets("room", RoomButton(self.folder, self.t, theme)))

    def _head(self, context: Context) -> str:
        """Return the head as HTML: client, step, and links to the other notebooks."""
        others = [(part, guide(part, self.t, self._folders).title) for part in PARTS.values()]
        journey = context.journey
        return (
            html.environment()
            .from_string(HEAD_TEMPLATE)
            .render(
                style=style(context.theme),
                client=journey.words(journey.client.name),
                title=self.title,
                here=self.part,
                others=others,
                passed=self.t(N_("passed")),
                passed_parts=self.passed_parts(),
                all=self.t(ALL),
                t=self.t,
            )
        )

    def passed_parts(self) -> Collection[str]:
        """Return the names of the parts that are shown as passed; none in a workshop."""
        return ()


HEAD_TEMPLATE = """\
{{ style }}
<div class="parcours step-head" lang="{{ t.lang }}">
<p class="client">{{ client | said }}</p>
<h1>{{ title }}</h1>
<nav aria-label="{{ all }}"><ol start="0">
{%- for part, name in others %}<li>
{%- if part is sameas here %}<strong aria-current="step">{{ name }}</strong>
{%- else %}<a href="{{ part.file }}.ipynb">{{ name }}</a>{% endif -%}
{%- if part.name in passed_parts %} <span class="done">
<span aria-hidden="true">✓</span> {{ passed }}</span>{% endif -%}
</li>{% endfor -%}
</ol></nav>
</div>
"""
