"""Any text typed into an entry between braces is read back as typed, and changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kit.studio.sync.apply_edits import apply_edits
from kit.studio.sync.places import to_dict, value_at
from kit.workshop.document import parse
from kit.workshop.file import Workshop, journey_of, with_journey
from tests.workshop.generated import TRAPS

TEXT = """\
schema_version: 1
client: {name: A, language: en}   # the client
evidence: {e: {name: E, kind: survey}}
personas:
  lea: {name: Léa, general: {occupation: Nurse, place: Lyon}, goals: {short_term: [bread]}} # 1 of 3
  # --- the second
  marc:
    name: 'Marc'
    general: { occupation: Nurse,  place: Lyon }   # from the survey
    quotation: I am in a hurry.
stages: {s: {name: I search}, t: {name: I buy}}
touchpoints:
  window: {stage: s, channel: window, importance: 4}

  till: {stage: t, channel: shop, importance: 5}  # the last one
emotions:
  - {persona: lea, at: window, score: +1, word: curious, thought: {text: why, evidence: e}}
  - {persona: lea, at: till, scores: [-2, -1], word: annoyed}   # saturday
pain_points:
  p: {at: till, group: process, what: slow, causes: [staff, till], mentions: 14 sur 60}
improvements:
  i: {solution: A second till, impact: 4, effort: 2, removes: [p]}
"""
PLACES = {
    "a field of a group": ["personas", "lea", "general", "occupation"],
    "a field that is not there": ["personas", "lea", "general", "household"],
    "a group that is not there": ["personas", "lea", "personality", "character", 0],
    "a group in an entry of lines": ["personas", "marc", "general", "place"],
    "an entry of a list": ["personas", "lea", "goals", "short_term", 0],
    "another entry of a list": ["personas", "lea", "goals", "short_term", 1],
    "a name": ["stages", "s", "name"],
    "a name in an entry with a comment": ["client", "name"],
    "a statement with evidence": ["emotions", 0, "thought", "text"],
    "a statement": ["emotions", 1, "thought"],
    "a text": ["pain_points", "p", "what"],
    "a text of several": ["pain_points", "p", "causes", 1],
    "a text beside links": ["improvements", "i", "solution"],
}
TYPED = (
    st.text("ab é90,.:;#'\"[]{}-+!?&*%@|>€\\\n\t\N{NO-BREAK SPACE}", min_size=1, max_size=20)
    | st.sampled_from(TRAPS)
    | st.tuples(st.sampled_from(TRAPS), st.sampled_from(TRAPS)).map(" ".join)
    | st.text(min_size=1).filter(lambda text: text.isprintable())
)


def opened() -> Workshop:
    document = parse(Path("workshop.yaml"), TEXT.encode())
    return Workshop(document.path, journey_of(document), document)


def typed(text: str, place: list[str | int]) -> Workshop:
    """Return the workshop after a text was typed at a place, as the board and the forms save it."""
    workshop = opened()
    data = to_dict(workshop.journey)
    list_, number = place[:-1], place[-1]
    there = value_at(data, list_) if isinstance(number, int) else None
    if isinstance(number, int) and len(there or []) <= number:
        edit = {"id": "1", "op": "add", "place": list_, "value": text}
    else:
        edit = {"id": "1", "op": "set", "place": place, "value": text}
    trial = apply_edits(workshop.journey, data, [edit], lambda _: None)
    assert trial.new, trial.outcomes
    return with_journey(workshop, trial.journey)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@example(text="  Repas, boissons : 9,90 € #1 {a: [b]}  ")
@example(text="two\nlines")
@example(text="a long text, " * 12)
@settings(deadline=None, max_examples=40)
@given(text=TYPED.filter(str.strip))
def test_a_text_is_read_back_as_typed_and_changes_nothing_else(place, text):
    before = opened()
    assume(value_at(to_dict(before.journey), place) != text.strip())  # or nothing is written
    after = typed(text, place)
    read = journey_of(parse(after.path, after.document.content))
    stated = value_at(to_dict(read), place)
    assert (stated["text"] if isinstance(stated, dict) else stated) == text.strip()
    assert after.findings == before.findings
    stays_elsewhere(before, after, place)


def stays_elsewhere(before, after, place):
    """Assert that only the lines of an entry differ, and its comment and its other words stay."""
    entry = before.document.root
    for part in place[:2]:
        key, entry = entry.entry(part)
    start = key.start if key else entry.start
    first, last = (before.text.count("\n", 0, at) for at in (start, entry.end))
    lines, now = before.text.split("\n"), after.text.split("\n")
    below = lines[last + 1 :]
    assert now[:first] == lines[:first]
    assert now[len(now) - len(below) :] == below
    written = "\n".join(now[first : len(now) - len(below)])
    for line in lines[first : last + 1]:
        _, hash_, comment = line.partition("# ")
        assert hash_ + comment in written
    for inner, node in entry.walk((*place[:2],)):
        source = before.text[node.start : node.end]
        if node.kind == "text" and list(inner) != place[: len(inner)]:
            assert source in written, (source, written)
