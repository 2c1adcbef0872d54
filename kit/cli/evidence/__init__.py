"""``parcours evidence``: the client's data behind the map, one file per subcommand."""

from __future__ import annotations

import click

from kit.cli.evidence import add, allow, forget, show, suggest
from kit.cli.spoken import Group
from kit.i18n import Texts


def command(t: Texts) -> click.Group:
    """Return the subcommand with its own."""
    group = Group(
        "evidence",
        short_help=t("The client's data behind the map"),
        help=t(
            "The client's exports behind the map: what is understood of a file, what it says, "
            "what customers' words may be about, and forgetting someone."
        ),
        options_metavar=t("[OPTIONS]"),
        subcommand_metavar=t("COMMAND …"),
    )
    for module in (add, show, allow, suggest, forget):
        group.add_command(module.command(t))
    return group
