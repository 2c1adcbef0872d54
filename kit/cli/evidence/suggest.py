"""``parcours evidence suggest``: what customers' words may be about, to be read and decided."""

from __future__ import annotations

import click

from kit.blocks import Block, Heading, Listing, Paragraph
from kit.cli.clients import client_argument, file, refusals
from kit.cli.localized_click import Command
from kit.cli.parameter_types import Number
from kit.cli.text_renderer import lines
from kit.i18n import Texts


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "suggest",
        cls=Command,
        short_help=t("Suggest verbatims for the map"),
        help=t(
            "List redacted verbatims that share words with a pain point or touchpoint, where "
            "enough people responded. Nothing is changed: add the ones you accept to the "
            "workshop file under “measures”."
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.option(
        "--most",
        type=Number(),
        default=3,
        metavar="N",
        help=t("Maximum number of verbatims per item. Default: 3."),
    )
    def suggest(client: str, most: int) -> int:
        import yaml

        from kit.evidence.verbatims.suggest import suggestions
        from kit.workshop import load

        with refusals(t):
            workshop = load(file(t, client))
        journey = workshop.journey
        found = list(suggestions(journey, workshop.folder, max(1, most)))
        blocks: list[Block] = []
        for one in found:
            name = t.say(journey.name_of(one.at))
            blocks.append(Heading(t.inline("{name} ({id})", name=name, id=one.at)))
            source = t("{source}, column “{column}”", source=one.source.name,
                       column=one.measure.column[0])  # fmt: skip
            blocks.append(Paragraph(source))
            said = [
                t.inline("{text} ({closeness})", text=t.quoted(text), closeness=t.number(how, 2))
                for text, how in one.verbatims
            ]
            blocks.append(Listing(tuple(said)))
            plain = yaml.safe_dump(
                one.measure.to_data(), default_flow_style=True, allow_unicode=True, width=1000
            )
            blocks.append(Paragraph(t("As a measure of “{id}”:", id=one.source.id)))
            blocks.append(Paragraph(f"  - {plain.strip()}"))
        for line in lines(blocks):
            click.echo(line)
        if found:
            click.echo(t("These suggestions are based on shared words. Read them first."), err=True)
        else:
            click.echo(t("Nothing to suggest: no text column is close to the map."))
        return 0

    return suggest
