"""Draw a room for README and docs: its projector, the trainer's desk and a phone.

Everything goes through the public command ``parcours room`` and the addresses that it prints.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kit.resources import resource
from kit.studio.room.qr import qr_svg
from tests.room.phone import Phone

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

    from kit.i18n import Language

CLIENTS: dict[Language, str] = {"en": "tandem-app", "fr": "maison-lumen"}
STAGES: dict[Language, str] = {"en": "signing-up", "fr": "paiement"}
QUESTIONS: dict[Language, str] = {"en": "What does", "fr": "Que ressent"}
SCORES = (
    *((-1, 0, 1, 1, 2, 1, 1), (-2, -2, 2, 1, -1, 2, -2)),
    *((1, 1, 0, 1, 2, 1, 2), (-1, -1, -2, 0, -1, -1, 0)),
)
"""Scores of seven participants at four moments; at the second they are far apart."""

PROJECTOR: ViewportSize = {"width": 1440, "height": 720}
DESK: ViewportSize = {"width": 1440, "height": 560}
PHONE: ViewportSize = {"width": 360, "height": 640}

HOST, SECRET = "192.168.137.1:8765", "K7M4PX"
"""What the pictures show in place of an address and a code that differ from room to room."""

SHOW = """([texts, code]) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    for (const [from, to] of texts)
      walker.currentNode.data = walker.currentNode.data.replace(from, to);
  const drawn = document.querySelector("#qr svg");
  if (drawn)
    drawn.replaceWith(new DOMParser().parseFromString(code, "image/svg+xml").documentElement);
}"""

CODE = re.compile(r"^Code\s?: (\S+)$", re.MULTILINE)
PAGES = re.compile(r"http://127\.0\.0\.1:\d+\S*")


class Addresses(NamedTuple):
    """What the command prints: where phones join, and the trainer's two pages."""

    host: str
    code: str
    projector: str
    desk: str


@contextmanager
def opened(folder: Path, lang: Language) -> Iterator[Addresses]:
    """Open a room of an example with the command, and close it at the end."""
    client = CLIENTS[lang]
    shutil.copytree(str(resource("workshops") / client), folder / "workshops" / client)
    command = [sys.executable, "-m", "parcours_kit", "room", client, "--no-browser"]
    state = {"XDG_STATE_HOME": str(folder / "state"), "PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen(
        [*command, "--interface", "127.0.0.1", "--port", "0", "--wifi", "Atelier"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=folder,
        env={**os.environ, **state, "PARCOURS_LANG": lang, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write("velo-2026\n")
        process.stdin.close()
        said = ""
        while len(PAGES.findall(said)) < 3:
            line = process.stdout.readline()
            assert line, said
            said += line
        host, projector, desk = PAGES.findall(said)
        code = CODE.search(said)
        assert code is not None, said
        yield Addresses(host.removeprefix("http://"), code[1], projector, desk)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        process.stdout.close()


def screens(browser: Browser, folder: Path, lang: Language) -> dict[str, bytes]:
    """Return the pictures of a round of scores: a phone before, projector and desk after."""
    with opened(folder, lang) as at:
        desk = _page(browser, at.desk, DESK, lang)
        desk.locator("#propose select").first.select_option(STAGES[lang])
        proposal = desk.locator("#propose li", has_text=QUESTIONS[lang]).first
        proposal.get_by_role("button").click()
        phone = _page(browser, f"http://{at.host}/#{at.code}", PHONE, lang, scale=1.5)
        phone.locator(".scale label").nth(3).click()
        for scores in zip(*SCORES, strict=True):
            other = Phone(at.host)
            assert other.join(at.code) == 200
            for item, score in zip(_items(other), scores, strict=True):
                assert other.answer(1, item, {"score": score}) == "done"
        projector = _page(browser, at.projector, PROJECTOR, lang)
        pictures = {"phone": phone.screenshot(animations="disabled")}
        desk.locator("#reveal-1").click()
        desk.locator("#take-1").wait_for()
        projector.locator("main svg").nth(len(SCORES) - 1).wait_for()
        shown = [[(at.host, HOST), (at.code, SECRET)], qr_svg(f"http://{HOST}/#{SECRET}")]
        for name, page in (("projector", projector), ("desk", desk)):
            page.evaluate("scrollTo(0, 0)")
            page.evaluate(SHOW, shown)
            pictures[name] = page.screenshot(animations="disabled")
        for page in (phone, projector, desk):
            page.context.close()
    return pictures


def _items(phone: Phone) -> list[str]:
    return [item["id"] for item in phone.state()["room"]["round"]["items"]]


def _page(
    browser: Browser, address: str, size: ViewportSize, lang: Language, scale: float = 1
) -> Page:
    context = browser.new_context(
        viewport=size,
        locale="fr-FR" if lang == "fr" else "en-GB",
        reduced_motion="reduce",
        device_scale_factor=scale,
    )
    page = context.new_page()
    page.goto(address)
    return page
