"""``parcours theme``: a theme file with every field, to begin one's own from."""

from __future__ import annotations

import click

from kit.cli.localized_click import Command
from kit.i18n import Texts


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "theme",
        cls=Command,
        short_help=t("Print a sample theme"),
        help=t(
            "Print a theme file with every field, its purpose and its default value: parcours "
            "theme > theme.yaml."
        ),
        options_metavar=t("[OPTIONS]"),
    )
    def theme() -> int:
        from kit.report.theme_file import sample

        click.echo(sample(t), nl=False)
        return 0

    return theme
