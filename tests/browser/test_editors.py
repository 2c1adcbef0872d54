"""What each way of working can do on the board: a mouse, a keyboard alone, a finger."""

import pytest

from tests.browser.lab.hands import Finger, Keys, Mouse

pytestmark = pytest.mark.browser


@pytest.fixture(
    params=[Keys, *(pytest.param(hands, marks=pytest.mark.soak) for hands in (Mouse, Finger))]
)
def at_work(room, request):
    """Open a board for one way of working: the board, and its hands."""

    def at_work(step):
        board = room(step=step, how=request.param.HOW)
        return board, request.param(board.page)

    return at_work


def field(board, place):
    return board.page.locator(f'[data-field="{place}"]')


def opened(board, id):
    return board.page.locator(f'.pk-main [data-open="{id}"]').first


def test_a_card_is_duplicated_and_deleted_and_comes_back(at_work):
    board, hands = at_work(3)
    page = board.page
    before = board.session.journey
    hands.press(opened(board, "fiche"))
    hands.press(page.locator('[data-do="duplicate"]'))
    assert board.saved()["fiche-2"].name == before["fiche"].name
    hands.press(page.locator('.pk-panel [data-do="delete"]'))
    page.locator('[data-card="fiche-2"]').wait_for(state="detached")
    assert board.saved() == before
    hands.press(page.get_by_role("button", name="Undo"))
    page.locator('[data-card="fiche-2"]').wait_for()
    assert board.saved()["fiche-2"].name == before["fiche"].name


def test_a_pain_is_ranked_by_hand_with_a_reason(at_work):
    board, hands = at_work(5)
    pain = board.session.journey.pain_points[0]
    rank = field(board, f"pain_points.{pain.id}.rank")
    hands.choose(rank, "2")
    hands.page.keyboard.press("Tab")
    hands.enter(field(board, f"pain_points.{pain.id}.rank_reason"), "Every family named it")
    after = board.saved()[pain.id]
    assert (after.rank, after.rank_reason) == (2, "Every family named it")


def test_a_note_is_placed(at_work):
    board, hands = at_work(5)
    page = board.page
    note = board.session.journey.notes[0].text
    hands.press(page.get_by_role("button", name=f"Place “{note}”").first)
    hands.press(page.locator(".pk-place button"))
    after = board.saved()
    assert note not in [one.text for one in after.notes]
    assert note in [pain.what.text for pain in after.pain_points]


@pytest.mark.parametrize(
    ("step", "kind", "where"),
    [
        (1, "needs", lambda found, persona: found[persona].empathy.needs),
        (4, "thoughts", lambda found, persona: found["panier"].experience[persona].thoughts),
    ],
)
def test_a_note_becomes_one_more_entry_of_the_persona(at_work, step, kind, where):
    board, hands = at_work(step)
    page = board.page
    journey = board.session.journey
    persona = journey.personas[0].id
    if step == 4:
        persona = journey.personas[1].id
        hands.choose(page.locator(".pk-bar select").first, journey.personas[1].name)
    note = journey.notes[0].text
    hands.press(page.get_by_role("button", name=f"Place “{note}”").first)
    if kind == "thoughts":
        hands.choose(
            page.locator(".pk-place select").first,
            f"thought in the stage – {journey.personas[1].name}",
        )
        hands.choose(page.locator(".pk-place select").last, journey["panier"].name)
    assert page.locator(".pk-place select").first.input_value() == kind
    hands.press(page.locator(".pk-place button"))
    after = board.saved()
    assert note in [one.text for one in where(after, persona)]
    assert note not in [one.text for one in after.notes]
    hands.press(page.get_by_role("button", name="Undo"))
    page.locator(".pk-note-list").get_by_text(note).wait_for()
    assert board.saved() == journey


def test_another_persona_is_chosen(at_work):
    board, hands = at_work(4)
    second = board.session.journey.personas[1]
    chart = board.page.locator(".pk-point")
    before = chart.evaluate_all("all => all.map(one => one.dataset.feeling)")
    hands.choose(board.page.locator(".pk-bar select").first, second.name)
    board.page.wait_for_function("id => model.get('persona') === id", arg=second.id)
    after = chart.evaluate_all("all => all.map(one => one.dataset.feeling)")
    assert before != after
