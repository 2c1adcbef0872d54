"""What is written into a starter stands where its explanation is, and reads as if typed by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.journey import Journey
from kit.steps.channels import CHANNELS
from kit.steps.emotions import WORDS
from kit.steps.stages import PHASES
from kit.workshop.document import parse
from kit.workshop.editing import edited
from kit.workshop.examples import SECTIONS
from kit.workshop.file import journey_of

STARTERS = sorted((Path(__file__).parents[2] / "templates" / "workshops").glob("*/*.yaml"))
FILLED = {
    "author": {"name": "Us"},
    "team": [{"name": "Ana"}],
    "goals": {"loyalty": {"name": "Bring customers back"}},
    "evidence": {"our-survey": {"name": "Survey", "kind": "survey"}},
    "channels": {"kiosk": {"name": "Kiosk"}},
    "personas": {"nora": {"name": "Nora"}},
    "stages": {"new-one": {"name": "I wonder"}, "new-two": {"name": "I go in"}},
    "touchpoints": {"till": {"stage": "new-two", "channel": "kiosk"}},
    "emotions": [{"persona": "nora", "at": "till", "score": 1}],
    "pain_points": {"slow": {"at": "till", "group": "process", "what": "It is slow"}},
    "improvements": {"quick": {"solution": "A second till", "removes": "slow"}},
    "notes": ["one"],
    "silenced": [{"rule": "stage-count", "reason": "a small shop"}],
}


def starter(path):
    return parse(path, path.read_bytes())


def saying(document, data):
    """Return the document with an edit, and check that it says it."""
    old, new = journey_of(document), Journey.model_validate(data)
    after = parse(document.path, edited(document, old.to_data(), new.to_data()).encode())
    assert journey_of(after) == new
    return after


def filled(document):
    """Fill section after section, as a room does: from the last to the first, which is harder."""
    for name in reversed(FILLED):
        # What is named elsewhere must be there first: all are filled at the end.
        data = journey_of(document).to_data()
        if name in ("author", "team", "goals", "evidence", "notes", "silenced"):
            document = saying(document, {**data, name: FILLED[name]})
    for name, value in FILLED.items():
        data = journey_of(document).to_data()
        there = data.get(name, {})
        merged = {**there, **value} if isinstance(value, dict) else value
        document = saying(document, {**data, name: merged})
    return document


@pytest.fixture(params=STARTERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def document(request):
    return starter(request.param)


def test_every_section_stands_under_its_explanation_and_above_its_example(document):
    before, after = document.text.split("\n"), filled(document).text.split("\n")
    for name in SECTIONS:
        if f"# {name}:" not in before:
            continue
        was, now = before.index(f"# {name}:"), after.index(f"{name}:")
        assert after[now - 1] == before[was - 1]
        example = before[was + 1]
        between = after[now + 1 : after.index(example)]
        assert between
        assert all(line.startswith("  ") for line in between)


def test_no_comment_is_lost_or_torn_from_its_neighbours(document):
    after = filled(document)
    kept = iter(after.text.split("\n"))
    names = {f"# {name}:" for name in FILLED}
    assert all(line in kept for line in document.text.split("\n") if line not in names)
    order = [key.value for key, _ in after.root.entries]
    assert order == sorted(order, key=SECTIONS.index)


def test_what_is_filled_and_emptied_leaves_no_trace(document):
    before = journey_of(document).to_data()
    full = filled(document)
    assert saying(full, before).text == document.text


def test_the_examples_can_still_be_uncommented(document):
    full = filled(document).text
    first = full.index("\nteam:")
    uncommented = re.sub(r"(?m)^# (?= )", "", full[first:])
    journey = journey_of(parse(document.path, (full[:first] + uncommented).encode()))
    assert {"nora", "alex"} <= {persona.id for persona in journey.personas}
    assert len(journey.emotions) == 3


def test_a_record_put_in_does_not_come_between_another_and_its_example():
    document = starter(next(p for p in STARTERS if p.stem == "neighbourhood-shop"))
    data = journey_of(document).to_data()
    items = list(data["touchpoints"].items())
    place = [id for id, _ in items].index("card-terminal") + 1
    items.insert(place, ("counter", {"stage": items[place - 1][1]["stage"], "channel": "shop"}))
    lines = saying(document, {**data, "touchpoints": dict(items)}).text.split("\n")
    above = lines[lines.index(next(line for line in lines if line.startswith("  counter:"))) - 1]
    assert above.startswith("#       irritant:")  # the last line of the example


def test_a_comment_below_a_section_stays_with_it():
    text = (
        "client: {name: A, language: fr}\n\nmap:\n  owner: Ana\n# to be agreed with Ana\n\n"
        "# a thought\n\nnotes: [one]\n# the end\n"
    )
    document = parse(Path("workshop.yaml"), text.encode())
    data = journey_of(document).to_data()
    after = saying(
        document, {**data, "team": [{"name": "Bo"}], "silenced": FILLED["silenced"]}
    ).text
    assert after == text.replace("Ana\n\n# a", "Ana\n\nteam:\n  - {name: Bo}\n\n# a") + (
        "\nsilenced:\n  - rule: stage-count\n    reason: a small shop\n"
    )


def test_prose_that_only_looks_like_a_section_stays_as_it_is():
    text = "client: {name: A, language: fr}\n\n# notes:\n# ask Ana\n"
    document = parse(Path("workshop.yaml"), text.encode())
    after = saying(document, {**journey_of(document).to_data(), "notes": ["one"]}).text
    assert "# notes:\n# ask Ana\n" in after


def named_in(document, first, last):
    """Return the ids that a starter's comment lists between two of its words."""
    prose = " ".join(document.text.replace("\n## ", " ").split())
    return re.findall(r"[a-z-]+", prose.split(first)[1].split(last)[0])


def test_a_starter_lists_the_channels_and_feelings_of_the_catalogue(document):
    english = document.path.parent.name == "en"
    channels = ("The channels are:", ". Add") if english else ("Les canaux :", ". Ajoutez")
    assert named_in(document, *channels) == list(CHANNELS)
    words = ("word:", ", or your") if english else ("word :", ", ou votre")
    assert named_in(document, *words) == list(WORDS)


def test_a_starter_shows_the_fields_that_a_journey_easily_lacks(document):
    for field in (
        *("kind: typical", "alternatives:", "promise:", "tone:", "contradicts:", "accessible:"),
        *("on_phone:", "initiative:", "mistakes:"),
    ):
        assert re.search(rf"^# +{field}", document.text, re.MULTILINE), field


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_blank_starter_lists_every_phase(lang):
    document = starter(next(p for p in STARTERS if p.parts[-2:] == (lang, "blank.yaml")))
    assert set(named_in(document, "phase,", "Indic")) >= set(PHASES)
