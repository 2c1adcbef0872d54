"""``parcours schema``: the JSON Schema of workshop files, for editors and other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli import options
from kit.cli.clients import refusals
from kit.cli.localized_click import Command
from kit.cli.parameter_types import Location
from kit.i18n import Language, Texts


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "schema",
        cls=Command,
        short_help=t("Print the JSON Schema for workshop files"),
        help=t(
            "Print the JSON Schema for workshop files, so that editors can complete and "
            "validate them."
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @options.language(t("Language of the field descriptions. Default: the command’s language."))
    @click.option(
        "--out",
        type=Location(dir_okay=False),
        metavar=t("FILE"),
        help=t("Write to this file. Default: standard output."),
    )
    def schema(lang: Language | None, out: Path | None) -> int:
        from kit.workshop import output_files, schema_text

        text = schema_text(lang or ("fr" if t.lang == "fr" else "en"))
        if out:
            with refusals(t):
                output_files(out.parent).write_text(out.name, text)
        else:
            click.echo(text, nl=False)
        return 0

    return schema
