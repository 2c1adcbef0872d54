import csv
import html
import io
import re

import mistune
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kit.hints import Kind, hints
from kit.i18n import texts
from kit.questions import (
    WALK_THROUGH,
    as_csv,
    as_markdown,
    employees_questionnaire,
    questionnaire,
)
from kit.steps.persona import Persona
from tests.journeys import journey

LANGUAGES = ["fr", "en"]


def codes(**parts):
    return [q.code for part in questionnaire(journey(**parts), texts("en")) for q in part.questions]


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_every_heading_of_the_persona_is_asked_for():
    """M1.1, M1.5."""
    for name, hint in hints(Persona):
        if hint.kind is Kind.GROUP:
            for field in Persona.model_fields[name].annotation.model_fields:
                assert f"persona.{name}.{field}" in codes()


def test_the_walk_through_is_asked_for():
    """M3.4."""
    assert {f"walk-through.{moment}" for moment in WALK_THROUGH} <= set(codes())


def test_each_stage_and_touchpoint_of_the_client_is_asked_for():
    asked = codes()
    for stage in ("chercher", "acheter"):
        assert f"stages.{stage}.emotion.score" in asked
        assert f"stages.{stage}.actions" in asked
    assert {"touchpoints.vitrine.importance", "touchpoints.facture.emotion.score"} <= set(asked)


def test_a_client_without_stages_gets_the_persona_and_the_walk_through():
    asked = codes(stages={}, touchpoints={})
    assert not [code for code in asked if code.startswith(("stages.", "touchpoints."))]
    assert "persona.goals.short_term" in asked
    assert "walk-through.need" in asked


def test_the_personal_questions_come_last():
    titles = [str(part.title) for part in questionnaire(journey(), texts("en"))]
    assert titles[-2:] == ["General information", "Demographics"]


def test_no_code_is_asked_twice():
    assert len(codes()) == len(set(codes()))


def test_the_scales_are_those_of_their_figures():
    """F13 to F15: NPS 0 to 10, CSAT 1 to 5, CES 1 to 7."""
    found = {row["code"]: row for row in rows(as_csv(journey(), texts("en")))}
    ends = {
        code: (found[code]["lowest"], found[code]["highest"]) for code in ("nps", "csat", "ces")
    }
    assert ends == {"nps": ("0", "10"), "csat": ("1", "5"), "ces": ("1", "7")}
    assert found["nps"]["option 1"] == "0 – not at all likely"
    assert found["nps"]["option 11"] == "10 – extremely likely"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_csv_has_one_question_a_line_and_a_choice_a_column(lang):
    lines = list(csv.reader(io.StringIO(as_csv(journey(), texts(lang)))))
    assert lines[0][:5] == ["section", "code", "question", "type", "required"]
    assert {len(line) for line in lines} == {len(lines[0])}
    for row in rows(as_csv(journey(), texts(lang))):
        assert row["type"] in {"text", "paragraph", "choice", "scale", "yes-no"}
        assert bool(row["option 1"]) == (row["type"] in {"choice", "scale", "yes-no"})


def test_the_questions_are_in_the_readers_language_and_the_stages_as_typed():
    french = as_markdown(journey(), texts("fr"))
    asked = "recoupez-vous vos sources entre elles\N{NARROW NO-BREAK SPACE}?"
    assert f"Où vous renseignez-vous avant de choisir, et {asked}" in french
    assert "Je cherche" in as_markdown(journey(), texts("en"))


@pytest.mark.parametrize("typed", ["=1+1", "+33 1", "-5", "@SUM(A1)"])
def test_no_cell_is_a_formula(typed):
    hostile = journey(touchpoints={"x": {"stage": "chercher", "channel": "shop", "name": typed}})
    asked = [row["question"] for row in rows(as_csv(hostile, texts("en")))]
    assert not [q for q in asked if q.startswith(("=", "+", "-", "@"))]
    assert [q for q in asked if q.startswith("'" + typed)]


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1))
def test_markdown_shows_names_as_typed(name):
    assume(name.strip())
    named = journey(stages={"a": {"name": name}}, touchpoints={})
    page = mistune.create_markdown(escape=False)(as_markdown(named, texts("en")))
    titles = [html.unescape(title).split() for title in re.findall("<h2>(.*?)</h2>", page)]
    assert f"The moment “{name.strip()}”".split() in titles


def test_markdown_numbers_the_questions_through():
    text = as_markdown(journey(), texts("en"))
    numbers = [int(line.split(".")[0]) for line in text.splitlines() if line[:1].isdigit()]
    assert numbers == list(range(1, len(codes()) + 1))


def test_employees_are_asked_by_team_how_they_feel_and_what_they_may_decide():
    """M7.2b."""
    parts = journey().to_data()
    parts["touchpoints"]["caisse"]["employee"] = {"team": "Magasin"}
    known = journey(**parts)
    made = employees_questionnaire(known, texts("en"))
    asked = {q.code for part in made for q in part.questions}
    for field in ("sentiment", "irritant", "initiative", "mistakes"):
        assert f"touchpoints.caisse.employee.{field}" in asked
    assert [str(part.title) for part in made][1:] == ["Magasin", "Other touchpoints"]
    assert "employee.enps" in asked
    assert not [code for code in codes(**parts) if "employee" in code]
    for lang in LANGUAGES:
        assert "Magasin" in as_markdown(known, texts(lang), employees=True)
    assert any(row["type"] == "scale" for row in rows(as_csv(known, texts("fr"), employees=True)))


def test_customers_are_asked_whether_messages_differ():
    """M3.8."""
    assert "stages.chercher.touchpoint.contradicts" in codes()


def test_customers_are_asked_with_whom_they_live_and_whether_they_cross_check():
    asked = {row["code"]: row for row in rows(as_csv(journey(), texts("en")))}
    household = asked["persona.general.household"]
    assert household["question"].startswith("With whom do you live, and how many are you?")
    assert household["option 1"] == "alone"
    assert "one source against another" in asked["persona.personality.information"]["question"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answers_of_employees_have_their_place_in_the_file(lang):
    assert "CSAT" in as_markdown(journey(), texts(lang), employees=True)
    assert "eNPS" in as_markdown(journey(), texts(lang), employees=True)
