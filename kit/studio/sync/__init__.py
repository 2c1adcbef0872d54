"""Edit a workshop from several notebooks: sessions, store, journal, conflicts, references.

An edit counts once it is on the disk.
"""
