"""Print the annex of a report as a PDF of its own: all tables, metrics and definitions.

It is a file beside the report and not its last pages, so that the file to send stays as short as it
is, with the same page numbers, whether an analyst asks for the annex or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.exports import html
from kit.exports.pdf import printed

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from kit.exports.notebook import ExecutedNotebook

SUFFIX = ".annex.pdf"


def export(notebook: NotebookNode | ExecutedNotebook) -> bytes:
    """Return the annex of an executed notebook as PDF."""
    return printed(html.export(notebook, annex=True))
