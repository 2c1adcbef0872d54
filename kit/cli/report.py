"""``parcours report``: workshop files become reports."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.clients import Client, Refused, files, refusals
from kit.cli.spoken import Command, Day, OneOf
from kit.i18n import Language, Texts

if TYPE_CHECKING:
    from kit.batch import Batch, Manifest, Result, Shard, Task
    from kit.batch.workers import Workers
    from kit.report.running import Engine
    from kit.sections import Edition

FORMATS = ("html", "pdf")
EDITIONS = ("client", "working")
ENGINES = ("parcours", "kernel")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "report",
        cls=Command,
        short_help=t("Make the reports of workshops"),
        help="\n\n".join(
            (
                t(
                    "Make the report of each workshop: outputs/CLIENT/report.html, with the "
                    "notebook that it comes from beside it."
                ),
                t(
                    "Where one cannot be made, error.html says why and the others are made all "
                    "the same; the exit status is then 1."
                ),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @click.argument("paths", nargs=-1, metavar=t("PATH…"), type=Client())
    @click.option(
        "--clients",
        type=click.Path(path_type=Path),
        metavar=t("FILE"),
        help=t(
            "A table (CSV) of workshops in place of PATH: the columns path, lang, out, theme and "
            "edition, and the parameters of a notebook of your own."
        ),
    )
    @options.languages(t("The language of the report; may be repeated (the workshop's)."))
    @click.option(
        "--to",
        type=OneOf(FORMATS, several=True),
        default="html",
        metavar="html,pdf",
        help=t("The formats (html). PDF needs Chrome, Edge or Chromium on this machine."),
    )
    @click.option(
        "--edition",
        type=OneOf(EDITIONS),
        default="client",
        help=t("For the client, or for yourself with the findings of the review (client)."),
    )
    @click.option(
        "--as-of",
        type=Day(),
        metavar=t("DATE"),
        help=t(
            "The date of the report (the day on which it is made; a report that would say nothing "
            "else on another day is not made again)."
        ),
    )
    @options.out(t)
    @click.option(
        "--notebook",
        type=click.Path(path_type=Path),
        metavar=t("FILE"),
        help=t("A notebook of your own in place of the kit's. It is executed: trust it first."),
    )
    @options.theme(t)
    @click.option("--force", is_flag=True, help=t("Make unchanged reports, too."))
    @click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar=t("NUMBER"),
        help=t("How many to make at a time (one for each processor)."),
    )
    @click.option(
        "--timeout",
        type=click.FloatRange(min=1),
        metavar=t("SECONDS"),
        help=t("How long a report may take."),
    )
    @click.option(
        "--memory",
        type=click.IntRange(min=256),
        metavar=t("MEGABYTES"),
        help=t("How much memory a report may take, where processes can be forked (Linux)."),
    )
    @click.option(
        "--engine",
        type=OneOf(ENGINES),
        default="parcours",
        help=t("A forked process for each report, or a kernel (parcours)."),
    )
    @click.option(
        "--shard",
        metavar="I/N",
        help=t("The part of the work that this machine does: 2/4 is the second of four."),
    )
    @click.option(
        "--cluster",
        metavar=t("ADDRESS"),
        help=t("A Dask scheduler, whose workers make the reports. They see the same folders."),
    )
    def report(
        paths: tuple[str, ...],
        clients: Path | None,
        lang: tuple[Language, ...],
        to: list[str],
        edition: Edition,
        as_of: date | None,
        out: Path,
        notebook: Path | None,
        theme: Path | None,
        force: bool,
        jobs: int | None,
        timeout: float | None,
        memory: int | None,
        engine: Engine,
        shard: str | None,
        cluster: str | None,
    ) -> int:
        if bool(paths) == bool(clients):
            raise click.UsageError(t("Name workshops, or a table of them with --clients."))
        if memory and engine == "kernel":
            raise click.UsageError(t("A kernel has no limit of memory: leave out --memory."))
        part = _shard(shard, t)
        for named in (notebook, theme, clients):
            if named and not named.is_file():
                raise click.UsageError(t("There is no file {path}.", path=str(named)))
        from kit.batch import Batch, How, Local
        from kit.batch import cluster as joined
        from kit.report.running import Limits

        pattern = _pattern(edition, as_of, out, notebook, theme, to)
        tasks = _tasks(paths, clients, lang, pattern, t)
        _check_distinct(tasks, out, t)
        _check_notebooks(tasks, t)
        tasks = part.part(tasks) if part else tasks
        places = min(jobs or os.cpu_count() or 1, max(1, len(tasks)))
        limits = Limits(timeout, memory * 1_000_000 if memory else None)
        with _stopped_like_ctrl_c(), _manifest(out, str(part or ""), t) as manifest:
            workers = _joined(joined, cluster, t) if cluster else Local(places, manifest.work)
            if cluster:
                tasks = [_absolute(task) for task in tasks]
            how = How(engine, limits, many=len(tasks) > 3 * places, spoken=t.lang)
            batch = Batch(tasks, manifest, workers, how, force)
            return _shown(batch, t)

    return report


def _shard(given: str | None, t: Texts) -> Shard | None:
    if given is None:
        return None
    from kit.batch import Shard

    found = re.fullmatch(r"(\d+)/(\d+)", given)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise click.UsageError(
            t("“{given}” is no part of the work: 2/4 is the second of four.", given=given)
        )
    return Shard(int(found[1]), int(found[2]))


def _pattern(
    edition: Edition,
    as_of: date | None,
    out: Path,
    notebook: Path | None,
    theme: Path | None,
    formats: Sequence[str],
) -> Task:
    """Return what holds of all reports."""
    from kit.batch import Task

    return Task(
        Path(),
        out,
        edition=edition,
        as_of=as_of,
        notebook=notebook,
        theme=theme,
        formats=tuple(formats),
    )


def _tasks(
    paths: Sequence[str],
    clients: Path | None,
    lang: Sequence[Language],
    pattern: Task,
    t: Texts,
) -> list[Task]:
    """Return the reports that are asked for."""
    from kit.batch import TableError, tasks_of

    if clients:
        try:
            tasks = tasks_of(clients, pattern)
        except TableError as error:
            raise Refused("\n".join(flaw.told(t) for flaw in error.flaws)) from None
    else:
        with refusals(t):
            tasks = [replace(pattern, workshop=file) for file in files(paths)]
    if not lang:
        return tasks
    several = len(lang) > 1
    return [
        replace(task, lang=one, name=f"report.{one}" if several else "report")
        for task in tasks
        for one in (lang if several or not task.lang else (task.lang,))
    ]


def _check_distinct(tasks: Sequence[Task], out: Path, t: Texts) -> None:
    """Refuse two reports that would be written to one place."""
    seen = set()
    for task in tasks:
        place = (task.folder.absolute(), task.name)
        if place in seen:
            raise click.UsageError(
                t(
                    "Two of these workshops are called “{name}”, so that one report would replace "
                    "the other: make them one after the other, each with its own --out.",
                    name=task.folder.name,
                )
            )
        seen.add(place)


def _check_notebooks(tasks: Sequence[Task], t: Texts) -> None:
    """Refuse what is named as a notebook and is none, before anything is made."""
    from kit.report.own import fault

    for notebook in dict.fromkeys(task.notebook for task in tasks if task.notebook):
        if found := fault(notebook):
            raise Refused(t(found))


def _absolute(task: Task) -> Task:
    """Return a task for a worker that stands in another folder."""
    return replace(
        task,
        workshop=task.workshop.absolute(),
        out=task.out.absolute(),
        notebook=task.notebook.absolute() if task.notebook else None,
        theme=task.theme.absolute() if task.theme else None,
    )


@contextmanager
def _manifest(out: Path, shard: str, t: Texts) -> Iterator[Manifest]:
    from kit.batch import BusyError, Manifest

    try:
        with Manifest(out, shard) as manifest:
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
    """Have a request to end (of a scheduler of containers, say) stop the work as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _shown(batch: Batch, t: Texts) -> int:
    """Make the reports, tell of each as it is known, and return the exit status."""
    from kit.batch import index

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
            if result.status == "failed":
                failures.append(result)
        _progress(_how_far(batch, t))
    _progress("")
    if len(batch.manifest.entries) > 1:
        index.write(batch.manifest, t)
    if len(batch.tasks) > 1:
        click.echo(_summary(batch, t), err=True)
        for result in failures:
            click.echo(f"  {result.task.workshop.parent.as_posix()}", err=True)
    if batch.stopping:
        click.echo(t("Stopped. The same command goes on from here."), err=True)
        return 130
    return 1 if failures else 0


def _problem(result: Result, t: Texts, problem: str) -> str:
    if result.files:
        return problem
    path = str(result.task.workshop)
    return t("{path}: no report was made. {reason}", path=path, reason=problem)


def _how_far(batch: Batch, t: Texts) -> str:
    """Say how many are done, have failed, are being made and are left, and for how long."""
    said = [
        t("{done} of {all} done", done=batch.done + batch.unchanged, all=len(batch.tasks)),
        t.plural("{count} failed", "{count} failed", batch.failed) if batch.failed else "",
        t.plural("{count} being made", "{count} being made", batch.running),
    ]
    if batch.stopping:
        said.append(t("stopping; Ctrl-C again ends them at once"))
    elif (seconds := batch.seconds_left) is not None and batch.left:
        if seconds < 90:
            said.append(t("about {seconds} s left", seconds=round(seconds)))
        else:
            said.append(t("about {minutes} min left", minutes=round(seconds / 60)))
    return " · ".join(part for part in said if part)


def _summary(batch: Batch, t: Texts) -> str:
    said = [t.plural("{count} report made", "{count} reports made", batch.done)]
    if batch.unchanged:
        said.append(t.plural("{count} unchanged", "{count} unchanged", batch.unchanged))
    if batch.failed:
        said.append(t.plural("{count} failed", "{count} failed", batch.failed))
    return ", ".join(said) + "."


def _progress(line: str) -> None:
    """Show how far it is, to whoever is watching."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{line}", nl=False, err=True)
