"""Hostile texts in real pages, the policy that would stop them lifted: nothing of them runs."""

import re

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kit.exports import html
from kit.report import open_report
from kit.workshop import text_of
from tests.hostile.planting import naughty, planted, refused, xss
from tests.sections.conftest import undrawn

__all__ = ["undrawn"]

pytestmark = pytest.mark.browser

PAGES = 20
SOON = 3
"""Every so many pages are opened each time, all of them in the soak."""
POLICY = re.compile(rb'<meta[^>]+http-equiv="?Content-Security-Policy[^>]*>', re.IGNORECASE)
TRAP = """
for (const name of ['alert', 'prompt', 'confirm', 'open']) {
  window[name] = (...all) => { window.ran = `${name}(${all})`; };
}
"""


def texts_of(number):
    strings = [*xss(), *(s for s in naughty() if not refused(s))]
    return strings[number::PAGES]


def page(strings, folder):
    file = folder / "workshop.yaml"
    file.write_text(text_of(planted(*strings)), encoding="utf-8")
    report = open_report(str(file), "en", "working", "2026-11-22")
    shown = [report, *(report.section(id) for id in report.sections)]
    outputs = [
        new_output("execute_result", one._repr_mimebundle_(), execution_count=1) for one in shown
    ]
    notebook = new_notebook(cells=[new_code_cell("…", outputs=[o]) for o in outputs])
    content = html.export(notebook)
    assert POLICY.search(content)
    return POLICY.sub(b"", content)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(number, marks=() if number % SOON == 0 else pytest.mark.soak)
        for number in range(PAGES)
    ],
)
@pytest.mark.usefixtures("undrawn")
def test_nothing_runs_and_texts_read_as_typed(number, chromium, tmp_path):
    strings = texts_of(number)
    file = tmp_path / "page.html"
    file.write_bytes(page(strings, tmp_path))
    context = chromium.new_context()
    asked, said, dialogs = [], [], []
    try:
        opened = context.new_page()
        opened.add_init_script(TRAP)
        opened.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.goto(file.as_uri())
        opened.mouse.move(200, 300)
        opened.keyboard.press("Tab")
        for details in opened.locator("details").all():
            details.evaluate("element => { element.open = true }")
        opened.wait_for_timeout(100)
        assert opened.evaluate("window.ran") is None
        assert (dialogs, said) == ([], [])
        assert [u for u in asked if u != file.as_uri() and not u.startswith("data:")] == []
        assert opened.locator("script, iframe, object, embed, form, base").count() == 0
        shown = opened.eval_on_selector_all(
            "bdi.words[lang=fr]", "all => all.map(one => one.textContent.trim())"
        )
    finally:
        context.close()
    typed = {read(s) for s in strings} | {read(s.removesuffix(".")) for s in strings}
    strange = {read(s) for s in shown if not s.endswith("…")} - typed
    assert strange == set()
    whole = {read(s) for s in shown}
    assert len([s for s in strings if read(s) in whole]) >= len(strings) - 1


def read(text):
    return re.sub(r"\s+", " ", text).strip()
