"""What stands on one line stays there while it fits, and goes below each other when it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.journey import Journey
from kit.workshop.document import parse
from kit.workshop.editing import edited
from kit.workshop.file import journey_of

HEAD = "client: {name: A, language: en}\n"


def saying(text, change):
    """Return a file after a change of its plain data."""
    document = parse(Path("workshop.yaml"), text.encode())
    old = journey_of(document)
    data = old.to_data()
    change(data)
    new = Journey.model_validate(data)
    after = edited(document, old.to_data(), new.to_data())
    assert journey_of(parse(document.path, after.encode())) == new
    return after


def test_a_persona_that_grows_becomes_a_block_of_short_lines():
    text = HEAD + "personas:\n  nora: {name: 'Nora', initials: NR}   # from the survey\n"

    def grow(data):
        data["personas"]["nora"] |= {
            "quotation": "I have ten minutes, not an hour.",
            "general": {"occupation": "Nurse", "place": "A medium-sized town"},
            "personality": {
                "character": ["in a hurry", "loyal once convinced"],
                "information": ["neighbours", "the map on the phone", "a colleague"],
            },
            "goals": {"short_term": ["bread before school: today"]},
        }

    assert saying(text, grow) == HEAD + (
        "personas:\n"
        "  nora:  # from the survey\n"
        "    name: 'Nora'\n"
        "    initials: NR\n"
        '    quotation: "I have ten minutes, not an hour."\n'
        "    general: {occupation: Nurse, place: A medium-sized town}\n"
        "    personality:\n"
        '      character: ["in a hurry", "loyal once convinced"]\n'
        '      information: [neighbours, "the map on the phone", "a colleague"]\n'
        '    goals: {short_term: ["bread before school: today"]}\n'
    )


PLACES = "personas: {p: {name: P}}\nstages: {s: {name: S}}\n"


def test_an_emotion_keeps_its_dash_its_plus_and_its_scores_on_one_line():
    text = HEAD + PLACES + "emotions:\n  - {persona: p, at: s, scores: [+1, 2]}   # friday\n"
    scores = [1, 2] * 30

    def grow(data):
        data["emotions"][0] |= {"scores": scores, "word": "curious"}

    after = saying(text, grow)
    assert after.startswith(HEAD + PLACES + "emotions:\n  - # friday\n    persona: p\n    at: s\n")
    assert "    scores: [+1, 2, +1, +2," in after
    assert after.endswith("]\n    word: curious\n")


def test_words_that_were_typed_stay_as_they_were_typed():
    text = (
        HEAD
        + PLACES
        + ("pain_points:\n  a: {at: s, group: process, what: slow, mentions: 14 sur 60, who: }\n")
    )

    def grow(data):
        data["pain_points"]["a"]["what"] = "The queue takes more than ten minutes on a Saturday"

    assert saying(text, grow) == HEAD + PLACES + (
        "pain_points:\n  a:\n    at: s\n    group: process\n"
        "    what: The queue takes more than ten minutes on a Saturday\n"
        "    mentions: 14 sur 60\n    who:\n"
    )


def test_a_long_text_is_folded():
    text = HEAD + "personas:\n  p: {name: P}\n"

    def grow(data):
        data["personas"]["p"]["quotation"] = "never again, " * 12 + "truly"

    lines = saying(text, grow).split("\n")
    assert "    quotation: >-" in lines
    assert max(map(len, lines)) <= 100


def test_a_text_of_several_lines_stands_below_its_key():
    text = (
        HEAD + PLACES + "emotions:\n  - {persona: p, at: s, score: +1, word: curious}   # friday\n"
    )

    def grow(data):
        data["emotions"][0]["thought"] = "Will it fit?\nI must measure."

    assert saying(text, grow) == HEAD + PLACES + (
        "emotions:\n  - # friday\n    persona: p\n    at: s\n    score: +1\n    word: curious\n"
        "    thought: |-\n      Will it fit?\n      I must measure.\n"
    )


def test_a_text_of_several_lines_within_a_group_is_found_there():
    text = HEAD + "personas:\n  p: {name: P, general: {occupation: Nurse, place: Lyon}}\n"

    def grow(data):
        data["personas"]["p"]["general"]["place"] = "Lyon\nthen Lille"

    assert saying(text, grow) == HEAD + (
        "personas:\n  p:\n    name: P\n    general:\n      occupation: Nurse\n"
        "      place: |-\n        Lyon\n        then Lille\n"
    )


def test_a_neighbour_of_several_lines_stays_as_it_is_spelt():
    text = HEAD + 'stages: {one: {name: "I walk\\npast"}, two: {name: I wonder}}\n'

    def grow(data):
        data["stages"]["two"]["name"] = "I wonder\nwhat they have"

    assert saying(text, grow) == HEAD + (
        'stages:\n  one: {name: "I walk\\npast"}\n'
        "  two:\n    name: |-\n      I wonder\n      what they have\n"
    )


def test_a_backslash_is_no_end_of_a_line():
    text = HEAD + "personas:\n  p: {name: P, initials: PP}\n"

    def grow(data):
        data["personas"]["p"]["name"] = r"C:\new, P"

    assert saying(text, grow) == text.replace("name: P,", r'name: "C:\\new, P",')


def test_a_collection_between_brackets_opens_with_its_records_on_lines():
    text = (
        HEAD + "stages: {one: {name: I walk past the shop}, two: {name: I wonder what they have}}\n"
    )

    def grow(data):
        data["stages"]["three"] = {"name": "I go in and look around"}

    assert saying(text, grow) == HEAD + (
        "stages:\n  one: {name: I walk past the shop}\n"
        "  two: {name: I wonder what they have}\n  three: {name: I go in and look around}\n"
    )


@pytest.mark.parametrize(
    "what",
    [
        f"{{solution: {'long ' * 20}line, impact: 4}}",
        "{solution: short,\n     impact: 4}",
        "{solution: short, impact: 4}",
    ],
)
def test_a_line_that_someone_wrote_long_or_that_fits_stays_between_its_brackets(what):
    text = HEAD + f"improvements:\n  a: {what}\n"

    def grow(data):
        data["improvements"]["a"]["effort"] = 1

    after = saying(text, grow)
    assert after.replace(", effort: 1", "").replace("effort: 1", "").startswith(text[:60])
    assert "a: {" in after
    assert "effort: 1}" in after


def test_a_json_file_stays_one_however_long_it_grows():
    text = '{"client": {"name": "A", "language": "fr"}, "stages": {"s": {"name": "S"}}}\n'

    def grow(data):
        data["stages"]["s"]["name"] = "long " * 30 + "name"

    assert saying(text, grow) == text.replace('"S"', '"' + "long " * 30 + 'name"')
