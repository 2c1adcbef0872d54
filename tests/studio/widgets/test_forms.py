"""Forms as the board draws them from the hints of the records."""

import pytest

from kit.i18n import LANGUAGES, texts
from kit.studio.widgets.forms import RECORDS, forms


def groups(fields):
    for field in fields:
        if field["kind"] == "group":
            yield field
        yield from groups(field.get("fields", ()))


def test_a_field_that_the_schema_alone_describes_is_on_no_form():
    made = forms(texts("en"))
    evidence = {field["name"] for field in made["evidence"]}
    assert {"name", "kind"} <= evidence
    assert "options" not in evidence
    assert "kpis" not in {field["name"] for field in made["stages"]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_record_has_a_form_and_every_group_something_to_fill_in(lang):
    made = forms(texts(lang))
    assert set(made) == set(RECORDS)
    for name, fields in made.items():
        assert fields, name
        assert all(group["fields"] for group in groups(fields)), name
