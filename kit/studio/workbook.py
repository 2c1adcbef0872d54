"""A part of the workshop as its notebook opens it: ``open_step("persona", workshop, lang, mode)``.

The notebooks are thin: each cell shows one thing of what is returned here. In a handout there are
no widgets, and what is shown becomes a page like a report's.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from kit.exports.html import Opened, Shown
from kit.exports.notebook import Frame
from kit.i18n import N_, Texts
from kit.report.opening import open_report
from kit.sections import Context, cover
from kit.studio import handout
from kit.studio.guides import FOLDER, Guide, guide
from kit.studio.parts import PARTS, Part, after

Mode = Literal["workshop", "learn", "handout"]

HANDOUT = N_("To take home")
STEP = N_("Step {number}: {title}")


class Workbook:
    """One part of a client's workshop, for one reader.

    Attributes
    ----------
    part
        The start, or a step.
    context
        What the report's sections are written from, as the file stood when it was opened.
    """

    def __init__(self, part: Part, context: Context, folders: tuple[Path, ...]) -> None:
        self.part, self.context, self._folders = part, context, folders

    @property
    def t(self) -> Texts:
        """The reader's texts."""
        return self.context.t

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

    def purpose(self) -> Any:
        """Show what this part is for."""
        return self._shown(handout.purpose(self.guide, self.t, room=False))

    def questions(self) -> Any:
        """Show the questions to ask."""
        return self._shown(handout.questions(self.part, self.guide, self.t))

    def editor(self) -> Any:
        """Show what it is edited with; on paper, nothing is."""
        return None

    def picture(self) -> Any:
        """Show what has been found so far, as the report will show it."""
        return self._shown(handout.result(self.context, self.part))

    def findings(self) -> Any:
        """Show what the review says of it."""
        return self._shown(handout.findings(self.context, self.part))

    def next(self) -> Any:
        """Show the way on."""
        step = after(self.part)
        following = guide(step, self.t, self._folders) if step else None
        return self._shown(handout.closing(self.part, self.guide, following, self.t))

    def _shown(self, section: Any) -> Shown:
        return Shown(section, self.t.lang)

    @property
    def _sections(self) -> tuple[str, ...]:
        return ("purpose", "questions", self.part.section, "findings", "next")

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        page = replace(cover(self.context), title=self.title, edition=self.t(HANDOUT))
        return Opened(
            Frame(self.t.lang, self._sections, page, self.context.theme)
        )._repr_mimebundle_()


def open_step(
    name: str, workshop: str, lang: str = "", mode: Mode = "workshop", guides: str = ""
) -> Workbook:
    """Open a part of a client's workshop.

    Parameters
    ----------
    name
        ``start``, ``persona``, ``stages``, ``touchpoints``, ``emotions``, ``pain-points`` or
        ``improvements``.
    workshop
        The workshop's file or folder.
    lang
        The reader's language; the workshop's own where it is empty.
    mode
        ``workshop`` for a room, ``learn`` for someone alone, ``handout`` for a page to take home.
    guides
        A folder with guides of the trainer's own; those in the client's folder come after it.
    """
    context = open_report(workshop, lang, "working").context
    return Workbook(PARTS[name], context, folders(workshop, guides))


def folders(workshop: str | Path, guides: str = "") -> tuple[Path, ...]:
    """Return where guides of the trainer's own may be."""
    path = Path(workshop)
    client = path if path.is_dir() else path.parent
    return (*((Path(guides),) if guides else ()), client / FOLDER)
