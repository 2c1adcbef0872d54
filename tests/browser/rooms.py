"""A room that is led, and its pages in a browser: projector, desk and phones."""

from __future__ import annotations

import asyncio
import io
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import zxingcpp
from PIL import Image

from kit.i18n import Language, texts
from kit.room.open_room import OpenRoom, RoomChoices, room_folder
from kit.studio.room.desk import Desk, Wifi
from kit.studio.room.desk_site import DeskSite
from kit.studio.sync.session import EditSession

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

LOCALES: dict[str, str] = {"fr": "fr-FR", "en": "en-GB"}


class LedRoom:
    """A room that is led for a client's workshop."""

    def __init__(self, chromium: Browser, folder: Path, lang: Language = "fr") -> None:
        self.chromium, self.folder = chromium, folder
        choices = RoomChoices("Acheter un luminaire", lang, "127.0.0.1", 0)
        self.room = OpenRoom(room_folder(folder), choices)
        self.session = EditSession(folder / "workshop.yaml", lang)
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []
        ready = threading.Event()

        def serve() -> None:
            async def run() -> None:
                wifi = Wifi("Atelier", "secret-42")
                self.desk = Desk(self.room, self.session, texts(lang), wifi)
                self.site = DeskSite(self.desk)
                ready.set()
                await self.site.run()

            asyncio.run(run())

        self.thread = threading.Thread(target=serve)
        self.thread.start()
        ready.wait()

    def page(self, address: str, width: int = 390, height: int = 844, lang: str = "fr") -> Page:
        """Open a page in a browser's profile of its own."""
        viewport: Any = {"width": width, "height": height}
        context = self.chromium.new_context(viewport=viewport, locale=LOCALES[lang])
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(address)
        return page

    def phone(self, width: int = 390, lang: str = "fr") -> ChromiumPhone:
        """Open the page of a phone."""
        return ChromiumPhone(self.page(self.room.address, width, 700, lang))

    def close(self) -> None:
        """Close the pages and the room, and remove what was said."""
        for context in self.contexts:
            context.close()
        self.desk.ended.set()
        self.thread.join(10)
        self.session.close()
        self.room.close(keep=False)


class ChromiumPhone:
    """A phone's page in Chromium, handled as one in WebKit is (:mod:`tests.browser.webkit`)."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def find(self, selector: str, text: str = "", at: int = 0) -> Any:
        """Wait until an element with a text is shown; return it."""
        found = self.page.locator(selector, has_text=text or None).nth(at)
        found.wait_for()
        return found

    def click(self, selector: str, text: str = "", at: int = 0) -> None:
        """Click an element."""
        self.find(selector, text, at).click()

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a list."""
        self.page.select_option(selector, value)

    def type(self, selector: str, text: str) -> None:
        """Type a text into an element."""
        self.page.fill(selector, text)

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()

    def evaluate(self, script: str) -> Any:
        """Run the body of a function in the page, and return its value."""
        return self.page.evaluate(f"() => {{ {script} }}")


def qr_codes(picture: bytes) -> set[str]:
    """Return what the QR codes of a picture say."""
    return {found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))}
