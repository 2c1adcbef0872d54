"""Every command on a client's folder in which something is a link to elsewhere."""

import os
import shutil

import pytest

from tests.hostile.links.conftest import SECRET, SURVEY


def test_a_linked_evidence_folder(hostile, parcours):
    hostile.link("evidence", {"enquete-apres-commande.csv": SURVEY, "passwd": SECRET})
    _, said = parcours("check", "workshops/acme")
    assert "“evidence” is a link to" in said
    assert "parcours evidence allow" in said
    for command in (
        ("evidence", "show", "acme"),
        ("evidence", "suggest", "acme"),
        ("tables", "acme"),
        ("report", "acme"),
        ("evidence", "forget", "acme", "nobody", "--everywhere", "--yes"),
    ):
        parcours(*command)


def test_a_linked_file_of_evidence(hostile, parcours):
    hostile.link("evidence/enquete-apres-commande.csv", SURVEY)
    status, said = parcours("evidence", "show", "acme")
    assert status
    assert "“evidence/enquete-apres-commande.csv” is a link to" in said
    parcours("evidence", "forget", "acme", "nobody", "--everywhere", "--yes")


def test_a_file_is_not_copied_through_a_linked_folder(hostile, parcours):
    hostile.link("evidence", {})
    (hostile.root / "new.csv").write_text("Date,Satisfaction\n2026-01-01,5\n")
    status, _ = parcours("evidence", "add", "acme", "new.csv", "--yes")
    assert status


@pytest.mark.parametrize(
    "command", ["check", "report", "compare", "questions", "poster", "version", "tables"]
)
def test_a_linked_workshop_file(hostile, parcours, command):
    text = (hostile.client / "workshop.yaml").read_text("utf-8").replace("Maison Lumen", SECRET)
    hostile.link("workshop.yaml", text)
    status, said = parcours(command, "acme")
    assert status
    assert "“workshop.yaml” is a link to" in said


def test_a_linked_history(hostile, parcours):
    text = (hostile.client / "history" / "2026-06-18.yaml").read_text("utf-8")
    hostile.link("history", {"2026-06-18.yaml": text.replace("Maison Lumen", SECRET)})
    for command in (("version", "acme"), ("check", "workshops/acme"), ("report", "acme")):
        status, said = parcours(*command)
        assert status
        assert "“history” is a link to" in said


def test_a_linked_version(hostile, parcours):
    text = (hostile.client / "history" / "2026-06-18.yaml").read_text("utf-8")
    hostile.link("history/2026-06-18.yaml", f"# parcours: version of\n# {SECRET}\n{text}")
    parcours("report", "acme")
    parcours("check", "workshops/acme")


def test_linked_guides_and_a_linked_guide(hostile, parcours):
    hostile.link("guides", {"1_persona.md": f"# {SECRET}\n\n{SECRET}"})
    status, said = parcours("handout", "acme", "--step", "persona")
    assert status
    assert "“guides” is a link to" in said
    (hostile.client / "guides").unlink()
    hostile.link("guides/1_persona.md", f"# {SECRET}\n\n{SECRET}")
    status, said = parcours("handout", "acme", "--step", "persona")
    assert status
    assert "“guides/1_persona.md” is a link to" in said


def test_a_linked_picture(hostile, parcours):
    hostile.link("logo-belvedere.svg", f"<svg xmlns='http://www.w3.org/2000/svg'>{SECRET}</svg>")
    status, said = parcours("report", "acme")
    assert status
    assert "“logo-belvedere.svg” is a link to" in said


def test_a_linked_picture_in_a_linked_folder(hostile, parcours):
    hostile.link("pictures", {"logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    file = hostile.client / "workshop.yaml"
    file.write_text(file.read_text("utf-8").replace("logo-belvedere.svg", "pictures/logo.svg"))
    status, said = parcours("report", "acme")
    assert status
    assert "“pictures” is a link to" in said


def test_a_linked_journey_is_not_one_of_the_clients(hostile, parcours):
    shutil.move(hostile.client, hostile.outside / "acme")
    (hostile.client).mkdir(parents=True)
    (hostile.client / "achat").symlink_to(hostile.outside / "acme")
    for command in ("check", "report", "questions"):
        status, said = parcours(command, "workshops/acme")
        assert status
        assert "is a link to" in said
    status, said = parcours("check", "workshops")
    assert status
    assert "is a link to" in said


@pytest.mark.parametrize(
    "command",
    [
        "report",
        "tables",
        "questions",
        pytest.param("poster", marks=pytest.mark.soak),
        pytest.param("sheets", marks=pytest.mark.soak),
        pytest.param("canvas", marks=pytest.mark.soak),
        pytest.param("handout", marks=pytest.mark.soak),
    ],
)
def test_outputs_that_a_clients_folder_leads_elsewhere(hostile, parcours, monkeypatch, command):
    monkeypatch.chdir(hostile.client)
    outside = hostile.link("outputs", {})
    # By itself a command writes to the outputs of the workspace, not to the client's folder.
    status, said = parcours(command, ".")
    assert not status, said
    status, said = parcours(command, ".", "--out", "outputs")
    assert status, command
    assert "“outputs” is a link to" in said
    assert list(outside.iterdir()) == []
    assert hostile.written()


def test_the_manifest_in_a_clients_folder(hostile, parcours, monkeypatch):
    monkeypatch.chdir(hostile.client)
    hostile.link(".parcours", {"manifest.jsonl": ""})
    status, said = parcours("report", ".", "--out", ".")
    assert status
    assert "“.parcours” is a link to" in said


def test_a_fifo_ends_at_once(hostile, parcours):
    if not hasattr(os, "mkfifo"):
        pytest.skip("no FIFOs here")
    os.mkfifo(hostile.client / "pipe.yaml")
    os.mkfifo(hostile.client / "evidence" / "pipe.csv")
    (hostile.client / "history" / "2026-06-18.yaml").unlink()
    os.mkfifo(hostile.client / "history" / "2026-06-18.yaml")
    (hostile.client / "guides").mkdir()
    os.mkfifo(hostile.client / "guides" / "1_persona.md")
    (hostile.client / "logo-belvedere.svg").unlink()
    os.mkfifo(hostile.client / "logo-belvedere.svg")
    (hostile.client / "evidence" / "enquete-apres-commande.csv").unlink()
    os.mkfifo(hostile.client / "evidence" / "enquete-apres-commande.csv")
    for command in (
        ("check", "workshops/acme"),
        ("report", "acme"),
        ("tables", "acme"),
        ("handout", "acme", "--step", "persona"),
        ("evidence", "show", "acme"),
        ("evidence", "forget", "acme", "x", "--everywhere", "--yes"),
    ):
        parcours(*command)
