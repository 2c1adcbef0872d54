"""Read from a command line which reports to make, and refuse faults before any is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.clients import Refused, files, refusals
from kit.i18n import Language, Texts

if TYPE_CHECKING:
    from kit.batch import Shard, Task


def shard(given: str | None, t: Texts) -> Shard | None:
    """Return which part of the work is meant by ``2/4``."""
    if given is None:
        return None
    from kit.batch import Shard

    found = re.fullmatch(r"(\d+)/(\d+)", given)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise click.UsageError(
            t(
                "“{given}” is not a valid shard. Use I/N, such as 2/4 for the second of four.",
                given=given,
            )
        )
    return Shard(int(found[1]), int(found[2]))


def pattern(
    as_of: date | None,
    out: Path,
    notebook: Path | None,
    theme: Path | None,
    formats: Sequence[str],
    template: Path | None = None,
) -> Task:
    """Return what holds of all reports."""
    from kit.batch import Task

    return Task(
        Path(),
        out,
        as_of=as_of,
        notebook=notebook,
        theme=theme,
        formats=tuple(formats),
        template=template,
    )


def tasks(
    paths: Sequence[str],
    clients: Path | None,
    lang: Sequence[Language],
    edition: str,
    pattern: Task,
    t: Texts,
) -> list[Task]:
    """Return the reports that are asked for, in each edition and language."""
    from kit.batch import EDITIONS, TableError, tasks_of

    if clients:
        try:
            tasks = tasks_of(clients, pattern, EDITIONS[edition])
        except TableError as error:
            raise Refused(error.text(t)) from None
    else:
        with refusals(t):
            tasks = [
                replace(pattern, workshop=file, edition=one)
                for file in files(paths)
                for one in EDITIONS[edition]
            ]
    if not lang:
        return tasks
    several = len(lang) > 1
    return [
        replace(task, lang=one, beside=several)
        for task in tasks
        for one in (lang if several or not task.lang else (task.lang,))
    ]


def check_distinct(tasks: Sequence[Task], t: Texts) -> None:
    """Refuse two reports that would be written to one place."""
    seen = set()
    for task in tasks:
        place = (task.folder.absolute(), task.stem)
        if place in seen:
            raise click.UsageError(
                t(
                    "Two workshops are called “{name}”, so one report would overwrite the "
                    "other. Run them separately, each with its own --out.",
                    name=task.folder.name,
                )
            )
        seen.add(place)


def check_notebooks(tasks: Sequence[Task], t: Texts) -> None:
    """Refuse what is named as a notebook and is none, before anything is made."""
    from kit.report.custom_notebook import fault

    for notebook in dict.fromkeys(task.notebook for task in tasks if task.notebook):
        if found := fault(notebook):
            raise Refused(t(found))


def check_template(template: Path | None, formats: Sequence[str], t: Texts) -> None:
    """Refuse a template on which no deck can be made, before anything is made."""
    if template is None:
        return
    if "pptx" not in formats:
        raise Refused(t("--template is for decks alone. Add --to pptx."))
    from kit.exports.pptx import TemplateError, load_template

    try:
        load_template(template)
    except TemplateError as error:
        raise Refused(t(error.says)) from None


def check_memory(memory: int, t: Texts) -> None:
    """Refuse a limit, in megabytes, under which no report can be made."""
    from kit.report.running import LEAST_MEMORY

    least = LEAST_MEMORY // 1_000_000
    if memory < least:
        raise Refused(
            t(
                "--memory {memory} is too low. Use at least {least}; clients with evidence "
                "need more.",
                memory=memory,
                least=str(least),
            )
        )


def absolute(task: Task) -> Task:
    """Return a task for a worker that stands in another folder."""
    return replace(
        task,
        workshop=task.workshop.absolute(),
        out=task.out.absolute(),
        notebook=task.notebook.absolute() if task.notebook else None,
        theme=task.theme.absolute() if task.theme else None,
        template=task.template.absolute() if task.template else None,
    )
