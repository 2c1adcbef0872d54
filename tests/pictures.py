"""Make the pictures of README and docs again, from the example clients: ``make pictures``.

A picture is replaced only where one sees a difference, so that a second run changes nothing. The
report is drawn in the kit's fonts, embedded by a theme, and dated: it looks the same on every
machine. The board is in the fonts of the machine, as in JupyterLab.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, sync_playwright

from kit.exports.pdf import browser as browser_path
from kit.figures.lettering import FONTS
from kit.i18n import LANGUAGES
from kit.report import report
from kit.resources import resource
from tests.browser.boards import Room
from tests.room_pictures import screens

if TYPE_CHECKING:
    from kit.i18n import Language

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DAY = date(2026, 11, 22)
SCREEN = {"width": 1440, "height": 900}
WIDTH = 1440
"""Pixels of a picture from left to right."""

COLOURS = 24
"""Colours of a picture of the room's pages, which are text on few grounds."""

SAME = 1.5
"""The mean difference of two pictures, of 255, below which they look the same."""

REPORTS: tuple[tuple[str, str, Language], ...] = (
    ("report.webp", "tandem-app", "en"),
    ("report.fr.webp", "maison-lumen", "fr"),
)
BOARD, STEP = "tandem-app", 3
POSTER, PERSONA = "tandem-app", "jo"


def main() -> None:
    """Make every picture, and print what changed."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        for picture, client, lang in REPORTS:
            keep(picture, screen_of_report(browser, folder, client, lang))
        for lang in LANGUAGES:
            for name, content in screens(browser, folder / f"room-{lang}", lang).items():
                keep(f"{name}.webp" if lang == "en" else f"{name}.{lang}.webp", content, flat=True)
        keep("board.webp", screen_of_board(browser, folder / "board"))
        keep("poster.webp", poster(folder))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(browser_path()),
            args=["--no-sandbox", "--disable-background-networking", "--hide-scrollbars"],
        )
        yield browser
        browser.close()


def screen_of_report(browser: Browser, folder: Path, client: str, lang: Language) -> bytes:
    """Return the decision page of an example's report, as it is on a screen."""
    theme = folder / "theme.yaml"
    theme.write_text("fonts: [Noto Sans]\n", encoding="utf-8")
    for font in FONTS.glob("NotoSans-*.ttf"):
        shutil.copy(font, folder / font.name)
    source = Path(str(resource("workshops"))) / client
    made = report(source, lang, as_of=DAY, out=folder / "outputs", theme=theme)
    page = browser.new_page(viewport=SCREEN, reduced_motion="reduce")
    page.goto(made.files[0].as_uri())
    page.evaluate("document.querySelector('#summary').scrollIntoView()")
    content = page.screenshot(animations="disabled")
    page.close()
    return content


def screen_of_board(browser: Browser, folder: Path) -> bytes:
    """Return the board of an example, as it is on a screen."""
    how = {"viewport": SCREEN, "reduced_motion": "reduce"}
    room = Room(browser, folder, BOARD, "en", how, step=STEP)
    board = room.page.locator(".pk-frame").bounding_box()
    assert board is not None
    clip = {**board, "height": SCREEN["height"] - board["y"]}
    content = room.page.screenshot(animations="disabled", clip=clip)
    room.close()
    return content


def poster(folder: Path) -> bytes:
    """Return the poster of an example."""
    source = Path(str(resource("workshops"))) / POSTER
    command = [sys.executable, "-m", "parcours_kit", "poster", str(source)]
    options = ["--persona", PERSONA, "--to", "png", "--out", str(folder / "outputs")]
    done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
    return Path(done.stdout.splitlines()[0]).read_bytes()


def keep(name: str, content: bytes, flat: bool = False) -> None:
    """Write a picture, unless the one that is there looks the same.

    Parameters
    ----------
    flat
        Whether it has a few colours and sharp edges: it keeps its size and loses nothing.
    """
    target = PICTURES / name
    with Image.open(BytesIO(content)) as made:
        picture = made.convert("RGB")
    if flat:
        picture = picture.quantize(COLOURS).convert("RGB")
    else:
        height = round(picture.height * WIDTH / picture.width)
        picture = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    if target.is_file():
        with Image.open(target) as before:
            if before.size == picture.size and _difference(before.convert("RGB"), picture) < SAME:
                print(f"{target}: unchanged")
                return
    picture.save(target, "WEBP", quality=80, method=6, lossless=flat)
    print(f"{target}: {target.stat().st_size // 1000} KB")


def _difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


if __name__ == "__main__":
    main()
