"""``parcours room``: participants answer on their own phones, without internet."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.clients import Refused, client_argument, file, refusals
from kit.cli.localized_click import Command
from kit.cli.parameter_types import Location, Number
from kit.errors import explain
from kit.i18n import N_, Texts, UserText, texts
from kit.room.settings import LAST_PORT, PORT

if TYPE_CHECKING:
    from kit.plain_data import Data
    from kit.room.addresses import Address
    from kit.room.open_room import OpenRoom
    from kit.studio.room.desk import Wifi
    from kit.workshop import Workshop

CHECK_SECONDS = 120
"""Seconds for which ``--check`` waits for a phone."""

NO_NETWORK = N_(
    "This computer is on no network that a phone could join. Turn on its hotspot or its Wi-Fi, or "
    "choose an address with --interface."
)
UNKNOWN = N_("No interface “{interface}” with an IPv4 address. There are: {known}.")
ROOM_BUSY = N_("The room of this client is already open in another window.")
NO_REPORT = N_(
    "The report of the session could not be written. {why} What was said is still on this "
    "computer: put this right and open the room again today."
)
CANNOT_LISTEN = N_("The room cannot listen on {host}: {reason}.")


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "room",
        cls=Command,
        short_help=t("Let participants answer on their phones"),
        help=_help(t),
        options_metavar=t("[OPTIONS]"),
    )
    @client_argument(t)
    @_options(t)
    def room(
        client: str,
        check: bool,
        interface: str,
        port: int,
        ask_names: bool,
        wifi: str,
        keep: bool | None,
        fill: tuple[Path, ...],
        browser: bool,
        with_process: int,
    ) -> int:
        from kit.workshop import load

        with refusals(t):
            workshop = load(file(t, client))
            filled = _filled(workshop, fill)
            address = _address(t, interface, alone=bool(filled) and not check)
            joined = _wifi(t, wifi)
            opened = _open(t, workshop, address, port, ask_names)
            _report_opened(t, opened, address, joined)
            if check:
                return _check(t, opened)
            for round in filled:
                opened.client.do("fill", **round)
            return _lead(t, workshop, opened, joined, keep, browser, with_process)

    return room


def _help(t: Texts) -> str:
    return "\n\n".join(
        (
            t(
                "Open a room in which participants write notes, score and give dots on their own "
                "phones, without internet. Answers are private until you reveal them."
            ),
            t(
                "Phones need nothing but a browser and the same Wi-Fi as this computer: your "
                "phone’s or this computer’s hotspot is best. Two pages open in your browser: the "
                "projector for all to see, and your desk. Close the room there, or with Ctrl+C."
            ),
        )
    )


def _options(t: Texts) -> options.Option:
    return options.group(
        click.option(
            "--check",
            is_flag=True,
            help=t("Try it before the workshop: wait until your own phone has joined."),
        ),
        click.option(
            "--interface",
            default="",
            metavar=t("NAME"),
            help=t(
                "Network interface or IPv4 address to listen on. Default: a hotspot, else the "
                "Wi-Fi."
            ),
        ),
        click.option(
            "--port",
            type=Number(0, LAST_PORT),
            default=PORT,
            metavar="N",
            help=t("Port number. Default: 8765 or the next free port."),
        ),
        click.option(
            "--ask-names",
            is_flag=True,
            help=t("Ask participants for a name or a nickname. Default: no names."),
        ),
        click.option(
            "--wifi",
            default="",
            metavar=t("NAME"),
            help=t(
                "Name of the Wi-Fi to join, shown as a QR code; its password is asked for and not "
                "stored."
            ),
        ),
        click.option(
            "--keep/--remove",
            default=None,
            help=t(
                "Keep what was said on this computer at the end, or remove it. Default: remove, "
                "unless you choose otherwise on the desk."
            ),
        ),
        click.option(
            "--fill",
            multiple=True,
            type=Location(exists=True, dir_okay=False),
            metavar=t("FILE"),
            help=t(
                "Export of a form tool with the ratings of people who are not in the room: it "
                "becomes a round of scores of its own, for the first persona. Repeatable."
            ),
        ),
        click.option(
            "--browser/--no-browser",
            default=True,
            help=t("Open a browser. Default: yes. The address is printed either way."),
        ),
        # for the button in notebooks: the room is interrupted when JupyterLab has gone
        click.option("--with-process", type=Number(0), default=0, hidden=True),
    )


def _address(t: Texts, interface: str, *, alone: bool) -> Address:
    """Return the address to listen on, or refuse; a file's answers need no network."""
    from kit.room.addresses import addresses, choose_address

    found = addresses()
    address = choose_address(interface or ("" if found or not alone else "lo"), found)
    if address:
        return address
    if not found or not interface:
        raise Refused(t(NO_NETWORK))
    known = ", ".join(f"{one.interface} ({one.ip})" for one in found)
    raise Refused(t(UNKNOWN, interface=UserText(interface), known=UserText(known)))


def _filled(workshop: Workshop, files: Sequence[Path]) -> list[dict[str, Data]]:
    """Return the rounds that files of answers make, for the first persona."""
    if not files:
        return []
    from kit.studio.room.imported import imported_round

    journey = workshop.journey
    spoken = texts(journey.client.language)
    personas = [persona.id for persona in journey.personas]
    return [
        imported_round(path, journey, persona, spoken) for path in files for persona in personas[:1]
    ]


def _wifi(t: Texts, name: str) -> Wifi:
    """Ask for the password of a Wi-Fi; it is kept in memory alone."""
    from kit.studio.room.desk import Wifi

    if not name:
        return Wifi()
    if not sys.stdin.isatty():
        return Wifi(name, sys.stdin.readline().rstrip("\r\n"))
    asked = t("Password of the Wi-Fi “{name}”", name=UserText(name))
    return Wifi(name, click.prompt(asked, hide_input=True, default="", show_default=False))


def _open(t: Texts, workshop: Workshop, address: Address, port: int, ask_names: bool) -> OpenRoom:
    """Start the room's process, or refuse."""
    from kit.room.open_room import (
        NoAddressError,
        OpenRoom,
        RoomBusyError,
        RoomChoices,
        room_folder,
    )
    from kit.room.rounds import LONG, clean

    client = workshop.journey.client
    title = clean(workshop.journey.scenario.title or client.name, LONG)
    choices = RoomChoices(title, client.language, address.ip, port, ask_names)
    try:
        return OpenRoom(room_folder(workshop.folder), choices)
    except RoomBusyError:
        raise Refused(t(ROOM_BUSY)) from None
    except NoAddressError as error:
        why = UserText(str(error).rstrip("."))
        raise Refused(t(CANNOT_LISTEN, host=address.ip, reason=why)) from None


def _report_opened(t: Texts, opened: OpenRoom, address: Address, wifi: Wifi) -> None:
    """Print the address, the code and the QR codes, and what to mind about the network."""
    from kit.studio.room.qr import qr_text, wifi_text

    if opened.resumed:
        click.echo(t("The room goes on where it stopped: phones that joined are known."), err=True)
    if wifi.name:
        click.echo(t("First join the Wi-Fi “{name}”", name=UserText(wifi.name)))
        click.echo(wifi_text(wifi.name, wifi.password))
    click.echo(qr_text(opened.address))
    click.echo(t("Address: {address}", address=f"http://{opened.host}"))
    click.echo(t("Code: {code}", code=opened.code))
    click.echo(
        t("Listening on {interface} ({ip}).", interface=UserText(address.interface), ip=address.ip),
        err=True,
    )
    if address.ip.startswith("127."):
        click.echo(t("Only this computer can reach this address: it is for trying."), err=True)
    elif not address.hotspot:
        click.echo(
            t(
                "Others on this network could read what is sent, and guest Wi-Fi often keeps "
                "devices apart. A hotspot of your phone or of this computer, with a password, is "
                "safer. If your firewall asks, allow private networks."
            ),
            err=True,
        )


def _check(t: Texts, opened: OpenRoom) -> int:
    """Wait for a phone; return 0 when one has joined."""
    click.echo(t("Scan the code with your own phone. Waiting…"), err=True)
    until = time.monotonic() + CHECK_SECONDS
    try:
        while time.monotonic() < until:
            opened.keep_running()
            if opened.client.state().get("devices"):
                click.echo(t("A phone has joined: the room can be reached."))
                return 0
            time.sleep(0.5)
    finally:
        opened.close(keep=False)
    click.echo(
        t(
            "No phone has joined. Is it on the same Wi-Fi? Allow Python in the firewall for "
            "private networks, or turn on a hotspot and try again. Without phones, type what "
            "participants say into the board’s one-line entry."
        ),
        err=True,
    )
    return 1


def _lead(
    t: Texts,
    workshop: Workshop,
    opened: OpenRoom,
    wifi: Wifi,
    keep: bool | None,
    browser: bool,
    with_process: int,
) -> int:
    """Serve the desk and the projector until the trainer closes the room."""
    import asyncio
    import webbrowser

    from kit.room import access
    from kit.studio.room.desk import Desk
    from kit.studio.room.desk_site import DeskSite
    from kit.studio.sync.session import EditSession

    with EditSession(workshop.path, t.lang) as session:

        async def run() -> Desk:
            desk = Desk(opened, session, t, wifi)
            site = DeskSite(desk)
            access.save(workshop.folder, site.access(with_process))
            click.echo(t("Projector: {address}", address=site.projector))
            click.echo(t("Your desk: {address}", address=site.desk_page))
            click.echo(t("Press Ctrl+C to close the room."), err=True)
            if browser:
                webbrowser.open(site.projector)
                webbrowser.open(site.desk_page)
            desks.append(desk)
            await site.run(lambda: _is_running(with_process))
            return desk

        desks: list[Desk] = []
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(run())
        kept = keep if keep is not None else any(desk.keep for desk in desks)
        access.remove(workshop.folder)
        for desk in desks:
            try:
                written = desk.write_session()
            except OSError as error:
                opened.interrupt()  # what was said goes nowhere else
                raise Refused(t(NO_REPORT, why=UserText(explain(error, t)))) from error
            if written:
                click.echo(t("Report of the session: {path}", path=written))
        if not _is_running(with_process) and not any(desk.ended.is_set() for desk in desks):
            opened.interrupt()
            return 1
        path = opened.close(kept)
    if path:
        click.echo(t("What was said is kept in {path}.", path=str(path)))
    else:
        click.echo(t("The room is closed, and what was said is removed."))
    return 0


def _is_running(process: int) -> bool:
    """Return whether a process is there; true for none."""
    import psutil

    return not process or psutil.pid_exists(process)
