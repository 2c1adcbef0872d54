"""Edits of plain data: what they change, what takes them back, what they refuse."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.journey import Journey, problems
from kit.studio.sync.edits import ClashError, RefusedError, apply_edit
from kit.studio.sync.places import to_dict, value_at
from tests.journeys import feeling, journey
from tests.studio.drawn import edits
from tests.workshop.generated import journeys


@pytest.fixture
def data() -> dict[str, Any]:
    return to_dict(
        journey(
            personas={
                "lea": {"name": "Léa", "goals": {"short_term": ["un cadeau", "avant samedi"]}}
            },
            emotions=[feeling("vitrine", 1, word="curious"), feeling("caisse", -1)],
            notes=["une note", "une autre"],
        )
    )


def test_a_field_is_set_and_removed(data):
    place = ["touchpoints", "vitrine", "importance"]
    after, inverse = apply_edit(data, {"op": "set", "place": place, "value": 5, "was": 4})
    assert value_at(after, place) == 5
    assert value_at(data, place) == 4
    assert apply_edit(after, inverse)[0] == data
    after, _ = apply_edit(data, {"op": "set", "place": place, "value": None})
    assert "importance" not in after["touchpoints"]["vitrine"]


def test_an_emptied_text_is_a_field_left_out(data):
    after, _ = apply_edit(data, {"op": "set", "place": ["scenario", "title"], "value": "Un titre"})
    after, _ = apply_edit(after, {"op": "set", "place": ["scenario", "title"], "value": "  "})
    assert Journey.model_validate(after).scenario.title is None


def test_a_field_within_a_group_that_is_not_written_yet(data):
    place = ["stages", "chercher", "experience", "lea", "goal"]
    after, inverse = apply_edit(data, {"op": "set", "place": place, "value": "trouver"})
    stated = Journey.model_validate(after)
    assert stated["chercher"].experience["lea"].goal.text == "trouver"
    back = Journey.model_validate(apply_edit(after, inverse)[0])
    assert back["chercher"].experience.get("lea") in (
        None,
        type(stated["chercher"].experience["lea"])(),
    )


def test_evidence_for_a_statement_written_as_a_text(data):
    place = ["personas", "lea", "goals", "short_term", 0, "evidence"]
    after, _ = apply_edit(data, {"op": "add", "place": place, "value": "enquete"})
    assert after["personas"]["lea"]["goals"]["short_term"][0] == {
        "text": "un cadeau",
        "evidence": ["enquete"],
    }


def test_what_someone_else_has_changed_is_a_clash_that_shows_both(data):
    edit = {"op": "set", "place": ["stages", "acheter", "name"], "value": "Je paie", "was": "Avant"}
    with pytest.raises(ClashError) as clash:
        apply_edit(data, edit)
    assert (clash.value.theirs, clash.value.yours) == ("J’achète", "Je paie")


@pytest.mark.parametrize(
    ("place", "was"),
    [
        (["stages", "acheter", "name"], "  J’achète "),
        (["personas", "lea", "goals", "short_term"], [{"text": "un cadeau"}, "avant samedi"]),
        (["touchpoints", "site", "repeats_information"], False),
        (["touchpoints", "vitrine", "importance"], 4.0),
        (["touchpoints", "site", "skipped"], None),
    ],
)
def test_the_same_in_another_form_is_no_clash(data, place, was):
    apply_edit(data, {"op": "set", "place": place, "value": None, "was": was})


def test_one_and_true_are_two_things(data):
    place = ["touchpoints", "site", "skipped"]
    data, _ = apply_edit(data, {"op": "set", "place": place, "value": True})
    data, _ = apply_edit(data, {"op": "set", "place": place, "value": 1})
    assert Journey.model_validate(data)["site"].skipped.k == 1


def test_a_field_of_what_has_been_removed_is_a_clash_and_nothing_is_made(data):
    with pytest.raises(ClashError) as clash:
        apply_edit(data, {"op": "set", "place": ["touchpoints", "parti", "name"], "value": "Texte"})
    assert clash.value.yours == "Texte"


def test_both_wanting_the_same_is_no_clash(data):
    place = ["touchpoints", "vitrine", "importance"]
    after, inverse = apply_edit(data, {"op": "set", "place": place, "value": 4, "was": 2})
    assert after == data
    assert inverse is None


def test_records_are_added_where_they_belong(data):
    edit = {"op": "add", "place": ["stages", "comparer"], "value": {"name": "Je compare"}}
    after, inverse = apply_edit(data, {**edit, "before": "acheter"})
    assert list(after["stages"]) == ["chercher", "comparer", "acheter"]
    assert list(apply_edit(after, inverse)[0]["stages"]) == ["chercher", "acheter"]
    assert list(apply_edit(data, {**edit, "before": "parti"})[0]["stages"])[-1] == "comparer"


def test_a_removed_record_comes_back_to_its_place(data):
    after, inverse = apply_edit(data, {"op": "remove", "place": ["touchpoints", "caisse"]})
    back, _ = apply_edit(after, inverse)
    assert list(back["touchpoints"]) == list(data["touchpoints"])
    assert back == data


def test_what_was_edited_since_is_not_removed_unseen(data):
    edit = {"op": "remove", "place": ["touchpoints", "caisse"], "was": {"stage": "acheter"}}
    with pytest.raises(ClashError):
        apply_edit(data, edit)


@pytest.mark.parametrize("before", ["vitrine", "caisse", "site", "facture", None])
@pytest.mark.parametrize("id", ["vitrine", "caisse", "facture"])
def test_records_move_and_move_back(data, id, before):
    after, inverse = apply_edit(
        data, {"op": "move", "place": ["touchpoints", id], "before": before}
    )
    order = list(after["touchpoints"])
    if before is None:
        assert order[-1] == id
    elif before != id:
        assert order.index(id) + 1 == order.index(before)
    if inverse:
        after, _ = apply_edit(after, inverse)
    assert list(after["touchpoints"]) == list(data["touchpoints"])


def test_an_item_is_found_again_where_others_have_moved_it(data):
    edit = {"op": "set", "place": ["notes", 0], "value": "mieux", "was": "une autre"}
    assert apply_edit(data, edit)[0]["notes"] == ["une note", "mieux"]


def test_a_feeling_is_entered_changed_and_taken_away(data):
    place = ["emotions", {"persona": "lea", "at": "site"}]
    after, inverse = apply_edit(data, {"op": "set", "place": [*place, "score"], "value": 2})
    assert value_at(after, place) == {"persona": "lea", "at": "site", "score": 2}
    assert apply_edit(after, inverse)[0] == data
    after, inverse = apply_edit(
        data,
        {"op": "set", "place": ["emotions", {"persona": "lea", "at": "caisse"}, "score"]}
        | {"value": None, "was": -1},
    )
    assert len(after["emotions"]) == 1
    assert apply_edit(after, inverse)[0] == data


def test_a_batch_is_one_step(data):
    edit = {
        "op": "batch",
        "edits": [
            {"op": "set", "place": ["touchpoints", "site", "stage"], "value": "acheter"},
            {"op": "move", "place": ["touchpoints", "site"], "before": "caisse"},
        ],
    }
    after, inverse = apply_edit(data, edit)
    assert [t.id for t in Journey.model_validate(after).touchpoints_of("acheter")] == [
        "site",
        "caisse",
        "facture",
    ]
    assert to_dict(Journey.model_validate(apply_edit(after, inverse)[0])) == data


@pytest.mark.parametrize(
    "edit",
    [
        {"op": "explode", "place": ["notes"]},
        {"op": "set", "place": ["notes", 7], "value": "x"},
        {"op": "set", "place": ["touchpoints", "site", "channel", 4, "x"], "value": "x"},
        {"op": "add", "place": ["stages", "acheter"], "value": {"name": "Autre"}},
        {"op": "rename", "place": ["stages", "acheter"], "value": "chercher"},
    ],
)
def test_what_makes_no_sense_is_refused(data, edit):
    with pytest.raises((RefusedError, ClashError)):
        apply_edit(data, edit)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_edits_are_taken_back_one_by_one(drawn):
    start = drawn.draw(journeys())
    data, inverses = to_dict(start), []
    for _ in range(drawn.draw(st.integers(1, 8))):
        edit = drawn.draw(edits(data))
        json.dumps(edit)
        try:
            after, inverse = apply_edit(data, edit)
            stated = Journey.model_validate(after)
        except (RefusedError, ClashError, ValidationError):
            continue
        if [*problems(stated)]:
            continue
        data = to_dict(stated)
        inverses.append(inverse)
    for inverse in reversed(inverses):
        if inverse:
            data = to_dict(Journey.model_validate(apply_edit(data, inverse)[0]))
    assert json.dumps(data) == json.dumps(to_dict(start))
