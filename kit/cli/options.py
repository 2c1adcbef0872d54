"""The options that several subcommands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from kit import consent
from kit.cli.clients import outputs
from kit.cli.localized_click import OneOf
from kit.cli.parameter_types import Location
from kit.i18n import LANGUAGES, Texts, printable

Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def group(*options: Option) -> Option:
    """Return several options as one decorator, in the order in which help lists them."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def languages(help: str) -> Option:
    """Return ``--lang``, for what is made in several languages at once."""
    return click.option("--lang", multiple=True, type=OneOf(LANGUAGES), help=help)


def language(help: str) -> Option:
    """Return ``--lang``, for what is in one language."""
    return click.option("--lang", type=OneOf(LANGUAGES), help=help)


def steps(t: Texts, names: Sequence[str]) -> Option:
    """Return ``--step``, which may be repeated."""
    return click.option(
        "--step",
        "steps",
        multiple=True,
        type=OneOf(names),
        metavar=t("STEP"),
        help=t("Limit to this step: {names}. Default: all. Repeatable.", names=", ".join(names)),
    )


def out(t: Texts, help: str = "") -> Option:
    """Return ``--out``, the folder of all outputs."""
    return click.option(
        "--out",
        type=Location(file_okay=False),
        default=outputs,
        metavar=t("FOLDER"),
        help=help or t("Output folder. Default: outputs."),
    )


def theme(t: Texts) -> Option:
    """Return ``--theme``."""
    return click.option(
        "--theme",
        type=Location(),
        metavar=t("FILE"),
        help=t("Theme file (YAML) with your colours and fonts."),
    )


def template(t: Texts) -> Option:
    """Return ``--template``."""
    return click.option(
        "--template",
        type=Location(),
        metavar=t("FILE"),
        help=t("Your PowerPoint template (.pptx or .potx) for --to pptx."),
    )


def guides(t: Texts) -> Option:
    """Return ``--guides``."""
    return click.option(
        "--guides",
        type=Location(file_okay=False, exists=True),
        metavar=t("FOLDER"),
        help=t(
            "Folder of your own guides, with agendas in its agendas subfolder. Default: the "
            "client’s own guides and agendas, then the built-in ones."
        ),
    )


def allow(t: Texts) -> Option:
    """Return ``--allow``, which may be repeated; its entries count while the command runs."""

    def admit(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> None:
        says = t("This is not a valid entry. Copy what “parcours evidence allow” prints.")
        if wrong := consent.unknown():
            raise click.UsageError(f"{consent.VARIABLE}: “{printable(wrong[0])}”. {says}", context)
        try:
            context.with_resource(consent.admitting(given))
        except ValueError:
            raise click.BadParameter(says, context, option) from None
        context.meta[consent.VARIABLE] = given

    return click.option(
        "--allow",
        multiple=True,
        metavar=t("ENTRY"),
        expose_value=False,
        callback=admit,
        help=t(
            "Address that may be contacted, as printed by “parcours evidence allow”. "
            "Repeatable. For batch runs and CI, where nobody can answer; {variable} can hold "
            "several, separated by spaces or line breaks.",
            variable=consent.VARIABLE,
        ),
    )
