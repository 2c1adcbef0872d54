"""The distribution of marks: every learner in one band, and every number in words."""

from __future__ import annotations

import re

import pytest

from kit.figures import mark_distribution
from kit.figures.mark_distribution import BANDS, MarkRow, band, limits
from kit.i18n import texts
from kit.theme import Theme

ROWS = (MarkRow("The persona", (0, 9, 60, 60, 100), 60), MarkRow("Mean", (55,)))


def test_each_mark_is_in_the_band_that_names_it():
    for mark in range(101):
        low, high = limits(band(mark))
        assert low <= mark <= high
    assert [limits(number)[0] for number in range(BANDS)] == list(range(0, 100, 10))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_count_is_said_in_words(lang):
    [picture] = mark_distribution(ROWS, texts(lang), Theme())
    counts = {
        "en": "0 to 9: 2; 60 to 69: 2; 90 to 100: 1.",
        "fr": "0 à 9\N{NO-BREAK SPACE}: 2\N{NARROW NO-BREAK SPACE}; 60 à 69\N{NO-BREAK SPACE}: 2",
    }
    assert counts[lang] in picture.alt
    bars = re.findall(f'fill="{Theme().accent}"', picture.svg)
    assert len(bars) == 4, "one for each band that has somebody"


def test_without_marks_there_is_no_figure():
    assert mark_distribution((MarkRow("The persona", (), 60),), texts("en"), Theme()) == ()
