"""Files that 0.1.0 wrote are read, and mean what they meant."""

import csv
import io
import json
import shutil

import pytest
import yaml

import kit
from kit.cli import run
from tests.contracts import inside, recording, scenario
from tests.contracts.compare import golden, lost
from tests.contracts.schema import ROOT

MADE = scenario.MADE
EVERY_FIELD = MADE / "every-field"


@pytest.fixture
def client(tmp_path):
    """A client's folder, as ``parcours`` finds it."""
    return shutil.copytree(MADE / "maison-exemple", tmp_path / scenario.CLIENT)


@pytest.fixture
def parcours(tmp_path, monkeypatch, capsys):
    """Run the command; returns its exit status and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")

    def run_it(*arguments):
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return status, out + err

    return run_it


def stated(value, *path):
    """Yield the values that stand at a path, in which ``*`` is any key and ``[]`` any item."""
    if not path:
        yield value
        return
    head, *rest = path
    if head == "*" and isinstance(value, dict):
        inner = list(value.values())
    elif head == "[]" and isinstance(value, list):
        inner = value
    else:
        inner = [value[head]] if isinstance(value, dict) and head in value else []
    for item in inner:
        yield from stated(item, *rest)


def parts(path):
    """Return ``emotions[].score`` as its parts: emotions, [], score."""
    return path.replace("[]", ".[]").split(".")


def test_the_example_states_every_field():
    read = yaml.safe_load((EVERY_FIELD / "workshop.yaml").read_text("utf-8"))
    # One text stands for a list of one, and a text or a count for its fields.
    short = ("[]", ".text", ".evidence", ".k", ".n")
    fields = [path for path in golden("fields") if path != ROOT and not path.endswith(short)]
    assert {path for path in fields if not any(True for _ in stated(read, *parts(path)))} == set()


def test_a_file_with_every_field_means_the_same():
    journey = kit.load(EVERY_FIELD).journey
    meant = json.loads((EVERY_FIELD / "meaning.json").read_text("utf-8"))
    now = json.loads(journey.model_dump_json(exclude_defaults=True))
    assert dict(lost(meant, now)) == {}


def test_saving_it_unchanged_changes_no_byte(tmp_path):
    path = shutil.copy(EVERY_FIELD / "workshop.yaml", tmp_path)
    workshop = kit.load(path)
    kit.save(workshop, workshop.journey)
    assert (tmp_path / "workshop.yaml").read_bytes() == (EVERY_FIELD / "workshop.yaml").read_bytes()


def test_a_journal_is_replayed_and_written_on(client):
    path, made = client / "workshop.yaml", recording.edits()
    shutil.copy(MADE / "edited.yaml", path)
    (client / ".parcours").mkdir()
    shutil.copy(MADE / "journal.jsonl", client / ".parcours")
    standing = [one for one in made if one["op"] not in ("undo", "redo")]
    back = [{"id": f"undo-{n}", "op": "undo"} for n, _ in enumerate(standing)]
    answers = inside.edit(path, back)
    assert [answer for answer in answers if "saved" not in answer] == []
    was = kit.load(MADE / "maison-exemple").journey
    assert kit.load(path).journey == was
    again = [{"id": f"redo-{n}", "op": "redo"} for n, _ in enumerate(standing)]
    answers = inside.edit(path, again)
    assert [answer for answer in answers if "saved" not in answer] == []
    assert kit.load(path).journey == kit.load(MADE / "edited.yaml").journey
    lines = (client / ".parcours" / "journal.jsonl").read_text("utf-8").splitlines()
    known = (MADE / "journal.jsonl").read_text("utf-8").splitlines()
    assert lines[: len(known)] == known


def test_an_edit_of_the_journal_is_made_once(client):
    path = client / "workshop.yaml"
    shutil.copy(MADE / "edited.yaml", path)
    (client / ".parcours").mkdir()
    shutil.copy(MADE / "journal.jsonl", client / ".parcours")
    (answer,) = inside.edit(path, [{**recording.EDITS[2], "id": "edit-2"}])
    assert answer["saved"] == "edit-2"
    assert path.read_bytes() == (MADE / "edited.yaml").read_bytes()


def test_a_learners_record_is_read(tmp_path, parcours):
    status, _ = parcours("new", "Alice", "--case", "maison-lumen", "--lang", "en")
    assert status == 0
    shutil.copy(MADE / "learning.json", tmp_path / "workshops" / "alice" / ".parcours")
    assert parcours("grade", "workshops/alice", "--csv", "marks.csv")[0] == 0
    text = (tmp_path / "marks.csv").read_text("utf-8-sig")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    (marks,) = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    persona = {name: mark for name, mark in marks.items() if name.startswith("The persona: ")}
    # Two attempts, the first of 40, two hints, and the model answer opened.
    assert {"2", "40"} <= set(persona.values())
    assert list(persona.values()).count("2") >= 2


def test_a_version_is_read_and_told_in_the_report(client, parcours):
    (client / "history").mkdir()
    shutil.copy(MADE / f"{scenario.DAY}.yaml", client / "history")
    path = client / "workshop.yaml"
    path.write_text(path.read_text("utf-8").replace("I buy", "I pay"), "utf-8")
    assert parcours("report", client, "--as-of", "2026-12-24")[0] == 0
    report = (client.parents[1] / "outputs" / client.name / "report.html").read_text("utf-8")
    assert "First review" in report
    assert "I pay" in report


def test_a_version_is_written_as_it_was(client, parcours):
    assert parcours("version", client, "-m", "First review", "--as-of", scenario.DAY)[0] == 0
    kept = client / "history" / f"{scenario.DAY}.yaml"
    assert kept.read_bytes() == (MADE / f"{scenario.DAY}.yaml").read_bytes()


def test_a_manifest_is_read(tmp_path, parcours):
    folder = tmp_path / "outputs" / ".parcours"
    folder.mkdir(parents=True)
    shutil.copy(MADE / "manifest.jsonl", folder)
    for name in ("report.html", "report.ipynb"):
        (tmp_path / "outputs" / "maison-exemple").mkdir(exist_ok=True)
        (tmp_path / "outputs" / "maison-exemple" / name).touch()
    status, said = parcours("status")
    assert status == 1
    lines = said.splitlines()
    assert any(line.split()[:2] == ["maison-exemple/report", "done"] for line in lines)
    assert any(line.split()[:2] == ["broken/report", "failed"] for line in lines)
    assert "workshops/broken/workshop.yaml:2:19" in said


def test_a_rubric_of_a_trainers_own_marks(tmp_path, parcours):
    assert parcours("new", "Alice", "--case", "maison-lumen", "--lang", "en")[0] == 0
    status, said = parcours("grade", "workshops/alice", "--rubric", MADE / "rubric.toml")
    assert (status, "alice" in said) == (0, True)


def test_a_theme_with_every_field_colours_a_report(client, parcours):
    assert (
        parcours("report", client, "--theme", MADE / "theme.yaml", "--as-of", scenario.DAY)[0] == 0
    )
    report = (client.parents[1] / "outputs" / client.name / "report.html").read_text("utf-8")
    assert "#7a1f3d" in report


def test_an_agenda_of_ones_own_is_read(client):
    before = inside.agendas(client)
    (client / "agendas").mkdir()
    shutil.copy(MADE / "agenda.toml", client / "agendas" / "ours.toml")
    after = inside.agendas(client)
    assert before.items() <= after.items()
    assert after["Ours"] > 90


def test_a_guide_of_ones_own_is_shown(client, parcours):
    (client / "guides").mkdir()
    shutil.copy(MADE / "1_persona.md", client / "guides")
    assert parcours("handout", client, "--step", "persona")[0] == 0
    page = client.parents[1] / "outputs" / client.name / "handout-persona.html"
    assert "Our trainers say" in page.read_text("utf-8")


@pytest.mark.browser
def test_a_report_is_printed_beside_its_page(client, parcours):
    assert parcours("report", client, "--to", "html,pdf", "--as-of", scenario.DAY)[0] == 0
    folder = client.parents[1] / "outputs" / client.name
    assert {"report.html", "report.pdf"} <= {path.name for path in folder.iterdir()}
