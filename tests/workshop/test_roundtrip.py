"""Any journey survives the file, and an edit touches nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kit.journey import KEYED, Journey
from kit.workshop.document import parse
from kit.workshop.editing import edited
from kit.workshop.file import journey_of, text_of
from tests.workshop.generated import additions, edits, edits_of_one, journeys, manners, orders

PATH = Path("workshop.yaml")

slow = settings(
    deadline=None,
    max_examples=12,
    # A journey is large: to shrink one takes minutes and says little more.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read(text: str) -> Journey:
    return journey_of(parse(PATH, text.encode()))


def a_journey_written_and_read_is_the_same(data):
    journey = data.draw(journeys())
    assert read(text_of(journey)) == journey


def a_journey_is_the_same_however_it_is_written(data):
    journey = data.draw(journeys())
    assert read(data.draw(manners(journey))) == journey


def written(data):
    """Draw a journey and a file that states it."""
    journey = data.draw(journeys())
    return journey, parse(PATH, data.draw(manners(journey)).encode())


def changed(document, old, new):
    """Return the file's text after an edit, which says what is wanted."""
    after = edited(document, old.to_data(), new.to_data())
    assert read(after) == new
    return after


def an_edit_leaves_what_it_does_not_concern(data):
    old, document = written(data)
    new = data.draw(edits(old))
    after = changed(document, old, new)
    for source in untouched(document, old, new):
        assert source in after


def an_edit_of_one_thing_changes_only_its_lines(data):
    old, document = written(data)
    name, id, new = data.draw(edits_of_one(old))
    after = changed(document, old, new)
    key, child = document.root.entry(name)[1].entry(id)
    newline = document.newline
    before, now = document.text.split(newline), after.split(newline)
    first = document.text.count(newline, 0, key.start)
    rest = before[document.text.count(newline, 0, child.end) + 1 :]
    assert now[:first] == before[:first]
    assert now[len(now) - len(rest) :] == rest


def what_is_added_takes_nothing_away(data):
    old, document = written(data)
    after = changed(document, old, data.draw(additions(old)))
    if stacked(document):
        kept = iter(after.split(document.newline))
        assert all(line in kept for line in document.text.split(document.newline))


def a_new_order_has_the_same_lines(data):
    old, document = written(data)
    after = changed(document, old, data.draw(orders(old)))
    if stacked(document):
        assert lines(after) == lines(document.text)


PROPERTIES = [
    a_journey_written_and_read_is_the_same,
    a_journey_is_the_same_however_it_is_written,
    an_edit_leaves_what_it_does_not_concern,
    an_edit_of_one_thing_changes_only_its_lines,
    what_is_added_takes_nothing_away,
    a_new_order_has_the_same_lines,
]


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda p: p.__name__)
def test_it_holds_of_some_journeys(holds):
    slow(given(st.data())(holds))()


@pytest.mark.soak
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda p: p.__name__)
def test_it_holds_of_many_journeys(holds):
    settings(slow, max_examples=1000)(given(st.data())(holds))()


def untouched(document, old, new):
    """Yield the text of every entry in which nothing was edited."""
    before, now = old.to_data(), new.to_data()
    for key, collection in document.root.entries:
        name = key.value
        if repr(before.get(name)) == repr(now.get(name)):
            yield document.text[key.start : collection.end]
            continue
        if name in KEYED:
            for key, child in collection.entries:
                id = key.value
                if repr(before[name][id]) == repr(now.get(name, {}).get(id)):
                    yield document.text[key.start : child.end]
        elif name == "emotions":
            kept = [json.dumps(e, default=str) for e in now.get(name, [])]
            for emotion, (_, child) in zip(before[name], collection.entries, strict=True):
                if json.dumps(emotion, default=str) in kept:
                    yield document.text[child.start : child.end]


def stacked(document):
    """Whether every collection of the file is written line by line."""
    return all(not node.style for _, node in document.root.entries)


def lines(text):
    """Return the lines of a text, sorted, without those that only separate."""
    return sorted(line for line in text.split("\n") if line.strip())
