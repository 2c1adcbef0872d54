"""Codes to join a room, and the tokens of devices that have joined."""

from __future__ import annotations

import secrets
from hashlib import sha256

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""The 31 symbols of a code: none that is read as another (I, L, O, 0, 1)."""

LENGTH = 6
READ_AS = str.maketrans({" ": "", "-": "", "0": "", "1": ""})


def new_code() -> str:
    """Return a code of six symbols, 31⁶ (887 million) of which exist."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalize_code(text: str) -> str:
    """Return a code as it was typed, in capitals and without spaces and hyphens.

    >>> normalize_code("abc-2 34")
    'ABC234'
    """
    return text.upper().translate(READ_AS)


def same_code(typed: str, code: str) -> bool:
    """Return whether a typed code is the room's, in a time that tells nothing of it."""
    return secrets.compare_digest(normalize_code(typed).encode(errors="replace"), code.encode())


def new_token() -> str:
    """Return the secret of a device or of the control socket."""
    return secrets.token_urlsafe(24)


def fingerprint(token: str) -> str:
    """Return the SHA-256 of a token, under which the log knows a device."""
    return sha256(token.encode()).hexdigest()
