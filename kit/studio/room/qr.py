"""QR codes of a room's address and of its Wi-Fi: for a terminal, and as SVG for the projector."""

from __future__ import annotations

import io

import segno
from segno import helpers


def qr_text(address: str) -> str:
    """Return the QR code of an address in half blocks, for a terminal."""
    return _blocks(segno.make(address, error="m", micro=False))


def qr_svg(address: str) -> str:
    """Return the QR code of an address as an SVG that has no size of its own."""
    return _svg(segno.make(address, error="m", micro=False))


def wifi_svg(name: str, password: str) -> str:
    """Return the QR code with which a phone joins a Wi-Fi."""
    return _svg(_wifi(name, password))


def wifi_text(name: str, password: str) -> str:
    """Return the QR code with which a phone joins a Wi-Fi, for a terminal."""
    return _blocks(_wifi(name, password))


def _wifi(name: str, password: str) -> segno.QRCode:
    security = "WPA" if password else None
    return helpers.make_wifi(ssid=name, password=password or None, security=security)


def _blocks(code: segno.QRCode) -> str:
    drawn = io.StringIO()
    code.terminal(drawn, border=2, compact=True)
    return drawn.getvalue()


def _svg(code: segno.QRCode) -> str:
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=4, xmldecl=False, omitsize=True, light="#fff")
    return drawn.getvalue().decode()
