"""Create a client's report: execute the notebook for one workshop and write the result.

:func:`report` is the whole way from a workshop file to ``outputs/<client>/report.html``. For
several workshops, compared with each other, that is :func:`kit.report.comparing.compare`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kit.errors import explain
from kit.i18n import Language, Texts, texts
from kit.report.error_page import ErrorPage, errors_of, reader
from kit.report.opening import Report, open_report
from kit.report.output import Outcome, ReportFiles, report_name
from kit.report.portfolio import open_portfolio
from kit.report.problems import problems as problems_of
from kit.report.running import UNLIMITED, Engine, Limits, Run, Scalar, run
from kit.resources import resource
from kit.sections import Edition
from kit.workshop import identity

__all__ = ["Outcome", "Report", "open_portfolio", "open_report", "report", "report_name"]

NOTHING: Mapping[str, Scalar] = {}

OWN = "report.ipynb"
"""The kit's own notebook, whose sections must all be there."""


@dataclass(frozen=True)
class Request:
    """One report to create.

    Attributes
    ----------
    workshop
        The workshop's file or folder.
    lang
        The reader's language; empty for the workshop's own.
    out
        The folder of all outputs.
    name
        The files' name without suffix.
    notebook
        A custom notebook, or None for the kit's own.
    template
        A presentation for the deck, or None for the kit's own.
    scalars
        Further parameters of a custom notebook.
    """

    workshop: Path
    lang: Language | None
    edition: Edition
    as_of: date
    out: Path
    name: str
    formats: Sequence[str]
    notebook: Path | None
    theme: str
    template: Path | None
    scalars: Mapping[str, Scalar]

    @property
    def folder(self) -> Path:
        """The client's folder."""
        return self.workshop if self.workshop.is_dir() else self.workshop.parent

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters that every report's notebook is given: those of :func:`open_report`."""
        return {
            "workshop": str(self.workshop),
            "lang": self.lang or "",
            "edition": self.edition,
            "as_of": self.as_of.isoformat(),
            "theme": self.theme,
        }

    @property
    def files(self) -> ReportFiles:
        """The report's files in the outputs; their folder is created."""
        return _files(self.workshop, self.out, self.name)


def report(
    workshop: Path | str,
    lang: Language | None = None,
    *,
    edition: Edition = "client",
    as_of: date | None = None,
    out: Path | str = "outputs",
    notebook: Path | str | None = None,
    theme: Path | str | None = None,
    template: Path | str | None = None,
    formats: Sequence[str] = ("html",),
    name: str = "",
    engine: Engine = "parcours",
    limits: Limits = UNLIMITED,
    many: bool = False,
    scalars: Mapping[str, Scalar] = NOTHING,
    spoken: str = "",
) -> Outcome:
    """Create the report of one workshop.

    Parameters
    ----------
    workshop
        The workshop's file or folder.
    lang
        The reader's language. Default: the workshop's.
    as_of
        The date of the report. Default: today.
    out
        The folder of all outputs; the report goes into a subfolder that mirrors the workshop's.
    notebook
        A custom notebook. It is executed, so use only one that you trust.
    theme
        A theme file.
    template
        A presentation, on whose layouts the deck is made.
    formats
        Keys of :data:`kit.exports.FORMATS`.
    name
        The files' name without suffix. Default: ``report``, or ``report.working`` for the working
        edition; beside other languages it ends in the language.
    engine, limits, many
        The engine, its limits of time and memory, and whether more reports follow.
    scalars
        Further parameters of a custom notebook.
    spoken
        The language of problems and notes. Default: the report's.
    """
    request = Request(
        Path(workshop),
        lang,
        edition,
        as_of or datetime.now().astimezone().date(),
        Path(out),
        name or report_name(edition),
        formats,
        Path(notebook) if notebook else None,
        str(theme or ""),
        Path(template) if template else None,
        scalars,
    )
    return _create(request, engine, limits, many, spoken)


def _create(request: Request, engine: Engine, limits: Limits, many: bool, spoken: str) -> Outcome:
    """Execute the notebook of a request, and write the report or the error page."""
    files = request.files
    executed = run(
        request.notebook or resource("notebooks") / OWN,
        {**request.scalars, **request.parameters},
        engine,
        limits,
        own=request.notebook is None,
        many=many,
    )
    t = reader(request.workshop, request.lang)
    asker = texts(spoken) if spoken else t
    if problems := _explained(executed, request, asker):
        same = asker.lang == t.lang
        page = ErrorPage(t.lang, problems if same else _explained(executed, request, t))
        return files.write_error(executed, page, problems)
    return files.write(executed, request.formats, request.folder, asker, request.template)


def write_exception(
    error: Exception,
    workshop: Path,
    lang: Language | None = None,
    *,
    out: Path,
    name: str = "report",
    spoken: str = "",
) -> Outcome:
    """Write ``error.html`` for a report that an exception stopped outside its notebook.

    If that cannot be written either (on a full disk, say), the outcome has the problems alone.
    """
    t = reader(workshop, lang)
    asker = texts(spoken) if spoken else t
    where = str(workshop)
    problems = tuple(explain(error, asker, where).splitlines())
    page = ErrorPage(t.lang, tuple(explain(error, t, where).splitlines()))
    try:
        return _files(workshop, out, name).write_error(None, page, problems)
    except OSError:
        return Outcome(_client(workshop), (), None, problems, lang=t.lang)


def _client(workshop: Path) -> str:
    """Return the client's folder within the outputs."""
    return str(identity(workshop if workshop.is_dir() else workshop.parent))


def _files(workshop: Path, out: Path, name: str) -> ReportFiles:
    client = _client(workshop)
    return ReportFiles(Path(out, client), name, client)


def _explained(executed: Run, request: Request, t: Texts) -> tuple[str, ...]:
    """Return the reasons why there is no report; those of its input files come first."""
    problems = tuple(problems_of(executed, complete=request.notebook is None, t=t))
    return problems and (errors_of(request.parameters, t) or problems)
