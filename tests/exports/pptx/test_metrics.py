"""Measures of texts on slides: LibreOffice and PowerPoint break lines where a deck expects it."""

from __future__ import annotations

from kit.exports.pptx.metrics import Metrics


def test_a_line_that_only_just_fits_is_expected_to_break():
    text = "(n\u00a0=\u00a07) à 0\u202f; Households with a second member"
    assert Metrics().width("(n\u00a0=\u00a07) à 0\u202f; Households", 12) < 44.6
    assert Metrics().lines(text, 44.6, 12)[0] == "(n\u00a0=\u00a07) à 0\u202f;"
