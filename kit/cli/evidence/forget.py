"""``parcours evidence forget``: a respondent's rows and words are removed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.clients import client_argument, file, refusals
from kit.cli.localized_click import Command
from kit.i18n import N_, Texts

if TYPE_CHECKING:
    from kit.evidence.privacy.erasure import Rows
    from kit.evidence.privacy.erasure.removing import Removal
    from kit.evidence.privacy.erasure.words import Remain
    from kit.workshop import Workshop

SHORT = 6
"""An id of so few digits may be someone else's in another file."""

ADVICE = {
    "opaque": N_("{file}: cannot be searched, made from the same data"),
    "kept": N_("{file}: remove their words by hand"),
    "elsewhere": N_("{file}: the same words, perhaps someone else’s (check the row)"),
    "unsearched": N_(
        "{file}: cannot be searched (open it; if it contains their words, remove or replace it)"
    ),
    "link": N_("{file}: a link, not followed (check its target)"),
    "git": N_(
        "{file}: versions kept by Git are not searched (rewrite the history, or start a new one)"
    ),
}
"""Notes on a place, by the kind of its file."""

NOT_SEARCHED = ("opaque", "unsearched", "link", "git")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "forget",
        cls=Command,
        short_help=t("Remove a respondent"),
        help=_help(t),
        options_metavar=t("[OPTIONS]"),
    )
    @_options(t)
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
        from kit.evidence.privacy.erasure import find, known_texts
        from kit.evidence.privacy.erasure.words import remaining
        from kit.workshop import load

        with refusals(t):
            workshop = load(file(t, client))
        found, unread = find(workshop.journey, workshop.folder, id_)
        if sources:
            found = [rows for rows in found if set(rows.sources) & set(sources)]
        for error in unread:
            click.echo(error.text(t), err=True)
        unasked = _say_databases(t, workshop)
        people = _participants(t, workshop, id_)
        if not found:
            click.echo(t("“{id}” was not found in any evidence file.", id=id_))
            if not said and not people:
                return 1
        _refuse_doubt(t, id_, found, sources)
        for rows in found:
            click.echo(_rows_text(t, workshop, rows))
        whole = [*found, known_texts(workshop.path, said), *people]
        outputs = out / str(workshop.identity)
        remains = remaining(workshop, outputs, whole)
        _list(t, remains)
        asking = not yes and not dry_run and sys.stdin.isatty()
        more = any(remain.removable for remain in remains)
        if more and not everywhere and asking:
            everywhere = click.confirm(t("Remove their words there too?"), err=True)
        elif more and not everywhere and dry_run:
            click.echo(t("To remove them there too, use --everywhere."))
        if dry_run:
            return 0
        if asking and not click.confirm(t("Remove?"), err=True):
            raise click.Abort
        left = _erased(t, workshop, outputs, found, whole, remains if everywhere else None)
        left |= _forget_in_rooms(t, workshop, id_, everywhere)
        if not everywhere:
            left |= _leave(t, remains)
        return int(left or bool(unread) or unasked)

    return forget


def _help(t: Texts) -> str:
    return "\n\n".join(
        (
            t(
                "Remove a respondent’s rows from the evidence files and list where else "
                "their words appear: the workshop file, its history and outputs."
            ),
            t(
                "ID is a respondent, customer or ticket ID, an email address or a name, "
                "exactly as in the file. The rest of a text file is unchanged, byte for "
                "byte. Databases are not changed: ask their administrator."
            ),
            t(
                "The client’s whole folder and its outputs are searched, including "
                "journals, backups and hidden files. Files that cannot be searched, such "
                "as PDF files and pictures, are listed. Answers of fewer than {letters} "
                "letters are searched for in the evidence only, because others may have "
                "written the same.",
                letters=15,
            ),
            t("Exit status: 1 if no match was found or manual work remains."),
        )
    )


def _options(t: Texts) -> options.Option:
    return options.group(
        client_argument(t),
        click.argument("id_", metavar=t("ID")),
        click.option(
            "--everywhere",
            is_flag=True,
            help=t(
                "Also remove their words from the workshop file and its history, and delete the "
                "outputs that contain them."
            ),
        ),
        click.option(
            "--source",
            "sources",
            multiple=True,
            metavar=t("ID"),
            help=t("Search only this source. Default: all. Repeatable."),
        ),
        click.option(
            "--said",
            multiple=True,
            metavar=t("TEXT"),
            help=t("Also find this text. Repeatable."),
        ),
        click.option("--dry-run", is_flag=True, help=t("List matches without changing anything.")),
        click.option("--yes", is_flag=True, help=t("Skip confirmation.")),
        options.out(t, t("Folder that contains the outputs. Default: outputs.")),
    )


def _refuse_doubt(t: Texts, id_: str, found: Sequence[Rows], sources: Sequence[str]) -> None:
    """Refuse a short number that several files know: it may be another person in each."""
    if len(found) > 1 and not sources and id_.isdigit() and len(id_) < SHORT:
        names = [rows.path.name for rows in found]
        raise click.UsageError(
            t(
                "“{id}” is an ID in {files}, perhaps of a different person in each. Choose the "
                "source with --source.",
                id=id_,
                files=names,
            )
        )


def _rows_text(t: Texts, workshop: Workshop, rows: Rows) -> str:
    lines = ", ".join(str(line) for _, lines in rows.rows for line in lines)
    return t(
        "{file}: {rows} (line {lines})",
        file=rows.path.relative_to(workshop.folder).as_posix(),
        rows=t.plural("{count} row", "{count} rows", rows.count),
        lines=lines,
    )


def _say_databases(t: Texts, workshop: Workshop) -> bool:
    """Name the databases; return whether there are any: who keeps them has to be asked."""
    from kit.evidence.privacy.erasure import databases

    names = [*databases(workshop.journey)]
    for name in names:
        click.echo(
            t("In a database, not searched: {name}. Ask its administrator.", name=name), err=True
        )
    return bool(names)


def _list(t: Texts, remains: Sequence[Remain]) -> None:
    """List where words were found, and what could not be searched."""
    held = [remain for remain in remains if remain.where not in NOT_SEARCHED]
    unknown = [remain for remain in remains if remain.where in NOT_SEARCHED]
    if held:
        click.echo(t("Their words elsewhere:"))
    else:
        click.echo(t("Their words were found nowhere else."))
    for remain in held:
        click.echo("  " + _place(t, remain))
    if unknown:
        click.echo(t("Not searched:"))
    for remain in unknown:
        click.echo("  " + _place(t, remain))


def _place(t: Texts, remain: Remain) -> str:
    at = f"{remain.path}:{remain.line}" if remain.line else str(remain.path)
    says = ADVICE.get(remain.where)
    return t(says, file=at) if says else at


def _erased(
    t: Texts,
    workshop: Workshop,
    outputs: Path,
    found: Sequence[Rows],
    whole: Sequence[Rows],
    remains: Sequence[Remain] | None,
) -> bool:
    """Take out the rows, and the words elsewhere unless ``None``; return whether work is left."""
    from kit.client_files import LockTimeoutError
    from kit.evidence.privacy.erasure.removing import held, remove
    from kit.versions.erasure import erase_from_versions

    try:
        with held(workshop) as client, refusals(t):
            left, sources = _erase(t, workshop, found)
            for name in erase_from_versions(client, sources):
                click.echo(t("Figures that included them were removed: {file}.", file=name))
            if remains is not None:
                left |= _tell(t, remove(workshop, outputs, remains, whole))
    except LockTimeoutError:
        raise click.ClickException(
            t(
                "Another program is saving this workshop, so nothing was removed. Try again in "
                "a moment."
            )
        ) from None
    return left


def _participants(t: Texts, workshop: Workshop, name: str) -> list[Rows]:
    """Return what a participant of a room said, if somebody of this name was one."""
    from kit.evidence.privacy.erasure.sessions import participant

    with refusals(t):
        person = participant(workshop, name)
    if person is None:
        return []
    click.echo(t("“{id}” took part in a session in the room.", id=name))
    return [person]


def _forget_in_rooms(t: Texts, workshop: Workshop, name: str, everywhere: bool) -> bool:
    """Take a participant out of the reports of sessions; return whether a room's log is left."""
    from kit.workshop.sessions import sessions, without_participant, write_session

    with refusals(t):
        for session in sessions(workshop.folder):
            after = without_participant(session, name)
            if after != session:
                path = write_session(workshop.folder, after)
                click.echo(t("Removed from {file}.", file=path.relative_to(workshop.folder)))
    return _kept_rooms(t, workshop, everywhere)


def _kept_rooms(t: Texts, workshop: Workshop, everywhere: bool) -> bool:
    """Remove what was kept of the client's rooms, or name it; return whether any is left."""
    from kit.evidence.privacy.erasure.words import Remain
    from kit.room.open_room import kept_logs

    logs = kept_logs(workshop.folder)
    for path in logs:
        if everywhere:
            path.unlink()
            click.echo(t("Removed: {file}.", file=path))
        else:
            click.echo("  " + _place(t, Remain(path, "unsearched")), err=True)
    return bool(logs) and not everywhere


def _erase(t: Texts, workshop: Workshop, found: Sequence[Rows]) -> tuple[bool, list[str]]:
    """Take the rows out of the files; return whether some are left, and the sources changed."""
    from kit.evidence import Options, UnreadableError
    from kit.evidence.privacy.erasure import erase

    left = False
    changed: list[str] = []
    for rows in found:
        declared = [s for s in workshop.journey.evidence if s.id in rows.sources]
        try:
            erase(rows, declared[0].options if declared else Options())
            name = rows.path.relative_to(workshop.folder).as_posix()
            click.echo(t("Removed from {file}.", file=name))
            changed += rows.sources
        except UnreadableError as error:
            left = True
            click.echo(error.text(t), err=True)
    return left, changed


def _tell(t: Texts, done: Removal) -> bool:
    """Say what was done file by file, and what is left; return whether anything is."""
    for path in done.rewritten:
        click.echo(t("Their words were removed from {file}.", file=path))
    for path in done.emptied:
        click.echo(
            t(
                "Emptied, because names in it contained their words: {file}. Earlier edits can "
                "no longer be undone.",
                file=path,
            )
        )
    for path in done.removed:
        click.echo(t("Removed: {file}.", file=path))
    if done.removed:
        click.echo(t("Create the outputs you need again."))
    return _leave(t, done.left)


def _leave(t: Texts, remains: Sequence[Remain]) -> bool:
    """Say what is left as it is; return whether anything is."""
    from kit.evidence.privacy.erasure.words import REMOVABLE

    if not remains:
        return False
    if any(remain.where in REMOVABLE for remain in remains):
        click.echo(
            t(
                "These were not removed. Once the rows are deleted, only --said can find them: "
                "remove them with --said and --everywhere."
            ),
            err=True,
        )
    others = [remain for remain in remains if remain.where not in REMOVABLE]
    if others:
        click.echo(t("Left for you to do:"), err=True)
    for remain in others:
        click.echo("  " + _place(t, remain), err=True)
    return True
