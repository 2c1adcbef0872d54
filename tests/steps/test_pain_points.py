import pytest

from kit.fields import Count
from kit.steps.pain_points import PainPoint, band, recurrence, severity


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
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
    assert severity(Count(k=60, n=60), 5, 5) == pytest.approx(4)
    assert severity(Count(k=14, n=60), 4, 3) == pytest.approx(4 * (14 / 60 * 0.8 * 0.6) ** (1 / 3))
    assert severity(None, 4, 3) == pytest.approx(4 * (0.8 * 0.6) ** 0.5)
    assert severity(Count(k=14), 4, 3) == severity(None, 4, 3)


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


def test_severity_needs_impact_and_persistence():
    assert pain(impact=4).severity is None
    assert pain(impact=4, persistence=3).severity is not None
    assert not pain(impact=4, persistence=3, mentions="14").frequency_known


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
