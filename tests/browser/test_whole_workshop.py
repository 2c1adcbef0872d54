"""A whole workshop by real browsers: nine phones, the projector and the desk, to the last round."""

import difflib
import shutil
from pathlib import Path

import axe_playwright_python
import pytest

from kit.resources import resource
from kit.workshop.sessions import sessions
from tests.browser.rooms import LedRoom, qr_codes
from tests.browser.webkit import missing, webkit

pytestmark = [pytest.mark.browser, pytest.mark.soak]

CLIENTS = {"fr": ("a-revoir", "", 2), "en": ("tandem-app", "signing-up", 13)}
"""The client of each language, the stage that is scored, and how many improvements it has."""

SAID = {
    "taken": {"fr": "Repris dans la carte", "en": "Taken into the map"},
    "answered": {"fr": "Ont répondu\xa0: 9 sur 9", "en": "Answered: 9 of 9"},
    "begun": {"fr": "en cours\xa0: 9", "en": "begun: 9"},
    "sent": {"fr": "Tout est envoyé", "en": "All sent"},
    "part": {"fr": "Pas encore terminé", "en": "Not finished yet"},
    "send": {"fr": "Envoyer", "en": "Send"},
    "next": {"fr": "Suivant", "en": "Next"},
    "before": {"fr": "Avant la discussion", "en": "Before the discussion"},
}
QUESTIONS = {
    "notes": {"fr": "Que faut-il ne pas oublier", "en": "What should not be forgotten"},
    "scores": {"fr": "Que ressent", "en": "What does"},
    "dots": {"fr": "Quels irritants", "en": "Which pain points"},
    "placements": {"fr": "Combien cela changerait-il", "en": "How much would it change"},
    "feedback": {"fr": "Comment s’est passé", "en": "How was the workshop"},
}
NOTES = {
    "fr": ("La file est longue", "Une longue file", "Pas de parking"),
    "en": ("The queue is long", "A long queue", "Nowhere to park"),
}
OPTIONS = {"fr": ("Tout de suite", "Au printemps"), "en": ("Right away", "In spring")}
ASKED = {"fr": "Quand commençons-nous ?", "en": "When do we begin?"}

BEFORE, AFTER = (-2, 2, -2, 2, -1, 2, -2, 2, 1), (1, 1, 0, 1, 2, 1, 1, 0, 1)
"""The scores of the nine at the first moment: far apart, and after the talk in the middle."""

PART = ("scores", "again", "placements")
"""The rounds of which no phone answers all."""

RELOADING = {"scores": 0, "dots": 5, "feedback": 8}
"""The phones that reload after they have answered, by round."""

EXPECTED = Path(__file__).parent / "expected"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


class Workshop:
    """A workshop as its trainer leads it, round by round."""

    def __init__(self, led, lang, violations, phones):
        self.led, self.lang, self.violations, self.phones = led, lang, violations, phones
        self.projector = led.page(led.site.projector, 1920, 1080, lang)
        self.desk = led.page(led.site.desk_page, 1920, 1080, lang)
        self.number = 0

    def said(self, name, phone=0):
        """Return a text in the trainer's language, or in that of a phone."""
        return SAID[name][self.lang if phone % 2 == 0 else "en" if self.lang == "fr" else "fr"]

    def open(self, name):
        """Open a round that the map suggests."""
        self.number += 1
        row = self.desk.locator("#propose li", has_text=QUESTIONS[name][self.lang]).first
        row.get_by_role("button").click()
        self.shown()

    def shown(self):
        """Wait until every phone shows the round that is open."""
        heading = self.desk.locator("#rounds h3", has_text=f"{self.number}. ").first
        question = heading.inner_text().partition(". ")[2]
        for phone in self.phones:
            phone.find(".tag.open")
            phone.find("#question", question)

    def answer(self, name, given):
        """Let every phone answer, and some of them reload; look at the pages before and after."""
        for number, phone in enumerate(self.phones):
            given(number, phone)
        sent, answered = ("part", "begun") if name in PART else ("sent", "answered")
        for number, phone in enumerate(self.phones):
            phone.find("#queue", self.said(sent, number))
        if (reloading := RELOADING.get(name)) is not None:
            self.reload(self.phones[reloading], reloading, sent)
        self.projector.get_by_text(self.said(answered)).wait_for()
        self.look(f"{self.number} {name}")

    def reload(self, phone, number, sent):
        """Load a phone's page again, and expect its answers in it."""
        before = phone.evaluate(ANSWERED)
        phone.reload()
        phone.find("#queue", self.said(sent, number))
        if phone.evaluate("return Boolean(document.getElementById('item'))"):
            phone.click(".steps button")  # it goes on at the next moment
        assert phone.evaluate(ANSWERED) == before

    def reveal(self, name, take=True):
        """Reveal the round, look at the pages, and take it into the map."""
        self.desk.locator(f"#reveal-{self.number}").click()
        for phone in self.phones:
            phone.find(".tag.revealed")
        self.projector.locator("main table").wait_for()
        self.look(f"{self.number} {name} revealed")
        if take:
            self.desk.locator(f"#take-{self.number}").click()
            if (name, self.lang) == ("again", "en"):  # the map has more scores of the second moment
                self.desk.locator(f"#replace-{self.number}").click()
            tag = self.desk.locator("#rounds article").first.locator(".tag")
            tag.get_by_text(self.said("taken")).wait_for()

    def look(self, name):
        """Expect nothing beside a screen, and nothing wrong for a screen reader."""
        for page in (self.projector, self.desk):
            assert self.violations(page) == {}, name
            assert page.evaluate(BESIDE) == [], name
        for phone in self.phones:
            assert phone.evaluate(f"return ({BESIDE})()") == [], name
        for phone in self.phones[2:4]:
            assert phone.evaluate(f"{AXE}; return axe.run().then({FOUND})") == [], name


ANSWERED = """return [...document.querySelectorAll("input:checked, output, textarea")]
  .map((one) => one.value)"""
BESIDE = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  return width > 1 && one.checkVisibility() && (left < 0 || right > innerWidth + 1);
}).map((one) => one.outerHTML.slice(0, 200))"""
FOUND = "({ violations }) => violations.map((one) => [one.id, one.nodes[0].html])"


@pytest.fixture
def lead(chromium, tmp_path, tmp_path_factory, monkeypatch, violations):
    """Open a room with nine phones, one at 320 pixels; of WebKit's the third."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("s")))
    closing = []

    def lead(lang, safari=None):
        folder = tmp_path / "workshops" / CLIENTS[lang][0]
        shutil.copytree(resource("workshops") / CLIENTS[lang][0], folder)
        led = LedRoom(chromium, folder, lang)
        closing.append(led)
        other = "en" if lang == "fr" else "fr"
        phones = []
        for n in range(9):  # each joins before the next: notes stand in that order
            width, said = 320 if n == 3 else 390, lang if n % 2 == 0 else other
            if n == 2 and safari:
                safari.open(led.room.address, width, 700)
                if said == "fr":
                    safari.click("#language", "FR")
                phones.append(safari)
            else:
                phones.append(led.phone(width, said))
            phones[-1].find("#question")
        return Workshop(led, lang, violations, phones)

    yield lead
    for one in closing:
        one.close()


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_a_whole_workshop_in_french_with_a_phone_in_webkit(lead, tmp_path_factory):
    with webkit(tmp_path_factory.mktemp("w")) as safari:
        whole_workshop(lead("fr", safari))


def test_a_whole_workshop_in_english(lead):
    whole_workshop(lead("en"))


def whole_workshop(workshop):
    led, lang = workshop.led, workshop.lang
    workshop.projector.wait_for_selector("#qr svg")
    codes = qr_codes(workshop.projector.screenshot())
    assert codes == {led.room.address, "WIFI:T:WPA;S:Atelier;P:secret-42;;"}
    workshop.projector.locator("#joined", has_text="9").wait_for()
    workshop.look("0 lobby")

    for name in ("notes", "scores"):
        if name == "scores":
            row = workshop.desk.locator("#propose li", has_text=QUESTIONS[name][lang]).first
            row.locator("select").select_option(CLIENTS[lang][1])
        workshop.open(name)
        workshop.answer(name, {"notes": write_note(workshop), "scores": score(BEFORE)}[name])
        if name == "notes":
            assert NOTES[lang][0] not in workshop.projector.content()
            merge_and_take(workshop)
        else:
            workshop.reveal(name, take=False)
    workshop.desk.locator(f"#repeat-{workshop.number}").click()
    workshop.number += 1
    workshop.shown()
    workshop.answer("again", score(AFTER))
    workshop.reveal("again")
    workshop.projector.get_by_text(workshop.said("before")).first.wait_for()

    workshop.open("dots")
    workshop.answer("dots", give_dots)
    workshop.reveal("dots")
    own_choice(workshop)
    workshop.answer("choice", lambda n, phone: phone.click(".list label", at=n % 3 // 2))
    workshop.reveal("choice")
    workshop.open("placements")
    workshop.answer("placements", place)
    workshop.reveal("placements")
    workshop.open("feedback")
    workshop.answer("feedback", give_feedback(lang))
    workshop.reveal("feedback", take=False)

    compare(workshop)
    assert led.errors == []


def write_note(workshop):
    def write(number, phone):
        phone.type("#note", NOTES[workshop.lang][number % 3])
        phone.click("form button.main")
        phone.find("li")

    return write


def merge_and_take(workshop):
    workshop.desk.locator("#reveal-1").click()
    workshop.projector.get_by_text(NOTES[workshop.lang][0]).first.wait_for()
    for box in workshop.desk.locator("#rounds input[type=checkbox]").all():
        box.check()
    workshop.look("1 notes revealed")
    workshop.desk.locator("#take-1").click()
    workshop.desk.locator("#notice", has_text=workshop.said("taken")).wait_for()


def score(scores):
    def give(number, phone):
        phone.click(".scale label", at=scores[number] + 2)
        phone.choose("#word", "satisfied" if scores[number] > 0 else "disappointed")
        if number == 4:
            phone.type("#thought", "Enfin <b>!</b>")
        if number % 2 == 0:
            phone.click(".steps button", at=1)
            phone.find(".steps button:not([disabled])")
            phone.click(".scale label", at=2)

    return give


def give_dots(number, phone):
    for _ in range(2):
        phone.click(".dot:nth-of-type(1) button:last-child")
    phone.click(".dot:nth-of-type(2) button:last-child")


def own_choice(workshop):
    desk, lang = workshop.desk, workshop.lang
    desk.select_option("#own-kind", "choice")
    desk.fill("#own-question", ASKED[lang])
    desk.fill("#own-options", "\n".join(OPTIONS[lang]))
    desk.locator("#propose form button").click()
    workshop.number += 1
    workshop.shown()


def place(number, phone):
    phone.click("fieldset:nth-of-type(1) label", at=(4, 3, 2)[number % 3])
    phone.click("fieldset:nth-of-type(2) label", at=(1, 1, 2)[number % 3])


def give_feedback(lang):
    def give(number, phone):
        phone.click("fieldset:nth-of-type(1) label", at=4 - number % 2)
        phone.click("fieldset:nth-of-type(2) label", at=4)
        if number == 1:
            phone.type("#text-helped", "<script>alert(1)</script>")
            phone.click("h2")

    return give


def compare(workshop):
    """Compare the client's file, and what the report of the session says, with what is expected."""
    folder = workshop.led.folder
    before = (resource("workshops") / folder.name / "workshop.yaml").read_text("utf-8")
    after = (folder / "workshop.yaml").read_text("utf-8")
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    changes = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    expected = (EXPECTED / f"workshop.{workshop.lang}.diff").read_text("utf-8")
    assert changes == expected.splitlines()
    (session,) = sessions(folder)
    assert [one.kind for one in session.rounds] == [
        *("notes", "scores", "scores", "dots", "choice", "impact-effort", "feedback")
    ]
    ((before_talk, after_talk),) = session.repeated
    assert (before_talk.items[0].score.median, after_talk.items[0].score.median) == (1, 1)
    assert (before_talk.items[0].score.apart, after_talk.items[0].score.apart) == (True, False)
    assert {one.n for one in session.rounds} == {9}
