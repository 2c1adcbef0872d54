"""``parcours new``: a client's workshop from a starter."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.clients import WORKSHOPS, refusals
from kit.cli.spoken import Command, OneOf
from kit.i18n import LANGUAGES, Language, Texts
from kit.resources import resource

BLANK = "blank"


def starters() -> Path:
    """Return the folder of the starters, which has a folder for each language."""
    return resource("templates") / "workshops"


def templates() -> list[str]:
    """Return the names of the starters, the empty one first."""
    names = {path.stem for path in starters().glob("*/*.yaml")}
    return sorted(names, key=lambda name: (name != BLANK, name))


def command(t: Texts) -> click.Command:
    """Return the subcommand."""
    names = templates()

    @click.command(
        "new",
        cls=Command,
        short_help=t("Start a client's workshop"),
        help="\n\n".join(
            (
                t("Start a client's workshop: workshops/CLIENT/workshop.yaml, from a template."),
                t(
                    "CLIENT is the client's name, or client/journey where a client has several "
                    "journeys."
                ),
                t("Templates: {names}.", names=", ".join(names)),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @click.argument("client", metavar=t("CLIENT"))
    @click.option(
        "--template",
        type=OneOf(names),
        default=BLANK,
        metavar=t("NAME"),
        help=t("What to start from (blank)."),
    )
    @click.option(
        "--lang",
        type=OneOf(LANGUAGES),
        help=t("The language in which the workshop is held (this command's)."),
    )
    def new(client: str, template: str, lang: Language | None) -> int:
        from kit.workshop import create

        starter = starters() / (lang or t.lang) / f"{template}.yaml"
        with refusals(t):
            workshop = create(WORKSHOPS, client, starter.read_text("utf-8"))
        click.echo(workshop.path)
        name = str(workshop.identity)
        for line in (
            t("Write into this file, in any editor; then:"),
            f"  parcours check {name}",
            f"  parcours report {name}",
        ):
            click.echo(line, err=True)
        return 0

    return new
