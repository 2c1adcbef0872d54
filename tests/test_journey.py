from kit.i18n import texts
from kit.journey import problems
from tests.journeys import feeling, journey

EN = texts("en")


def said(found):
    return [(problem.place.field, EN(problem.message)) for problem in problems(found)]


def test_a_sound_journey_has_no_problems():
    assert said(journey(emotions=[feeling("caisse", -1)])) == []


def test_an_id_that_names_nothing_is_said_with_the_nearest():
    found = journey(emotions=[feeling("caise", -1)])
    assert said(found) == [
        (
            ("emotions", 0, "at"),
            "“caise” is not one of the stages and touchpoints. Did you mean “caisse”?",
        )
    ]


def test_links_are_checked_wherever_they_stand():
    found = journey(
        personas={
            "lea": {"name": "Léa", "goals": {"short_term": [{"text": "a", "evidence": "x"}]}}
        },
        stages={"chercher": {"name": "A", "experience": {"leo": {}}}, "acheter": {"name": "B"}},
        pain_points={"p": {"at": "caisse", "group": "offer", "what": "x"}},
        improvements={
            "i": {"solution": "s", "removes": ["q"], "effects": [{"at": "z", "change": 1}]}
        },
    )
    assert {place for place, _ in said(found)} == {
        ("personas", "lea", "goals", "short_term", 0, "evidence", 0),
        ("stages", "chercher", "experience", "leo"),
        ("improvements", "i", "removes", 0),
        ("improvements", "i", "effects", 0, "at"),
    }


def test_ids_are_one_space():
    found = journey(evidence={"caisse": {"name": "Caisse", "kind": "survey"}})
    assert [place for place, _ in said(found)] == [("touchpoints", "caisse")]


def test_two_emotions_at_one_place_are_one_too_many():
    found = journey(emotions=[feeling("caisse", 1), feeling("caisse", 2)])
    assert [place for place, _ in said(found)] == [("emotions", 1)]


def test_touchpoints_are_lived_stage_by_stage():
    assert [t.id for t in journey().ordered_touchpoints()] == [
        "vitrine",
        "site",
        "caisse",
        "facture",
    ]


def test_a_touchpoint_of_other_personas_is_not_lived():
    parts = journey().to_data()
    parts["personas"]["leo"] = {"name": "Léo"}
    parts["touchpoints"]["site"]["personas"] = ["leo"]
    found = journey(**parts)
    assert [t.id for t in found.ordered_touchpoints("lea")] == ["vitrine", "caisse", "facture"]
    assert len(found.ordered_touchpoints("leo")) == 4


def test_a_touchpoint_without_a_name_goes_by_its_channel():
    assert EN(journey().name_of("caisse")) == "Shop"
    assert str(journey().name_of("chercher")) == "Je cherche"


def test_a_touchpoint_may_have_the_id_of_its_channel():
    parts = journey().to_data()
    parts["touchpoints"]["shop"] = {"stage": "acheter", "channel": "shop"}
    assert EN(journey(**parts).name_of("shop")) == "Shop"


def test_a_journey_round_trips_through_what_the_file_writes():
    found = journey(emotions=[feeling("caisse", scores=[-2, 0, 1])], notes=["à placer"])
    assert journey(**found.to_data()) == found
