"""What is taken out of customers' words, and what stays (F17)."""

import pytest

from kit.evidence.redaction import redacted


@pytest.mark.parametrize(
    "personal",
    [
        "jean.dupont@exemple.fr",
        "dupont+x@mail.exemple.co.uk",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "0612345678",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033612345678",
        "+44 20 7946 0958",
        "(415) 555-2671",
        "FR76 3000 6000 0112 3456 7890 189",
        "GB29NWBK60161331926819",
        "https://exemple.fr/compte?id=12",
        "www.exemple.fr/moi",
        "4970 1012 3456 7890",
    ],
)
def test_what_reaches_a_person_is_taken_out_and_counted(personal):
    found = redacted(f"Voir {personal} pour la suite")
    assert found.text == "Voir […] pour la suite"
    assert found.count == 1


def test_names_known_from_a_column_are_taken_out_in_any_case():
    found = redacted("Mme DUPONT-Martin a appelé ; dupont, pas Dupontel.", ["Léa Dupont-Martin"])
    assert "Martin" not in found.text
    assert "Dupontel" in found.text
    assert found.count == 1


@pytest.mark.parametrize(
    "text",
    [
        "J’ai attendu 45 minutes le 12/03/2026 à 18 h 30.",
        "14,90 € de port pour 2 lampes à 1 250 €",
        "Note 10/10, de 8 h à 18 h",
    ],
)
def test_what_is_no_ones_stays(text):
    assert redacted(text, ["Jo"]).text == text
