"""Pages in the browser of this machine, headless."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from kit.exports.pdf import candidates
from tests.browser.pages import FLAGS, Pages
from tests.browser.waiting import settle

STILL = """Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)
).then(() => 0)"""
"""Wait until no colour is on its way to another: in between, axe would find too little contrast."""


@pytest.fixture(scope="session")
def program():
    """The browser of this machine; where there is none, that is a failure."""
    found = next((path for path in candidates() if path.is_file()), None)
    if found is None:
        pytest.fail("Browser tests need Chromium, Chrome or Edge: install one of them.")
    return found


@pytest.fixture(scope="session")
def chromium(program):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(program),
            args=["--no-sandbox", "--disable-background-networking", *FLAGS],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(chromium):
    return Pages(chromium)


@pytest.fixture
def opened(pages, tmp_path):
    """Open a page from a file, at a width; what it asks for and says is kept."""
    shown = []

    def opened(content, width=1440, **how):
        file = tmp_path / "page.html"
        file.write_bytes(content)
        page = pages.new_page(viewport={"width": width, "height": 900}, **how)
        shown.append(page)
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(file.as_uri())
        page.asked[:] = [u for u in page.asked if u != file.as_uri() and not u.startswith("data:")]
        return page

    yield opened
    for page in shown:
        page.close()


@pytest.fixture
def violations():
    """What axe finds wrong with a page, each with the elements."""

    def violations(page):
        settle(page, STILL)
        found = Axe().run(page).response["violations"]
        return {v["id"]: [node["html"][:300] for node in v["nodes"]] for v in found}

    return violations


@pytest.fixture
def room(pages, tmp_path):
    """Open a board on a copy of a client's file, in a page of its own."""
    from tests.browser.boards import Room

    rooms = []

    def room(step=3, client="maison-lumen", lang="en", how=None, **board):
        folder = tmp_path / str(len(rooms))
        rooms.append(Room(pages, folder, client, lang, how or {}, step=step, **board))
        return rooms[-1]

    yield room
    for one in rooms:
        one.close()
        assert one.errors == []
