"""``parcours version``: a review closes a version (M6.8, M6.9)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from kit.cli.clients import Refused, client_argument, file, refusals, saving
from kit.cli.localized_click import Command, Day
from kit.cli.missing import said_missing
from kit.i18n import Texts

if TYPE_CHECKING:
    from kit.workshop import Workshop


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "version",
        cls=Command,
        short_help=t("Close a map review and save a version"),
        help="\n\n".join(
            (
                t(
                    "Close a map review: save the map to history/DATE.yaml with the figures "
                    "computed from it, and record the date in the workshop file. The next "
                    "report shows what changed since."
                ),
                t("Exit status: 1 if a source cannot be read; its values are then not saved."),
                t("With --restore, go back to a saved version. The board can undo it."),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.option(
        "-m",
        "--message",
        default="",
        metavar=t("TEXT"),
        help=t("One-sentence summary of the map review."),
    )
    @click.option(
        "--as-of", type=Day(), metavar=t("DATE"), help=t("Date of the map review. Default: today.")
    )
    @click.option(
        "--restore",
        metavar=t("DATE"),
        help=t(
            "Version to restore, such as 2026-11-22, or 2026-11-22-2 if there are several that day."
        ),
    )
    def version(client: str, message: str, as_of: date | None, restore: str | None) -> int:
        from kit.evidence.metrics.measure import measure
        from kit.versions import close
        from kit.workshop import load

        with refusals(t):
            workshop = load(file(t, client))
            if restore:
                _restore(t, workshop, restore)
            else:
                found = measure(workshop.journey, workshop.folder)
                with saving(t, workshop):
                    path = close(workshop, as_of or date.today(), message)
                click.echo(path)
                return said_missing(t, workshop, found)
        return 0

    return version


def _restore(t: Texts, workshop: Workshop, name: str) -> None:
    """Bring a version back by the name of its file; a date alone is the last one of that day."""
    from kit.studio.sync.restore import restore
    from kit.workshop import versions

    closed = versions(workshop)
    named = [v for v in closed if name in (v.path.stem, v.date.isoformat())]
    exact = [v for v in named if v.path.stem == name]
    if not named:
        known = ", ".join(v.path.stem for v in closed) or t("none")
        raise Refused(t("Unknown version “{name}”. Choose from: {known}.", name=name, known=known))
    chosen = named[-1] if name == named[-1].date.isoformat() else exact[0]
    if restore(workshop.path, chosen.journey, t):
        says = t(
            "{path} is restored to {version}. To reverse this, choose Undo on the board.",
            path=str(workshop.path),
            version=chosen.path.name,
        )
    else:
        says = t(
            "{path} already matches {version}.", path=str(workshop.path), version=chosen.path.name
        )
    click.echo(says)
