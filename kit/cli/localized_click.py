"""click in the reader's language: help pages, usage errors, choices, dates.

The reader's :class:`kit.i18n.Texts` travel as the context's ``obj``.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from kit.errors import DEBUG, explain, show_traceback
from kit.i18n import N_, Texts

SECTIONS = {"Options": N_("Options"), "Commands": N_("Commands")}


class Formatter(click.HelpFormatter):
    """Help pages with headings in the reader's language."""

    def __init__(self, t: Texts, **more: Any) -> None:
        super().__init__(**more)
        self.t = t

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of use."""
        super().write_usage(prog, args, prefix or self.t("Usage:") + " ")

    def section(self, name: str) -> Any:
        """Open a section under its heading."""
        return super().section(self.t(SECTIONS[name]) if name in SECTIONS else name)


class Context(click.Context):
    """A context whose help is in the reader's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return a formatter that knows the reader."""
        return Formatter(self.obj, width=self.terminal_width, max_width=self.max_content_width)


class Failed(click.ClickException):
    """A failure of a command: a message in the reader's language, and the exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Command(click.Command):
    """A command that says what is wrong in the reader's language.

    Parameters
    ----------
    failure_status
        The exit status where an error stops it that it does not handle itself.
    """

    context_class = Context

    def __init__(self, *args: Any, failure_status: int = 2, **more: Any) -> None:
        self.failure_status = failure_status
        # Arguments too many are counted below, where they can be said in any language.
        settings = {"help_option_names": ["-h", "--help"], "allow_extra_args": True}
        super().__init__(*args, **{"context_settings": settings, **more})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its own help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = ctx.obj(N_("Show this message and exit."))
        return option

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters; ``--debug`` is understood after the subcommand, too."""
        return [*super().get_params(ctx), *([] if ctx.parent is None else [_debug()])]

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; whatever exception comes out of it becomes sentences and an exit status."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            show_traceback(error)
            where = ctx.params.get("client") or ctx.params.get("path") or ""
            raise Failed(explain(error, ctx.obj, str(where)), self.failure_status) from error

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse arguments too many."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing and not isinstance(self, click.Group):
            ctx.fail(ctx.obj(N_("Unexpected arguments: {arguments}."), arguments=" ".join(rest)))
        return rest


class Group(Command, click.Group):
    """The command with its subcommands."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand, or say which one was perhaps meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchOption:
            raise
        except click.UsageError:
            ctx.fail(_unknown_command(ctx.obj, args[0], self.list_commands(ctx)))


def _unknown_command(t: Texts, name: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, known, 1)
    if close:
        return t("Unknown command “{name}”. Did you mean “{meant}”?", name=name, meant=close[0])
    return t("Unknown command “{name}”.", name=name)


def debug_option(t: Texts) -> click.Option:
    """Return ``--debug``, which shows the traceback of what nobody foresaw."""
    option = _debug()
    option.hidden, option.help = False, t("Show the traceback of unexpected errors.")
    return option


def _debug() -> click.Option:
    def set_it(_: click.Context, __: click.Parameter, value: bool) -> None:
        if value:  # whatever process makes a part of the work inherits it
            os.environ[DEBUG] = "1"

    return click.Option(
        ["--debug"], is_flag=True, expose_value=False, is_eager=True, hidden=True, callback=set_it
    )


class OneOf(click.Choice[str]):
    """One of some words; ``several`` allows a list with commas."""

    def __init__(self, choices: Sequence[str], several: bool = False) -> None:
        super().__init__(choices)
        self.several = several

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the word (or the list of words), or refuse it."""
        words = [w.strip() for w in value.split(",")] if self.several else [value]
        for word in words:
            if word not in self.choices and ctx:
                known = ", ".join(str(choice) for choice in self.choices)
                self.fail(
                    ctx.obj(
                        N_("“{word}” is not valid. Choose from: {known}."), word=word, known=known
                    ),
                    param,
                    ctx,
                )
        return words if self.several else value


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the date, or refuse it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            message = N_("“{value}” is not a date. Write it like 2026-11-22.")
            self.fail(ctx.obj(message, value=value) if ctx else value, param, ctx)


def error_text(error: click.UsageError, t: Texts) -> str:
    """Return what is wrong with a command line, how it is used, and where help is."""
    lines = []
    if error.ctx:
        lines.append(error.ctx.get_usage())
        page = f"{error.ctx.command_path} --help"
        lines += [t("Help: {command}", command=page), ""]
    return "\n".join([*lines, t("Error: {message}", message=_message(error, t))])


def _message(error: click.UsageError, t: Texts) -> str:
    name = ""
    if isinstance(error, click.BadParameter) and error.param is not None:
        # click puts names between quotation marks of its own.
        name = error.param.get_error_hint(error.ctx).replace("'", "")
    match error:
        case click.NoSuchOption():
            close = [*(error.possibilities or ())]
            if close:
                return t(
                    "Unknown option {name}. Did you mean {meant}?",
                    name=error.option_name,
                    meant=close[0],
                )
            return t("Unknown option {name}.", name=error.option_name)
        case click.MissingParameter():
            return t("Missing {parameter}.", parameter=name)
        case click.BadOptionUsage():
            return t(
                "Option {name} is used incorrectly. Run the command with --help.",
                name=error.option_name,
            )
        case click.BadParameter() if name:
            return t("{parameter}: {message}", parameter=name, message=error.message)
        case _:
            return error.message
