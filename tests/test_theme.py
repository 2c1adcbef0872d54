import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.theme import APART, READABLE, VISIBLE, Theme, contrast, hue_apart

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOURS)
def test_whatever_the_brand_its_accent_can_be_read(brand):
    theme = Theme(brand=brand)
    assert contrast(theme.accent, theme.paper) >= READABLE
    assert contrast(theme.accent, theme.wash) >= READABLE
    assert contrast(theme.on_accent, theme.accent) >= READABLE
    assert contrast(theme.ink, theme.tint) >= READABLE


def test_feelings_are_visible_on_paper_and_named_by_the_nearest_step():
    theme = Theme()
    assert all(contrast(colour, theme.paper) >= VISIBLE for colour in theme.feelings)
    assert theme.feeling(-2) == theme.feelings[0]
    assert theme.feeling(1.4) == theme.feelings[3]
    assert theme.feeling(9) == theme.feelings[4]


@given(COLOURS)
def test_the_second_curve_is_not_in_the_brands_hue(brand):
    theme = Theme(brand=brand)
    assert hue_apart(theme.series[0], theme.series[1]) >= APART
    assert len(set(theme.series)) == len(theme.series)
    assert all(contrast(colour, theme.paper) >= READABLE for colour in theme.series)
