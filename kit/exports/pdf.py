"""Print the report's HTML page as PDF with a browser of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kit.exports import FormatError, html
from kit.exports.pdf_structure import accessible
from kit.i18n import N_

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from kit.exports.notebook import ExecutedNotebook

SUFFIX = ".pdf"
PATIENCE = 120
"""Seconds that a browser may take to print a report."""

COMMANDS = (
    *("google-chrome", "google-chrome-stable", "chromium", "chromium-browser"),
    *("microsoft-edge", "microsoft-edge-stable", "chrome", "msedge"),
)
APPLICATIONS = ("Google Chrome", "Microsoft Edge", "Chromium")
PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)

NO_BROWSER = N_(
    "No PDF was created: Chrome, Edge or Chromium is needed and none was found. Install one, "
    "or open the HTML report in a browser and print it to PDF."
)
NOT_PRINTED = N_(
    "No PDF was created: the browser {browser} did not print the report. Open the HTML report "
    "in a browser and print it to PDF."
)


class PrintingError(FormatError):
    """An error that prevents the PDF."""


def candidates() -> Iterator[Path]:
    """Yield the paths of browsers that can print, on Linux, macOS and Windows."""
    for command in COMMANDS:
        if found := shutil.which(command):
            yield Path(found)
    for root in (Path("/Applications"), Path.home() / "Applications"):
        for name in APPLICATIONS:
            yield root / f"{name}.app" / "Contents" / "MacOS" / name
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder) / program for program in PROGRAMS)
    caches = (Path.home() / c / "ms-playwright" for c in (".cache", "Library/Caches"))
    for cache in caches:  # where Playwright puts the browsers that it installs
        yield from sorted(cache.glob("chromium-*/chrome-*/chrome"), reverse=True)


def browser() -> Path:
    """Return a browser that can print, or raise :class:`PrintingError`."""
    found = next((path for path in candidates() if path.is_file()), None)
    if found is None:
        raise PrintingError(NO_BROWSER)
    return found


def printed(page: bytes) -> bytes:
    """Return an HTML page as PDF, tagged for screen readers."""
    program = browser()
    with tempfile.TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "report.html", folder / "report.pdf"
        source.write_bytes(page)
        command = [
            str(program),
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--disable-background-networking",
            "--no-first-run",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={target}",
        ]
        if sys.platform == "linux" and os.geteuid() == 0:
            # A browser refuses to build its sandbox for the superuser, as in a container.
            command.append("--no-sandbox")
        try:
            subprocess.run(  # noqa: S603 - a browser found on this machine, our own page
                [*command, source.as_uri()],
                capture_output=True,
                timeout=PATIENCE,
                check=False,
                # Ctrl-C is for whoever makes the reports: this one is made to its end.
                start_new_session=True,
            )
            content = target.read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            raise PrintingError(NOT_PRINTED.filled(browser=program.name)) from None
    return accessible(content, page.decode())


def export(notebook: NotebookNode | ExecutedNotebook) -> bytes:
    """Return an executed notebook as PDF."""
    return printed(html.export(notebook))
