"""The worked examples (M7.6) and the sector starters: valid, rich enough to teach, invented."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from kit.diagnostics import Severity
from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.evidence.metrics.results import Measurements
from kit.journey import Journey, problems
from kit.results import coverage, ranked_pains
from kit.review import Review, review
from kit.review.measured import findings
from kit.sources import SOURCE_KINDS
from kit.steps.improvements import QUADRANTS, STATUSES
from kit.steps.pain_points import GROUPS
from kit.steps.stages import Stage
from kit.steps.touchpoints import Touchpoint
from kit.workshop import load, save

ROOT = Path(__file__).parents[1]
WORKSHOPS = ROOT / "workshops"
STARTERS = ROOT / "templates" / "workshops"

FLAWED = "a-revoir"
"""The example that is kept to show what the review finds."""

EXAMPLES = sorted(
    str(path.parent.relative_to(WORKSHOPS)) for path in WORKSHOPS.rglob("workshop.yaml")
)
GOOD = [name for name in EXAMPLES if name != FLAWED]
SECTORS = (
    "b2b-service",
    "blank",
    "e-commerce",
    "inbound",
    "mobile-app",
    "neighbourhood-shop",
    "public-service",
)
LANGUAGES = ("en", "fr")
VERSIONS = sorted((WORKSHOPS / "maison-lumen" / "history").glob("*.yaml"))


AS_OF = date(2026, 11, 22)
"""The day on which the examples are up to date."""

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def plain(text: str) -> dict[str, Any]:
    """Return what a file says with every word a text, as the kit reads it."""
    read: dict[str, Any] = yaml.load(text, LOADER)
    return read


def valid(text: str) -> Journey:
    """Return a file's journey, whose ids must all name something."""
    journey = Journey.model_validate(plain(text))
    assert [*problems(journey)] == []
    return journey


@cache
def measured(name: str) -> Measurements:
    """Return what the data of an example say."""
    workshop = load(WORKSHOPS / name)
    found = measure(workshop.journey, workshop.folder)
    assert found.failures == ()
    return found


@cache
def example(name: str) -> Journey:
    """Return an example as its report shows it: with what is measured on its data."""
    stated = valid((WORKSHOPS / name / "workshop.yaml").read_text("utf-8"))
    return apply_to_map(stated, measured(name))


def test_nothing_in_a_shipped_file_is_read_otherwise_than_meant() -> None:
    for path in [*WORKSHOPS.rglob("*.yaml"), *STARTERS.rglob("*.yaml")]:
        assert load(path).findings == (), path


@cache
def reviewed(name: str) -> Review:
    """Return what the review finds in an example, as its report says it (M7.7)."""
    workshop = load(WORKSHOPS / name)
    versions = [load(path).journey for path in sorted((workshop.folder / "history").glob("*.yaml"))]
    found = (*workshop.findings, *findings(workshop.journey, measured(name)))
    return review(example(name), AS_OF, versions, found)


def starter(language: str, sector: str) -> str:
    return (STARTERS / language / f"{sector}.yaml").read_text("utf-8")


def uncommented(text: str) -> str:
    """Return a starter with its example lines put to use, as its first lines say."""
    return re.sub(r"^# (?!yaml-language-server)", "", text, flags=re.MULTILINE)


# --- the worked examples -------------------------------------------------------------------------


def test_the_three_clients_and_the_flawed_one_are_there() -> None:
    assert EXAMPLES == [
        "a-revoir",
        "le-comptoir/achat-en-boutique",
        "le-comptoir/livraison-a-domicile",
        "maison-lumen",
        "tandem-app",
    ]
    assert {example(name).client.language for name in GOOD} == {"fr", "en"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_that_its_data_are_invented(name: str) -> None:
    text = (WORKSHOPS / name / "workshop.yaml").read_text("utf-8")
    head = text.partition("schema_version")[0]
    assert example(name).client.invented
    assert "invent" in head


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_delivered_under_a_brand_whose_logo_is_there(name: str) -> None:
    author, client = example(name).author, example(name).client
    assert author.name
    assert author.colour
    for logo in (author.logo, client.logo):
        if logo:
            assert (WORKSHOPS / name / logo).is_file()


@pytest.mark.parametrize("name", GOOD)
def test_an_example_is_rich_enough_to_teach(name: str) -> None:
    journey = example(name)
    assert 5 <= len(journey.stages) <= 7
    assert len(journey.touchpoints) >= 15
    assert len(journey.pain_points) >= 8
    assert len(journey.improvements) >= 8
    assert {i.quadrant for i in journey.improvements} == set(QUADRANTS)
    assert {p.group for p in journey.pain_points} == set(GROUPS)
    assert {i.status for i in journey.improvements} >= {"proposed", "planned", "done"}
    assert 6 <= len(journey.team) <= 9
    assert len({member.department for member in journey.team}) >= 4


@pytest.mark.parametrize("name", GOOD)
def test_touchpoints_are_on_and_off_line_and_some_beyond_control(name: str) -> None:
    journey = example(name)
    channels = [journey.channel(t.channel) for t in journey.touchpoints]
    assert {c.online for c in channels} == {True, False}
    assert not all(c.controlled for c in channels)
    assert {t.nature for t in journey.touchpoints} >= {"positive", "irritant"}
    assert all(t.importance for t in journey.touchpoints)


@pytest.mark.parametrize("name", GOOD)
def test_every_persona_lives_every_stage(name: str) -> None:
    journey = example(name)
    for persona in journey.personas:
        for touchpoint in journey.ordered_touchpoints(persona.id):
            assert journey.emotion(persona.id, touchpoint.id), (persona.id, touchpoint.id)
        for stage in journey.stages:
            lived = stage.experience[persona.id]
            assert lived.goal, (persona.id, stage.id)
            assert lived.actions, (persona.id, stage.id)
            assert lived.thoughts, (persona.id, stage.id)
            assert journey.touchpoints_of(stage.id, persona.id)


@pytest.mark.parametrize("name", GOOD)
def test_emotions_are_told_apart_by_where_they_come_from(name: str) -> None:
    emotions = example(name).emotions
    assert {e.origin for e in emotions} >= {"workshop", "measured"}
    assert all(e.n for e in emotions if e.origin == "measured")
    assert {len(e.scores) for e in emotions if e.scores} == {len(example(name).team)}
    assert sum(e.moment_of_truth for e in emotions) >= 3


@pytest.mark.parametrize("name", GOOD)
def test_the_chain_holds_from_emotion_to_indicator(name: str) -> None:
    journey = example(name)
    for emotion in journey.emotions:
        if emotion.value is not None and emotion.value < 0:
            stage = journey.stage_of(emotion.at).id
            causes = [
                p
                for p in journey.pain_points
                if p.at in (emotion.at, stage) and (not p.personas or emotion.persona in p.personas)
            ]
            assert causes, (emotion.persona, emotion.at)
    removed = {pain for i in journey.improvements for pain in i.removes}
    assert removed == {pain.id for pain in journey.pain_points}
    for improvement in journey.improvements:
        assert improvement.removes or improvement.strengthens, improvement.id
        assert all(journey[t].nature == "positive" for t in improvement.strengthens)
        assert improvement.owner, improvement.id
        assert improvement.goal, improvement.id
        assert improvement.kpi, improvement.id
        assert improvement.due, improvement.id
        assert improvement.opportunity, improvement.id


@pytest.mark.parametrize("name", GOOD)
def test_one_isolated_pain_point_is_recorded_and_ranks_last(name: str) -> None:
    ranked = ranked_pains(example(name))
    assert [p.id for p in ranked if p.recurrence == "isolated"] == [ranked[-1].id]


@pytest.mark.parametrize("name", GOOD)
def test_an_example_rests_on_research_in_every_stage(name: str) -> None:
    found = coverage(example(name))
    assert found.basis == "research"
    assert all((share.value or 0) >= 0.5 for share in found.stages.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_states_what_each_open_improvement_costs_and_who_decides(name: str) -> None:
    ahead = [one for one in example(name).improvements if one.open]
    assert ahead
    assert [one.id for one in ahead if not (one.cost and one.decided_by)] == []


def has_two_personas(journey: Journey) -> bool:
    return len(journey.personas) == 2


def has_a_disagreement(journey: Journey) -> bool:
    return any(e.spread and e.spread.disagreement for e in journey.emotions)


def has_rice_for_all(journey: Journey) -> bool:
    return all(i.rice for i in journey.improvements)


def has_employees_for_a_correlation(journey: Journey) -> bool:
    return sum(t.employee.sentiment is not None for t in journey.touchpoints) >= 8


def has_every_status(journey: Journey) -> bool:
    return {i.status for i in journey.improvements} == set(STATUSES)


def has_varied_sources(journey: Journey) -> bool:
    return len({s.kind for s in journey.evidence} & set(SOURCE_KINDS)) >= 5


def has_paths_that_are_not_linear(journey: Journey) -> bool:
    steps: list[Stage | Touchpoint] = [*journey.stages, *journey.touchpoints]
    return (
        any(s.skipped for s in steps)
        and any(s.repeated for s in steps)
        and any(s.abandoned for s in steps)
    )


def has_a_channel_of_its_own(journey: Journey) -> bool:
    return bool(journey.channels)


def has_a_long_text(journey: Journey) -> bool:
    return any(len(p.what.text) >= 180 for p in journey.pain_points)


def has_a_rank_by_hand(journey: Journey) -> bool:
    return any(i.rank and i.rank_reason for i in journey.improvements)


@pytest.mark.parametrize(
    "shown",
    [
        has_two_personas,
        has_a_disagreement,
        has_rice_for_all,
        has_employees_for_a_correlation,
        has_every_status,
        has_varied_sources,
        has_paths_that_are_not_linear,
        has_a_channel_of_its_own,
        has_a_long_text,
        has_a_rank_by_hand,
    ],
)
def test_what_the_kit_can_do_is_shown_by_an_example(shown: Callable[[Journey], bool]) -> None:
    assert any(shown(example(name)) for name in GOOD)


def test_texts_hold_what_people_type() -> None:
    texts = "".join((WORKSHOPS / name / "workshop.yaml").read_text("utf-8") for name in GOOD)
    for typed in (
        "é",
        "€",
        "$",
        "%",
        "«\N{NARROW NO-BREAK SPACE}",
        "“",
        "\N{SMILING FACE WITH OPEN MOUTH AND COLD SWEAT}",
    ):
        assert typed in texts, typed


@pytest.mark.parametrize("name", GOOD)
def test_the_review_finds_no_fault_in_an_example(name: str) -> None:
    found = [f for f in reviewed(name).findings if f.rule.severity is not Severity.NOTE]
    assert [(f.rule.id, f.place) for f in found] == []


def test_one_rule_is_silenced_by_way_of_example() -> None:
    silenced = {name: [s.finding.rule.id for s in reviewed(name).silenced] for name in GOOD}
    assert silenced.pop("maison-lumen") == ["touchpoints-differ-from-version"]
    assert not any(silenced.values())


def test_the_flawed_example_shows_findings_of_every_severity_and_of_the_five_mistakes() -> None:
    found = reviewed(FLAWED)
    assert all(found.count(severity) for severity in Severity)
    assert {f.rule.id for f in found.findings} >= {
        "basis-overclaimed",
        "no-offline",
        "touchpoint-without-emotion",
        "review-overdue",
        "one-department",
        "stage-named-after-department",
        "negative-without-pain-point",
        "isolated-pain-point-first",
        "improvement-without-owner",
    }


def test_the_flawed_example_makes_the_mistakes_it_is_kept_for() -> None:
    journey = example(FLAWED)
    assert len(journey.stages) == 3
    assert all(journey.channel(t.channel).online for t in journey.touchpoints)
    assert not all(journey.emotion("sarah", t.id) for t in journey.touchpoints)
    assert {member.department for member in journey.team} == {"Marketing"}
    assert any(p.rank == 1 and p.recurrence == "isolated" for p in journey.pain_points)
    assert not any(i.owner for i in journey.improvements)
    assert coverage(journey).basis == "assumptions"


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_edit_of_an_example_changes_its_own_line_alone(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "workshop.yaml"
    copy.write_bytes((WORKSHOPS / name / "workshop.yaml").read_bytes())
    before = load(copy)
    first, *others = before.journey.pain_points
    after = save(before, before.journey.replace(pain_points=(first.replace(impact=1), *others)))
    lines = zip(before.text.splitlines(), after.text.splitlines(), strict=True)
    changed = [pair for pair in lines if pair[0] != pair[1]]
    assert changed == [(f"    impact: {first.impact}", "    impact: 1")]


# --- past versions -------------------------------------------------------------------------------


def test_two_past_versions_tell_a_story() -> None:
    assert [path.stem for path in VERSIONS] == ["2026-02-12", "2026-06-18"]
    states = [*(valid(path.read_text("utf-8")) for path in VERSIONS), example("maison-lumen")]
    for path, state in zip(VERSIONS, states, strict=False):
        day = date.fromisoformat(path.stem)
        assert state.client.invented
        assert state.map.last_review == day
        assert all(d <= day for _, kpi in state.kpis for d in kpi.values)
        assert all(s.end is None or s.end <= day for s in state.evidence)
        assert all(t.changed is None or t.changed <= day for t in state.touchpoints)
    for before, after in pairwise(states):
        pains = [{p.id for p in state.pain_points} for state in (before, after)]
        done = [
            {i.id for i in state.improvements if i.status == "done"} for state in (before, after)
        ]
        nps = [
            kpi.latest() for state in (before, after) for _, kpi in state.kpis if kpi.id == "nps"
        ]
        assert pains[0] - pains[1]
        assert pains[1] - pains[0]
        assert done[1] > done[0]
        assert nps[0]
        assert nps[1]
        assert nps[0][1] < nps[1][1]


# --- sector starters -----------------------------------------------------------------------------


def test_every_starter_is_there_in_both_languages() -> None:
    found = sorted(str(path.relative_to(STARTERS)) for path in STARTERS.rglob("*.yaml"))
    assert found == sorted(f"{lang}/{sector}.yaml" for lang in LANGUAGES for sector in SECTORS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sector", SECTORS)
def test_a_starter_is_a_valid_journey_as_it_is(language: str, sector: str) -> None:
    journey = valid(starter(language, sector))
    assert journey.client.name == {"fr": "Nom du client", "en": "Client name"}[language]
    assert journey.client.language == language
    assert not any(kpi.values for _, kpi in journey.kpis)
    if sector != "blank":
        assert len(journey.stages) in ((3,) if sector == "inbound" else (5, 6, 7))
        assert len(journey.touchpoints) >= 15
        assert all(s.phase and s.objective and s.kpis for s in journey.stages)
        channels = [journey.channel(t.channel) for t in journey.touchpoints]
        assert {c.online for c in channels} == {c.controlled for c in channels} == {True, False}
        assert all(journey.touchpoints_of(s.id) for s in journey.stages)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sector", SECTORS)
def test_the_examples_in_a_starter_s_comments_can_be_put_to_use(language: str, sector: str) -> None:
    journey = valid(uncommented(starter(language, sector)))
    for part in Journey.model_fields:
        if part not in ("channels", "silenced"):
            assert getattr(journey, part), part


def shape(value: Any) -> Any:
    """Return the names and ids of a file without its texts."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    return [shape(item) for item in value] if isinstance(value, list) else None


@pytest.mark.parametrize("sector", SECTORS)
def test_a_starter_has_the_same_ids_in_both_languages(sector: str) -> None:
    french, english = (plain(uncommented(starter(lang, sector))) for lang in ("fr", "en"))
    assert shape(french) == shape(english)


@pytest.mark.parametrize("sector", SECTORS)
def test_a_french_starter_speaks_french(sector: str) -> None:
    french, english = (
        {line for line in starter(lang, sector).splitlines() if line.startswith("## ")}
        for lang in ("fr", "en")
    )
    assert len(french) == len(english) > 20
    assert not {line for line in french & english if re.search(r"\b(the|and|of)\b", line)}
