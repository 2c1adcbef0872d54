"""What the sections on the six steps show of a small journey."""

from __future__ import annotations

from datetime import date

import pytest

from kit.blocks import Card, Map, Mark, Table
from kit.evidence.metrics.results import Measurements
from kit.versions import figures_of
from kit.versions.freezing import to_text
from kit.workshop.history import Version
from tests.journeys import feeling, journey
from tests.sections.reading import found, tables, text_of, written
from tests.sections.test_summary import IMPROVEMENTS, PAINS

pytestmark = pytest.mark.usefixtures("undrawn")

EVIDENCE = {
    "entretiens": {"name": "Entretiens", "kind": "interviews", "n": 12},
    "enquete": {"name": "Enquête", "kind": "survey", "n": 180, "start": "2026-09-01"},
}


def marks(block: object) -> set[str]:
    return {str(mark.said) for mark in found(block, Mark)}


# --- persona (M1.1, M1.2) ---------------------------------------------------------------------


def test_each_statement_shows_its_source_or_that_it_is_an_assumption():
    lea = {
        "name": "Léa",
        "goals": {
            "short_term": [
                {"text": "un cadeau avant samedi", "evidence": ["enquete", "entretiens"]},
                "ne pas dépasser 40 €",
            ]
        },
    }
    known = journey(personas={"lea": lea}, evidence=EVIDENCE)
    (card,) = found(written(known, "persona", edition="working"), Card)
    goals = next(entry for entry in card.entries if str(entry.label) == "Short-term goals")
    assert marks(goals.items[0]) == {"sources 1 and 2"}
    assert marks(goals.items[1]) == {"assumption"}
    assert "1 of 2 entries cites a source" in marks(card.marks)


def test_a_client_meets_a_persona_in_five_lines_and_all_of_it_in_the_annex():
    said = {"text": "un cadeau avant samedi", "evidence": ["enquete"]}
    lea = {
        "name": "Léa",
        "general": {"occupation": "Infirmière", "place": "Lyon", "household": "Seule"},
        "demographics": {"age": "30 à 39 ans", "income": "2 100 €"},
        "goals": {"short_term": [said, "ne pas dépasser 40 €"], "long_term": ["autre chose"]},
        "problems": {"product": ["trop cher"], "life": ["trop loin"]},
        "wishes": {"improve": ["des prix"]},
        "relation": {"why": ["le choix"], "likes": ["la vitrine"]},
        "empathy": {"needs": ["du temps"]},
    }
    section = written(journey(personas={"lea": lea}, evidence=EVIDENCE), "persona")
    shown, whole = found(section, Card)
    assert [text_of(entry).split("\n")[:2] for entry in shown.entries] == [
        ["Who", "Infirmière"],
        ["Goal", "un cadeau avant samedi"],
        ["Problem", "trop cher"],
        ["Wish", "des prix"],
        ["Why this company", "le choix"],
    ]
    assert "30 à 39 ans" in text_of(shown.entries[0])
    assert marks(shown.entries[1].items[0]) == {"source 2"}
    for text in ("2 100 €", "ne pas dépasser 40 €", "trop loin", "la vitrine", "du temps"):
        assert text not in text_of(shown)
        assert text in text_of(whole)


def test_what_a_persona_lacks_is_named():
    (card,) = found(written(journey(), "persona", edition="working"), Card)
    asked = next(entry for entry in card.entries if str(entry.label) == "Questions to ask")
    assert "Occupation" in text_of(asked)
    assert "Motivations" in text_of(asked)
    (card,) = found(written(journey(), "persona"), Card)
    assert "Questions to ask" not in [str(entry.label) for entry in card.entries]


# --- map (M1.3, M7.5) -------------------------------------------------------------------------


def test_a_map_has_a_lane_for_all_that_is_known_one_cell_a_stage():
    known = journey(
        stages={
            "chercher": {
                "name": "Je cherche",
                "owner": "Marketing",
                "experience": {"lea": {"goal": "Trouver", "actions": "flâne", "thoughts": "Tiens"}},
            },
            "acheter": {
                "name": "J’achète",
                "kpis": {"panier": {"name": "Panier moyen", "unit": "€", "target": 60}},
            },
        },
        emotions=[feeling("caisse", -1), feeling("facture", 1)],
        pain_points=PAINS,
        improvements=IMPROVEMENTS,
    )
    (map,) = found(written(known, "map"), Map)
    assert [str(lane.label) for lane in map.lanes] == [
        "Goal",
        "Actions",
        "Thoughts",
        "Touchpoints",
        "Emotion",
        "Pain points",
        "Opportunities",
        "Indicators",
        "Backstage",
    ]
    assert all(len(lane.cells) == 2 for lane in map.lanes)
    emotion = map.lanes[4]
    assert [point.score for point in emotion.curve] == [None, pytest.approx(-2 / 3)]
    assert "mean of 2 touchpoints, from −1 to +1" in text_of(emotion.cells[1])
    assert "Je cherche: no score and J’achète: −0.7" in map.curve_alt


def test_the_head_of_a_map_counts_the_statements_that_rest_on_a_source():
    lived = {"goal": "Trouver", "actions": [{"text": "flâne", "evidence": ["enquete"]}, "hésite"]}
    stages = {
        "chercher": {"name": "Je cherche", "experience": {"lea": lived}},
        "acheter": {"name": "J’achète"},
    }
    signs = (
        "Small numbers lead to the sources; ◇ marks what has none: it is the workshop’s assumption."
    )
    (bare,) = found(written(journey(stages=stages, evidence=EVIDENCE), "map"), Map)
    assert str(bare.counts) == signs
    scores = [feeling("caisse", -1, evidence=["enquete"]), feeling("site", 1)]
    known = journey(stages=stages, evidence=EVIDENCE, emotions=scores)
    (english,) = found(written(known, "map"), Map)
    counted = "1 of 2 emotions, pain points and indicators cites a source"
    assert str(english.counts) == f"{counted}. {signs}"
    (french,) = found(written(known, "map", "fr"), Map)
    assert str(french.counts).startswith("Émotions, irritants et indicateurs\u00a0: 1 sur 2 cite")
    assert "◇" in str(french.counts)
    said = text_of(written(known, "evidence"))
    assert "1 of 2 statements cites a source (50%)" in said
    assert (
        "Counted separately, 1 of 3 goals, actions and thoughts on the maps cites a source." in said
    )
    (bare,) = found(written(journey(), "map"), Map)
    assert str(bare.counts) == ""


def test_the_sources_are_where_the_small_numbers_lead():
    (sources, *_) = found(written(journey(evidence=EVIDENCE), "evidence"), Table)
    assert sources.ids == ("source-1", "source-2")


def test_each_persona_has_a_map_of_its_own_touchpoints():
    two = journey(
        personas={"lea": {"name": "Léa"}, "ali": {"name": "Ali"}},
        touchpoints={
            "site": {"stage": "chercher", "channel": "website", "personas": "ali"},
            "caisse": {"stage": "acheter", "channel": "shop"},
        },
    )
    first, second = found(written(two, "map"), Map)
    assert "Website" not in text_of(first)
    assert "Website" in text_of(second)


def test_an_aim_of_several_improvements_has_the_sources_of_each():
    aim = "Savoir le prix avant de commander"
    known = journey(
        evidence=EVIDENCE,
        pain_points={"prix": {"at": "caisse", "what": "Le prix surprend"}},
        improvements={
            "afficher": {
                "solution": "Afficher le prix",
                "opportunity": {"text": aim, "evidence": ["enquete"]},
                "removes": "prix",
            },
            "annoncer": {"solution": "Annoncer le prix", "opportunity": aim, "removes": "prix"},
        },
    )
    (map,) = found(written(known, "map"), Map)
    said = text_of(map)
    assert said.count(aim) == 1
    assert said[said.index(aim) :].startswith(f"{aim}\nsource 2\n")


def test_m1_3_nothing_of_a_touchpoint_that_a_persona_never_meets_is_on_its_map():
    values = {"name": "Attente en ligne", "values": {"2026-01-01": 4}}
    two = journey(
        personas={"lea": {"name": "Léa"}, "ali": {"name": "Ali"}},
        touchpoints={
            "site": {
                "stage": "chercher",
                "channel": "website",
                "personas": "ali",
                "kpis": {"attente": values},
                "employee": {"team": "Équipe du site"},
            },
            "caisse": {"stage": "acheter", "channel": "shop"},
        },
        pain_points={"lent": {"at": "site", "what": "La page est lente"}},
        improvements={"cache": {"solution": "Accélérer la page", "removes": "lent"}},
    )
    hers, his = found(written(two, "map"), Map)
    for said in ("La page est lente", "Accélérer la page", "Attente en ligne", "Équipe du site"):
        assert said in text_of(his)
        assert said not in text_of(hers)
    assert str(his.counts).startswith("0 of 2 emotions, pain points and indicators")
    assert "0 of 2" not in str(hers.counts)


def test_a_client_sees_no_indicator_that_has_neither_value_nor_target():
    kpis = {
        "vide": {"name": "Notoriété"},
        "cible": {"name": "Attente", "target": 3},
        "mesure": {"name": "Retours", "values": {"2026-01-31": 4}},
    }
    known = journey(touchpoints={"site": {"stage": "chercher", "channel": "website", "kpis": kpis}})
    for edition, shown in (("working", True), ("client", False)):
        said = text_of(written(known, "map", edition=edition))
        assert ("Notoriété" in said) is shown
        assert "Attente" in said
        assert "Retours" in said


# --- touchpoints (M3, M7.2) -------------------------------------------------------------------


def test_the_matrix_stands_as_a_table_of_the_same_numbers():
    known = journey(
        touchpoints={
            "a": {"stage": "chercher", "channel": "website", "nature": "positive"},
            "b": {"stage": "chercher", "channel": "website", "nature": "irritant"},
            "c": {"stage": "acheter", "channel": "website"},
        }
    )
    matrix = tables(written(known, "touchpoints"))[0]
    website = matrix.rows[0]
    assert str(website[0]) == "Website"
    assert [mark.shape for mark in website[1]] == ["△", "▽"]
    assert text_of(matrix.rows[-1]) == "all channels\n2\n1\n3"


def test_uncontrolled_touchpoints_gaps_and_hand_overs_are_named():
    known = journey(
        touchpoints={
            "avis": {"stage": "acheter", "channel": "reviews", "repeats_information": True},
            "site": {"stage": "acheter", "channel": "website", "abandoned": "61 of 180"},
        }
    )
    said = text_of(written(known, "touchpoints"))
    assert "Outside the company’s control, but part of the experience: “Customer reviews”." in said
    assert "Customers must repeat information that another channel already has" in said
    assert "Customers give up here:\n“Website”: 34% (61 of 180 customers)" in said
    assert "Each is counted in its own source and period" not in said
    asked = text_of(written(known, "touchpoints", edition="working"))
    for question in ("No touchpoint is noted for Je cherche", "Nothing takes place offline"):
        assert question in asked
        assert question not in said


def test_shares_of_those_who_give_up_are_explained_where_there_are_several():
    left = {id: {"stage": "acheter", "channel": id, "abandoned": f"61 of {n}"}
            for id, n in (("website", 180), ("shop", 90))}  # fmt: skip
    said = text_of(written(journey(touchpoints=left), "touchpoints"))
    assert "68% (61 of 90 customers)" in said
    assert "Each is counted in its own source and period" in said


def pairs(n: int):
    """Return a journey with n touchpoints at which both sides are known."""
    touchpoints = {
        f"t{i}": {"stage": "chercher", "channel": "shop", "employee": {"sentiment": i % 3 - 1}}
        for i in range(n)
    }
    emotions = [feeling(f"t{i}", i % 4 - 2) for i in range(n)]
    return journey(touchpoints=touchpoints, emotions=emotions)


def test_a_correlation_needs_eight_touchpoints():
    assert "Spearman’s ρ = " in text_of(written(pairs(8), "touchpoints"))
    few = text_of(written(pairs(7), "touchpoints"))
    assert "Spearman’s ρ = " not in few
    assert "at 7 touchpoints. A correlation needs at least 8" in few


def test_divergences_and_common_falls_are_marked():
    apart = journey(
        touchpoints={
            "a": {"stage": "chercher", "channel": "shop", "employee": {"sentiment": 1}},
            "b": {"stage": "acheter", "channel": "website", "employee": {"sentiment": -1}},
        },
        emotions=[feeling("a", -1), feeling("b", -2)],
    )
    said = text_of(written(apart, "touchpoints"))
    assert "the scores are far apart at “Shop” (−1 against +1). " in said
    assert "Both are low at “Website” (−2 against −1)." in said


# --- emotions (M4) ----------------------------------------------------------------------------


def test_disagreement_is_shown_and_origins_are_told_apart():
    known = journey(
        evidence=EVIDENCE,
        emotions=[
            feeling("vitrine", scores=[-2, -2, 2, 2]),
            feeling("site", -1, evidence="enquete", n=180),
            feeling("caisse", 1),
        ],
    )
    section = written(known, "emotions")
    said = text_of(section)
    assert "1 measured on customers, 1 given in the workshop and 1 assumed" in said
    assert "The participants disagree about “Window, street and shopping centre”" in said
    table = tables(section)[0]
    row = next(row for row in table.rows if str(row[0]) == "Window, street and shopping centre")
    assert "disagreement" in marks(row)
    assert "−2 to +2" in text_of(row)
    assert "180" in text_of(next(row for row in table.rows if str(row[0]) == "Website"))


def test_personas_are_compared_and_the_widest_gap_is_named():
    two = journey(
        personas={"lea": {"name": "Léa"}, "ali": {"name": "Ali"}},
        emotions=[feeling("caisse", -2), {"persona": "ali", "at": "caisse", "score": 1}],
    )
    said = text_of(written(two, "emotions"))
    assert "The personas are furthest apart in “J’achète”: −2 for Léa, +1 for Ali." in said


def test_the_target_is_the_current_score_and_the_expected_effects():
    planned = {id: {**one, "status": "planned"} for id, one in IMPROVEMENTS.items()}
    aimed = journey(emotions=[feeling("caisse", -1.5)], improvements=planned)
    target = tables(written(aimed, "emotions"))[-1]
    assert text_of(target.rows[1]).endswith("−0.5\n+1")
    proposed = journey(emotions=[feeling("caisse", -1.5)], improvements=IMPROVEMENTS)
    target = tables(written(proposed, "emotions"))[-1]
    assert str(target.columns[-1].said) == "With those proposed"
    assert text_of(target.rows[1]).endswith("−1.5\n0\n−0.5")
    bare = journey(emotions=[feeling("caisse", -1)])
    assert "there is no target curve" in text_of(written(bare, "emotions", edition="working"))
    assert "there is no target curve" not in text_of(written(bare, "emotions"))


# --- pain points (M5) -------------------------------------------------------------------------


def test_isolated_complaints_stand_apart_and_after():
    section = written(journey(pain_points=PAINS), "pain-points")
    first, isolated = tables(section)[:2]
    assert "Dix minutes" in text_of(first.rows)
    assert "La musique" in text_of(isolated.rows)
    assert str(isolated.rows[0][1]) == "2"
    assert "2 pain points: 1 recurring and 1 isolated." in text_of(section)
    assert "a score from 0 to 4 defined by this kit" in text_of(section)


def test_what_is_not_counted_is_marked_to_be_counted():
    known = {"a": {"at": "caisse", "group": "process", "what": "x", "impact": 4, "persistence": 4}}
    section = written(journey(pain_points=known), "pain-points")
    assert "to be counted" in marks(tables(section)[0])
    assert "not counted" in text_of(tables(section)[0])
    (card,) = found(section, Card)
    assert [str(mark.said) for mark in card.marks] == ["to be counted"]


def test_m3_2_a_group_nobody_has_said_is_to_be_said():
    known = {"a": {"at": "caisse", "what": "x", "mentions": "14 of 60"}}
    section = written(journey(pain_points=known), "pain-points")
    assert "not specified yet" in text_of(tables(section)[0].rows[0])
    groups = next(t for t in tables(section) if str(t.caption) == "Pain points by group")
    assert [str(row[0]) for row in groups.rows][-1] == "not specified yet"
    assert str(groups.rows[-1][2]) == "1"


def test_m3_2_a_channel_nobody_has_said_is_to_be_said():
    known = journey(
        touchpoints={
            "site": {"stage": "chercher", "channel": "website"},
            "colis": {"stage": "acheter", "name": "Le colis"},
            "rien": {"stage": "acheter"},
        }
    )
    section = written(known, "touchpoints", edition="working")
    said = text_of(section)
    assert "1 online, 0 offline. 2 channels are not specified yet." in said
    assert "Nothing takes place offline" not in said
    matrix = tables(section)[0]
    assert [str(row[0]) for row in matrix.rows] == ["Website", "not specified", "all channels"]
    assert "Le colis\nnot specified yet" in said


def test_a_severity_is_printed_with_its_bounds():
    known = {"a": {"at": "caisse", "group": "process", "what": "x", "impact": 4, "persistence": 5}}
    known["b"] = {**known["a"], "mentions": "3 of 4"}
    known["a"]["mentions"] = "201 of 587"
    first = tables(written(journey(pain_points=known), "pain-points"))[0]
    assert "2.6 major\n95%\u00a0CI: 2.5\u00a0to\u00a02.7" in text_of(first.rows[0])
    assert "3.4\n95%\u00a0CI: 2.5\u00a0to\u00a03.7\nno band: fewer than 5 asked" in text_of(
        first.rows[1]
    )


def test_a_rank_by_hand_is_shown_with_its_reason():
    known = {"a": PAINS["file"], "b": {**PAINS["musique"], "rank": 1, "rank_reason": "la voisine"}}
    said = text_of(written(journey(pain_points=known), "pain-points"))
    assert "ranked 1 by hand. Reason: la voisine" in said


def test_a_pain_point_nobody_removes_is_said_so():
    known = journey(pain_points=PAINS, improvements=IMPROVEMENTS)
    section = written(known, "pain-points", edition="working")
    cards = {str(card.title): text_of(card.entries) for card in found(section, Card)}
    assert "Ouvrir une seconde caisse" in cards["Dix minutes d’attente le samedi."]
    assert "no improvement yet" in cards["La musique est trop forte"]


# --- improvements (M6) ------------------------------------------------------------------------


def test_improvements_show_place_owner_and_what_they_remove():
    section = written(journey(pain_points=PAINS, improvements=IMPROVEMENTS), "improvements")
    said = text_of(section)
    assert "1 improvement to do: 1 quick win." in said
    assert "No improvement removes yet: La musique est trop forte." in said
    row = tables(section)[0].rows[0]
    assert "quick win" in marks(row)
    assert "not computed" in text_of(row)
    assert "Magasin" in text_of(row)


def test_an_overdue_improvement_is_marked():
    late = {"a": {"solution": "x", "due": "2026-01-01"}}
    section = written(journey(improvements=late), "improvements")
    assert "overdue" in marks(section)
    done = {"a": {"solution": "x", "due": "2026-01-01", "status": "done"}}
    assert "overdue" not in marks(written(journey(improvements=done), "improvements"))


def test_what_is_done_does_not_stand_in_the_plan_as_if_to_come():
    improvements = {
        "faite": {"solution": "Ouvrir plus tôt", "due": "2026-01-01", "status": "done"},
        "prevue": {"solution": "Ouvrir plus tard", "due": "2027-01-01", "status": "planned"},
    }
    section = written(journey(improvements=improvements), "improvements")
    plan, done = (
        next(table for table in tables(section) if str(table.caption) == caption)
        for caption in ("Improvements by due date", "Done already")
    )
    assert [str(row[0]) for row in plan.rows] == ["Ouvrir plus tard"]
    assert [str(row[0]) for row in done.rows] == ["Ouvrir plus tôt"]
    only = {"faite": improvements["faite"]}
    section = written(journey(improvements=only), "improvements")
    captions = [str(table.caption) for table in tables(section)]
    assert captions == ["Improvements to do, by quadrant", "Done already"]
    assert "Nothing is left to plan." in text_of(section)


def test_what_is_done_shows_what_was_expected_and_the_score_since():
    effect = {"effects": [{"at": "caisse", "change": 1}], "status": "done"}
    improvements = {
        "avant": {**effect, "solution": "Ouvrir plus tôt", "done": "2026-08-15"},
        "apres": {**effect, "solution": "Ouvrir plus tard", "done": "2026-10-15"},
        "sans": {**effect, "solution": "Ouvrir ailleurs"},
    }
    known = journey(
        evidence=EVIDENCE,
        emotions=[feeling("caisse", -0.5, evidence="enquete", n=180)],
        improvements=improvements,
    )
    (done,) = (
        table
        for table in tables(written(known, "improvements"))
        if str(table.caption) == "Done already"
    )
    said = {str(row[0]): text_of(row[-1]) for row in done.rows}
    expected = "Shop: +1 expected\n"
    assert said["Ouvrir plus tôt"] == expected + "score since then: −0.5 (measured, n = 180)"
    assert said["Ouvrir plus tard"] == expected + "done, not yet measured"
    assert said["Ouvrir ailleurs"] == expected + "done, not yet measured"


def test_what_is_done_shows_the_change_observed_since_the_version_before_it(tmp_path):
    def scored(scores, **more):
        return journey(emotions=[feeling("caisse", scores=scores)], **more)

    version = Version(tmp_path / "2026-06-18.yaml", date(2026, 6, 18))
    then = version.__dict__["journey"] = scored([-2] * 6)
    figures = figures_of(then, Measurements(), date(2026, 6, 18))
    (tmp_path / "2026-06-18.figures.json").write_text(to_text(figures))
    effect = {"effects": [{"at": "caisse", "change": 1}], "status": "done", "done": "2026-08-15"}
    known = scored(
        [0] * 6,
        map={"last_review": "2026-10-01"},
        improvements={"a": {**effect, "solution": "Ouvrir plus tôt"}},
    )
    said = text_of(tables(written(known, "improvements", versions=[version]))[-1].rows[0][-1])
    assert "score since then: 0 (scored in the workshop, n = 6)" in said
    assert "observed since the version of 18 June 2026\n+2" in said
    said = text_of(tables(written(known, "improvements"))[-1].rows[0][-1])
    assert "observed" not in said


def test_one_pain_removed_twice_counts_once_and_is_told():
    effect = {"effects": [{"at": "caisse", "change": 1}], "status": "planned", "removes": "file"}
    twice = {"a": {**effect, "solution": "Deux caisses"}, "b": {**effect, "solution": "Une borne"}}
    known = journey(emotions=[feeling("caisse", -1)], pain_points=PAINS, improvements=twice)
    said = text_of(written(known, "emotions"))
    assert "At “Shop”, “Une borne” and “Deux caisses” remove the same pain point" in said


def test_the_robustness_of_the_first_three_is_told():
    three = {
        name: {"solution": name, "impact": impact, "effort": effort}
        for name, impact, effort in [("a", 5, 1), ("b", 4, 1), ("c", 3, 2), ("d", 3, 2)]
    }
    said = text_of(written(journey(improvements=three), "improvements"))
    assert "“a” stays in the top three under every such change." in said
    assert "“c” out: its impact at 2 rather than 3" in said
    assert "3, equal" in said
    assert "RICE cannot be computed" in said
    fewer = {name: three[name] for name in "abc"}
    said = text_of(written(journey(improvements=fewer), "improvements"))
    assert "How robust is the ranking?" not in said
