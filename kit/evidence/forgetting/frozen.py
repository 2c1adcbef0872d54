"""Figures that versions keep: none may go on counting a respondent who was forgotten (F19)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.client_files import ClientFolder
from kit.workshop.history import FOLDER


def forget_in_versions(client: ClientFolder, sources: Sequence[str]) -> list[str]:
    """Remove every computed figure of the versions that may have counted a respondent.

    What a version computed cannot be computed again once the rows have changed: the data as they
    were then are not kept. So each file in ``history`` beside the versions' YAML that names one of
    the sources is removed as a whole. The YAML holds only what people wrote; numbers typed there
    (``n``, ``mentions``, a room's scores) are their statements, and stay.

    This is the one place to extend when versions keep figures in another way: it is called with
    the client's lock held, after rows were taken out of the sources, whatever else was asked for.

    Parameters
    ----------
    sources
        The ids of the sources that a row was taken out of.

    Returns
    -------
    list of str
        The files that were removed.
    """
    removed = []
    for name in client.files(FOLDER):
        if name.endswith(".yaml"):
            continue
        content = client.read_bytes(name)
        if any(source.encode() in content for source in sources):
            client.remove(name)
            removed.append(name)
    return removed
