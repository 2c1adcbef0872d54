"""``parcours case``: a trainer's own cases to learn on, one file per subcommand."""

from __future__ import annotations

import click

from kit.cli.case import check, new
from kit.cli.localized_click import Group
from kit.i18n import Texts


def command(t: Texts) -> click.Group:
    """Return the subcommand with its own."""
    group = Group(
        "case",
        short_help=t("Write a case of your own to learn on"),
        help=t(
            "Write a case of your own: a brief, an exercise for each step, a model answer, and the "
            "facts that answers are compared with."
        ),
        options_metavar=t("[OPTIONS]"),
        subcommand_metavar=t("COMMAND …"),
    )
    for module in (new, check):
        group.add_command(module.command(t))
    return group
