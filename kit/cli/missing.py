"""Report measured values that are missing in what a command has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kit.diagnostics import FilePosition
from kit.i18n import Texts

if TYPE_CHECKING:
    from kit.evidence.metrics.results import Measurements
    from kit.workshop import Workshop


def said_missing(t: Texts, workshop: Workshop, found: Measurements) -> int:
    """Name each source and figure that could not be had; return the exit status, 1 if any."""
    from kit.review.measured import failure_findings

    lacking = [*failure_findings(workshop.journey, found)]
    for finding in lacking:
        line, _ = workshop.locate(finding.place)
        click.echo(f"{FilePosition(workshop.path, line).text(t)}: {t(finding.says)}", err=True)
    return int(bool(lacking))
