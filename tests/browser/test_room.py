"""A workshop in a room, by real browsers: the projector, the trainer's desk, and phones."""

import shutil

import pytest

from kit.resources import resource
from kit.workshop import load
from kit.workshop.sessions import sessions
from tests.browser.rooms import LedRoom, qr_codes
from tests.room.phone import Phone

pytestmark = pytest.mark.browser

LANGUAGES = ("fr", "en")
WIDTHS = (390, 320, 390)


@pytest.fixture
def workshop(chromium, tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("s")))
    folder = tmp_path / "workshops" / "a-revoir"
    shutil.copytree(resource("workshops") / "a-revoir", folder)
    led = LedRoom(chromium, folder)
    yield led
    led.close()


def opened_phones(workshop, count):
    address = workshop.room.address
    return [workshop.page(address, WIDTHS[n % 3], 700, LANGUAGES[n % 2]) for n in range(count)]


def all_sent(phone):
    waits = "() => Object.keys(localStorage).some((key) => key.startsWith('parcours-room:a:'))"
    for _ in range(400):  # the page's policy forbids Playwright's own waiting, which needs eval
        if not phone.evaluate(waits):
            return
        phone.wait_for_timeout(50)
    pytest.fail(phone.inner_text("#queue"))


def on_desk(desk, button, row=None):
    """Press a button of the desk, in the row of a proposal or by its id."""
    if row:
        desk.locator("#propose li", has_text=row).get_by_role("button").click()
    else:
        desk.locator(f"#{button}").click()


def fits(phone):
    """Return whether nothing is beside the screen."""
    return phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def lead(workshop, violations, count, checked):
    """Lead a workshop from notes to dots; ``checked`` phones are looked at with axe."""
    projector = workshop.page(workshop.site.projector, 1920, 1080)
    desk = workshop.page(workshop.site.desk_page, 1280, 900)
    projector.wait_for_selector("#qr svg")
    assert workshop.room.address in qr_codes(projector.screenshot())
    assert any(
        text.startswith("WIFI:") and "Atelier" in text for text in qr_codes(projector.screenshot())
    )
    phones = opened_phones(workshop, count)
    looked_at = phones[:checked]

    def look(*pages):
        for page in pages:
            assert not violations(page)
        assert all(fits(phone) for phone in phones)

    for phone in phones:
        phone.wait_for_selector("#question")
    look(projector, *looked_at)

    on_desk(desk, "", row="Que faut-il ne pas oublier")
    for number, phone in enumerate(phones):
        phone.wait_for_selector("#note")
        phone.fill("#note", ("La file est longue", "Une longue file", "Pas de parking")[number % 3])
        phone.keyboard.press("Tab")
        phone.keyboard.press("Enter")
    look(*looked_at)
    for phone in phones:
        all_sent(phone)
    phones[-1].reload()
    phones[-1].wait_for_selector("li")  # its own note is there again
    projector.get_by_text(f"Ont répondu\xa0: {count} sur {count}").wait_for()
    assert "La file est longue" not in projector.content()
    on_desk(desk, "reveal-1")
    projector.get_by_text("La file est longue").first.wait_for()
    desk.locator("#rounds input[type=checkbox]").first.check()
    on_desk(desk, "take-1")
    desk.locator("#notice", has_text="Repris dans la carte").wait_for()
    look(desk, projector)

    for number, step in ((2, "scores"), (3, "again")):
        if step == "scores":
            on_desk(desk, "", row="Que ressent")
        else:
            on_desk(desk, "repeat-2")
        for place, phone in enumerate(phones):
            phone.locator(".tag", has_text="Ouvert" if place % 2 == 0 else "Open").wait_for()
            phone.wait_for_selector("#item")
            # At first the two extremes, after the talk all in the middle.
            wanted = (0 if place % 2 else 4) if step == "scores" else 3
            phone.locator(".scale input").nth(wanted).check()
            phone.select_option("#word", "satisfied")
        look(*looked_at)
        for phone in phones:
            all_sent(phone)
        on_desk(desk, f"reveal-{number}")
        projector.get_by_text("Médiane").first.wait_for()
    assert projector.get_by_text("Avant la discussion").count() == 1
    look(projector, desk, *looked_at)
    on_desk(desk, "take-3")
    desk.locator("#notice", has_text="Repris dans la carte").wait_for()

    on_desk(desk, "", row="Quels irritants")
    for phone in phones:
        phone.wait_for_selector(".dot")
        for _ in range(2):
            phone.locator(".dot button").nth(1).click()
    look(*looked_at)
    for phone in phones:
        all_sent(phone)
    on_desk(desk, "reveal-4")
    projector.get_by_text(f"Gommettes\xa0: {2 * count}").wait_for()
    on_desk(desk, "take-4")
    desk.locator("article", has_text="4. Quels irritants").get_by_text("Repris").wait_for()
    look(projector, desk, *looked_at)


def of_the_map(folder):
    journey = load(folder / "workshop.yaml").journey
    first = journey.ordered_touchpoints("sarah")[0].id
    return journey, journey.emotion("sarah", first)


def test_a_workshop_on_phones_ends_up_in_the_file(workshop, violations):
    lead(workshop, violations, 3, 2)
    journey, emotion = of_the_map(workshop.folder)
    assert (emotion.scores, emotion.spread.median) == ((1, 1, 1), 1)
    assert journey.pain_points[0].votes == 6
    merged = [note.text for note in journey.notes]
    assert "La file est longue (× 2\xa0: Une longue file)" in merged
    assert "Pas de parking" in merged
    ((before, after),) = sessions(workshop.folder)[0].repeated
    assert (before.items[0].score.apart, after.items[0].score.median) == (True, 1)
    assert workshop.errors == []


def test_a_phone_keeps_what_it_cannot_send(workshop):
    (phone,) = opened_phones(workshop, 1)
    phone.wait_for_selector("#question")
    workshop.room.client.do("open", kind="notes", question="Que se passe-t-il ?")
    phone.wait_for_selector("#note")
    phone.context.set_offline(True)
    for text in ("Une", "Deux"):
        phone.fill("#note", text)
        phone.locator("form button.main").click()
    phone.locator("#queue", has_text="2 à envoyer").wait_for()
    phone.locator(".notice textarea").wait_for(timeout=20_000)
    assert phone.locator(".notice textarea").input_value() == "Une\nDeux"
    phone.context.set_offline(False)
    all_sent(phone)
    workshop.room.client.do("status", round=1, status="revealed")
    notes = workshop.room.client.state()["rounds"][0]["result"]["notes"]
    assert [one["text"] for one in notes] == ["Une", "Deux"]


def test_a_wrong_code_is_told_and_texts_run_nothing(workshop):
    phone = workshop.page(f"http://{workshop.room.host}/", 320, 568, "en")
    phone.fill("#code", "AAAAAA")
    phone.locator("form button").click()
    phone.locator("#problem", has_text="This code is not right").wait_for()
    phone.fill("#code", workshop.room.code.lower())
    phone.locator("form button").click()
    phone.wait_for_selector("#question")
    hostile = "<img src=x onerror=\"document.title='owned'\">"
    workshop.room.client.do("open", kind="notes", question=hostile)
    phone.get_by_text(hostile).wait_for()
    phone.fill("#note", hostile)
    phone.locator("form button.main").click()
    all_sent(phone)
    workshop.desk.do({"do": "status", "round": 1, "status": "revealed"})
    projector = workshop.page(workshop.site.projector, 1280, 720)
    desk = workshop.page(workshop.site.desk_page, 1280, 900)
    for page in (projector, desk):
        page.get_by_text(hostile).first.wait_for()
        assert page.title() != "owned"
        assert page.locator("main img").count() == 0
    assert phone.title() != "owned"


def test_the_desk_asks_before_fewer_scores_take_the_place_of_more(workshop):
    phone = Phone(workshop.room.host)
    phone.join(workshop.room.code)
    desk = workshop.page(workshop.site.desk_page, 1366, 681)
    on_desk(desk, "", row="Que ressent")
    desk.locator("#reveal-1").wait_for()
    phone.answer(1, "application", {"score": 1})
    desk.get_by_text("Ont répondu\xa0: 0 sur 1 · en cours\xa0: 1").wait_for()
    on_desk(desk, "reveal-1")
    on_desk(desk, "take-1")
    asked = desk.locator("article .question")
    asked.get_by_text("remplacer 6 notes par 1").wait_for()
    on_desk(desk, "cancel-1")
    asked.wait_for(state="detached")
    before = load(workshop.folder / "workshop.yaml").journey.emotion("sarah", "application")
    assert len(before.scores) == 6
    on_desk(desk, "take-1")
    on_desk(desk, "replace-1")
    desk.locator("#notice", has_text="Repris dans la carte").wait_for()
    after = load(workshop.folder / "workshop.yaml").journey.emotion("sarah", "application")
    assert after.scores == (1,)
    assert workshop.errors == []


def test_a_phone_says_what_a_round_still_asks_for(workshop):
    (phone,) = opened_phones(workshop, 1)
    phone.wait_for_selector("#question")
    workshop.desk.do({"do": "open", "proposal": "scores-sarah"})
    phone.locator(".scale input").nth(3).check()
    phone.locator("#queue", has_text="Envoyé\xa0: 1 sur 4. Pas encore terminé.").wait_for()
    for _ in range(3):
        phone.locator(".steps button").nth(1).click()
        phone.locator(".scale input:not(:checked)").nth(3).check()
    phone.locator("#queue", has_text="Tout est envoyé").wait_for()
    phone.locator("#progress", has_text="Ont répondu\xa0: 1 sur 1").wait_for()


def test_a_room_that_is_closed_says_where_everything_is_and_has_no_buttons(workshop):
    (phone,) = opened_phones(workshop, 1)
    phone.wait_for_selector("#question")
    desk = workshop.page(workshop.site.desk_page, 1366, 681)
    on_desk(desk, "", row="Que faut-il ne pas oublier")
    desk.locator("#reveal-1").wait_for()
    assert not desk.get_by_label("Options, une par ligne").is_visible()
    desk.select_option("#own-kind", "dots")
    assert desk.get_by_label("Gommettes par participant").is_visible()
    footer = desk.locator("#end")
    assert str(workshop.room.folder) in footer.inner_text()
    assert str(workshop.folder / "sessions") in footer.inner_text()
    desk.check("#keep")
    on_desk(desk, "close-room")
    notice = desk.locator("#notice", has_text="La salle est fermée")
    notice.wait_for()
    assert str(workshop.room.folder) in notice.inner_text()
    assert str(workshop.folder / "sessions") in notice.inner_text()
    assert desk.evaluate("scrollY") == 0
    assert desk.locator("button:visible").count() == 0
    assert workshop.errors == []


LINES = """() => {
  const [text, lines] = [document.getElementById("question").firstChild, []];
  const letter = document.createRange();
  for (let at = 0; at < text.length; at += 1) {
    letter.setStart(text, at);
    letter.setEnd(text, at + 1);
    const { top, width } = letter.getBoundingClientRect();
    if (width && lines.at(-1)?.top !== top) lines.push({ top, said: "" });
    if (lines.length) lines.at(-1).said += text.data[at];
  }
  return lines.map((one) => one.said.trim());
}"""


def test_quotation_marks_stay_with_their_words_on_phones_of_any_width(workshop):
    (phone,) = opened_phones(workshop, 1)
    phone.wait_for_selector("#question")
    stage = load(workshop.folder / "workshop.yaml").journey.stages[0]
    workshop.desk.do({"do": "open", "proposal": f"notes-{stage.id}"})
    phone.get_by_text("Que se passe-t-il").wait_for()
    several = 0
    for width in range(320, 430, 5):
        phone.set_viewport_size({"width": width, "height": 700})
        lines = phone.evaluate(LINES)
        several += len(lines) > 1
        for line in lines:
            assert line[-1] != "«", lines
            assert line[0] not in "»?", lines
    assert several
