"""Any journey survives the file, and an edit touches nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kit.journey import KEYED, Journey
from kit.workshop.document import parse
from kit.workshop.editing import edited
from kit.workshop.file import journey_of, text_of
from tests.workshop.generated import edits, journeys, manners

PATH = Path("workshop.yaml")
slow = settings(
    deadline=None,
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read(text: str) -> Journey:
    return journey_of(parse(PATH, text.encode()))


@slow
@given(journeys())
def test_a_journey_written_and_read_is_the_same(journey):
    assert read(text_of(journey)) == journey


@slow
@given(st.data())
def test_a_journey_is_the_same_however_it_is_written(data):
    journey = data.draw(journeys())
    assert read(data.draw(manners(journey))) == journey


@slow
@given(st.data())
def test_an_edit_says_what_is_wanted_and_leaves_the_rest(data):
    old = data.draw(journeys())
    text = data.draw(manners(old))
    new = data.draw(edits(old))
    document = parse(PATH, text.encode())
    after = edited(document, old.plain(), new.plain())
    assert read(after) == new
    for source in untouched(document, old, new):
        assert source in after


def untouched(document, old, new):
    """Yield the text of every entry in which nothing was edited."""
    before, now = old.plain(), new.plain()
    for key, collection in document.root.entries:
        name = key.value
        if repr(before.get(name)) == repr(now.get(name)):
            yield document.text[key.start : collection.end]
            continue
        if name in KEYED:
            for key, child in collection.entries:
                if repr(before[name][key.value]) == repr(now.get(name, {}).get(key.value)):
                    yield document.text[key.start : child.end]
        elif name == "emotions":
            kept = [json.dumps(e, default=str) for e in now.get(name, [])]
            for emotion, (_, child) in zip(before[name], collection.entries, strict=True):
                if json.dumps(emotion, default=str) in kept:
                    yield document.text[child.start : child.end]
