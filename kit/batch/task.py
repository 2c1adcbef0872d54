"""Define one report to create and its result, and create it in a worker."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from kit.errors import show_traceback
from kit.exports import FORMATS, format_named
from kit.i18n import Language
from kit.report.output import report_name
from kit.report.running import UNLIMITED, Engine, Limits, Scalar
from kit.sections import Edition
from kit.workshop import identity, output_files

Status = Literal["done", "incomplete", "failed", "unchanged"]
"""``incomplete``: the report exists, and measured values are missing in it."""

EDITIONS: Mapping[str, tuple[Edition, ...]] = {
    "client": ("client",),
    "working": ("working",),
    "both": ("client", "working"),
}
"""The editions that a word asks for, on the command line and in a table."""


@dataclass(frozen=True)
class Task:
    """One report to make.

    Attributes
    ----------
    workshop
        The workshop's file.
    out
        The folder of all outputs.
    name
        What the files are called, without suffix; empty for what edition and :attr:`beside` say.
    beside
        Whether there are reports in other languages beside it, from which its name tells it apart.
    notebook, theme, template
        Files in place of the kit's.
    scalars
        Further parameters of a notebook of one's own.
    """

    workshop: Path
    out: Path
    lang: Language | None = None
    edition: Edition = "client"
    as_of: date | None = None
    notebook: Path | None = None
    theme: Path | None = None
    template: Path | None = None
    formats: tuple[str, ...] = ("html",)
    name: str = ""
    beside: bool = False
    scalars: tuple[tuple[str, Scalar], ...] = ()

    @property
    def folder(self) -> Path:
        """The folder of its files."""
        return self.out / identity(self.workshop.parent)

    @property
    def stem(self) -> str:
        """The name of its files without suffix: edition and language are in it."""
        return self.name or report_name(self.edition, self.lang or "" if self.beside else "")


@dataclass(frozen=True)
class RunOptions:
    """Options of all reports of a batch.

    Attributes
    ----------
    today
        The date of those without another.
    spoken
        The language of whoever asked for them: what went wrong is told in it.
    """

    engine: Engine = "parcours"
    limits: Limits = UNLIMITED
    many: bool = False
    today: date | None = None
    spoken: str = ""


@dataclass(frozen=True)
class Result:
    """The result of a task.

    Attributes
    ----------
    problems
        What went wrong, or is missing, told to whoever asked for the report.
    notes
        What else they should know.
    """

    task: Task
    status: Status
    files: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    client: str = ""
    title: str = ""
    lang: str = ""
    notebook: Path | None = None
    dated: str = ""
    notes: tuple[str, ...] = ()


def make(task: Task, options: RunOptions) -> Result:
    """Create one report. Raises nothing: errors are in the result."""
    from kit import report

    started = time.monotonic()
    try:
        _sweep(task)
        outcome = report.report(
            task.workshop,
            task.lang,
            edition=task.edition,
            as_of=task.as_of or options.today,
            out=task.out,
            notebook=task.notebook,
            theme=task.theme,
            template=task.template,
            formats=task.formats,
            name=task.stem,
            engine=options.engine,
            limits=options.limits,
            many=options.many,
            scalars=dict(task.scalars),
            spoken=options.spoken,
        )
    except Exception as error:
        # A full disk, a defect: this one's report is missing, the others are made.
        show_traceback(error)
        outcome = report.write_exception(
            error, task.workshop, task.lang, out=task.out, name=task.stem, spoken=options.spoken
        )
    status: Status = "failed" if outcome.problems else "incomplete" if outcome.missing else "done"
    return Result(
        task,
        status,
        outcome.files,
        (*outcome.problems, *outcome.missing),
        time.monotonic() - started,
        outcome.client,
        outcome.title,
        outcome.lang,
        outcome.notebook,
        outcome.dated,
        outcome.notes,
    )


def _sweep(task: Task) -> None:
    """Remove temporary files of a process that was killed while it wrote here."""
    files = output_files(task.folder, make=False)
    # Its own alone: another edition may be written beside it at this moment.
    ends = (".ipynb", *(format_named(one).SUFFIX for one in FORMATS))
    error = f".{task.stem.replace('report', 'error', 1)}.html.*.tmp"
    for pattern in (error, *(f".{task.stem}{end}.*.tmp" for end in ends)):
        with contextlib.suppress(OSError):
            for left in files.files(pattern=pattern):
                files.remove(left)
