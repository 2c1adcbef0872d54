"""Edits of a workshop: sessions, journal and store; an edit counts once it is on the disk."""
