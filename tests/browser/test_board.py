"""What surrounds editing on the board: notes, saving, others at work, who can use it."""

import json

import pytest
import yaml
from playwright.sync_api import expect

from kit.studio.sync.session import EditSession
from kit.workshop import text_of
from tests.browser.boards import DRAWN
from tests.browser.waiting import settle
from tests.hostile.planting import naughty, planted, refused, xss

pytestmark = pytest.mark.browser

PHONE = {"has_touch": True, "viewport": {"width": 390, "height": 844}, "is_mobile": True}
STEPS = (1, 2, 3, 4, 5, 6)


def field(place):
    return f'[data-field="{place}"]'


def state(page):
    return page.locator('[role="status"]').get_attribute("data-state")


# --- notes ---------------------------------------------------------------------------------------

LINES = "File d’attente samedi ; trop long\n\n  Pas de parking, ni de vélo \nCaisse n° 3 fermée"
SHEET = 'Hôtesse absente\tPrix illisibles\nPorte lourde\t"Écrit sur\ndeux lignes"'
MIRO = 'Sticky note,Created by\n"Trop de ""clics"", vraiment",Léa\nOù payer ?,Tom\n'
KLAXOON = "\ufeffCatégorie;Contenu;Auteur\nCaisse;File trop longue;Awa\nSite;Prix; \n"
STICKIES = (
    'Sticky Title,Sticky Description,Tag1\nFile longue,"Le samedi, surtout",caisse\nPrix,,site\n'
)
VOTES = "note_id,role_group,note_text,vote_count\nN1,vente,Trop sombre,4\nN2,achats,Trop loin,2\n"
TALK = "Texte, ou plutôt une idée\nUne autre, plus courte, peut-être\nEt une troisième"


PASTED = {
    LINES: [
        ("File d’attente samedi ; trop long", None),
        ("Pas de parking, ni de vélo", None),
        ("Caisse n° 3 fermée", None),
    ],
    SHEET: [
        ("Hôtesse absente", None),
        ("Prix illisibles", None),
        ("Porte lourde", None),
        ("Écrit sur\ndeux lignes", None),
    ],
    MIRO: [('Trop de "clics", vraiment', "Léa"), ("Où payer ?", "Tom")],
    KLAXOON: [("File trop longue", "Awa"), ("Prix", None)],
    STICKIES: [("File longue", None), ("Prix", None)],
    VOTES: [("Trop sombre", None), ("Trop loin", None)],
    TALK: [(line, None) for line in TALK.split("\n")],
}


def test_many_notes_are_pasted_at_once(room):
    board = room(step=3)
    before = len(board.session.journey.notes)
    for pasted, expected in PASTED.items():
        board.page.fill(field("capture"), pasted)
        board.page.locator(".pk-capture .pk-primary").click()
        made = board.saved().notes[before:]
        assert [(note.text, note.by) for note in made] == expected
        before += len(made)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_csv_file_is_opened(room, encoding):
    board = room(step=3)
    page = board.page
    before = len(board.session.journey.notes)
    content = "Contenu;Auteur\nFile d’été trop longue;Léa\nPrix;\n".encode(encoding)
    file = {"name": "idees.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("Or open a CSV file").set_input_files(file)
    page.get_by_role("button", name="Add 2 notes").click()
    made = board.saved().notes[before:]
    assert [(n.text, n.by) for n in made] == [("File d’été trop longue", "Léa"), ("Prix", None)]


def test_a_column_of_a_table_without_headings_is_chosen(room):
    board = room(step=3)
    page = board.page
    before = len(board.session.journey.notes)
    page.fill(field("capture"), "1\tFile longue\tLéa\n2\tPas de monnaie\tTom")
    page.get_by_label("Text column").select_option("1")
    page.get_by_label("Author column").select_option("2")
    page.locator(field("capture")).press("Control+Enter")
    made = board.saved().notes[before:]
    assert [(n.text, n.by) for n in made] == [("File longue", "Léa"), ("Pas de monnaie", "Tom")]


def test_notes_are_placed_by_dragging_and_by_form(room):
    board = room(step=5, how={"viewport": {"width": 1440, "height": 2600}})
    page = board.page
    first, second, *_ = (note.text for note in board.session.journey.notes)
    board.drag(".pk-note-list [data-card='0'] .pk-grip", '[data-stage="attente"]', at=(0.5, 0.1))
    journey = board.saved()
    assert [p.at for p in journey.pain_points if p.what.text == first] == ["attente"]
    assert first not in [note.text for note in journey.notes]
    page.get_by_role("button", name=f"Place “{second}”").first.click()
    page.locator(".pk-place select").first.select_option("touchpoints")
    page.locator(".pk-place select").last.select_option("panier")
    page.locator(".pk-place button").click()
    journey = board.saved()
    assert [t.stage for t in journey.touchpoints if t.name == second] == ["panier"]
    assert second not in [note.text for note in journey.notes]


def test_an_answer_about_a_stage_is_placed_there_and_the_board_says_so(room):
    board = room(step=3, lang="fr")
    page = board.page
    stage = board.session.journey.stages[2]
    note = {"text": "La vendeuse rappelle", "heading": f"Que se passe-t-il à « {stage.name} » ?"}
    board.session.submit({"op": "add", "place": ["notes"], "value": note}, lambda event: None)
    sticky = page.locator(".pk-sticky", has_text="La vendeuse rappelle")
    sticky.get_by_text("Placer", exact=True).click()
    assert sticky.locator("select").last.input_value() == stage.id
    sticky.get_by_text("Placer ici").click()
    journey = board.saved()
    assert [t.stage for t in journey.touchpoints if t.name == note["text"]] == [stage.id]
    placed = page.locator(".pk-placed").inner_text()
    assert note["text"] in placed
    assert stage.name in placed


def test_what_is_dragged_takes_the_page_along(room):
    board = room(step=5, how={"viewport": {"width": 1440, "height": 700}})
    page = board.page
    text = board.session.journey.notes[0].text
    grip = page.locator(".pk-note-list [data-card='0'] .pk-grip")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(300, 5, steps=5)
    page.wait_for_function("scrollY === 0")
    target = page.locator('[data-zone][data-stage="recherche"]').bounding_box()
    page.mouse.move(target["x"] + 50, target["y"] + 100, steps=5)
    page.wait_for_timeout(40)
    page.mouse.up()
    assert [p.at for p in board.saved().pain_points if p.what.text == text] == ["recherche"]


# --- scores of a room ----------------------------------------------------------------------------


def test_the_scores_of_twelve_people_are_one_line(room):
    board = room(step=4)
    page = board.page
    board.open('.pk-moment [data-open="fiche"]')
    page.locator(field("scores")).click()
    page.locator(field("scores")).press_sequentially("2 2 1 2 -2 -2 -1 -2 2 0,5 -2 2", delay=1)
    assert page.locator(".pk-spread").get_attribute("data-n") == "12"
    page.get_by_text(
        "Scores disagree. Ask the lowest and the highest scorer to explain, then score again."
    ).wait_for()
    page.keyboard.press("Enter")
    emotion = board.saved().emotion("camille", "fiche")
    assert emotion.scores == (2, 2, 1, 2, -2, -2, -1, -2, 2, 0.5, -2, 2)
    assert emotion.spread.disagreement
    board.open('.pk-moment [data-open="fiche"]')
    said = page.locator(".pk-spread").text_content()
    shown = [emotion.spread.median, emotion.spread.low, emotion.spread.high]
    assert all(board.session.t.signed(one, 2) in said for one in shown)
    assert page.locator(".pk-moment", has_text="disagreement").count() >= 1


def test_enter_in_a_score_goes_on_with_the_next_touchpoint(room):
    board = room(step=4)
    page = board.page
    moments = page.locator(".pk-moment .pk-name")
    names = [moments.nth(n).text_content() for n in range(moments.count())]
    moments.first.click()
    for name in names[:4]:
        expect(page.locator(".pk-panel h3")).to_have_text(name)
        expect(page.locator(field("scores"))).to_be_focused()
        page.fill(field("scores"), "1 2")
        page.keyboard.press("Enter")
    expect(page.locator(".pk-panel h3")).to_have_text(names[4])
    scored = board.saved().emotions
    assert sum(one.scores == (1, 2) for one in scored if one.persona == "camille") == 4


@pytest.mark.parametrize(
    ("typed", "scores"),
    [("0,2 1,1 -0,5", (0.2, 1.1, -0.5)), ("1,2,-1,0", (1, 2, -1, 0)), ("1, 2, 0,5", (1, 2, 0.5))],
)
def test_decimal_commas_are_read_where_blanks_divide(room, typed, scores):
    board = room(step=4)
    board.open('.pk-moment [data-open="fiche"]')
    board.page.fill(field("scores"), typed)
    assert board.page.locator(".pk-spread").get_attribute("data-n") == str(len(scores))
    board.page.keyboard.press("Enter")
    assert board.saved().emotion("camille", "fiche").scores == scores


# each whole: what a slow hand has typed so far would be saved
@pytest.mark.parametrize("typed", ["1 2 7", "1 2 +", "1 -", "0,2"])
def test_what_is_no_score_is_said_at_once_and_changes_nothing(room, typed):
    board = room(step=4)
    page = board.page
    before = board.session.journey
    for moment in ("amie", "fiche"):  # scored by the room already, and not
        board.open(f'.pk-moment [data-open="{moment}"]')
        page.fill(field("scores"), typed)
        page.get_by_text("Use numbers from −2 to +2, separated by spaces.").wait_for()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.input_value(field("scores")) == typed
        assert board.saved() == before


# --- saving --------------------------------------------------------------------------------------


SHORTCUTS = """() => {
  window.jupyters = [];
  document.addEventListener("keydown", (event) => {
    if (!event.target.closest("[data-lm-suppress-shortcuts]")) window.jupyters.push(event.key);
  }, true);
}"""
"""What Notebook 7 does: it looks for its shortcuts before a key reaches the board."""


def test_keys_pressed_on_the_board_are_no_shortcuts_of_jupyter(room):
    page = room(step=2).page
    page.evaluate(SHORTCUTS)
    page.locator(".pk-bar button:enabled, #board button:enabled").first.focus()
    for key in ("d", "d", "Control+z", "Control+s"):
        page.keyboard.press(key)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("a")
    assert page.evaluate("window.jupyters.filter(key => key !== 'Control')") == ["s", "a"]


def test_it_says_when_what_is_typed_is_on_the_disk(room):
    board = room(step=3)
    page = board.page
    assert state(page) == "saved"
    board.stuck = True
    page.fill('[data-quick="touchpoints.envie"]', "La vitrine")
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-state="saving"]')
    assert page.locator(".pk-frame").get_attribute("data-unsaved") == "1"
    message = page.evaluate("sent.at(-1)")
    board.stuck = False
    board.board.handle_message(board.board, message, [])
    page.wait_for_selector('[data-state="saved"]')
    assert board.saved()["la-vitrine"]


def test_a_disk_that_is_full_is_reported_and_nothing_is_lost(room):
    board = room(step=3)
    page = board.page
    board.stuck = True
    page.fill('[data-quick="touchpoints.envie"]', "La vitrine")
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-state="saving"]')
    message = page.evaluate("sent.at(-1)")
    why = "The disk is full. <b>Make room</b>"
    board.said.append(["msg", {"unsaved": message["edit"]["id"], "why": why}])
    page.wait_for_selector('[data-state="unsaved"]')
    assert why in page.locator('[role="status"]').text_content()
    assert page.locator('[data-card="la-vitrine"]').count() == 1
    board.stuck = False  # it is sent again by itself
    page.wait_for_selector('[data-state="saved"]', timeout=15_000)
    assert board.saved()["la-vitrine"]


def test_a_kernel_that_does_not_answer_is_noticed(room):
    board = room(step=3)
    page = board.page
    board.stuck = True
    page.fill('[data-quick="touchpoints.envie"]', "La vitrine")
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-state="unsaved"]', timeout=15_000)
    assert "kept in this browser" in page.locator('[role="status"]').text_content()


def test_a_kernel_that_cannot_be_reached_is_said_at_once(room):
    board = room(step=3)
    page = board.page
    page.evaluate("() => { model.way = model.send; model.send = () => { throw Error() } }")
    page.fill('[data-quick="touchpoints.envie"]', "La vitrine")
    page.keyboard.press("Enter")
    assert state(page) == "unsaved"
    page.evaluate("() => { model.send = model.way }")
    page.wait_for_selector('[data-state="saved"]', timeout=15_000)
    assert board.saved()["la-vitrine"].name == "La vitrine"


def test_a_reload_keeps_what_was_not_saved_even_half_typed(room):
    board = room(step=3)
    page = board.page
    board.stuck = True
    page.fill('[data-quick="touchpoints.envie"]', "La vitrine")
    page.keyboard.press("Enter")
    board.open('.pk-main [data-open="fiche"]')
    page.locator(field("touchpoints.fiche.name")).fill("La fiche, relue")
    page.reload()
    board.shown()
    page.wait_for_selector('[data-card="la-vitrine"]')
    assert "la-vitrine" not in [t.id for t in board.session.journey.touchpoints]
    board.stuck = False
    page.reload()
    board.shown()
    page.wait_for_selector('[data-card="la-vitrine"]')
    after = board.saved()
    assert after["la-vitrine"].name == "La vitrine"
    assert after["fiche"].name == "La fiche, relue"
    assert page.evaluate("localStorage.length") == 0


def test_an_edit_sent_twice_is_made_once(room):
    board = room(step=3)
    page = board.page
    page.locator(".pk-notes > summary").focus()
    before = len(board.session.journey.notes)
    page.fill(field("capture"), "Une remarque")
    page.locator(".pk-capture .pk-primary").click()
    board.saved()
    page.evaluate("toKernel(sent.at(-1))")
    assert len(board.saved().notes) == before + 1


def test_the_parking_lot_is_there_from_the_first_step(room):
    board = room(step=1)
    page = board.page
    page.fill(field("capture"), "Et la livraison ?")
    page.locator(".pk-capture .pk-primary").click()
    assert board.saved().notes[-1].text == "Et la livraison ?"
    note = page.locator(".pk-notes li", has_text="Et la livraison ?")
    note.get_by_role("button").first.click()
    note.locator("form button").click()
    assert "Et la livraison ?" in [one.text for one in board.saved().personas[0].empathy.needs]


def test_what_is_refused_says_why_beside_the_field_and_keeps_what_was_typed(room):
    board = room(step=5)
    page = board.page
    pain = board.session.journey.pain_points[0].id
    before = board.session.journey
    board.open(f'[data-card="{pain}"] .pk-name')
    page.locator(field(f"pain_points.{pain}.mentions")).fill("lots of them")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{field(f'pain_points.{pain}.mentions')}[aria-invalid]")
    assert page.input_value(field(f"pain_points.{pain}.mentions")) == "lots of them"
    assert "14 of 60" in page.locator(".pk-panel .pk-why").text_content()
    assert board.saved() == before


# --- others at work ------------------------------------------------------------------------------


def test_what_others_change_is_shown_and_merged(room):
    board = room(step=3)
    page = board.page
    with EditSession(board.folder, "en") as other:
        edit = {"op": "set", "place": ["touchpoints", "fiche", "name"], "value": "Fiche bis"}
        other.submit(edit, lambda reply: None)
        assert other.flush()
    page.get_by_role("button", name="Fiche bis", exact=True).wait_for()
    board.open('.pk-main [data-open="fiche"]')
    page.locator(field("touchpoints.fiche.importance")).first.check(force=True)
    after = board.saved()["fiche"]
    assert (after.name, after.importance) == ("Fiche bis", 1)


@pytest.mark.parametrize(
    ("choice", "name", "note"),
    [
        ("Keep my version", "<i>Mine</i>", None),
        ("Keep the file version", "<i>Theirs</i>", None),
        ("Keep the file version, and mine as a note", "<i>Theirs</i>", "<i>Mine</i>"),
    ],
)
def test_two_versions_of_one_field_are_both_shown_and_one_is_chosen(room, choice, name, note):
    board = room(step=3)
    page = board.page
    board.open('.pk-main [data-open="fiche"]')
    page.evaluate("deaf = true")  # it does not hear of the other's change in time
    with EditSession(board.folder, "en") as other:
        edit = {"op": "set", "place": ["touchpoints", "fiche", "name"], "value": "<i>Theirs</i>"}
        other.submit(edit, lambda reply: None)
        assert other.flush()
    page.fill(field("touchpoints.fiche.name"), "<i>Mine</i>")
    dialog = page.locator("dialog")
    dialog.wait_for()
    page.evaluate("deaf = false")
    assert dialog.locator(".pk-version").all_text_contents() == ["<i>Theirs</i>", "<i>Mine</i>"]
    notes = [one.text for one in board.session.journey.notes]
    dialog.get_by_role("button", name=choice, exact=True).click()
    page.wait_for_selector("dialog", state="detached")
    after = board.saved()
    assert after["fiche"].name == name
    assert [one.text for one in after.notes] == notes + ([note] if note else [])
    page.wait_for_selector(".pk-conflicts", state="detached")


def test_a_version_that_was_chosen_from_a_list_is_offered_as_no_note(room):
    board = room(step=3)
    page = board.page
    board.open('.pk-main [data-open="fiche"]')
    page.evaluate("deaf = true")
    with EditSession(board.folder, "en") as other:
        place = ["touchpoints", "fiche", "channel"]
        other.submit({"op": "set", "place": place, "value": "shop"}, lambda reply: None)
        assert other.flush()
    page.select_option(field("touchpoints.fiche.channel"), "newsletter")
    page.locator("dialog").wait_for()
    assert page.locator("dialog button").all_inner_texts() == [
        "Keep the file version",
        "Keep my version",
        "Decide later",
    ]


def test_a_file_broken_by_hand_is_reported_and_mended(room):
    board = room(step=3)
    page = board.page
    file = board.session.workshop.path
    good = file.read_bytes()
    file.write_bytes(good + b"touchpoints: [oops\n")
    page.wait_for_selector(".pk-broken")
    assert page.locator('[data-card="fiche"]').count() == 1
    page.locator(".pk-broken summary").click()
    assert page.locator(".pk-broken li").count() >= 1
    file.write_bytes(good)
    page.wait_for_selector(".pk-broken", state="detached")


# --- hostile texts -------------------------------------------------------------------------------

TRAP = """for (const name of ['alert', 'prompt', 'confirm', 'open'])
  window[name] = (...all) => { window.ran = `${name}(${all})`; }; 0"""


@pytest.mark.parametrize("part", range(2))
def test_hostile_texts_are_texts(room, part, tmp_path):
    strings = [*xss()[part::2], *(s for s in naughty()[part::2] if not refused(s))]
    source = tmp_path / "hostile"
    source.mkdir()
    (source / "workshop.yaml").write_text(text_of(planted(*strings)), encoding="utf-8")
    board = room(step=1, client=str(source))
    page = board.page
    page.evaluate(TRAP)
    for step in STEPS:
        board.turn_to(step)
        for name in page.locator(".pk-main [data-open]").all()[:3]:
            name.click()
            page.wait_for_timeout(30)
        page.mouse.move(300, 300)
    settle(page, DRAWN)  # what was opened last takes the focus a frame later
    page.fill(field("capture"), "\n".join(s.replace("\n", " ") for s in strings[:100]))
    page.locator(".pk-capture .pk-primary").click()
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert page.locator("#board :is(script, iframe, object, embed, img, base, link)").count() == 0
    assert [u for u in board.asked if not u.startswith(board.link.origin)] == []


# --- who can use it ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.soak)])
def test_axe_finds_nothing(room, violations, lang):
    board = room(step=1, lang=lang)
    page = board.page
    found = {}
    page.locator(".pk-keys summary").click()
    found["keys"] = violations(page)
    for step in STEPS:
        board.turn_to(step)
        if step > 1:
            page.locator(".pk-main [data-open]").nth(1).click()
            page.locator(".pk-review > summary").click()
        found[step] = violations(page)
    assert found == {key: {} for key in ("keys", *STEPS)}


def test_it_fits_a_telephone(room):
    board = room(step=1, how=PHONE)
    page = board.page
    for step in STEPS:
        board.turn_to(step)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, step
        if step == 1:
            continue
        page.locator(".pk-main [data-open]:visible").first.click()
        page.wait_for_selector(".pk-panel")
        assert page.evaluate("document.documentElement.scrollWidth") == 390, step
        assert not page.locator(".pk-main").is_visible()
        page.locator(".pk-close").click()
        assert page.locator(".pk-main").is_visible()


TORN = """() => {
  const torn = [], texts = document.createTreeWalker(document.querySelector('.pk-columns'), 4);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const at = text.parentElement;
    if (!at.checkVisibility() || at.closest('select, .pk-hidden')) continue;
    for (const word of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      const card = at.closest('.pk-card, .pk-column').getBoundingClientRect();
      const out = range.getBoundingClientRect().right > card.right;
      if (lines.size > 1 || out) torn.push(word[0]);
    }
  }
  return torn;
}"""


@pytest.mark.parametrize("stages", [7, 12])
def test_no_word_is_torn_however_many_stages_there_are(room, tmp_path, stages):
    source = tmp_path / "long"
    source.mkdir()
    long = "Redondance des renseignements administratifs"
    data = {
        "schema_version": 1,
        "client": {"name": "Grand", "language": "fr"},
        "stages": {f"s{n}": {"name": f"Réapprovisionnement {n}"} for n in range(stages)},
        "touchpoints": {
            f"t{n}": {"stage": f"s{n}", "channel": "shop", "name": long} for n in range(stages)
        },
        "pain_points": {
            f"p{n}": {"at": f"t{n}", "group": "process", "what": long} for n in range(stages)
        },
    }
    (source / "workshop.yaml").write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    board = room(step=3, client=str(source), lang="fr")
    for step in (2, 3, 5):
        board.turn_to(step)
        assert board.page.evaluate(TORN) == []


SIZES = """() => [...document.querySelectorAll('.pk-main *')]
  .filter(one => [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim())
    && one.checkVisibility() && one.getBoundingClientRect().width > 2)
  .map(one => [parseFloat(getComputedStyle(one).fontSize), one.className, one.textContent])"""


def test_the_back_of_the_room_can_read_it(room):
    board = room(step=1, how={"viewport": {"width": 1920, "height": 1080}})
    page = board.page
    page.locator('[data-do="projector"]').click()
    for step in STEPS:
        board.turn_to(step)
        sizes = page.evaluate(SIZES)
        assert sizes
        assert [one for one in sizes if one[0] < 1920 / 96] == [], step


def test_a_large_map_is_drawn_anew_only_where_it_changes(room, tmp_path):
    source = tmp_path / "large"
    source.mkdir()
    data = {
        "schema_version": 1,
        "client": {"name": "Grand", "language": "fr"},
        "personas": {"p": {"name": "P"}},
        "stages": {f"s{n}": {"name": f"Étape {n}"} for n in range(12)},
        "touchpoints": {
            f"t{n}": {"stage": f"s{n // 10}", "channel": "shop", "name": f"Contact {n}"}
            for n in range(120)
        },
    }
    (source / "workshop.yaml").write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    board = room(step=3, client=str(source))
    page = board.page
    assert page.locator(".pk-cards .pk-card").count() == 120
    page.evaluate(
        """window.touched = new Set();
        new MutationObserver(all => all.forEach(one =>
          touched.add((one.target.closest ?? one.target.parentElement.closest).call(
            one.target.closest ? one.target : one.target.parentElement, '[data-card], .pk-bar')))
        ).observe(document.querySelector('.pk-frame'),
          {subtree: true, childList: true, characterData: true, attributes: true}); 0"""
    )
    board.open('.pk-main [data-open="t57"]')
    page.fill(field("touchpoints.t57.name"), "Autre nom")
    page.keyboard.press("Tab")  # what is typed is an edit only after a pause, or when it is left
    board.saved()
    touched = page.evaluate("[...touched].map(one => one?.dataset?.card ?? null).filter(Boolean)")
    assert touched == ["t57"]


def test_its_texts_are_all_of_the_catalogue(room):
    board = room(step=3, lang="en")
    board.page.locator(".pk-main [data-open]").first.click()
    left = board.page.evaluate("document.body.innerText.match(/\\\\b[a-z]+_[a-z_]+\\\\b/g)")
    assert left is None
    asked = json.dumps(board.board.texts)
    assert "Saved" in asked


@pytest.mark.parametrize("record", ["scenario", "team", "evidence", "goals", "map", "author"])
def test_what_frames_the_steps_has_its_form(room, record):
    board = room(step=1, record=record)
    assert board.page.locator(".pk-form [data-field]").count() >= 2


def test_the_many_measures_of_a_source_are_folded_and_told_apart(room):
    board = room(client="maison-lumen", step=1, record="evidence")
    page = board.page
    source = board.session.journey.evidence[0]
    measures = page.locator(".pk-parts > details")
    assert measures.count() == len(source.measures) > 30
    place = board.session.journey[source.measures[0].at].name
    assert place in measures.first.locator("summary").inner_text()
    assert page.locator('[data-field*=".measures."]').count() == 0
    measures.first.locator("summary").click()
    page.locator(f'[data-field="evidence.{source.id}.measures.0.figure"]').wait_for()
    assert measures.first.locator(".pk-evidence").count() == 0  # a column rests on no source
