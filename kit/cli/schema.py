"""``parcours schema``: the JSON Schema of workshop files, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kit.cli.clients import refusals
from kit.cli.spoken import Command, OneOf
from kit.i18n import LANGUAGES, Language, Texts


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "schema",
        cls=Command,
        short_help=t("Print the JSON Schema of workshop files"),
        help=t("Print the JSON Schema of workshop files, by which editors complete and check."),
        options_metavar=t("[OPTIONS]"),
    )
    @click.option(
        "--lang",
        type=OneOf(LANGUAGES),
        help=t("The language in which it explains the fields (this command's)."),
    )
    @click.option(
        "--out",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=t("FILE"),
        help=t("Write it into this file."),
    )
    def schema(lang: Language | None, out: Path | None) -> int:
        from kit.atomic import write_text
        from kit.workshop import json_schema

        text = json.dumps(
            json_schema(lang or ("fr" if t.lang == "fr" else "en")), ensure_ascii=False, indent=2
        )
        if out:
            with refusals(t):
                write_text(out, text + "\n")
        else:
            click.echo(text)
        return 0

    return schema
