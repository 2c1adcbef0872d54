"""``parcours canvas``: blank canvases for the wall."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli import options
from kit.cli.clients import client_argument, file, output_folder, refusals
from kit.cli.localized_click import Command, OneOf
from kit.i18n import Texts, texts
from kit.studio.parts import PARTS

PAPERS = ("A4", "A3", "A1")
STEPS = [name for name, part in PARTS.items() if part.number]


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "canvas",
        cls=Command,
        short_help=t("Create blank wall canvases"),
        help=t(
            "Create a printable canvas for each step, with the client’s stages if defined: "
            "outputs/CLIENT/canvas-PAPER.pdf."
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.option(
        "--paper", type=OneOf(PAPERS), default="A4", help=t("Paper size, landscape. Default: A4.")
    )
    @options.steps(t, STEPS)
    @options.languages(t("Language of the canvases. Default: the workshop’s language. Repeatable."))
    @options.out(t)
    @options.theme(t)
    def canvas(
        client: str,
        paper: str,
        steps: tuple[str, ...],
        lang: tuple[str, ...],
        out: Path,
        theme: Path | None,
    ) -> int:
        from kit.figures import save_poster
        from kit.figures.canvas import canvas as drawn
        from kit.report.theme_file import altered_colours, theme_of
        from kit.review.privacy import redact_journey
        from kit.workshop import load

        with refusals(t):
            workshop = load(file(t, client))
            journey = redact_journey(workshop.journey)
            look = theme_of(theme, journey.author.colour)
            for notice in altered_colours(look):
                click.echo(t(notice), err=True)
            folder = output_folder(workshop.path, out)
            languages = lang or (journey.client.language,)
            for language in languages:
                reader = texts(language)
                pages = [
                    page
                    for step in dict.fromkeys(steps or STEPS)
                    for page in drawn(step, reader, look, paper, journey)
                ]
                name = f"canvas-{paper}" + (f".{language}" if len(languages) > 1 else "")
                for path in save_poster(pages, folder / f"{name}.pdf", language):
                    click.echo(path)
        return 0

    return canvas
