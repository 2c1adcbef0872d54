from kit.results import coverage
from tests.journeys import feeling, journey

EVIDENCE = {"enquete": {"name": "Enquête", "kind": "survey"}}


def test_f11_statements_that_name_a_source_over_all_of_them():
    found = journey(
        evidence=EVIDENCE,
        personas={
            "lea": {
                "name": "Léa",
                "quotation": {"text": "Vite !", "evidence": "enquete"},
                "goals": {"short_term": ["un cadeau"]},
            }
        },
        emotions=[feeling("vitrine", 1, evidence="enquete"), feeling("caisse", -1)],
        pain_points={
            "file": {"at": "caisse", "group": "process", "what": "x", "evidence": "enquete"}
        },
    )
    counted = coverage(found)
    assert (counted.total.k, counted.total.n) == (3, 5)
    assert (counted.stages["chercher"].k, counted.stages["chercher"].n) == (1, 1)
    assert (counted.stages["acheter"].k, counted.stages["acheter"].n) == (1, 2)
    assert counted.basis == "research"


def test_f11_a_stage_without_any_source_makes_a_map_assumption_based():
    found = journey(
        evidence=EVIDENCE,
        emotions=[
            feeling("vitrine", 1, evidence="enquete"),
            feeling("site", 1, evidence="enquete"),
        ],
    )
    assert coverage(found).total.value == 1
    assert coverage(found).basis == "assumptions"


def test_f11_an_indicator_counts_once_however_many_values_it_has():
    kpi = {"nps": {"name": "NPS", "values": {"2026-01-01": 10, "2026-02-01": 12}}}
    found = journey(stages={"chercher": {"name": "A", "kpis": kpi}, "acheter": {"name": "B"}})
    assert (coverage(found).total.k, coverage(found).total.n) == (0, 1)


def test_f11_an_empty_map_is_assumption_based():
    assert coverage(journey()).total.value is None
    assert coverage(journey()).basis == "assumptions"
