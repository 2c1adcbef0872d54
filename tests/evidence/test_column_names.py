"""A column's name means the same to a metric, to its scale and to its role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.evidence import Options, Role, UnreadableError, read
from kit.evidence.column_names import find_column
from kit.evidence.metrics.measure import measure_source
from kit.i18n import texts
from kit.sources import Source


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "evidence").mkdir()
    lines = ["Satisfaction livraison;Délai (jours);Ville"]
    lines += [f"{i % 5 + 1};{i % 9};{'Lyon' if i % 2 else 'Nice'}" for i in range(30)]
    (tmp_path / "evidence" / "s.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def measured(folder, column, **options):
    stated = {"id": "s", "name": "S", "kind": "survey", "file": "s.csv", "options": options,
              "measures": [{"at": "x", "figure": "mean", "column": column}]}  # fmt: skip
    return measure_source(Source.model_validate(stated), folder)


def test_a_renamed_column_is_proposed_and_never_taken(folder):
    for options in ({}, {"scales": {"satisfaction": "1-5"}}, {"roles": {"satisfaction": "rating"}}):
        found = measured(folder, "satisfaction", **options)
        assert found.measured == ()
        (failure,) = found.failures
        assert "“satisfaction”" in texts("en")(failure.message)
        assert "Did you mean “Satisfaction livraison”?" in texts("en")(failure.message)


def test_scale_role_and_metric_resolve_together(folder):
    for name in ("Satisfaction livraison", "satisfaction LIVRAISON"):
        found = measured(folder, name, scales={name: "1-5"})
        assert found.failures == ()
        assert found.measured[0].of().value == 3
    path = folder / "evidence" / "s.csv"
    table = read(
        path, Options(scales={"satisfaction livraison": "1-5"}, roles={"delai": "detail"})
    ).table
    assert str(table.columns[0].scale) == "1–5"
    assert table.columns[1].role is Role.DETAIL


def test_an_option_for_a_column_that_is_not_there_is_an_error(folder):
    with pytest.raises(UnreadableError, match=r"Unknown column “Note”\. The columns are:"):
        read(folder / "evidence" / "s.csv", Options(roles={"Note": Role.TEXT}))


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("Délai", 0), ("delai (jours)", 0), ("Délai de paiement", 1), ("Ville", 2), ("Accueil", 3),
        ("Qui", None), ("Dél", None),
    ],
)  # fmt: skip
def test_the_start_of_a_name_counts_only_before_a_remark(wanted, place):
    names = ["Délai (jours)", "Délai de paiement", "Ville : laquelle ?", "Note [Accueil]", "Qui va"]
    assert find_column(names, ["", "", "", "Accueil", ""], wanted) == place


@given(st.lists(st.text("abc (-", min_size=1, max_size=8), min_size=1, max_size=6, unique=True))
def test_a_column_is_found_by_its_own_name(names):
    for place, name in enumerate(names):
        assert find_column(names, [""] * len(names), name) == place
