"""``parcours report``: create reports from workshops."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit import consent
from kit.cli import options, report_tasks
from kit.cli.clients import Client, Refused
from kit.cli.localized_click import Command, Day, OneOf
from kit.cli.parameter_types import Location, Number
from kit.cli.progress import shown
from kit.exports import FORMATS
from kit.i18n import Language, Texts

if TYPE_CHECKING:
    from kit.batch import Manifest, Task
    from kit.batch.workers import Workers
    from kit.report.running import Engine

EDITIONS = ("client", "working", "both")
ENGINES = ("parcours", "kernel")


@dataclass(frozen=True)
class Arguments:
    """The arguments of the command, by the names of its options."""

    paths: tuple[str, ...]
    clients: Path | None
    lang: tuple[Language, ...]
    to: list[str]
    annex: bool
    edition: str
    as_of: date | None
    out: Path
    notebook: Path | None
    theme: Path | None
    template: Path | None
    force: bool
    jobs: int | None
    timeout: float | None
    memory: int | None
    engine: Engine
    shard: str | None
    cluster: str | None


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "report",
        cls=Command,
        failure_status=1,
        short_help=t("Create workshop reports"),
        help=_help(t),
        options_metavar=t("[OPTIONS]"),
    )
    @_contents(t)
    @_execution(t)
    def report(**given: Any) -> int:
        return _create(Arguments(**given), t)

    return report


def _help(t: Texts) -> str:
    return "\n\n".join(
        (
            t(
                "Create a report for each workshop: outputs/CLIENT/report.html, and the "
                "executed notebook."
            ),
            t(
                "If a report fails, error.html explains why, the other reports are still "
                "created and the exit status is 1."
            ),
            t(
                "If a source cannot be read, the report marks its values as missing, the "
                "last complete report is kept as report.previous.html and the exit status "
                "is 1."
            ),
        )
    )


def _contents(t: Texts) -> options.Option:
    """Return the options for which reports to create, and what stands in them."""
    return options.group(
        click.argument("paths", nargs=-1, metavar=t("PATH…"), type=Client()),
        click.option(
            "--clients",
            type=Location(),
            metavar=t("FILE"),
            help=t(
                "CSV or XLSX table of workshops to use instead of PATH. Columns: path, lang, out, "
                "theme, edition and any parameters of your own notebook."
            ),
        ),
        options.languages(
            t("Language of the report. Default: the workshop’s language. Repeatable.")
        ),
        _formats(t),
        click.option(
            "--edition",
            type=OneOf(EDITIONS),
            default="client",
            help=t(
                "client: to send; working: for your team, with the quality check, as "
                "report.working.html; both: one file each. Default: client."
            ),
        ),
        click.option(
            "--as-of",
            type=Day(),
            metavar=t("DATE"),
            help=t(
                "Report date. Default: today. A report is not recreated if only the date would "
                "change."
            ),
        ),
        options.out(t),
        click.option(
            "--notebook",
            type=Location(),
            metavar=t("FILE"),
            help=t("Your own report notebook. It is executed, so use only notebooks you trust."),
        ),
        options.theme(t),
        options.template(t),
        options.allow(t),
    )


def _formats(t: Texts) -> options.Option:
    """Return the options for the formats of a report."""
    return options.group(
        click.option(
            "--to",
            type=OneOf(tuple(FORMATS), several=True),
            default="html",
            metavar=",".join(FORMATS),
            help=t(
                "Output formats, comma-separated. Default: html. PDF needs Chrome, Edge or "
                "Chromium."
            ),
        ),
        click.option(
            "--annex",
            is_flag=True,
            help=t(
                "Print the annex, too: report.annex.pdf, with every table, metric and definition. "
                "In HTML it is folded under each section."
            ),
        ),
    )


def _execution(t: Texts) -> options.Option:
    """Return the options for how reports are created."""
    return options.group(
        click.option("--force", is_flag=True, help=t("Recreate unchanged reports too.")),
        click.option(
            "--jobs",
            type=Number(least=1),
            metavar=t("NUMBER"),
            help=t("Number of reports to create in parallel. Default: one per processor."),
        ),
        click.option(
            "--timeout",
            type=Number(least=1, decimals=True),
            metavar=t("SECONDS"),
            help=t("Time limit per report, in seconds. Default: none."),
        ),
        click.option(
            "--memory",
            type=Number(least=1),
            metavar=t("MEGABYTES"),
            help=t(
                "Memory limit per report, in megabytes, on top of what the process starts with. "
                "Linux only. Default: none."
            ),
        ),
        click.option(
            "--engine",
            type=OneOf(ENGINES),
            default="parcours",
            help=t(
                "parcours: a forked process per report; kernel: a Jupyter kernel. Default: "
                "parcours."
            ),
        ),
        click.option(
            "--shard",
            metavar="I/N",
            help=t("Share of the work for this machine: 2/4 is the second of four."),
        ),
        click.option(
            "--cluster",
            metavar=t("ADDRESS"),
            help=t(
                "Address of a Dask scheduler. Its workers must have access to the same folders."
            ),
        ),
    )


def _create(given: Arguments, t: Texts) -> int:
    """Create the reports, show the progress, and return the exit status."""
    _check(given, t)
    part = report_tasks.shard(given.shard, t)
    from kit.batch import Batch, Local, RunOptions, cluster
    from kit.report.running import Limits

    tasks = _tasks(given, t)
    tasks = part.part(tasks) if part else tasks
    places = min(given.jobs or os.cpu_count() or 1, max(1, len(tasks)))
    if given.memory:
        report_tasks.check_memory(given.memory, t)
    limits = Limits(given.timeout, given.memory * 1_000_000 if given.memory else None)
    run_options = RunOptions(given.engine, limits, many=len(tasks) > 3 * places, spoken=t.lang)
    with _stopped_like_ctrl_c(), _manifest(given.out, str(part or ""), t) as manifest:
        if given.cluster:
            workers = _joined(cluster, given.cluster, t)
            tasks = [report_tasks.absolute(task) for task in tasks]
        else:
            workers = Local(places, manifest.work)
        return shown(Batch(tasks, manifest, workers, run_options, given.force), t)


def _check(given: Arguments, t: Texts) -> None:
    """Refuse options that exclude each other."""
    if bool(given.paths) == bool(given.clients):
        raise click.UsageError(t("Give at least one PATH, or a table with --clients."))
    if given.memory and given.engine == "kernel":
        raise click.UsageError(
            t("--memory does not work with --engine kernel. Remove one of them.")
        )
    if given.cluster and click.get_current_context().meta[consent.VARIABLE]:
        raise click.UsageError(
            t(
                "Cluster workers contact databases themselves. Remove --allow and set "
                "{variable} on the workers.",
                variable=consent.VARIABLE,
            )
        )


def _tasks(given: Arguments, t: Texts) -> list[Task]:
    """Return the reports to create; refuse files that are missing and reports of one name."""
    for path in (given.notebook, given.theme, given.template, given.clients):
        if path and not path.is_file():
            raise click.UsageError(t("File not found: {path}.", path=str(path)))
    formats = [*given.to, "annex"] if given.annex and "annex" not in given.to else given.to
    pattern = report_tasks.pattern(
        given.as_of, given.out, given.notebook, given.theme, formats, given.template
    )
    tasks = report_tasks.tasks(given.paths, given.clients, given.lang, given.edition, pattern, t)
    report_tasks.check_distinct(tasks, t)
    report_tasks.check_notebooks(tasks, t)
    report_tasks.check_template(given.template, formats, t)
    return tasks


@contextmanager
def _manifest(out: Path, shard: str, t: Texts) -> Iterator[Manifest]:
    from kit.batch import BusyError, Manifest

    try:
        with ExitStack() as stack:
            manifest = stack.enter_context(Manifest(out, shard))
            if notice := manifest.notice:
                click.echo(t(notice), err=True)
            yield manifest
    except BusyError as error:
        raise Refused(t(error.says)) from None


def _joined(join: Callable[[str], Workers], address: str, t: Texts) -> Workers:
    from kit.batch.workers import ClusterError

    try:
        return join(address)
    except ClusterError as error:
        raise Refused(t(error.says)) from None


@contextmanager
def _stopped_like_ctrl_c() -> Iterator[None]:
    """Treat SIGTERM, which a scheduler of containers sends, like Ctrl-C."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
