"""The trainer's page of marks: in a browser, wide and narrow, with nothing asked from anywhere."""

from datetime import date

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, attempts, case, grades, self_test, sit, start
from kit.studio.learning.feedback import attempt
from kit.studio.learning.grade_page import as_html
from tests.studio.learning import learners

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["fr", "en"])
def page_of(request, tmp_path_factory):
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
        made.append(grades.grade(folder, texts(lang), as_of=date(2026, 11, 22)))
    return as_html(made, texts(lang), date(2026, 11, 22))


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_is_accessible_and_fits(opened, violations, page_of, width):
    page = opened(page_of, width)
    assert not page.asked
    assert not page.said
    assert violations(page) == {}
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0, "nothing is cut off at the side"
