"""The addresses of this machine at which phones in the room can reach it."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

import psutil

VIRTUAL = ("docker", "veth", "br-", "virbr", "vmnet", "vboxnet", "utun", "tun", "tap", "wg", "zt")
"""Beginnings of the names of interfaces that no phone is on."""

HOTSPOTS = ("192.168.137.", "10.42.0.", "192.168.2.", "172.20.10.", "192.168.43.")
"""Beginnings of addresses that systems give to a hotspot: of the laptop, or of a phone."""


@dataclass(frozen=True)
class Address:
    """An IPv4 address of this machine, with the interface that has it."""

    interface: str
    ip: str

    @property
    def hotspot(self) -> bool:
        """True if it looks like that of a hotspot."""
        return self.ip.startswith(HOTSPOTS)


def addresses() -> list[Address]:
    """Return the IPv4 addresses of this machine except loopback, the likeliest for phones first.

    A hotspot comes first, then private addresses of wireless interfaces, then other private ones,
    then public and self-assigned ones; those of virtual interfaces are last.
    """
    states = psutil.net_if_stats()
    found = [
        Address(name, one.address)
        for name, several in psutil.net_if_addrs().items()
        for one in several
        if one.family == socket.AF_INET
        and states[name].isup
        and not ipaddress.ip_address(one.address).is_loopback
    ]
    return sorted(found, key=_rank)


def _rank(address: Address) -> tuple[int, str]:
    name = address.interface.lower()
    if name.startswith(VIRTUAL):
        return 4, name
    if not ipaddress.ip_address(address.ip).is_private or address.ip.startswith("169.254."):
        return 3, name
    if address.hotspot:
        return 0, name
    wireless = name.startswith(("wl", "wi-fi", "wifi", "en0", "ath"))
    return (1 if wireless else 2), name


def choose_address(wanted: str, found: list[Address]) -> Address | None:
    """Return the address that a trainer names, by itself or by its interface; the first for "".

    Loopback is an address for trying the room alone.
    """
    if wanted in ("127.0.0.1", "localhost", "lo"):
        return Address("lo", "127.0.0.1")
    named = [one for one in found if wanted.casefold() in ("", one.interface.casefold(), one.ip)]
    return named[0] if named else None
