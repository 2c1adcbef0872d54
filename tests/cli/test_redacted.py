"""What was typed into the file and reaches a person: nowhere in what leaves the team (F17)."""

import zipfile

import pytest

from kit.workshop import load
from kit.workshop.history import MARK

TYPED = ("06 39 98 12 34", "lea (at) exemple (point) example", "FR14 2004 1010 0505 0001 3M02 606")

OLDER = ("07 00 00 12 34", "sam@example.com")
"""In the last version: in its message, and in a text that has been edited since."""


@pytest.fixture
def client(examples):
    """Maison Lumen, with contact details in a pain point, a quotation and a name."""
    folder = examples / "maison-lumen"
    path = folder / "workshop.yaml"
    stated = load(path).journey
    pain, persona, stage = stated.pain_points[0], stated.personas[0], stated.stages[0]
    text = path.read_text("utf-8")
    for was, said in (
        (pain.what.text, TYPED[0]),
        (persona.quotation.text, TYPED[1]),
        (stage.name, TYPED[2]),
    ):
        assert was in text
        text = text.replace(was, f"{was.split()[0]} {said}", 1)
    path.write_text(text, "utf-8")
    version = sorted((folder / "history").glob("*.yaml"))[-1]
    text = version.read_text("utf-8")
    older = f"{MARK}2026-06-18\n# Vu avec Sam, {OLDER[0]}\n\n{text}"
    assert was in older
    version.write_text(older.replace(was, f"Ancien texte {OLDER[1]}", 1), "utf-8")
    return folder


def said_in(folder):
    """Return everything that the files of a folder say; of workbooks, their parts."""
    pieces = []
    for path in folder.rglob("*"):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                pieces += [book.read(name) for name in book.namelist()]
        elif path.is_file():
            pieces.append(path.read_bytes())
    return b"\n".join(pieces).decode("utf-8", "replace").replace("\\u00a0", " ")


def test_check_names_every_place(parcours, client):
    _, out, _ = parcours("check", client)
    assert out.count("This text contains") == 3
    assert "a telephone number" in out
    assert "an email address" in out
    assert "an IBAN" in out


def test_the_clients_edition_is_redacted_and_the_working_edition_is_not(parcours, client, here):
    outputs = here / "outputs" / "maison-lumen"
    assert parcours("report", client)[0] == 0
    assert parcours("tables", client, "--to", "csv,xlsx")[0] == 0
    assert parcours("handout", client, "--step", "pain-points")[0] == 0
    assert parcours("poster", client, "--to", "svg")[0] == 0
    said = said_in(outputs)
    assert [detail for detail in (*TYPED, *OLDER) if detail in said] == []
    assert "Ancien texte […]" in said
    assert "[…]" in said
    assert parcours("report", client, "--edition", "working")[0] == 0
    page = (outputs / "report.working.html").read_text("utf-8")
    assert [detail for detail in (*TYPED, *OLDER) if detail not in page] == []
    assert "Ce texte contient un numéro de téléphone." in page
