"""Write ``index.html``, the page of all reports in the folder of outputs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from kit.batch.manifest import HOME, Entry, Manifest
from kit.client_files import FolderLock
from kit.errors import legible
from kit.exports.html import environment, properties, stylesheet
from kit.i18n import Texts
from kit.theme import Theme

NAME = "index.html"
PATIENCE = 600.0
"""Seconds to wait while another shard writes the page."""


@dataclass(frozen=True)
class Link:
    """A link to a file of a report."""

    says: str
    address: str
    lang: str = ""


@dataclass(frozen=True)
class Line:
    """A workshop on the page, with its reports in every language and edition."""

    client: str
    title: str
    identity: str
    links: tuple[Link, ...]
    day: date | None
    failures: tuple[str, ...]
    missing: tuple[str, ...]
    lang: str


def write(manifest: Manifest, t: Texts) -> Path:
    """Write the page of every report in the manifest that still exists.

    Other shards may have created reports meanwhile, and may be writing the page now: the last to
    write it must have read the results of all.
    """
    with FolderLock(manifest.files, f"{HOME}/index.lock", PATIENCE):
        manifest.read()
        manifest.files.write_text(NAME, legible(_page(manifest, t)))
    return manifest.out / NAME


def _page(manifest: Manifest, t: Texts) -> str:
    found = lines(manifest.entries.values(), manifest.out)
    failed = sum(bool(line.failures) for line in found)
    incomplete = sum(bool(line.missing) for line in found)
    return (
        environment()
        .get_template("clients.html.j2")
        .render(
            t=t,
            lines=found,
            counted=t.plural("{count} workshop", "{count} workshops", len(found)),
            failed=t.plural("{count} failed", "{count} failed", failed) if failed else "",
            incomplete=t.plural(
                "{count} with measured values missing",
                "{count} with measured values missing",
                incomplete,
            )
            if incomplete
            else "",
            style=properties(Theme()) + stylesheet("page.css", "clients.css"),
        )
    )


def lines(entries: Iterable[Entry], out: Path) -> list[Line]:
    """Return the lines of the page, by client and title."""
    by_workshop: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.key):
        if any((out / name).exists() for name in entry.files) or entry.status == "failed":
            by_workshop.setdefault(entry.identity, []).append(entry)
    found = [_line(identity, own) for identity, own in by_workshop.items()]
    return sorted(found, key=lambda line: (line.client.casefold(), line.title.casefold()))


def _line(identity: str, entries: list[Entry]) -> Line:
    made = [entry for entry in entries if entry.status in ("done", "incomplete")]
    known = next((entry for entry in made if entry.client), None)
    days = [date.fromisoformat(entry.day) for entry in made]
    return Line(
        client=known.client if known else identity,
        title=known.title if known else "",
        identity=identity,
        links=tuple(link for entry in entries for link in _links(entry)),
        day=max(days, default=None),
        failures=tuple(p for e in entries if e.status == "failed" for p in e.problems),
        missing=tuple(p for e in entries if e.status == "incomplete" for p in e.problems),
        lang=known.lang if known else "",
    )


def _links(entry: Entry) -> list[Link]:
    return [
        Link(Path(name).name, quote(os.fsencode(name)), entry.lang)
        for name in sorted(entry.files)
        if not name.endswith(".ipynb")
    ]
