import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.fields import Count, Record, Records, Statement, Text
from kit.hints import hints
from kit.steps.persona import General


class Thing(Record):
    id: str
    name: Text


class Box(Record):
    things: Records[Thing] = ()


def test_a_statement_is_a_text_or_a_text_with_its_evidence():
    assert Statement.model_validate("un cadeau").assumed
    sourced = Statement.model_validate({"text": "un cadeau", "evidence": "enquete"})
    assert sourced.evidence == ("enquete",)
    assert not sourced.assumed


@pytest.mark.parametrize("plain", ["un cadeau", {"text": "un cadeau", "evidence": "enquete"}])
def test_a_statement_is_written_as_it_was_read(plain):
    assert Statement.model_validate(plain).to_data() == plain


@pytest.mark.parametrize(
    ("written", "k", "n"),
    [
        ("14 of 60", 14, 60),
        ("14 sur 60", 14, 60),
        ("14/60", 14, 60),
        ("14", 14, None),
        (3, 3, None),
    ],
)
def test_a_count_is_read_as_people_write_it(written, k, n):
    count = Count.model_validate(written)
    assert (count.k, count.n) == (k, n)


@pytest.mark.parametrize("written", ["61 of 60", "-1", "many", "1 of 0", "", "3 of"])
def test_an_impossible_count_is_refused(written):
    with pytest.raises(ValidationError):
        Count.model_validate(written)


@given(st.integers(0, 10_000), st.none() | st.integers(1, 10_000))
def test_a_count_round_trips(k, n):
    if n is None or k <= n:
        count = Count(k=k, n=n)
        assert Count.model_validate(count.to_data()) == count


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x85"])
def test_control_characters_are_refused(character):
    with pytest.raises(ValidationError, match=f"U\\+{ord(character):04X}"):
        Thing(id="a", name=f"one{character}two")


def test_keyed_records_keep_their_order_and_their_id():
    box = Box.model_validate({"things": {"z": {"name": "last"}, "a": {"name": "first"}}})
    assert [thing.id for thing in box.things] == ["z", "a"]
    assert box.to_data() == {"things": {"z": {"name": "last"}, "a": {"name": "first"}}}


def test_a_list_where_ids_are_expected_is_refused():
    with pytest.raises(ValidationError):
        Box.model_validate({"things": [{"name": "no id"}]})


def test_records_are_frozen_and_an_edit_returns_a_copy():
    thing = Thing(id="a", name="one")
    with pytest.raises(ValidationError):
        thing.name = "two"  # type: ignore[misc]
    assert thing.replace(name="two").name == "two"
    assert thing.name == "one"


def test_an_edit_is_validated_like_anything_else():
    with pytest.raises(ValidationError):
        Thing(id="a", name="one").replace(name="")


def test_hints_name_every_field_that_a_person_fills_in():
    assert [name for name, _ in hints(General)] == ["occupation", "place", "household"]
