"""The phone's page: its files, held in memory, and the headers of every answer."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

PHONE = Path(__file__).parent / "phone"
"""The files of the page, built from ``frontend/phone``: there is no other way to a file."""

TYPES = {
    "phone.html": "text/html; charset=utf-8",
    "phone.css": "text/css; charset=utf-8",
    "phone.js": "text/javascript; charset=utf-8",
}

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "parcours",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True)
class PageFile:
    """A file of the page, as it is and compressed."""

    type: str
    content: bytes
    compressed: bytes

    @classmethod
    def of(cls, type: str, content: bytes) -> PageFile:
        """Return a file of the page, compressed once."""
        return cls(type, content, gzip.compress(content, 9, mtime=0))


def page_files(texts: str) -> dict[str, PageFile]:
    """Return the files of the page by their address.

    Parameters
    ----------
    texts
        The page's texts in each language and what it says of the room, as JSON.
    """
    files = {
        f"/{name}": PageFile.of(type, (PHONE / name).read_bytes()) for name, type in TYPES.items()
    }
    files["/"] = files.pop("/phone.html")
    files["/texts.json"] = PageFile.of("application/json", texts.encode())
    return files
