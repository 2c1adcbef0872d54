"""One tab for the start: that of all clients goes when that of a client comes."""

import pytest
from playwright.sync_api import expect

from tests.browser.lab.hands import Mouse
from tests.browser.lab.jupyterlab_server import LONG, Notebook

pytestmark = [pytest.mark.browser, pytest.mark.soak]


def test_a_clients_start_takes_the_place_of_that_of_all_clients(start_lab):
    lab = start_lab()
    page = lab.page(**Mouse.HOW)
    lab.go(page)
    tabs = page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab")
    name = Notebook(page)(".parcours-widgets input[type=text]")
    name.wait_for(timeout=LONG)
    expect(tabs).to_have_count(1)
    name.fill("The Corner Bakery")
    page.get_by_role("button", name="Create", exact=True).click()
    page.locator(".parcours-links a").first.click(timeout=LONG)
    page.locator('.pk-frame[data-step="team"]').wait_for(timeout=LONG)
    expect(tabs).to_have_count(1)
    expect(tabs).to_contain_text("0_start.ipynb")
