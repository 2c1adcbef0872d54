"""``parcours evidence show``: what each source says, with n and interval."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from kit.blocks import Block, Heading, Listing, Paragraph
from kit.cli import options
from kit.cli.clients import client_argument, file, refusals
from kit.cli.localized_click import Command
from kit.cli.text_renderer import lines
from kit.i18n import RichText, Texts
from kit.sources import SOURCE_KINDS, Source

if TYPE_CHECKING:
    from kit.sections import Context
    from kit.workshop import Workshop


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "show",
        cls=Command,
        short_help=t("Show the metrics from each source"),
        help="\n\n".join(
            (
                t(
                    "Show how each source was read and its metrics: value, 95% confidence "
                    "interval and n. Suppressed metrics are marked."
                ),
                t("Exit status: 1 if a source cannot be read or a metric cannot be computed."),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.option(
        "--source", default="", metavar=t("ID"), help=t("Show only this source. Default: all.")
    )
    @options.allow(t)
    @click.option("--brief", is_flag=True, help=t("Hide column details."))
    def show(client: str, source: str, brief: bool) -> int:
        from kit.report.opening import open_report
        from kit.workshop import load

        with refusals(t):
            workshop = load(file(t, client))
            context = open_report(str(workshop.path), t.lang).context
        known = [one.id for one in workshop.journey.evidence]
        if source and source not in known:
            raise click.UsageError(
                t("Unknown source “{id}”. Choose from: {known}.", id=source, known=known)
            )
        if not known:
            click.echo(t("No sources yet. Add one with “parcours evidence add”."))
        shown = [one for one in workshop.journey.evidence if source in ("", one.id)]
        for one in shown:
            for line in lines(_describe(t, workshop, context, one, brief)):
                click.echo(line)
        ids = {one.id for one in shown}
        troubled = [
            failure for failure in context.measurements.failures if failure.place.field[1] in ids
        ]
        return int(bool(troubled))

    return show


def _describe(
    t: Texts, workshop: Workshop, context: Context, source: Source, brief: bool
) -> Iterator[Block]:
    """Yield what one source is, and what is measured on it."""
    from kit.evidence import UnreadableError
    from kit.evidence.add_source import read_source, said_twice, same_data
    from kit.evidence.describe import describe_reading
    from kit.evidence.metrics.missing import failures_of
    from kit.sections.measured import redactions, suppressions, table

    name = t(
        "{name} ({id}): {kind}", name=source.name, id=source.id, kind=SOURCE_KINDS[source.kind]
    )
    yield Heading(name)
    if not source.has_data:
        yield Paragraph(t("Listed without data, so it has no metrics."))
        return
    if twice := said_twice(source, same_data(source, workshop.journey, workshop.folder), t):
        yield Paragraph(twice)
    if source.file and not brief:
        with suppress(UnreadableError):  # said below, with the other troubles
            zoned = source.in_zone(context.journey.client.zone)
            yield from describe_reading(read_source(zoned, workshop.folder), t)
    found = context.measurements
    measured = [one for one in found.measured if one.source.id == source.id]
    if measured:
        yield Paragraph("")
        yield table(context, t("Metrics of this source"), measured)
        yield from suppressions(context, measured)
        said: list[RichText] = [
            t.quoted(context.journey.words(text)) for one in measured for text in one.verbatims
        ]
        if said:
            yield Listing(tuple(said))
            yield redactions(t, measured)
    failures = [*failures_of(found, source.id)]
    if failures:
        yield Listing(
            tuple(
                t(
                    "{place}: {what} {fix}",
                    place=context.locate(failure.place.field),
                    what=failure.message,
                    fix=failure.hint,
                )
                for failure in failures
            )
        )
