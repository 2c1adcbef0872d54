"""``parcours completion``: the script that makes a shell complete the command."""

from __future__ import annotations

import click

from kit.cli.localized_click import Command, OneOf
from kit.i18n import Texts

VARIABLE = "_PARCOURS_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "completion",
        cls=Command,
        short_help=t("Set up shell completion"),
        help="\n\n".join(
            (
                t("Print the completion script for bash, zsh or fish."),
                t("Add this line to your shell’s start-up file (for bash, ~/.bashrc):"),
                '\b\n  eval "$(parcours completion bash)"',
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @click.argument("shell", type=OneOf(SHELLS), metavar="bash|zsh|fish")
    @click.pass_context
    def completion(ctx: click.Context, shell: str) -> int:
        from click.shell_completion import get_completion_class

        script = get_completion_class(shell)
        if script is None:  # pragma: no cover - the three are click's own
            return 1
        click.echo(script(ctx.find_root().command, {}, "parcours", VARIABLE).source())
        return 0

    return completion
