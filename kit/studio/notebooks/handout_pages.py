"""Write handouts, pages of a step that participants take home.

As for a report, papermill runs the notebook, without widgets, and the HTML exporter makes a page of
it that has no script and loads nothing.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from kit.diagnostics import FilePosition
from kit.exports import html
from kit.i18n import Language, UserText, texts
from kit.report.error_page import IN_CELL, MISSING
from kit.report.running import run
from kit.resources import resource
from kit.studio.guides import guide, guide_folders
from kit.studio.parts import Part
from kit.workshop import WorkshopError, identity, load, output_files


def write_handout(
    workshop: Path,
    part: Part,
    lang: Language | None = None,
    *,
    out: Path | str = "outputs",
    guides: Path | str = "",
    several: bool = False,
) -> Path:
    """Write the handout of one part of a workshop, and return its path.

    Parameters
    ----------
    out
        The folder of all outputs; the handout goes into a folder of it that mirrors the workshop's.
    guides
        A folder with guides of the trainer's own.
    several
        Whether handouts in several languages are written, so that names include the language.

    Raises
    ------
    WorkshopError
        If the workshop or a guide cannot be read; an earlier handout stays as it is.
    """
    opened = load(workshop)
    language = lang or opened.journey.client.language
    t = texts(language)
    guide(part, t, guide_folders(workshop, guides))
    parameters = {
        "workshop": str(opened.path),
        "lang": language,
        "mode": "handout",
        "guides": str(guides),
    }
    notebook = resource("notebooks") / f"{part.file}.ipynb"
    done = run(notebook, parameters)
    if stop := done.stopped:
        says = IN_CELL.filled(number=stop.number, name=stop.name, says=UserText(stop.says))
        raise WorkshopError.at(FilePosition(notebook), says)
    wanted = done.report.frame
    shown = [section.id for section in done.report.sections]
    missing = [id for id in (wanted.sections if wanted else (part.name,)) if id not in shown]
    if missing:
        raise WorkshopError.at(FilePosition(notebook), MISSING.filled(sections=tuple(missing)))
    folder = Path(out) / PurePosixPath(identity(opened.folder))
    name = f"handout-{part.name}" + (f".{language}" if several else "")
    target = folder / f"{name}{html.SUFFIX}"
    output_files(folder).write_bytes(target.name, html.export(done.report))
    return target
