"""What pages of 0.1.0 have left in a browser is taken up by those of today."""

import pytest

pytestmark = pytest.mark.browser


def leave(page, kind, key, value):
    """Put something into the browser, under a key that ends in the board's client."""
    page.evaluate(
        "([kind, key, value]) =>"
        " window[kind].setItem(key.replace('CLIENT', model.get('client')), value)",
        [kind, key, value],
    )


def test_an_edit_that_was_not_saved_is_sent(room):
    board = room(step=3)
    page = board.page
    line = (
        '{"at": 1795000000000, "turn": 0, "edit": {"id": "left", "op": "add",'
        ' "place": ["notes"], "value": "Ask about parking"}}'
    )
    leave(page, "localStorage", "parcours:CLIENT:left", line)
    page.reload()
    board.shown()
    assert "Ask about parking" in [note.text for note in board.saved().notes]
    assert page.evaluate("localStorage.length") == 0


def test_lines_that_were_not_added_stand_in_their_field(room):
    board = room(step=3)
    page = board.page
    leave(page, "sessionStorage", "parcours-unsent:CLIENT:notes.3", "Half a thought")
    page.reload()
    board.shown()
    assert page.locator('[data-field="capture"]').input_value() == "Half a thought"
