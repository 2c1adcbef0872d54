"""The board in a room: large, and moved by whoever stands before it, by finger or by keyboard."""

import pytest

from tests.browser.fingers import Finger, middle

pytestmark = pytest.mark.browser

SCREEN = {"has_touch": True, "viewport": {"width": 1920, "height": 1080}}
FINGERTIP = 44


@pytest.fixture
def projected(room):
    """Open a board for the room on a large screen that can be touched."""
    return lambda step, **how: room(step=step, projector=True, how={**SCREEN, **how})


def grip(id):
    return f'[data-card="{id}"] .pk-grip'


@pytest.mark.parametrize("width", [1280, 1920, 3840])
def test_every_handle_is_as_large_as_a_fingertip(projected, width):
    board = projected(2, viewport={"width": width, "height": 1080})
    for step in (2, 3, 5, 6):
        board.turn_to(step)
        grips = [one for one in board.page.locator(".pk-grip").all() if one.is_visible()]
        assert grips, step
        for one in grips:
            box = one.bounding_box()
            assert min(box["width"], box["height"]) >= FINGERTIP, step


def test_cards_and_stages_are_moved_by_arrow_keys(projected):
    board = projected(3)
    first, second, *_ = [t.id for t in board.session.journey.touchpoints_of("envie")]
    board.page.locator(f'[data-grip="{first}"]').press("ArrowDown")
    assert [t.id for t in board.saved().touchpoints_of("envie")][:2] == [second, first]
    board.turn_to(2)
    order = [stage.id for stage in board.session.journey.stages]
    board.page.locator(f'[data-grip="{order[0]}"]').press("ArrowRight")
    assert [stage.id for stage in board.saved().stages][:2] == [order[1], order[0]]


def test_cards_and_notes_are_moved_by_finger(projected):
    board = projected(3, viewport={"width": 1920, "height": 3400})
    page, finger = board.page, Finger(board.page)
    first = board.session.journey.touchpoints_of("envie")[0].id
    finger.drag(middle(page, grip(first)), middle(page, '[data-zone][data-stage="recherche"]'))
    assert board.saved()[first].stage == "recherche"
    note = board.session.journey.notes[0].text
    finger.drag(middle(page, ".pk-note-list .pk-grip"), middle(page, '[data-stage="panier"]'))
    assert [t.stage for t in board.saved().touchpoints if t.name == note] == ["panier"]


def test_an_improvement_is_placed_by_finger(projected):
    board = projected(6, viewport={"width": 1920, "height": 3000})
    page = board.page
    page.fill('[data-quick="improvements"]', "Deux caisses le samedi")
    page.keyboard.press("Enter")
    made = board.saved().improvements[-1].id
    Finger(page).drag(middle(page, grip(made)), middle(page, '[data-impact="5"][data-effort="1"]'))
    after = board.saved()[made]
    assert (after.impact, after.effort) == (5, 1)


def test_a_source_is_named_in_the_details(projected):
    board = projected(5)
    page = board.page
    pain = board.session.journey.pain_points[0].id
    board.open(f'.pk-main [data-open="{pain}"]')
    row = page.locator(".pk-field", has=page.locator(f'[data-field="pain_points.{pain}.what"]'))
    row.locator(".pk-evidence summary").click()
    box = row.get_by_label("Entretiens avec des clientes et des clients")
    named = box.is_checked()
    box.set_checked(not named)
    assert ("entretiens-2026" in board.saved()[pain].what.evidence) is not named
