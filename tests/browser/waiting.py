"""Wait for a promise of a page.

The browser's debugging protocol holds the promise that it waits for weakly: one that nothing else
in the page holds may be collected while it is pending, and the wait fails ("Resulting promise was
garbage collected"). Each promise waited for here is held by the page's window until it is settled.
"""

from __future__ import annotations

from playwright.sync_api import Page

HELD = """async () => {
  const held = (window.heldPromises ??= new Set());
  const one = Promise.resolve(%s);
  held.add(one);
  try { await one; } finally { held.delete(one); }
}"""


def settle(page: Page, promise: str) -> None:
    """Wait until a promise, written as a JavaScript expression, is fulfilled."""
    page.evaluate(HELD % promise)
