import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from kit.evidence.columns.numbers import parse


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("3,5", None, 3.5),
        ("1,234", 1234, 1.234),
        ("2.546", 2.546, 2546),
        ("0,123", None, 0.123),
        ("1 234,56", None, 1234.56),
        ("1\u202f234", 1234, 1234),
        ("1'234.50", 1234.5, None),
        ("(12)", -12, -12),
        ("-$3.50", -3.5, None),
        ("\u22125", -5, -5),
        ("85,98\u00a0%", None, 85.98),
        ("1.5E-05", 1.5e-05, None),
        ("1.234.567", None, 1234567),
    ],
)
def test_what_a_number_can_be(text, point, comma):
    number = parse(text)
    assert (number.point, number.comma) == (point, comma)


@pytest.mark.parametrize(
    "text",
    ["", "-", "007", "40.0.2214.111", "1e5", "12345678901234567", "1,23,456", "3-4", "5 stars",
     "nan", "inf", "٣", "12,", "1..2", "$", "%", "--5", "1 2", "(5"],
)  # fmt: skip
def test_what_is_no_number(text):
    assert parse(text) is None


@given(
    st.decimals(-(10**12), 10**12, places=3, allow_nan=False),
    st.sampled_from(["fr", "en", "de", "de_CH"]),
)
def test_numbers_as_languages_write_them_come_back(value, language):
    """Whatever the language, one of both readings is the number, and proof is never wrong."""
    number = parse(format_decimal(value, locale=language))
    assert number is not None
    decimal = "," if language in ("fr", "de") else "."
    assert float(number.value(decimal)) == pytest.approx(float(value), rel=1e-12)
    assert number.decimal_mark in ("", decimal)


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    number = parse(text)
    if number is not None:
        assert any(character.isdigit() for character in text)
