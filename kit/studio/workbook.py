"""Open a part of a workshop in its notebook: ``open_step("persona", workshop, lang, mode)``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.i18n import texts
from kit.studio.guides import guide_folders
from kit.studio.notebooks.step_notebook import Mode, Workbook
from kit.studio.parts import PARTS
from kit.studio.widgets.cells import ErrorCell
from kit.workshop import WorkshopError


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
        ``workshop`` for a group in a room, ``learn`` for someone alone, ``handout`` for a page to
        take home.
    guides
        A folder with guides of the trainer's own; those in the client's folder come after it. The
        trainer's agendas are in its folder ``agendas``; the client's come before them.

    Returns
    -------
    object
        The workbook, whose methods the notebook's cells call one by one. Except in a handout, a
        file that cannot be read gives a cell that shows the error.

    Raises
    ------
    WorkshopError
        In a handout, if the workshop or a guide cannot be read.
    """
    part, path = PARTS[name], Path(workshop)
    if name == "start" and mode != "handout" and not _is_workshop(path):
        from kit.studio.notebooks.start import Start  # a handout needs no widgets

        return Start(path, lang, mode, guides)
    try:
        workbook = _workbook_type(mode)(part, path, lang, mode, guide_folders(path, guides))
        workbook.guide  # noqa: B018 - report now a guide that cannot be read
    except WorkshopError as error:
        if mode == "handout":
            raise
        return ErrorCell(error.text(texts(lang or "en")))
    return workbook


def _workbook_type(mode: Mode) -> type[Workbook]:
    if mode == "learn":
        from kit.studio.lessons.book import Lessons  # only learners need it

        return Lessons
    return Workbook


def _is_workshop(path: Path) -> bool:
    return path.is_file() or (path / "workshop.yaml").is_file()
