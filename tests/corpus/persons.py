"""Makers of columns about persons, and of columns that only look so."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus import columns as make
from tests.corpus.model import Document, draw
from tests.corpus.params import Params

SUBJECTS = [
    "Parcel arrived broken",
    "Invoice shows another address",
    "Cannot sign in",
    "Refund is late",
    "Change of delivery slot",
    "App closes by itself",
]


def people(p: Params, rows: int) -> list[str]:
    """Return invented full names."""
    return [
        f"{p.rng.choice(p.words['first'])} {p.rng.choice(p.words['last'])}" for _ in range(rows)
    ]


def mails(p: Params, names: Sequence[str]) -> list[str]:
    """Return invented addresses under a domain that does not exist."""
    return [f"{n.replace(' ', '.').lower()}{p.rng.randint(1, 99)}@example.org" for n in names]


PERSONAL = {
    "assignee": ("assigneeName", "names"),
    "student": ("Numero etudiant", "numbers"),
    "phone": ("Column7", "phones"),
    "contact": ("Contact", "mails"),
    "birth": ("Date de naissance", "births"),
    "surname": ("Nachname", "last"),
    "ip": ("IPAddress", "ips"),
    "nom": ("Nom et prénom", "names"),
    "mobile": ("Teléfono móvil", "phones"),
    "iban": ("Compte bancaire", "ibans"),
    "agent-values": ("Handled by", "names"),
    "address": ("Adresse postale", "streets"),
}
HARMLESS = {
    "Ticket Name": SUBJECTS,
    "app_name": ["ShopMobile", "ShopDesk"],
    "Nom du produit": ["Lampe", "Fauteuil", "Tapis"],
    "Store name": ["North hall", "South hall"],
    "event_name": ["page_view", "scroll", "purchase"],
    "File name": ["a.pdf", "b.pdf", "c.pdf"],
    "Phone model": ["Nova 3", "Lumo X"],
    "Email opened": ["Yes", "No"],
    "Dateiname": ["alt.txt", "neu.txt"],
    "Nombre del plato": ["Trucha", "Curry"],
}


def personal(p: Params) -> Document:
    """Make a column about persons, known by name or by values, beside harmless look-alikes."""
    n = p.rows
    name, kind = PERSONAL[p.mode]
    names = people(p, n)
    r = p.rng
    cells: list[str] = {
        "names": lambda: names,
        "mails": lambda: mails(p, names),
        "last": lambda: [x.split()[1] for x in names],
        "numbers": lambda: [str(r.randint(21900000, 22999999)) for _ in range(n)],
        "phones": lambda: [
            f"+33 6 39 98 {r.randint(10, 99)} {r.randint(10, 99)}" for _ in range(n)
        ],
        "births": lambda: [
            f"{r.randint(1, 28):02}/{r.randint(1, 12):02}/{r.randint(1950, 2004)}" for _ in range(n)
        ],
        "ips": lambda: [f"192.0.2.{r.randint(1, 254)}" for _ in range(n)],
        "ibans": lambda: [
            f"FR76 3000 {r.randint(1000, 9999)} {r.randint(1000, 9999)} "
            f"{r.randint(1000, 9999)} {r.randint(1000, 9999)} 189"
            for _ in range(n)
        ],
        "streets": lambda: [
            f"{r.randint(1, 99)} rue des Lilas, {r.randint(10000, 95000)} Ville" for _ in range(n)
        ],
    }[kind]()
    columns = [make.personal(name, cells), p.rated(0), p.travelled()]
    return p.document(columns, message="allowed")


def harmless(p: Params) -> Document:
    """Make columns whose names look personal and are not."""
    columns = []
    for name in p.args["names"]:
        counts = draw(p.rng, HARMLESS[name], p.rows)
        columns.append(make.choice(p.rng, name, counts, p.rows, role=["choice", "text"]))
    return p.document([*columns, p.rated(0)])
