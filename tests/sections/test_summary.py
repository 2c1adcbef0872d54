"""The summary tells what the data say, and changes with them."""

from __future__ import annotations

import pytest

from kit.blocks import Card, Listing, Paragraph, Section
from kit.sections.shortening import LIMITS, shorten_texts
from tests.journeys import feeling, journey
from tests.sections.reading import context, found, pictures, tables, text_of, written
from tests.test_examples import EXAMPLES, example

PAINS = {
    "file": {
        "at": "caisse",
        "group": "productivity",
        "what": "Dix minutes d’attente le samedi.",
        "mentions": "14 of 60",
        "impact": 3,
        "persistence": 4,
    },
    "musique": {
        "at": "vitrine",
        "group": "offer",
        "what": "La musique est trop forte",
        "mentions": "1 of 60",
        "impact": 5,
        "persistence": 5,
    },
}
IMPROVEMENTS = {
    "caisse-libre": {
        "solution": "Ouvrir une seconde caisse le samedi",
        "removes": ["file"],
        "impact": 4,
        "effort": 2,
        "owner": "Magasin",
        "due": "2027-01-15",
        "effects": [{"at": "caisse", "change": 1}],
    }
}


def room(at: str, score: float, **more: object):
    """Return what six people in the room scored alike."""
    return feeling(at, scores=[score] * 6, **more)


def shop(caisse: float = -1.5):
    return journey(
        emotions=[
            room("vitrine", 1),
            room("site", 0),
            room("caisse", caisse, thought="Encore la queue"),
            room("facture", -0.5),
        ],
        pain_points=PAINS,
        improvements=IMPROVEMENTS,
    )


def cards(section: Section, prefix: str) -> list[str]:
    """Return the cards of the decision page whose ids begin alike, as their readers see them."""
    return [text_of(card) for card in found(section, Card) if card.id.startswith(prefix)]


def lead(section: Section) -> str:
    return text_of(next(p.said for p in found(section, Paragraph) if p.role == "lead"))


def test_the_finding_and_the_moments_are_told_with_their_n():
    section = written(shop(), "summary")
    assert str(section.headline) == (
        "“Shop” (−1.5, n\u00a0=\u00a06, scored in the workshop) is the low point; main pain point: "
        "“Dix minutes d’attente le samedi” (14 of 60 customers)"
    )
    assert lead(section) == (
        "Lowest moments: “Shop” (−1.5, n\u00a0=\u00a06) and “Invoice” (−0.5, n\u00a0=\u00a06). "
        "Best moment: “Window, street and shopping centre” (+1, n\u00a0=\u00a06). "
        "These scores: workshop scores, nothing is measured."
    )


def test_the_same_in_french():
    section = written(shop(), "summary", "fr")
    assert "irritant principal\u00a0: «\u202fDix minutes d’attente" in str(section.headline)
    assert lead(section).startswith("Moments les plus bas\u00a0: «\u202fMagasin")
    (pain,) = cards(section, "summary-pain-")
    assert "14 clients sur 60, au moment" in pain
    (decision,) = cards(section, "decision-")
    assert "Qui, quand\nMagasin, d’ici le 15 janvier 2027" in decision


def test_a_decision_says_why_who_when_and_what_it_would_gain():
    (decision,) = cards(written(shop(), "summary"), "decision-")
    assert "A. Ouvrir une seconde caisse le samedi" in decision
    assert "Why\nremoves pain point 1" in decision
    assert "Who, when\nMagasin, by 15 January 2027" in decision
    assert "Who decides, cost\nnot stated; effort 2 of 5" in decision
    assert "Estimated gain\nShop from −1.5 (n\u00a0=\u00a06, workshop) to −0.5" in decision
    assert "Evidence, rank\nassumption" in decision


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"owner": None, "due": None}, "to be decided: who, when"),
        ({"due": None}, "Magasin; to be decided: when"),
        ({"owner": None}, "by 15 January 2027; to be decided: who"),
    ],
)
def test_what_has_no_owner_or_date_is_to_be_decided(known, said):
    idea = {**IMPROVEMENTS["caisse-libre"], **known}
    undecided = journey(improvements={"a": {k: v for k, v in idea.items() if v}})
    (decision,) = cards(written(undecided, "summary"), "decision-")
    assert f"Who, when\n{said}" in decision


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"cost": "12 000 €"}, "decider not stated; 12 000 €; effort 2 of 5"),
        ({"decided_by": "Direction"}, "Direction; cost not stated; effort 2 of 5"),
        ({"decided_by": "Direction", "cost": "12 000 €"}, "Direction; 12 000 €; effort 2 of 5"),
        ({"effort_months": 3}, "not stated; 3 person-months"),
    ],
)
def test_who_decides_and_what_it_costs_are_told_or_missing(known, said):
    idea = {**IMPROVEMENTS["caisse-libre"], **known}
    (decision,) = cards(written(journey(improvements={"a": idea}), "summary"), "decision-")
    assert f"Who decides, cost\n{said}" in decision


def test_pain_points_and_decisions_name_their_sources():
    evidence = {id: {"name": id, "kind": "survey"} for id in ("enquete", "tests", "visite")}
    pain = {**PAINS["file"], "evidence": ["visite", "enquete"]}
    ideas = {
        "a": IMPROVEMENTS["caisse-libre"],
        "b": {**IMPROVEMENTS["caisse-libre"], "status": "planned"},
    }
    known = journey(pain_points={"file": pain}, improvements=ideas, evidence=evidence)
    section = written(known, "summary")
    shown = {card.id: card.sources for card in found(section, Card)}
    assert shown == {"summary-pain-file": (1, 3), "decision-a": (1, 3)}
    (running,) = found(section, Listing)
    assert running.sources == ((1, 3),)
    assert "Evidence, rank\n2 sources" in text_of(section)
    assert "Small numbers lead to the sources." in text_of(section)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_on_the_decision_page_of_an_example_is_cut(name: str, lang: str):
    section = written(example(name), "summary", lang)
    assert [said for said in text_of(section).splitlines() if "…" in said] == []


def test_the_reason_of_a_rank_is_whole_or_left_out():
    reason = "Une promesse faite aux clients du samedi, et que le magasin veut tenir"
    idea = {**IMPROVEMENTS["caisse-libre"], "rank": 1, "rank_reason": reason}
    known = context(journey(pain_points=PAINS, improvements={"a": idea}))
    for limits in LIMITS:
        (one,) = shorten_texts(known, limits).journey.improvements
        assert one.rank_reason in (reason, None)
    assert f"ranked by hand: {reason}" in text_of(written(known.journey, "summary"))


def test_what_is_decided_already_is_no_decision_and_is_told_apart():
    begun = {**IMPROVEMENTS["caisse-libre"], "status": "under-way"}
    idea = {"solution": "Offrir un café", "strengthens": ["vitrine"], "impact": 2, "effort": 1}
    known = journey(pain_points=PAINS, improvements={"a": begun, "b": idea})
    section = written(known, "summary")
    (decision,) = cards(section, "decision-")
    assert decision.startswith("A. Offrir un café")
    (running,) = found(section, Listing)
    assert [str(said) for said in running.items] == [
        "B. Ouvrir une seconde caisse le samedi (under way): removes pain point 1; Magasin, by "
        "15 January 2027"
    ]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, "A, to be decided"),
        ({"status": "planned"}, "A, planned, by 15 January 2027"),
        ({"status": "under-way", "due": None}, "A, under way"),
        ({"status": "done"}, "done: “Ouvrir une seconde caisse le samedi”"),
        ({"status": "dropped"}, "no improvement removes it so far"),
        ({"removes": []}, "no improvement removes it so far"),
    ],
)
def test_each_pain_point_tells_what_is_done_about_it(known, said):
    idea = {**IMPROVEMENTS["caisse-libre"], **known}
    idea = {"a": {k: v for k, v in idea.items() if v is not None}}
    section = written(journey(pain_points=PAINS, improvements=idea), "summary")
    (pain,) = cards(section, "summary-pain-")
    assert f"Answer\n{said}" in pain


def test_the_answer_to_a_pain_point_on_the_page_is_on_it_too():
    ideas = {
        f"i{n}": {
            "solution": f"Idée {n}", "status": "planned", "impact": 5, "effort": 1,
            "removes": [],
        }
        for n in range(6)
    }  # fmt: skip
    ideas["late"] = {**IMPROVEMENTS["caisse-libre"], "status": "planned", "impact": 1, "effort": 5}
    section = written(journey(pain_points=PAINS, improvements=ideas), "summary")
    (running,) = found(section, Listing)
    assert len(running.items) == 3
    assert str(running.items[0]).startswith("A. Idée 0")
    assert str(running.items[-1]).startswith("C. Ouvrir une seconde caisse")
    assert "4 more are planned or under way: see the roadmap." in text_of(section)


def test_neither_time_sinks_nor_isolated_complaints_ask_for_a_decision():
    sink = {"solution": "Tout refaire", "removes": ["file"], "impact": 1, "effort": 5}
    one = {"solution": "Baisser le son", "removes": ["musique"], "impact": 4, "effort": 1}
    section = written(journey(pain_points=PAINS, improvements={"a": sink, "b": one}), "summary")
    assert cards(section, "decision-") == []
    said = text_of(section)
    assert "No decision is asked for." in said
    assert "the effort exceeds the impact: “Tout refaire” (" in said
    assert "Proposed for isolated pain points: “Baisser le son”." in said


def test_a_pain_point_that_is_not_on_the_page_is_told_with_its_count():
    many = {f"p{n}": {**PAINS["file"], "mentions": f"{40 - n} of 60"} for n in range(4)}
    idea = {"solution": "Une idée", "removes": ["p3"], "impact": 4, "effort": 2}
    section = written(journey(pain_points=many, improvements={"a": idea}), "summary")
    assert len(cards(section, "summary-pain-")) == 3
    (decision,) = cards(section, "decision-")
    assert "removes a pain point at “Shop” (37 of 60 customers; severity " in decision


def test_f8_a_decision_tells_whether_its_rank_holds():
    scores = {"a": (5, 1), "b": (4, 2), "c": (3, 2), "d": (3, 3)}
    ideas = {
        id: {"solution": f"Idée {id}", "impact": impact, "effort": effort}
        for id, (impact, effort) in scores.items()
    }
    first, _, third = cards(written(journey(improvements=ideas), "summary"), "decision-")
    assert "rank 1 of 4; stays among the first three if any one score changes by a point" in first
    assert "rank 3 of 4; one point more or less in a score can move it out" in third
    few = {id: ideas[id] for id in "abc"}
    assert "first three" not in text_of(written(journey(improvements=few), "summary"))
    ranked = {**ideas, "d": {**ideas["d"], "rank": 1, "rank_reason": "Promise faite."}}
    first, *_ = cards(written(journey(improvements=ranked), "summary"), "decision-")
    assert "A. Idée d" in first
    assert "ranked by hand: Promise faite" in first


def test_an_isolated_complaint_does_not_weigh():
    (weighs,) = cards(written(shop(), "summary"), "summary-pain-")
    assert "14 of 60 customers, at “Shop”." in weighs
    assert "Severity\n1.9 minor\n95%\u00a0CI: 1.6\u00a0to\u00a02.2" in weighs
    assert "La musique est trop forte" not in text_of(written(shop(), "summary"))


def test_what_is_not_counted_fills_up_the_summary_and_is_marked():
    pain = {"at": "caisse", "group": "process", "what": "La queue", "mentions": "30 of 60"}
    bad = {"impact": 5, "persistence": 5}
    uncounted = {"at": "site", "group": "process", "what": "Le site est lent", **bad}
    parts = {"pain_points": {"b": uncounted, "a": {**pain, "impact": 2, "persistence": 2}}}
    first, second = cards(written(journey(**parts), "summary"), "summary-pain-")
    assert "1. La queue" in first
    assert "2. Le site est lent" in second
    assert "At “Website”; frequency unknown." in second
    assert "to be counted" in second


def test_of_equal_scores_the_moment_of_truth_comes_first():
    equal = journey(emotions=[room("site", -1), room("facture", -1, moment_of_truth=True)])
    said = lead(written(equal, "summary"))
    assert said.index("Invoice") < said.index("Website")


def test_a_stage_without_touchpoint_scores_is_told_as_a_stage():
    said = text_of(written(journey(emotions=[room("acheter", -2)]), "summary"))
    assert "“J’achète” (−2, n\u00a0=\u00a06)" in said


def test_changing_one_score_changes_alt_text_table_and_sentence():
    before, after = (written(shop(score), "summary") for score in (-1.5, -1))
    assert "−1.5" in pictures(before)[0].alt
    assert pictures(before)[0].alt != pictures(after)[0].alt
    assert "“Shop” (−1.5," in lead(before)
    assert "“Shop” (−1," in lead(after)

    before, after = (written(shop(score), "emotions") for score in (-1.5, -1))
    assert pictures(before)[0].alt != pictures(after)[0].alt
    assert text_of(tables(before)[0]) != text_of(tables(after)[0])
    assert "−1.5" in text_of(tables(before)[0])
    assert "Lowest: Shop in “J’achète”, −1 (" in text_of(after)


def test_nothing_is_made_up_where_nothing_is_scored():
    said = text_of(written(journey(), "summary"))
    assert "No emotion has been scored yet." in said
    assert "No pain point has been noted yet." in said
    assert "No improvement is open." in said
    assert str(written(journey(), "summary").headline) == ""


def test_what_is_still_to_be_done_is_for_the_working_edition():
    homework = ("Score the touchpoints", "Ask what causes", "Decide what would remove")
    client = text_of(written(journey(), "summary"))
    working = text_of(written(journey(), "summary", edition="working"))
    assert not [said for said in homework if said in client]
    assert [said for said in homework if said in working] == [*homework]


def test_a_time_sink_is_not_asked_for_unless_ranked_by_hand():
    sink = {"solution": "Tout refaire", "impact": 2, "effort": 5}
    section = written(journey(improvements={"a": sink}), "summary")
    now = text_of(section)
    assert cards(section, "decision-") == []
    assert "the effort exceeds the impact: “Tout refaire” (" in now
    assert "Only improvements whose effort exceeds their impact are open." in now
    by_hand = text_of(written(journey(improvements={"a": {**sink, "rank": 1}}), "summary"))
    assert "A. Tout refaire" in by_hand


def test_what_is_equal_to_the_last_one_shown_is_named():
    equal = {f"i{n}": {"solution": f"Idée {n}", "impact": 4, "effort": 2} for n in range(4)}
    now = text_of(written(journey(improvements=equal), "summary"))
    assert "Equal to the last one in impact, effort and dots: “Idée 3”." in now


def test_f18_a_score_without_n_does_not_stand_on_the_page():
    guessed = journey(emotions=[feeling("caisse", -2)], improvements=IMPROVEMENTS)
    section = written(guessed, "summary")
    assert "−2" not in lead(section)
    assert lead(section) == (
        "No score has enough answers to be shown here; see Limits for the reasons."
    )
    (decision,) = cards(section, "decision-")
    assert "Estimated gain\nShop +1" in decision


def test_f18_the_curve_of_several_personas_has_its_n():
    two = journey(
        personas={"lea": {"name": "Léa"}, "max": {"name": "Max"}},
        emotions=[room("caisse", -1), {**room("caisse", 1), "persona": "max", "scores": [1] * 4}],
    )
    (picture,) = pictures(written(two, "summary"))
    assert str(picture.caption) == "Léa: n\u00a0=\u00a06; Max: n\u00a0=\u00a04"


def test_of_many_personas_the_one_with_the_lowest_moment_is_drawn():
    personas = {f"p{n}": {"name": f"Persona {n}"} for n in range(10)}
    emotions = [{**room("caisse", -n / 5), "persona": f"p{n}"} for n in range(10)]
    (picture,) = pictures(written(journey(personas=personas, emotions=emotions), "summary"))
    assert str(picture.caption).startswith("The curve of Persona 9, with the lowest moment;")
    assert "Persona 9" in picture.alt
    assert "Persona 1" not in picture.alt


def test_a_long_journey_has_its_curve_over_the_stages():
    touchpoints = {
        f"t{n}": {"stage": f"s{n % 12}", "channel": "shop", "name": f"Contact {n}"}
        for n in range(80)
    }
    long = journey(
        stages={f"s{n}": {"name": f"Étape {n}"} for n in range(12)},
        touchpoints=touchpoints,
        emotions=[room(id, -1) for id in touchpoints],
    )
    (picture,) = pictures(written(long, "summary"))
    assert picture.alt.startswith("Emotion per stage")


def test_f18_what_was_passed_over_is_in_the_limits():
    survey = {"enquete": {"name": "Enquête", "kind": "survey", "n": 484}}
    measured = {"evidence": "enquete"}
    known = journey(
        evidence=survey,
        emotions=[
            feeling("caisse", -2, n=20, **measured),
            feeling("site", -1, n=300, **measured),
            room("facture", -1.5),
        ],
    )
    said = text_of(written(known, "summary"))
    assert "Lowest moment: “Website” (−1, n\u00a0=\u00a0300)." in said
    assert "−2" not in lead(written(known, "summary"))
    limits = text_of(written(known, "evidence"))
    assert (
        "1 score over fewer than 30 answers does not head the summary: “Shop” (−2 for Léa Exemple, "
        "n\u00a0=\u00a020 of 484)." in limits
    )
    assert "1 workshop score does not head the summary, as others are measured." in limits
