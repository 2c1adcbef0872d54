"""Two pages on one client, a hand in the file, a disk that refuses: seen in the browser."""

from __future__ import annotations

import time

import pytest

from kit.workshop import load
from tests.browser.boards import DRAWN
from tests.browser.lab.jupyterlab_server import LONG, SEEN
from tests.browser.waiting import settle

pytestmark = [pytest.mark.browser, pytest.mark.soak]

NAME = "touchpoints.fiche.name"


def status(page, state):
    page.locator(f'{SEEN} .pk-status[data-state="{state}"]').first.wait_for(timeout=LONG)


def test_two_notebooks_and_a_hand_work_on_one_client(start_lab):
    lab = start_lab("maison-lumen")
    one, other = lab.page(), lab.page()
    first, second = lab.notebook(one, 3), lab.notebook(other, 5)

    # Different things merge, and each page shows the other's.
    first('[data-quick="touchpoints.envie"]').fill("The window")
    one.keyboard.press("Enter")
    second(".pk-frame .pk-status").wait_for()
    first.saved(lab.client)
    second('[data-quick="pain_points.envie"]').fill("Nobody says what is new")
    other.keyboard.press("Enter")
    second.saved(lab.client)
    stated = load(lab.client).journey
    assert stated["the-window"].stage == "envie"
    assert any(pain.what.text == "Nobody says what is new" for pain in stated.pain_points)
    first('[data-card="the-window"]').wait_for()

    # What a hand changes in the file is taken in.
    path = lab.client / "workshop.yaml"
    path.write_text(path.read_text("utf-8").replace("The window", "The shop window"), "utf-8")
    first('[data-card="the-window"]').get_by_text("The shop window").wait_for(timeout=LONG)
    assert stated != load(lab.client).journey


def test_both_versions_of_a_field_are_shown_and_one_is_chosen(start_lab):
    lab = start_lab("maison-lumen")
    one, other = lab.page(), lab.page()
    first, second = lab.notebook(one, 3), lab.notebook(other, 3)
    for board in (first, second):
        board('.pk-main [data-open="fiche"]').click()
        board.field(NAME).wait_for()
        settle(board.page, DRAWN)
    # Both are typed before either is saved: neither author has seen the other's.
    second.field(NAME).fill("The second's page")
    first.field(NAME).fill("The first's page")
    one.keyboard.press("Tab")
    other.keyboard.press("Tab")
    dialog = one.locator(f"{SEEN} dialog[open]").or_(one.locator(f"{SEEN} .pk-conflicts"))
    dialog.first.wait_for(timeout=LONG)
    until = time.monotonic() + LONG / 1000
    # What leads to the dialog is there before it, and on both pages.
    while not (asked := [p for p in (one, other) if p.locator(f"{SEEN} dialog[open]").count()]):
        assert time.monotonic() < until
        one.wait_for_timeout(20)
    (chosen, *_) = asked
    said = chosen.locator(f"{SEEN} dialog[open]").text_content()
    assert "The first's page" in said
    assert "The second's page" in said
    chosen.get_by_role("button", name="Keep my version").click()
    first.saved(lab.client)
    second.saved(lab.client)
    kept = load(lab.client).journey["fiche"].name
    assert kept in ("The first's page", "The second's page")
    lost = ({"The first's page", "The second's page"} - {kept}).pop()
    journal = "".join(
        file.read_text("utf-8") for file in (lab.client / ".parcours").iterdir() if file.suffix
    )
    assert lost in journal, "what was not chosen is kept"


def test_a_file_that_cannot_be_written_is_reported_and_nothing_typed_is_lost(start_lab):
    lab = start_lab("maison-lumen")
    page = lab.page()
    board = lab.notebook(page, 3)
    # Nothing can be written where a folder stands in the place of the journal.
    journal = lab.client / ".parcours" / "journal.jsonl"
    journal.unlink(missing_ok=True)
    journal.mkdir(parents=True)
    board('[data-quick="touchpoints.envie"]').fill("The window")
    page.keyboard.press("Enter")
    status(page, "unsaved")
    said = page.locator(f"{SEEN} .pk-status").first.text_content()
    assert "Not saved" in said
    board('[data-card="the-window"]').wait_for()
    page.reload()
    board.opened(3)
    status(page, "unsaved")
    board('[data-card="the-window"]').wait_for()
    journal.rmdir()
    board.saved(lab.client)
    assert load(lab.client).journey["the-window"].name == "The window"
