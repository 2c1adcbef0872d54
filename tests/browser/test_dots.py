"""Dots that a room gives: counted one by one, or all at once."""

import pytest

from kit.results import improvement_ranks, ranked_improvements

pytestmark = pytest.mark.browser

PHONE = {"has_touch": True, "viewport": {"width": 390, "height": 844}, "is_mobile": True}


def dots(board, pain):
    return board.page.locator(f'[data-card="{pain}"]').get_by_label("Number of dots")


def test_the_dots_of_twelve_people_are_one_edit(room):
    board = room(step=5)
    page = board.page
    pain = board.session.journey.pain_points[0]
    dots(board, pain.id).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("4")
    page.wait_for_timeout(600)
    assert board.saved()[pain.id].votes == pain.votes  # the number is not whole yet
    page.keyboard.press("8")
    page.keyboard.press("Enter")
    assert board.saved()[pain.id].votes == 48
    assert "48 dots" in page.locator(f'[data-card="{pain.id}"] .pk-dot-row').text_content()
    page.locator(f'[data-card="{pain.id}"]').get_by_role("button", name="Add a dot").click()
    assert board.saved()[pain.id].votes == 49
    assert dots(board, pain.id).input_value() == "49"
    for votes in (48, pain.votes):
        page.locator('[data-do="undo"]').click()
        page.wait_for_selector(f'[data-card="{pain.id}"] [data-votes="{votes or 0}"]')
    assert board.saved()[pain.id].votes == pain.votes
    assert dots(board, pain.id).input_value() == str(pain.votes or 0)


@pytest.mark.parametrize("typed", ["-3", "1.5", "e"])
def test_what_is_no_number_of_dots_changes_nothing(room, typed):
    board = room(step=5)
    pain = board.session.journey.pain_points[0]
    dots(board, pain.id).click()
    board.page.keyboard.press("Control+a")
    board.page.keyboard.type(typed)
    board.page.keyboard.press("Tab")
    assert board.saved()[pain.id].votes == pain.votes
    assert dots(board, pain.id).input_value() == str(pain.votes or 0)


def test_no_dots_leave_nothing_in_the_file(room):
    board = room(step=5)
    pain = next(one for one in board.session.journey.pain_points if one.votes)
    dots(board, pain.id).fill("")
    board.page.keyboard.press("Tab")
    assert board.saved()[pain.id].votes is None
    assert dots(board, pain.id).input_value() == "0"


def test_a_number_half_typed_outlives_the_news_of_others(room):
    board = room(step=5)
    pain, other, *_ = board.session.journey.pain_points
    ranked = board.page.locator(f'.pk-ranking [data-field="pain_points.{pain.id}.votes"]')
    ranked.click()
    board.page.keyboard.press("Control+a")
    board.page.keyboard.type("4")
    edit = {"op": "set", "place": ["pain_points", other.id, "votes"], "value": 31}
    board.session.submit({"id": "elsewhere", **edit}, lambda _: None)
    board.page.wait_for_selector(f'[data-card="{other.id}"] [data-votes="31"]')
    board.page.keyboard.type("8")
    board.page.keyboard.press("Tab")
    assert board.saved()[pain.id].votes == 48


def test_the_field_fits_a_telephone_and_is_large_in_a_room(room):
    board = room(step=5, how=PHONE)
    for step in (5, 6):
        board.turn_to(step)
        assert board.page.evaluate("document.documentElement.scrollWidth") == 390
        groups = [one for one in board.page.locator(".pk-dots").all() if one.is_visible()]
        assert groups
        for group in groups:
            tops = [one.bounding_box()["y"] for one in group.locator("button, input").all()]
            assert max(tops) - min(tops) < 4
    large = room(step=5, projector=True)
    for one in large.page.locator(".pk-dots").first.locator("button, input").all():
        box = one.bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_improvements_of_equal_rank_have_the_same_number(room):
    board = room(step=6)
    rows = board.page.locator(".pk-ranking li")
    shown = rows.evaluate_all("rows => rows.map(r => getComputedStyle(r, '::before').content)")
    place = improvement_ranks(ranked_improvements(board.session.journey))
    assert any(one.shared for one in place.values())
    ranks = [str(one.rank) for one in place.values()]
    done = len(board.session.journey.improvements) - len(ranks)
    assert [text.strip('"') for text in shown] == [*ranks, *[""] * done]
