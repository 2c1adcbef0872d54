"""What is taken out of customers' words, and what stays (F17)."""

import re
from itertools import pairwise

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from kit.evidence import read
from kit.evidence.privacy.redaction import SHOWN, contact_details, redacted
from kit.evidence.privacy.telephone import ANYWHERE, regions_of
from kit.framing import COUNTRIES, Client
from kit.sources import Role
from tests.evidence.contacts import NEGATIVES, POSITIVES

MARKED = re.compile("⟨(.*?)⟩")

LEAST_RECALL = 0.99
MOST_FALSE_POSITIVES = 0.0
"""On the list of :mod:`tests.evidence.contacts`, with which the patterns were written."""


@pytest.mark.parametrize(
    "personal",
    [
        "07700 900123",
        "020 7946 0958",
        "5551234567",
        "555-123-4567",
        "079 123 45 67",
        "06 123 456 78",
        "(+33) 612345678",
        "name (at) host (dot) com",
        "@handle",
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


def test_recall_and_false_positives_on_the_list(capsys):
    marked = [(len(MARKED.findall(line)), line) for line in POSITIVES]
    missed = [
        (count, line)
        for count, line in marked
        if redacted(re.sub("[⟨⟩]", "", line)).text != MARKED.sub("[…]", line)
    ]
    total = sum(count for count, _ in marked)
    recall = 1 - sum(count for count, _ in missed) / total
    wrong = [line for line in NEGATIVES if redacted(line).text != line]
    rate = len(wrong) / len(NEGATIVES)
    with capsys.disabled():
        print(
            f"\nredaction: recall {recall:.1%} of {total}, "
            f"false positives {rate:.1%} of {len(NEGATIVES)}"
        )
    assert total >= 150
    assert len(NEGATIVES) >= 150
    assert recall >= LEAST_RECALL, missed
    assert rate <= MOST_FALSE_POSITIVES, wrong


FORMATS = (
    PhoneNumberFormat.E164,
    PhoneNumberFormat.INTERNATIONAL,
    PhoneNumberFormat.NATIONAL,
)


@pytest.mark.parametrize("region", ANYWHERE)
@pytest.mark.parametrize("kind", [PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE])
@pytest.mark.parametrize("format", FORMATS)
def test_a_number_of_the_clients_country_is_found_in_every_official_format(region, kind, format):
    number = phonenumbers.example_number_for_type(region, kind)
    written = phonenumbers.format_number(number, format)
    client = Client(name="-", language="fr", country=region)
    assert redacted(f"Appelez le {written}, merci", (), regions_of(client)).text == (
        "Appelez le […], merci"
    )


def test_the_country_says_which_numbers_without_a_prefix_are_telephone_numbers():
    text = "Llame al 612 345 678 por la tarde"
    assert redacted(text).text == text
    spanish = Client(name="-", language="en", country="ES")
    assert redacted(text, (), regions_of(spanish)).text == "Llame al […] por la tarde"


def test_without_a_country_that_of_the_language_is_the_first():
    assert regions_of(Client(name="-", language="fr"))[0] == "FR"
    assert regions_of(Client(name="-", language="en"))[0] == "GB"
    assert regions_of(Client(name="-", language="fr", country="ch"))[0] == "CH"
    assert {*phonenumbers.SUPPORTED_REGIONS} - COUNTRIES == {"AC", "TA", "XK"}


def test_names_known_from_a_column_are_taken_out_in_any_case():
    found = redacted("Mme DUPONT-Martin a appelé ; dupont, pas Dupontel.", ["Léa Dupont-Martin"])
    assert "Martin" not in found.text
    assert "Dupontel" in found.text
    assert found.count == 1


@given(st.text("0123456789 +-.()/@aà€n°IBANFR[…]\u00a0\u202f", max_size=60))
def test_any_text_is_redacted_once_and_for_all(text):
    details = contact_details(text)
    assert all(0 <= one.start < one.end <= len(text) for one in details)
    assert all(a.end <= b.start for a, b in pairwise(details))
    assert redacted(text).text.count(SHOWN) >= len(details)


@given(st.dates(), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y"]))
def test_a_date_stays(day, format):
    text = f"le {day.replace(year=2000 + day.year % 100).strftime(format)} à 18 h 30"
    assert redacted(text).text == text


@given(st.integers(0, 10**12), st.sampled_from(["€", " €", "\u202f€", " EUR", " £", " %"]))
def test_an_amount_stays(amount, unit):
    for text in (f"{amount}{unit}", f"{amount:,}".replace(",", " ") + unit):
        assert redacted(text).text == text


@pytest.mark.parametrize(
    ("cells", "personal"),
    [
        (["06 39 98 12 34", "06 39 98 12 35", "01 99 00 12 34"], True),
        (["+44 7700 900123", "07700 900456", "020 7946 0958"], True),
        (["4502817745", "4502817746", "4502817747"], False),
        (["Très bien", "06 39 98 12 34", "Mal"], False),
    ],
)
def test_a_column_of_telephone_numbers_is_personal_whatever_its_name(tmp_path, cells, personal):
    rows = [f"{cells[n % len(cells)]};{1 + n % 5};Avis numéro {n}" for n in range(12)]
    (tmp_path / "e.csv").write_text("\n".join(["Joindre;Note;Avis", *rows]), "utf-8")
    column = read(tmp_path / "e.csv").table.column("Joindre")
    assert (column.role is Role.PERSONAL) is personal
