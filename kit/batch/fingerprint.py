"""Digest everything that a report is made of: an equal digest means an unchanged report.

It covers every file that is read, the options, the kit and its dependencies. The date of the report
is not in it, unless one was asked for: a report that says the same today as yesterday is not
created again, and keeps its date. :func:`date_digest` digests what the date changes, such as an
improvement that has become overdue or a value that has become the latest.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path, PurePosixPath

import kit
from kit.batch.task import Task
from kit.client_files import ClientFolder, named
from kit.consent import targets
from kit.report.opening import open_report
from kit.report.theme_file import theme_files
from kit.resources import resource

OWN = "report.ipynb"


def fingerprint(task: Task) -> str:
    """Return the digests of everything that a report is made of, except the date.

    The one before the colon is that of its options, the one after it the :func:`input_digest`.
    """
    options = {
        "lang": task.lang,
        "edition": task.edition,
        "as_of": str(task.as_of or ""),
        "formats": task.formats,
        "scalars": task.scalars,
        "notebook": str(task.notebook or ""),
        "allowed": sorted(targets(task.workshop.parent)),
    }
    return f"{_digest_of(options)}:{input_digest(task)}"


def input_digest(task: Task) -> str:
    """Return the digest of the files that a report reads, of the kit and its dependencies."""
    return _digest_of({"files": dict(files_read(task)), "environment": environment()})


def _digest_of(value: Mapping[str, object]) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def files_read(task: Task) -> Iterator[tuple[str, str]]:
    """Yield the files that a report may read, by machine-independent names, with their SHA-256.

    The client's whole folder counts: workshop, history, evidence and pictures, but not reports
    written into it. A custom notebook may read other files, which are not known here.
    """
    files = ClientFolder(task.workshop.parent)
    written = {task.out.resolve(), task.folder.resolve()}

    def may_be_read(name: str) -> bool:
        # Locks and journals are hidden; a journey inside a client's folder is another workshop.
        hidden = PurePosixPath(name).name[0] == "."
        other = hidden or files.exists(f"{name}/{task.workshop.name}")
        return not other and files.real / name not in written

    for entry in files.walk(enter=may_be_read):
        if entry.kind == "file" and PurePosixPath(entry.name).name[0] != ".":
            yield f"client/{entry.name}", digest(files.path / entry.name, files)
    yield "notebook", digest(task.notebook or resource("notebooks") / OWN)
    if task.template:
        yield "template", digest(task.template)
    if task.theme:
        yield "theme", digest(task.theme)
        folder, _ = named(task.theme)
        for name in theme_files(folder) if folder.path.is_dir() else ():
            yield f"theme/{name}", digest(folder.path / name)


def digest(path: Path, folder: ClientFolder | None = None) -> str:
    """Return the SHA-256 of a file; empty if it cannot be read.

    Parameters
    ----------
    folder
        The client's folder that it lies in; without one, links of the person's own are followed.
    """
    try:
        files, name = (folder, folder.name_of(path)) if folder else named(path)
        return files.digest(name)
    except OSError:
        return ""


@cache
def environment() -> tuple[str, ...]:
    """Return the versions of the kit and its dependencies, and the digests of the kit's files."""
    names = [re.split(r"[^\w.-]", line)[0] for line in requires("parcours-kit") or ()]
    found = {name: _version(name) for name in names}
    home = Path(kit.__file__).parent
    own = [p for p in sorted(home.rglob("*")) if p.is_file() and p.suffix not in (".pyc", ".map")]
    own += sorted((resource("templates") / "report").iterdir())
    files = sha256("".join(digest(path) for path in own).encode()).hexdigest()
    python = platform.python_version()
    return (version("parcours-kit"), files, python, *(f"{n}=={v}" for n, v in found.items()))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def date_digest(task: Task, day: date) -> str:
    """Return the digest of what a date changes in a report; empty if there is no report."""
    theme = str(task.theme or "")
    try:
        return open_report(str(task.workshop), as_of=day.isoformat(), theme=theme).date_digest
    except Exception:
        # Whatever it is, it is this one's: it is made anew, which tells what is wrong.
        return ""
