"""``parcours lab``: JupyterLab on a client's notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.clients import WORKSHOPS, Client, Refused, file, refusals
from kit.cli.localized_click import Command, OneOf
from kit.cli.parameter_types import Number
from kit.cli.streams import COLOURS, allowing
from kit.cli.trust import trust as ask
from kit.cli.trust import visible
from kit.errors import legible
from kit.i18n import N_, Language, Texts, UserText
from kit.room.settings import LAST_PORT

if TYPE_CHECKING:
    from kit.studio.notebooks.copies import Copies
    from kit.workshop import Workshop

NOT_UTF_8 = N_(
    "JupyterLab cannot open a folder whose name is not UTF-8: rename {folder}, then start again."
)
MODES = ("workshop", "learn")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "lab",
        cls=Command,
        short_help=t("Run a workshop in JupyterLab"),
        help=_help(t),
        options_metavar=t("[OPTIONS]"),
    )
    @_options(t)
    def lab(
        client: str | None,
        lang: Language | None,
        mode: str,
        guides: Path | None,
        browser: bool,
        port: int | None,
        trust: str | None,
        allow_root: bool,
    ) -> int:
        from kit.studio.lab import Lab, serve
        from kit.studio.parts import PARTS
        from kit.workshop import load

        with refusals(t):
            if trust is not None:
                return ask(t, load(file(t, client)).folder if client else WORKSHOPS, trust)
            if client:
                copies, page = _clients_copies(t, load(file(t, client)), lang, mode, guides)
            else:
                copies, page = _start_copies(t, lang, mode, guides)
        _report_copies(t, copies)
        more = {
            "--no-browser": not browser,
            f"--port={port}": port is not None,
            "--allow-root": allow_root,
        }
        with allowing(COLOURS):
            # A learner begins with the brief and the self-test, which are in the start notebook.
            first = "persona" if client and mode == "workshop" else "start"
            opened = Lab.on(copies.folder / f"{PARTS[first].file}.ipynb")
            return serve(opened, [option for option in more if more[option]], page, copies.aside)

    return lab


def _help(t: Texts) -> str:
    return "\n\n".join(
        (
            t(
                "Open a client’s notebooks in JupyterLab. Without CLIENT, choose or create "
                "a client there."
            ),
            t(
                "Notebooks are copied to the client’s folder. Copies you have edited in "
                "JupyterLab or trusted are never overwritten. Any other notebook is moved "
                "aside and never run. Press Ctrl+C to stop JupyterLab."
            ),
        )
    )


def _options(t: Texts) -> options.Option:
    return options.group(
        click.argument("client", metavar=t("[CLIENT]"), type=Client(), required=False),
        options.language(t("Language of the notebooks. Default: the workshop’s language.")),
        click.option(
            "--mode",
            type=OneOf(MODES),
            default="workshop",
            help=t(
                "workshop: for a group; learn: for self-study, from the brief and the self-test "
                "on. Default: workshop."
            ),
        ),
        options.guides(t),
        click.option(
            "--browser/--no-browser",
            default=True,
            help=t("Open a browser. Default: yes. The address is printed either way."),
        ),
        click.option(
            "--port",
            type=Number(0, LAST_PORT),
            metavar="N",
            help=t("Port number. Default: 8888 or the next free port."),
        ),
        click.option(
            "--trust",
            metavar=t("NOTEBOOK"),
            help=t(
                "Show the code of a notebook in the client’s folder and ask, in a terminal, "
                "whether it may run automatically. JupyterLab is not opened."
            ),
        ),
        click.option(
            "--allow-root",
            is_flag=True,
            help=t("Allow running as root, for example in a container."),
        ),
    )


def _clients_copies(
    t: Texts, workshop: Workshop, lang: Language | None, mode: str, guides: Path | None
) -> tuple[Copies, Language]:
    """Copy the notebooks of the steps to a client's folder; return them and their language."""
    from kit.studio.notebooks.copies import write_copies
    from kit.studio.widgets.language_choice import forget_language

    folder = str(workshop.folder.resolve())
    if legible(folder) != folder:
        raise Refused(t(NOT_UTF_8, folder=UserText(legible(folder))))
    spoken = lang or workshop.journey.client.language
    if lang:
        forget_language(workshop.folder)
    return write_copies(workshop.folder, spoken, mode, guides or ""), spoken


def _start_copies(
    t: Texts, lang: Language | None, mode: str, guides: Path | None
) -> tuple[Copies, Language]:
    """Copy the start notebook to the folder of all workshops; return it and its language."""
    from kit.studio.notebooks.copies import write_copies
    from kit.studio.parts import PARTS

    WORKSHOPS.mkdir(exist_ok=True)
    spoken: Language = lang or ("fr" if t.lang == "fr" else "en")
    start = {"start": PARTS["start"]}
    return write_copies(WORKSHOPS, spoken, mode, guides or "", start), spoken


def _report_copies(t: Texts, copies: Copies) -> None:
    """Name the copies that were not overwritten, and print the messages on the others."""
    for path in copies.kept:
        click.echo(
            t("{path} was edited or trusted by you and has not been overwritten.", path=str(path)),
            err=True,
        )
    for message in copies.messages:
        click.echo(visible(t(message)), err=True)
