"""A client's report: the notebook run for one workshop, and what is written of it.

:func:`report` is the whole way from a workshop file to ``outputs/<client>/report.html``. What a
reader finds there is whole: everything is made first, checked, and only then put in its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kit.client_files import ClientFolder
from kit.errors import explain, is_foreseen, printable, report_it
from kit.exports import FORMATS, format_named
from kit.exports.notebook import Frame, frame, section_ids
from kit.exports.pdf import PrintingError
from kit.i18n import N_, Language, Texts, UserText, texts
from kit.report.failure import IN_CELL, MISSING, NO_FRAME, UNFINISHED, Failure, faults_of, reader
from kit.report.opening import Report, open_report
from kit.report.running import UNLIMITED, Engine, Limits, Run, Scalar, run
from kit.resources import resource
from kit.sections import Edition
from kit.workshop import identity, output_files

__all__ = ["Outcome", "Report", "open_report", "report"]

NOTHING: Mapping[str, Scalar] = {}

OWN = "report.ipynb"
"""The kit's own notebook, whose sections must all be there."""

KEPT = N_(
    "The report is created without them and marks each as missing. The last complete report is "
    "kept as “{previous}”."
)
WITHOUT = N_("The report is created without them and marks each as missing.")
SET_ASIDE = N_("An older “{file}” beside this report was renamed “{previous}”.")


@dataclass(frozen=True)
class Outcome:
    """What became of one report.

    Attributes
    ----------
    identity
        What the workshop is called in outputs.
    files
        What was written for its reader: the report in each format, or ``error.html``.
    notebook
        The notebook as it was run, with its failing cell where there is one; None where an
        exception came before or after it.
    problems
        What went wrong, told to whoever asked, a line each; nothing where all is well.
    client, title, lang
        What its cover says, and in which language; nothing where there is no cover.
    dated
        What the day of the report changed in it (:attr:`kit.report.opening.Report.dated`).
    notes
        What else whoever asked should know, a line each.
    missing
        Which sources and figures could not be had, a line each: the report is there, and measured
        values are missing in it.
    """

    identity: str
    files: tuple[Path, ...]
    notebook: Path | None
    problems: tuple[str, ...] = ()
    client: str = ""
    title: str = ""
    lang: str = ""
    dated: str = ""
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Return whether everything that was asked for is there, and nothing is missing in it."""
        return not self.problems and not self.missing


def report(
    workshop: Path | str,
    lang: Language | None = None,
    *,
    edition: Edition = "client",
    as_of: date | None = None,
    out: Path | str = "outputs",
    notebook: Path | str | None = None,
    theme: Path | str | None = None,
    formats: Sequence[str] = ("html",),
    name: str = "report",
    engine: Engine = "parcours",
    limits: Limits = UNLIMITED,
    many: bool = False,
    scalars: Mapping[str, Scalar] = NOTHING,
    spoken: str = "",
) -> Outcome:
    """Make the report of one workshop.

    Parameters
    ----------
    workshop
        The workshop's file or folder.
    lang
        The reader's language; the workshop's own where none is named.
    as_of
        The date of the report; today where none is named.
    out
        The folder of all outputs; the report goes into a folder of it that mirrors the workshop's.
    notebook
        Another notebook than the kit's own; it is executed, so it must be one that is trusted.
    theme
        A theme file.
    formats
        Of :data:`kit.exports.FORMATS`.
    name
        What the files are called: ``report.fr`` where there are several languages.
    engine, limits, many
        How the notebook is run, what it may take, and whether more reports are to follow.
    scalars
        Further parameters of a notebook of one's own.
    spoken
        The language of whoever asks for the report, in which it is told what went wrong; that of
        the report's reader where none is named.
    """
    path = Path(workshop)
    folder = path if path.is_dir() else path.parent
    client = str(identity(folder))
    target = Path(out, client)
    output_files(target)
    parameters: dict[str, str] = {
        "workshop": str(path),
        "lang": lang or "",
        "edition": edition,
        "as_of": (as_of or datetime.now().astimezone().date()).isoformat(),
        "theme": str(theme or ""),
    }
    own = resource("notebooks") / OWN
    done = run(
        Path(notebook) if notebook else own,
        {**scalars, **parameters},
        engine,
        limits,
        own=notebook is None,
        many=many,
    )
    t = reader(path, lang)
    asker = texts(spoken) if spoken else t

    def lacking(t: Texts) -> tuple[str, ...]:
        problems = tuple(_lacking(done, complete=notebook is None, t=t))
        return problems and (faults_of(parameters, t) or problems)

    if problems := lacking(asker):
        failure = Failure(t.lang, problems if asker.lang == t.lang else lacking(t))
        return _failed(target, name, done, failure, client, problems)
    return _written(target, name, done, formats, asker, client, folder)


def stopped(
    error: Exception,
    workshop: Path,
    lang: Language | None = None,
    *,
    out: Path,
    name: str = "report",
    spoken: str = "",
) -> Outcome:
    """Write ``error.html`` for a report that an exception stopped outside its notebook.

    Where that cannot be written either (a full disk), whoever asked is told all the same.
    """
    t = reader(workshop, lang)
    asker = texts(spoken) if spoken else t
    where = str(workshop)
    problems = tuple(explain(error, asker, where).splitlines())
    failure = Failure(t.lang, tuple(explain(error, t, where).splitlines()))
    client = str(identity(workshop if workshop.is_dir() else workshop.parent))
    target = Path(out, client)
    try:
        return _failed(target, name, None, failure, client, problems)
    except OSError:
        return Outcome(client, (), None, problems, lang=t.lang)


def _lacking(done: Run, complete: bool, t: Texts) -> Iterator[str]:
    """Yield what keeps a run from being a report."""
    opened = frame(done.notebook)
    if done.cut:
        yield t(done.cut)
    elif stop := done.stopped:
        line = t(IN_CELL, number=stop.number, name=stop.name, says=UserText(printable(stop.says)))
        yield line if not complete or is_foreseen(stop.name) else f"{line}. {report_it(t)}"
    elif not done.finished:
        yield t(UNFINISHED)
    elif opened is None:
        yield t(NO_FRAME)
    else:
        shown = section_ids(done.notebook)
        missing = [id for id in opened.sections if id not in shown]
        if missing and (complete or not shown):
            yield t(done.short) if done.short else t(MISSING, sections=missing)


def _written(
    target: Path,
    name: str,
    done: Run,
    formats: Sequence[str],
    t: Texts,
    client: str,
    folder: Path,
) -> Outcome:
    """Put a whole report in its place."""
    contents, problems = {}, []
    for chosen in formats:
        export = format_named(chosen)
        try:
            contents[target / f"{name}{export.SUFFIX}"] = export.export(done.notebook)
        except PrintingError as error:
            problems.append(t(error.says))
    kept = target / f"{name}.ipynb"
    opened = frame(done.notebook)
    missing = _missing(opened, folder, t)
    files = output_files(target)
    if missing:
        _set_aside(files, name)
    for file, content in {kept: done.content(), **contents}.items():
        files.write_bytes(file.name, content)
    files.remove(_error(target, name).name, missing_ok=True)
    notes = []
    for file, previous in zip(_reports(target, name), _previous(target, name), strict=True):
        if file in contents:
            if not missing:
                files.remove(previous.name, missing_ok=True)
        elif files.exists(file.name):  # of another day: nobody shall take it for this report
            files.rename(file.name, previous.name)
            notes.append(t(SET_ASIDE, file=UserText(file.name), previous=UserText(previous.name)))
    if missing:
        missing = (*missing, f"{client}: {_made_without(target, name, t)}")
    outcome = Outcome(
        client, tuple(contents), kept, tuple(problems), notes=tuple(notes), missing=missing
    )
    if opened is None:
        return outcome
    return replace(
        outcome,
        client=str(opened.cover.client),
        title=str(opened.cover.title),
        lang=opened.lang,
        dated=opened.dated,
    )


def _failed(
    target: Path,
    name: str,
    done: Run | None,
    failure: Failure,
    client: str,
    problems: tuple[str, ...],
) -> Outcome:
    """Say what is wrong in the report's place; an earlier report is kept under another name."""
    files = output_files(target)
    _set_aside(files, name)
    kept, page = target / f"{name}.ipynb" if done else None, _error(target, name)
    older = next((p.name for p in _previous(target, name) if files.exists(p.name)), "")
    if kept and done:
        files.write_bytes(kept.name, done.content())
    files.write_bytes(page.name, failure.page(client, kept.name if kept else "", older))
    return Outcome(client, (page,), kept, problems, lang=failure.lang)


def _missing(opened: Frame | None, folder: Path, t: Texts) -> tuple[str, ...]:
    """Return what could not be had for a report, each line with the path of its file."""
    lines = dict(opened.missing).get(t.lang, ()) if opened else ()
    return tuple(str(folder / line) for line in lines)


def _set_aside(files: ClientFolder, name: str) -> None:
    """Keep the report that stands there under another name.

    One in which measured values are missing does not take the place of a whole one.
    """
    whole = not _lacks_values(files, f"{name}.ipynb")
    reports, earlier = _reports(files.path, name), _previous(files.path, name)
    for file, previous in zip(reports, earlier, strict=True):
        if files.exists(file.name) and (whole or not files.exists(previous.name)):
            files.rename(file.name, previous.name)
        else:
            files.remove(file.name, missing_ok=True)


def _lacks_values(files: ClientFolder, notebook: str) -> bool:
    """Whether measured values are missing in the report that a notebook beside it was run for."""
    import nbformat

    reading: Any = nbformat  # its reading is not annotated
    try:
        found = frame(reading.from_dict(json.loads(files.read_bytes(notebook))))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return bool(found and found.missing)


def _made_without(target: Path, name: str, t: Texts) -> str:
    """Say what has become of the report whose measured values are missing, and of the last one."""
    kept = next((path.name for path in _previous(target, name) if path.exists()), "")
    return t(KEPT, previous=UserText(kept)) if kept else t(WITHOUT)


def _reports(target: Path, name: str) -> list[Path]:
    return [target / f"{name}{format_named(one).SUFFIX}" for one in FORMATS]


def _previous(target: Path, name: str) -> list[Path]:
    return [file.with_suffix(f".previous{file.suffix}") for file in _reports(target, name)]


def _error(target: Path, name: str) -> Path:
    """Return where a failure is told: ``error.html``, or ``error.fr.html`` beside others."""
    return target / f"{name.replace('report', 'error', 1)}.html"
