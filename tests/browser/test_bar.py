"""The facilitator's bar in a browser whose clock the test turns."""

import json
import math
import random
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kit.i18n import LANGUAGES, texts
from kit.studio.facilitation import Session, agendas
from kit.studio.facilitation.bar import Bar, stored_session
from tests.browser.waiting import settle

pytestmark = pytest.mark.browser

PAGE = "https://bar.test/"

SCHEDULE = Path(__file__).parents[2] / "frontend" / "bar" / "schedule.js"

HOST = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Bar</title>
<meta name="viewport" content="width=device-width"><style>{css}</style></head><body>
<main><h1>Bar</h1></main><footer style="margin-top: 1500px"><p>The board</p></footer>
<script type="application/json" id="state">{state}</script><script type="module">
const js = {{type: "text/javascript"}};
const made = (source) => import(URL.createObjectURL(new Blob([source], js)));
window.schedule = await made({schedule});
window.sent = [];
window.models = [];
window.show = async (state) => {{
  const bar = await made({source}); // every widget has a module of its own
  const el = document.createElement("div");
  document.querySelector("main").append(el);
  const model = {{
    get: (name) => state[name],
    send: (message) => window.sent.push(structuredClone(message)),
    on: (name, taken) => (model.taken = taken),
    off: () => {{}},
  }};
  window.models.push(model);
  return bar.default.render({{ model, el }});
}};
window.leave = await window.show(JSON.parse(document.getElementById("state").textContent));
window.ready = true;
</script></body></html>"""


SOUND = """window.tones = 0;
window.AudioContext = class {
  state = navigator.userActivation.hasBeenActive ? "running" : "suspended";
  currentTime = 0;
  async resume() { this.state = "running"; }
  createOscillator() {
    return { frequency: {}, connect: (to) => to, start: () => { window.tones += 1 }, stop() {} };
  }
  createGain() {
    return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {} }, connect: (to) => to };
  }
};"""
"""A loudspeaker that counts, and like the browser's is silent until somebody has done something."""

AGAIN = "show(JSON.parse(document.getElementById('state').textContent))"
"""A bar of another notebook of the same client, on the same page."""

SEEN = """new Promise((told) =>
  new IntersectionObserver(() => told(0)).observe(document.body))"""
"""Wait until the browser has told what is in sight: it does so a frame late."""


def state(bar):
    names = ("client", "lang", "step", "notebooks", "texts", "theme", "agendas", "fault", "session")
    return {name: getattr(bar, name) for name in names}


def inlined(value):
    return json.dumps(value).replace("<", "\\u003c")


@pytest.fixture
def shown(chromium, tmp_path):
    """A page with the bar of a client, whose clock stands still until it is turned."""
    contexts = []

    def shown(lang="en", width=1440, change=None, folder=None):
        client = folder or tmp_path / "client"
        client.mkdir(exist_ok=True)
        what = state(Bar(client, texts(lang))) | (change or {})
        page_text = HOST.format(
            lang=lang,
            css=Bar._css,
            source=inlined(str(Bar._esm)),
            schedule=inlined(SCHEDULE.read_text("utf-8")),
            state=inlined(what),
        )
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, timezone_id="Europe/Paris"
        )
        contexts.append(context)
        context.route(PAGE, lambda route: route.fulfill(body=page_text, content_type="text/html"))
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.add_init_script(SOUND)
        page.clock.install(time="2026-11-23T08:00:00+01:00")
        page.clock.pause_at("2026-11-23T09:00:00+01:00")
        page.goto(PAGE)
        page.locator(".parcours-bar").wait_for()
        return page

    yield shown
    for context in contexts:
        context.close()


def read(page, name):
    return page.locator(f".{name}").first.inner_text()


def heard(page):
    """How many tones there were: whether others rang already, the browser says a moment later."""
    page.evaluate("navigator.locks.query().then(() => 0)")
    return page.evaluate("window.tones")


def minutes_now(page):
    return [int(t.split()[0]) for t in page.locator("tbody td:last-child").all_text_contents()]


def test_the_clock_runs_pauses_and_goes_on(shown):
    page = shown()
    assert read(page, "time") == "5:00"
    assert read(page, "state") == "paused"
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(90_000)
    assert read(page, "time") == "3:30"
    assert "10:30" in read(page, "end")
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(600_000)
    assert read(page, "time") == "3:30"
    page.get_by_role("button", name="Resume").click()
    page.clock.run_for(30_000)
    assert read(page, "time") == "3:00"
    assert "10:40" in read(page, "end")
    assert page.said == []


def test_the_end_is_seen_and_heard(shown):
    page = shown()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(299_000)
    assert read(page, "alert") == ""
    page.clock.run_for(2_000)
    assert read(page, "alert") == "Time is up: Welcome, scenario, rules"
    assert read(page, "state") == "over time"
    assert read(page, "time") == "+0:01"
    assert heard(page) == 3
    page.clock.run_for(60_000)
    assert heard(page) == 3
    page.get_by_role("button", name="Add five minutes to this item").click()
    assert read(page, "alert") == ""
    page.clock.run_for(240_000)
    assert heard(page) == 6


def test_without_sound_the_end_is_only_seen_in_all_notebooks(shown):
    page = shown()
    settle(page, AGAIN)
    first = page.locator(".parcours-bar").first
    first.get_by_text("The whole agenda").click()
    first.get_by_label("Sound at the end").uncheck()
    page.clock.run_for(1_000)  # else the other bar would take the start for the same change
    first.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(301_000)
    assert "Time is up" in read(page, "alert")
    expect(page.locator(".parcours-bar .alert", has_text="Time is up")).to_have_count(2)
    assert heard(page) == 0


def test_several_bars_ring_once(shown):
    page = shown()
    settle(page, AGAIN)
    settle(page, AGAIN)
    page.get_by_role("button", name="Start", exact=True).last.click()
    page.clock.run_for(301_000)
    expect(page.locator(".alert", has_text="Time is up")).to_have_count(3)
    assert heard(page) == 3


def test_several_tabs_ring_once(shown):
    page = shown()
    other = page.context.new_page()
    other.add_init_script(SOUND)
    other.clock.install(time="2026-11-23T09:00:00+01:00")
    other.clock.pause_at("2026-11-23T09:00:01+01:00")
    other.goto(PAGE)
    other.locator(".title").click()
    page.get_by_role("button", name="Start", exact=True).click()
    other.get_by_role("button", name="Pause").wait_for()
    for tab in (page, other):
        tab.clock.run_for(301_000)
        assert "Time is up" in read(tab, "alert")
    assert heard(page) + heard(other) == 3


def test_after_a_reload_whatever_is_pressed_lets_it_ring(shown):
    page = shown()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(60_000)
    page.reload()
    page.locator(".parcours-bar").wait_for()
    page.locator("h1").click()
    page.clock.run_for(241_000)
    assert "Time is up" in read(page, "alert")
    assert heard(page) == 3


def test_where_nothing_was_pressed_it_does_not_ring_late(shown):
    page = shown()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(60_000)
    page.reload()
    page.locator(".parcours-bar").wait_for()
    page.clock.run_for(241_000)
    page.locator("h1").click()
    page.clock.run_for(1_000)
    assert "Time is up" in read(page, "alert")
    assert heard(page) == 0


CORNER = ".parcours-corner"
ITEM = "Welcome, scenario, rules"


def test_the_time_stays_in_sight_where_the_bar_does_not(shown):
    page = shown()
    page.locator("footer").scroll_into_view_if_needed()
    settle(page, SEEN)
    page.clock.run_for(1_000)
    assert page.locator(CORNER).count() == 0, "nobody wants the time yet"
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(CORNER)).to_have_count(0)  # the browser tells a frame late what is in sight
    page.locator("footer").scroll_into_view_if_needed()
    page.locator(CORNER).wait_for()
    page.clock.run_for(290_000)
    assert page.locator(f"{CORNER} .time").inner_text() == "0:10"
    assert page.locator(f"{CORNER} .name").inner_text() == ITEM
    page.clock.run_for(11_000)
    assert "Time is up: Welcome" in page.locator(CORNER).inner_text()
    page.locator(".parcours-bar").scroll_into_view_if_needed()
    page.locator(CORNER).wait_for(state="detached")
    page.locator("footer").scroll_into_view_if_needed()
    page.locator(CORNER).wait_for()
    page.evaluate("leave(); 0")
    assert page.locator(CORNER).count() == 0


def test_a_notebook_that_is_not_seen_shows_no_time(shown):
    page = shown()
    page.get_by_role("button", name="Start", exact=True).click()
    page.evaluate("document.querySelector('main').className = 'jp-NotebookPanel'")
    page.evaluate("document.querySelector('main').style.display = 'none'")
    page.clock.run_for(1_000)
    page.locator(CORNER).wait_for(state="attached")
    assert not page.locator(CORNER).is_visible()


def test_the_time_is_seen_on_a_board_in_full_screen(shown, violations):
    page = shown()
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("footer").evaluate("board => board.requestFullscreen()")
    clock = page.locator(f"footer > {CORNER}")
    clock.wait_for()
    page.clock.run_for(301_000)
    assert clock.get_by_role("alert").inner_text() == "Time is up: Welcome, scenario, rules"
    box, width = clock.bounding_box(), page.evaluate("innerWidth")
    assert box["x"] + box["width"] > width - 40, "in the corner"
    page.clock.resume()  # axe waits by the page's clock
    assert violations(page) == {}
    page.evaluate("document.exitFullscreen()")
    page.locator(CORNER).wait_for(state="detached")
    assert page.said == []


def test_an_overrun_is_shared_out_and_shown(shown):
    page = shown()
    page.get_by_text("The whole agenda").click()
    planned = minutes_now(page)
    assert planned == [5, 10, 10, 15, 15, 15, 15, 5]
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(13 * 60_000)
    now = minutes_now(page)
    assert now == [13, 9, 9, 14, 13, 14, 13, 5]
    assert sum(now) == sum(planned), "the minutes shown add up"
    assert "spread over" in page.locator(".shared").inner_text()
    assert "later" not in read(page, "end")
    page.clock.run_for(60 * 60_000)
    assert minutes_now(page)[1:] == [5, 5, 8, 7, 8, 7, 5]
    assert "28 min behind" in read(page, "end")


TAKEN = (
    "models[0].taken({session: {agenda: '2-h', index: %d, since: null, spent: [1], extra: [],"
    " at: %s}})"
)


def field(page, item, number=0):
    return page.get_by_label(f"Minutes for “{item}”").nth(number)


def test_an_item_is_given_other_minutes_in_all_notebooks(shown, tmp_path):
    page = shown()
    settle(page, AGAIN)
    for all_of_it in page.get_by_text("The whole agenda").all():
        all_of_it.click()
    assert field(page, "1. Persona").input_value() == "10"
    field(page, "1. Persona").fill("20")
    field(page, "1. Persona").press("Enter")
    assert minutes_now(page)[:8] == [5, 20, 9, 12, 13, 13, 13, 5]
    assert sum(minutes_now(page)[:8]) == 90, "it ends as promised"
    assert "spread over" in page.locator(".shared").first.inner_text()
    page.locator("tr:nth-child(2) td", has_text="20 min").nth(1).wait_for()
    assert field(page, "1. Persona", 1).input_value() == "20"
    page.get_by_role("button", name="Next item").first.click()
    assert read(page, "time") == "20:00"
    assert field(page, "Welcome, scenario, rules").is_disabled(), "what is past is past"
    bar = Bar(tmp_path / "client", texts("en"))
    for message in page.evaluate("sent"):
        bar.handle_message(bar, message, [])
    assert stored_session(tmp_path / "client").minutes[:3] == (0, 20, 0)


def test_begun_again_an_agenda_keeps_its_minutes_and_an_empty_field_has_the_agendas(shown):
    page = shown()
    page.get_by_text("The whole agenda").click()
    field(page, "2. Stages").fill("15")
    field(page, "2. Stages").press("Enter")
    page.get_by_role("button", name="Restart").click()
    assert field(page, "2. Stages").input_value() == "15"
    field(page, "2. Stages").fill("-3")
    field(page, "2. Stages").press("Enter")
    assert field(page, "2. Stages").input_value() == "1"
    field(page, "2. Stages").fill("")
    field(page, "2. Stages").press("Enter")
    assert field(page, "2. Stages").input_value() == "10"
    assert minutes_now(page) == [5, 10, 10, 15, 15, 15, 15, 5]


def test_minutes_that_are_being_typed_stay_while_another_notebook_goes_on(shown):
    page = shown()
    page.get_by_text("The whole agenda").click()
    field(page, "2. Stages").press("End")
    field(page, "2. Stages").press("5")
    page.evaluate((TAKEN % (1, "9e15")).replace("2-h", "90-min"))
    assert read(page, "title") == "1. Persona"
    assert field(page, "2. Stages").input_value() == "105"
    assert page.evaluate("document.activeElement.type") == "number"


HEAD = """const head = document.createElement("nav");
head.className = "step-head";
head.innerHTML = '<a href="#/0_start.ipynb">Start</a> <a href="#/2_stages.ipynb">Stages</a>';
head.addEventListener("click", ({ target }) => (window.opened = target.textContent));
document.querySelector("main").prepend(head); 0"""


def test_the_notebook_of_another_item_offers_its_own_and_the_way_to_that_one(shown):
    page = shown(change={"step": "persona"})
    assert page.get_by_role("link").count() == 0, "no head, no link"
    page.evaluate(HEAD)
    page.clock.run_for(1_000)
    page.get_by_role("link", name="Open the notebook of “Welcome, scenario, rules”").click()
    assert page.evaluate("opened") == "Start"
    page.get_by_role("button", name="Start “1. Persona”").click()
    assert read(page, "title") == "1. Persona"
    assert page.locator(".elsewhere").is_hidden()
    page.clock.run_for(5_000)
    assert read(page, "time") == "9:55"
    page.get_by_role("button", name="Next item").click()
    page.get_by_role("link", name="Open the notebook of “2. Stages”").click()
    assert page.evaluate("opened") == "Stages"
    page.get_by_text("The whole agenda").click()
    marked = page.locator("tbody tr", has_text="this notebook")
    assert "1. Persona" in marked.inner_text()


def test_in_a_break_only_what_follows_is_offered(shown):
    at_break = {"agenda": "2-h", "index": 5, "since": None, "spent": [], "extra": [], "at": 1}
    page = shown(change={"step": "emotions", "session": at_break})
    assert read(page, "title") == "Break"
    assert page.locator(".elsewhere").is_hidden()
    page = shown(change={"step": "pain-points", "session": at_break})
    assert page.locator(".elsewhere").inner_text() == "Start “5. Pain points, dots”"


def test_the_next_item_says_what_it_needs(shown):
    page = shown()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(60_000)
    page.get_by_role("button", name="Next item").click()
    assert read(page, "title") == "1. Persona"
    assert read(page, "time") == "10:00"
    assert "4 min ahead" in read(page, "end")
    page.get_by_text("What to say and prepare").click()
    assert "how do we know?" in page.locator(".help .say").inner_text()
    page.get_by_role("button", name="Previous item").click()
    assert read(page, "time") == "4:00"


def test_everything_goes_by_keyboard(shown):
    page = shown()
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    assert reached[0] == "Start"
    assert "+5 min" in reached
    page.get_by_role("button", name="Start", exact=True).focus()
    page.keyboard.press("Enter")
    page.clock.run_for(10_000)
    assert read(page, "time") == "4:50"


def test_two_bars_show_one_session_and_a_reload_keeps_it(shown):
    page = shown()
    settle(page, AGAIN)
    page.locator(".parcours-bar").nth(0).get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(60_000)
    second = page.locator(".parcours-bar").nth(1)
    second.locator(".time", has_text="4:00").wait_for()
    second.get_by_role("button", name="Next item").click()
    page.locator(".title", has_text="1. Persona").first.wait_for()
    page.reload()
    page.locator(".parcours-bar").wait_for()
    assert read(page, "title") == "1. Persona"
    page.clock.run_for(60_000)
    assert read(page, "time") == "9:00"


def test_a_session_of_0_1_0_goes_on(shown):
    page = shown()
    session = (
        '{"agenda": "2-h", "index": 1, "since": null, "spent": [60], "extra": [], "at": 9e15,'
        ' "quiet": false, "minutes": []}'
    )
    page.evaluate(
        "(session) => { const { client } ="
        " JSON.parse(document.getElementById('state').textContent);"
        " localStorage.setItem(`parcours-session:${client}`, session) }",
        session,
    )
    page.reload()
    page.locator(".parcours-bar").wait_for()
    assert read(page, "title") == "1. Persona"


def test_what_the_kernel_kept_is_taken_up_where_it_is_later(shown):
    page = shown()
    page.evaluate(TAKEN % (2, "9e15"))
    assert read(page, "title") == "2. Stages"
    page.evaluate(TAKEN % (4, "1"))
    assert read(page, "title") == "2. Stages"


def test_another_agenda_begins_at_its_start(shown):
    page = shown()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(60_000)
    page.get_by_text("The whole agenda").click()
    page.get_by_role("combobox").select_option("full-day")
    assert read(page, "time") == "20:00"
    assert read(page, "state") == "paused"


def test_what_the_bar_sends_is_kept_on_the_disk(shown, tmp_path):
    page = shown()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(60_000)
    page.get_by_role("button", name="Next item").click()
    bar = Bar(tmp_path / "client", texts("en"))
    for message in page.evaluate("sent"):
        bar.handle_message(bar, message, [])
    session = stored_session(tmp_path / "client")
    assert session.index == 1
    assert session.spent[0] == pytest.approx(60, abs=1)
    assert Bar(tmp_path / "client", texts("en")).session["index"] == 1


def test_the_bar_plans_as_the_kit_does(shown):
    page = shown()
    chance = random.Random(7)
    cases = []
    for _ in range(300):
        agenda = chance.choice(agendas(texts("en")))
        seconds = [chance.choice([0, chance.uniform(0, 3000)]) for _ in agenda.items]
        extra = [chance.choice([0, 0, 300, 600]) for _ in agenda.items]
        session = Session(
            agenda.id,
            chance.randrange(len(agenda.items) + 1),
            chance.choice([None, 1000.0]),
            tuple(seconds[: chance.randrange(len(seconds) + 1)]),
            tuple(extra[: chance.randrange(len(extra) + 1)]),
            minutes=tuple(chance.choice([0, 0, 0, 1, 30]) for _ in agenda.items),
        )
        cases.append((agenda, session, 1000 + chance.uniform(0, 8000)))
    drawn = page.evaluate(
        "cases => cases.map(([items, session, now]) => schedule.plan(session, items, now))",
        [[a.to_dict()["items"], s.to_dict(), now] for a, s, now in cases],
    )
    for (agenda, session, now), theirs in zip(cases, drawn, strict=True):
        firm = [item.firm for item in agenda.items]
        ours = session.plan([item.minutes for item in agenda.items], firm, now)
        for one, other in zip(
            (ours.left, ours.late, *ours.items),
            (theirs["left"], theirs["late"], *theirs["items"]),
            strict=True,
        ):
            assert math.isclose(one, other, abs_tol=1e-6)


@pytest.mark.parametrize(("lang", "width"), zip(LANGUAGES, (390, 1440), strict=True))
def test_the_bar_is_accessible_and_fits(shown, violations, lang, width):
    page = shown(lang, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.get_by_role("button").first.click()
    page.clock.run_for(400_000)
    page.emulate_media(reduced_motion="reduce")
    page.clock.resume()  # axe waits by the page's clock
    assert violations(page) == {}
    across, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert across <= window
    assert page.said == []


def test_hostile_texts_stay_texts(shown):
    text = "<img src=x onerror=alert(1)>{{7*7}}{item}"
    items = [{"step": "x", "minutes": 1, "title": text, "firm": False, "say": text}] * 2
    page = shown(change={"agendas": [{"id": "a", "name": text, "items": items}], "fault": text})
    assert page.locator("img").count() == 0
    assert read(page, "title") == text
    assert page.said == []
