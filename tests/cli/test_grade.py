"""``parcours grade``: the marks of several learners, as lines, CSV and a page."""

from __future__ import annotations

import csv
import io

import pytest

from kit.studio.learning import STEPS, start
from tests.studio.learning import learners


@pytest.fixture
def class_(here):
    """Three learners: one good, one poor, one who has not begun."""
    root = here / "workshops"
    for name, answer in (("Alice", "maison-lumen"), ("Bob", "poor"), ("Chloe", "")):
        folder = start(root, name, "maison-lumen", "fr").folder
        if answer:
            text = learners.text("maison-lumen", "fr", answer)
            (folder / "workshop.yaml").write_text(text, "utf-8")
    return root


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_a_case_is_begun_and_marked(parcours, here):
    status, out, _ = parcours("new", "Alice", "--case", "tandem-app", "--lang", "en")
    assert status == 0
    assert "alice" in out
    status, out, _ = parcours("grade", "alice")
    assert status == 0
    assert out.startswith("alice: 0 ")
    assert parcours("new", "X", "--case", "nothing")[0] == 2


def test_learners_by_steps_as_csv(parcours, class_, here):
    status, out, _ = parcours("grade", "workshops", "--lang", "en", "--csv", "marks.csv")
    assert (status, out.strip()) == (0, "marks.csv")
    alice, bob, chloe = rows(here / "marks.csv")
    assert [row["Learner"] for row in (alice, bob, chloe)] == ["alice", "bob", "chloe"]
    assert alice["Steps passed"] == str(len(STEPS))
    assert int(alice["Mean mark"]) > int(bob["Mean mark"]) > int(chloe["Mean mark"]) - 1
    assert "compliqué" in bob["The pain points: findings"], "with the learner's words"


def test_cells_that_a_spreadsheet_would_run_are_disarmed(parcours, class_, here):
    (class_ / "bob").rename(class_ / "=cmd")
    assert parcours("grade", str(class_ / "=cmd"), "--csv", "marks.csv")[0] == 0
    assert rows(here / "marks.csv")[0]["Learner"] == "'=cmd"


def test_a_page_without_script_that_quotes_and_escapes(parcours, class_, here):
    bob = class_ / "bob" / "workshop.yaml"
    bad = "<script>alert(1)</script>"
    bob.write_text(bob.read_text("utf-8").replace("C'est trop compliqué", f'"{bad}"'), "utf-8")
    status, _, _ = parcours("grade", "workshops", "--html", "marks.html", "--lang", "fr")
    page = (here / "marks.html").read_text("utf-8")
    assert status == 0
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "Content-Security-Policy" in page
    assert 'lang="fr"' in page


def test_one_that_cannot_be_read_does_not_keep_the_others_from_being_marked(parcours, class_, here):
    (class_ / "bob" / "workshop.yaml").write_text("client: [", "utf-8")
    status, _, err = parcours("grade", "workshops", "--csv", "m.csv", "--html", "m.html")
    assert status == 1
    assert "bob" in err
    assert [bool(row["Fault"]) for row in rows(here / "m.csv")] == [False, True, False]
    assert "workshop.yaml:" in (here / "m.html").read_text("utf-8")


def test_the_case_is_known_by_its_client_where_only_the_file_was_handed_in(parcours, class_):
    import shutil

    shutil.rmtree(class_ / "alice" / ".parcours")
    status, out, _ = parcours("grade", "alice")
    assert status == 0
    assert out.startswith("alice: 9")


def test_a_workshop_of_no_case_is_said(parcours, here):
    parcours("new", "Somebody")
    status, out, _ = parcours("grade", "somebody")
    assert status == 1
    assert "which case" in out


def test_a_rubric_of_ones_own(parcours, class_, here):
    status, own, _ = parcours("grade", "--show-rubric")
    assert status == 0
    (here / "mine.toml").write_text(own.replace("pass = 60", "pass = 99"), "utf-8")
    parcours("grade", "bob", "--csv", "a.csv", "--rubric", "mine.toml", "--lang", "en")
    assert rows(here / "a.csv")[0]["Steps passed"] == "0"
    (here / "bad.toml").write_text("[personna]", "utf-8")
    status, _, err = parcours("grade", "bob", "--rubric", "bad.toml")
    assert status == 2
    assert "did you mean “persona”" in err
    status, _, err = parcours("grade", "bob", "--rubric", "none.toml")
    assert status == 2
    assert "none.toml" in err


def test_without_a_folder_it_says_so(parcours):
    status, _, err = parcours("grade")
    assert status == 2
    assert "FOLDER" in err
