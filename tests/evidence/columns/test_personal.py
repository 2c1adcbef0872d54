"""Columns about persons, by names and values: recall and false positives on invented columns."""

from __future__ import annotations

import pytest

from kit.evidence import Role, read

FIRST = ("Ada", "Bram", "Cléo", "Dora", "Egon", "Fay")
LAST = ("Ashdown", "Birkett", "van Colwyn", "Dunmore", "Élstree", "O’Fenwick")


def cycle(*values):
    return [values[i % len(values)] for i in range(30)]


NAMES = [f"{FIRST[i % 6]} {LAST[(i + i // 6) % 6]}" for i in range(30)]
MAILS = [f"{name.split()[0].lower()}{i}@example.org" for i, name in enumerate(NAMES)]
PHONES = [f"+33 6 39 98 {10 + i:02} {40 + i:02}" for i in range(30)]
IBANS = [f"FR76 3000 {1000 + i} {2000 + i} {3000 + i} {4000 + i} 189" for i in range(30)]
NUMBERS = [str(21_900_000 + 37 * i) for i in range(30)]
STREETS = [f"{i + 1} rue des Lilas, {10_000 + i} Ville" for i in range(30)]
BIRTHS = [f"{1 + i % 28:02}/0{1 + i % 9}/19{60 + i % 30}" for i in range(30)]
ADDRESSES = [f"192.0.2.{i}" for i in range(1, 31)]

PERSONAL = {
    "assigneeName": NAMES, "Assignee": NAMES, "Agent": NAMES, "Ticket owner": NAMES,
    "Handled by": NAMES, "Case.acme__Owner_Name__c": NAMES, "Conseiller": NAMES,
    "Bearbeiter": NAMES, "Asesor": NAMES, "Full name": NAMES, "Nom et prénom": NAMES,
    "Nachname": cycle(*LAST), "Apellidos": cycle(*LAST), "first_name": cycle(*FIRST),
    "Contact": MAILS, "Column 7": MAILS, "E-mail-Adresse": MAILS, "Q12": PHONES,
    "Teléfono móvil": PHONES, "phoneNumber": PHONES, "Compte bancaire": IBANS,
    "Numero etudiant": NUMBERS, "Employee ID": NUMBERS, "Matrikelnummer": NUMBERS,
    "Matricule": NUMBERS,
    "Where": STREETS,
    "Adresse postale": STREETS, "Hauptstraße": [f"Lindenstraße {i}" for i in range(1, 31)],
    "IPAddress": ADDRESSES, "Source 2": ADDRESSES, "Date de naissance": BIRTHS,
}  # fmt: skip
HARMLESS = {
    "Ticket Name": cycle("Parcel arrived broken", "Refund is late", "Cannot sign in"),
    "app_name": cycle("ShopMobile", "ShopDesk"), "Nom du produit": cycle("Lampe", "Tapis"),
    "Store name": cycle("North Hall", "South Hall"), "Shop name": cycle("Blue Bakery", "Old Mill"),
    "event_name": cycle("page_view", "scroll"), "File name": cycle("a.pdf", "b.pdf"),
    "Phone model": cycle("Nova 3", "Lumo X"), "Email opened": cycle("Yes", "No"),
    "Dateiname": cycle("alt.txt", "neu.txt"), "Nombre del plato": cycle("Trucha", "Curry"),
    "Laden Name": cycle("Blaue Backstube", "Alte Mühle"),
    "Owner": cycle("Sales Team", "Service Desk"), "Agent": cycle("yes, at once", "no, never"),
    "City": cycle("Lyon", "Metz"),
    "Contact channel": cycle("Phone", "Chat"), "Mobile app version": cycle("1.2.3", "1.3.0"),
    "Name one thing to improve": [f"I would like to see more lamps, {i}" for i in range(30)],
    "Do you have a mobile phone?": cycle("Yes", "No", "Prefer not to say"),
    "Membership card": cycle("Yes", "No"), "Which e-mail programme?": cycle("A", "B"),
    "Comment": [f"The lift was slow on day {i}" for i in range(30)], "Score": cycle(1, 2, 3, 4, 5),
    "Order number": [f"A-{1000 + i}" for i in range(30)], "Amount": [i * 12.5 for i in range(30)],
    "Name der Filiale / Shop": cycle("Nord", "Süd"), "Campaign name": cycle("Spring", "Autumn"),
}  # fmt: skip


@pytest.fixture
def role_of(tmp_path):
    """Write a column beside a rating and return its role."""

    def role(name, cells):
        path = tmp_path / "file.csv"
        lines = [f"id;{name};Note (1-5)"]
        lines += [f"{i};{cell};{i % 5 + 1}" for i, cell in enumerate(cells)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read(path).table.columns[1].role

    return role


def test_recall_and_false_positives(role_of):
    missed = [name for name, cells in PERSONAL.items() if role_of(name, cells) is not Role.PERSONAL]
    wrongly = [name for name, cells in HARMLESS.items() if role_of(name, cells) is Role.PERSONAL]
    print(
        f"personal columns: {len(PERSONAL) - len(missed)} of {len(PERSONAL)} found; "
        f"{len(wrongly)} of {len(HARMLESS)} others taken for personal"
    )
    assert missed == []
    assert wrongly == []


def test_values_tell_whatever_the_column_is_called(role_of):
    for cells in (MAILS, PHONES, IBANS, STREETS, ADDRESSES):
        assert role_of("Wie war es?", cells) is Role.PERSONAL
    assert role_of("Wie war es?", NAMES) is not Role.PERSONAL  # shops are called like persons
