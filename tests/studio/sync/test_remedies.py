"""Remedies on the screen: fields by their labels, each on a form."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kit.cli import COMMANDS
from kit.diagnostics import FilePosition
from kit.i18n import LANGUAGES, texts
from kit.journey import Journey
from kit.review import RULES, review
from kit.studio.notebooks.step_notebook import RECORDS as AT_THE_START
from kit.studio.sync.findings import STEP_OF, to_event
from kit.studio.sync.remedies import fields_of, on_screen
from kit.studio.widgets.export_buttons import EXPORTS, TITLE
from kit.studio.widgets.forms import forms
from kit.studio.widgets.map_review import CLOSE
from kit.workshop import WorkshopError, load
from tests.review.mutations import MUTATIONS, clean

NAMING = [rule for rule in RULES.values() if rule.fix.values]
AS_IN_THE_FILE = re.compile(r"[a-z]_[a-z]|\b[a-z]+: (true|current|future)|[{}]")
COMMAND = re.compile(rf"\bparcours ({'|'.join(COMMANDS)})\b")
WITHOUT_FORM_FIELD = {"personas", "kpis"}
"""Those have cards and panels of their own on the board."""


def names(fields: list[dict[str, Any]]) -> set[str]:
    return {f["name"] for f in fields}.union(*(names(f.get("fields", [])) for f in fields))


def test_a_terminal_names_the_field_of_the_file() -> None:
    fix = RULES["state-undeclared"].fix
    assert texts("en")(fix).startswith(
        "Under “scenario”, write “state: current” or “state: future”."
    )
    assert texts("fr")(fix).startswith(
        "Écrivez «\u202fstate: current\u202f» ou «\u202fstate: future\u202f» "
        "sous «\u202fscenario\u202f»."
    )


@pytest.mark.parametrize(
    ("rule", "place", "says"),
    [
        ("improvement-without-owner", "improvements", "sous «\u202fResponsable\u202f»"),
        ("root-cause-unknown", "pain_points", "sous «\u202fCause profonde\u202f»"),
        ("team-missing", "team", "sous «\u202fParticipants\u202f»"),
        ("moment-of-truth-missing", "personas", "avec «\u202fMoment de vérité\u202f»"),
    ],
)
def test_the_screen_names_the_label(rule: str, place: str, says: str) -> None:
    assert says in texts("fr")(on_screen(RULES[rule].fix, (place,)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", MUTATIONS)
def test_no_remedy_on_the_screen_speaks_of_the_file(rule: str, lang: str) -> None:
    plain = clean()
    MUTATIONS[rule](plain)
    found = review(Journey.model_validate(plain), date(2026, 11, 22)).findings
    for finding in found:
        says = texts(lang)(on_screen(finding.rule.fix, finding.place))
        assert not AS_IN_THE_FILE.search(says), says


@pytest.mark.parametrize("rule", NAMING, ids=lambda rule: rule.id)
def test_a_remedy_names_the_same_fields_in_both_languages_and_each_as_a_field(rule: Any) -> None:
    named = {}
    for lang in LANGUAGES:
        # Each field is replaced by a sign, so that a name of the file that is no gap remains.
        says = texts(lang)(rule.fix.filled(**dict.fromkeys(rule.fix.values, "§")))
        named[lang] = says.count("§")
        assert not re.search(r"\bmap ›|\bscenario ›|[a-z]_[a-z]", says), says
    assert named["en"] == named["fr"]


@pytest.mark.parametrize("rule", NAMING, ids=lambda rule: rule.id)
def test_every_field_that_a_remedy_names_is_on_a_form(rule: Any) -> None:
    made = forms(texts("en"))
    known = set(AT_THE_START).union(*(names(fields) for fields in made.values()))
    assert set(fields_of(rule.fix)) - known <= WITHOUT_FORM_FIELD


def test_what_asks_for_a_pain_point_or_an_improvement_is_of_that_step() -> None:
    for rule in RULES.values():
        fix = rule.fix.text.lower()
        if rule.id in STEP_OF and re.search(r"\badd (a|what .*) pain point|as a pain point", fix):
            assert STEP_OF[rule.id] >= 5, rule.id
    assert STEP_OF["pain-point-without-improvement"] == STEP_OF["employee-sentiment-low"] == 6


# --- commands ------------------------------------------------------------------------------------


def typed_elsewhere(says: str) -> bool:
    """Return whether a text names a command without saying that it is typed in a terminal."""
    return bool(COMMAND.search(says)) and "terminal" not in says


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_screen_names_no_command_that_is_not_typed_in_a_terminal(rule: Any, lang: str) -> None:
    says = texts(lang)(on_screen(rule.fix, ()))
    assert not typed_elsewhere(says), says


def test_a_terminal_names_the_command() -> None:
    assert "parcours version" in texts("en")(RULES["review-overdue"].fix)
    assert typed_elsewhere(texts("fr")(RULES["persona-missing"].fix))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_screen_names_instead_has_that_label(lang: str) -> None:
    t = texts(lang)
    for rule, label in (
        ("persona-missing", t(EXPORTS[-2].label)),
        ("persona-gaps", t(EXPORTS[-2].label)),
        ("employee-sentiment-low", t(EXPORTS[-1].label)),
    ):
        says = t(on_screen(RULES[rule].fix, ("touchpoints",)))
        assert label.lower() in says.lower()
        assert t(TITLE) in says
    assert t(CLOSE) == {"en": "Close the map review", "fr": "Clôturer la revue"}[lang]
    closing = {
        "en": "close the map review in the start",
        "fr": "clôturez la revue dans le notebook",
    }
    assert closing[lang] in t(on_screen(RULES["review-overdue"].fix, ("map",)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_file_is_explained_without_a_command(tmp_path: Path, lang: str) -> None:
    file = tmp_path / "workshop.yaml"
    file.write_text("")
    with pytest.raises(WorkshopError) as refused:
        load(file)
    [found] = refused.value.diagnostics
    assert "parcours new" in texts(lang)(found.message)
    assert isinstance(found.place, FilePosition)
    assert not COMMAND.search(to_event(found, texts(lang))["says"])
