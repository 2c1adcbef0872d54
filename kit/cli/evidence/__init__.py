"""``parcours evidence``: the client's data behind the map, one file per subcommand."""

from __future__ import annotations

from importlib import import_module

import click

from kit.cli.localized_click import Group
from kit.i18n import Texts

SUBCOMMANDS = ("add", "allow", "forget", "show", "suggest")
"""The subcommands, each in the module of its name."""


class EvidenceGroup(Group):
    """A group whose subcommands are imported when they are asked for.

    ``parcours --help`` shows the group alone, and is not to wait for the records of sources.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a subcommand, speaking to the reader of the context."""
        if cmd_name in SUBCOMMANDS and cmd_name not in self.commands:
            self.add_command(import_module(f"{__name__}.{cmd_name}").command(ctx.obj))
        return super().get_command(ctx, cmd_name)


def command(t: Texts) -> click.Group:
    """Return the subcommand with its own."""
    return EvidenceGroup(
        "evidence",
        short_help=t("Manage the client’s data"),
        help=t(
            "Manage the client’s data: add exports, show metrics, suggest verbatims and remove "
            "respondents."
        ),
        options_metavar=t("[OPTIONS]"),
        subcommand_metavar=t("COMMAND …"),
    )
