"""Pain points that recur from one journey to another, and what makes them alike."""

from kit.results import common_pains, compared_pains
from kit.results.common_pains import name_stems
from tests.journeys import journey


def pain(at, group="process", mentions="14 of 60", **more):
    return {
        "at": at,
        "group": group,
        "what": "La file est trop longue",
        "mentions": mentions,
        **more,
    }


def shop(language="fr", touchpoints=None, **pains):
    return journey(
        client={"name": "Exemple", "language": language},
        touchpoints=touchpoints
        or {
            "vitrine": {"stage": "chercher", "channel": "window"},
            "caisse": {"stage": "acheter", "channel": "shop", "name": "La caisse du magasin"},
        },
        pain_points=pains,
    )


def test_touchpoints_of_the_same_words_are_alike():
    other = {"till": {"stage": "acheter", "channel": "call-centre", "name": "Caisses, magasin"}}
    found = common_pains(
        [shop(attente=pain("caisse")), shop(touchpoints=other, file=pain("till", group="support"))]
    )
    assert [(one.alike, one.journeys) for one in found] == [("touchpoint", (0, 1))]
    assert [one.pain.id for one in found[0].found] == ["attente", "file"]


def test_a_channel_with_its_group_is_alike_and_the_group_alone_is_not():
    other = {"rayon": {"stage": "acheter", "channel": "shop", "name": "Le rayon"}}
    same = shop(touchpoints=other, vide=pain("rayon"))
    found = common_pains([shop(attente=pain("caisse")), same])
    assert [(one.alike, one.journeys) for one in found] == [("channel", (0, 1))]
    elsewhere = {"rayon": {"stage": "acheter", "channel": "website", "name": "Le rayon"}}
    assert (
        common_pains(
            [shop(attente=pain("caisse")), shop(touchpoints=elsewhere, vide=pain("rayon"))]
        )
        == ()
    )
    another = shop(touchpoints=other, vide=pain("rayon", group="offer"))
    assert common_pains([shop(attente=pain("caisse")), another]) == ()


def test_what_is_alike_by_its_touchpoint_is_not_repeated_by_its_channel():
    found = common_pains([shop(attente=pain("caisse")), shop(attente=pain("caisse"))])
    assert [one.alike for one in found] == ["touchpoint"]


def test_a_third_journey_by_the_channel_is_not_lost():
    other = {"rayon": {"stage": "acheter", "channel": "shop", "name": "Le rayon"}}
    third = shop(touchpoints=other, vide=pain("rayon"))
    found = common_pains([shop(a=pain("caisse")), shop(b=pain("caisse")), third])
    assert [(one.alike, one.journeys) for one in found] == [
        ("channel", (0, 1, 2)),
        ("touchpoint", (0, 1)),
    ]


def test_two_pain_points_of_one_journey_do_not_recur():
    assert common_pains([shop(a=pain("caisse"), b=pain("caisse")), shop()]) == ()


def test_isolated_and_unobserved_pain_points_are_not_compared():
    found = shop(seul=pain("caisse", mentions="1 of 60"), rien=pain("caisse", mentions="0 of 60"))
    assert compared_pains(found) == ()
    assert common_pains([found, found]) == ()


def test_a_stage_and_a_nameless_touchpoint_have_no_words():
    staged = shop(attente=pain("acheter"))
    assert common_pains([staged, staged]) == ()
    nameless = shop(vide=pain("vitrine"))
    assert [one.alike for one in common_pains([nameless, nameless])] == ["channel"]


def test_own_channels_are_alike_by_their_words():
    def kiosk(name):
        return journey(
            channels={"k": {"name": name}},
            touchpoints={"borne": {"stage": "acheter", "channel": "k"}},
            pain_points={"lente": pain("borne")},
        )

    assert len(common_pains([kiosk("Borne en gare"), kiosk("Bornes des gares")])) == 1
    assert common_pains([kiosk("Borne en gare"), kiosk("Borne en ville")]) == ()


def test_a_name_is_compared_without_articles_and_forms():
    assert name_stems("The payment pages", "en") == name_stems("payment page", "en")
    assert name_stems("TV", "en") == ()
