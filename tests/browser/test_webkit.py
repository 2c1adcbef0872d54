"""A phone's page in WebKit, the engine of every browser on an iPhone."""

import pytest

from kit.room.open_room import OpenRoom, RoomChoices, room_folder
from tests.browser.webkit import missing, webkit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.soak,
    pytest.mark.skipif(bool(missing()), reason=missing()),
]

ITEMS = [{"id": "site", "label": "Le site"}, {"id": "caisse", "label": "La caisse"}]
ASKED = [{"id": "useful", "label": "Utile ?"}, {"id": "more", "label": "Et ?", "detail": "text"}]
FITS = "return document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def room(tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("s")))
    choices = RoomChoices("Acheter un luminaire", "fr", "127.0.0.1", 0)
    opened = OpenRoom(room_folder(tmp_path), choices)
    yield opened
    opened.close(keep=False)


@pytest.fixture
def phone(tmp_path_factory):
    with webkit(tmp_path_factory.mktemp("w")) as page:
        yield page


def ask(room, phone, kind, **values):
    """Open a round, and wait until the phone shows it; return its number."""
    number = room.client.do("open", kind=kind, question=f"{kind} ?", **values)
    phone.find("#question", kind)
    return number


def answers(room, number):
    """Reveal a round; return the answers of the only phone."""
    room.client.do("status", round=number, status="revealed")
    return room.client.state()["rounds"][number - 1]["answers"]["1"]


def all_sent(phone):
    phone.find("#queue", "Tout est envoyé")


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_joins_and_answers_every_kind_of_round(room, phone, width):
    phone.open(f"http://{room.host}/", width, 700)
    phone.click("#language", "FR")
    phone.type("#code", "AAAAAA")
    phone.click("form button", "Rejoindre")
    phone.find("#problem", "Ce code n’est pas le bon")
    phone.evaluate("document.getElementById('code').value = ''")
    phone.type("#code", room.code.lower())
    phone.click("form button", "Rejoindre")
    phone.find("#question", "Vous y êtes")
    assert phone.evaluate("return innerWidth") == width

    notes = ask(room, phone, "notes")
    for text in ("La file est longue", "Une faute"):
        phone.type("#note", text)
        phone.click("form button.main", "Envoyer")
        phone.find("li", text)
    phone.click("li:nth-child(2) button")
    all_sent(phone)
    phone.reload()
    phone.find("li", "La file est longue")
    assert phone.evaluate(FITS)
    assert list(answers(room, notes).values()) == ["La file est longue"]
    phone.find("section p", "à l’écran")

    scores = ask(room, phone, "scores", items=ITEMS)
    phone.click(".scale label", at=0)
    phone.choose("#word", "satisfied")
    phone.type("#thought", "Enfin")
    phone.click(".steps button", "Suivant")
    phone.find("h3", "La caisse")
    phone.click(".scale label", at=4)
    all_sent(phone)
    assert phone.evaluate(FITS)
    assert answers(room, scores) == {
        "site": {"score": -2, "word": "satisfied", "thought": "Enfin"},
        "caisse": {"score": 2},
    }
    phone.find("section", "Médiane")
    assert phone.evaluate(FITS)

    again = room.client.do("repeat", round=scores)
    phone.find("p", "Second tour")
    phone.click(".scale label", at=3)
    all_sent(phone)
    assert answers(room, again) == {"site": {"score": 1}}

    dots = ask(room, phone, "dots", items=ITEMS, budget=3)
    for _ in range(3):
        phone.click(".dot button", "+", at=1)
    phone.click(".dot button", "−", at=1)
    phone.click(".dot button", "+", at=0)
    all_sent(phone)
    assert phone.evaluate("return document.querySelector('.dot button:last-child').disabled")
    assert answers(room, dots) == {"all": {"site": 1, "caisse": 2}}

    choice = ask(room, phone, "choice", items=ITEMS)
    phone.click(".list label", "La caisse")
    all_sent(phone)
    assert answers(room, choice) == {"all": "caisse"}

    placed = ask(room, phone, "impact-effort", items=ITEMS[:1])
    phone.click(".scale label", at=4)
    phone.click(".scale label", at=6)
    all_sent(phone)
    assert phone.evaluate(FITS)
    assert answers(room, placed) == {"site": {"impact": 5, "effort": 2}}

    feedback = ask(room, phone, "feedback", items=ASKED)
    phone.click(".scale label", at=3)
    phone.type("textarea", "Très bien")
    phone.click("h2")
    all_sent(phone)
    assert answers(room, feedback) == {"useful": {"score": 4}, "more": {"text": "Très bien"}}
    phone.find("section", "Médiane")
    assert phone.evaluate(FITS)


def test_a_phone_keeps_what_it_cannot_send_also_when_its_page_is_loaded_again(room, phone):
    phone.open(room.address, 390, 700)
    phone.click("#language", "FR")
    notes = ask(room, phone, "notes")
    phone.find("#note")
    room._process.kill()
    room._process.wait()
    for text in ("Une", "Deux"):
        phone.type("#note", text)
        phone.click("form button.main", "Envoyer")
    phone.find("#queue", "2 à envoyer")
    assert (
        phone.until(
            lambda: phone.evaluate("return document.querySelector('.notice textarea')?.value")
        )
        == "Une\nDeux"
    )
    phone.click(".notice button", "Copier")
    phone.find(".notice button", "Copié")
    room.keep_running()
    all_sent(phone)
    phone.reload()
    phone.find("li", "Deux")
    assert list(answers(room, notes).values()) == ["Une", "Deux"]
