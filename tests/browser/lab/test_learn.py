"""Someone learns alone in JupyterLab: a case, the self-test, steps, feedback, the model answer."""

from __future__ import annotations

import pytest

from kit.i18n import texts
from kit.studio.learning import record, self_test
from tests.browser.lab.hands import Mouse
from tests.browser.lab.jupyterlab_server import LONG, Notebook

pytestmark = [pytest.mark.browser, pytest.mark.soak]


def test_a_learner_works_on_a_case_and_is_told_what_is_missing(start_lab):
    lab = start_lab(mode="learn")
    page = lab.page()
    hands, now = Mouse(page), Notebook(page)
    lab.go(page)

    # A case under one's own name.
    name = now(".parcours-widgets input[type=text]")
    name.wait_for(timeout=LONG)
    hands.write(name, "Zoé Martin")
    hands.choose(now(".parcours-widgets select").nth(0), "Tandem: sharing the bills in an app")
    hands.press(page.get_by_role("button", name="Start", exact=True))
    link = page.get_by_role("link", name="Open the start page")
    link.wait_for(timeout=LONG)
    folder = lab.folder / "workshops" / "zoe-martin"
    assert record(folder).case == "tandem-app"

    # What is known before.
    hands.press(link)
    question = now('form[data-moment="before"] fieldset')
    asked = len(self_test(texts("en")))
    question.nth(asked - 1).wait_for(timeout=LONG)
    for n in range(asked):
        hands.press(question.nth(n).locator('input[value="0"]'))
    hands.press(now('form[data-moment="before"] button.first'))
    now('[data-piece="before"]').wait_for()
    assert record(folder).tests["before"].choices == (0,) * asked

    # A step of one's own, hinted at and checked.
    hands.press(now(".step-head nav a").nth(1))
    now.opened(2)
    hands.press(now('[data-do="hint"]'))
    now('[data-piece="hints"]').wait_for()
    hands.enter(now('[data-quick="stages"]'), "Register online")
    assert now.saved(folder).stages[-1].name == "Register online"
    assert now('[data-do="model"]').is_hidden()
    hands.press(now('[data-do="check"]'))
    now('[data-piece="feedback"]').wait_for()
    assert "Register online" in now('[data-piece="feedback"]').inner_text()
    hands.press(now('[data-do="model"]'))
    now('[data-piece="model"]').wait_for(timeout=LONG)
    taken = record(folder)
    assert taken.hints == {"stages": 1}
    assert [attempt.step for attempt in taken.attempts] == ["stages"]

    # What is learned is not lost with the page: after an attempt the model answer can be read.
    page.reload()
    now.opened(2)
    now('[data-do="model"]').wait_for(timeout=LONG)
    assert now('[data-card="register-online"]').is_visible()
