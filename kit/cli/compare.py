"""``parcours compare``: several journeys on one page, and a page for each."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.clients import Client, Refused, files, refusals
from kit.cli.localized_click import Command, Day, OneOf
from kit.cli.parameter_types import Location
from kit.errors import explain, show_traceback
from kit.exports import FORMATS
from kit.i18n import Language, Texts

if TYPE_CHECKING:
    from kit.report import Outcome

NAME = "portfolio"
PAGES = tuple(name for name in FORMATS if name != "annex")
"""The formats of a comparison, which has no annex: what is folded in HTML stays there."""


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "compare",
        cls=Command,
        short_help=t("Compare several journeys"),
        help=_help(t),
        options_metavar=t("[OPTIONS]"),
    )
    @_options(t)
    def compare(
        paths: tuple[str, ...],
        lang: tuple[Language, ...],
        to: list[str],
        as_of: date | None,
        name: str,
        out: Path,
        notebook: Path | None,
        theme: Path | None,
    ) -> int:
        from kit.report.comparing import ComparisonRequest
        from kit.report.comparing import compare as compared

        _check(name, (notebook, theme), t)
        workshops = _workshops(paths, notebook, t)
        statuses = []
        for language in lang or (None,):
            asked = ComparisonRequest(
                workshops=workshops,
                lang=language,
                as_of=as_of,
                out=out,
                name=f"{name}.{language}" if len(lang) > 1 else name,
                formats=to,
                notebook=notebook,
                theme=theme,
            )
            statuses.append(_print_outcome(compared(asked, spoken=t.lang), t))
        _refresh_index(out, t)
        return max(statuses)

    return compare


def _help(t: Texts) -> str:
    return "\n\n".join(
        (
            t(
                "Compare several journeys of one client, or of several: outputs/portfolio.html has "
                "curves aligned by phase, worst and best moments, pain points that recur and "
                "evidence coverage, then a page for each journey. Every client in it is named: "
                "mind who reads it."
            ),
            t(
                "Exit status: 1 if a journey cannot be read and is left out, or if a source cannot "
                "be read; 2 if nothing can be compared."
            ),
        )
    )


def _options(t: Texts) -> options.Option:
    return options.group(
        click.argument("paths", nargs=-1, required=True, metavar=t("PATH…"), type=Client()),
        options.languages(
            t("Language of the comparison. Default: the first workshop’s language. Repeatable.")
        ),
        click.option(
            "--to",
            type=OneOf(PAGES, several=True),
            default="html",
            metavar=",".join(PAGES),
            help=t(
                "Output formats, comma-separated. Default: html. PDF needs Chrome, Edge or "
                "Chromium."
            ),
        ),
        click.option(
            "--as-of",
            type=Day(),
            metavar=t("DATE"),
            help=t("Date of the comparison. Default: today."),
        ),
        click.option(
            "--name",
            default=NAME,
            metavar=t("NAME"),
            help=t("Name of the files, without their suffix. Default: portfolio."),
        ),
        options.out(t),
        click.option(
            "--notebook",
            type=Location(),
            metavar=t("FILE"),
            help=t(
                "Your own comparison notebook. It is executed, so use only notebooks you trust."
            ),
        ),
        options.theme(t),
        options.allow(t),
    )


def _check(name: str, given: tuple[Path | None, ...], t: Texts) -> None:
    """Refuse a name that is no file's or another file's, and files that are missing."""
    if not re.fullmatch(r"[\w-]{1,60}", name) or name.lower() == "index":
        raise click.UsageError(
            t(
                "“{name}” is not a valid name for files. Use letters, digits and hyphens, but not "
                "“index”, as in “shops-2026”.",
                name=name,
            )
        )
    for path in given:
        if path and not path.is_file():
            raise click.UsageError(t("File not found: {path}.", path=str(path)))


def _workshops(paths: tuple[str, ...], notebook: Path | None, t: Texts) -> tuple[Path, ...]:
    """Return the workshops' files; refuse fewer than two, and what is no notebook."""
    from kit.report.comparing import TooFewError, check_readable
    from kit.report.custom_notebook import fault

    with refusals(t):
        workshops = files(paths)
    if notebook and (found := fault(notebook)):
        raise Refused(t(found))
    try:
        check_readable(workshops, t)
    except TooFewError as error:
        for line in error.lines:
            click.echo(line, err=True)
        raise Refused(t(error.says)) from None
    return workshops


def _print_outcome(outcome: Outcome, t: Texts) -> int:
    """Tell of the files, the notes and what is missing; return the exit status."""
    for path in outcome.files:
        click.echo(path)
    for line in (*outcome.notes, *outcome.problems, *outcome.missing):
        click.echo(line, err=True)
    if not outcome.client:  # an error page stands in place of the comparison
        return 2
    return 0 if outcome.ok else 1


def _refresh_index(out: Path, t: Texts) -> None:
    """Link to the comparison from the page of all reports, where there is one."""
    from kit.batch import Manifest, index

    try:
        manifest = Manifest(out)
        if manifest.files.exists(index.NAME):
            index.write(manifest, t)
    except Exception as error:  # the comparison is there all the same
        show_traceback(error)
        click.echo(explain(error, t, str(out / index.NAME)), err=True)
