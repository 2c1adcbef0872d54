"""A thinned matrix of parameters has every combination, and leaves no pair to the soak alone."""

from itertools import product

import pytest

from tests.thinned import thinned

STEPS, PAPERS, LANGUAGES = "abcdef", "345", ("fr", "en")


def chosen(matrix):
    return [one.values for one in matrix if not one.marks]


def test_every_combination_is_there_in_order():
    matrix = thinned(STEPS, PAPERS, LANGUAGES)
    assert [one.values for one in matrix] == list(product(STEPS, PAPERS, LANGUAGES))
    assert {mark.name for one in matrix for mark in one.marks} == {"soak"}


@pytest.mark.parametrize(("together", "most"), [(1, 6), (2, 20)])
def test_few_have_no_mark_and_yet_all_values_meet(together, most):
    found = chosen(thinned(STEPS, PAPERS, LANGUAGES, together=together))
    assert len(found) <= most
    assert {one[0] for one in found} == set(STEPS)
    assert {one[1] for one in found} == set(PAPERS)
    assert {one[2] for one in found} == set(LANGUAGES)
    if together == 2:
        assert {one[:2] for one in found} == set(product(STEPS, PAPERS))
        assert {one[1:] for one in found} == set(product(PAPERS, LANGUAGES))
        assert {one[::2] for one in found} == set(product(STEPS, LANGUAGES))
