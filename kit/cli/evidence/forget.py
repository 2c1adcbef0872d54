"""``parcours evidence forget``: a respondent's rows and words are removed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.clients import client_argument, file, refusals
from kit.cli.spoken import Command
from kit.i18n import Texts

if TYPE_CHECKING:
    from kit.evidence.forgetting import Rows
    from kit.evidence.forgetting.words import Remain
    from kit.workshop import Workshop

SHORT = 6
"""An id of so few digits may be someone else's in another file."""


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "forget",
        cls=Command,
        short_help=t("Remove a respondent"),
        help="\n\n".join(
            (
                t(
                    "Remove someone's rows from the evidence files, and list where else their "
                    "words are: in the workshop's file, its history, and outputs."
                ),
                t(
                    "ID is what stands in the column of respondents, customers or tickets; or an "
                    "e-mail address or a name, as the file writes it. The rest of a text file "
                    "stays as it is, byte for byte. Databases are not changed: ask who keeps them."
                ),
                t("Exit status: 1 if nobody was found, or something is left to do by hand."),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.argument("id_", metavar=t("ID"))
    @click.option(
        "--everywhere",
        is_flag=True,
        help=t("Take their words out of the workshop's file and history, and remove such outputs."),
    )
    @click.option(
        "--source",
        "sources",
        multiple=True,
        metavar=t("ID"),
        help=t("In this source alone; may be repeated."),
    )
    @click.option(
        "--said",
        multiple=True,
        metavar=t("TEXT"),
        help=t("Words of theirs that are to be found too; may be repeated."),
    )
    @click.option("--dry-run", is_flag=True, help=t("List, and change nothing."))
    @click.option("--yes", is_flag=True, help=t("Do not ask whether to go on."))
    @options.out(t, t("Where the outputs are (outputs)."))
    def forget(
        client: str,
        id_: str,
        everywhere: bool,
        sources: Sequence[str],
        said: Sequence[str],
        dry_run: bool,
        yes: bool,
        out: Path,
    ) -> int:
        from kit.evidence.forgetting import databases, find, spoken
        from kit.evidence.forgetting.words import remaining
        from kit.workshop import load

        with refusals(t):
            workshop = load(file(t, client))
        found, unread = find(workshop.journey, workshop.folder, id_)
        if sources:
            found = [rows for rows in found if set(rows.sources) & set(sources)]
        for error in unread:
            click.echo(error.said(t), err=True)
        for name in databases(workshop.journey):
            click.echo(t("In a database, not looked into: {name}.", name=name), err=True)
        if not found:
            click.echo(t("“{id}” is in none of the evidence files.", id=id_))
            if not said:
                return 1
        _refuse_doubt(t, id_, found, sources)
        for rows in found:
            click.echo(_told(t, workshop, rows))
        whole = [*found, spoken(workshop.path, said)]
        remains = remaining(workshop, out / str(workshop.identity), whole)
        _list(t, remains)
        asking = not yes and not dry_run and sys.stdin.isatty()
        more = any(remain.where != "kept" for remain in remains)
        if more and not everywhere and asking:
            everywhere = click.confirm(t("Remove their words there too?"), err=True)
        elif more and not everywhere:
            click.echo(
                t("They stay there. Once the rows are gone, they are found by --said alone.")
                if not dry_run
                else t("They are removed there too with --everywhere.")
            )
        if dry_run:
            return 0
        if asking and not click.confirm(t("Remove?"), err=True):
            raise click.Abort
        left = _erase(t, workshop, found)
        if everywhere:
            left |= _remove_words(t, remains, whole)
        return int(left or bool(unread))

    return forget


def _refuse_doubt(t: Texts, id_: str, found: Sequence[Rows], sources: Sequence[str]) -> None:
    """Refuse a short number that several files know: it may be another person in each."""
    if len(found) > 1 and not sources and id_.isdigit() and len(id_) < SHORT:
        names = [rows.path.name for rows in found]
        raise click.UsageError(
            t(
                "“{id}” is an id in {files}, and perhaps another person in each: name the source "
                "that is meant with --source.",
                id=id_,
                files=names,
            )
        )


def _told(t: Texts, workshop: Workshop, rows: Rows) -> str:
    lines = ", ".join(str(line) for _, lines in rows.rows for line in lines)
    return t(
        "{file}: {rows} (line {lines})",
        file=rows.path.relative_to(workshop.folder).as_posix(),
        rows=t.plural("{count} row", "{count} rows", rows.count),
        lines=lines,
    )


def _list(t: Texts, remains: Sequence[Remain]) -> None:
    if not remains:
        click.echo(t("Their words were found nowhere else."))
        return
    click.echo(t("Their words elsewhere:"))
    for remain in remains:
        click.echo("  " + _place(t, remain))


def _place(t: Texts, remain: Remain) -> str:
    at = f"{remain.path}:{remain.line}" if remain.line else str(remain.path)
    if remain.where == "unsearched":
        return t("{file}: cannot be searched, made from the same data", file=at)
    if remain.where == "kept":
        return t("{file}: to be looked after by hand", file=at)
    return at


def _erase(t: Texts, workshop: Workshop, found: Sequence[Rows]) -> bool:
    """Take the rows out of the files; return whether some are left to be deleted by hand."""
    from kit.evidence import Options, Unreadable
    from kit.evidence.forgetting import erase

    left = False
    for rows in found:
        declared = [s for s in workshop.journey.evidence if s.id in rows.sources]
        try:
            erase(rows, declared[0].options if declared else Options())
            name = rows.path.relative_to(workshop.folder).as_posix()
            click.echo(t("Removed from {file}.", file=name))
        except Unreadable as error:
            left = True
            click.echo(error.said(t), err=True)
    return left


def _remove_words(t: Texts, remains: Sequence[Remain], found: Sequence[Rows]) -> bool:
    """Take the words out elsewhere; return whether some are left to be looked after by hand."""
    from kit.evidence.forgetting.words import remove

    with refusals(t):
        by_hand = remove(remains, found)
    if len(by_hand) < len(remains):
        click.echo(t("Their words were taken out elsewhere: make the reports again."))
    for remain in by_hand:
        click.echo(_place(t, remain), err=True)
    return bool(by_hand)
