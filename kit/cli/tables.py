"""``parcours tables``: the workshop and its evidence as tidy tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from kit.cli import options
from kit.cli.clients import client_argument, file, output_folder, refusals
from kit.cli.localized_click import Command, OneOf
from kit.cli.missing import said_missing
from kit.i18n import Texts, texts

FORMATS = ("parquet", "csv", "xlsx")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "tables",
        cls=Command,
        short_help=t("Export the workshop as tables"),
        help=t(
            "Export the workshop and its evidence as tidy tables, linked by ID, for Tableau, "
            "Power BI or Excel. The “dictionary” table describes each column. Exit status: 1 "
            "if a source cannot be read; its values are then missing."
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.option(
        "--to",
        type=OneOf(FORMATS, several=True),
        default="xlsx",
        metavar="xlsx,csv,parquet",
        help=t("Output formats, comma-separated. Default: xlsx."),
    )
    @options.language(t("Language of definitions and findings. Default: the workshop’s language."))
    @options.allow(t)
    @options.out(t)
    def tables(client: str, to: list[str], lang: str | None, out: Path) -> int:
        from kit.evidence.apply_to_map import apply_to_map
        from kit.evidence.metrics.measure import measure
        from kit.exports.tables import Known, written
        from kit.exports.tables import tables as filled
        from kit.review import review
        from kit.review.measured import findings
        from kit.review.privacy import check, redact_journey
        from kit.workshop import load, output_files, versions

        with refusals(t):
            workshop = load(file(t, client))
            # The tables leave the team; what was redacted in them is among their findings.
            opened = replace(workshop, journey=redact_journey(workshop.journey))
            today = datetime.now().astimezone().date()
            found = measure(opened.journey, opened.folder)
            extra = (*opened.findings, *findings(opened.journey, found), *check(workshop.journey))
            journey = apply_to_map(opened.journey, found)
            closed = [version.journey for version in versions(opened, today)]
            known = Known(journey, found, review(journey, today, closed, extra))
            made = dict(filled(known, texts(lang or journey.client.language)))
            folder = output_folder(opened.path, out, "tables")
            files = output_files(folder)
            for format in to:
                for name, content in written(format, made):
                    files.write_bytes(name, content)
                    click.echo(folder / name)
            return said_missing(t, opened, found)

    return tables
