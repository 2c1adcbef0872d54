"""Find a participant of a room in the reports of its sessions."""

from __future__ import annotations

from kit.evidence.privacy.erasure import Rows
from kit.workshop import Workshop
from kit.workshop.sessions import FOLDER, sessions


def participant(workshop: Workshop, name: str) -> Rows | None:
    """Return the name and the notes of a participant, to be searched for; None if unknown.

    Names are in a session only where they were asked.

    Raises
    ------
    WorkshopError
        If a session cannot be read.
    """
    wanted = name.strip().casefold()
    names: dict[str, None] = {}
    texts: dict[str, None] = {}
    for session in sessions(workshop.folder):
        known = [one for one in session.names if one.casefold() == wanted]
        names |= dict.fromkeys(known)
        notes = [note for round in session.rounds for note in round.notes]
        texts |= dict.fromkeys(note.text for note in notes if note.by.casefold() == wanted)
    if not names:
        return None
    path = workshop.folder / FOLDER
    return Rows(path, (), (), tuple(texts), tuple(names), workshop.folder)
