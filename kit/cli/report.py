"""``parcours report``: workshop files become reports."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from kit.cli.clients import OUTPUTS, Client, files, refusals
from kit.cli.spoken import Command, Day, OneOf
from kit.i18n import LANGUAGES, Language, Texts

FORMATS = ("html", "pdf")
EDITIONS = ("client", "working")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "report",
        cls=Command,
        short_help=t("Make the reports of workshops"),
        help="\n\n".join(
            (
                t(
                    "Make the report of each workshop: outputs/CLIENT/report.html, with the "
                    "notebook that it comes from beside it."
                ),
                t(
                    "Where one cannot be made, error.html says why and the others are made all "
                    "the same; the exit status is then 1."
                ),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @click.argument("paths", nargs=-1, required=True, metavar=t("PATH…"), type=Client())
    @click.option(
        "--lang",
        multiple=True,
        type=OneOf(LANGUAGES),
        help=t("The language of the report; may be repeated (the workshop's)."),
    )
    @click.option(
        "--to",
        type=OneOf(FORMATS, several=True),
        default="html",
        metavar="html,pdf",
        help=t("The formats (html). PDF needs Chrome, Edge or Chromium on this machine."),
    )
    @click.option(
        "--edition",
        type=OneOf(EDITIONS),
        default="client",
        help=t("For the client, or for yourself with the findings of the review (client)."),
    )
    @click.option(
        "--as-of", type=Day(), metavar=t("DATE"), help=t("The date of the report (today).")
    )
    @click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=OUTPUTS,
        metavar=t("FOLDER"),
        help=t("Where to write (outputs)."),
    )
    @click.option(
        "--notebook",
        type=click.Path(path_type=Path),
        metavar=t("FILE"),
        help=t("A notebook of your own in place of the kit's. It is executed: trust it first."),
    )
    @click.option(
        "--theme",
        type=click.Path(path_type=Path),
        metavar=t("FILE"),
        help=t("A file with colours and type of your own."),
    )
    def report(
        paths: tuple[str, ...],
        lang: tuple[Language, ...],
        to: list[str],
        edition: str,
        as_of: date | None,
        out: Path,
        notebook: Path | None,
        theme: Path | None,
    ) -> int:
        with refusals(t):
            found = files(paths)
            _check_distinct(found, t)
            for named in (notebook, theme):
                if named and not named.is_file():
                    raise click.UsageError(t("There is no file {path}.", path=str(named)))
        wanted = [
            (file, language, "report" if len(lang) < 2 else f"report.{language}")
            for file in found
            for language in lang or (None,)
        ]
        well = True
        for number, (file, language, name) in enumerate(wanted, 1):
            _progress(
                t("{number} of {all}: {path}", number=number, all=len(wanted), path=str(file))
            )
            well &= _made(t, file, language, name, to, edition, as_of, out, notebook, theme)
        _progress("")
        return 0 if well else 1

    return report


def _made(
    t: Texts,
    file: Path,
    language: Language | None,
    name: str,
    formats: Sequence[str],
    edition: str,
    as_of: date | None,
    out: Path,
    notebook: Path | None,
    theme: Path | None,
) -> bool:
    """Make one report, and say what became of it."""
    from kit.report import report

    try:
        outcome = report(
            file,
            language,
            edition="working" if edition == "working" else "client",
            as_of=as_of,
            out=out,
            notebook=notebook,
            theme=theme,
            formats=formats,
            name=name,
        )
    except Exception as error:
        # A dead kernel or a full disk: this one's report is missing, the others are made.
        _progress("")
        reason = f"{type(error).__name__}: {error}"
        click.echo(
            t("{path}: no report was made. {reason}", path=str(file), reason=reason), err=True
        )
        return False
    _progress("")
    for written in outcome.files:
        click.echo(written)
    for problem in outcome.problems:
        click.echo(problem, err=True)
    return outcome.ok


def _check_distinct(found: Sequence[Path], t: Texts) -> None:
    """Refuse two workshops that would be written to one place."""
    from kit.workshop import identity

    for name, times in Counter(identity(file.resolve().parent) for file in found).items():
        if times > 1:
            raise click.UsageError(
                t(
                    "Two of these workshops are called “{name}”, so that one report would replace "
                    "the other: make them one after the other, each with its own --out.",
                    name=str(name),
                )
            )


def _progress(line: str) -> None:
    """Show how far it is, to whoever is watching."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{line}", nl=False, err=True)
