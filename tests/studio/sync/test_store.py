"""A file in safe hands: merging, clashes, undo across notebooks, crashes between two writes."""

from __future__ import annotations

import json
import os
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import atomic
from kit.client_files import ClientFolder
from kit.i18n import texts
from kit.studio.sync.places import value_at
from kit.studio.sync.store import WorkshopStore
from kit.workshop import WorkshopError, load
from kit.workshop.file import text_of
from tests.journeys import feeling, journey
from tests.studio.drawn import edits

numbers = count()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path)


def written(folder: Path) -> Path:
    file = folder / "workshop.yaml"
    stated = journey(
        emotions=[feeling("vitrine", 1), feeling("caisse", -1)],
        pain_points={
            "attente": {"at": "caisse", "group": "process", "what": "attendre dix minutes"}
        },
        improvements={"caisse-2": {"solution": "ouvrir une caisse", "removes": ["attente"]}},
        notes=["une note"],
    )
    file.write_text("# Un commentaire\n" + text_of(stated), encoding="utf-8")
    return file


def open_store(path: Path) -> WorkshopStore:
    return WorkshopStore(path, texts("en"))


def numbered(edit: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"e{next(numbers)}", **edit}


def make(store: WorkshopStore, **edit: Any) -> dict[str, Any]:
    return store.commit([numbered(edit)])[0]


IMPORTANCE = ["touchpoints", "caisse", "importance"]


def test_saved_means_that_another_process_would_read_it(path):
    reply = make(open_store(path), op="set", place=IMPORTANCE, value=2, was=5)
    assert "saved" in reply
    assert load(path).journey["caisse"].importance == 2
    assert path.read_text(encoding="utf-8").startswith("# Un commentaire\n")


def test_edits_to_different_things_merge(path):
    one, other = open_store(path), open_store(path)
    assert "saved" in make(one, op="set", place=IMPORTANCE, value=2, was=5)
    assert "saved" in make(other, op="set", place=["stages", "acheter", "name"], value="Je paie")
    assert "saved" in make(one, op="add", place=["notes"], value="d’un côté")
    assert "saved" in make(other, op="add", place=["notes"], value="de l’autre")
    stated = load(path).journey
    assert stated["caisse"].importance == 2
    assert stated["acheter"].name == "Je paie"
    assert [note.text for note in stated.notes] == ["une note", "d’un côté", "de l’autre"]


def test_of_two_versions_of_a_field_both_are_shown_and_the_loser_is_kept(path):
    one, other = open_store(path), open_store(path)
    make(one, op="set", place=IMPORTANCE, value=2, was=5)
    reply = make(other, op="set", place=IMPORTANCE, value=1, was=5)
    assert reply["place"] == IMPORTANCE
    assert (reply["theirs"], reply["yours"]) == (2, 1)
    assert load(path).journey["caisse"].importance == 2
    third = open_store(path)
    third.refresh()
    kept = third.conflicts.open()[0]
    assert (kept["theirs"], kept["yours"]) == (2, 1)
    reply = third.commit(
        [numbered({**kept["edit"], "was": 2, "settles": kept["conflict"]} | {"id": "again"})]
    )[0]
    assert reply == {"saved": "again"}
    assert load(path).journey["caisse"].importance == 1
    other.refresh()
    assert other.conflicts.open() == []
    assert '"yours": 1' in (path.parent / ".parcours" / "conflicts.jsonl").read_text()


def test_the_others_version_can_be_chosen(path):
    one = open_store(path)
    reply = make(one, op="set", place=IMPORTANCE, value=1, was=4)
    one.drop("choice", reply["conflict"])
    assert one.conflicts.open() == []
    assert load(path).journey["caisse"].importance == 5


def test_two_things_of_the_same_id_both_stay(path):
    one, other = open_store(path), open_store(path)
    point = {"stage": "acheter", "channel": "shop", "name": "Le retrait"}
    make(one, op="add", place=["touchpoints", "retrait"], value=point)
    later = {**point, "name": "Un autre retrait"}
    adding = numbered({"op": "add", "place": ["touchpoints", "retrait"], "value": later})
    feeling_there = {
        "op": "set",
        "place": ["emotions", {"persona": "lea", "at": "retrait"}, "score"],
        "value": 2,
        "new": {"retrait": adding["id"]},
    }
    replies = other.commit([adding, numbered(feeling_there)])
    assert replies[0] == {"saved": adding["id"], "names": {"retrait": "retrait-2"}}
    stated = load(path).journey
    assert stated["retrait"].name == "Le retrait"
    assert stated["retrait-2"].name == "Un autre retrait"
    assert stated.emotion("lea", "retrait-2").score == 2
    assert stated.emotion("lea", "retrait") is None


def test_an_edit_sent_twice_is_made_once(path):
    one = open_store(path)
    edit = numbered({"op": "add", "place": ["notes"], "value": "une seule fois"})
    assert one.commit([edit, edit]) == [{"saved": edit["id"]}] * 2
    assert open_store(path).commit([edit]) == [{"saved": edit["id"]}]
    assert len(load(path).journey.notes) == 2


def test_a_removal_that_leaves_others_dangling_offers_to_remove_them_too(path):
    one = open_store(path)
    before = path.read_bytes()
    reply = make(one, op="remove", place=["touchpoints", "caisse"])
    assert "attendre dix minutes" in reply["why"]
    assert "“Léa Exemple”" in reply["why"]
    assert path.read_bytes() == before
    assert "saved" in one.commit([numbered(reply["offer"] | {"id": "with all"})])[0]
    stated = load(path).journey
    assert stated.get("caisse") is None
    assert stated.get("attente") is None
    assert stated["caisse-2"].removes == ()
    one.undo("undo")
    assert load(path).journey == journey_of(before, path)


def journey_of(content: bytes, path: Path) -> Any:
    path.with_name("before.yaml").write_bytes(content)
    return load(path.with_name("before.yaml")).journey


def test_a_stage_goes_with_all_that_happens_in_it_and_silences_do_not_widen(tmp_path):
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + "\nsilenced:\n  - {rule: no-offline, reason: voulu, at: facture}\n", encoding="utf-8"
    )
    one = open_store(path)
    reply = make(one, op="remove", place=["stages", "acheter"])
    one.commit([reply["offer"] | {"id": "all"}])
    stated = load(path).journey
    assert [t.id for t in stated.touchpoints] == ["vitrine", "site"]
    assert stated.silenced == ()
    assert [e.at for e in stated.emotions] == ["vitrine"]


def test_a_new_id_is_told_to_all_who_name_it(path):
    one = open_store(path)
    assert "saved" in make(one, op="rename", place=["touchpoints", "caisse"], value="comptoir")
    stated = load(path).journey
    assert stated["attente"].at == "comptoir"
    assert stated.emotion("lea", "comptoir").score == -1
    one.undo("undo")
    assert load(path).journey["attente"].at == "caisse"


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"op": "set", "place": IMPORTANCE, "value": 9}, "Use 1 to 5"),
        ({"op": "set", "place": ["stages", "acheter", "name"], "value": None}, "missing"),
        ({"op": "set", "place": ["stages", "acheter", "nom"], "value": "x"}, "Unknown field"),
        ({"op": "set", "place": ["pain_points", "attente", "at"], "value": "nulle-part"}, "nulle"),
        ({"op": "set", "place": ["client", "name", "a", "b"], "value": "x"}, ""),
        ({"op": "set", "place": ["notes", 0], "value": "x" * 6000}, "5,000"),
        ({"op": "add", "place": ["stages", "Été !"], "value": {"name": "x"}}, "not a valid ID"),
        ({"op": "set", "place": ["client", "name"], "value": {"a": [None, {"b": 1}]}}, ""),
        ({"op": "add", "place": ["notes"], "value": "cloche \x07"}, ""),
        ({"op": "add", "place": ["notes"], "value": "demi \ud800"}, ""),
    ],
)
def test_what_is_refused_says_why_and_harms_no_other(path, edit, says):
    one = open_store(path)
    good = {"op": "add", "place": ["notes"], "value": "gardée"}
    replies = one.commit([numbered(good), numbered(edit), numbered(good)])
    assert ["saved" in replies[0], "refused" in replies[1], "saved" in replies[2]] == [True] * 3
    assert says in replies[1]["why"]
    assert replies[1]["why"]
    assert len(load(path).journey.notes) == 3


def test_undo_and_redo_across_two_notebooks(path):
    one, other = open_store(path), open_store(path)
    start = path.read_bytes()
    make(one, op="set", place=IMPORTANCE, value=2, was=5)
    make(other, op="set", place=["stages", "acheter", "name"], value="Je paie")
    assert other.undo("u1")["place"] == ["stages", "acheter", "name"]
    assert other.undo("u2")["place"] == IMPORTANCE
    assert path.read_bytes() == start
    assert "refused" in one.undo("u3")
    one.redo("r1")
    other.redo("r2")
    stated = load(path).journey
    assert (stated["caisse"].importance, stated["acheter"].name) == (2, "Je paie")
    one.undo("u4")
    make(other, op="add", place=["notes"], value="autre chose")
    assert "refused" in one.redo("r3")


def test_an_undo_sent_twice_is_made_once(path):
    one = open_store(path)
    make(one, op="set", place=IMPORTANCE, value=2)
    make(one, op="set", place=IMPORTANCE, value=3)
    one.undo("u")
    one.undo("u")
    assert load(path).journey["caisse"].importance == 2


def test_what_a_hand_has_changed_since_is_not_undone_and_does_not_block(path):
    one = open_store(path)
    make(one, op="add", place=["notes"], value="avant")
    make(one, op="set", place=["stages", "acheter", "name"], value="Je paie")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Je paie", "Je règle"), encoding="utf-8")
    reply = one.undo("u1")
    assert reply["place"] == ["stages", "acheter", "name"]
    assert load(path).journey["acheter"].name == "Je règle"
    assert "saved" in one.undo("u2")
    assert len(load(path).journey.notes) == 1


def test_a_hand_edit_is_taken_in_and_edits_are_made_on_top_of_it(path):
    one = open_store(path)
    text = path.read_text(encoding="utf-8").replace("Je cherche", "Je regarde")
    path.write_text(text + "# à la main\n", encoding="utf-8")
    make(one, op="set", place=IMPORTANCE, value=1, was=5)
    assert load(path).journey["chercher"].name == "Je regarde"
    assert "# à la main" in path.read_text(encoding="utf-8")


def test_a_hand_edit_at_the_last_moment_is_taken_in_too(path, monkeypatch):
    one = open_store(path)
    write = ClientFolder.write_bytes
    hands = iter(["Je regarde", None])

    def overtaken(
        folder: ClientFolder, name: str, content: bytes, over: bytes | None = None
    ) -> None:
        text = next(hands, None)
        if text:
            said = path.read_text(encoding="utf-8").replace("Je cherche", text)
            path.write_text(said, encoding="utf-8")
        write(folder, name, content, over=over)

    monkeypatch.setattr(ClientFolder, "write_bytes", overtaken)
    assert "saved" in make(one, op="set", place=IMPORTANCE, value=1, was=5)
    stated = load(path).journey
    assert (stated["chercher"].name, stated["caisse"].importance) == ("Je regarde", 1)
    one.undo("undo")
    assert load(path).journey["caisse"].importance == 5


def test_an_unreadable_hand_edit_stops_saving_and_stays_as_it_is(path):
    one = open_store(path)
    path.write_text("stages: [", encoding="utf-8")
    with pytest.raises(WorkshopError):
        one.refresh()
    with pytest.raises(WorkshopError):
        make(one, op="set", place=IMPORTANCE, value=1)
    assert path.read_text(encoding="utf-8") == "stages: ["
    assert one.workshop.journey["caisse"].importance == 5


def test_a_save_that_failed_leaves_no_trace_in_the_journal(path, monkeypatch):
    one = open_store(path)
    edit = numbered({"op": "set", "place": IMPORTANCE, "value": 1, "was": 5})
    with monkeypatch.context() as patched:
        patched.setattr(ClientFolder, "write_bytes", _full)
        with pytest.raises(OSError, match="No space"):
            one.commit([edit])
    assert one.journal.to_undo is None
    assert one.commit([edit]) == [{"saved": edit["id"]}]
    assert load(path).journey["caisse"].importance == 1
    other = open_store(path)
    other.undo("u")
    assert load(path).journey["caisse"].importance == 5
    assert "refused" in other.undo("u2")


def _full(*_: Any, **__: Any) -> None:
    raise OSError(28, "No space left on device")


class Killed(BaseException):
    """Stands for the end of the process: nothing after it is run."""


@pytest.mark.parametrize("torn", [True, False])
def test_killed_between_the_journal_and_the_file(path, monkeypatch, torn):
    one = open_store(path)
    make(one, op="set", place=IMPORTANCE, value=1, was=5)
    lost = numbered({"op": "add", "place": ["notes"], "value": "jamais confirmée"})
    line = json.dumps(
        {
            "before": one.workshop.document.fingerprint,
            "after": "f" * 64,
            "edits": [{"id": lost["id"], "edit": lost, "inverse": {"op": "remove"}}],
        }
    )
    with (path.parent / ".parcours" / "journal.jsonl").open("a", encoding="utf-8") as file:
        file.write(line[:40] if torn else line + "\n")
    other = open_store(path)
    assert other.commit([lost]) == [{"saved": lost["id"]}]  # sent again, and really made
    assert len(load(path).journey.notes) == 2
    other.undo("u1")
    other.undo("u2")
    assert load(path).journey["caisse"].importance == 5
    one.refresh()
    assert one.journal.to_undo is None


def test_killed_between_the_file_and_the_answer(path):
    one = open_store(path)
    edit = numbered({"op": "add", "place": ["notes"], "value": "écrite"})
    one.commit([edit])
    other = open_store(path)
    assert other.commit([edit]) == [{"saved": edit["id"]}]
    assert len(load(path).journey.notes) == 2


def test_other_files_of_the_folder_have_journals_of_their_own(path):
    copy = path.with_name("variante.yaml")
    copy.write_bytes(path.read_bytes())
    make(open_store(path), op="add", place=["notes"], value="ici")
    assert "refused" in open_store(copy).undo("u")


def test_git_ignores_what_the_store_keeps(path):
    make(open_store(path), op="add", place=["notes"], value="ici")
    assert (path.parent / ".parcours" / ".gitignore").read_text() == "*\n"


def test_what_a_killed_save_has_left_is_removed_once_it_is_old(path):
    old, young = (path.with_name(f".workshop.yaml.{name}.tmp") for name in ("old", "young"))
    for left in (old, young):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    make(open_store(path), op="add", place=["notes"], value="ici")
    assert not old.exists()
    assert young.exists()


# --- any edits of two people -------------------------------------------------------------------

SLOW = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SLOW
@given(st.data())
def test_whatever_two_stores_make_can_be_undone_to_where_it_began(tmp_path_factory, drawn):
    path = written(tmp_path_factory.mktemp("client"))
    start = load(path).journey
    stores = [open_store(path), open_store(path)]
    for _ in range(drawn.draw(st.integers(1, 6))):
        store = drawn.draw(st.sampled_from(stores))
        replies = store.commit([numbered(drawn.draw(edits(store.data)))])
        assert load(path).journey == store.workshop.journey
        assert set(replies[0]) & {"saved", "refused", "conflict"}
    while True:
        store = drawn.draw(st.sampled_from(stores))
        if "refused" in store.undo(f"u{next(numbers)}"):
            break
    assert load(path).journey == start


FIELDS_OF_ALL = [
    IMPORTANCE,
    ["touchpoints", "site", "name"],
    ["stages", "acheter", "name"],
    ["emotions", {"persona": "lea", "at": "site"}, "score"],
]


@SLOW
@given(st.data())
def test_no_interleaving_of_two_stores_loses_a_confirmed_edit(tmp_path_factory, drawn):
    path = written(tmp_path_factory.mktemp("client"))
    stores = [open_store(path), open_store(path)]
    shown = [store.data for store in stores]  # what each person sees, old as it may be
    fields: dict[str, Any] = {}
    notes, points, lost = ["une note"], {}, []
    for number in range(drawn.draw(st.integers(1, 12))):
        who = drawn.draw(st.integers(0, 1))
        kind = drawn.draw(st.sampled_from(["field", "field", "note", "point", "look"]))
        if kind == "look":
            stores[who].refresh()
            shown[who] = stores[who].data
        elif kind == "note":
            edit = {"op": "add", "place": ["notes"], "value": f"note {number}"}
            assert "saved" in make(stores[who], **edit)
            notes.append(f"note {number}")
        elif kind == "point":
            id = drawn.draw(st.sampled_from(["retrait", "accueil"]))
            value = {"stage": "acheter", "channel": "shop", "name": f"Contact {number}"}
            reply = make(stores[who], op="add", place=["touchpoints", id], value=value)
            points[reply.get("names", {}).get(id, id)] = value["name"]
        else:
            place = drawn.draw(st.sampled_from(FIELDS_OF_ALL))
            value = number % 5 - 2 if place[-1] == "score" else f"texte {number}"
            value = number % 5 + 1 if place[-1] == "importance" else value
            edit = {"op": "set", "place": place, "value": value, "was": value_at(shown[who], place)}
            reply = make(stores[who], **edit)
            if "saved" in reply:
                fields[json.dumps(place)] = value
                shown[who] = stores[who].data
            else:
                assert reply["theirs"] == fields[json.dumps(place)]
                lost.append(value)
    stated = open_store(path).data
    assert {p: value_at(stated, json.loads(p)) for p in fields} == fields
    assert stated["notes"] == notes
    assert {id: stated["touchpoints"][id]["name"] for id in points} == points
    stores[0].refresh()
    stores[0].conflicts.catch_up()
    assert [conflict["yours"] for conflict in stores[0].conflicts.open()] == lost


def test_the_atomic_writer_leaves_alone_what_was_overtaken(tmp_path):
    path = tmp_path / "f"
    path.write_bytes(b"theirs")
    with pytest.raises(atomic.OvertakenError):
        atomic.write_bytes(path, b"ours", over=b"before")
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"theirs"]
