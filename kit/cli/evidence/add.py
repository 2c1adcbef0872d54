"""``parcours evidence add``: a file becomes a source of evidence."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.clients import client_argument, file, refusals, saving
from kit.cli.evidence.database import declared
from kit.cli.evidence.dialogue import ask_details, print_open_questions, read_file
from kit.cli.evidence.measures import MetricRequest, measure_options, pairs, stated_measures
from kit.cli.localized_click import Command, OneOf
from kit.cli.parameter_types import Number
from kit.i18n import N_, Texts
from kit.plain_data import Data
from kit.sources import SOURCE_KINDS, Options, Role

if TYPE_CHECKING:
    from kit.evidence.add_source import SourceDetails
    from kit.evidence.table import Reading
    from kit.workshop import Workshop

NO_FILE = N_("Give a file, or the --id of a source to add metrics to.")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "add",
        cls=Command,
        short_help=t("Add a file as a source"),
        help=_help(t),
        options_metavar=t("[OPTIONS]"),
    )
    @_options(t)
    def add(
        client: str,
        path: str,
        table: str,
        id_: str,
        name: str,
        kind: str | None,
        collected: str,
        scales: Sequence[str],
        roles: Sequence[str],
        no_answers: Sequence[str],
        measures: Sequence[tuple[str, str, str]],
        answers: Sequence[str],
        where: Sequence[str],
        persona: str,
        base: str | None,
        label: str,
        unit: str,
        dry_run: bool,
        yes: bool,
        **stated: str | int | None,
    ) -> int:
        from kit.evidence.add_source import SourceDetails
        from kit.workshop import load

        with refusals(t):
            workshop = load(file(t, client))
        wanted = _details(
            t,
            SourceDetails(id_, name, kind or "", collected),
            {**stated, **_columns(t, scales, roles, no_answers)},
            MetricRequest(measures, answers, where, persona, base, label, unit),
        )
        if not path:
            if table:
                raise click.UsageError(t(NO_FILE))
            return _extend(t, workshop, wanted)
        asking = not yes and not dry_run and sys.stdin.isatty()
        if "://" in path:
            return declared(t, workshop, path, table, wanted, asking, dry_run)
        if table:
            raise click.UsageError(t("--table is for databases. Use --sheet."))
        reading, options = read_file(t, workshop, Path(path), wanted.options, asking)
        if dry_run:
            print_open_questions(t, reading)
            return 0
        return _declare(t, workshop, Path(path), reading, replace(wanted, options=options), asking)

    return add


def _help(t: Texts) -> str:
    return "\n\n".join(
        (
            t(
                "Read the client’s export, show how it was read and add it to the workshop "
                "file as a source. The file is copied to the client’s “evidence” folder "
                "unless it is already there."
            ),
            t(
                "To add a database table, give its address instead of the file, and "
                "--table. In a terminal, you are asked once whether it may be contacted, "
                "but never with --yes: see “parcours evidence allow”."
            ),
            t(
                "Without a file, the metrics, scales, roles and words for no answer are added "
                "to the source that --id names."
            ),
            t(
                "In a terminal, you are asked for whatever cannot be detected. In scripts, "
                "use the options. Only the new source is added to the workshop file."
            ),
        )
    )


def _options(t: Texts) -> options.Option:
    return options.group(
        client_argument(t),
        click.argument("path", required=False, default="", metavar=t("[FILE]")),
        click.option("--table", default="", metavar=t("NAME"), help=t("Database table.")),
        click.option(
            "--id",
            "id_",
            default="",
            metavar=t("ID"),
            help=t("Source ID. Default: made from the file name."),
        ),
        click.option("--name", default="", metavar=t("TEXT"), help=t("Source name.")),
        click.option("--kind", type=OneOf([*SOURCE_KINDS]), help=t("Source type.")),
        click.option("--collected", default="", metavar=t("TEXT"), help=t("Collection method.")),
        _reading_options(t),
        measure_options(t),
        click.option(
            "--dry-run", is_flag=True, help=t("Show how the file is read without adding it.")
        ),
        click.option("--yes", is_flag=True, help=t("Accept all detected values without asking.")),
    )


def _reading_options(t: Texts) -> options.Option:
    """Return the options for whatever the reader would detect in the file."""
    return options.group(_file_options(t), _value_options(t))


def _file_options(t: Texts) -> options.Option:
    return options.group(
        click.option("--format", metavar=t("NAME"), help=t("File format. Default: detected.")),
        click.option(
            "--sheet",
            metavar=t("NAME"),
            help=t("Sheet or table in the file, by name or number. Default: the main one."),
        ),
        click.option(
            "--header",
            type=Number(),
            metavar="N",
            help=t("Line number of the header. Default: detected."),
        ),
        click.option(
            "--encoding",
            metavar=t("NAME"),
            help=t("Text encoding, such as utf-8. Default: detected."),
        ),
        click.option(
            "--delimiter",
            metavar=t("CHARACTER"),
            help=t('Delimiter, such as ";". Default: detected.'),
        ),
    )


def _value_options(t: Texts) -> options.Option:
    return options.group(
        click.option(
            "--decimal", type=OneOf((",", ".")), help=t("Decimal mark. Default: detected.")
        ),
        click.option(
            "--dates", type=OneOf(("dmy", "mdy", "ymd")), help=t("Date order. Default: detected.")
        ),
        click.option(
            "--time-zone",
            metavar=t("NAME"),
            help=t("Time zone of the times, such as Europe/Paris. Default: the client’s."),
        ),
        click.option(
            "--scale",
            "scales",
            multiple=True,
            metavar=t("COLUMN=1-5"),
            help=t("Scale of a rating column. Default: detected. Repeatable."),
        ),
        click.option(
            "--role",
            "roles",
            multiple=True,
            metavar=t("COLUMN=ROLE"),
            help=t(
                "Role of a column: {roles}. Default: detected. Repeatable.", roles=", ".join(Role)
            ),
        ),
        click.option(
            "--no-answer",
            "no_answers",
            multiple=True,
            metavar=t("COLUMN=WORD"),
            help=t(
                "Word that is no answer, in one column or, without a column, in all. Repeatable."
            ),
        ),
    )


def _columns(
    t: Texts, scales: Sequence[str], roles: Sequence[str], no_answers: Sequence[str]
) -> dict[str, Data]:
    """Return the reading options that hold for one column, parsed."""
    return {
        "scales": dict(pairs(t, scales)),
        "roles": dict(pairs(t, roles)),
        "no_answer": _no_answers(no_answers),
    }


def _details(
    t: Texts,
    details: SourceDetails,
    reading: Mapping[str, Data],
    asked: MetricRequest,
) -> SourceDetails:
    """Return the details of a source with what its options state; refuse wrong values."""
    from pydantic import ValidationError

    from kit.evidence.add_source import invalid_value

    try:
        stated = {name: value for name, value in reading.items() if value is not None}
        options = Options.model_validate(stated)
        return replace(details, options=options, measures=stated_measures(t, asked))
    except ValidationError as error:
        raise click.UsageError(t(invalid_value(error))) from None


def _no_answers(given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return words for no answer by column; those for all columns under an empty name."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in given:
        name, _, word = pair.rpartition("=")
        found[name.strip()] = (*found.get(name.strip(), ()), word.strip())
    return found


def _extend(t: Texts, workshop: Workshop, wanted: SourceDetails) -> int:
    """Add metrics, scales, roles and words for no answer to a source that has data."""
    from kit.evidence.add_source import extend_source

    added = Options.model_validate(
        {name: getattr(wanted.options, name) for name in ("scales", "roles", "no_answer")}
    )
    if wanted.options != added or not wanted.id:
        raise click.UsageError(t(NO_FILE))
    with refusals(t), saving(t, workshop):
        saved = extend_source(workshop, wanted)
    line = saved.locate(("evidence", wanted.id))[0]
    said = t("Source “{id}” extended.", id=wanted.id)
    click.echo(f"{saved.path}:{line}: {said}")
    shown = f"parcours evidence show {workshop.identity}"
    click.echo(t("To see its figures, run: {command}", command=shown), err=True)
    return 0


def _declare(
    t: Texts, workshop: Workshop, path: Path, reading: Reading, wanted: SourceDetails, asking: bool
) -> int:
    """Add the file as a source, and print its place in the workshop file and what to do next."""
    from pydantic import ValidationError

    from kit.evidence.add_source import (
        add_source,
        invalid_value,
        propose_source,
        said_twice,
        same_data,
    )

    if asking:
        wanted = ask_details(t, workshop, reading, wanted)
    else:
        print_open_questions(t, reading)
    try:
        source = propose_source(replace(reading, path=path), workshop.journey, wanted)
    except ValidationError as error:
        raise click.UsageError(t(invalid_value(error))) from None
    with refusals(t), saving(t, workshop):
        saved = add_source(workshop, path, source, was_read=True)
    line = saved.locate(("evidence", source.id))[0]
    said = t(
        "Added as source “{id}”: {name}, {kind}.",
        id=source.id,
        name=source.name,
        kind=SOURCE_KINDS[source.kind],
    )
    click.echo(f"{saved.path}:{line}: {said}")
    unstated = [one for one in reading.questions if one.option == "scales"]
    if unstated and not asking:
        option = f'--scale "{unstated[0].columns[0]}=1-5"'
        shown = f"parcours evidence add {workshop.identity} --id {source.id} {option}"
        click.echo(t("To declare a scale, worst answer first: {command}", command=shown), err=True)
    added = next(one for one in saved.journey.evidence if one.id == source.id)
    if twice := said_twice(added, same_data(added, saved.journey, saved.folder), t):
        click.echo(f"! {twice}", err=True)
    shown = f"parcours evidence show {workshop.identity}"
    click.echo(t("To see its figures, run: {command}", command=shown), err=True)
    return 0
