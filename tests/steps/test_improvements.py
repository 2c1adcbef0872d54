import pytest

from kit.steps.improvements import Improvement, quadrant, rice


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [
        (5, 1, "quick-win"),
        (4, 3, "quick-win"),
        (4, 4, "big-bet"),
        (5, 5, "big-bet"),
        (3, 3, "fill-in"),
        (1, 1, "fill-in"),
        (3, 4, "time-sink"),
        (1, 5, "time-sink"),
    ],
)
def test_f6_quadrants(impact, effort, expected):
    assert quadrant(impact, effort) == expected


def test_f7_rice():
    assert rice(1000, 5, 80, 2) == pytest.approx(1000 * 3 * 0.8 / 2)
    assert rice(1000, 1, 50, 0.25) == pytest.approx(1000 * 0.25 * 0.5 / 0.25)


def improvement(id, impact=None, effort=None, **more):
    return Improvement.model_validate(
        {"id": id, "solution": id, "impact": impact, "effort": effort, **more}
    )


def test_f7_without_reach_or_confidence_rice_is_not_computed():
    assert improvement("a", 4, 2, reach=100).rice is None
    assert improvement("a", 4, 2, confidence=80).rice is None
    assert improvement("a", 4, 2, reach=100, confidence="80 %").rice == pytest.approx(160)
    assert improvement("a", 4, reach=100, confidence=100, effort_months=4).rice == pytest.approx(50)


@pytest.mark.parametrize("confidence", [90, 0, "sure"])
def test_f7_confidence_is_one_of_three(confidence):
    from pydantic import ValidationError

    with pytest.raises(ValidationError):
        improvement("a", confidence=confidence)
