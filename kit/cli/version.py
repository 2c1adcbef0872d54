"""``parcours version``: a review closes a version (M6.8, M6.9)."""

from __future__ import annotations

from datetime import date

import click

from kit.cli.clients import client_argument, file, refusals
from kit.cli.spoken import Command, Day
from kit.i18n import Texts


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "version",
        cls=Command,
        short_help=t("Close a review, and keep the map as it is"),
        help=t(
            "Close a review: the map as it stands is kept in history/DATE.yaml, the date is noted "
            "in the workshop's file, and the next report says what has changed since."
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.option(
        "-m",
        "--message",
        default="",
        metavar=t("TEXT"),
        help=t("What the review has brought, in a sentence."),
    )
    @click.option(
        "--as-of", type=Day(), metavar=t("DATE"), help=t("The date of the review (today).")
    )
    def version(client: str, message: str, as_of: date | None) -> int:
        from kit.workshop import close_version, load

        with refusals(t):
            workshop = load(file(t, client))
            click.echo(close_version(workshop, as_of or date.today(), message))
        return 0

    return version
