"""Feedback of the board: steps in full screen, what is not saved, what was dropped beside."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

UNSAVED = ".pk-unsaved-elsewhere"


def test_steps_are_turned_in_full_screen_and_the_notebook_keeps_its_own(room):
    board = room(3, projector=True, how={"viewport": {"width": 1920, "height": 1080}})
    page = board.page
    assert page.locator('[data-do="step-forth"]').count() == 0
    page.get_by_role("button", name="Full screen").click()
    page.locator('[data-do="step-forth"]').click()
    expect(page.locator(".pk-frame")).to_have_attribute("data-step", "4")
    expect(page.locator(".pk-step-nav")).to_contain_text("Step 4 of 6")
    page.locator('[data-do="step-forth"]').click()
    page.locator('[data-do="step-forth"]').click()
    expect(page.locator('[data-do="step-forth"]')).to_be_disabled()
    page.evaluate("document.exitFullscreen()")
    expect(page.locator(".pk-frame")).to_have_attribute("data-step", "3")


def test_what_is_not_saved_is_said_out_of_sight_of_the_board(room):
    board = room(5, how={"viewport": {"width": 1366, "height": 600}})
    page = board.page
    board.stuck = True
    page.locator(".pk-ranking .pk-dots button").last.click()
    status = page.locator(".pk-status")
    expect(status).to_have_attribute("data-state", "unsaved", timeout=30_000)
    status.scroll_into_view_if_needed()
    expect(page.locator(UNSAVED)).to_have_count(0)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(UNSAVED)).to_be_in_viewport()
    assert page.locator(UNSAVED).inner_text().startswith("Not saved")
    board.stuck = False
    status.scroll_into_view_if_needed()
    expect(page.locator(UNSAVED)).to_have_count(0)


def test_a_note_dropped_outside_a_column_says_that_it_stays(room):
    board = room(3, lang="en", how={"viewport": {"width": 1440, "height": 3000}})
    notes = board.session.journey.notes
    board.drag(".pk-note-list .pk-grip", ".pk-bar")
    expect(board.page.locator(".pk-notice")).to_contain_text("The note stays where it was")
    assert board.saved().notes == notes
