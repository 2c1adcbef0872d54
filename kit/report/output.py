"""Write the files of a report: each format, the executed notebook, or a page that says why not.

A reader finds a whole report or none: every format is exported before any file is replaced. A
report that is replaced by an error, or by one in which measured values are missing, is kept as
``report.previous.html``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.exports import FORMATS, FormatError, format_named
from kit.exports.notebook import ExecutedNotebook, Frame
from kit.i18n import N_, Texts, UserText
from kit.report.error_page import ErrorPage
from kit.report.running import Run
from kit.report.theme_file import notices
from kit.sections import Edition
from kit.workshop import output_files

KEPT = N_(
    "The report is created without them and marks each as missing. The last complete report is "
    "kept as “{previous}”."
)
WITHOUT = N_("The report is created without them and marks each as missing.")
SET_ASIDE = N_("An older “{file}” beside this report was renamed “{previous}”.")


def report_name(edition: Edition, lang: str = "") -> str:
    """Return the name of a report's files without suffix, with its edition and language.

    Examples
    --------
    >>> report_name("client"), report_name("working", "fr")
    ('report', 'report.working.fr')
    """
    return ".".join(
        part for part in ("report", "" if edition == "client" else edition, lang) if part
    )


@dataclass(frozen=True)
class Outcome:
    """The result of creating a report.

    Attributes
    ----------
    identity
        The workshop's folder within the outputs.
    files
        The files for the reader: the report in each format, or ``error.html``.
    notebook
        The executed notebook, with its failing cell if one failed; None if an exception came
        before or after it.
    problems
        The reasons of a failure, a line each, in the language of the person who asked.
    client, title, lang
        Client, title and language of the cover; empty without a cover.
    dated
        Digest of what the date changes (:attr:`kit.report.opening.Report.date_digest`).
    notes
        Further remarks for the person who asked, a line each.
    missing
        The sources and values that are missing, a line each: the report was created without them.
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
        """True if every format was written and no measured value is missing."""
        return not self.problems and not self.missing


class ReportFiles:
    """The files of one report in its folder of outputs.

    Parameters
    ----------
    target
        The client's folder of outputs, created if it is not there.
    name
        The files' name without suffix: that of :func:`report_name`.
    client
        The client's folder within the outputs, for messages; of a comparison, its name.
    """

    def __init__(self, target: Path, name: str, client: str) -> None:
        self.name, self.client = name, client
        self._target = target
        self._files = output_files(target)
        self._notebook = target / f"{name}.ipynb"
        self._reports = [target / f"{name}{format_named(one).SUFFIX}" for one in FORMATS]
        self._previous = [file.with_suffix(f".previous{file.suffix}") for file in self._reports]
        error = name.replace("report", "error", 1) if "report" in name else f"{name}.error"
        self._error = target / f"{error}.html"

    def write(
        self,
        run: Run,
        formats: Sequence[str],
        workshop: Path,
        t: Texts,
        template: Path | None = None,
    ) -> Outcome:
        """Write a report in each format, with the executed notebook beside it.

        Parameters
        ----------
        workshop
            The folder of the workshop, with which paths of missing sources begin.
        t
            The language of the person who asked for the report.
        template
            A presentation for the deck, or None for the kit's own.
        """
        contents, problems = self._exported(run, formats, t, template)
        opened = run.report.frame
        missing = _missing(opened, workshop, t)
        if missing:
            self._set_aside()
        for file, content in {self._notebook: run.content(), **contents}.items():
            self._files.write_bytes(file.name, content)
        self._files.remove(self._error.name, missing_ok=True)
        notes = self._rename_older(contents, whole=not missing, t=t)
        if opened:
            notes = (*notes, *(f"{self.client}: {t(one)}" for one in notices(opened.theme)))
        if missing:
            missing = (*missing, f"{self.client}: {self._created_without(t)}")
        outcome = Outcome(
            self.client, tuple(contents), self._notebook, problems, notes=notes, missing=missing
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

    def write_error(self, run: Run | None, page: ErrorPage, problems: tuple[str, ...]) -> Outcome:
        """Write ``error.html`` and, if it was run, the notebook; keep an earlier report aside.

        Parameters
        ----------
        problems
            The reasons in the language of the person who asked; ``page`` has those of the
            report's reader.
        """
        self._set_aside()
        older = next((p.name for p in self._previous if self._files.exists(p.name)), "")
        notebook = self._notebook if run else None
        if run:
            self._files.write_bytes(self._notebook.name, run.content())
        content = page.render(self.client, notebook.name if notebook else "", older)
        self._files.write_bytes(self._error.name, content)
        return Outcome(self.client, (self._error,), notebook, problems, lang=page.lang)

    def _exported(
        self, run: Run, formats: Sequence[str], t: Texts, template: Path | None
    ) -> tuple[dict[Path, bytes], tuple[str, ...]]:
        """Return the contents of each file, and the reasons for formats that failed."""
        contents, problems = {}, []
        for chosen in formats:
            export = format_named(chosen)
            try:
                content = _content(chosen, run.report, template)
                contents[self._target / f"{self.name}{export.SUFFIX}"] = content
            except FormatError as error:
                problems.append(t(error.says))
        return contents, tuple(problems)

    def _rename_older(self, contents: dict[Path, bytes], whole: bool, t: Texts) -> tuple[str, ...]:
        """Rename older reports in other formats, and return a note for each.

        They are of another day, and must not be taken for this report. A whole report makes the
        previous one of its format superfluous.
        """
        notes = []
        for file, previous in zip(self._reports, self._previous, strict=True):
            if file in contents:
                if whole:
                    self._files.remove(previous.name, missing_ok=True)
            elif self._files.exists(file.name):
                self._files.rename(file.name, previous.name)
                names = {"file": UserText(file.name), "previous": UserText(previous.name)}
                notes.append(t(SET_ASIDE, **names))
        return tuple(notes)

    def _set_aside(self) -> None:
        """Keep the report that is there under another name.

        One in which measured values are missing does not take the place of a whole one.
        """
        whole = not self._lacks_values()
        for file, previous in zip(self._reports, self._previous, strict=True):
            if self._files.exists(file.name) and (whole or not self._files.exists(previous.name)):
                self._files.rename(file.name, previous.name)
            else:
                self._files.remove(file.name, missing_ok=True)

    def _lacks_values(self) -> bool:
        """Return whether measured values are missing in the report that is there."""
        import nbformat

        try:
            notebook = nbformat.from_dict(json.loads(self._files.read_bytes(self._notebook.name)))
            opened = ExecutedNotebook(notebook).frame
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False
        return bool(opened and opened.missing)

    def _created_without(self, t: Texts) -> str:
        """Say that the report was created without missing values, and where a whole one is."""
        kept = next((path.name for path in self._previous if path.exists()), "")
        return t(KEPT, previous=UserText(kept)) if kept else t(WITHOUT)


def _content(chosen: str, report: ExecutedNotebook, template: Path | None) -> bytes:
    """Return a report in a format; a deck on a template, where there is one."""
    if chosen != "pptx":
        return format_named(chosen).export(report)
    from kit.exports import pptx  # its library is not loaded for the others

    return pptx.export(report, template)


def _missing(opened: Frame | None, folder: Path, t: Texts) -> tuple[str, ...]:
    """Return the missing sources and values, each line with the path of its file."""
    lines = dict(opened.missing).get(t.lang, ()) if opened else ()
    return tuple(str(folder / line) for line in lines)
