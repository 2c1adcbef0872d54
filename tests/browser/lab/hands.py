"""How people work: with a mouse, with the keyboard alone, with a finger. All do the same things."""

from __future__ import annotations

from typing import ClassVar

from playwright.sync_api import Locator, Page

from tests.browser.fingers import AT_REST
from tests.browser.waiting import settle

TAPPED = """() => {
  window.tapped = new Promise((done) => {
    addEventListener("click", done, { capture: true, once: true });
    setTimeout(done, 2000); // where nothing is clicked
  });
}"""
"""Of a tap, the browser makes a click a moment after the finger has left."""


def middle(locator: Locator, at=(0.5, 0.5)) -> tuple[float, float]:
    """Return a point of something on the screen."""
    box = locator.bounding_box()
    return box["x"] + box["width"] * at[0], box["y"] + box["height"] * at[1]


class Hands:
    """What they have in common: everybody types on a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, field: Locator, text: str) -> None:
        """Type into a field."""
        self.reach(field)
        self.page.keyboard.type(text)

    def enter(self, field: Locator, text: str) -> None:
        """Type a line, and end it."""
        self.write(field, text)
        self.page.keyboard.press("Enter")

    def choose(self, select: Locator, label: str) -> None:
        """Choose from a list: where the browser draws the list itself, by its keys."""
        self.reach(select)
        to = [" ".join(one.split()) for one in select.locator("option").all_text_contents()].index(
            label
        )
        now = select.evaluate("one => one.selectedIndex")
        if select.evaluate("one => one.matches(':open')"):
            self.page.keyboard.press("Escape")
        for _ in range(abs(to - now)):
            self.page.keyboard.press("ArrowDown" if to > now else "ArrowUp")

    def reach(self, target: Locator) -> None:
        """Get to something that is typed into."""
        raise NotImplementedError


class Mouse(Hands):
    """Real pointer events, from one point to another."""

    HOW: ClassVar = {}

    def reach(self, target: Locator) -> None:
        self.press(target)

    def press(self, target: Locator) -> None:
        """Click something."""
        target.scroll_into_view_if_needed()
        target.click()

    def rate(self, marks: Locator, mark: int) -> None:
        """Give a mark on a scale from one."""
        self.press(marks.nth(mark - 1))

    def drag(self, source: Locator, to: tuple[float, float]) -> None:
        """Drag something to a point."""
        x, y = middle(source)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(*to, steps=8)
        self.page.wait_for_timeout(60)
        self.page.mouse.up()

    def feel(self, chart: Locator, point: Locator, score: float) -> None:
        """Give a point of the curve a score."""
        point.scroll_into_view_if_needed()
        chart.scroll_into_view_if_needed()
        x, _ = middle(point)
        self.drag(point, (x, middle(chart, (0, (2 - score) / 4))[1]))

    def place(self, card: Locator, cell: Locator, impact: int, effort: int) -> None:
        """Put an improvement into the plane."""
        cell.scroll_into_view_if_needed()
        card.scroll_into_view_if_needed()
        self.drag(card.locator(".pk-grip"), middle(cell, (0.5, 0.8)))

    def to_front(self, grip: Locator, first: Locator) -> None:
        """Move a stage before the first."""
        self.drag(grip, middle(first, (0.1, 0.3)))


class Finger(Mouse):
    """One finger on a screen, as the browser's own protocol moves it."""

    HOW: ClassVar = {"has_touch": True, "viewport": {"width": 1440, "height": 1300}}

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.cdp = page.context.new_cdp_session(page)

    def press(self, target: Locator) -> None:
        target.scroll_into_view_if_needed()
        self.page.evaluate(TAPPED)
        target.tap()
        settle(self.page, "tapped")

    def _touch(self, kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def drag(self, source: Locator, to: tuple[float, float]) -> None:
        (x, y), (to_x, to_y) = middle(source), to
        self._touch("touchStart", (x, y))
        for n in range(1, 9):
            self._touch("touchMove", (x + (to_x - x) * n / 8, y + (to_y - y) * n / 8))
            self.page.wait_for_timeout(16)
        self.page.wait_for_timeout(60)
        self._touch("touchEnd")
        settle(self.page, AT_REST)


class Keys(Hands):
    """The keyboard alone: everything is reached by Tab."""

    HOW: ClassVar = {}
    FARTHEST = 400

    def reach(self, target: Locator) -> None:
        if target.evaluate("one => one === document.activeElement"):
            return
        back = target.evaluate(
            """one => Boolean(document.activeElement.compareDocumentPosition(one)
                & Node.DOCUMENT_POSITION_PRECEDING)"""
        )
        for _ in range(self.FARTHEST):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if target.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"the keyboard does not reach {target}")

    def press(self, target: Locator) -> None:
        """Press something by its key."""
        self.reach(target)
        kind = target.evaluate("one => one.type ?? ''")
        self.page.keyboard.press("Space" if kind in ("checkbox", "radio") else "Enter")

    def rate(self, marks: Locator, mark: int) -> None:
        """Give a mark on a scale: Tab reaches the scale, the arrows go along it."""
        self.press(marks.first)
        for _ in range(mark - 1):
            self.page.keyboard.press("ArrowRight")

    def feel(self, chart: Locator, point: Locator, score: float) -> None:
        """Give a point of the curve a score."""
        self.reach(point)
        self.page.keyboard.press("End" if score > 0 else "Home")
        for _ in range(int((2 - abs(score)) / 0.5)):
            self.page.keyboard.press("ArrowDown" if score > 0 else "ArrowUp")

    def place(self, card: Locator, cell: Locator, impact: int, effort: int) -> None:
        """Put an improvement into the plane: a first arrow puts it into the middle."""
        self.reach(card.locator(".pk-name"))
        press = self.page.keyboard.press
        press("ArrowUp")
        for _ in range(abs(impact - 3)):
            press("ArrowUp" if impact > 3 else "ArrowDown")
        for _ in range(abs(effort - 3)):
            press("ArrowRight" if effort > 3 else "ArrowLeft")

    def to_front(self, grip: Locator, first: Locator) -> None:
        """Move a stage before the first."""
        self.reach(grip)
        while grip.evaluate("""one => one.closest('[data-card]').previousElementSibling"""):
            self.page.keyboard.press("ArrowLeft")
