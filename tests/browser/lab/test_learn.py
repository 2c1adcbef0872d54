"""Someone learns alone in JupyterLab: a case, the self-test, steps, feedback, the last page."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, attempts, record, self_test, start
from kit.studio.lessons.book import TO_START
from kit.studio.lessons.page_button import MAKE, OPEN
from kit.studio.notebooks.start import GO_LEARN
from tests.browser.lab.hands import Keys, Mouse
from tests.browser.lab.jupyterlab_server import LONG, Notebook
from tests.studio.learning import learners

pytestmark = [pytest.mark.browser, pytest.mark.soak]

CASE = "tandem-app"
HOSTILE = "<img src=x onerror=document.title=1>"


def look(page, name):
    """Keep a picture of a page where PARCOURS_PICTURES names a folder for them."""
    if folder := os.environ.get("PARCOURS_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def answer(hands, now, moment, count):
    """Answer the first questions of a self-test with the first choice of the file, and hand in."""
    question = now(f'form[data-moment="{moment}"] fieldset')
    question.nth(count - 1).wait_for(timeout=LONG)
    for n in range(count):
        choice = question.nth(n).locator('input[value="0"]')
        if isinstance(hands, Keys):
            # Of a group of choices Tab reaches the first; the arrows go along it.
            choice.focus()
            hands.page.keyboard.press("Space")
        else:
            hands.press(choice)
    hands.press(now(f'form[data-moment="{moment}"] button.first'))
    now(f'[data-piece="{moment}"]').wait_for(timeout=LONG)


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
    link = page.get_by_role("link", name=texts("en")(GO_LEARN))
    link.wait_for(timeout=LONG)
    folder = lab.folder / "workshops" / "zoe-martin"
    assert record(folder).case == CASE

    # What is known before.
    hands.press(link)
    asked = len(self_test(texts("en")))
    answer(hands, now, "before", asked)
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


@pytest.mark.parametrize(
    ("kind", "lang"), [(Mouse, "en"), (Keys, "fr")], ids=["mouse-en", "keyboard-fr"]
)
def test_a_student_s_day(start_lab, opened, violations, kind, lang):
    t = texts(lang)
    lab = start_lab(lang=lang, mode="learn", begun=False)
    folder = start(lab.folder / "workshops", "Zoé", CASE, lang).folder
    lab.arguments.insert(0, "zoe")
    lab.start()
    page = lab.page()
    hands, now = kind(page), Notebook(page)
    lab.go(page)

    # The printed command leads to the brief and the self-test.
    now('[data-view="test"] form').wait_for(timeout=LONG)
    assert urlsplit(page.url).path.endswith("/0_start.ipynb")
    assert page.get_by_text("onboarding-survey").count(), "the brief with its documents"
    shown = [
        [int(one.get_attribute("value")) for one in field.get_by_role("radio").all()]
        for field in now('form[data-moment="before"] fieldset').all()
    ]
    look(page, f"{lang}-start")
    assert any(order != sorted(order) for order in shown), "shuffled for each learner"
    answer(hands, now, "before", 4)
    again = now('[data-view="test"] .do button:visible').all_inner_texts()
    assert again == [], "not again at once"

    # The first step links back to them.
    hands.press(now(".way-on"))
    now.opened(1)
    assert now(".way-on").first.inner_text() == t(TO_START)
    hands.press(now('[data-do="hint"]'))
    now('[data-piece="hints"]').wait_for()
    hands.press(now('[data-do="check"]'))
    now('[data-piece="feedback"]').wait_for(timeout=LONG)
    assert record(folder).hints == {"persona": 1}
    look(page, f"{lang}-step-1")

    # The day's work: in part good, in part hostile words.
    text = learners.text(CASE, lang, CASE)
    hostile = text.replace("solution: ", f"solution: '{HOSTILE}' #", 1)
    (folder / "workshop.yaml").write_text(hostile, "utf-8")
    for step in STEPS[:5]:
        passed = attempts.Attempt(step=step, at=attempts.now(), score=90, passed=True)
        attempts.add(folder, passed)
    lab.go(page, "workshops/zoe/notebooks/6_improvements.ipynb")
    now.opened(6)
    assert now(".step-head .done").count() == 5, "which steps are passed is seen"
    hands.press(now('[data-do="check"]'))
    now('[data-piece="feedback"]').wait_for(timeout=LONG)
    assert record(folder).of("improvements")[-1].passed
    assert page.title() != "1", "nothing that was typed is run"

    # The self-test again, what was gained, and a page to take home.
    hands.press(now('[data-view="test"] .do button:visible').first)
    answer(hands, now, "after", len(self_test(t)))
    now('[data-piece="compared"]').wait_for(timeout=LONG)
    assert page.locator(".parcours-lesson script, .parcours-lesson img[src=x]").count() == 0
    hands.press(page.get_by_role("button", name=t(MAKE)))
    link = page.get_by_role("link", name=t(OPEN))
    link.wait_for(timeout=LONG)
    look(page, f"{lang}-end")
    made = lab.folder / "outputs" / "zoe" / "learned.html"
    assert t("What I learned") in made.read_text("utf-8")
    home = opened(made.read_bytes(), 390)
    assert home.asked == home.said == []
    assert violations(home) == {}
    assert home.title() != "1"
    assert home.locator("main img").count() == 0
