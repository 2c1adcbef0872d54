"""A finger on the screen, and where to put it."""

from tests.browser.waiting import settle

AT_REST = """(async () => {
  for (let before = -1, still = 0; still < 5; before = scrollY) {
    await new Promise(requestAnimationFrame);
    still = scrollY === before ? still + 1 : 0;
  }
})()"""
"""The page goes on scrolling when the finger has let go: wait until it stands."""


class Finger:
    """One finger on the screen, as the browser's own protocol moves it."""

    def __init__(self, page):
        self.page, self.cdp = page, page.context.new_cdp_session(page)

    def _touch(self, kind, *points):
        at = [{"x": x, "y": y} for x, y in points]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def drag(self, source, target, steps=8):
        (x, y), (to_x, to_y) = source, target
        self._touch("touchStart", (x, y))
        for n in range(1, steps + 1):
            self._touch("touchMove", (x + (to_x - x) * n / steps, y + (to_y - y) * n / steps))
            self.page.wait_for_timeout(16)
        self.page.wait_for_timeout(40)
        self._touch("touchEnd")
        settle(self.page, AT_REST)


def middle(page, selector):
    box = page.locator(selector).first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
