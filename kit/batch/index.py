"""Write ``index.html``, the page of all reports in the folder of outputs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from kit.batch.entry import Entry
from kit.batch.manifest import HOME, Manifest
from kit.client_files import FolderLock
from kit.errors import legible
from kit.exports.html import environment, properties, stylesheet
from kit.i18n import N_, Message, Texts
from kit.sections import EDITIONS, LANGUAGE_NAMES
from kit.theme import Theme

NAME = "index.html"
PATIENCE = 600.0
"""Seconds to wait while another shard writes the page."""


FORMAT_NAMES: Mapping[str, str | Message] = {
    ".html": "HTML",
    ".pdf": "PDF",
    ".annex.pdf": N_("Annex (PDF)"),
    ".pptx": N_("Slides"),
}


@dataclass(frozen=True)
class Link:
    """A link to a file of a report."""

    says: str
    address: str


@dataclass(frozen=True)
class ReportLinks:
    """A report of a workshop, in one edition and language.

    Attributes
    ----------
    day
        The date of the report.
    new_name
        The name that its files get when an edition is created again; empty if they have it.
    """

    edition: str
    lang: str
    day: date
    links: tuple[Link, ...]
    new_name: str = ""


@dataclass(frozen=True)
class Line:
    """A workshop on the page.

    Attributes
    ----------
    current, stale
        Its reports in every edition and language, the newest first; those of an input or a kit
        that have changed since stand apart.
    failed
        The pages that say why a report could not be created.
    """

    client: str
    title: str
    identity: str
    current: tuple[ReportLinks, ...]
    stale: tuple[ReportLinks, ...]
    failed: tuple[Link, ...]
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
    found = lines(manifest, t)
    failed = sum(bool(line.failures) for line in found)
    incomplete = sum(bool(line.missing) for line in found)
    return (
        environment()
        .get_template("clients.html.j2")
        .render(
            t=t,
            lines=found,
            comparisons=comparisons(manifest),
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


def comparisons(manifest: Manifest) -> list[Link]:
    """Return links to the comparisons of several journeys (``parcours compare``).

    A comparison stands at the top of the outputs beside the notebook that was executed for it.
    """
    there = manifest.files.files()
    pages = (
        f"{name.removesuffix('.ipynb')}.{suffix}"
        for name in there
        if name.endswith(".ipynb")
        for suffix in ("html", "pdf")
    )
    return [Link(page, quote(os.fsencode(page))) for page in pages if page in there]


def lines(manifest: Manifest, t: Texts) -> list[Line]:
    """Return the lines of the page, by client and title."""
    by_workshop: dict[str, list[Entry]] = {}
    for entry in sorted(manifest.entries.values(), key=lambda entry: entry.made, reverse=True):
        if any((manifest.out / name).exists() for name in entry.files) or entry.status == "failed":
            by_workshop.setdefault(entry.identity, []).append(entry)
    found = [_line(manifest, identity, own, t) for identity, own in by_workshop.items()]
    return sorted(found, key=lambda line: (line.client.casefold(), line.title.casefold()))


def _line(manifest: Manifest, identity: str, entries: Sequence[Entry], t: Texts) -> Line:
    made = [entry for entry in entries if entry.status in ("done", "incomplete")]
    failed = [entry for entry in entries if entry.status == "failed"]
    known = next((entry for entry in made if entry.client), None)
    stale = [entry for entry in made if manifest.is_stale(entry)]
    return Line(
        client=known.client if known else identity,
        title=known.title if known else "",
        identity=identity,
        current=tuple(_report_links(entry, t) for entry in made if entry not in stale),
        stale=tuple(_report_links(entry, t) for entry in stale),
        failed=tuple(link for entry in failed for link in _links(entry, t)),
        failures=tuple(problem for entry in failed for problem in entry.problems),
        missing=tuple(p for e in entries if e.status == "incomplete" for p in e.problems),
        lang=known.lang if known else "",
    )


def _report_links(entry: Entry, t: Texts) -> ReportLinks:
    return ReportLinks(
        edition=edition(entry, t),
        lang=language(entry, t),
        day=date.fromisoformat(entry.day),
        links=tuple(_links(entry, t)),
        new_name=f"{entry.current_key.rpartition('/')[2]}.html" if entry.has_old_name else "",
    )


def edition(entry: Entry, t: Texts) -> str:
    """Return the name of a report's edition; a manifest of another kit may name others."""
    return next((t(name) for one, name in EDITIONS.items() if one == entry.edition), entry.edition)


def language(entry: Entry, t: Texts) -> str:
    """Return the name of a report's language; empty where it is not known."""
    return t(LANGUAGE_NAMES[entry.lang]) if entry.lang in LANGUAGE_NAMES else entry.lang


def formats(entry: Entry, t: Texts) -> Iterator[tuple[str, str]]:
    """Yield the files of a report for its readers, each with the name of its format."""
    for path in sorted(entry.files):
        end = PurePosixPath(path).name.removeprefix(entry.name)
        if end != ".ipynb":
            named = FORMAT_NAMES.get(end, PurePosixPath(path).name)
            yield path, t(named) if isinstance(named, Message) else named


def _links(entry: Entry, t: Texts) -> Iterator[Link]:
    for path, said in formats(entry, t):
        yield Link(said, quote(os.fsencode(path)))
