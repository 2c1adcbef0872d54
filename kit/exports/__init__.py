"""Export formats of a report, one module each.

A format is a module with ``SUFFIX`` and ``export(notebook) -> bytes``, named in :data:`FORMATS`. It
reads the executed notebook, as :class:`kit.exports.notebook.ExecutedNotebook`, and nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from kit.i18n import Message

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from kit.exports.notebook import ExecutedNotebook


FORMATS = {
    "html": "kit.exports.html",
    "pdf": "kit.exports.pdf",
    "annex": "kit.exports.annex",
    "pptx": "kit.exports.pptx",
}
"""The module of each format, imported on first use."""


class Format(Protocol):
    """The interface of a format's module."""

    SUFFIX: str

    def export(self, notebook: NotebookNode | ExecutedNotebook) -> bytes:
        """Return an executed notebook in this format."""


class FormatError(RuntimeError):
    """An error that prevents a format; ``says`` is for the reader."""

    def __init__(self, says: Message) -> None:
        self.says = says
        super().__init__(says.text)


def format_named(name: str) -> Format:
    """Return a format by its name."""
    exporter: Format = import_module(FORMATS[name])
    return exporter
