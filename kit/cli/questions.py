"""``parcours questions``: the questionnaire for a client's customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kit.cli import options
from kit.cli.clients import client_argument, file, output_folder, refusals
from kit.cli.localized_click import Command, OneOf
from kit.i18n import Texts, texts


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "questions",
        cls=Command,
        short_help=t("Create a customer questionnaire"),
        help="\n\n".join(
            (
                t("Create a questionnaire for customers, to gather evidence for the map."),
                t(
                    "Formats: Markdown to read and print; CSV for form tools, with one "
                    "question per row and one column per choice."
                ),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @options.languages(
        t("Language of the questions. Default: the workshop’s language. Repeatable.")
    )
    @click.option(
        "--to",
        type=OneOf(("md", "csv"), several=True),
        default="md,csv",
        metavar="md,csv",
        help=t("Output formats, comma-separated. Default: md,csv."),
    )
    @click.option(
        "--employees",
        is_flag=True,
        help=t("Ask the employees behind the touchpoints instead of customers."),
    )
    @options.out(t)
    def questions(
        client: str, lang: tuple[str, ...], to: list[str], employees: bool, out: Path
    ) -> int:
        with refusals(t):
            for path in _write_questions(file(t, client), lang, to, employees, out):
                click.echo(path)
        return 0

    return questions


def _write_questions(
    path: Path, lang: Sequence[str], formats: Sequence[str], employees: bool, out: Path
) -> Iterator[Path]:
    """Write a questionnaire in each language and format, and yield the path of each file."""
    from kit.questions import as_csv, as_markdown
    from kit.review.privacy import redact_journey
    from kit.workshop import load, output_files

    workshop = load(path)
    folder = output_folder(workshop.path, out)
    files = output_files(folder)
    journey = redact_journey(workshop.journey)
    languages = lang or (workshop.journey.client.language,)
    name = "employee-questions" if employees else "questions"
    for language in languages:
        stem = name if len(languages) == 1 else f"{name}.{language}"
        reader = texts(language)
        for suffix in formats:
            written = folder / f"{stem}.{suffix}"
            if suffix == "md":
                files.write_text(written.name, as_markdown(journey, reader, employees))
            else:
                table = as_csv(journey, reader, employees)
                files.write_bytes(written.name, table.encode("utf-8-sig"))
            yield written
