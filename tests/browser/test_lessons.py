"""What a learner sees, in a browser: by keyboard, wide and narrow, in both languages."""

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, attempts, record
from kit.studio.learning.selftest import choice_orders
from tests.browser.fingers import AT_REST
from tests.browser.lessons import ORIGIN, Lessons
from tests.browser.waiting import settle

pytestmark = pytest.mark.browser

STEP = ("exercise", "check", "progress")


@pytest.fixture
def lessons(pages, tmp_path):
    made = []

    def lessons(part="pain-points", views=STEP, name="tandem-app", lang="en", **how):
        made.append(Lessons(pages, tmp_path / str(len(made)), name, lang, part, views, **how))
        return made[-1]

    yield lessons
    for one in made:
        one.close()
        assert one.said == []
        assert [url for url in one.asked if not url.startswith((ORIGIN, "data:"))] == []


def focused(page):
    return page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize(("lang", "width"), [("fr", 1440), ("en", 390)])
def test_a_step_is_learned_by_keyboard_alone(lessons, violations, lang, width):
    one = lessons(lang=lang, width=width, answer="poor")
    page = one.page
    hint = page.locator('[data-do="hint"]')
    for level in (1, 2, 3):
        hint.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            f"document.querySelectorAll('[data-piece=hints] .heading').length === {level}"
        )
        assert str(level) in focused(page)
    assert hint.is_hidden()
    assert page.locator('[data-do="model"]').is_hidden()
    page.locator('[data-do="check"]').focus()
    page.keyboard.press("Enter")
    page.locator('[data-piece="feedback"]').wait_for()
    assert focused(page) == {"fr": "Votre travail jusqu’ici", "en": "Your work so far"}[lang]
    quoted = {"fr": "C'est trop compliqué", "en": "It is too complicated"}[lang]
    assert quoted in page.locator('[data-piece="feedback"]').inner_text()
    page.locator('[data-do="model"]').focus()
    page.keyboard.press("Enter")
    page.locator('[data-piece="model"]').wait_for()
    assert page.locator('[data-piece="model"] img').count()
    page.locator("details").first.locator("summary").click()
    settle(page, AT_REST)  # it scrolls to what is new
    assert violations(page) == {}
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0, "nothing is cut off at the side"
    assert record(one.folder).hints == {"pain-points": 3}
    assert len(record(one.folder).attempts) == 1


@pytest.mark.parametrize(("lang", "width"), [("fr", 390), ("en", 1440)])
def test_the_self_test_is_taken_twice_and_compared(lessons, violations, lang, width):
    one = lessons("start", ("test", "progress"), lang=lang, width=width)
    page = one.page

    def answer(numbers):
        for question, choice in enumerate(numbers):
            # A choice is known by its number: where it stands is the learner's own.
            field = page.locator("fieldset").nth(question)
            field.locator(f'input[type="radio"][value="{choice}"]').focus()
            page.keyboard.press("Space")
        page.locator("form button").focus()
        page.keyboard.press("Enter")

    assert violations(page) == {}
    first = page.locator("fieldset").first.get_by_role("radio")
    shown = [int(radio.get_attribute("value")) for radio in first.all()]
    assert shown == list(choice_orders("alice", "before", texts(lang))[0])
    answer([0, 1, 0])
    page.locator('[data-piece="before"]').wait_for()
    assert page.locator("form").count() == 0
    assert page.locator('[data-piece="before"] .card').count() == 0, "nothing is explained yet"
    assert record(one.folder).tests["before"].choices == (0, 1, 0, *[None] * 12)
    again = page.locator('[data-view="test"] .do button')
    assert again.first.is_hidden()
    assert again.last.is_hidden(), "taken again at once, it would show nothing"
    for step in STEPS:
        now = attempts.Attempt(step=step, at=attempts.now(), score=70, passed=True)
        attempts.add(one.folder, now)
    one.refresh()
    page.locator('[data-view="test"] .do button:visible').click()
    answer([1, 2, 1, 2, 1, 2, 2, 1, 0, 0])
    page.locator('[data-piece="compared"]').wait_for()
    assert page.locator('[data-piece="compared"] tbody tr').count() == 15
    assert page.locator('[data-piece="before"] .card').count() == 15
    settle(page, AT_REST)
    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_is_unfolded_stays_open_and_a_fault_is_said(lessons):
    one = lessons(answer="poor")
    page = one.page
    brief = page.locator("details").first
    brief.locator("summary").click()
    page.locator('[data-do="hint"]').click()
    page.locator('[data-piece="hints"]').wait_for()
    assert brief.get_attribute("open") is not None
    (one.folder / "workshop.yaml").write_text("client: {nam: <img src=x>}\n")
    page.locator('[data-do="check"]').click()
    page.get_by_role("alert").filter(has_text="workshop.yaml:1").wait_for()
    assert page.locator("img").count() == 0


def test_hostile_words_come_back_as_words(lessons):
    one = lessons(answer="poor")
    path = one.folder / "workshop.yaml"
    hostile = "<img src=x onerror=document.title=1>{{7*7}}"
    path.write_text(
        path.read_text("utf-8").replace("It is too complicated", f'"{hostile}"'), "utf-8"
    )
    one.page.locator('[data-do="check"]').click()
    one.page.locator('[data-piece="feedback"]').wait_for()
    assert hostile in one.page.locator('[data-piece="feedback"]').inner_text()
    assert one.page.locator('[data-piece="feedback"] img').count() == 0
    assert one.page.title() == "Lesson"
