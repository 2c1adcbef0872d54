"""The trainer's page of marks: in a browser, wide and narrow, with nothing asked from anywhere."""

import json
import re
from datetime import date

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, attempts, case, grades, self_test, sit, start
from kit.studio.learning.feedback import attempt
from kit.studio.learning.grade_page import as_html
from kit.studio.learning.learner_page import as_html as learner_page
from tests.studio.learning import learners

pytestmark = pytest.mark.browser


HOSTILE = "<img src=x onerror=document.title=1><svg onload=alert(1)>{{7*7}}"
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module", params=["fr", "en"])
def marked(request, tmp_path_factory):
    """The language and the grades of a class, one of whom has hostile words in every text."""
    root = tmp_path_factory.mktemp("class")
    lang = request.param
    made = []
    t, told = texts(lang), case("le-comptoir", lang)
    right = [question.right for question in self_test(t)]
    for name, text in (
        ("Alice", learners.text("le-comptoir", lang, "le-comptoir")),
        ("Bob", learners.text("le-comptoir", lang, "poor")),
        ("Chloe", told.start),
        ("Dora", told.model_file.read_text("utf-8")),
    ):
        folder = start(root, name, "le-comptoir", lang).folder
        (folder / "workshop.yaml").write_text(text, "utf-8")
        sit(folder, "before", right)
        for step in STEPS:
            attempt(folder, step, t)
            attempts.open_model(folder, step)
        made.append(grades.grade(folder, texts(lang), as_of=DAY))
    text = learners.text("le-comptoir", lang, "le-comptoir")
    folder = start(root, "Eve", "le-comptoir", lang).folder
    name = json.dumps(HOSTILE)
    hostile = re.sub(
        r"(?m)^( +(?:- )?(?:text|name|solution|what|where|who|owner|due)): .*", rf"\1: {name}", text
    )
    (folder / "workshop.yaml").write_text(hostile, "utf-8")
    evil = folder.rename(root / "<img src=x onerror=alert(1)>")
    made.append(grades.grade(evil, texts(lang), as_of=DAY))
    assert not made[-1].fault
    return lang, made


@pytest.fixture(scope="module")
def page_of(marked):
    lang, made = marked
    return as_html(made, texts(lang), DAY)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_is_accessible_and_fits(opened, violations, page_of, width):
    page = opened(page_of, width)
    assert not page.asked
    assert not page.said
    assert violations(page) == {}
    assert page.locator("img[src=x], svg[onload], script").count() == 0
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0, "nothing is cut off at the side"


@pytest.mark.parametrize(
    ("learner", "width"), [(0, 390), (1, 1440), pytest.param(-1, 390, marks=pytest.mark.soak)]
)
def test_a_learner_s_page_is_accessible_and_runs_nothing(
    opened, violations, marked, learner, width
):
    lang, made = marked
    page = opened(learner_page(made[learner], texts(lang), DAY), width)
    title = page.title()
    for summary in page.locator("summary").all():
        summary.click()
    assert page.asked == page.said == []
    assert page.title() == title != "1"
    assert violations(page) == {}
    assert page.locator("img, svg[onload], script").count() == 0
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0, "nothing is cut off at the side"
    others = [one.learner for one in made if one is not made[learner]]
    body = page.locator("body").inner_text()
    assert not [name for name in others if name in body]
