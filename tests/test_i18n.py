from datetime import date

import pytest

from kit.i18n import N_, Message, MixedText, UserText, texts
from tests import catalogue

FR, EN = texts("fr"), texts("en")
NARROW, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def test_every_text_of_the_code_has_its_french():
    missing = [f"{m.place}: {m.text}" for m in catalogue.missing()]
    assert missing == [], "python -m tests.catalogue prints them as entries of a catalogue"


def test_no_translation_is_left_of_a_text_that_is_gone():
    assert catalogue.unused() == []


def test_numbers_and_dates_are_the_readers():
    assert FR.number(1234.5) == f"1{NARROW}234,5"
    assert EN.number(1234.5) == "1,234.5"
    assert FR.percent(0.5) == f"50{NARROW}%"
    assert EN.percent(0.5) == "50%"
    assert FR.date(date(2026, 11, 22)) == "22 novembre 2026"
    assert FR.date(date(2026, 9, 1)) == "1ᵉʳ septembre 2026"
    assert FR.date(date(2026, 9, 1), "medium") == "1ᵉʳ sept. 2026"
    assert FR.date(date(2026, 9, 11)) == "11 septembre 2026"
    assert EN.date(date(2026, 11, 22)) == "22 November 2026"


def test_a_quantity_is_said_alike_wherever_it_stands():
    assert FR.quantity(58.35, UserText("%", "fr")) == f"58,4{NARROW}%"
    assert EN.quantity(58.35, UserText("%", "fr")) == "58.4%"
    assert FR.quantity(4.26, None) == "4,26"
    minutes = UserText("min", "fr")
    assert FR.quantity(4.26, minutes) == MixedText(("4,26", WIDE, minutes))


@pytest.mark.parametrize(
    ("value", "said"), [(1.5, "+1.5"), (-2, "−2"), (0, "0"), (0.04, "0"), (-0.04, "0")]
)
def test_a_sign_is_a_true_minus_and_zero_has_none(value, said):
    assert EN.signed(value) == said


def test_a_clients_words_stay_apart_from_the_kits():
    said = EN.inline("The worst moment is {place}.", place=UserText("la caisse {x}", "fr"))
    assert said == MixedText(("The worst moment is ", UserText("la caisse {x}", "fr"), "."))


def test_a_clients_braces_are_text():
    assert EN("Seen: {what}", what=UserText("{client.__class__}")) == "Seen: {client.__class__}"


def test_french_counts_zero_as_singular():
    message = Message("{count} stage", plural="{count} stages")
    assert EN(message.filled(count=0)) == "0 stages"
    assert EN(message.filled(count=1)) == "1 stage"


def test_a_share_of_nothing_is_singular_in_french():
    said = texts("fr").plural(
        "{count} of {n} entries cites a source",
        "{count} of {n} entries cite a source",
        0,
        n=2,
    )
    assert said == "0 élément sur 2 cite sa source"


def test_the_pseudo_language_marks_the_kits_text_only():
    said = texts("pseudo").inline("At {place}", place=UserText("caisse"))
    assert said == MixedText(("⟦At ", UserText("caisse"), "⟧"))


def test_enumerations():
    assert str(EN.listed(["a", "b", "c"])) == "a, b and c"
    assert str(EN.listed(["a"])) == "a"
    assert str(EN.listed([])) == ""
    assert EN(N_("yes")) == "yes"
