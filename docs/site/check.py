"""Look through a site that was built: broken links, and what is loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADING = {
    "link": "href",
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "embed": "src",
    "object": "data",
}
"""What a browser loads by itself, and by which attribute."""

NO_ASSET = {"next", "prev", "index", "search", "author", "canonical", "alternate"}
"""Relations of ``link`` that load nothing."""

GALLERY = "gallery"
"""The folder of files that commands made: their links are theirs, what they load is looked at."""

OUTSIDE = re.compile(r"url\(\s*['\"]?(?:https?:)?//|@import\s+['\"](?:https?:)?//")


class Page(HTMLParser):
    """The anchors of a page, its links, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag has."""
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in LOADING and given.get("rel", "") not in NO_ASSET and LOADING[tag] in given:
            self.loads.append(given[LOADING[tag]])


@cache
def _page(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def problems(site: Path) -> Iterator[str]:
    """Yield a line for each broken link and each asset from elsewhere."""
    for path in sorted(site.rglob("*.html")):
        if "_static" in path.parts:  # templates of the theme
            continue
        page = _page(path)
        name = path.relative_to(site)
        for loaded in page.loads:
            if urlsplit(loaded).netloc:
                yield f"{name}: loads {loaded}"
            elif not loaded.startswith("data:") and not _target(path, loaded).is_file():
                yield f"{name}: lacks {loaded}"
        if GALLERY in path.parts and path.name != "index.html":  # files as the commands write them
            continue
        for link in dict.fromkeys(page.links):
            yield from (f"{name}: {said}" for said in _broken(path, link))
    for path in sorted(site.rglob("*.css")):
        if OUTSIDE.search(path.read_text("utf-8", errors="replace")):
            yield f"{path.relative_to(site)}: loads from elsewhere"


def _target(path: Path, link: str) -> Path:
    return path.parent / unquote(urlsplit(link).path)


def _broken(path: Path, link: str) -> Iterator[str]:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return
    target = _target(path, link) if parts.path else path
    if not target.is_file():
        yield f"{link} leads nowhere"
    elif parts.fragment and target.suffix == ".html":
        anchors = _page(target.resolve()).anchors | _page(target).anchors
        if unquote(parts.fragment) not in anchors:
            yield f"{link}: no such place"
