"""Every section's headline states its finding, in both languages, for one and for many."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from kit.blocks import Section
from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.exports.notebook import from_json, to_json
from kit.i18n import texts
from kit.journey import Journey
from kit.sections import SECTIONS, Context
from kit.workshop import load
from kit.workshop.history import versions
from tests.journeys import feeling, journey
from tests.sections.reading import context, unmarked, written

WORKSHOPS = Path(__file__).parents[2] / "workshops"
EXAMPLES = [
    "maison-lumen",
    "tandem-app",
    "le-comptoir/achat-en-boutique",
    "le-comptoir/livraison-a-domicile",
    "a-revoir",
]

COMPARED = {"workshop-scores"}
"""The section that needs measured scores, which a file alone does not have."""

pytestmark = pytest.mark.usefixtures("undrawn")


def head(found: Journey, id: str, lang: str = "en", **more: object) -> str:
    return str(written(found, id, lang, **more).headline)


@cache
def example(name: str, lang: str) -> Context:
    workshop = load(WORKSHOPS / name / "workshop.yaml")
    measured = measure(workshop.journey, workshop.folder)
    return context(
        apply_to_map(workshop.journey, measured),
        lang,
        measurements=measured,
        versions=versions(workshop),
    )


def room(at: str, score: float, persona: str = "lea", **more: object) -> dict[str, object]:
    """Return what six people in the room scored alike."""
    return {"persona": persona, "at": at, "scores": [score] * 6, **more}


def pain(mentions: str | None = "14 of 60", **more: object) -> dict[str, object]:
    counted = {"mentions": mentions} if mentions else {}
    rated = {"impact": 3, "persistence": 4}
    return {"at": "caisse", "group": "process", "what": "La queue.", **rated, **counted, **more}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_section_of_an_example_states_its_finding(name: str, lang: str):
    shown = example(name, lang)
    sections = {id: write(shown) for id, write in SECTIONS.items()}
    bare = {id for id, one in sections.items() if one is not None and not str(one.headline)}
    assert bare == (set() if shown.versions else {"changes"})
    heads = [str(one.headline) for one in sections.values() if one is not None and one.headline]
    assert len(set(heads)) == len(heads)
    assert not [said for said in heads if said.endswith(".")]


def test_the_lamp_is_told_with_its_numbers():
    said = str(SECTIONS["summary"](example("maison-lumen", "fr")).headline)
    place = "«\u202fLe calcul des frais de livraison\u202f»"
    assert said.startswith(
        f"{place} (−1,7\u202f; Camille\u202f; n\u00a0=\u00a0112) est le point le plus"
    )
    assert "irritant principal\u00a0: «\u202fLes 14,90" in said
    assert said.endswith("(104 clients sur 180)")
    assert str(SECTIONS["evidence"](example("maison-lumen", "en")).headline) == (
        "The map is research-based: 85% of the statements counted cite a source, and 26 of 50 "
        "goals, actions and thoughts"
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_blank_map_has_plain_titles(lang: str):
    blank = journey(personas={}, stages={}, touchpoints={})
    heads = {id: head(blank, id, lang) for id in SECTIONS if id not in ("review", *COMPARED)}
    assert {id for id, said in heads.items() if said} == {"method"}


def test_nothing_in_a_headline_is_outside_the_catalogues():
    for found in (journey(), crowd(10), journey(emotions=[feeling("caisse", -1)])):
        for id in SECTIONS.keys() - COMPARED:
            assert not unmarked(written(found, id, "pseudo", edition="working").headline)


def crowd(personas: int) -> Journey:
    names = {f"p{n}": {"name": f"Persona {n}", "quotation": "x"} for n in range(personas)}
    emotions = [room("vitrine", 1, id) for id in names] + [room("caisse", -2, id) for id in names]
    return journey(personas=names, emotions=emotions)


def test_ten_personas_are_counted_and_one_is_named():
    assert head(crowd(1), "persona") == "Persona 0: no entry cites a source"
    assert head(crowd(10), "persona") == "10 personas: no entry cites a source"
    assert head(crowd(10), "persona", "fr") == "10 personas\u00a0: aucun élément ne cite sa source"
    ten = head(crowd(10), "emotions")
    assert ten.startswith(
        "“Shop” (−2, Persona 0, n\u00a0=\u00a06, scored in the workshop) is the low"
    )
    assert "Persona" not in head(crowd(1), "emotions")


def test_equal_low_points_are_all_named_or_counted():
    two = journey(emotions=[room("caisse", -1), room("site", -1)])
    assert "are the low points" in head(two, "emotions")
    assert "“Shop” (−1" in head(two, "emotions")
    assert "“Website” (−1" in head(two, "emotions")
    assert "sont les points les plus bas" in head(two, "emotions", "fr")
    four = journey(emotions=[room(at, -1) for at in ("caisse", "site", "vitrine", "facture")])
    assert "and 3 other moments are the low points" in head(four, "emotions")
    assert "et 3 autres moments sont" in head(four, "emotions", "fr")


def test_the_map_tells_the_steepest_fall_or_that_there_is_none():
    falls = journey(emotions=[room("vitrine", 1), room("caisse", -1.5)])
    assert head(falls, "map") == (
        "From stage to stage, the steepest fall is from “Je cherche” (+1, n\u00a0=\u00a06) to "
        "“J’achète” "
        "(−1.5, n\u00a0=\u00a06), scored in the workshop"
    )
    rises = journey(emotions=[room("vitrine", -1), room("caisse", 1.5)])
    assert head(rises, "map") == "No stage feels worse than the one before"
    partly = journey(emotions=[room("vitrine", 1)])
    assert head(partly, "map") == "1 of 2 stages has an emotion score"
    assert head(partly, "map", "fr") == "1 étape sur 2 a une note d’émotion"


def test_a_fall_from_a_score_of_the_workshop_to_a_measured_one_says_who_gave_each():
    evidence = {"enquete": {"name": "Enquête", "kind": "survey"}}
    asked = feeling("caisse", -1.5, evidence=["enquete"])
    fall = journey(evidence=evidence, emotions=[room("vitrine", 1), {**asked, "n": 40}])
    assert head(fall, "map").endswith("(+1, 6 in the workshop) to “J’achète” (−1.5, 40 customers)")
    assert head(fall, "map", "fr").endswith(
        "(+1\u202f; 6 en atelier) à «\u202fJ’achète\u202f» (−1,5\u202f; 40 clients)"
    )
    unknown = journey(evidence=evidence, emotions=[room("vitrine", 1), asked])
    assert head(unknown, "map").endswith("(−1.5), measured and scored in the workshop")


def test_an_assumed_fall_is_marked_and_an_assumed_score_heads_nothing():
    guessed = journey(emotions=[feeling("vitrine", 1), feeling("caisse", -2)])
    assert head(guessed, "map").endswith("(+1) to “J’achète” (−2), assumed")
    assert head(guessed, "emotions") == ""


@pytest.mark.parametrize(
    ("pains", "said"),
    [
        ([pain()], "“La queue” hurts most: 14 of 60 customers"),
        (
            [pain(rank=1, rank_reason="x")],
            "“La queue” comes first, ranked by hand: 14 of 60 customers",
        ),
        ([pain("4")], "“La queue” comes first: 4 customers of an unknown number"),
        ([pain(None)], "“La queue” comes first; how many customers it affects is unknown"),
        ([pain("1 of 60")], "No pain point recurs: each was named by one customer at most"),
        (
            [pain(what="Très long. " * 20)],
            "the pain point at “Shop” hurts most: 14 of 60 customers",
        ),
    ],
)
def test_the_worst_pain_point_is_told_as_far_as_it_is_known(pains, said):
    found = journey(pain_points={f"p{n}": one for n, one in enumerate(pains)})
    assert head(found, "pain-points") == said


def better(n: int, **more: object) -> dict[str, object]:
    return {"solution": f"Idée {n}.", "impact": 4, "effort": 2, **more}


@pytest.mark.parametrize(
    ("ideas", "said"),
    [
        ([better(0)], "Start with “Idée 0”: impact 4, effort 2 of 5"),
        ([better(0), better(1)], "“Idée 0” and “Idée 1” come first: impact 4, effort 2 of 5 each"),
        (
            [better(0), better(1), better(2)],
            "3 improvements share the first place: impact 4, effort 2 of 5 each",
        ),
        ([better(0, status="under-way")], "Finish “Idée 0” first: impact 4, effort 2 of 5"),
        ([better(0, rank=1)], "Start with “Idée 0”: ranked first by hand"),
        ([better(0, impact=2, effort=5)], "No open improvement is worth its effort"),
        ([{"solution": "Idée"}], "1 improvement to do, not scored yet"),
        ([{"solution": "A"}, {"solution": "B"}], "2 improvements to do, none scored yet"),
        ([better(0, status="done")], "1 improvement done, none left to do"),
    ],
)
def test_what_to_start_with_is_told(ideas, said):
    found = journey(improvements={f"i{n}": one for n, one in enumerate(ideas)})
    assert head(found, "improvements") == said


def test_touchpoints_are_told_in_the_singular_and_the_plural():
    def met(**natures: str) -> Journey:
        return journey(
            touchpoints={
                id: {"stage": "acheter", "channel": "shop", "nature": nature}
                for id, nature in natures.items()
            }
        )

    mixed = met(a="irritant", b="positive", c="positive")
    assert head(mixed, "touchpoints") == "Of 3 touchpoints, 1 irritates and 2 please"
    assert head(mixed, "touchpoints", "fr") == "Sur 3 points de contact, 1 irrite et 2 plaisent"
    assert head(met(a="positive"), "touchpoints", "fr") == "Sur 1 point de contact, 1 plaît"
    assert head(journey(), "touchpoints") == "4 touchpoints over 4 channels"


def test_a_headline_goes_through_a_notebook_and_one_without_it_still_opens():
    section = Section("map", "Map", (), headline=texts("en").quoted(journey().words("é")))
    assert from_json(to_json(section)) == section
    old = json.loads(to_json(section))
    del old["headline"]
    assert from_json(json.dumps(old)) == Section("map", "Map", ())
