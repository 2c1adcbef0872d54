"""Names of phases as names of stages, and what a phase offers (M2.2, M2.7)."""

import pytest

from kit.i18n import texts
from kit.steps.stages import PHASE_MEANINGS, PHASES, Stage, check, names_phase


def found(*stages):
    made = tuple(Stage(id=f"s{n}", **stage) for n, stage in enumerate(stages))
    return [finding.rule.id for finding in check(made, str)]


@pytest.mark.parametrize(
    "name",
    [
        *("L’achat", "Achat", "Conscience", "Prise de conscience", "La fidélisation"),
        *("Considération", "Awareness", "The purchase", "Loyalty", "Retention", "Decision"),
    ],
)
def test_the_name_of_a_phase_is_seen_with_an_article_and_in_other_words(name):
    assert names_phase(name)


@pytest.mark.parametrize("name", ["J’achète", "Je cherche une idée", "L’achat du pain", "We buy"])
def test_a_customer_s_words_are_no_phase(name):
    assert not names_phase(name)


def test_the_three_of_the_inbound_model_are_a_note_on_what_follows():
    by_phase = (
        {"name": "Je rêve", "phase": "awareness"},
        {"name": "Je lis", "phase": "consideration"},
    )
    last = {"name": "Je signe", "phase": "decision"}
    assert "stages-end-at-purchase" in found(*by_phase, last)
    assert "stage-count" not in found(*by_phase, last)
    named = ({"name": n} for n in ("Prise de conscience", "Considération", "Décision"))
    assert "stages-end-at-purchase" in found(*named)
    assert "stage-count" in found({"name": "Un"}, {"name": "Deux"}, {"name": "Trois"})


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_phase_has_an_objective_and_indicators_to_offer(lang):
    t = texts(lang)
    for key, phase in PHASES.items():
        assert t(phase.objective) in t(PHASE_MEANINGS[key])
        assert all(t(kpi) in t(PHASE_MEANINGS[key]) for kpi in phase.kpis)
    assert "Impressions publicitaires" in texts("fr")(PHASE_MEANINGS["awareness"])
