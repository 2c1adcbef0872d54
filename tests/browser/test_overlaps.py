"""No text of a board stands over another, on any step, in any language, on any screen."""

import pytest

from tests.browser.boards import DRAWN
from tests.browser.large_workshops import write_large_workshop
from tests.browser.waiting import settle

pytestmark = pytest.mark.browser

OVERLAPS = """() => {
  const board = document.querySelector(".pk");
  const clipped = (box, one) => {
    let { left, top, right, bottom } = box;
    for (let at = one; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflow === "visible") continue;
      const frame = at.getBoundingClientRect();
      [left, top] = [Math.max(left, frame.left), Math.max(top, frame.top)];
      [right, bottom] = [Math.min(right, frame.right), Math.min(bottom, frame.bottom)];
    }
    return { left, top, right, bottom };
  };
  const walker = document.createTreeWalker(board, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const [node, one] = [walker.currentNode, walker.currentNode.parentElement];
    if (!node.data.trim() || one.closest("option, textarea, .pk-hidden, .pk-wide")) continue;
    if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (getComputedStyle(one).fontSize === "0px" || one.closest(".pk-in-words")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      found.push({ node, text: node.data.trim().slice(0, 40), ...clipped(box, one) });
    }
  }
  const over = [];
  for (const [n, a] of found.entries()) for (const b of found.slice(n + 1)) {
    if (a.node === b.node) continue;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 2 && down > 0.3 * Math.min(a.bottom - a.top, b.bottom - b.top)) {
      over.push(`${a.text} / ${b.text}`);
    }
  }
  return over;
}"""


LONG = pytest.mark.soak


def test_a_text_over_another_is_found(room):
    board = room(6)
    board.page.add_style_tag(content=".pk .pk-tick-y { left: 0.6em; top: 0; }")
    board.page.add_style_tag(content=".pk .pk-quadrant { left: 0; top: 0; }")
    assert board.page.evaluate(OVERLAPS)


@pytest.mark.parametrize(
    ("width", "lang"),
    [
        (1366, "fr"),
        pytest.param(1366, "en", marks=LONG),
        pytest.param(390, "fr", marks=LONG),
        pytest.param(390, "en", marks=LONG),
        pytest.param(1920, "fr", marks=LONG),
        pytest.param(1920, "en", marks=LONG),
    ],
)
def test_no_text_covers_another(room, tmp_path, lang, width):
    client = write_large_workshop(tmp_path / "large", 6, 18, lang)
    how = {"viewport": {"width": width, "height": 900}}
    board = room(client=str(client), lang=lang, step=1, how=how)
    for step in range(1, 7):
        board.turn_to(step)
        assert board.page.evaluate(OVERLAPS) == [], step
    board.page.evaluate("model.set('projector', true)")
    for step in range(1, 7) if width > 390 else ():
        board.turn_to(step)
        settle(board.page, DRAWN)
        assert board.page.evaluate(OVERLAPS) == [], f"{step}, in the room's view"
