"""The agendas: those of the method, complete in both languages, replaceable by a trainer's."""

import tomllib
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.i18n import LANGUAGES, texts
from kit.studio.facilitation import Agenda, Item, agendas, copied
from kit.studio.parts import PARTS
from kit.workshop import WorkshopError

METHOD = {
    "welcome": (5, 10, 15, 20),
    "persona": (10, 15, 25, 40),
    "stages": (10, 15, 25, 35),
    "touchpoints": (15, 20, 35, 50),
    "emotions": (15, 15, 30, 45),
    "break": (0, 5, 20, 30),
    "pain-points": (15, 15, 35, 55),
    "improvements": (15, 20, 40, 60),
    "decisions": (5, 5, 15, 25),
}
"""Minutes for 90 minutes, two hours, half a day and a full day: method.md, "Workshop agendas"."""


def test_the_agendas_have_the_minutes_of_the_method():
    four = agendas(texts("en"))
    assert [agenda.minutes for agenda in four] == [90, 120, 240, 360]
    for step, minutes in METHOD.items():
        for agenda, wanted in zip(four, minutes, strict=True):
            given = [item.minutes for item in agenda.items if item.step == step]
            assert sum(given) == wanted, (agenda.id, step)


def test_the_steps_come_in_their_order():
    for agenda in agendas(texts("en")):
        steps = [item.step for item in agenda.items if item.step in PARTS]
        assert steps == [name for name in PARTS if name != "start"]
        assert agenda.items[0].step == "welcome"
        assert agenda.items[-1].step == "decisions"
        assert agenda.items[-1].firm


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_item_says_what_is_done_said_needed_and_shown(lang):
    for agenda in agendas(texts(lang)):
        assert agenda.name
        for item in agenda.items:
            for name, text in asdict(item).items():
                assert text or name == "firm", (agenda.id, item.step, name)


def test_every_text_is_there_in_both_languages():
    french, english = agendas(texts("fr")), agendas(texts("en"))
    for one, other in zip(french, english, strict=True):
        for a, b in zip(one.items, other.items, strict=True):
            for name in ("do", "say", "prepare", "shows", "pace"):
                assert getattr(a, name) != getattr(b, name), (one.id, a.step, name)


# --- a trainer's own -----------------------------------------------------------------------------


def test_a_copy_is_the_same_agenda_and_takes_the_kits_place(tmp_path):
    for agenda in agendas(texts("fr")):
        path = copied(agenda, tmp_path, texts("fr"))
        assert path == tmp_path / "agendas" / f"{agenda.id}.toml"
    again = agendas(texts("en"), tmp_path)
    assert all(agenda.own for agenda in again)
    assert [a.items for a in again] == [a.items for a in agendas(texts("fr"))]


def test_a_copy_leaves_what_is_there(tmp_path):
    mine = tmp_path / "agendas" / "90-min.toml"
    mine.parent.mkdir()
    mine.write_text("# mine\n")
    assert copied(agendas(texts("fr"))[0], tmp_path, texts("fr")) == mine
    assert mine.read_text() == "# mine\n"


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(st.lists(st.builds(Item, TEXT, st.integers(1, 90), TEXT.filter(bool), say=TEXT), min_size=1))
def test_any_texts_survive_a_copy(tmp_path_factory, items):
    folder = tmp_path_factory.mktemp("client")
    agenda = Agenda("mine", "Mine", tuple(items))
    tomllib.loads(copied(agenda, folder, texts("en")).read_bytes().decode())
    [again] = [a for a in agendas(texts("en"), folder) if a.own]
    for one, other in zip(agenda.items, again.items, strict=True):
        assert (one.minutes, one.title, one.say or other.say) == (
            other.minutes,
            other.title,
            other.say,
        )


def test_an_agenda_of_ones_own_adds_to_the_kits(tmp_path):
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas" / "matin.toml").write_text(
        'name = "Matinée"\n[[item]]\nstep = "jeu"\ntitle = "Brise-glace"\nminutes = 7\n'
        '[[item]]\nstep = "emotions"\nminutes = 20\nsay = "À vous."\n',
        "utf-8",
    )
    *kits, mine = agendas(texts("fr"), tmp_path)
    assert [agenda.id for agenda in kits] == ["90-min", "2-h", "half-day", "full-day"]
    assert mine.name == "Matinée"
    assert mine.minutes == 27
    game, emotions = mine.items
    assert game.title == "Brise-glace"
    assert emotions.say == "À vous."
    assert emotions.do.startswith("Notent")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[item]\n", "TOML"),
        ("name = 'x'\n", "[[item]]"),
        ("item = 3\n", "[[item]]"),
        ("[[item]]\nstep = 'persona'\n", "Item 1 needs minutes"),
        ("[[item]]\nstep = 'persona'\nminutes = 'ten'\n", "Item 1 needs minutes"),
        ("[[item]]\nstep = 'persona'\nminutes = -3\n", "Item 1 needs minutes"),
        ("[[item]]\nstep = 'persona'\nminutes = nan\n", "Item 1 needs minutes"),
        ("[[item]]\nstep = 'lunch'\nminutes = 3\n", "lunch"),
        ("[[item]]\nstep = 'persona'\nminutes = 3\nsays = 'x'\n", "says"),
        ("[[item]]\nstep = 'persona'\nminutes = 3\nsay = 4\n", "say"),
    ],
)
def test_what_is_wrong_with_an_agenda_is_said(tmp_path, text, says):
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas" / "mine.toml").write_text(text)
    with pytest.raises(WorkshopError) as refused:
        agendas(texts("en"), tmp_path)
    told = refused.value.told(texts("en"))
    assert "mine.toml" in told
    assert says in told
