"""What the sections on evidence, review, changes and method say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kit.blocks import Card
from kit.diagnostics import Severity
from kit.i18n import N_, UserText
from kit.review import Review, Silenced, review
from kit.rules import Finding, Rule
from kit.sections import Provenance, cover
from kit.workshop.history import Version
from tests.journeys import feeling, journey
from tests.sections.reading import AS_OF, context, found, tables, text_of, written
from tests.sections.test_steps import EVIDENCE

pytestmark = pytest.mark.usefixtures("undrawn")

RULE = Rule(
    "some-rule",
    Severity.WARNING,
    N_("“{name}” lacks something."),
    N_("It matters."),
    N_("Add it."),
    ("M7.7", "F11"),
)
FINDING = RULE.at("stages", "chercher", name=UserText("Je cherche"))


# --- evidence (F11, M7.3) ---------------------------------------------------------------------


def test_declared_and_computed_status_stand_beside_each_other():
    declared = journey(scenario={"based_on": "research"}, emotions=[feeling("caisse", -1)])
    said = text_of(written(declared, "evidence"))
    assert "0 of 1 statements cite a source (0%): the map is assumption-based." in said
    assert "The workshop declares it research-based." in said


def test_sources_are_numbered_with_n_period_and_use():
    known = journey(
        evidence=EVIDENCE, emotions=[feeling("caisse", -1, evidence=["enquete"], n=180)]
    )
    listed, *_, collected = tables(written(known, "evidence"))[:3]
    assert text_of(listed.rows[1]) == "Enquête\n2\nsurvey\n180\nsince 1 September 2026"
    assert [text_of(cell) for cell in collected.rows[1]] == [
        "Enquête",
        "2",
        "survey (quantitative)",
        "180",
        "since 1 September 2026",
        "1",
    ]


def test_limits_count_what_a_reader_should_know():
    known = journey(
        notes=["un", "deux"],
        emotions=[feeling("caisse", scores=[-1, -2, -1])],
        team=[{"name": "Inès", "department": "Marketing"}],
        pain_points={"a": {"at": "caisse", "group": "process", "what": "x"}},
    )
    said = text_of(written(known, "evidence"))
    parked = "2 notes are still in the parking lot"
    assert parked not in said
    assert parked in text_of(written(known, "evidence", edition="working"))
    assert "1 emotion score comes from the workshop (n\u00a0=\u00a03 at most)" in said
    assert "Only one department took part: Marketing." in said
    assert "1 pain point has no frequency (k of n customers)" in said
    assert "all its data are invented" in said


def test_silenced_rules_stand_in_both_editions_with_their_reason():
    review = Review((), (Silenced(FINDING, "on le sait"),))
    said = text_of(written(journey(), "evidence", review=review))
    assert "“Je cherche” lacks something." in said
    assert "on le sait" in said
    assert "some-rule" in said


# --- review -----------------------------------------------------------------------------------


def test_findings_come_with_place_reason_remedy_and_method():
    section = written(
        journey(),
        "review",
        edition="working",
        review=Review((FINDING,)),
        locate=lambda place: f"workshop.yaml:{len(place)}",
    )
    (table,) = tables(section)
    assert text_of(table.rows).splitlines() == [
        "“Je cherche” lacks something.",
        "warning",
        "workshop.yaml:2",
        "It matters.",
        "Add it.",
        "some-rule",
        "M7.7, F11",
    ]
    assert "1 warning. This section is for the team" in text_of(section)


def test_the_gravest_come_first():
    error = Rule("worse", Severity.ERROR, N_("Bad."), N_("Why."), N_("Fix."), ("M7.7",))
    review = Review((Finding(error, ("client",), error.says), FINDING))
    said = text_of(written(journey(), "review", edition="working", review=review))
    assert said.index("Errors") < said.index("Warnings")


# --- changes (M6.11) --------------------------------------------------------------------------


def test_a_first_version_says_so():
    first = "This is the first version"
    assert first in text_of(written(journey(), "changes", edition="working"))
    assert first not in text_of(written(journey(), "changes"))


@pytest.mark.parametrize(
    ("better", "verdict"), [("higher", "+10, better"), ("lower", "+10, worse")]
)
def test_a_change_of_an_indicator_is_better_or_worse_by_its_direction(better: str, verdict: str):
    kpi = {
        "name": "Taux",
        "unit": "%",
        "better": better,
        "values": {"2026-01-31": 60, "2026-06-30": 70, "2027-06-30": 10},
    }
    known = journey(
        stages={"chercher": {"name": "Je cherche", "kpis": {"taux": kpi}}},
        touchpoints={},
    )
    (table,) = tables(written(known, "changes"))
    said = text_of(table.rows)
    assert verdict in said
    assert "70%" in said
    assert "10%" not in said
    assert "unsourced" in said


# --- method -----------------------------------------------------------------------------------


def test_the_provenance_tells_how_to_make_the_report_again():
    section = written(
        journey(map={"created": "2026-03-05"}),
        "method",
        "fr",
        provenance=Provenance("1.2.3", "abc123"),
        identity="exemple/boutique",
    )
    said = text_of(section)
    dates = ("22 novembre 2026", "5 mars 2026")
    for part in ("parcours-kit 1.2.3", "abc123", "exemple/boutique", *dates):
        assert part in said
    assert "Aucune revue n’est prévue" in said


def test_an_overdue_review_is_said():
    late = journey(map={"created": "2025-01-01", "review_every_months": 6})
    assert "The map review is overdue: it was due on 1 July 2025." in text_of(
        written(late, "method")
    )


def test_every_definition_has_its_number():
    table = tables(written(journey(), "method"))[0]
    numbers = [*(n for n in range(1, 13) if n != 3), 18]
    assert [str(row[-1]) for row in table.rows] == [f"F{n}" for n in numbers]


def earlier(**parts: object) -> Version:
    version = Version(Path("history/2026-06-18.yaml"), date(2026, 6, 18), "avant l’été")
    version.__dict__["journey"] = journey(**parts)
    return version


def test_a_later_version_tells_what_opened_closed_moved_and_was_done():
    pain = {"at": "caisse", "group": "process", "what": "La file"}
    now = journey(
        pain_points={"b": {**pain, "what": "Le bruit"}},
        improvements={"i": {"solution": "Une seconde caisse", "status": "done"}},
        emotions=[feeling("caisse", 0.5)],
    )
    before = earlier(
        pain_points={"a": pain},
        improvements={"i": {"solution": "Une seconde caisse", "status": "planned"}},
        emotions=[feeling("caisse", -1)],
    )
    section = written(now, "changes", versions=[before])
    said = text_of(section)
    assert "Since the version of 18 June 2026: 1 pain point closed, 1 pain point opened" in said
    assert "Pain points closed\nLa file" in said
    assert "Pain points opened\nLe bruit" in said
    assert "Improvements done\nUne seconde caisse" in said
    assert "avant l’été" in said
    moved = text_of(tables(section)[0].rows)
    assert moved.splitlines()[0] == "Léa Exemple: Shop"
    assert "→ Emotion, Léa Exemple: J’achète" in moved
    assert "+1.5" in moved


def test_nothing_changed_is_said():
    section = written(journey(), "changes", versions=[earlier()])
    assert str(section.headline) == "Nothing has changed since the version of 18 June 2026"


@pytest.mark.parametrize("declared", [None, "assumptions", "research"])
@pytest.mark.parametrize("sourced", [False, True])
def test_f11_cover_and_scope_print_the_computed_basis_and_the_summary_assumptions(
    declared, sourced
):
    scores = [
        feeling("caisse", -1, evidence=["enquete"] if sourced else []),
        feeling("site", 1, evidence=["enquete"] if sourced else []),
    ]
    known = journey(scenario={"based_on": declared}, evidence=EVIDENCE, emotions=scores)
    basis, other = ("research", "assumption") if sourced else ("assumption", "research")
    assert f"The map is {basis}-based" in text_of(cover(context(known)).status)
    assert (f"{basis}-based" in text_of(written(known, "summary"))) is not sourced
    assert f"{other}-based" not in text_of(written(known, "summary"))
    (scope,) = (card for card in found(written(known, "map"), Card) if card.id == "scope")
    said = text_of(scope)
    assert f"{basis}-based ({2 if sourced else 0} of 2 statements cite a source)" in said
    differs = declared is not None and not declared.startswith(basis)
    assert (f"declared {other}-based" in said) is differs
    rules = {f.rule.id for f in review(known, AS_OF).findings}
    assert bool(rules & {"basis-overclaimed", "basis-underclaimed"}) is differs
