"""The room's view: a whole journey on one screen, or on pages of stages, read from the back."""

import shutil

import pytest
from playwright.sync_api import expect

from kit.resources import resource
from tests.browser.boards import DRAWN
from tests.browser.large_workshops import write_large_workshop
from tests.browser.waiting import settle
from tests.workshop.test_pictures import PNG

pytestmark = pytest.mark.browser

SCREEN = {"width": 1920, "height": 1080}
LEAST = 20
"""The least type on a screen of 1920 pixels, in CSS pixels: README of frontend/ states it."""

SMALL = """least => {
  const board = document.querySelector(".pk");
  const walker = document.createTreeWalker(board, NodeFilter.SHOW_TEXT);
  const small = [];
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || one.closest("option, .pk-hidden, title")) continue;
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    const size = parseFloat(getComputedStyle(one).fontSize);
    if (size < least) small.push(`${size} px: ${walker.currentNode.data.trim()}`);
  }
  return small;
}"""

OUTSIDE = """selector => [...document.querySelectorAll(selector)]
  .filter((one) => one.checkVisibility())
  .filter((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
  })
  .map((one) => `${one.className}: ${one.textContent.slice(0, 40)}`)"""

HIDDEN = """() => [...document.querySelectorAll(
    ".pk-column :is(.pk-chip, .pk-guess, .pk-unsaid > span), .pk-tick, .pk-x"
  )]
  .filter((one) => {
    const [inner, frame] = [one.getBoundingClientRect(), one.closest(".pk-meta, .pk-plane")];
    return inner.bottom > frame.getBoundingClientRect().bottom + 1;
  })
  .map((one) => `${one.className}: ${one.textContent}`)"""
"""Scores, guesses and the ends of scales that are cut, wholly or in part."""

COVERED = """() => {
  const all = [...document.querySelectorAll(
    ".pk-card > .pk-badge, .pk-card-body .pk-chip, .pk-dot-count, .pk-dots > *, .pk-tick-x, .pk-x"
  )].filter((one) => one.checkVisibility());
  const over = [];
  for (const [n, a] of all.entries()) for (const b of all.slice(n + 1)) {
    if (a.contains(b) || b.contains(a)) continue;
    const [one, other] = [textBox(a), textBox(b)];
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (across > 1 && down > 1) over.push(`${a.textContent} / ${b.textContent}`);
  }
  function textBox(one) {
    if (one.matches(".pk-badge, .pk-chip, button, input")) return one.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getBoundingClientRect();
  }
  return over;
}"""
"""Marks that stand over others, whether or not their letters touch."""

TORN = """() => [...document.querySelectorAll(".pk-column .pk-card .pk-name")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 || [...one.childNodes].some((text) => {
    const word = document.createRange();
    return [...text.data.matchAll(/[^\\s-]+/g)].some(({ index, 0: found }) => {
      word.setStart(text, index);
      word.setEnd(text, index + found.length);
      const lines = new Set([...word.getClientRects()].map((box) => Math.round(box.top)));
      return lines.size > 1;
    });
  }))
  .map((one) => one.textContent)"""
"""Names of cards of which a word stands on two lines."""

CUT = """() => [...document.querySelectorAll(
    ".pk-column .pk-card, .pk-grid .pk-card, .pk-moment, .pk-portrait section"
  )]
  .filter((one) => {
    const frame = one.closest(".pk-column, .pk-grid, .pk-scroller, .pk-portrait");
    const [inner, outer] = [one.getBoundingClientRect(), frame.getBoundingClientRect()];
    return inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1;
  })
  .map((one) => one.textContent)"""
"""Cards that a column cuts: there is more of them than is seen."""

PARTS = {
    1: ".pk-portrait, .pk-portrait header, .pk-portrait-columns",
    2: ".pk-column, .pk-experience, .pk-column .pk-quick",
    3: ".pk-column, .pk-column .pk-card, .pk-column .pk-quick",
    4: ".pk-chart, .pk-point, .pk-moment, .pk-curve-stage, .pk-axis span",
    5: ".pk-column, .pk-column .pk-card, .pk-column .pk-quick",
    6: ".pk-grid, .pk-cell, .pk-cell .pk-card, .pk-x, .pk-tray",
}
SHOWN = "[...document.querySelectorAll('.pk-main [data-open]')].map((one) => one.dataset.open)"


@pytest.fixture
def projected(room, tmp_path):
    """Open a large workshop in the room's view, its board at the top of the screen."""

    def projected(stages, touchpoints, lang, step=3, viewport=SCREEN):
        source = tmp_path / f"{stages} {touchpoints} {lang}"
        folder = write_large_workshop(source, stages, touchpoints, lang)
        how = {"viewport": viewport, "has_touch": True}
        return room(client=str(folder), lang=lang, step=step, projector=True, how=how)

    return projected


def at_the_top(board):
    board.page.evaluate("document.querySelector('.pk').scrollIntoView()")


def faults(board, step):
    """Return what a room could not read on the page of stages that is shown."""
    at_the_top(board)
    page = board.page
    small, outside = page.evaluate(SMALL, LEAST), page.evaluate(OUTSIDE, PARTS[step])
    return small + outside + page.evaluate(CUT) + page.evaluate(HIDDEN) + page.evaluate(COVERED)


def pages(board):
    """Turn all pages of stages, from the first."""
    forth = board.page.locator('[data-do="page-forth"]')
    yield
    while forth.count() and forth.is_enabled():
        forth.click()
        settle(board.page, DRAWN)
        yield


@pytest.mark.parametrize(
    ("stages", "touchpoints", "lang"),
    [
        (6, 18, "en"),
        (10, 40, "fr"),
        pytest.param(6, 18, "fr", marks=pytest.mark.soak),
        pytest.param(10, 40, "en", marks=pytest.mark.soak),
    ],
)
def test_a_room_reads_every_step_on_its_screen(projected, lang, stages, touchpoints):
    board = projected(stages, touchpoints, lang)
    journey = board.session.journey
    wanted = {
        2: {s.id for s in journey.stages},
        3: {t.id for t in journey.touchpoints},
        4: {t.id for t in journey.touchpoints},
        5: {p.id for p in journey.pain_points},
    }
    for step in (1, 2, 3, 4, 5, 6):
        board.turn_to(step)
        seen: set[str] = set()
        for _ in pages(board):
            assert faults(board, step) == [], step
            assert board.page.evaluate(TORN) == [], step
            seen |= set(board.page.evaluate(SHOWN))
        assert wanted.get(step, set()) <= seen, step


@pytest.mark.parametrize("step", [2, 3, 4, 5])
def test_six_stages_and_eighteen_touchpoints_are_on_one_page(projected, step):
    board = projected(6, 18, "en", step)
    assert board.page.locator(".pk-pages").count() == 0
    stages = ".pk-curve-stage" if step == 4 else ".pk-column:not(.pk-new)"
    assert board.page.locator(stages).count() == 6


def test_what_is_opened_is_on_the_page_that_is_shown(projected):
    board = projected(10, 40, "en", 4)
    page = board.page
    board.open('.pk-main [data-open="point-8"]')
    for _ in range(9):  # past the end of a page
        page.keyboard.type("1 ")
        page.keyboard.press("Enter")
        board.opened()
        name = page.locator(".pk-panel h3").inner_text()
        chosen = page.locator(".pk-moment.pk-selected .pk-name")
        assert chosen.inner_text() == name
        box = chosen.bounding_box()
        assert box["x"] + box["width"] < page.locator(".pk-panel").bounding_box()["x"]


def test_a_card_is_dropped_between_columns_of_one_stage(projected):
    board = projected(1, 12, "en", 3)
    source = '[data-card="point-12"] .pk-grip'
    board.drag(source, '[data-card="point-3"]', at=(0.5, 0.1))
    assert [t.id for t in board.saved().touchpoints][:4] == [
        "point-1",
        "point-2",
        "point-12",
        "point-3",
    ]


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.soak)])
def test_every_step_of_an_example_is_read_in_a_room(room, lang):
    board = room(1, lang=lang, projector=True, how={"viewport": SCREEN})
    for step in (1, 2, 3, 4, 5, 6):
        board.turn_to(step)
        assert faults(board, step) == [], step


def test_a_persona_is_a_portrait_and_can_be_edited(room):
    board = room(1, lang="fr", projector=True, how={"viewport": SCREEN})
    page = board.page
    portrait = page.locator(".pk-portrait")
    assert "se sentir chez soi" in portrait.inner_text()
    assert "Infirmière en horaires décalés" in portrait.inner_text()
    assert page.locator(".pk-form").count() == 0
    assert faults(board, 1) == []
    page.click('[data-do="edit"]')
    page.fill('[data-field="personas.camille.general.place"]', "Villeurbanne")
    page.keyboard.press("Tab")
    assert board.saved()["camille"].general.place.text == "Villeurbanne"
    page.click('[data-do="portrait"]')
    assert "Villeurbanne" in portrait.inner_text()


def test_a_portrait_is_the_picture_of_the_clients_folder(room, tmp_path):
    source = tmp_path / "lumen"
    shutil.copytree(resource("workshops") / "maison-lumen", source)
    (source / "camille.png").write_bytes(PNG)
    board = room(1, client=str(source), lang="fr", how={"viewport": SCREEN})
    page, field = board.page, board.page.locator('[data-field="personas.camille.picture"]')
    field.fill("../camille.png")
    page.keyboard.press("Tab")
    refusal = page.locator(".pk-records").get_by_role("alert")
    expect(refusal).to_contain_text("hors du dossier du client")
    field.fill("camille.png")
    page.keyboard.press("Tab")
    board.saved()
    expect(refusal).to_have_count(0)
    page.evaluate("model.set('projector', true)")
    settle(page, DRAWN)
    portrait = page.locator(".pk-portrait header img")
    assert portrait.evaluate("one => one.decode().then(() => one.naturalWidth)") == 4
    assert page.locator(".pk-monogram").count() == 0
    page.click('[data-open="bernard"]')
    expect(page.locator(".pk-monogram")).to_have_text("B")
