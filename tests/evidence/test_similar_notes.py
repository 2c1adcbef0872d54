"""Notes that say the same."""

from kit.evidence.verbatims.similar_notes import merged, similar_notes
from kit.i18n import texts


def test_notes_that_share_half_their_words_are_similar():
    said = {"1": "The queue is long", "2": "Long queues", "3": "No parking", "4": ""}
    assert similar_notes(said, "en") == [["1", "2"]]


def test_a_note_said_once_stays_as_it_is_and_several_keep_every_wording():
    t = texts("fr")
    assert merged(["File longue"], 1, t) == "File longue"
    said = ["File longue", "La file est longue", "File longue"]
    assert merged(said, 3, t) == "File longue (× 3\u00a0: La file est longue)"
