"""Show the progress of a batch of reports, and its result."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from kit.cli.streams import OVER, allowing
from kit.errors import explain, show_traceback
from kit.i18n import N_, Texts

if TYPE_CHECKING:
    from kit.batch import Batch, Result

STOPPING = N_("Stopping… Press Ctrl+C again to stop immediately.")


def shown(batch: Batch, t: Texts) -> int:
    """Make the reports, tell of each as it is known, and return the exit status."""
    batch.heard = lambda: _heard(t)
    failures = []
    for result in batch:
        if result is not None:
            _progress("")
            for written in result.files:
                click.echo(written)
            for note in result.notes:
                click.echo(note, err=True)
            for problem in result.problems:
                click.echo(_problem(result, t, problem), err=True)
            if result.status in ("failed", "incomplete"):
                failures.append(result)
        _progress(_how_far(batch, t))
    _progress("")
    indexed = _indexed(batch, t)
    if len(batch.tasks) > 1:
        click.echo(_summary(batch, t), err=True)
        for result in failures:
            click.echo(f"  {result.task.workshop.parent.as_posix()}", err=True)
    if batch.stopping:
        click.echo(t("Stopped. Run the same command again to continue."), err=True)
        return 130
    return 0 if indexed and not failures else 1


def _indexed(batch: Batch, t: Texts) -> bool:
    """Write the page of all reports; where that fails, say why: the reports are there."""
    from kit.batch import index

    try:
        batch.manifest.read()  # other shards have made reports meanwhile
        if len(batch.manifest.entries) > 1:
            index.write(batch.manifest, t)
    except Exception as error:
        show_traceback(error)
        click.echo(explain(error, t, str(batch.manifest.out / index.NAME)), err=True)
        return False
    return True


def _problem(result: Result, t: Texts, problem: str) -> str:
    if result.files:
        return problem
    path = str(result.task.workshop)
    return t("{path}: report not created. {reason}", path=path, reason=problem)


def _how_far(batch: Batch, t: Texts) -> str:
    """Say how many are done, have failed, are being made and are left, and for how long."""
    made = batch.done + batch.incomplete
    said = [
        t("{done} of {all} done", done=made + batch.unchanged, all=len(batch.tasks)),
        t.plural("{count} failed", "{count} failed", batch.failed) if batch.failed else "",
        t.plural("{count} in progress", "{count} in progress", batch.running),
    ]
    if batch.stopping:
        said.append(t(STOPPING))
    elif (seconds := batch.seconds_left) is not None and batch.left:
        if seconds < 90:
            said.append(t("about {seconds} s left", seconds=round(seconds)))
        else:
            said.append(t("about {minutes} min left", minutes=round(seconds / 60)))
    return " · ".join(part for part in said if part)


def _heard(t: Texts) -> None:
    with suppress(RuntimeError):  # a line was just being written
        _progress(t(STOPPING))


def _summary(batch: Batch, t: Texts) -> str:
    made = batch.done + batch.incomplete
    said = [t.plural("{count} report created", "{count} reports created", made)]
    if batch.incomplete:
        said.append(
            t.plural(
                "{count} with measured values missing",
                "{count} with measured values missing",
                batch.incomplete,
            )
        )
    if batch.unchanged:
        said.append(t.plural("{count} unchanged", "{count} unchanged", batch.unchanged))
    if batch.failed:
        said.append(t.plural("{count} failed", "{count} failed", batch.failed))
    return ", ".join(said) + "."


def _progress(line: str) -> None:
    """Show how far it is, to whoever is watching."""
    if sys.stderr.isatty():
        with allowing(OVER):
            click.echo(f"\r\033[K{line}", nl=False, err=True)
