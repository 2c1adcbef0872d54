"""``parcours case check``: what is wrong in a case, and what a learner could not reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.case.names import CASES, own_cases, shipped_cases
from kit.cli.clients import Refused, refusals
from kit.cli.localized_click import Command
from kit.i18n import N_, Texts, UserText

if TYPE_CHECKING:
    from kit.studio.learning.case_files import CaseFiles


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "check",
        cls=Command,
        short_help=t("Check cases"),
        help="\n\n".join(
            (
                t(
                    "Check that the model answer reaches every criterion and an empty answer none, "
                    "that facts refer to documents of the brief, and that both languages agree."
                ),
                t(
                    "CASE is the name of a case in cases, one of the built-in cases, or a folder. "
                    "Default: all in cases."
                ),
                t("Exit status: 0 if nothing is wrong, 1 if something is."),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @click.argument("names", nargs=-1, metavar=t("[CASE]…"))
    def check(names: tuple[str, ...]) -> int:
        from kit.studio.learning.case_check import check_case

        day, status = datetime.now().astimezone().date(), 0
        for files in _meant(names, t):
            with refusals(t):
                found = check_case(files, day)
            for one in found:
                click.echo(one.text(t))
            if found:
                status = 1
                continue
            name = files.own.name if files.own else files.name
            says = N_("{case}: the model answer reaches every criterion, an empty answer none.")
            click.echo(t(says, case=name))
        return status

    return check


def _meant(names: Sequence[str], t: Texts) -> list[CaseFiles]:
    from kit.studio.learning.case_files import CaseFiles

    found = []
    for name in names or tuple(own_cases()):
        if name in shipped_cases():
            found.append(CaseFiles(name))
            continue
        folder = CASES / name if (CASES / name).is_dir() else Path(name)
        if not folder.is_dir():
            raise Refused(t("There is no case “{name}”.", name=UserText(name)))
        found.append(CaseFiles(str(folder.resolve()), folder))
    if not found:
        raise Refused(t("There is no case in the folder {folder}.", folder=str(CASES)))
    return found
