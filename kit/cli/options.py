"""The options that several subcommands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from kit.cli.clients import OUTPUTS
from kit.cli.spoken import OneOf
from kit.i18n import LANGUAGES, Texts

Option = Callable[[Callable[..., Any]], Callable[..., Any]]


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
        help=t("One step alone (all of them); may be repeated: {names}.", names=", ".join(names)),
    )


def out(t: Texts, help: str = "") -> Option:
    """Return ``--out``, the folder of all outputs."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=OUTPUTS,
        metavar=t("FOLDER"),
        help=help or t("Where to write (outputs)."),
    )


def theme(t: Texts) -> Option:
    """Return ``--theme``."""
    return click.option(
        "--theme",
        type=click.Path(path_type=Path),
        metavar=t("FILE"),
        help=t("A file with colours and type of your own."),
    )


def guides(t: Texts) -> Option:
    """Return ``--guides``."""
    return click.option(
        "--guides",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        metavar=t("FOLDER"),
        help=t(
            "Guides of your own, and agendas in its folder agendas (those in the client's folders "
            "guides and agendas, then the kit's)."
        ),
    )
