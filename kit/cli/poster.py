"""``parcours poster``: the whole journey map on one sheet."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.clients import client_argument, file, output_folder, refusals
from kit.cli.localized_click import Command, OneOf
from kit.cli.missing import said_missing
from kit.i18n import Texts, texts

if TYPE_CHECKING:
    from kit.journey import Journey

FORMATS = ("png", "svg", "pdf")
PAPERS = ("A4", "A3", "A2", "A1", "A0")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "poster",
        cls=Command,
        short_help=t("Create a poster of the map"),
        help=_help(t),
        options_metavar=t("[OPTIONS]"),
    )
    @_options(t)
    def poster(
        client: str,
        to: list[str],
        lang: tuple[str, ...],
        persona: str | None,
        paper: str | None,
        out: Path,
        theme: Path | None,
    ) -> int:
        from kit.evidence.apply_to_map import apply_to_map
        from kit.evidence.metrics.measure import measure
        from kit.figures import Logos, save_poster
        from kit.figures import poster as drawn
        from kit.figures.logos import undrawn
        from kit.report.theme_file import logos, notices, theme_of
        from kit.review.privacy import redact_journey
        from kit.workshop import load
        from kit.workshop.pictures import images

        with refusals(t):
            workshop = load(file(t, client))
            found = measure(workshop.journey, workshop.folder)
            journey = apply_to_map(redact_journey(workshop.journey), found)
            personas = _personas(t, journey, persona)
            languages = lang or (journey.client.language,)
            folder = output_folder(workshop.path, out)
            look = theme_of(theme, journey.author.colour, journey.client.colour)
            for notice in notices(look):
                click.echo(t(notice), err=True)
            pictures = logos(images(workshop), look)
            for notice in undrawn(pictures):
                click.echo(t(notice), err=True)
            for language, id in product(languages, personas):
                name = ["poster"]
                if len(journey.personas) > 1:
                    name.append(id)
                if len(languages) > 1:
                    name.append(language)
                pages = drawn(journey, id, texts(language), look, paper, Logos.of(pictures))
                title = " – ".join(filter(None, _titles(journey, id)))
                for suffix in to:
                    file_path = folder / ".".join([*name, suffix])
                    for path in save_poster(pages, file_path, language, title):
                        click.echo(path)
            return said_missing(t, workshop, found)

    return poster


def _help(t: Texts) -> str:
    return t(
        "Create a poster of the journey map, one per persona. Its type grows with the paper: it is "
        "read on A4 and A3 in the hand, on A2 at arm’s length (0.6 m), on A1 from 1.5 m and on A0 "
        "from 2.5 m. Capitals of stages, touchpoints and pain points are at least 1/300 of that "
        "distance tall, all others 1/360. A map that does not fit continues on further sheets. "
        "Exit status: 1 if a source cannot be read; its values are then missing."
    )


def _options(t: Texts) -> options.Option:
    return options.group(
        client_argument(t),
        click.option(
            "--to",
            type=OneOf(FORMATS, several=True),
            default="pdf",
            metavar="png,svg,pdf",
            help=t("Output formats, comma-separated. Default: pdf."),
        ),
        options.languages(
            t("Language of the poster. Default: the workshop’s language. Repeatable.")
        ),
        click.option("--persona", metavar="ID", help=t("Limit to this persona. Default: all.")),
        click.option(
            "--paper",
            type=OneOf(PAPERS),
            help=t(
                "Paper size, landscape. Default: A3, or A2 where the map fits one sheet only there."
            ),
        ),
        options.out(t),
        options.theme(t),
    )


def _titles(journey: Journey, persona: str) -> tuple[str, str | None, str]:
    """Return what names a poster among others: the client, the journey and the persona."""
    return journey.client.name, journey.scenario.title, journey[persona].name


def _personas(t: Texts, journey: Journey, wanted: str | None) -> list[str]:
    """Return the ids of the personas to draw; refuse what is not on the map, or a bare map."""
    known = [persona.id for persona in journey.personas]
    if not journey.stages or not known:
        raise click.UsageError(
            t("A poster needs a persona and stages. Add them to the workshop file first.")
        )
    if wanted and wanted not in known:
        raise click.UsageError(
            t("Unknown persona “{id}”. Choose from: {known}.", id=wanted, known=known)
        )
    return [wanted] if wanted else known
