"""What to find out first, and from which source (M7.3b)."""

from kit.i18n import texts
from kit.questions import as_markdown
from kit.results.research import MOST, research_questions
from kit.sources import SOURCE_KINDS, Source
from tests.journeys import feeling, journey


def asked(known):
    return [(texts("en")(q.asks), q.kind) for q in research_questions(known)]


def test_what_the_team_thinks_is_to_be_asked_of_customers():
    known = journey(emotions=[feeling("caisse", -2, moment_of_truth=True), feeling("facture", 0)])
    first, kind = asked(known)[0]
    assert "What do customers feel at" in first
    assert kind == "survey"


def test_what_is_measured_is_not_asked_again():
    sources = {"enquete": {"name": "Enquête", "kind": "survey"}}
    found = asked(journey(evidence=sources, emotions=[feeling("caisse", -2, evidence="enquete")]))
    assert not [says for says, _ in found if "What do customers feel" in says]


def test_an_unsourced_pain_is_for_interviews_and_an_uncounted_one_for_a_survey():
    sources = {"avis": {"name": "Avis", "kind": "social-listening"}}
    pains = {
        "a": {"at": "caisse", "what": "La file est longue le samedi"},
        "b": {"at": "site", "what": "Le prix manque sur la page", "evidence": "avis"},
    }
    kinds = {kind for says, kind in asked(journey(evidence=sources, pain_points=pains))}
    assert {"interviews", "survey"} <= kinds


def test_they_are_few_and_name_an_owner_and_a_date():
    emotions = [feeling(at, -1) for at in ("vitrine", "caisse", "site", "facture")]
    pains = {f"p{n}": {"at": "site", "what": f"Il manque la page {n}"} for n in range(9)}
    upkeep = {"owner": "Gérante", "created": "2026-06-01", "review_every_months": 3}
    known = journey(emotions=emotions, pain_points=pains, map=upkeep)
    found = research_questions(known)
    assert len(found) == MOST
    assert {question.owner for question in found} == {"Gérante"}
    assert all(question.kind in SOURCE_KINDS and question.due for question in found)
    assert "For the team: what to find out first" in as_markdown(known, texts("en"))


def test_a_source_states_its_response_rate():
    source = Source.model_validate({"id": "s", "name": "S", "kind": "survey", "n": 60})
    assert source.response_rate is None
    assert source.replace(invited=240).response_rate == 0.25
