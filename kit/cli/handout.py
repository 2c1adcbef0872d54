"""``parcours handout``: what participants take home, one page a step."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.clients import OUTPUTS, client_argument, file, refusals
from kit.cli.spoken import Command, OneOf
from kit.i18n import LANGUAGES, Language, Texts
from kit.studio.parts import PARTS


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "handout",
        cls=Command,
        short_help=t("Make what participants take home"),
        help=t(
            "Make a page for each step that participants take home: what it is for, what was found "
            "and what is left to do, in outputs/CLIENT/handout-STEP.html."
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.option(
        "--step",
        "steps",
        multiple=True,
        type=OneOf(list(PARTS)),
        metavar=t("STEP"),
        help=t("One step alone (all of them); may be repeated: {names}.", names=", ".join(PARTS)),
    )
    @click.option(
        "--lang",
        multiple=True,
        type=OneOf(LANGUAGES),
        help=t("The language of the handout; may be repeated (the workshop's)."),
    )
    @click.option(
        "--guides",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        metavar=t("FOLDER"),
        help=t("Guides of your own (those in the client's folder guides, then the kit's)."),
    )
    @click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=OUTPUTS,
        metavar=t("FOLDER"),
        help=t("Where to write (outputs)."),
    )
    def handout(
        client: str,
        steps: tuple[str, ...],
        lang: tuple[Language, ...],
        guides: Path | None,
        out: Path,
    ) -> int:
        with refusals(t):
            from kit.studio.handouts import handout as made

            path = file(t, client)
            for language in lang or (None,):
                for name in dict.fromkeys(steps or PARTS):
                    target = made(
                        path,
                        PARTS[name],
                        language,
                        out=out,
                        guides=guides or "",
                        several=len(lang) > 1,
                    )
                    click.echo(target)
        return 0

    return handout
