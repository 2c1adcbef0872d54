"""Lead a room from a client's workshop: rounds from the map, and what they give back into it.

:mod:`kit.room` serves the phones and knows no client's file. Here stands what does: the questions
that a map suggests (:mod:`~kit.studio.room.proposals`), the edits that what was revealed becomes
(:mod:`~kit.studio.room.edits`), the projector and the trainer's desk, two pages on loopback
(:mod:`~kit.studio.room.desk`).
"""
