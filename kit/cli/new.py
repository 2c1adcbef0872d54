"""``parcours new``: a client's workshop from a starter."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli import options
from kit.cli.case.names import own_cases, shipped_cases
from kit.cli.clients import WORKSHOPS, refusals
from kit.cli.localized_click import Command, OneOf
from kit.i18n import Language, Texts
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
    names, cases = templates(), [*shipped_cases(), *own_cases()]

    @click.command(
        "new",
        cls=Command,
        short_help=t("Start a client’s workshop"),
        help="\n\n".join(
            (
                t("Create workshops/CLIENT/workshop.yaml from a template."),
                t(
                    "CLIENT is the client’s name, or client/journey where a client has several "
                    "journeys."
                ),
                t("Templates: {names}.", names=", ".join(names)),
                t(
                    "Cases for self-study, each with a brief (--case): {names}.",
                    names=", ".join(cases),
                ),
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
        help=t("Template to start from. Default: blank."),
    )
    @click.option(
        "--case",
        "case_",
        type=OneOf(cases),
        metavar=t("NAME"),
        help=t("Case to use instead of a template, for self-study."),
    )
    @options.language(t("Language of the workshop. Default: the command’s language."))
    def new(client: str, template: str, case_: str | None, lang: Language | None) -> int:
        from kit.workshop import create

        language: Language = lang or ("fr" if t.lang == "fr" else "en")
        starter = starters() / language / f"{template}.yaml"
        with refusals(t):
            if case_:
                from kit.studio.learning import start

                own = {} if case_ in shipped_cases() else own_cases()
                workshop = start(WORKSHOPS, client, str(own.get(case_, case_)), language)
            else:
                workshop = create(WORKSHOPS, client, starter.read_text("utf-8"))
        click.echo(workshop.path)
        name = str(workshop.identity)
        steps = [
            (t("Lead the workshop in your browser:"), ["lab"]),
            (t("Or edit this file in any editor. Then run:"), ["check", "report"]),
        ]
        if case_:
            says = t("Read the brief, take the self-test and work on the case:")
            steps = [(says, ["lab --mode learn"])]
        for says, commands in steps:
            click.echo(says, err=True)
            for command in commands:
                click.echo(f"  parcours {command} {name}", err=True)
        return 0

    return new
