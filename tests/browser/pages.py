"""Pages of one browser that start fast: in contexts that are kept, with a process that is there.

A context of its own for each page would start a profile and two processes for each. Pages of a
context share its storage, so each page has an address of its own wherever it keeps something.
"""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = ("--disable-site-isolation-trials", "--renderer-process-limit=1")
"""Options of Chromium with which all pages of a context are drawn by one process."""


class Pages:
    """New pages of one browser; those with the same options are in the same context."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._contexts: dict[str, BrowserContext] = {}

    def new_page(self, *, viewport: dict[str, int], **options: Any) -> Page:
        """Open a page, as a browser does; whoever opens it closes it."""
        key = json.dumps(options, sort_keys=True)
        if key not in self._contexts:
            context = self.browser.new_context(viewport=viewport, **options)
            context.new_page()  # it stays, and with it the process of those that follow
            self._contexts[key] = context
        page = self._contexts[key].new_page()
        page.set_viewport_size(viewport)
        return page
