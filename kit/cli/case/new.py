"""``parcours case new``: a commented sample case to change."""

from __future__ import annotations

import click

from kit.cli.case.names import CASES
from kit.cli.clients import refusals
from kit.cli.localized_click import Command
from kit.i18n import LANGUAGES, Language, Texts


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "new",
        cls=Command,
        short_help=t("Create a sample case"),
        help="\n\n".join(
            (
                t("Create cases/NAME, a complete commented case in French and English, to change."),
                t("NAME is also the name of the company in it."),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @click.argument("name", metavar=t("NAME"))
    @click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        metavar="[fr|en]",
        help=t("Language of a case in one language. Default: both."),
    )
    def new(name: str, lang: Language | None) -> int:
        from kit.studio.learning.case_sample import create_case

        with refusals(t):
            folder = create_case(CASES, name, (lang,) if lang else LANGUAGES, t)
        click.echo(folder)
        click.echo(t("Change its files, then check it and begin it:"), err=True)
        click.echo(f"  parcours case check {folder.name}", err=True)
        learner = t("LEARNER")
        click.echo(f"  parcours new {learner} --case {folder.name}", err=True)
        return 0

    return new
