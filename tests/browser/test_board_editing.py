"""The board edited as a room edits it: by mouse, by keyboard alone, by finger."""

from datetime import date

import pytest

from kit.steps.improvements import quadrant
from tests.browser.fingers import Finger, middle

pytestmark = pytest.mark.browser

TOUCH = {"has_touch": True, "viewport": {"width": 390, "height": 844}, "is_mobile": True}


def ids(journey, stage):
    return [t.id for t in journey.touchpoints_of(stage)]


def card(id):
    return f'[data-card="{id}"]'


def column(stage):
    return f'[data-zone][data-stage="{stage}"]'


def field(place):
    return f'[data-field="{place}"]'


PAUSE = 600
"""Milliseconds without a key after which the board has taken what is typed for an edit."""


def focused(page, attribute):
    return page.evaluate(f"document.activeElement.getAttribute('{attribute}')")


# --- mouse ---------------------------------------------------------------------------------------


def test_a_card_is_dragged_to_another_stage(room):
    board = room(step=3)
    assert "fiche" in ids(board.session.journey, "recherche")
    board.drag(card("fiche"), column("panier"), at=(0.5, 0.02))
    after = board.saved()
    assert ids(after, "panier")[0] == "fiche"
    assert "fiche" not in ids(after, "recherche")
    assert board.page.locator(f"{column('panier')} {card('fiche')}").count() == 1


def test_a_card_is_dragged_within_its_stage(room):
    board = room(step=3)
    first, second, *rest = ids(board.session.journey, "recherche")
    board.drag(card(first), card(rest[0]), at=(0.5, 0.1))
    assert ids(board.saved(), "recherche")[:2] == [second, first]


def test_a_drag_that_is_given_up_changes_nothing(room):
    board = room(step=3)
    before = board.session.journey
    page = board.page
    box = page.locator(card("fiche")).bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(700, 300, steps=4)
    assert page.locator(".pk-ghost").count() == 1
    page.keyboard.press("Escape")
    page.mouse.up()
    assert page.locator(".pk-ghost").count() == 0
    assert board.saved() == before


def test_points_of_the_curve_are_dragged(room):
    board = room(step=4)
    page = board.page
    before = board.session.journey.emotion("camille", "fiche").score
    assert before is None  # measured, and not scored by the room yet
    point = page.locator('[data-at="fiche"] input')
    chart = page.locator(".pk-chart").bounding_box()
    for height, shown, score in ((0.625, "\u22120.5", -0.5), (0.25, "+1", 1.0)):
        box = point.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + 5, chart["y"] + chart["height"] * height, steps=5)
        assert page.locator('[data-at="fiche"] .pk-value').text_content() == shown
        assert board.session.journey.emotion("camille", "fiche").score == before
        page.mouse.up()
        before = board.saved().emotion("camille", "fiche").score
        assert before == score


def test_a_median_of_the_room_is_not_dragged_away(room):
    board = room(step=4)
    page = board.page
    before = board.session.journey.emotion("camille", "amie").scores
    box = page.locator('[data-at="amie"] input').bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 120, steps=5)
    page.mouse.up()
    assert board.saved().emotion("camille", "amie").scores == before
    assert page.locator(".pk-panel").is_visible()


def test_improvements_are_dragged_in_the_plane(room):
    board = room(step=6, how={"viewport": {"width": 1440, "height": 1600}})
    id = board.session.journey.improvements[0].id
    for impact, effort in ((5, 1), (4, 3), (4, 4), (3, 3), (3, 4), (1, 5)):
        cell = f'[data-impact="{impact}"][data-effort="{effort}"]'
        board.drag(card(id), cell)
        after = board.saved()[id]
        assert (after.impact, after.effort) == (impact, effort)
        assert board.page.locator(f"{cell} {card(id)}").count() == 1
        shown = board.page.locator(cell).get_attribute("data-quadrant")
        assert shown == quadrant(impact, effort)


def test_an_improvement_goes_back_among_those_to_be_placed(room):
    board = room(step=6)
    id = board.session.journey.improvements[0].id
    board.drag(card(id), ".pk-tray .pk-cards")
    after = board.saved()[id]
    assert (after.impact, after.effort) == (None, None)


def test_f10_the_board_asks_since_when_an_improvement_is_done(room):
    board = room(step=6)
    page = board.page
    id = board.session.journey.improvements[0].id
    place = f"improvements.{id}"
    board.open(f'{card(id)} [data-open="{id}"]')
    assert page.locator(field(f"{place}.done")).count() == 0
    page.select_option(field(f"{place}.status"), "done")
    dialog = page.locator(".pk-dialog[open]")
    assert "When was" in dialog.get_by_role("heading").inner_text()
    assert dialog.locator("input").input_value() == page.evaluate(
        "new Date().toLocaleDateString('sv-SE')"
    )
    assert board.saved()[id].status == "done"
    dialog.locator("input").fill("2026-09-15")
    dialog.get_by_role("button", name="Save the date").click()
    assert board.saved()[id].done == date(2026, 9, 15)
    assert page.locator(field(f"{place}.done")).input_value() == "2026-09-15"
    page.select_option(field(f"{place}.status"), "under-way")
    after = board.saved()[id]
    assert (after.status, after.done) == ("under-way", None)


def test_f10_the_day_may_be_said_later(room):
    board = room(step=6)
    page = board.page
    id = board.session.journey.improvements[0].id
    place = f"improvements.{id}"
    board.open(f'{card(id)} [data-open="{id}"]')
    page.select_option(field(f"{place}.status"), "done")
    page.get_by_role("button", name="Not known yet").click()
    page.wait_for_selector(".pk-dialog", state="detached")
    after = board.saved()[id]
    assert (after.status, after.done) == ("done", None)
    page.fill(field(f"{place}.done"), "2026-09-15")
    assert board.saved()[id].done == date(2026, 9, 15)


def test_stages_are_dragged_renamed_and_added(room):
    board = room(step=2)
    page = board.page
    order = [s.id for s in board.session.journey.stages]
    board.drag(f'[data-grip="{order[0]}"]', card(order[2]), at=(0.8, 0.5))
    page.fill(field(f"stages.{order[1]}.name"), "Je compare")
    page.fill('[data-quick="stages"]', "Je répare")
    page.keyboard.press("Enter")
    after = board.saved()
    assert [s.id for s in after.stages][:3] == [order[1], order[2], order[0]]
    assert after[order[1]].name == "Je compare"
    assert (after.stages[-1].id, after.stages[-1].name) == ("je-repare", "Je répare")


def test_dots_and_a_rank_with_its_reason(room):
    board = room(step=5)
    page = board.page
    pain = board.session.journey.pain_points[0]
    more = page.locator(card(pain.id)).get_by_role("button", name="Add a dot")
    for _ in range(3):
        more.click()
    page.select_option(field(f"pain_points.{pain.id}.rank"), "2")
    page.fill(field(f"pain_points.{pain.id}.rank_reason"), "Every family named it")
    page.keyboard.press("Tab")
    after = board.saved()[pain.id]
    assert after.votes == (pain.votes or 0) + 3
    assert (after.rank, after.rank_reason) == (2, "Every family named it")
    page.wait_for_function(
        "name => [...document.querySelectorAll('.pk-ranking li .pk-name')][1].textContent == name",
        arg=pain.what.text,
    )


def test_cards_are_duplicated_and_removed_with_what_hangs_on_them(room):
    board = room(step=3)
    page = board.page
    page.locator('[data-open="fiche"]').first.click()
    page.locator('[data-do="duplicate"]').click()
    after = board.saved()
    assert ids(after, "recherche").index("fiche-2") == ids(after, "recherche").index("fiche") + 1
    page.locator('.pk-main [data-open="fiche"]').click()
    page.locator('[data-do="delete"]').click()
    page.get_by_role("button", name="Remove these too").click()
    page.wait_for_selector(card("fiche"), state="detached")
    after = board.saved()
    assert after.get("fiche") is None
    assert after.emotion("camille", "fiche") is None
    assert after.get("fiche-2").name == after["fiche-2"].name


def test_a_persona_is_described_with_its_evidence(room):
    board = room(step=1)
    page = board.page
    page.fill('[data-quick="personas"]', "Nadia")
    page.keyboard.press("Enter")
    page.wait_for_selector(field("personas.nadia.name"))
    page.fill(field("personas.nadia.general.occupation"), "Architecte")
    page.fill(field("personas.nadia.goals.short_term.new"), "livrer un chantier")
    page.keyboard.press("Enter")
    page.wait_for_selector(field("personas.nadia.goals.short_term.0"))
    row = page.locator(".pk-field", has=page.locator(field("personas.nadia.general.occupation")))
    row.locator(".pk-evidence summary").click()
    row.get_by_label("Entretiens avec des clientes et des clients").check()
    nadia = board.saved()["nadia"]
    assert nadia.general.occupation.text == "Architecte"
    assert nadia.general.occupation.evidence == ("entretiens-2026",)
    assert [s.text for s in nadia.goals.short_term] == ["livrer un chantier"]


def test_every_kind_of_field_of_an_improvement_is_filled_in(room):
    board = room(step=6)
    page = board.page
    id = board.session.journey.improvements[0].id
    pain = board.session.journey.pain_points[-1].id
    board.open(f'{card(id)} [data-open="{id}"]')
    place = f"improvements.{id}"
    page.select_option(field(f"{place}.kind"), "rebuild")
    page.check(field(f"{place}.removes.{pain}"))
    page.locator(field(f"{place}.impact")).nth(2).check(force=True)
    page.fill(field(f"{place}.reach"), "1,250.5".replace(",", ""))
    page.fill(field(f"{place}.due"), "2027-03-01")
    page.fill(field(f"{place}.owner"), "Caisse")
    page.keyboard.press("Tab")
    after = board.saved()[id]
    assert after.kind == "rebuild"
    assert pain in after.removes
    assert after.impact == 3
    assert after.reach == 1250.5
    assert str(after.due) == "2027-03-01"
    assert after.owner == "Caisse"


def test_whoever_pauses_while_typing_loses_no_space_and_no_comma(room):
    board = room(step=6, lang="fr")
    page = board.page
    id = board.session.journey.improvements[0].id
    board.open(f'{card(id)} [data-open="{id}"]')

    def type_with_a_pause(place, before, after):
        page.fill(place, "")
        page.locator(place).press_sequentially(before)
        page.wait_for_timeout(PAUSE)
        board.saved()
        page.locator(place).press_sequentially(after)
        page.keyboard.press("Tab")

    type_with_a_pause(field(f"improvements.{id}.owner"), "Service ", "client")
    type_with_a_pause(field(f"improvements.{id}.reach"), "12,", "5")
    after = board.saved()[id]
    assert (after.owner, after.reach) == ("Service client", 12.5)
    page.fill(field(f"improvements.{id}.owner"), "  Caisse ")
    page.keyboard.press("Tab")
    board.saved()
    assert page.input_value(field(f"improvements.{id}.owner")) == "Caisse"


def test_whoever_pauses_between_scores_goes_on_with_the_next(room):
    board = room(step=4)
    page = board.page
    board.open('[data-open="fiche"]')
    page.locator(field("scores")).press_sequentially("1 2 ")
    page.wait_for_timeout(PAUSE)
    board.saved()
    page.locator(field("scores")).press_sequentially("-1")
    page.keyboard.press("Tab")
    assert board.saved().emotion("camille", "fiche").scores == (1, 2, -1)


# --- the keyboard alone --------------------------------------------------------------------------


def test_the_board_is_worked_by_keyboard_alone(room):
    board = room(step=3)
    page, press = board.page, board.page.keyboard.press
    page.locator('[data-quick="touchpoints.envie"]').focus()
    page.keyboard.type("La vitrine")
    press("Tab")
    page.keyboard.type("Win")  # the channel is chosen by typing its name
    press("Shift+Tab")
    press("Enter")
    page.wait_for_selector(card("la-vitrine"))
    page.locator('[data-grip="la-vitrine"]').focus()
    press("ArrowUp")
    assert focused(page, "data-grip") == "la-vitrine"
    press("ArrowRight")
    assert focused(page, "data-grip") == "la-vitrine"
    assert "moved" in page.locator(".pk-frame > [aria-live]").text_content()
    press("Tab")
    press("Enter")
    assert page.locator(".pk-panel h3").text_content() == "La vitrine"
    board.opened()
    page.locator(field("touchpoints.la-vitrine.nature")).focus()
    page.keyboard.type("pos")
    press("Escape")
    assert focused(page, "data-open") == "la-vitrine"
    after = board.saved()
    made = after["la-vitrine"]
    assert (made.name, made.channel, made.stage) == ("La vitrine", "window", "recherche")
    assert made.nature == "positive"
    press("Delete")
    page.wait_for_selector(card("la-vitrine"), state="detached")
    assert board.saved().get("la-vitrine") is None
    press("Control+z")
    page.wait_for_selector(card("la-vitrine"))
    assert board.saved()["la-vitrine"] == made
    page.locator('[data-open="la-vitrine"]').focus()
    press("Control+y")
    page.wait_for_selector(card("la-vitrine"), state="detached")


def test_points_and_improvements_are_moved_by_arrow_keys(room):
    board = room(step=4)
    page, press = board.page, board.page.keyboard.press
    before = board.session.journey.emotion("camille", "fiche").score
    page.locator('[data-at="fiche"] input').focus()
    press("End")
    press("ArrowDown")
    assert before != 1.5
    assert board.saved().emotion("camille", "fiche").score == 1.5
    press("Delete")
    page.wait_for_selector('[data-at="fiche"] input[data-score=""]')
    assert board.saved().emotion("camille", "fiche").value is None

    plane = room(step=6)
    id = plane.session.journey.improvements[0].id
    was = plane.session.journey[id]
    page = plane.page
    page.locator(f'{card(id)} [data-open="{id}"]').focus()
    page.keyboard.press("ArrowDown")
    assert focused(page, "data-open") == id
    page.keyboard.press("ArrowRight")
    now = plane.saved()[id]
    assert (now.impact, now.effort) == (was.impact - 1, was.effort + 1)


def test_keys_pressed_on_the_board_do_not_reach_the_notebook(room):
    board = room(step=3)
    page = board.page
    page.evaluate("window.heard = []; addEventListener('keydown', e => window.heard.push(e.key))")
    page.locator(f"{card('fiche')} .pk-name").focus()
    for key in ("d", "d", "a", "ArrowDown", "Control+s"):
        page.keyboard.press(key)
    assert page.evaluate("window.heard") == ["Control", "s"]


# --- fingers -------------------------------------------------------------------------------------


def test_a_finger_drags_by_the_handle_and_scrolls_elsewhere(room):
    board = room(step=3, how=TOUCH)
    page = board.page
    finger = Finger(page)
    before = board.session.journey
    first, second, *_ = ids(before, "envie")
    x, y = middle(page, f"{card(first)} .pk-name")
    finger.drag((x, y), (x, y - 200))
    assert board.saved() == before
    assert page.evaluate("scrollY") > 100
    page.evaluate("scrollTo(0, 0)")
    x, y = middle(page, f'[data-grip="{first}"]')
    finger.drag((x, y), (x + 40, middle(page, card(second))[1] + 20))
    after = ids(board.saved(), "envie")
    assert after.index(second) < after.index(first)


def test_a_finger_moves_a_point_of_the_curve_and_an_improvement(room):
    board = room(step=4, how=TOUCH)
    page = board.page
    page.locator('[data-at="fiche"] input').scroll_into_view_if_needed()
    chart = page.locator(".pk-chart").bounding_box()
    x, y = middle(page, '[data-at="fiche"] input')
    Finger(page).drag((x, y), (x, chart["y"] + chart["height"] * 0.75))
    assert board.saved().emotion("camille", "fiche").score == -1

    plane = room(step=6, how=TOUCH)
    page = plane.page
    id = plane.session.journey.improvements[0].id
    page.locator(card(id)).scroll_into_view_if_needed()
    target = '[data-impact="2"][data-effort="1"]'
    Finger(page).drag(middle(page, card(id)), middle(page, target))
    after = plane.saved()[id]
    assert (after.impact, after.effort) == (2, 1)


# --- what is not added yet -----------------------------------------------------------------------


def test_a_channel_that_is_being_chosen_stays_when_news_come(room):
    board = room(step=3)
    page = board.page
    column = page.locator('.pk-column:has([data-stage="envie"])')
    column.locator("[data-quick]").fill("La vitrine")
    column.locator("form select").select_option("window")
    edit = {"id": "elsewhere", "op": "add", "place": ["stages", "ailleurs"], "value": {"name": "A"}}
    board.session.submit(edit, lambda _: None)
    page.locator('.pk-column:has([data-stage="ailleurs"])').wait_for()
    column.locator("[data-quick]").press("Enter")
    assert board.saved()["la-vitrine"].channel == "window"


def test_a_line_that_nobody_has_added_outlives_the_board(room):
    board = room(step=3)
    page = board.page
    page.locator('[data-quick="touchpoints.envie"]').press_sequentially("La vitr")
    page.locator(field("capture")).press_sequentially("une note")
    page.evaluate("close_board()")
    page.reload()
    board.shown()
    assert page.locator('[data-quick="touchpoints.envie"]').input_value() == "La vitr"
    assert page.locator(field("capture")).input_value() == "une note"
    page.locator(field("capture")).press("Control+Enter")
    assert [note.text for note in board.saved().notes][-1] == "une note"
