"""Measure how soon the board answers in JupyterLab, with real keys and pointers.

The journey has 12 stages and 120 touchpoints. Times are taken from each event to the end of the
first frame that shows its effect, in frames of 16.7 ms; then until the page says that it is saved,
and until it shows the findings of the review. Its peer, in the same browser and server: a button of
ipywidgets whose label Python counts on, as every widget does that waits for its kernel.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Page, sync_playwright

from kit.exports.pdf import candidates
from kit.studio.permission import Permissions, digest
from kit.studio.permission.digest import MARK
from kit.workshop.file import text_of
from tests.browser.lab.jupyterlab_server import LONG, SEEN, JupyterLabServer, Notebook
from tests.figures.crowd import crowd

FRAME = 1000 / 60
TEXT = "Un texte d’une longueur usuelle, comme on en écrit sur une carte"
PEER = """from ipywidgets import Button
button = Button(description="0")
button.on_click(lambda b: setattr(b, "description", str(int(b.description) + 1)))
button"""

METER = """selector => {
  const root = document.querySelector(selector);
  let waiting = null;
  const meter = { taken: [], times: {} };
  window.meter = meter;
  const seen = () => { if (waiting?.start) waiting.seen = true; };
  const status = () => root.querySelector(".pk-status")?.dataset.state;
  const says = () => root.querySelectorAll(".pk-badge").length;
  // What this frame shows has been painted when the next task runs.
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    if (!waiting.seen) return requestAnimationFrame(frame);
    meter.taken.push(performance.now() - waiting.start);
    waiting = null;
  };
  const frame = () => painted.port2.postMessage(0);
  const begin = (event) => {
    if (event.type !== waiting?.type || waiting.start) return;
    waiting.start = event.timeStamp;
    meter.times = { start: event.timeStamp, badges: says() };
    requestAnimationFrame(frame);
  };
  for (const type of ["keydown", "pointermove", "click"]) addEventListener(type, begin, true);
  root.addEventListener("input", seen, true);
  new MutationObserver(() => {
    seen();
    const { times } = meter, now = performance.now() - times.start;
    if (status() === "saving") times.saving = now;
    if (times.saving && status() === "saved") times.saved ??= now;
    if (says() !== times.badges) times.found ??= now;
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  meter.expect = (type) => { waiting = { type, start: 0, seen: false }; };
}"""


class Meter:
    """Times in a page, in milliseconds, from an event to its effect."""

    def __init__(self, page: Page, selector: str) -> None:
        self.page = page
        page.evaluate(METER, f"{SEEN} {selector}")

    def frames(self, event: str, act: Callable[[], object], times: int) -> Iterator[float]:
        """Yield the time until the frame that shows an act has been painted, each time."""
        for _ in range(times):
            before = self.page.evaluate("type => (meter.expect(type), meter.taken.length)", event)
            act()
            self.page.wait_for_function("n => meter.taken.length > n", arg=before, polling=10)
            yield self.page.evaluate("meter.taken.at(-1)")

    def until(self, what: str) -> float:
        """Return the time from the last event until it was saved, or its findings were shown."""
        self.page.wait_for_function("what => meter.times[what]", arg=what, timeout=LONG)
        return float(self.page.evaluate("what => meter.times[what]", what))


def late(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def told(what: str, times: list[float], peer: float) -> str:
    median = statistics.median(times)
    return (
        f"{what:<44} median {median:7.1f} ms = {median / FRAME:5.1f} frames  "
        f"95 % {late(times):7.1f} ms = {late(times) / FRAME:5.1f} frames  "
        f"{median / peer:5.2f} × the peer"
    )


@contextmanager
def large(folder: Path) -> Iterator[JupyterLabServer]:
    """Start JupyterLab on a client with 12 stages and 120 touchpoints."""
    program = next(path for path in candidates() if path.is_file())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=["--no-sandbox"])
        server = JupyterLabServer(browser, folder / "server", "maison-lumen", "fr")
        try:
            journey = crowd(12, 120, TEXT, 40, 40)
            (server.client / "workshop.yaml").write_text(text_of(journey), encoding="utf-8")
            yield server
        finally:
            server.close()
            browser.close()


def peer(server: JupyterLabServer) -> list[float]:
    """Return the time of a round trip to Python for a widget that waits for it."""
    cell = nbformat.v4.new_code_cell(PEER)
    path = server.client / "notebooks" / "peer.ipynb"
    runs = {
        "kernelspec": {"name": "parcours", "display_name": "", "language": "python"},
        MARK: {},  # it runs when it is opened, as those of the kit do
    }
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata=runs)
    nbformat.write(notebook, path)
    store = Permissions(server.folder / "data" / "parcours-kit" / "permissions")
    store.grant(server.client, path.name, digest(notebook), "person")
    page = server.page()
    server.go(page, path.relative_to(server.folder).as_posix())
    button = page.locator(f"{SEEN} .jp-OutputArea-output .jupyter-button")
    button.wait_for(timeout=LONG)
    meter = Meter(page, ".jp-OutputArea-output")
    count = iter(range(1, 1000))

    def press() -> None:
        number = next(count)
        button.click()
        button.get_by_text(str(number), exact=True).wait_for()

    taken = list(meter.frames("click", press, 5 + 20))[5:]
    page.context.close()
    return taken


def opened(server: JupyterLabServer, step: int) -> tuple[Page, Notebook, Meter]:
    page = server.page()
    board = server.notebook(page, step)
    page.wait_for_timeout(1500)
    return page, board, Meter(page, ".pk")


def dragged(page: Page, grip: str, by: int) -> Callable[[], None]:
    """Press on an element; each further call moves the pointer up or down by some pixels."""
    source = page.locator(f"{SEEN} {grip}").first
    source.scroll_into_view_if_needed()
    box = source.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y + 8, steps=3)
    step = iter(range(1000))

    def move() -> None:
        number = next(step)
        page.mouse.move(x + 10 + number, y + 5 + by * (1 - number % 2))

    return move


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, large(Path(folder)) as server:
        waited = statistics.median(round_trip := peer(server))

        def say(what: str, times: list[float]) -> None:
            print(told(what, times, waited), flush=True)

        say("the peer: a click, by way of Python", round_trip)
        page, board, meter = opened(server, 3)
        press = page.keyboard.press

        field = board('[data-quick="touchpoints.s5"]')
        field.click()
        say("a key typed", list(meter.frames("keydown", lambda: press("a"), 40)))
        added, saved, found = [], [], []
        for number in range(15):
            field.fill(f"Un contact de plus, {number}")
            added += meter.frames("keydown", lambda: press("Enter"), 1)
            saved.append(meter.until("saved"))
            found.append(meter.until("found"))
        say("Enter: a card added", added)
        say("  until it says that it is saved", saved)
        say("  until its findings are beside it", found)

        cards = iter(range(1, 120, 4))
        names = [f".pk-main [data-open='t{n}']" for n in cards]
        shown = iter(names)
        clicks = meter.frames("click", lambda: board(next(shown)).click(), len(names))
        say("a click: the details of a card opened", list(clicks))
        page.keyboard.press("Escape")

        board('[data-grip="t55"]').focus()
        way = iter(["ArrowUp", "ArrowDown"] * 20)
        say(
            "an arrow key: a card moved",
            list(meter.frames("keydown", lambda: press(next(way)), 30)),
        )
        move = dragged(page, '[data-card="t41"] .pk-grip', 30)
        say("the pointer: a card dragged", list(meter.frames("pointermove", move, 60)))
        page.mouse.up()
        page.context.close()

        page, board, meter = opened(server, 4)
        move = dragged(page, '[data-at="t2"] input', 60)
        say(
            "the pointer: a point of the curve dragged", list(meter.frames("pointermove", move, 60))
        )
        page.mouse.up()
        board('[data-at="t4"] input').focus()
        way = iter(["ArrowUp", "ArrowDown"] * 20)
        keys = meter.frames("keydown", lambda: page.keyboard.press(next(way)), 30)
        say("an arrow key: a point of the curve moved", list(keys))
        page.context.close()

        page, board, meter = opened(server, 6)
        move = dragged(page, ".pk-cell .pk-name", 60)
        say("the pointer: a card of the plane dragged", list(meter.frames("pointermove", move, 60)))
        page.mouse.up()


if __name__ == "__main__":
    main()
