"""Something else in any field: a file is read, or each fault is one sentence with its place."""

from __future__ import annotations

import pytest

from kit.i18n import texts
from kit.workshop import WorkshopError, load
from tests.workshop.every_field import VALUES, everything, fields, put, written

FIELDS = fields()
RECORDS = [("client",)]
QUICK = ("nothing", "a map")
EMPTY = ("nothing", "tilde", "null", "Null", "empty quotes", "a space")


def test_the_example_states_every_collection_and_loads(tmp_path):
    journey = load(put(tmp_path, written(("schema_version",), "1"))).journey
    assert journey.evidence[0].measures
    assert len(FIELDS) > 200
    assert set(everything()) == {str(f.place[0]) for f in FIELDS}


@pytest.mark.parametrize(
    "value",
    [pytest.param(value, marks=() if value in QUICK else pytest.mark.soak) for value in VALUES],
)
def test_whatever_is_written_in_a_field_is_read_or_refused_in_sentences(tmp_path, value):
    for field in FIELDS:
        path = put(tmp_path, written(field.place, VALUES[value]))
        try:
            load(path)
        except WorkshopError as error:
            for found in error.diagnostics:
                line, column = found.place.line, found.place.column
                for lang in ("en", "fr"):
                    said = found.text(texts(lang))
                    assert said.startswith(f"{path}:{line}:{column}: "), field
                    assert line > 0, field
                    assert column > 0, field
                    assert said.rstrip().endswith((".", "?", "!", "…")), said
                    assert "function-" not in said, said


@pytest.mark.parametrize("value", EMPTY)
def test_a_required_field_that_is_empty_is_named_where_it_stands(tmp_path, value):
    required = [f for f in FIELDS if f.required]
    assert {("client", "name"), ("improvements", "borne", "solution")} <= {
        f.place for f in required
    }
    for field in required:
        path = put(tmp_path, written(field.place, VALUES[value]))
        with pytest.raises(WorkshopError) as caught:
            load(path)
        # A count that may be yes or no, too, is a fault as a whole.
        faults = [
            f for f in caught.value.diagnostics if f.place.field in (field.place, field.place[:-1])
        ]
        assert len(faults) == 1, field
        said = faults[0].text(texts("en"))
        if faults[0].place.field == field.place:
            name = field.place[-1]
            expected = f"“{name}” is required but empty. Fill it in."
            assert said.endswith(expected) or field.place in RECORDS, said
        line = path.read_text("utf-8").splitlines()[faults[0].place.line - 1]
        assert f'"{faults[0].place.field[-1]}":' in line, (field, said)
