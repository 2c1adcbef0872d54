"""``parcours evidence forget``: every place that someone's words can lie in, and what is said."""

import json
import os
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import nbformat
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kit.client_files import ClientFolder, FolderLock
from kit.evidence.metrics.measure import measure
from kit.i18n import texts
from kit.studio.sync.store import WorkshopStore
from kit.versions import close, compare, frozen_figures
from kit.workshop import load, versions

SAID = "J’ai posé une demi-journée pour une lampe, et personne n’est venu."
PART = "posé une demi-journée"
HALVES = SAID[: SAID.index(" pour")], SAID[SAID.index("pour") :]
ESCAPED = json.dumps(SAID)[1:-1]

WORKSHOP = """\
schema_version: 1
client: {name: Exemple, language: fr, invented: true}
evidence:
  enquete: {name: Enquête, kind: survey, file: e.csv, n: 30}
personas:
  lea: {name: Léa}
stages:
  acheter: {name: J’achète}
touchpoints:
  caisse: {stage: acheter, channel: shop}
emotions:
  - {persona: lea, at: caisse, score: -1}
pain_points:
  attente: {at: caisse, group: process, what: La file est longue}
notes:
  - Rappeler le transporteur
"""


@pytest.fixture
def client(here):
    """A client's folder with a survey in which R007 wrote the words."""
    folder = here / "workshops" / "exemple"
    (folder / "evidence").mkdir(parents=True)
    (folder / "workshop.yaml").write_text(WORKSHOP, "utf-8")
    rows = [
        f"R{i:03};{1 + i % 5};{SAID if i == 7 else f'Rien à dire de la livraison numéro {i}'}"
        for i in range(30)
    ]
    header = "Respondent ID;Note livraison;Commentaire"
    (folder / "evidence" / "e.csv").write_text("\n".join([header, *rows, ""]), "utf-8")
    return folder


@pytest.fixture
def forget(parcours, client):
    """Forget R007; returns exit status and everything that was said."""

    def run(*more):
        status, out, err = parcours("evidence", "forget", client, "R007", "--yes", *more)
        return status, out + err

    return run


def everywhere(client):
    """Return everything that the files of the client and its outputs hold, undone of escapes."""
    found = {}
    for root in (client, client.parents[1] / "outputs"):
        for path in root.rglob("*"):
            if path.is_file():
                text = path.read_bytes().decode("utf-8", "replace")
                found[path.relative_to(client.parents[1]).as_posix()] = text
    return {name for name, text in found.items() if PART in text or "pos\\u00e9 une demi" in text}


# --- what is taken out -------------------------------------------------------------------------


def edit(path, **edit):
    store = WorkshopStore(path, texts("fr"))
    (reply,) = store.commit([{"id": f"edit-{os.urandom(3).hex()}", **edit}])
    assert "saved" in reply, reply
    return store


THOUGHT = ["emotions", {"persona": "lea", "at": "caisse"}, "thought"]


def test_words_in_the_journal_and_in_conflicts_are_gone_and_undo_still_works(client, forget):
    path = client / "workshop.yaml"
    edit(path, op="set", place=THOUGHT, value=SAID)
    edit(path, op="set", place=["personas", "lea", "name"], value="Léa B.", was="Léa")
    edit(path, op="add", place=["notes"], value=f"Une cliente écrit : « {SAID} » C’est grave.")
    conflict = {"conflict": "c1", "theirs": SAID, "yours": "Autre", "place": THOUGHT, "edit": {}}
    (client / ".parcours" / "conflicts.jsonl").write_text(json.dumps(conflict) + "\n", "utf-8")
    assert ".parcours/journal.jsonl" in " ".join(everywhere(client))
    status, said = forget("--everywhere")
    assert everywhere(client) == set()
    assert (status, "journal.jsonl" in said, "conflicts.jsonl" in said) == (0, True, True)

    stated = load(path).journey
    assert stated.emotions[0].thought is None
    assert stated.notes[1].text == "Une cliente écrit : « […]. » C’est grave."
    store = WorkshopStore(path, texts("fr"))
    (conflict,) = json_lines(client / ".parcours" / "conflicts.jsonl")
    store.refresh()
    assert store.conflicts.open()[0]["theirs"] == conflict["theirs"] == "[…]."
    assert "saved" in store.undo("u1")
    assert [note.text for note in load(path).journey.notes] == ["Rappeler le transporteur"]
    assert "saved" in store.undo("u2")
    assert load(path).journey.personas[0].name == "Léa"
    assert "saved" in store.redo("r2")
    assert "saved" in store.redo("r1")
    assert load(path).journey.notes[1].text == "Une cliente écrit : « […]. » C’est grave."
    assert everywhere(client) == set()


def json_lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_an_edit_session_that_is_open_does_not_write_the_words_back(client, forget):
    path = client / "workshop.yaml"
    store = edit(path, op="set", place=THOUGHT, value=SAID)
    store.commit([{"id": "e2", "op": "set", "place": THOUGHT, "value": None, "was": SAID}])
    assert forget("--everywhere")[0] == 0
    store.undo("u1")
    store.commit([{"id": "e3", "op": "add", "place": ["notes"], "value": "Autre note"}])
    assert everywhere(client) == set()
    assert [line["edits"] for line in json_lines(client / ".parcours" / "journal.jsonl")]
    assert WorkshopStore(path, texts("fr")).workshop.journey.notes[-1].text == "Autre note"


def test_nothing_is_removed_while_another_program_saves(client, forget, monkeypatch):
    edit(client / "workshop.yaml", op="set", place=THOUGHT, value=SAID)
    monkeypatch.setattr("kit.evidence.privacy.erasure.removing.PATIENCE", 0.1)
    before = (client / "evidence" / "e.csv").read_bytes()
    with FolderLock(ClientFolder(client), ".parcours/lock", 1):
        status, said = forget("--everywhere")
    assert status == 1
    assert "nothing was removed" in said
    assert (client / "evidence" / "e.csv").read_bytes() == before


NOTEBOOK = new_notebook(
    cells=[
        new_markdown_cell(f"Une cliente : {SAID}"),
        new_code_cell("print(1)", outputs=[new_output("stream", text=[SAID[:20], SAID[20:]])]),
        new_code_cell("1 + 1", outputs=[new_output("stream", text="2")]),
    ]
)

TAKEN_OUT = {
    "workshop.yaml~": WORKSHOP + f"  - {SAID}\n",
    "workshop.yaml.bak": WORKSHOP + f"  - “{SAID}”\n",
    ".workshop.yaml.a1b2.tmp": WORKSHOP + f"  - {SAID}\n",
    "workshop.conflict-20261130T101500.yaml": WORKSHOP + f"  - {SAID}\n",
    "history/2026-10-01.yaml": f"# parcours: version of 2026-10-01\n# {SAID}\n\n" + WORKSHOP,
    "history/2026-10-02.yaml": WORKSHOP + f"  - >-\n    {HALVES[0]}\n    {HALVES[1]}\n",
    "autre.yaml": WORKSHOP + '  - "' + ESCAPED + '"\n',
    "notes.txt": f"Vu ce matin : {SAID.upper()}",
    "notes-1252.txt": f"Vu ce matin : {SAID}".encode("cp1252"),
    "guides/persona.md": f"> {HALVES[0]}\n> {HALVES[1]}\n",
    "sans-suffixe": SAID,
    ".parcours/learning.json": json.dumps({"attempts": [{"text": SAID}], "n": 3}),
    ".parcours/session.json": json.dumps({"now": f"Elle dit {SAID}"}, indent=2),
    "notebooks/persona.ipynb": nbformat.writes(NOTEBOOK),
    "notebooks/.ipynb_checkpoints/persona-checkpoint.ipynb": nbformat.writes(NOTEBOOK),
}


@pytest.mark.parametrize("name", TAKEN_OUT)
def test_words_in_the_clients_folder_are_taken_out_and_the_rest_stays(client, forget, name):
    path = client / name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = TAKEN_OUT[name]
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    status, said = forget()
    assert (status, path.name in said) == (1, True)
    assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())

    client.joinpath("evidence", "e.csv").write_bytes(
        client.joinpath("evidence", "e.csv").read_bytes() + f"R007;3;{SAID}\n".encode()
    )
    status, said = forget("--everywhere")
    assert (status, path.name in said) == (0, True), said
    assert everywhere(client) == set()
    if path.exists():
        text = path.read_text("cp1252" if "1252" in name else "utf-8")
        kept = {".yaml": "Rappeler le transporteur", ".ipynb": "1 + 1", ".txt": "Vu ce matin"}
        assert kept.get(path.suffix, "") in text
        if path.suffix == ".yaml":
            load(path)
        if path.suffix in (".json", ".ipynb"):
            json.loads(text)


def test_a_verbatim_within_a_longer_text_leaves_the_rest_of_the_sentence(client, forget):
    path = client / "workshop.yaml"
    what = "La file est longue : « j'ai pose une demi journee pour une lampe » (cliente, 2026)"
    path.write_text(WORKSHOP.replace("La file est longue", f'"{what}"'), "utf-8")
    assert forget("--everywhere")[0] == 0
    assert load(path).journey.pain_points[0].what.text == (
        "La file est longue : « […] » (cliente, 2026)"
    )


def test_an_output_that_holds_the_words_is_removed_whatever_its_format(client, forget):
    outputs = client.parents[1] / "outputs" / "exemple"
    (outputs / "tables").mkdir(parents=True)
    spelt = SAID.replace("é", "&eacute;").replace("’", "&rsquo;")
    (outputs / "report.html").write_text(f"<p>{spelt[:12]}<wbr>{spelt[12:]}</p>", "utf-8")
    (outputs / "report.ipynb").write_text(nbformat.writes(NOTEBOOK), "utf-8")
    pq.write_table(pa.table({"text": [SAID, "x"]}), outputs / "tables" / "v.parquet")
    (outputs / "tables" / "v.csv").write_text(f'a;"{SAID}"', "utf-16")
    with zipfile.ZipFile(outputs / "tables" / "v.xlsx", "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/sharedStrings.xml", f"<sst><si><t>{SAID}</t></si></sst>")
    (outputs / "poster.svg").write_text("<svg><text>Rien</text></svg>", "utf-8")
    (outputs / "report.pdf").write_bytes(b"%PDF-1.7 \x00\x01")
    (outputs / "poster.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    status, said = forget("--everywhere")
    assert sorted(path.name for path in outputs.rglob("*.*")) == ["poster.svg"]
    assert status == 0
    assert "Create the outputs you need again." in said


# --- what is named -----------------------------------------------------------------------------

RTF = (
    "{\\rtf1\\ansi\\ansicpg1252 "
    + "".join(c if c.isascii() else f"\\'{c.encode('cp1252')[0]:02x}" for c in SAID)
    + "\\par}"
)

HELD = {
    "lettre.rtf": RTF.encode(),
    "page.html": f"<p>{SAID}</p>".encode(),
    "export.csv": f'1;"{SAID}"\n'.encode(),
    "code.py": f"words = {SAID!r}\n".encode(),
}


@pytest.mark.parametrize("name", HELD)
def test_words_that_cannot_be_taken_out_safely_are_named(client, forget, name):
    (client / name).write_bytes(HELD[name])
    status, said = forget("--everywhere")
    assert status == 1
    assert (client / name).read_bytes() == HELD[name]
    (line,) = [line for line in said.split("Left for you to do:")[1].splitlines() if name in line]
    assert "by hand" in line


def opaque(path):
    """Write a file that cannot be searched, by its name."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("scan.pdf", b"%PDF-1.7")
    elif path.suffix == ".db":
        base = sqlite3.connect(path)
        base.execute("create table t (a)")
        base.commit()
        base.close()
    else:
        start = {
            ".pdf": b"%PDF-1.7",
            ".png": b"\x89PNG",
            ".gz": b"\x1f\x8b",
            ".doc": b"\xd0\xcf\x11\xe0",
        }
        path.write_bytes(start.get(path.suffix, b"\x00\x01\x02") + b"\x00\xff" * 20)


@pytest.mark.parametrize("place", ["", "evidence", "outputs"])
@pytest.mark.parametrize(
    "name", ["scan.pdf", "photo.png", "old.gz", "lettre.doc", "base.db", "a.bin", "pieces.zip"]
)
def test_what_cannot_be_searched_is_named_and_left(client, forget, name, place):
    folder = client.parents[1] / "outputs" / "exemple" if place == "outputs" else client / place
    folder.mkdir(parents=True, exist_ok=True)
    opaque(folder / name)
    before = (folder / name).read_bytes()
    status, said = forget("--everywhere")
    assert status == 1
    (line,) = [line for line in said.split("Left for you to do:")[1].splitlines() if name in line]
    assert "cannot be searched" in line
    assert (folder / name).read_bytes() == before


def test_a_link_and_what_git_keeps_are_named(client, forget, tmp_path):
    (tmp_path / "beyond.txt").write_text(SAID, "utf-8")
    (client / "lien.txt").symlink_to(tmp_path / "beyond.txt")
    (client / ".git").mkdir()
    status, said = forget("--everywhere")
    assert status == 1
    assert "lien.txt: a link, not followed" in said
    assert ".git: versions kept by Git" in said
    assert (tmp_path / "beyond.txt").read_text("utf-8") == SAID


def test_the_same_words_in_another_row_are_named_and_left(client, forget):
    other = client / "evidence" / "other.csv"
    other.write_text(f"Ticket;Note;Texte\n1;4;Rien\n2;5;{SAID}\n3;5;Bien\n", "utf-8")
    status, said = forget("--everywhere")
    assert status == 1
    assert "other.csv:3: the same words, perhaps someone else’s" in said
    assert SAID in other.read_text("utf-8")


def test_a_name_or_an_id_that_holds_the_words_is_left_and_the_journal_emptied(client, forget):
    path, id = client / "workshop.yaml", "pose-une-demi-journee-pour-une-lampe"
    edit(path, op="rename", place=["pain_points", "attente"], value=id)
    status, said = forget("--everywhere", "--said", PART + " pour une lampe")
    assert status == 1
    assert "workshop.yaml:14: remove their words by hand" in said
    assert "can no longer be undone" in said
    assert (client / ".parcours" / "journal.jsonl").read_bytes() == b""
    assert WorkshopStore(path, texts("fr")).undo("u1")["refused"] == "u1"


def test_a_broken_file_is_named_by_its_lines(client, forget):
    (client / "workshop.conflict-1.yaml").write_text(f"stages: [\n# {SAID}\n", "utf-8")
    status, said = forget("--everywhere")
    assert status == 1
    assert "workshop.conflict-1.yaml:2: remove their words by hand" in said


# --- what is said --------------------------------------------------------------------------------


def test_nothing_elsewhere_is_said_and_is_a_success(client, forget):
    status, said = forget("--everywhere")
    assert status == 0
    assert "Their words were found nowhere else." in said
    assert "Left" not in said


def test_without_everywhere_words_stay_and_it_is_no_success(client, forget):
    (client / "notes.txt").write_text(SAID, "utf-8")
    status, said = forget()
    assert status == 1
    assert "These were not removed." in said
    assert (client / "notes.txt").read_text("utf-8") == SAID
    status, said = forget("--said", SAID, "--everywhere")
    assert status == 0
    assert (client / "notes.txt").read_text("utf-8") == "[…]."


def test_short_answers_are_not_looked_for_in_what_others_wrote(client, forget):
    path = client / "evidence" / "e.csv"
    path.write_text(path.read_text("utf-8").replace(SAID, "Trop cher"), "utf-8")
    (client / "notes.txt").write_text("Trop cher, disent-ils tous", "utf-8")
    assert forget("--everywhere")[0] == 0
    assert (client / "notes.txt").read_text("utf-8") == "Trop cher, disent-ils tous"


def test_of_someone_who_wrote_nothing_nothing_is_searched_for(client, forget):
    path = client / "evidence" / "e.csv"
    path.write_text(path.read_text("utf-8").replace(SAID, ""), "utf-8")
    (client / "scan.pdf").write_bytes(b"%PDF-1.7")
    assert forget("--everywhere")[0] == 0


def test_a_database_is_never_said_to_be_done(client, forget):
    source = "  base: {name: Base, kind: crm, database: duckdb://evidence/b.duckdb, table: t}\n"
    path = client / "workshop.yaml"
    path.write_text(WORKSHOP.replace("personas:", source + "personas:", 1), "utf-8")
    status, said = forget("--everywhere")
    assert status == 1
    assert "In a database, not searched: Base. Ask its administrator." in said


def test_frozen_figures_that_counted_them_are_removed_and_the_others_stay(client, forget):
    path = client / "workshop.yaml"
    measures = "measures: [{at: caisse, figure: emotion, column: Note livraison}]"
    options = "options: {scales: {Note livraison: 1-5}}"
    text = WORKSHOP.replace("n: 30}", f"{measures}, {options}}}")
    text = text.replace("stages:", "  marc: {name: Marc}\nstages:", 1)
    text = text.replace(
        "pain_points:", "  - {persona: marc, at: acheter, score: 1}\npain_points:", 1
    )
    path.write_text(text, "utf-8")
    close(load(path), date(2026, 10, 1))
    (client / "history" / "2026-09-01.json").write_text('{"enquete": 2.9}', "utf-8")
    (client / "history" / "2026-09-02.json").write_text('{"enquete-2": 2.9}', "utf-8")
    frozen = client / "history" / "2026-10-01.figures.json"
    assert '"score lea caisse"' in frozen.read_text("utf-8")
    status, said = forget()
    assert status == 0
    assert "history/2026-10-01.figures.json" in said
    assert sorted(p.name for p in (client / "history").iterdir()) == [
        "2026-09-02.json",
        "2026-10-01.figures.json",
        "2026-10-01.yaml",
    ]
    kept = frozen.read_text("utf-8")
    assert "enquete" not in kept
    assert ('"score marc acheter"' in kept, '"stage lea acheter"' in kept) == (True, False)
    (version,) = versions(load(path))
    then, stated = frozen_figures(version), load(path).journey
    found = compare(version.journey, then, stated, measure(stated, client), date(2026, 11, 1))
    assert {shift.before for shift in found.data} == {None}


def test_it_says_it_in_french(parcours, client, monkeypatch):
    monkeypatch.setenv("PARCOURS_LANG", "fr")
    (client / "scan.pdf").write_bytes(b"%PDF-1.7")
    (client / "notes.txt").write_text(SAID, "utf-8")
    status, out, err = parcours("evidence", "forget", client, "R007", "--yes", "--everywhere")
    assert status == 1
    assert "Ses paroles ont été retirées de" in out
    assert "scan.pdf" in err


def test_paths_are_the_users_own(client, forget):
    (client / "notes.txt").write_text(SAID, "utf-8")
    _, said = forget("--dry-run", "--everywhere")
    assert str(Path("workshops") / "exemple" / "notes.txt") in said
    assert (client / "notes.txt").read_text("utf-8") == SAID


def test_rows_of_someone_with_an_id_of_their_own_are_not_taken_for_theirs(client, forget):
    evidence = client / "evidence"
    (evidence / "known.csv").write_text(
        "Respondent ID;Commentaire\n" + f"A1;{SAID}\n" + "A2;Bien\nA3;Mal\n", "utf-8"
    )
    (evidence / "several.csv").write_text(
        f"Note;Texte\n4;{SAID}\n5;{SAID}\n3;Bien\n2;Assez bien\n", "utf-8"
    )
    status, said = forget("--everywhere")
    assert (status, "perhaps someone else’s" in said) == (0, False)
