"""A file with errors is read without the fields that are wrong, and each is reported."""

from __future__ import annotations

import pytest

from kit.i18n import texts
from kit.studio.learning.lenient import load_leniently
from kit.workshop import WorkshopError
from tests.studio.learning import learners
from tests.workshop.every_field import VALUES

GOOD = learners.text("maison-lumen", "en", "maison-lumen")


def read(tmp_path, text):
    path = tmp_path / "workshop.yaml"
    path.write_text(text, "utf-8")
    journey, errors = load_leniently(path)
    return journey, [error.text(texts("en")) for error in errors]


def test_a_file_without_errors_is_read_whole(tmp_path):
    journey, errors = read(tmp_path, GOOD)
    assert errors == []
    assert journey == learners.good("maison-lumen", "en")


def test_a_misspelt_field_alone_is_left_out_and_told_with_its_line(tmp_path):
    journey, [error] = read(tmp_path, GOOD.replace("importance: 4", "importence: 4", 1))
    line = GOOD[: GOOD.index("importance: 4")].count("\n") + 1
    assert f"workshop.yaml:{line}:" in error
    assert len(journey.touchpoints) == len(learners.good("maison-lumen", "en").touchpoints)


def test_a_misspelt_name_of_a_field_that_is_required_costs_nothing_and_is_told(tmp_path):
    journey, errors = read(
        tmp_path, GOOD.replace("    name: I fall for", "    nmae: I fall for", 1)
    )
    assert journey == learners.good("maison-lumen", "en")
    assert any("Did you mean “name”?" in error for error in errors)


def test_what_loses_its_sense_with_a_field_is_told_too(tmp_path):
    """Without its name a stage goes, with it its touchpoints, and what is said of those."""
    text = GOOD.replace("    name: I fall for a lamp at a friend's\n", "", 1)
    journey, errors = read(tmp_path, text)
    whole = learners.good("maison-lumen", "en")
    assert [one.id for one in journey.stages] == [one.id for one in whole.stages[1:]]
    lost = {touchpoint.id for touchpoint in whole.touchpoints if touchpoint.stage == "spotting"}
    assert {t.id for t in journey.touchpoints} == {t.id for t in whole.touchpoints} - lost
    assert "“name” is missing here" in errors[0]
    assert any("“spotting” is not one of the stages" in error for error in errors[1:])


@pytest.mark.parametrize("text", ["{", "- a list\n", "schema_version: 1\n", ""])
def test_a_file_of_which_too_little_is_left_is_refused_in_sentences(tmp_path, text):
    with pytest.raises(WorkshopError):
        read(tmp_path, text)


@pytest.mark.parametrize("value", VALUES.values(), ids=[repr(v)[:20] for v in VALUES.values()])
def test_whatever_stands_in_a_field_is_left_out_or_read(tmp_path, value):
    for field in ("removes: ", "evidence: ", "score: ", "channel: ", "stage: ", "at: "):
        head, _, tail = GOOD.partition(field)
        rest = tail[len(tail.split(",")[0].split("}")[0].split("\n")[0]) :]
        try:
            read(tmp_path, f"{head}{field}{value}{rest}")
        except WorkshopError:
            continue
