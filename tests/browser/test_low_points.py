"""Step 5 begins with the curve's low points; dots have a budget; the focus stays on the board."""

import pytest
from playwright.sync_api import expect

from kit.results.curves import low_points

pytestmark = pytest.mark.browser


def test_a_low_point_becomes_a_pain_point_of_its_touchpoint(room):
    board = room(step=5)
    page, journey = board.page, board.session.journey
    persona = journey.personas[0].id
    lowest = low_points(board.session.measured, persona)[0]
    first = page.locator(".pk-low [data-low]").first
    assert first.get_attribute("data-low") == lowest.at
    assert lowest.n
    assert f"n = {lowest.n}" in first.inner_text()
    first.click()
    field = page.locator(".pk-low-entry input")
    expect(field).to_be_focused()
    what = "Nobody says how long it takes"
    page.keyboard.type(what)
    page.keyboard.press("Enter")
    board.opened()
    (pain,) = [one for one in board.saved().pain_points if one.what.text == what]
    assert pain.at == lowest.at
    assert page.locator(".pk-panel h3").inner_text() == what


def test_low_points_fit_a_telephone(room):
    board = room(step=5, lang="fr", persona="", how={"viewport": {"width": 390, "height": 844}})
    assert board.page.evaluate("document.documentElement.scrollWidth") == 390
    area = board.page.locator(".pk-low").bounding_box()
    for one in board.page.locator(".pk-low [data-low]").all():
        box = one.bounding_box()
        assert box["x"] + box["width"] <= area["x"] + area["width"]


def test_everyone_has_the_low_points_of_each_persona(room):
    board = room(step=5, persona="")
    names = board.page.locator(".pk-low-of > b").all_inner_texts()
    assert names == [persona.name for persona in board.session.journey.personas]


def test_step_5_says_nothing_of_improvements(room):
    board = room(step=5)
    board.session.flush()
    rules = {f["rule"] for f in board.board.findings if f["step"] in (5, None)}
    assert "pain-point-without-improvement" not in rules
    says = board.page.locator(".pk-main .pk-badge").evaluate_all("all => all.map(one => one.title)")
    assert not [one for one in says if "No improvement addresses" in one]


def test_a_finding_leads_to_its_field_and_stands_under_the_form(room):
    board = room(step=6)
    page, journey = board.page, board.session.journey
    improvement = next(one for one in journey.improvements if one.owner)
    board.open(f'[data-open="{improvement.id}"]')
    page.locator(f'.pk-panel [data-field="improvements.{improvement.id}.owner"]').fill("")
    page.keyboard.press("Tab")
    finding = page.locator(".pk-panel .pk-findings details").filter(has_text="no owner")
    finding.locator("summary").click()
    assert "under “Owner”" in finding.inner_text()
    form, found = (page.locator(f".pk-panel > {one}") for one in (".pk-form", ".pk-findings"))
    assert form.bounding_box()["y"] < found.bounding_box()["y"]
    finding.get_by_role("button", name="Go to the field").click()
    expect(page.locator(f'[data-field="improvements.{improvement.id}.owner"]')).to_be_focused()


def test_dots_are_counted_against_what_the_participants_have(room):
    board = room(step=5)
    page, journey = board.page, board.session.journey
    given = sum(pain.votes or 0 for pain in journey.pain_points)
    budget = page.locator(".pk-budget")
    # The example's dots had another budget: until one is stated, none is held against them.
    assert budget.locator("b").inner_text() == f"{given} dots given"
    page.locator('[data-budget="each"]').fill("4")
    page.locator('[data-budget="people"]').fill("30")
    page.keyboard.press("Tab")
    expect(budget).to_contain_text(f"{given} of 120 dots given")
    page.locator(".pk-ranking .pk-dots button").last.click()
    expect(budget).to_contain_text(f"{given + 1} of 120 dots given")
    page.locator('[data-budget="people"]').fill("1")
    page.keyboard.press("Tab")
    expect(budget).to_contain_text("More dots than the participants have.")
    page.reload()
    board.shown()
    assert page.locator('[data-budget="each"]').input_value() == "4"


def test_undo_works_after_a_button_that_its_own_press_disables(room):
    board = room(step=5)
    page = board.page
    pain = next(one for one in board.session.journey.pain_points if not one.votes)
    card = page.locator(f'[data-card="{pain.id}"]')
    card.get_by_role("button", name="Add a dot").click()
    card.get_by_role("button", name="Remove a dot").click()
    expect(card.get_by_role("button", name="Remove a dot")).to_be_disabled()
    page.keyboard.press("Control+z")
    expect(card.locator("[data-votes]")).to_have_attribute("data-votes", "1")
    page.locator('[data-do="undo"]').click()
    expect(card.locator("[data-votes]")).to_have_attribute("data-votes", "0")
    expect(page.locator('[data-do="undo"]')).to_be_disabled()
    page.keyboard.press("Control+y")
    expect(card.locator("[data-votes]")).to_have_attribute("data-votes", "1")


def test_undo_works_after_a_button_that_is_removed(room):
    board = room(step=3)
    page = board.page
    notes = board.session.journey.notes
    page.locator(".pk-note-list").get_by_role("button", name="Delete").last.click()
    assert len(board.saved().notes) == len(notes) - 1
    page.keyboard.press("Control+z")
    expect(page.locator(".pk-note-list > li")).to_have_count(len(notes))


def test_similar_notes_are_merged_with_every_wording(room):
    board = room(step=3)
    page = board.page
    page.locator('[data-field="capture"]').fill("La file est longue\nPas de parking\nFiles longues")
    page.locator(".pk-capture .pk-primary").click()
    group = page.locator(".pk-similar-group")
    expect(group).to_have_count(1)
    group.locator('[data-do="merge"]').click()
    expect(group).to_have_count(0)
    texts = [note.text for note in board.saved().notes]
    assert texts[-2:] == ["La file est longue (× 2\u00a0: Files longues)", "Pas de parking"]


def test_participants_have_a_line_each(room):
    board = room(step=1, record="team")
    page = board.page
    team = board.session.journey.team
    assert page.locator(".pk-member").count() == len(team)
    page.locator('[data-quick="team"]').fill("Léo")
    page.keyboard.press("Enter")
    new = f'[data-field="team.{len(team)}.department"]'
    page.locator(new).fill("Caisse")
    page.keyboard.press("Tab")
    added = board.saved().team[-1]
    assert (added.name, added.department) == ("Léo", "Caisse")
    page.locator(".pk-member").last.get_by_role("button", name="Delete “Léo”").click()
    assert board.saved().team == team
