"""``parcours status``: what has been made of which workshop, and when."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.localized_click import Command
from kit.i18n import N_, Texts

if TYPE_CHECKING:
    from kit.batch import Entry

WORDS = {
    "done": N_("done"),
    "incomplete": N_("incomplete"),
    "failed": N_("failed"),
    "missing": N_("missing"),
}


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "status",
        cls=Command,
        short_help=t("Show the status of reports"),
        help=t(
            "Show which reports were created, when and how long each took, which failed and "
            "why, and which lack measured values. Exit status: 1 if a report failed, is "
            "incomplete or is missing."
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @options.out(t, t("Folder that contains the reports. Default: outputs."))
    def status(out: Path) -> int:
        from kit.batch import Manifest

        manifest = Manifest(out)
        entries = sorted(manifest.entries.values(), key=lambda entry: entry.made, reverse=True)
        if not entries:
            click.echo(t("No reports found in {folder}.", folder=str(out)), err=True)
            return 0
        # One client after the other, the newest first, as their reports are.
        newest = {entry.identity: number for number, entry in reversed([*enumerate(entries)])}
        entries.sort(key=lambda entry: newest[entry.identity])
        stale = [entry for entry in entries if manifest.is_stale(entry)]
        width = max(len(entry.key) for entry in entries)
        states = {entry.key: _state(entry, out) for entry in entries}
        for entry in entries:
            if entry not in stale:
                _tell(entry, states[entry.key], width, t)
        if stale:
            click.echo(t("Out of date: the workshop, its data or the kit have changed since."))
        for entry in stale:
            _tell(entry, states[entry.key], width, t)
        counted = Counter(states.values())
        said = ", ".join(f"{number} {t(WORDS[state])}" for state, number in counted.items())
        click.echo(said + ".", err=True)
        return 0 if set(counted) == {"done"} else 1

    return status


def _state(entry: Entry, out: Path) -> str:
    here = all((out / name).exists() for name in entry.files)
    return entry.status if here or entry.status == "failed" else "missing"


def _tell(entry: Entry, state: str, width: int, t: Texts) -> None:
    """Print a report's name, state, times, edition, language and formats, and its problems."""
    from kit.batch.index import edition, formats, language

    made = datetime.fromisoformat(entry.made).astimezone()
    took = t("{seconds} s", seconds=entry.seconds)
    what = [edition(entry, t), language(entry, t)]
    if state != "failed":
        what += [said for _, said in formats(entry, t)]
    if entry.has_old_name:
        name = f"{entry.current_key}.html"
        what.append(t("named as by an older release; it will be called “{name}”", name=name))
    said = ", ".join(part for part in what if part)
    line = f"{entry.key:{width}}  {t(WORDS[state])}  {made:%Y-%m-%d %H:%M}  {took}  {said}"
    click.echo(line.rstrip())
    for problem in entry.problems if state in ("failed", "incomplete") else ():
        click.echo(f"    {problem}")
