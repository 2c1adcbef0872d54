"""``parcours evidence allow``: the user consents to what a client's file asks for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit import consent
from kit.cli.clients import Refused, client_argument, file, refusals
from kit.cli.localized_click import Command
from kit.cli.parameter_types import Location
from kit.diagnostics import FilePosition
from kit.i18n import N_, Texts, printable

if TYPE_CHECKING:
    from kit.evidence.query.addresses import Address
    from kit.sources import Source

ENGINES = {
    "postgresql": "PostgreSQL",
    "snowflake": "Snowflake",
    "bigquery": "BigQuery",
    "pyspark": "Spark",
}
DRIVERS = {
    "postgresql": N_(
        "There is no password in the address: libpq sends what it finds, if the server asks. It "
        "looks into PGPASSWORD and the password file (~/.pgpass), and for a client certificate and "
        "a Kerberos ticket. Every other variable PG… and the service file are left aside."
    ),
    "bigquery": N_(
        "Google’s library finds the credentials: in GOOGLE_APPLICATION_CREDENTIALS, in those "
        "of gcloud, on a machine of Google’s from its metadata server, or by asking in a "
        "browser."
    ),
    "pyspark": N_(
        "Where Spark runs and with which rights is in its own configuration (SPARK_HOME, "
        "SPARK_CONF_DIR, spark-defaults.conf): the address says nothing of it."
    ),
}
OWN = "PARCOURS_"
"""Variables that begin so were set for the kit; others may have been set for something else."""


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "allow",
        cls=Command,
        short_help=t("Allow access to a client’s database"),
        help="\n\n".join(
            (
                t(
                    "Show the address a database source would contact and the variables it "
                    "would send, ask for consent and print the entry for --allow."
                ),
                t(
                    "An address in a client’s file is only a request. Nothing is contacted "
                    "until you allow it in a terminal. Consent covers this folder, address and "
                    "table only, and is stored in your own configuration folder."
                ),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @click.argument("source", required=False, default="", metavar=t("[SOURCE]"))
    @click.option(
        "--path",
        type=Location(),
        metavar=t("PATH"),
        help=t("Allow links in the client’s folder to this data folder, for example on a NAS."),
    )
    @click.option("--list", "listed", is_flag=True, help=t("List the consents for the client."))
    @click.option(
        "--revoke",
        is_flag=True,
        help=t("Revoke consent for the source, the path or the whole client."),
    )
    def allow(client: str, source: str, path: Path | None, listed: bool, revoke: bool) -> int:
        if source and path:
            raise click.UsageError(t("Give either a source or --path, not both."))
        with refusals(t), store_errors(t):
            folder = file(t, client).parent
            if listed:
                return _list(folder)
            if not (source or path):
                if revoke:
                    return _revoke(t, [one for one in consent.stored() if one.of_folder(folder)])
                raise click.UsageError(t("Give a source or --path."))
            if path:
                target, shown = _path(t, folder, path)
            else:
                target, shown = _source(t, client, source)
            if not target:
                click.echo(shown[0], err=True)
                return 0
            entry = consent.entry(folder, target)
            if revoke:
                return _revoke(t, [entry])
            return 0 if agreed(t, entry, shown) else 1

    return allow


def agreed(t: Texts, entry: consent.Entry, shown: list[str]) -> bool:
    """Return whether the user allows it: asked in a terminal, unless it has been allowed before."""
    if entry not in consent.stored():
        for line in shown:
            click.echo(line, err=True)
        if not sys.stdin.isatty():
            raise Refused(
                t(
                    "Consent cannot be asked for here. Allow it in a terminal or, in batch "
                    "runs and CI, with --allow or {variable}.",
                    variable=consent.VARIABLE,
                )
            )
        if not click.confirm(t("Allow it?"), default=False, err=True):
            click.echo(t("Access is not allowed."), err=True)
            return False
        consent.give(entry)
    click.echo(entry.printed(Path.cwd()))
    return True


def asked_for(t: Texts, folder: Path, source: Source, address: Address) -> list[str]:
    """Return, line by line, what a source asks to contact, and what would be sent there."""
    from kit.evidence.query.address_forms import FIELDS, FORMS

    form = FORMS[address.scheme]
    rows = [(t("driver"), ENGINES[address.scheme])]
    if form.host:
        rows.append((t(FIELDS[form.host]), address.host))
    if address.port:
        rows.append((t(FIELDS["port"]), address.port))
    if form.user:
        account = t("that of your account on this machine")
        rows.append((t(FIELDS["user"]), address.user or account))
    if address.password:
        rows.append((t(FIELDS["password"]), address.password))
    rows += [(t(FIELDS[name]), part) for name, part in zip(form.path, address.path, strict=False)]
    rows += address.parameters
    table = ".".join(part for part in (address.schema, address.table) if part)
    rows.append((t("table"), table))
    width = max(len(name) for name, _ in rows)
    asks = t(
        "The source “{source}” in {folder} asks to contact:",
        source=source.id,
        folder=printable(str(folder.resolve())),
    )
    return [
        asks,
        *(f"  {name:{width}}  {printable(value)}" for name, value in rows),
        *_sent(t, address),
    ]


def _sent(t: Texts, address: Address) -> Iterator[str]:
    """Yield what would be sent: variables that the address names, and what the driver finds."""
    if address.variables:
        names = ", ".join(address.variables)
        yield t("The values of these environment variables would be sent there: {names}.",
                names=names)  # fmt: skip
    foreign = [name for name in address.variables if not name.startswith(OWN)]
    if foreign:
        yield t(
            "Warning: {names} does not begin with {own} and may contain another service’s secret.",
            names=", ".join(foreign),
            own=OWN,
        )
    if address.scheme in DRIVERS and not address.password:
        yield t(DRIVERS[address.scheme])


def _source(t: Texts, client: str, id: str) -> tuple[str, list[str]]:
    """Return what a source asks for; no target where it needs no consent."""
    from kit.evidence.query.addresses import AddressError, is_file, parse_address
    from kit.workshop import load

    workshop = load(file(t, client))
    known = {one.id: one for one in workshop.journey.evidence}
    source = known.get(id)
    if source is None:
        raise click.UsageError(
            t("Unknown source “{id}”. Choose from: {known}.", id=id, known=[*known])
        )
    if not source.database or is_file(source.database):
        return "", [t("“{id}” is in the client’s folder and needs no consent.", id=id)]
    try:
        address = parse_address(source.database, source.table or "")
    except AddressError as error:
        place = ("evidence", id, error.field)
        position = FilePosition(workshop.path, *workshop.locate(place), place)
        raise Refused(replace(error.diagnostic, place=position).text(t)) from None
    return str(address), asked_for(t, workshop.folder, source, address)


def _path(t: Texts, folder: Path, path: Path) -> tuple[str, list[str]]:
    real = path.resolve()
    if not real.exists():
        raise click.UsageError(t("Folder not found: {path}.", path=printable(str(path))))
    if Path.home().resolve().is_relative_to(real) or folder.resolve().is_relative_to(real):
        raise click.UsageError(
            t("{path} contains more than data. Give the data folder.", path=printable(str(real)))
        )
    asks = t(
        "Links in {folder} could then lead to everything in: {path}",
        folder=printable(str(folder.resolve())),
        path=printable(str(real)),
    )
    return consent.path_target(path), [asks]


def _list(folder: Path) -> int:
    for one in consent.stored():
        if one.of_folder(folder):
            click.echo(one.printed(Path.cwd()))
    return 0


def _revoke(t: Texts, entries: list[consent.Entry]) -> int:
    gone = [one for one in entries if consent.withdraw(one)]
    for one in gone:
        click.echo(t("No longer allowed: {entry}", entry=one.printed(Path.cwd())), err=True)
    if not gone:
        click.echo(t("It was not allowed."), err=True)
    return 0


@contextmanager
def store_errors(t: Texts) -> Iterator[None]:
    """Turn a store that cannot be used into a message."""
    try:
        yield
    except consent.ConsentError as error:
        raise Refused(f"{t(error.says)} {t(error.fix)}") from None
