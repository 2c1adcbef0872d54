"""The command ``parcours``: a thin layer over the kit, one file per subcommand.

Exit status: 0 done; 1 something was found, or not every report could be made; 2 the command line
or a file cannot be used. What a command yields goes to standard output, everything else to
standard error; progress is shown only where someone is watching. A fault of the user's is a
message, never a traceback; so is a defect of the kit's, unless ``--debug`` asks for the traceback.
What stops one client's work does not stop that of the others. Where standard output is closed, the
work is done all the same; where it cannot be written to, that is said and the status is 2.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from kit import consent
from kit.arrow import avoid_importing_pandas
from kit.cli.language import user_language
from kit.cli.localized_click import Failed, Group, debug_option, error_text
from kit.cli.streams import guarded
from kit.errors import DEBUG, explain, show_traceback, system_error
from kit.i18n import Texts, texts

INTERRUPTED = 130

COMMANDS = (
    "new",
    "lab",
    "room",
    "check",
    "report",
    "compare",
    "status",
    "handout",
    "grade",
    "case",
    "version",
    "evidence",
    "questions",
    "sheets",
    "poster",
    "canvas",
    "tables",
    "theme",
    "schema",
    "completion",
)
"""The subcommands, each in the module of its name."""


def parcours(t: Texts, arguments: Sequence[str] = ()) -> click.Group:
    """Return the command, speaking to one reader.

    Parameters
    ----------
    arguments
        Of the command line: only the subcommand that they name is imported, or all of them.
    """
    group = Group(
        "parcours",
        help=t(
            "Run customer journey workshops and turn a client’s file into a report you can send."
        ),
        epilog=t(
            "The command uses your system’s language. To change it, set PARCOURS_LANG to fr or en."
        ),
        options_metavar=t("[OPTIONS]"),
        subcommand_metavar=t("COMMAND …"),
        invoke_without_command=True,
        callback=_help_where_nothing_is_asked,
    )
    for name in named(COMMANDS, arguments):
        group.add_command(import_module(f"kit.cli.{name}").command(t))
    click.version_option(
        package_name="parcours-kit",
        message="parcours-kit %(version)s",
        help=t("Show the version and exit."),
    )(group)
    group.params.append(debug_option(t))
    return group


def named(commands: Sequence[str], arguments: Sequence[str]) -> Sequence[str]:
    """Return the subcommand that stands first among some arguments, else all of them.

    >>> named(("check", "report"), ["--debug", "check", "report"])
    ('check',)
    """
    first = next((word for word in arguments if not word.startswith("-")), "")
    return (first,) if first in commands else commands


def _help_where_nothing_is_asked() -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    t = texts(user_language(os.environ))
    debug = os.environ.get(DEBUG)
    try:
        with guarded() as (out, _):
            status = _run(arguments, t)
            if out.error is not None:
                click.echo(system_error(out.error, t, t("standard output")), err=True)
                status = max(status, 2)
            return status
    finally:
        if debug is None:
            os.environ.pop(DEBUG, None)
        else:
            os.environ[DEBUG] = debug


def _run(arguments: Sequence[str] | None, t: Texts) -> int:
    try:
        with consent.admitting():
            given = sys.argv[1:] if arguments is None else arguments
            # With color, click leaves escape sequences in what it prints: see kit.cli.streams.
            result = parcours(t, given).main(
                args=arguments, prog_name="parcours", standalone_mode=False, obj=t, color=True
            )
        return result if isinstance(result, int) else 0
    except click.UsageError as error:
        click.echo(error_text(error, t), err=True)
        return 2
    except Failed as error:
        click.echo(error.format_message(), err=True)
        return error.status
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(t("Stopped."), err=True)
        return INTERRUPTED
    except Exception as error:
        # Of a subcommand, its own boundary reports it; this is of finding the subcommand.
        show_traceback(error)
        click.echo(explain(error, t), err=True)
        return 2


def main() -> None:
    """Run the command and leave with its exit status."""
    avoid_importing_pandas()
    sys.exit(run())
