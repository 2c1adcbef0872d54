import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from kit.fields import Count
from kit.steps.pain_points import PainPoint, band, recurrence, severity, standing


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        (Count(k=0, n=60), "not-observed"),
        (Count(k=1, n=60), "isolated"),
        (Count(k=1), "isolated"),
        (Count(k=2, n=40), "recurring"),
        (Count(k=2, n=41), "occasional"),
        (Count(k=14, n=60), "recurring"),
        (Count(k=2), "occasional"),
        (Count(k=3), "recurring"),
        (None, "unknown"),
    ],
)
def test_f4_recurring_against_isolated(mentions, expected):
    assert recurrence(mentions) == expected


def test_f5_severity_is_the_kits_own_formula():
    assert severity(60, 60, 5, 5).value == pytest.approx(4)
    found = severity(14, 60, 4, 3)
    assert found.value == pytest.approx(4 * (14 / 60 * 0.8 * 0.6) ** (1 / 3))
    low, high = proportion_confint(14, 60, method="wilson")
    assert found.low == pytest.approx(4 * (low * 0.8 * 0.6) ** (1 / 3))
    assert found.high == pytest.approx(4 * (high * 0.8 * 0.6) ** (1 / 3))


@pytest.mark.parametrize(
    ("k", "n", "value", "low"), [(1, 1, 3.71, 2.19), (3, 4, 3.37, 2.49), (201, 587, 2.60, 2.50)]
)
def test_f5_check_values(k, n, value, low):
    found = severity(k, n, 4, 5)
    assert (round(found.value, 2), round(found.low, 2)) == (value, low)


def test_f5_no_band_under_five_asked():
    assert severity(4, 4, 5, 5).band is None
    assert severity(5, 5, 5, 5).band == "critical"


@given(st.integers(1, 600), st.integers(0, 600), st.integers(1, 5), st.integers(1, 5))
def test_f5_the_bounds_enclose_the_value_on_the_scale(k, more, impact, persistence):
    found = severity(k, k + more, impact, persistence)
    assert 0 <= found.low <= found.value <= found.high + 1e-12 <= 4 + 1e-9


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        (Count(k=14, n=60), "counted"),
        (Count(k=14), "to-be-counted"),
        (None, "to-be-counted"),
        (Count(k=1, n=60), "isolated"),
        (Count(k=1), "isolated"),
        (Count(k=0, n=60), "not-observed"),
        (Count(k=0), "not-observed"),
    ],
)
def test_f5_what_is_not_counted_has_a_group_of_its_own(mentions, expected):
    assert standing(mentions) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.99, "cosmetic"),
        (1, "minor"),
        (1.99, "minor"),
        (2, "major"),
        (3, "critical"),
        (4, "critical"),
    ],
)
def test_f5_bands(value, expected):
    assert band(value) == expected


def pain(**more):
    return PainPoint.model_validate(
        {"id": "p", "at": "caisse", "group": "process", "what": "La file est longue", **more}
    )


def test_f5_severity_needs_k_n_impact_and_persistence():
    assert pain(impact=4, persistence=3, mentions="14 of 60").severity is not None
    assert pain(impact=4, mentions="14 of 60").severity is None
    assert pain(persistence=3, mentions="14 of 60").severity is None
    assert pain(impact=4, persistence=3).severity is None
    assert pain(impact=4, persistence=3, mentions="14").severity is None
    assert pain(impact=4, persistence=3, mentions="0 of 60").severity is None


def test_sources_are_those_of_the_pain_its_wording_and_its_verbatims():
    found = pain(
        what={"text": "La file", "evidence": "visite"},
        evidence="enquete",
        verbatims=[{"text": "Trop long", "evidence": "enquete"}, "Encore !"],
    )
    assert found.sources == ("enquete", "visite")


def test_m5_5_why_is_asked_five_times_at_most():
    from pydantic import ValidationError

    with pytest.raises(ValidationError):
        pain(causes=["a", "b", "c", "d", "e", "f"])
