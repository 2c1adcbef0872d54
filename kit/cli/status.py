"""``parcours status``: what has been made of which workshop, and when."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import click

from kit.cli import options
from kit.cli.localized_click import Command
from kit.i18n import N_, Texts

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

        entries = sorted(Manifest(out).entries.values(), key=lambda entry: entry.key)
        if not entries:
            click.echo(t("No reports found in {folder}.", folder=str(out)), err=True)
            return 0
        counted: Counter[str] = Counter()
        width = max(len(entry.key) for entry in entries)
        for entry in entries:
            here = all((out / name).exists() for name in entry.files)
            state = entry.status if here or entry.status == "failed" else "missing"
            counted[state] += 1
            made = datetime.fromisoformat(entry.made).astimezone()
            took = t("{seconds} s", seconds=entry.seconds)
            click.echo(
                f"{entry.key:{width}}  {t(WORDS[state])}  {made:%Y-%m-%d %H:%M}  {took}".rstrip()
            )
            for problem in entry.problems if state in ("failed", "incomplete") else ():
                click.echo(f"    {problem}")
        said = ", ".join(f"{number} {t(WORDS[state])}" for state, number in counted.items())
        click.echo(said + ".", err=True)
        return 0 if set(counted) == {"done"} else 1

    return status
