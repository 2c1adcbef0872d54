"""The review: each rule finds its case, leaves the clean journey alone, and can be silenced."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kit import workshop
from kit.diagnostics import Severity
from kit.i18n import LOCALES, catalogue, texts
from kit.journey import Journey, problems
from kit.review import RULES, SUBJECTS, Review, measured, review, rules_markdown, rules_of
from kit.review.context import position
from kit.steps.pain_points import vague
from kit.steps.stages import names_department
from tests.review.mutations import MUTATIONS, clean, drop, put, unfelt

TODAY = date(2026, 11, 22)

VERSIONED = "touchpoints-differ-from-version"
APART = {VERSIONED, *(rule.id for rule in (*workshop.RULES, *rules_of([measured])))}
"""Rules that look at more than a journey: an earlier version, the file's text, the data."""


def built(plain: dict[str, Any]) -> Journey:
    journey = Journey.model_validate(plain)
    assert [p.message for p in problems(journey)] == []
    return journey


def spoilt(*names: str) -> dict[str, Any]:
    plain = clean()
    for name in names:
        MUTATIONS[name](plain)
    return plain


def found(plain: dict[str, Any], **more: Any) -> list[str]:
    return [f.rule.id for f in review(built(plain), TODAY, **more).findings]


def test_the_clean_journey_has_no_findings() -> None:
    assert review(built(clean()), TODAY) == Review()


def test_every_rule_has_its_mutation() -> None:
    known = MUTATIONS.keys() | APART
    assert not RULES.keys() - known, "add mutations to tests/review/mutations.py"
    assert not known - RULES.keys(), "file the rules' module in SUBJECTS of kit/review/__init__.py"


@pytest.mark.parametrize("rule", MUTATIONS)
def test_a_mutation_fires_its_rule_and_no_other(rule: str) -> None:
    assert set(found(spoilt(rule))) == {rule}


@pytest.mark.parametrize("rule", MUTATIONS)
def test_a_rule_can_be_silenced_with_a_reason(rule: str) -> None:
    plain = spoilt(rule)
    plain["silenced"] = [*plain.get("silenced", []), {"rule": rule, "reason": "We know"}]
    result = review(built(plain), TODAY)
    assert result.findings == ()
    assert (rule, "We know") in {(s.finding.rule.id, s.reason) for s in result.silenced}


def test_silencing_in_one_place_leaves_the_others() -> None:
    plain = spoilt("improvement-without-owner")
    del plain["improvements"]["water-figures"]["owner"]
    plain["silenced"] = [
        {"rule": "improvement-without-owner", "at": "water-figures", "reason": "In the new year"}
    ]
    result = review(built(plain), TODAY)
    assert [f.place[1] for f in result.findings] == ["second-van"]
    assert [s.finding.place[1] for s in result.silenced] == ["water-figures"]


def test_an_emotion_is_silenced_by_its_persona_or_its_place() -> None:
    for at in ("lena", "neighbour"):
        plain = spoilt("negative-without-pain-point")
        plain["silenced"] = [{"rule": "negative-without-pain-point", "at": at, "reason": "Known"}]
        assert review(built(plain), TODAY).findings == ()


def test_a_misspelt_silence_is_told_which_rule_may_be_meant() -> None:
    (finding,) = review(built(spoilt("silence-unknown-rule")), TODAY).findings
    assert texts("en")(finding.says) == (
        "Unknown rule “no-ofline” under silenced. Did you mean “no-offline”?"
    )


def test_what_was_found_while_reading_the_file_is_reviewed_too() -> None:
    cut = workshop.RULES[0].at("scenario", "goal", rest="#123")
    assert review(built(clean()), TODAY, extra=[cut]).findings == (cut,)
    plain = {**clean(), "silenced": [{"rule": "text-cut-by-hash", "reason": "A comment"}]}
    result = review(built(plain), TODAY, extra=[cut])
    assert result.findings == ()
    assert [s.finding for s in result.silenced] == [cut]


def test_touchpoints_are_compared_with_the_last_version_only() -> None:
    now, before = clean(), clean()
    del before["touchpoints"]["photos"]
    unfelt("photos")(before)
    last, older = built(clean()), built(before)
    assert review(built(now), TODAY, [older, last]).findings == ()
    (finding,) = review(built(now), TODAY, [older]).findings
    assert finding.rule.id == VERSIONED
    assert texts("en")(finding.says) == (
        "Since the last closed version, touchpoints were added (“Pictures shared”)."
    )
    (finding,) = review(older, TODAY, [last]).findings[-1:]
    assert "removed (“Pictures shared”)" in texts("en")(finding.says)
    silenced = {**now, "silenced": [{"rule": VERSIONED, "reason": "Seen on Monday"}]}
    assert review(built(silenced), TODAY, [older]).findings == ()


def test_overdue_is_told_by_the_day_of_the_review() -> None:
    journey = built(clean())
    assert review(journey, date(2027, 1, 31)).findings == ()
    overdue = review(journey, date(2027, 4, 2)).findings
    assert "review-overdue" in {f.rule.id for f in overdue}
    assert "improvement-late" in {f.rule.id for f in overdue}


def test_the_order_is_by_severity_then_by_place() -> None:
    plain = spoilt("nature-against-emotion", "bad-end", "goal-missing", "stage-without-owner")
    drop("touchpoints.neighbour.importance")(plain)
    plain["team"] = []
    journey = built(plain)
    findings = review(journey, TODAY).findings
    gravity = [list(Severity).index(f.rule.severity) for f in findings]
    assert gravity == sorted(gravity)
    for severity in Severity:
        places = [position(journey, f.place) for f in findings if f.rule.severity is severity]
        assert places == sorted(places)
    assert findings == review(journey, TODAY).findings


def test_counts_and_levels() -> None:
    result = review(built(spoilt("nature-against-emotion", "goal-missing", "bad-end")), TODAY)
    assert [result.count(severity) for severity in Severity] == [1, 1, 1]
    assert [len(result.at_least(severity)) for severity in Severity] == [1, 2, 3]


def test_an_empty_file_gets_one_finding_for_each_step_not_hundreds() -> None:
    journey = Journey.model_validate({"client": {"name": "X", "language": "en"}})
    findings = review(journey, TODAY).findings
    assert all(f.rule.severity is not Severity.ERROR for f in findings)
    assert len(findings) < 15
    assert {"persona-missing", "stages-missing", "touchpoints-missing", "team-missing"} <= {
        f.rule.id for f in findings
    }


@pytest.mark.parametrize(
    "name",
    [
        "Marketing",
        "marketing",
        "SAV",
        "Le SAV",
        "Service commercial",
        "Comptabilité",
        "Ventes",
        "Direction marketing",
        "Marketing et ventes",
        "Sales & Marketing",
        "IT",
        "Logistique",
        "Customer service",
        "The sales team",
        "Finance department",
        "Service après-vente",
    ],
)
def test_names_of_departments(name: str) -> None:
    assert names_department(name)


@pytest.mark.parametrize(
    "name",
    [
        "J’appelle le service client",
        "Je cherche une idée",
        "I wait for my parcel",
        "L’équipe",
        "Je paie",
        "Le jour de la vente",
        "It arrives",
        "Un conseil en magasin",
        "The",
        "…",
    ],
)
def test_names_that_customers_use(name: str) -> None:
    assert not names_department(name)


@pytest.mark.parametrize(
    "what",
    [
        "Checkout is confusing",
        "Le site est trop lent et compliqué",
        "Trop cher",
        "Bad service",
        "L’application est confuse",
        "Mauvaise expérience au téléphone",
        "Delivery",
    ],
)
def test_vague_pain_points(what: str) -> None:
    assert vague(what)


@pytest.mark.parametrize(
    "what",
    [
        "The code expires after sixty seconds and going back empties the form",
        "Pas de paiement sans contact à la caisse",
        "Renvoyer un article coûte 9,90 €, même pour une ampoule à 6 €",
        "La marche de l’entrée arrête les poussettes",
        "The page takes 12 seconds, too slow",
    ],
)
def test_specific_pain_points(what: str) -> None:
    assert not vague(what)


def test_one_stage_without_a_score_is_one_finding_for_each_persona() -> None:
    plain = clean()
    unfelt("order", "car-park")(plain)
    assert found(plain).count("stage-without-emotion") == 2
    assert "touchpoint-without-emotion" not in found(plain)


def test_an_isolated_pain_point_may_stay_without_improvement() -> None:
    plain = clean()
    put("pain_points.parking.mentions", "30 of 120")(plain)
    assert "pain-point-without-improvement" in found(plain)


def test_dropped_improvements_are_left_alone() -> None:
    plain = clean()
    for field in ("owner", "goal", "opportunity", "strengthens"):
        drop(f"improvements.garden-evening.{field}")(plain)
    put("improvements.garden-evening.status", "dropped")(plain)
    assert found(plain) == []


def test_a_research_claim_that_one_stage_does_not_bear_out() -> None:
    plain = spoilt("stage-assumed")
    plain["scenario"]["based_on"] = "research"
    (finding,) = review(built(plain), TODAY).findings
    assert texts("en")(finding.says) == (
        "The map is declared research-based, but no statement cites a source in “I want a hedge”."
    )


# --- the rules as texts ---------------------------------------------------------------------------

ALL = [rule for _, modules in SUBJECTS for rule in rules_of(modules)]


def test_rule_ids_are_unique() -> None:
    assert len(ALL) == len(RULES)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_names_its_lines_of_the_method(rule: Any) -> None:
    assert rule.method, "tests/test_method.py holds that the lines are headings of docs/method.md"


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_speaks_french(rule: Any) -> None:
    french = catalogue("fr")
    for message in (rule.says, rule.why, rule.fix):
        assert french.look_up(message) != message.text, "kit/locales/fr/review.po lacks it"


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("rule", MUTATIONS)
def test_a_finding_reads_as_a_sentence_and_names_what_it_is_about(rule: str, lang: str) -> None:
    t = texts(lang)
    for finding in review(built(spoilt(rule)), TODAY).findings:
        said = t(finding.says)
        assert said.endswith((".", "…", "?")) or said.endswith((".”", ". »"))
        assert "{" not in said
        assert "None" not in said


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_documentation_is_that_of_the_rules(lang: str) -> None:
    written = (LOCALES / lang / "rules.md").read_text(encoding="utf-8")
    assert written == rules_markdown(texts(lang)), "write it again: python -m kit.review"
    assert all(f"`{rule}`" in written for rule in RULES)


def test_every_line_of_the_documentation_comes_from_the_catalogue() -> None:
    for line in rules_markdown(texts("pseudo")).splitlines():
        assert "⟦" in line or not line or line.startswith(("###", "```", "silenced:")), line


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        (
            ("survey", "crm"),
            "Every source is quantitative: survey and customer records or tickets.",
        ),
        (("interviews", "user-test"), "Every source is qualitative: interviews and user test."),
        (("survey", "survey"), "Every source is quantitative: survey."),
        (("survey", "user-test"), None),
    ],
)
def test_sources_that_all_count_or_all_explain_are_a_note(
    kinds: tuple[str, str], says: str | None
) -> None:
    plain = clean()
    for id, kind in zip(("survey", "interviews"), kinds, strict=True):
        put(f"evidence.{id}.kind", kind)(plain)
    said = [
        texts("en")(finding.says)
        for finding in review(built(plain), TODAY).findings
        if finding.rule.id == "evidence-of-one-kind"
    ]
    assert said == ([says] if says else [])
