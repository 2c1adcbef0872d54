"""What was undone is said: the steps share one history, and it may be of another step."""

import pytest

pytestmark = pytest.mark.browser


def status(board, says):
    board.page.locator('[role="status"]', has_text=says).wait_for()


def press(board, what):
    board.page.locator(f'[data-do="{what}"]').click()


def test_what_was_undone_in_another_step_is_said(room):
    board = room(step=3)
    page = board.page
    page.fill('[data-quick="touchpoints.envie"]', "The queue")
    page.keyboard.press("Enter")
    board.saved()
    board.turn_to(5)
    press(board, "undo")
    status(board, "Undone: adding “The queue” (step 3)")
    assert board.saved().get("the-queue") is None
    press(board, "redo")
    status(board, "Redone: adding “The queue” (step 3)")
    assert board.saved()["the-queue"]
    page.locator(".pk-card").first.get_by_role("button", name="Add a dot").click()
    page.locator('[role="status"]', has_text="Redone").wait_for(state="detached")


def test_it_is_said_in_french_of_scores_and_of_notes(room):
    board = room(step=4, lang="fr")
    page = board.page
    page.locator('[data-at="fiche"] input').press("End")
    board.saved()
    board.turn_to(6)
    press(board, "undo")
    name = board.session.journey["fiche"].name
    status(board, f"Annulé\u00a0: «\u202f{name}\u202f», Note (module 4)")
    before = len(board.session.journey.notes)
    page.fill('[data-field="capture"]', "Une remarque")
    page.locator(".pk-capture .pk-primary").click()
    assert len(board.saved().notes) == before + 1
    press(board, "undo")
    status(board, "Annulé\u00a0: ajout de «\u202fUne remarque\u202f»")
    assert len(board.saved().notes) == before


def test_a_long_name_is_shortened_and_the_bar_stays_a_bar(room):
    board = room(step=3, how={"viewport": {"width": 390, "height": 844}})
    page = board.page
    page.fill('[data-quick="touchpoints.envie"]', "Une très longue file d’attente " * 8)
    page.keyboard.press("Enter")
    board.saved()
    press(board, "undo")
    status(board, "…” (step 3)")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_frames_the_journey_is_named_by_its_label(room):
    board = room(step=1, record="scenario")
    page = board.page
    entry = page.locator('.pk-form textarea[data-field^="scenario."]').first
    label = page.locator(f'label[for="{entry.get_attribute("id")}"]').text_content()
    entry.fill("Tout autre chose")
    entry.press("Tab")
    board.saved()
    press(board, "undo")
    status(board, f"Undone: “{label}”")
