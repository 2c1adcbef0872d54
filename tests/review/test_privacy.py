"""Contact details typed into a workshop: found, and redacted for whoever is outside the team."""

import pytest

from kit.evidence.metrics.statistics import LEAST
from kit.i18n import texts
from kit.journey import Journey
from kit.review.privacy import CONTACT_DETAILS, check, redact_journey
from tests.review.mutations import clean, put

NUMBER = "07700 900123"
PLACES = {
    "personas.lena.quotation": ("personas", "lena", "quotation"),
    "pain_points.saturday.what": ("pain_points", "saturday", "what"),
    "scenario.situation": ("scenario", "situation"),
    "improvements.second-van.solution": ("improvements", "second-van", "solution"),
    "stages.idea.name": ("stages", "idea", "name"),
    "map.owner": ("map", "owner"),
    "notes": ("notes", 0),
}


def journey(path, value):
    plain = clean()
    put(path, value)(plain)
    return Journey.model_validate(plain)


@pytest.mark.parametrize("path", PLACES)
def test_any_text_with_a_telephone_number_is_found_and_redacted_for_readers(path):
    said = f"Ask Sam, {NUMBER}, on weekdays"
    stated = journey(path, [said] if path == "notes" else said)
    (finding,) = check(stated)
    assert finding.place[: len(PLACES[path])] == PLACES[path]
    assert texts("en")(finding.says) == "This text contains a telephone number."
    shown = redact_journey(stated).model_dump_json()
    assert NUMBER not in shown
    assert "Ask Sam, […], on weekdays" in shown
    assert NUMBER in stated.model_dump_json()


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("sam (at) example (dot) com", "This text contains an email address."),
        ("GB29 NWBK 6016 1331 9268 19", "This text contains an IBAN."),
        ("sam@example.com or 020 7946 0958", "an email address and a telephone number."),
    ],
)
def test_the_finding_names_what_was_found(detail, said):
    (finding,) = check(journey("notes", [{"text": detail, "by": "Sam"}]))
    assert texts("en")(finding.says).endswith(said)


@pytest.mark.parametrize(
    "text", ["Order 4502817745 took 45 minutes", "www.example.com", "@company", "£1,250.00"]
)
def test_other_numbers_and_the_companys_pages_are_no_finding(text):
    stated = journey("notes", [text])
    assert not [*check(stated)]
    assert redact_journey(stated) == stated


@pytest.mark.parametrize(
    "path",
    ["pain_points.saturday.verbatims", "personas.lena.quotation", "emotions.0.thought"],
)
@pytest.mark.parametrize(
    ("detail", "kind"),
    [
        ("https://photos.example/lena?id=17", "a web address"),
        ("www.lena-at-home.example", "a web address"),
        ("@lena.at.home", "an account name"),
    ],
)
def test_customers_own_words_hold_no_address_of_theirs(path, detail, kind):
    said = f"Look at {detail} for the picture"
    stated = journey(path, [said] if path.endswith("verbatims") else said)
    (finding,) = check(stated)
    assert texts("en")(finding.says) == f"This text contains {kind}."
    shown = redact_journey(stated).model_dump_json()
    assert detail not in shown
    assert "Look at […] for the picture" in shown


def test_who_delivers_the_map_can_be_reached():
    stated = journey("author", {"name": "Studio", "contact": "studio@example.com"})
    assert not [*check(stated)]
    assert redact_journey(stated).author.contact == "studio@example.com"


def test_only_a_silence_of_the_place_shows_a_number():
    said = {"rule": CONTACT_DETAILS.id, "reason": "Our own hotline"}
    for at, shown in (({"at": "saturday"}, True), ({"at": "labels"}, False), ({}, False)):
        plain = clean()
        put("pain_points.saturday.what", f"Nobody answers {NUMBER} on Saturdays")(plain)
        plain["silenced"] = [{**said, **at}]
        stated = Journey.model_validate(plain)
        assert (NUMBER in redact_journey(stated).model_dump_json()) is shown


def test_a_redacted_journey_has_nothing_left_to_find():
    plain = clean()
    plain["notes"] = [f"{NUMBER} and {NUMBER}", "sam@example.com"]
    shown = redact_journey(Journey.model_validate(plain))
    assert not [*check(shown)]
    assert [note.text for note in shown.notes] == ["[…] and […]", "[…]"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"scores": [-2] * (LEAST - 1)}, None),
        ({"scores": [-2] * LEAST}, -2),
        ({"sentiment": -2, "n": LEAST - 1}, None),
        ({"sentiment": -2, "n": LEAST}, -2),
        ({"sentiment": -2}, -2),
    ],
)
def test_a_score_of_few_employees_does_not_leave_the_team(said, shown):
    side = {"team": "Accounts", "irritant": "Three copies", **said}
    stated = journey("touchpoints.advice.employee", side)
    redacted = redact_journey(stated)["advice"].employee
    assert redacted.value == shown
    assert redacted.suppressed is (shown is None)
    assert redacted.asked == (stated["advice"].employee.asked if shown else None)
    assert redacted.team == "Accounts", "what the team says stays"
    assert stated["advice"].employee.value == -2
