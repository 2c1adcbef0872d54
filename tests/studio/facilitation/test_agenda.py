"""The agendas: those of the method, complete in both languages, replaceable by a trainer's."""

import os
import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.i18n import LANGUAGES, texts
from kit.studio.facilitation import Agenda, Item, agendas, copy_agenda
from kit.studio.facilitation.bar import Bar
from kit.studio.parts import PARTS
from kit.workshop import WorkshopError

PAGE = Path(__file__).parents[3] / "docs" / "method.md"
STEPS = (
    "welcome",
    "persona",
    "stages",
    "touchpoints",
    "emotions",
    "break",
    "pain-points",
    "improvements",
    "decisions",
)
"""The rows of the page's table of agendas."""


def minutes_of_the_method():
    """Return the minutes of each step in the four agendas, from docs/method.md."""
    table = PAGE.read_text("utf-8").split("## Workshop agendas")[1].split("\n## ")[0]
    rows = re.findall(r"^\|.+\|((?: \d+ \|){4})$", table, re.MULTILINE)
    return {
        step: [int(minutes) for minutes in row.split("|")[:4]]
        for step, row in zip(STEPS, rows, strict=True)
    }


def test_the_agendas_have_the_minutes_of_the_method():
    four = agendas(texts("en"))
    assert [agenda.minutes for agenda in four] == [90, 120, 240, 360]
    for step, minutes in minutes_of_the_method().items():
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


def test_every_item_but_a_break_has_a_notebook():
    for agenda in agendas(texts("en")):
        for item in agenda.items:
            wanted = {"welcome": "start", "decisions": "improvements", "break": ""}
            assert item.notebook == wanted.get(item.step, item.step)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_item_says_what_is_done_said_needed_and_shown(lang):
    for agenda in agendas(texts(lang)):
        assert agenda.name
        for item in agenda.items:
            for name, text in asdict(item).items():
                assert text or name in ("firm", "notebook"), (agenda.id, item.step, name)


def test_every_text_is_there_in_both_languages():
    french, english = agendas(texts("fr")), agendas(texts("en"))
    for one, other in zip(french, english, strict=True):
        for a, b in zip(one.items, other.items, strict=True):
            for name in ("do", "say", "prepare", "shows", "pace"):
                assert getattr(a, name) != getattr(b, name), (one.id, a.step, name)


# --- a trainer's own -----------------------------------------------------------------------------


KITS = {lang: agendas(texts(lang)) for lang in LANGUAGES}


def test_a_copy_is_the_same_agenda_in_both_languages_and_takes_the_kits_place(tmp_path):
    for number, agenda in enumerate(KITS["fr"]):
        path = copy_agenda(
            {lang: kits[number] for lang, kits in KITS.items()}, tmp_path, texts("fr")
        )
        assert path == tmp_path / "agendas" / f"{agenda.id}.toml"
    for lang, kits in KITS.items():
        again = agendas(texts(lang), tmp_path)
        assert all(agenda.own for agenda in again)
        assert [(a.name, a.items) for a in again] == [(a.name, a.items) for a in kits]


def test_the_bar_makes_a_trainers_agenda_the_clients(tmp_path):
    trainer, client = tmp_path / "trainer", tmp_path / "client"
    (trainer / "agendas").mkdir(parents=True)
    client.mkdir()
    (trainer / "agendas" / "mine.toml").write_text(
        'name = {en = "Mine", fr = "Le mien"}\n[[item]]\nstep = "emotions"\nminutes = 20\n'
    )
    bar = Bar(client, texts("en"), trainers=(trainer,))
    sent = []
    bar.send = sent.append
    bar.handle_message(bar, {"copy": "mine"}, [])
    assert sent == [{"copied": "client/agendas/mine.toml"}]
    assert agendas(texts("fr"), client)[-1].name == "Le mien"


def test_a_copy_leaves_what_is_there(tmp_path):
    mine = tmp_path / "agendas" / "90-min.toml"
    mine.parent.mkdir()
    mine.write_text("# mine\n")
    assert (
        copy_agenda({lang: kits[0] for lang, kits in KITS.items()}, tmp_path, texts("fr")) == mine
    )
    assert mine.read_text() == "# mine\n"


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(st.lists(st.builds(Item, TEXT, st.integers(1, 90), TEXT.filter(bool), say=TEXT), min_size=1))
def test_any_texts_survive_a_copy(tmp_path_factory, items):
    folder = tmp_path_factory.mktemp("client")
    agenda = Agenda("mine", "Mine", tuple(items))
    said = dict.fromkeys(LANGUAGES, agenda)
    tomllib.loads(copy_agenda(said, folder, texts("en")).read_bytes().decode())
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
        'notebook = "start"\n'
        '[[item]]\nstep = "emotions"\nminutes = 20\nsay = "À vous."\n',
        "utf-8",
    )
    *kits, mine = agendas(texts("fr"), tmp_path)
    assert [agenda.id for agenda in kits] == ["90-min", "2-h", "half-day", "full-day"]
    assert mine.name == "Matinée"
    assert mine.minutes == 27
    game, emotions = mine.items
    assert game.title == "Brise-glace"
    assert (game.notebook, emotions.notebook) == ("start", "emotions")
    assert emotions.say == "À vous."
    assert emotions.do.startswith("Notent")


def test_a_trainers_agendas_are_there_for_all_clients_and_a_clients_come_first(tmp_path):
    trainer, client = tmp_path / "trainer", tmp_path / "client"
    for folder, name in ((trainer, "matin"), (trainer, "2-h"), (client, "2-h")):
        (folder / "agendas").mkdir(parents=True, exist_ok=True)
        (folder / "agendas" / f"{name}.toml").write_text(
            f'name = "{folder.name}"\n[[item]]\nstep = "persona"\nminutes = 20\n'
        )
    shown = {
        agenda["id"]: agenda["name"]
        for agenda in Bar(client, texts("en"), trainers=(trainer,)).agendas
    }
    assert shown["matin"] == "trainer"
    assert shown["2-h"] == "client"
    assert shown["90-min"] == "90 minutes"


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
        ("[[item]]\nstep = 'persona'\nminutes = 3\nnotebook = 'plan'\n", "plan"),
        ("[[item]]\nstep = 'persona'\nminutes = 3\nnotebook = 3\n", "notebook"),
        ("[[item]]\nstep = 'persona'\nminutes = 3\nnotebook = ['start']\n", "notebook"),
    ],
)
def test_what_is_wrong_with_an_agenda_is_said(tmp_path, text, says):
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas" / "mine.toml").write_text(text)
    with pytest.raises(WorkshopError) as refused:
        agendas(texts("en"), tmp_path)
    told = refused.value.text(texts("en"))
    assert "mine.toml" in told
    assert says in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_pipe_in_place_of_an_agenda_is_refused(tmp_path):
    (tmp_path / "agendas").mkdir()
    os.mkfifo(tmp_path / "agendas" / "mine.toml")
    with pytest.raises(WorkshopError, match=r"mine\.toml.* is a pipe"):
        agendas(texts("en"), tmp_path)
