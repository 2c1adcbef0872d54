"""A board in a page, without JupyterLab: front end, widget and a session on a client's file.

What the front end sends goes to the widget, and what the widget sends or changes goes back, as
JupyterLab would carry it; only the carrier is another.
"""

from __future__ import annotations

import json
import shutil
import threading
from itertools import count
from pathlib import Path

from playwright.sync_api import TimeoutError, expect

from kit.resources import resource
from kit.studio.sync.session import EditSession
from kit.studio.widgets.board import Board
from kit.workshop import load
from tests.browser.kernel_link import Link
from tests.browser.waiting import settle

PAGE = """<!doctype html><html lang="%s"><head><meta charset="utf-8"><title>Board</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<style>body{margin:8px;font:16px sans-serif}h1,h2{font-size:1em;margin:0}%s</style></head>
<body><main><h1>Workshop</h1><h2>Step</h2><div id="board"></div></main>
<script type="module" src="harness.js"></script></body></html>"""

HARNESS = """
import widget from "./board.js";
const state = await window.kernelState();
const heard = new Map();
const listen = (name) => heard.get(name) ?? heard.set(name, new Set()).get(name);
const model = {
  get: (name) => state[name],
  set: (name, value) => {
    state[name] = value;
    for (const say of [...listen("change:" + name)]) say();
  },
  save_changes: () => {},
  on: (name, say) => listen(name).add(say),
  off: (name, say) => listen(name).delete(say),
  send: (message) => { window.sent.push(message); window.toKernel(message); },
};
window.sent = [];
window.model = model;
let deaf = false;
const held = [];
const hear = () => {
  while (!deaf && held.length) model.set(...held.shift());
};
Object.defineProperty(window, "deaf", {
  get: () => deaf,
  set: (value) => {
    deaf = value;
    hear();
  },
});
const marks = new Map();
const mark = (number) => {
  if (!marks.has(number)) {
    const one = {};
    one.promise = new Promise((done) => (one.done = done));
    marks.set(number, one);
  }
  return marks.get(number);
};
window.heard = (number) => mark(number).promise;
new EventSource("/messages").onmessage = ({ data }) => {
  for (const [name, value] of JSON.parse(data)) {
    if (name === "msg") for (const say of [...listen("msg:custom")]) say(value, []);
    else if (name === "mark") mark(value).done();
    else {
      held.push([name, value]);
      hear();
    }
  }
};
window.close_board = widget.render({ model, el: document.getElementById("board") });
"""

DRAWN = """new Promise((done, failed) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(() => failed(Error("nothing was drawn")), 20_000);
})"""
"""Wait until what follows a drawing has happened too: it is a frame later that the focus goes to
what was opened, and that what was open in another step is closed."""


class Room:
    """A client's file, the session that keeps it and one board on it, shown in a page."""

    def __init__(self, pages, folder: Path, client: str, lang: str, how, **board):
        self.folder = folder / "client"
        source = Path(client) if Path(client).is_absolute() else resource("workshops") / client
        shutil.copytree(source, self.folder)
        self.session = EditSession(self.folder, lang)
        reviewed = threading.Event()
        self.session.events.subscribe(lambda news: reviewed.set() if "findings" in news else None)
        self.board = Board(self.session, **board)
        self.session.flush()
        self.link = Link(self._files())
        self.said = self.link.messages
        self._marks = count(1)
        self.stuck = False
        self.board.send = lambda content: self.said.append(["msg", content])
        self.board.observe(
            lambda change: self.said.append([change["name"], change["new"]]),
            ["journey", "ranking", "similar", "pictures", "findings", "conflicts", "broken"],
        )
        self.page = pages.new_page(**{"viewport": {"width": 1440, "height": 900}, **how})
        self.errors: list[str] = []
        self.asked: list[str] = []
        page = self.page
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.expose_function("kernelState", self._state)
        page.expose_function("toKernel", self._to_kernel)
        page.goto(self.link.origin)
        try:
            self.shown()
        except TimeoutError:
            raise AssertionError(f"the board did not appear: {self.errors}") from None
        reviewed.wait(5)  # what the first review finds moves what is on the board
        self.told()

    def _state(self):
        self.said.restart()
        state = self.board.get_state()
        return json.loads(json.dumps({k: v for k, v in state.items() if not k.startswith("_")}))

    def _to_kernel(self, message):
        if not self.stuck:
            self.board.handle_message(self.board, message, [])

    def _files(self):
        page = PAGE % (self.board.lang, Board._css)
        return {
            "/": ("text/html", page),
            "/board.js": ("text/javascript", str(Board._esm)),
            "/harness.js": ("text/javascript", HARNESS),
        }

    # --- what tests ask for ----------------------------------------------------------------------

    def shown(self):
        """Wait until the board is there, and listens: also after the page was loaded again."""
        self.page.wait_for_selector(".pk-frame", timeout=60_000)
        settle(self.page, DRAWN)

    def told(self):
        """Wait until the board has heard all that the session had said when this was called."""
        number = next(self._marks)
        self.said.append(["mark", number])
        settle(self.page, f"heard({number})")

    def saved(self):
        """Wait until the board says that all is saved, and shows it; return what is in the file."""
        self.told()  # and before that, the session has what was done last
        self.page.wait_for_selector('.pk-frame[data-unsaved="0"]')
        self.session.flush()
        self.told()
        settle(self.page, DRAWN)
        return load(self.folder).journey

    def turn_to(self, step):
        """Show another step in the same page."""
        self.page.evaluate("step => model.set('step', step)", step)
        self.page.wait_for_selector(f'.pk-frame[data-step="{step}"]')
        settle(self.page, DRAWN)

    def open(self, name):
        """Open the details of something by its name, and wait until they have the focus."""
        self.page.locator(name).first.click()
        self.opened()

    def opened(self):
        """Wait until the opened details have the focus: else they would take it from a field."""
        first = '.pk-panel:not(:has([data-field="scores"])) h3, .pk-panel [data-field="scores"]'
        expect(self.page.locator(first)).to_be_focused()

    def drag(self, source, target, at=(0.5, 0.5), steps=6):
        """Drag by mouse from the middle of one thing to a point of another."""
        page = self.page
        one = page.locator(source).first
        one.scroll_into_view_if_needed()
        box, other = one.bounding_box(), page.locator(target).first.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(
            other["x"] + other["width"] * at[0], other["y"] + other["height"] * at[1], steps=steps
        )
        page.wait_for_timeout(40)
        page.mouse.up()

    def close(self):
        """Leave the page and stop the session."""
        self.page.close()
        self.link.close()
        self.board.close()
        self.session.close()
