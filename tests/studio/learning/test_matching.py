"""Comparing words: what case, accents, endings and order may not change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.studio.learning.matching import (
    MOST_IDEAS,
    Formulation,
    assign_texts,
    is_keyword_list,
    nearly_states,
    says,
)

LATE = (Formulation.read("livr* tard|dernier", "fr"),)


def test_case_accents_plurals_and_order_do_not_matter():
    for text in (
        "La livraison arrive au dernier écran",
        "Au DERNIER moment, les frais de LIVRAISON",
        "livrés trop tard",
        "les derniers frais de livraison",
    ):
        assert says(text, LATE), text
    assert says("Les caméras", (Formulation.read("camera", "fr"),))
    assert says("the screens", (Formulation.read("screen", "en"),))


def test_forms_of_a_word_match_in_its_own_language():
    assert says("On commande en ligne", (Formulation.read("commander", "fr"),))
    assert says("three deliveries", (Formulation.read("delivery", "en"),))
    assert says("frais de ports", (Formulation.read("frais port!|ports!", "fr"),))
    assert not says("Elle en donne deux", (Formulation.read("done", "en"),))


def test_a_word_is_not_part_of_another():
    port = (Formulation.read("port!", "fr"),)
    assert not says("la porte de la boutique, livrée au dernier", port)
    assert not says("la livraison au retard", (Formulation.read("livr* tard", "fr"),))


def test_what_lacks_a_word_is_near():
    assert nearly_states("la livraison coûte cher", LATE)
    assert not nearly_states("au dernier écran", LATE)
    assert not nearly_states("la livraison tard", LATE)


def test_sentences_are_not_keywords():
    for text in (
        "late shifts leave little time together",
        "Il faut cinq écrans et vingt-deux champs pour payer, sans repère sur ce qui reste à faire",
        "Infirmière en horaires décalés",
        "The payment page",
        "",
    ):
        assert not is_keyword_list(text, 1), text
    assert is_keyword_list("livraison frais dernier écran port tard surprise caché panier", 1)
    assert is_keyword_list("bank code invite", 3)
    assert not is_keyword_list(
        "I waited for the code, then for the bank, and in the end nobody came", 3
    )


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=3), st.lists(st.integers(0, 6), max_size=5), max_size=9
    )
)
def test_each_text_counts_for_two_ideas_at_most_and_only_for_those_it_says(candidates):
    found = assign_texts(candidates)
    assert all(text in candidates[idea] for idea, text in found.items())
    counts = [list(found.values()).count(text) for text in set(found.values())]
    assert all(count <= MOST_IDEAS for count in counts)


@given(st.integers(1, 8))
def test_as_many_ideas_as_possible_are_met(n):
    candidates = {f"idea-{i}": [0, *range(1, i + 1)] for i in range(n)}
    assert len(assign_texts(candidates)) == n


@given(st.text(), st.integers(0, 20))
def test_any_text_can_be_judged(text, ideas):
    is_keyword_list(text, ideas)
    says(text, LATE)
    nearly_states(text, LATE)
