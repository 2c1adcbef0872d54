"""The room's button in a browser, with the widget behind it: closed, opened, joined by a phone."""

import json
import shutil
import subprocess
import sys

import pytest

from kit.i18n import texts
from kit.resources import resource
from kit.room import access
from kit.studio import STATIC
from kit.studio.facilitation.room_button import RoomButton

pytestmark = pytest.mark.browser

HOST = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Room</title>
<meta name="viewport" content="width=device-width">
<style>body {{ margin: 8px }} {css}</style></head>
<body><main><h1>Room</h1><div id="el"></div></main><script type="module">
const source = new Blob([{source}], {{type: "text/javascript"}});
const widget = await import(URL.createObjectURL(source));
const state = {state};
const model = {{
  get: (name) => state[name],
  send: (message) => window.toKernel(message),
  on: (_, heard) => (window.fromKernel = heard),
  off: () => {{}},
}};
widget.default.render({{ model, el: document.getElementById("el") }});
</script></body></html>"""


def inlined(value):
    return json.dumps(value).replace("<", "\\u003c")


@pytest.fixture
def client(tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("s")))
    folder = tmp_path / "workshops" / "a-revoir"
    shutil.copytree(resource("workshops") / "a-revoir", folder)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as jupyterlab:
        monkeypatch.setenv("JPY_PARENT_PID", str(jupyterlab.pid))
        yield folder
        if found := access.find(folder):
            access.end_rooms_with(found.with_process)


@pytest.mark.parametrize(
    ("lang", "width"), [("fr", 900), pytest.param("en", 390, marks=pytest.mark.soak)]
)
def test_a_room_is_opened_and_joined_from_a_notebook(chromium, violations, client, lang, width):
    button = RoomButton(client, texts(lang))
    page = chromium.new_page(viewport={"width": width, "height": 700})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    waiting = []
    button.send = waiting.append

    def to_kernel(message):
        if "open" in message:
            button.open_room({**message["open"], "network": "127.0.0.1"})
        else:
            button.look()

    def settle(selector):
        for _ in range(200):
            while waiting:
                page.evaluate("(message) => window.fromKernel(message)", waiting.pop(0))
            if page.locator(selector).is_visible():
                return
            page.wait_for_timeout(100)
        pytest.fail(page.content())

    page.expose_function("toKernel", to_kernel)
    state = {name: getattr(button, name) for name in ("lang", "texts", "theme")}
    css, source = ((STATIC / f"room_button.{end}").read_text("utf-8") for end in ("css", "js"))
    page.set_content(HOST.format(lang=lang, css=css, source=inlined(source), state=inlined(state)))
    page.locator("summary").click()
    settle("form")
    assert not violations(page)
    page.locator("form button").click()
    settle(".code")
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    code, address = page.inner_text(".code"), page.inner_text(".address")
    phone = chromium.new_page(viewport={"width": 390, "height": 700})
    phone.goto(f"{address}/#{code}")
    phone.wait_for_selector("#question")
    for name in (0, 1):  # the projector, then the desk
        opened = chromium.new_page()
        opened.goto(page.locator("a.page").nth(name).get_attribute("href"))
        opened.locator("#joined", has_text="1").wait_for()
    assert errors == []
