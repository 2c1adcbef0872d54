"""``parcours evidence``: the client's data behind the map, one file per subcommand."""

from __future__ import annotations

import click

from kit.cli.evidence import add, allow, forget, show, suggest
from kit.cli.localized_click import Group
from kit.i18n import Texts


def command(t: Texts) -> click.Group:
    """Return the subcommand with its own."""
    group = Group(
        "evidence",
        short_help=t("Manage the client’s data"),
        help=t(
            "Manage the client’s data: add exports, show metrics, suggest verbatims and remove "
            "respondents."
        ),
        options_metavar=t("[OPTIONS]"),
        subcommand_metavar=t("COMMAND …"),
    )
    for module in (add, show, allow, suggest, forget):
        group.add_command(module.command(t))
    return group
