"""Edit a workshop from several notebooks: sessions, store, journal, conflicts, references.

An edit is confirmed only after the journal has it on the disk (fsync).
"""
