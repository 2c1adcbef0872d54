"""A board in full screen: its row of buttons moves nothing, and what is asked is in sight."""

import re
import time

import pytest
from playwright.sync_api import expect

from kit.i18n import texts
from kit.studio.facilitation.bar import Bar
from tests.browser.boards import DRAWN
from tests.browser.large_workshops import write_large_workshop
from tests.browser.test_bar import state
from tests.browser.waiting import settle

pytestmark = pytest.mark.browser

SMALL = {"width": 1366, "height": 625}
"""The full screen of a notebook computer."""

SHOW = """async ({source, css, state}) => {
  const module = new Blob([source], {type: "text/javascript"});
  const bar = await import(URL.createObjectURL(module));
  const style = document.createElement("style");
  style.textContent = css;
  const el = document.createElement("div");
  document.querySelector("main").prepend(style, el);
  window.timed = [];
  const model = {get: (name) => state[name], send: (one) => timed.push(one), on() {}, off() {}};
  bar.default.render({model, el});
}"""

OUTSIDE = """() => [...document.querySelectorAll(
    ".pk-bar button, .pk-bar select, .pk-bar .time, .pk-column, .pk-grid, .pk-portrait"
  )].filter((one) => one.checkVisibility()).filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    return left < 0 || right > document.querySelector(".pk").clientWidth + 1;
  }).map((one) => one.title || one.className)"""

OVERLAPPING = """() => {
  const all = [...document.querySelectorAll(
    ".pk-bar :is(button, select, .time, .name, .alert, b), .pk-bar .pk-status"
  )].filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 2);
  return all.flatMap((a, n) => all.slice(n + 1).filter((b) => {
    if (a.contains(b) || b.contains(a)) return false;
    const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    return Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
      && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
  }).map((b) => `${a.textContent} / ${b.textContent}`));
}"""

CUT = """() => [...document.querySelectorAll(".pk-experience")].filter((one) => {
  const inside = one.getBoundingClientRect();
  return inside.bottom > one.closest(".pk-column").getBoundingClientRect().bottom + 1
    || inside.height < 20;
}).map((one) => one.textContent)"""
"""What is told of a stage and runs over the end of its column."""

JUPYTERLAB = """
.jp-OutputArea-output dl { width: 100%; overflow: hidden; padding: 0; margin: 0; }
.jp-OutputArea-output dt { font-weight: bold; float: left; width: 20%; padding: 0; margin: 0; }
.jp-OutputArea-output dd { float: left; width: 80%; padding: 0; margin: 0; }
"""
"""What JupyterLab says of lists in outputs, after the board's own styles."""

OVER_TEXTS = """() => {
  const box = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getBoundingClientRect();
  };
  return [...document.querySelectorAll(".pk dl > div")].filter((one) => one.checkVisibility())
    .filter((one) => {
      const [term, text] = [box(one.querySelector("dt")), box(one.querySelector("dd"))];
      return Math.min(term.right, text.right) - Math.max(term.left, text.left) > 1
        && Math.min(term.bottom, text.bottom) - Math.max(term.top, text.top) > 1;
    }).map((one) => one.textContent);
}"""
"""Terms that stand over their texts."""

ITEM = {"fr": "Accueil, scénario, règles", "en": "Welcome, scenario, rules"}
TOP = """(document.querySelector(".pk-body").getBoundingClientRect().top
  / parseFloat(getComputedStyle(document.querySelector(".pk")).fontSize)).toFixed(2)"""
"""Where the board begins, in sizes of its type: that is larger where there is less to show."""


def shown(board, lang, seconds):
    """Put the bar above the board: the clock of its first item started some seconds ago."""
    bar = Bar(board.folder, texts(lang))
    began = {"index": 0, "since": time.time() - seconds, "spent": [], "extra": [], "minutes": []}
    what = state(bar) | {"session": bar.session | began}
    how = {"source": str(Bar._esm), "css": str(Bar._css), "state": what}
    board.page.evaluate(SHOW, how)


def in_full_screen(board):
    board.page.locator(".pk-right button").last.click()
    board.page.locator("[data-clock] .time").wait_for()
    settle(board.page, DRAWN)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("projector", [True, False])
def test_the_end_of_the_time_neither_widens_nor_moves_the_board(room, tmp_path, projector, lang):
    folder = write_large_workshop(tmp_path / "large", 4, 8, lang)
    board = room(
        client=str(folder), lang=lang, step=3, projector=projector, how={"viewport": SMALL}
    )
    page = board.page
    shown(board, lang, 5 * 60 - 3)
    in_full_screen(board)
    item = board.page.locator("[data-clock] .name")
    expect(item).to_have_text(ITEM[lang])
    before = page.evaluate(TOP)
    expect(page.locator("[data-clock] .alert")).to_contain_text(ITEM[lang])
    for step in (3, 1, 2, 4, 5, 6):
        board.turn_to(step)
        assert page.evaluate("document.querySelector('.pk').scrollWidth") <= SMALL["width"], step

        assert page.evaluate(OUTSIDE) == [], step
        assert page.evaluate(OVERLAPPING) == [], step
        assert page.evaluate(TOP) == before, step


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_next_item_and_more_time_are_at_hand(room, lang):
    board = room(6, lang=lang, projector=True, how={"viewport": SMALL})
    page = board.page
    shown(board, lang, 5 * 60 + 20)
    in_full_screen(board)
    page.locator("[data-clock] .more").click()
    expect(page.locator("[data-clock] .time")).to_have_text(re.compile(r"^4:\d\d$"))
    forth = page.get_by_role("button", name="1. Persona").last
    forth.click()
    expect(page.locator("[data-clock] .name")).to_have_text("1. Persona")
    assert page.evaluate("timed.at(-1).session.index") == 1


def test_what_was_undone_is_said_without_moving_the_board(room):
    board = room(3, lang="fr", how={"viewport": SMALL})
    page = board.page
    touchpoint = board.session.journey.touchpoints[0]
    page.evaluate("document.querySelector('.pk').scrollIntoView()")
    for full in (False, True):
        if full:
            page.locator(".pk-right button").last.click()
            page.locator("[data-clock]").wait_for(state="attached")
        page.locator(f'.pk-main [data-open="{touchpoint.id}"]').first.click()
        page.select_option('.pk-panel [data-field$=".channel"]', index=2)
        page.locator(".pk-panel .pk-close").click()
        board.saved()
        before = page.evaluate(TOP)
        page.locator('[data-do="undo"]').click()
        said = page.locator(".pk-status b")
        expect(said).to_have_text(
            f"Annulé\u00a0: «\u202f{touchpoint.name}\u202f», Canal (module 3)"
        )
        expect(said).to_be_in_viewport(ratio=1)
        assert page.evaluate(TOP) == before
        assert page.evaluate("document.querySelector('.pk').scrollWidth") <= SMALL["width"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_stages_stand_side_by_side_with_what_happens_in_them(room, lang):
    board = room(2, lang=lang, projector=True, how={"viewport": SMALL})
    page = board.page
    page.locator(".pk-right button").last.click()
    page.locator("[data-clock]").wait_for(state="attached")
    settle(page, DRAWN)
    assert page.locator(".pk-column:not(.pk-new)").count() >= 4, "as with their touchpoints"
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_question_about_what_hangs_on_a_record_is_in_sight(room, lang):
    board = room(2, lang=lang, how={"viewport": SMALL})
    page, stage = board.page, board.session.journey.stages[-1]
    board.open(f'.pk-main [data-open="{stage.id}"]')
    page.locator('.pk-panel [data-do="delete"]').click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text(stage.name)
    expect(question).to_contain_text("Encore rattaché à" if lang == "fr" else "is used by")
    for button in question.get_by_role("button").all():
        expect(button).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    assert board.saved()[stage.id] == stage


def test_lists_of_terms_are_read_among_the_styles_of_jupyterlab(room):
    board = room(1, lang="fr", projector=True, how={"viewport": SMALL})
    page = board.page
    page.add_style_tag(content=JUPYTERLAB)
    page.evaluate("document.querySelector('.pk').parentElement.className = 'jp-OutputArea-output'")
    assert page.evaluate(OVER_TEXTS) == []
    page.evaluate("model.set('projector', false)")
    page.locator(".pk-keys summary").click()
    box = page.locator(".pk-keys .pk-popover").bounding_box()
    assert box["width"] > 250
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SMALL["width"]
    assert page.evaluate(OVER_TEXTS) == []


def test_only_what_is_placed_has_its_rank_and_names_of_fields_stay_in_their_frame(room):
    board = room(6, lang="fr", how={"viewport": SMALL})
    page = board.page
    for name in ("Un essai à domicile", "Une notice illustrée"):
        page.fill('[data-quick="improvements"]', name)
        page.keyboard.press("Enter")
    board.saved()
    expect(page.locator(".pk-tray .pk-card")).to_have_count(2)
    assert page.locator(".pk-tray .pk-number").count() == 0
    assert page.locator(".pk-grid .pk-number").count() > 0
    page.locator(".pk-tray [data-open]").first.click()
    button = page.locator(".pk-panel .pk-parts > .pk-small").first
    frame = page.locator(".pk-panel .pk-parts").first.bounding_box()
    box = button.bounding_box()
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]
