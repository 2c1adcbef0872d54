"""The summary tells what the data say, and changes with them."""

from __future__ import annotations

from kit.blocks import Tile
from tests.journeys import feeling, journey
from tests.sections.reading import found, pictures, tables, text_of, written

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


def test_the_worst_and_the_best_moment_are_told_with_their_ground():
    said = text_of(written(shop(), "summary"))
    assert (
        "Shop\n−1.5 for Léa Exemple, scored in the workshop, n\u00a0=\u00a06. “Encore la queue”"
        in said
    )
    assert "Best moment: Window and street\n+1 for Léa Exemple" in said


def test_without_a_quotation_the_cause_is_told():
    silent = journey(emotions=[room("caisse", -1.5)], pain_points=PAINS)
    said = text_of(written(silent, "summary"))
    assert "Cause: “Dix minutes d’attente le samedi” (14 of 60 customers)." in said


def test_the_same_in_french():
    said = text_of(written(shop(), "summary", "fr"))
    assert "−1,5 pour Léa Exemple" in said
    assert "14 clients sur 60, au moment" in said
    assert "Responsable\N{NO-BREAK SPACE}: Magasin" in said
    assert "15 janvier 2027" in said


def test_improvements_say_what_they_would_change():
    said = text_of(written(shop(), "summary"))
    assert "Ouvrir une seconde caisse le samedi\nExpected" in said
    assert "quick win\nproposed" in said
    assert "Expected: Shop from −1.5 (n\u00a0=\u00a06) to −0.5." in said
    assert "Owner: Magasin; due 15 January 2027." in said
    assert "should lift" not in said
    decided = shop()
    planned = tuple(i.replace(status="planned") for i in decided.improvements)
    said = text_of(written(decided.replace(improvements=planned), "summary"))
    assert "The improvements decided on should lift “J’achète” most" in said


def test_an_isolated_complaint_does_not_weigh():
    weighs = text_of(written(shop(), "summary")).partition("Main pain points")[2]
    assert "14 of 60 customers, at “Shop”. Severity 1.9 of 4 (95% CI: 1.6 to 2.2): minor." in weighs
    assert "La musique est trop forte" not in weighs


def test_what_is_not_counted_fills_up_the_summary_and_is_marked():
    pain = {"at": "caisse", "group": "process", "what": "La queue", "mentions": "30 of 60"}
    bad = {"impact": 5, "persistence": 5}
    uncounted = {"at": "site", "group": "process", "what": "Le site est lent", **bad}
    parts = {"pain_points": {"b": uncounted, "a": {**pain, "impact": 2, "persistence": 2}}}
    weighs = text_of(written(journey(**parts), "summary")).partition("Main pain points")[2]
    assert weighs.index("La queue") < weighs.index("Le site est lent")
    assert "At “Website”; frequency unknown.\nto be counted" in weighs


def test_the_tiles_count():
    tiles = list(found(written(shop(), "summary"), Tile))
    shown = {str(tile.label): str(tile.value) for tile in tiles}
    assert shown["worst moment"] == "−1.5"
    assert shown["best moment"] == "+1"
    assert shown["touchpoints"] == "4"
    assert shown["recurring pain point"] == "1"


def test_of_equal_scores_the_moment_of_truth_comes_first():
    found_moments = journey(emotions=[room("site", -1), room("facture", -1, moment_of_truth=True)])
    said = text_of(written(found_moments, "summary"))
    assert said.index("Invoice\n−1") < said.index("Website\n−1")


def test_a_stage_without_touchpoint_scores_is_told_as_a_stage():
    said = text_of(written(journey(emotions=[room("acheter", -2)]), "summary"))
    assert "J’achète\n−2 for Léa Exemple, scored in the workshop" in said


def test_changing_one_score_changes_alt_text_table_and_sentence():
    before, after = (written(shop(score), "summary") for score in (-1.5, -1))
    assert "−1.5" in pictures(before)[0].alt
    assert pictures(before)[0].alt != pictures(after)[0].alt
    assert "Shop\n−1.5 for Léa" in text_of(before)
    assert "Shop\n−1 for Léa" in text_of(after)

    before, after = (written(shop(score), "emotions") for score in (-1.5, -1))
    assert pictures(before)[0].alt != pictures(after)[0].alt
    assert text_of(tables(before)[0]) != text_of(tables(after)[0])
    assert "−1.5" in text_of(tables(before)[0])
    assert "Lowest: Shop in “J’achète”, −1 (" in text_of(after)


def test_nothing_is_made_up_where_nothing_is_scored():
    said = text_of(written(journey(), "summary"))
    assert "No emotion has been scored yet" in said
    assert "No pain point has been noted yet" in said
    assert "No improvement is open" in said
    assert "worst moment" not in said


def test_a_time_sink_is_never_what_to_do_now():
    sink = {"solution": "Tout refaire", "impact": 2, "effort": 5}
    now = text_of(written(journey(improvements={"a": sink}), "summary"))
    assert "Tout refaire" not in now
    assert "Only time sinks are open" in now


def test_what_is_equal_to_the_last_one_shown_is_named():
    equal = {f"i{n}": {"solution": f"Idée {n}", "impact": 4, "effort": 2} for n in range(4)}
    now = text_of(written(journey(improvements=equal), "summary"))
    assert "Equal to the last one in impact, effort and dots: “Idée 3”." in now


def test_f18_every_score_of_the_summary_has_its_n():
    tiles = list(found(written(shop(), "summary"), Tile))
    notes = {str(tile.label): text_of(tile.note) for tile in tiles}
    workshop = "workshop scores, nothing is measured"
    assert notes["worst moment"] == f"Shop (Léa Exemple), n\u00a0=\u00a06: {workshop}"
    guessed = journey(emotions=[feeling("caisse", -2)], improvements=IMPROVEMENTS)
    said = text_of(written(guessed, "summary"))
    assert "Shop\n−2" not in said
    assert (
        "No score has enough answers to be shown here; see Limits for the reasons. "
        "Ask participants to score, or measure." in said
    )
    assert "Expected: Shop +1." in said


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
    assert "−1\nworst moment\nWebsite (Léa Exemple), n\u00a0=\u00a0300" in said
    assert "−2\n" not in said
    assert "Lowest" not in said
    limits = text_of(written(known, "evidence"))
    assert (
        "1 score over fewer than 30 answers does not head the summary: “Shop” (−2 for Léa Exemple, "
        "n\u00a0=\u00a020 of 484)." in limits
    )
    assert "1 workshop score does not head the summary, as others are measured." in limits
