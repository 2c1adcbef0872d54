"""``parcours evidence add CLIENT ADDRESS``: a table in a database becomes a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kit import consent
from kit.cli.clients import Refused, refusals
from kit.cli.evidence.allow import agreed, asked_for, store_errors
from kit.i18n import Texts
from kit.sources import SOURCE_KINDS, Source

if TYPE_CHECKING:
    from kit.evidence.add_source import SourceDetails
    from kit.evidence.query.addresses import Address
    from kit.workshop import Workshop


def declared(
    t: Texts,
    workshop: Workshop,
    address: str,
    table: str,
    wanted: SourceDetails,
    asking: bool,
    dry: bool,
) -> int:
    """Declare a table as a source, and return the exit status.

    Parameters
    ----------
    asking
        Whether someone is there to consent to the database; without consent it is declared all the
        same, and not contacted.
    dry
        Show what it would contact, and declare nothing.
    """
    from kit.evidence.add_source import add_table, propose_table

    with refusals(t), store_errors(t):
        source = propose_table(workshop, address, table, wanted)
        beyond = _beyond(t, source)
        if dry:
            for row in asked_for(t, workshop.folder, source, beyond) if beyond else ():
                click.echo(row)
            return 0
        allowed = beyond is None or consent.allowed(workshop.folder, str(beyond))
        if beyond and asking and not allowed:
            shown = asked_for(t, workshop.folder, source, beyond)
            allowed = agreed(t, consent.entry(workshop.folder, str(beyond)), shown)
        saved = add_table(workshop, source, allowed)
    line = saved.locate(("evidence", source.id))[0]
    said = t(
        "Added as source “{id}”: {name}, {kind}.",
        id=source.id,
        name=source.name,
        kind=SOURCE_KINDS[source.kind],
    )
    click.echo(f"{saved.path}:{line}: {said}")
    if allowed:
        shown_by = f"parcours evidence show {workshop.identity}"
        click.echo(t("To see its figures, run: {command}", command=shown_by), err=True)
    else:
        command = f"parcours evidence allow {workshop.identity} {source.id}"
        click.echo(
            t("It will not be contacted until you allow it: {command}", command=command), err=True
        )
    return 0


def _beyond(t: Texts, source: Source) -> Address | None:
    """Return the address of a database beyond the client's folder; None for a file in it."""
    from kit.evidence.query.addresses import AddressError, is_file, parse_address, parse_table

    try:
        if is_file(source.database or ""):
            parse_table(source.table or "")
            return None
        return parse_address(source.database or "", source.table or "")
    except AddressError as error:
        raise Refused(error.text(t)) from None
