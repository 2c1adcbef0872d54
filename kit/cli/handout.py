"""``parcours handout``: what participants take home, one page a step."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli import options
from kit.cli.clients import client_argument, file, refusals
from kit.cli.localized_click import Command
from kit.i18n import Language, Texts
from kit.studio.parts import PARTS


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "handout",
        cls=Command,
        short_help=t("Create participant handouts"),
        help=t(
            "Create one handout per step, with its purpose, results and next actions: "
            "outputs/CLIENT/handout-STEP.html."
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @options.steps(t, list(PARTS))
    @options.languages(t("Language of the handout. Default: the workshop’s language. Repeatable."))
    @options.guides(t)
    @options.out(t)
    def handout(
        client: str,
        steps: tuple[str, ...],
        lang: tuple[Language, ...],
        guides: Path | None,
        out: Path,
    ) -> int:
        with refusals(t):
            from kit.studio.notebooks.handout_pages import write_handout

            path = file(t, client)
            for language in lang or (None,):
                for name in dict.fromkeys(steps or PARTS):
                    target = write_handout(
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
