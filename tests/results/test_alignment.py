"""Stages aligned by phase; every number here is computed by hand."""

import pytest

from kit.results import (
    ALIGNED,
    coverage_by_phase,
    journey_phases,
    persona_phases,
    stages_by_phase,
    unaligned_stages,
)
from kit.steps.stages import MODELS, PHASES
from tests.journeys import feeling, journey

STAGES = {
    "voir": {"name": "Je vois", "phase": "awareness"},
    "choisir": {"name": "Je choisis", "phase": "purchase"},
    "payer": {"name": "Je paie", "phase": "acquisition"},
    "rever": {"name": "Je rêve"},
    "vivre": {"name": "Je vis avec", "phase": "Une phase à nous"},
}
TOUCHPOINTS = {
    "vitrine": {"stage": "voir", "channel": "window", "importance": 4},
    "site": {"stage": "voir", "channel": "website"},
    "rayon": {"stage": "choisir", "channel": "shop"},
    "caisse": {"stage": "payer", "channel": "shop", "importance": 5},
}


def shop(*emotions, **more):
    return journey(stages=STAGES, touchpoints=TOUCHPOINTS, emotions=[*emotions], **more)


def test_every_phase_of_a_model_has_one_place():
    placed = [phase for phases in ALIGNED.values() for phase in phases]
    assert sorted(placed) == sorted(PHASES)


@pytest.mark.parametrize("model", MODELS)
def test_the_phases_of_a_model_keep_their_order_and_stay_apart(model):
    places = [
        next(n for n, phases in enumerate(ALIGNED.values()) if phase in phases)
        for phase in MODELS[model]
    ]
    assert places == sorted(set(places))


def test_stages_of_one_phase_stand_together_and_others_stay_out():
    found = stages_by_phase(shop())
    assert {phase: [stage.id for stage in own] for phase, own in found.items()} == {
        "awareness": ["voir"],
        "purchase": ["choisir", "payer"],
    }
    assert [stage.id for stage in unaligned_stages(shop())] == ["rever", "vivre"]


def test_a_phase_is_the_mean_of_its_stages_each_once():
    felt = shop(
        feeling("vitrine", 1),  # importance 4, and 3: the stage is at (4 − 3) / 7
        feeling("site", -1),
        feeling("rayon", 2),
        feeling("caisse", -1),  # whose importance of 5 weighs nothing between stages
        feeling("rever", -2),
    )
    awareness, purchase = persona_phases(felt, "lea")
    assert awareness.score == pytest.approx(1 / 7)
    assert purchase.score == pytest.approx(0.5)


def test_a_stage_without_a_score_is_left_out_of_the_mean():
    awareness, purchase = persona_phases(shop(feeling("caisse", -1)), "lea")
    assert (awareness.score, awareness.missing) == (None, False)
    assert purchase.score == -1


def test_a_phase_has_the_n_and_the_weakest_origin_of_what_is_behind_it():
    known = {"enquete": {"name": "Enquête", "kind": "survey"}}
    felt = shop(
        feeling("rayon", 2, evidence="enquete", n=60),
        feeling("caisse", scores=[-2, -1, -1]),
        evidence=known,
    )
    _, purchase = persona_phases(felt, "lea")
    assert purchase.n_range == (3, 60)
    assert purchase.origin == "workshop"
    _, purchase = persona_phases(shop(feeling("rayon", 2), feeling("caisse", scores=[-2])), "lea")
    assert purchase.origin == "assumed"
    assert purchase.n_range is None, "the n of what was assumed is unknown"


def test_a_missing_measured_score_makes_its_phase_missing():
    felt = shop(feeling("rayon", 2), feeling("caisse", -1), feeling("site", 1))
    emotions = [e.without_measurement() if e.at == "caisse" else e for e in felt.emotions]
    lost = felt.replace(emotions=tuple(emotions))
    awareness, purchase = journey_phases(lost)
    assert awareness.score == 1
    assert (purchase.score, purchase.missing) == (None, True)


def test_a_journey_is_the_mean_of_its_personas_with_the_lowest_and_the_highest():
    two = shop(
        feeling("caisse", -2),
        {"persona": "tom", "at": "caisse", "score": 1},
        personas={"lea": {"name": "Léa"}, "tom": {"name": "Tom"}},
    )
    _, purchase = journey_phases(two)
    assert purchase.score == pytest.approx(-0.5)
    assert (purchase.low, purchase.high, purchase.personas) == (-2, 1, 2)


def test_a_journey_without_personas_or_phases_has_no_curve():
    assert journey_phases(journey()) == ()
    assert journey_phases(shop(personas={})) == ()


def test_evidence_coverage_by_phase_counts_the_statements_of_its_stages():
    known = {"enquete": {"name": "Enquête", "kind": "survey"}}
    felt = shop(
        feeling("rayon", 2, evidence="enquete"),
        feeling("caisse", -1),
        pain_points={
            "attente": {"at": "caisse", "what": "La file est longue", "evidence": "enquete"},
            "ailleurs": {"at": "rever", "what": "Le rêve est trop court"},
        },
        evidence=known,
    )
    found = coverage_by_phase(felt)
    assert {phase: (share.k, share.n) for phase, share in found.items()} == {
        "awareness": (0, 0),
        "purchase": (2, 3),
    }
