"""A step as its notebook opens it in a room, without JupyterLab around it."""

import shutil
import time

import pytest

from kit.i18n import texts
from kit.resources import resource
from kit.studio.facilitation.bar import Bar
from kit.studio.facilitation.room_button import RoomButton
from kit.studio.folders import home, link, outputs
from kit.studio.notebooks.start import Start
from kit.studio.notebooks.step_notebook import MAX_RUNS
from kit.studio.parts import PARTS
from kit.studio.widgets.board import Board
from kit.studio.widgets.evidence import EvidenceAdder
from kit.studio.widgets.language import LanguagePicker
from kit.studio.widgets.language_choice import forget_language, store_language, stored_language
from kit.studio.widgets.map_review import MapReviewForm
from kit.studio.workbook import open_step


@pytest.fixture
def client(tmp_path, put_away):
    folder = tmp_path / "workshops" / "maison-lumen"
    shutil.copytree(resource("workshops") / "maison-lumen", folder)
    return folder


@pytest.mark.parametrize("name", [name for name in PARTS if name != "start"])
def test_a_step_has_a_board_of_its_own(client, name):
    editor = open_step(name, str(client)).editor()
    assert isinstance(editor, Board)
    assert editor.step == PARTS[name].number
    assert editor.lang == "fr"


def test_the_start_edits_what_frames_the_steps(client):
    editor = open_step("start", str(client), "en").editor()
    *boards, adder, review = editor.children
    assert isinstance(adder, EvidenceAdder)
    assert isinstance(review, MapReviewForm)
    assert [board.record for board in boards] == [
        "scenario",
        "team",
        "evidence",
        "goals",
        "map",
        "author",
    ]


def test_the_picture_follows_what_is_edited(client):
    step = open_step("persona", str(client), "en")
    picture = step.picture()
    assert "Zoé-Anaïs" not in picture.value
    edit = {"op": "set", "place": ["personas", "camille", "name"], "value": "Zoé-Anaïs <b>"}
    step.session.submit(edit, lambda _: None)
    end = time.monotonic() + 30
    while "Zoé-Anaïs" not in picture.value and time.monotonic() < end:
        time.sleep(0.05)
    assert "Zoé-Anaïs &lt;b&gt;" in picture.value


def test_a_cell_that_is_run_again_closes_what_no_page_shows_any_more(client):
    step = open_step("persona", str(client))
    first, *others = (step.editor() for _ in range(MAX_RUNS))
    assert first.comm is not None, "another page on this notebook may show it"
    step.editor()
    assert first.comm is None
    assert all(one.comm is not None for one in others)
    assert step.session is open_step("stages", str(client)).session


@pytest.mark.parametrize(
    ("mode", "kinds"),
    [("workshop", [LanguagePicker, Bar, RoomButton]), ("learn", [LanguagePicker])],
)
def test_the_head_names_client_step_and_the_way_to_the_others(client, monkeypatch, mode, kinds):
    displayed = []
    monkeypatch.setattr("IPython.display.display", lambda it, **_: displayed.append(it))
    open_step("stages", str(client), "en", mode)._ipython_display_()
    head, *widgets = displayed
    assert len(widgets) == len(kinds)
    assert all(isinstance(*pair) for pair in zip(widgets, kinds, strict=True))
    shown = head["text/html"]
    assert "Step 2: The stages" in shown
    assert "Maison Lumen" in shown
    for part in PARTS.values():
        assert (f'href="{part.file}.ipynb"' in shown) == (part.number != 2)


def test_the_way_on_is_a_link(client):
    way_on = open_step("persona", str(client), "en").next()._repr_mimebundle_()["text/html"]
    assert 'href="2_stages.ipynb"' in way_on
    assert "Go to step 2: The stages" in way_on


def test_a_file_that_cannot_be_read_is_said_and_not_raised(client):
    (client / "workshop.yaml").write_text("client: {nam: <b>x</b>}\n")
    step = open_step("persona", str(client), "en")
    shown = step._repr_mimebundle_()["text/html"]
    assert "workshop.yaml:1" in shown
    assert "<b>" not in shown
    for cell in ("purpose", "questions", "editor", "picture", "findings", "next"):
        assert getattr(step, cell)() is None


# --- the language --------------------------------------------------------------------------------


def test_a_language_that_was_chosen_counts_for_all_notebooks(client):
    reader = LanguagePicker(client, "fr")
    said = []
    reader.send = said.append
    reader.handle_message(reader, {"lang": "en"}, [])
    reader.handle_message(reader, {"lang": "xx"}, [])
    again = texts("en")("Press F9 to switch the notebook to your language.")
    assert said == [{"kept": "en", "again": again}]
    assert open_step("stages", str(client), "fr").title == "Step 2: The stages"
    forget_language(client)
    assert open_step("stages", str(client), "fr").title.endswith("Les étapes")


def test_a_handout_speaks_as_it_is_told(client):
    store_language(client, "en")
    assert open_step("stages", str(client), "fr", "handout").title.endswith("Les étapes")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"lang": "xx"}', b'{"lang": 3}', b"\xff"])
def test_a_choice_that_makes_no_sense_is_none(client, content):
    (client / ".parcours").mkdir()
    (client / ".parcours" / "reader.json").write_bytes(content)
    assert stored_language(client) is None


# --- how the boards are shown --------------------------------------------------------------------


def test_persona_and_projector_go_on_in_the_next_notebook(client):
    first = open_step("stages", str(client)).editor()
    assert (first.persona, first.projector) == (None, False)
    second = list(first._session.journey.personas)[1].id
    first.persona, first.projector = second, True
    following = open_step("touchpoints", str(client)).editor()
    assert (following.persona, following.projector) == (second, True)
    following.persona = ""
    again = open_step("stages", str(client)).editor()
    assert (again.persona, again.projector) == ("", True)
    *boards, _, _ = open_step("start", str(client)).editor().children
    assert all(board.projector for board in boards)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"persona": 3, "projector": "on"}', b"\xff"])
def test_a_view_that_makes_no_sense_is_none(client, content):
    (client / ".parcours").mkdir()
    (client / ".parcours" / "view.json").write_bytes(content)
    editor = open_step("stages", str(client)).editor()
    assert (editor.persona, editor.projector) == (None, False)


def test_a_view_that_cannot_be_kept_is_chosen_all_the_same(client):
    editor = open_step("stages", str(client)).editor()
    (client / ".parcours" / "view.json").mkdir(parents=True)
    editor.projector = True
    assert editor.projector
    assert not open_step("stages", str(client)).editor().projector


# --- the start -----------------------------------------------------------------------------------


def test_a_client_is_created_from_a_starter(client):
    root = client.parent
    start = open_step("start", str(root), "en")
    assert isinstance(start, Start)
    chooser = start.editor()
    assert [value for _, value in chooser.client.options] == [str(client)]
    chooser.name.value = "Chez <b>Léa"
    chooser.starter.value = "e-commerce"
    chooser.language.value = "fr"
    chooser.creating.click()
    made = root / "chez-b-lea"
    assert (made / "workshop.yaml").is_file()
    assert (made / "notebooks" / "6_improvements.ipynb").is_file()
    [said] = chooser.output.outputs
    shown = said["data"]["text/html"]
    assert "&lt;b&gt;Léa" in shown
    assert 'href="../chez-b-lea/notebooks/1_persona.ipynb"' in shown
    assert str(made) in [value for _, value in chooser.client.options]


def test_a_client_that_is_there_is_opened(client):
    chooser = open_step("start", str(client.parent), "fr").editor()
    chooser.opening.click()
    [said] = chooser.output.outputs
    assert 'href="../maison-lumen/notebooks/0_start.ipynb"' in said["data"]["text/html"]


@pytest.mark.parametrize("name", ["", "../x", "Maison Lumen"])
def test_a_name_that_cannot_be_is_refused(client, name):
    chooser = open_step("start", str(client.parent), "en").editor()
    chooser.name.value = name
    before = sorted(client.parent.iterdir())
    chooser.creating.click()
    [said] = chooser.output.outputs
    assert 'role="alert"' in said["data"]["text/html"]
    assert sorted(client.parent.iterdir()) == before


# --- where things are ----------------------------------------------------------------------------


def test_everything_of_a_client_is_below_the_folder_of_the_workshops(tmp_path):
    folder = tmp_path / "workshops" / "a" / "b"
    folder.mkdir(parents=True)
    assert home(folder) == tmp_path
    assert home(tmp_path / "workshops") == tmp_path
    assert outputs(folder) == tmp_path / "outputs" / "a" / "b"
    assert link(outputs(folder), folder / "notebooks") == "../../../../outputs/a/b"


def test_a_client_elsewhere_is_a_home_of_its_own(tmp_path):
    assert home(tmp_path) == tmp_path.resolve()
    assert outputs(tmp_path) == tmp_path / "outputs" / tmp_path.name


@pytest.mark.parametrize("cell", ["purpose", "questions"])
def test_what_stands_above_the_board_is_folded_in_a_workshop_and_whole_on_paper(client, cell):
    def shown(mode):
        return getattr(open_step("stages", str(client), "en", mode), cell)()._repr_mimebundle_()

    folded, printed = shown("workshop"), shown("handout")
    assert folded["text/html"].startswith("<details")
    assert f"<summary>{folded['text/plain']}</summary>" in folded["text/html"]
    assert printed["text/html"].startswith("<section")
    assert " open" not in folded["text/html"].split(">")[0]
