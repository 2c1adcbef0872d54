"""``parcours sheets``: sheets to listen with, to print and to read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kit.cli import options
from kit.cli.clients import client_argument, file, output_folder, refusals
from kit.cli.localized_click import Command, OneOf
from kit.i18n import Texts, texts

KINDS = ("interviews", "mystery-visit", "staff-report")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "sheets",
        cls=Command,
        short_help=t("Create sheets for interviews, visits and reports"),
        help="\n\n".join(
            (
                t(
                    "Create an interview guide, an observation sheet of a mystery visit and a "
                    "staff report form: each as a PDF to print, and as a table to type the answers "
                    "into."
                ),
                t("Read a filled table back with parcours evidence add."),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.option(
        "--kind",
        type=OneOf(KINDS, several=True),
        default=",".join(KINDS),
        metavar=t("KIND"),
        help=t("Kinds of sheet, comma-separated: {kinds}. Default: all.", kinds=", ".join(KINDS)),
    )
    @options.languages(t("Language of the sheets. Default: the workshop’s language. Repeatable."))
    @options.out(t)
    @options.theme(t)
    def sheets(
        client: str, kind: list[str], lang: tuple[str, ...], out: Path, theme: Path | None
    ) -> int:
        with refusals(t):
            for path in _write_sheets(t, file(t, client), kind, lang, out, theme):
                click.echo(path)
        return 0

    return sheets


def _write_sheets(
    t: Texts,
    path: Path,
    kinds: Sequence[str],
    lang: Sequence[str],
    out: Path,
    theme: Path | None,
) -> Iterator[Path]:
    """Write each kind of sheet in each language, and yield the path of each file."""
    from kit.figures import save_poster
    from kit.figures.form_page import form
    from kit.listening import TITLES, as_table, sheet_fields
    from kit.report.theme_file import altered_colours, theme_of
    from kit.review.privacy import redact_journey
    from kit.workshop import load, output_files

    workshop = load(path)
    journey = redact_journey(workshop.journey)
    look = theme_of(theme, journey.author.colour)
    for notice in altered_colours(look):
        click.echo(t(notice), err=True)
    folder = output_folder(workshop.path, out)
    files = output_files(folder)
    languages = lang or (journey.client.language,)
    for language in languages:
        reader = texts(language)
        for name, (title, subtitle) in TITLES.items():
            if name not in kinds:
                continue
            stem = f"sheet-{name}" + (f".{language}" if len(languages) > 1 else "")
            asked = sheet_fields(name, journey, reader)
            fields = [(str(field.asks), field.room, field.scale) for field in asked]
            heading = f"{reader(title)} – {journey.client.name}"
            pages = form(heading, reader(subtitle), fields, reader, look)
            yield from save_poster(pages, folder / f"{stem}.pdf", language)
            table = as_table(name, journey, reader)
            files.write_bytes(f"{stem}.csv", table.encode("utf-8-sig"))
            yield folder / f"{stem}.csv"
