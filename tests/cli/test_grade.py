"""``parcours grade``: the marks of several learners, as lines, CSV and a page."""

from __future__ import annotations

import csv
import io

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, case, hint, model_answer, self_test, sit, start
from kit.studio.learning.feedback import attempt
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


def rows(path, separator=","):
    text = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=separator))


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


@pytest.fixture
def copied(class_):
    """Bob tries, opens the model answer of the persona and hands in all of it."""
    t, folder = texts("fr"), class_ / "bob"
    right = [question.right for question in self_test(t)]
    sit(folder, "before", [*right[:3], *[None] * 8, *right[11:]])
    hint("maison-lumen", "persona", 2, t, folder)
    attempt(folder, "persona", t)
    model_answer("maison-lumen", "persona", t, folder)
    text = case("maison-lumen", "fr").model_file.read_text("utf-8")
    (folder / "workshop.yaml").write_text(text, "utf-8")
    attempt(folder, "persona", t)
    sit(folder, "after", [None] * 15)
    sit(folder, "after", right)
    return folder


def test_how_a_mark_came_about_is_told_and_costs_nothing(parcours, class_, copied, here):
    parcours("grade", "workshops", "--lang", "en", "--csv", "marks.csv")
    alice, bob, _ = rows(here / "marks.csv")
    told = {
        name.removeprefix("The persona: "): cell
        for name, cell in bob.items()
        if name.startswith("The persona: ")
    }
    assert int(bob["The persona"]) >= 95
    assert told["attempts"] == "2"
    assert int(told["mark of the first attempt"]) < 40
    assert (told["hints taken"], told["model answer opened"]) == ("2", "yes")
    assert told["note"] == "close to the model answer", "in whatever language it is graded"
    assert bob["Self-test before (right of 10)"] == "3"
    assert bob["Self-test after (right of 10)"] == "10"
    assert bob["Self-test before (right of 15)"] == "7"
    assert bob["Self-test after (right of 15)"] == "15"
    assert bob["Self-test after: times taken"] == "2"
    assert (alice["The persona: attempts"], alice["The persona: model answer opened"]) == (
        "0",
        "no",
    )
    assert alice["The persona: note"] == alice["Self-test before (right of 10)"] == ""
    assert alice["Self-test before (right of 15)"] == ""


def test_a_self_test_of_ten_questions_is_counted_of_ten(parcours, class_, copied, here):
    right = [question.right for question in self_test(texts("en"))]
    sit(copied, "before", [*right[:3], *[None] * 7])
    parcours("grade", "bob", "--lang", "en", "--csv", "marks.csv", "--html", "marks.html")
    [bob] = rows(here / "marks.csv")
    assert bob["Self-test before (right of 10)"] == "3"
    assert bob["Self-test before (right of 15)"] == "", "five of them were not asked"
    assert bob["Self-test after (right of 15)"] == "15"
    page = (here / "marks.html").read_text("utf-8")
    assert "3 of 10" in page
    assert "15 of 15" in page


def test_the_terminal_and_the_page_tell_what_is_close(parcours, class_, copied, here):
    _, out, _ = parcours("grade", "workshops", "--lang", "en")
    assert out.count("Close to the model answer: ") == 1
    assert "\n  Close to the model answer: The persona, " in out
    parcours("grade", "workshops", "--lang", "en", "--html", "marks.html")
    page = (here / "marks.html").read_text("utf-8")
    assert "opened after attempt 1" in page
    assert "7 of 15" in page
    assert "taken 2 times" in page
    assert "The mark is not lowered" in page


def test_without_a_record_nothing_is_made_up(parcours, class_, copied, here):
    (copied / ".parcours" / "learning.json").unlink()
    parcours("grade", "bob", "--lang", "en", "--csv", "m.csv", "--html", "m.html")
    [bob] = rows(here / "m.csv")
    unknown = ("attempts", "mark of the first attempt", "hints taken", "model answer opened")
    assert {bob[f"The persona: {name}"] for name in unknown} == {""}
    assert bob["The persona: note"] == "close to the model answer"
    assert "No record of attempts was found" in (here / "m.html").read_text("utf-8")


def test_a_french_spreadsheet_finds_its_columns(parcours, class_, copied, here):
    assert parcours("grade", "workshops", "--lang", "fr", "--csv", "notes.csv")[0] == 0
    assert (here / "notes.csv").read_bytes().startswith(b"\xef\xbb\xbfApprenant;Cas;Note moyenne;")
    alice, bob, chloe = rows(here / "notes.csv", ";")
    assert [row["Apprenant"] for row in (alice, bob, chloe)] == ["alice", "bob", "chloe"]
    assert bob["Le persona\N{NO-BREAK SPACE}: réponse type ouverte"] == "oui"


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
    assert int(out.removeprefix("alice: ").split()[0]) >= 90


def test_a_workshop_of_no_case_is_said(parcours, here):
    parcours("new", "Somebody")
    status, out, _ = parcours("grade", "somebody")
    assert status == 1
    assert "not linked to a case" in out


def test_a_rubric_of_ones_own(parcours, class_, here):
    status, own, _ = parcours("grade", "--show-rubric")
    assert status == 0
    (here / "mine.toml").write_text(own.replace("pass = 60", "pass = 99"), "utf-8")
    parcours("grade", "bob", "--csv", "a.csv", "--rubric", "mine.toml", "--lang", "en")
    assert rows(here / "a.csv")[0]["Steps passed"] == "0"
    (here / "bad.toml").write_text("[personna]", "utf-8")
    status, _, err = parcours("grade", "bob", "--rubric", "bad.toml")
    assert status == 2
    assert "Did you mean “persona”" in err
    status, _, err = parcours("grade", "bob", "--rubric", "none.toml")
    assert status == 2
    assert "none.toml" in err


def test_the_rubric_that_is_given_out_is_taken_and_named(parcours, class_, here):
    _, own, _ = parcours("grade", "--show-rubric")
    (class_ / "rubric.toml").write_text(own.replace("pass = 60", "pass = 99"), "utf-8")
    how = ("workshops", "--lang", "en", "--csv", "a.csv", "--html", "a.html")
    _, _, err = parcours("grade", *how)
    strict = rows(here / "a.csv")[0]["Steps passed"]
    assert int(strict) < len(STEPS)
    assert err.count("Graded with the rubric ") == 1
    assert "workshops/rubric.toml" in (here / "a.html").read_text("utf-8")
    (here / "kits.toml").write_text(own, "utf-8")
    _, _, err = parcours("grade", *how, "--rubric", "kits.toml")
    assert rows(here / "a.csv")[0]["Steps passed"] == str(len(STEPS))
    assert "Graded with the rubric" not in err


def test_without_a_folder_it_says_so(parcours):
    status, _, err = parcours("grade")
    assert status == 2
    assert "FOLDER" in err


def test_a_misspelt_field_costs_that_field_and_is_reported(parcours, class_, here):
    file = class_ / "alice" / "workshop.yaml"
    before = file.read_text("utf-8")
    file.write_text(before.replace("importance: 4", "importence: 4", 1), "utf-8")
    status, out, _ = parcours("grade", "workshops/alice", "--lang", "en")
    assert status == 0
    assert "Not readable as it is written: " in out
    assert "workshop.yaml:" in out
    assert "Did you mean “importance”?" in out
    parcours("grade", "workshops/alice", "--lang", "en", "--csv", "m.csv", "--html", "m.html")
    [alice] = rows(here / "m.csv")
    assert alice["Steps passed"] == str(len(STEPS))
    assert "importence" in alice["Left out"]
    assert "importence" in (here / "m.html").read_text("utf-8")


def test_a_folder_without_a_workshop_has_a_row_that_says_so(parcours, class_, here):
    (class_ / "dora").mkdir()
    status, _, err = parcours("grade", "workshops", "--lang", "en", "--csv", "m.csv")
    assert status == 1
    assert err.count("dora: ") == 1
    learners_ = rows(here / "m.csv")
    assert [row["Learner"] for row in learners_] == ["alice", "bob", "chloe", "dora"]
    assert "workshop.yaml" in learners_[-1]["Fault"]


def test_one_fault_in_a_rubric_is_one_message(parcours, class_):
    (class_ / "rubric.toml").write_text("[personna]\npass = 50\n", "utf-8")
    status, out, err = parcours("grade", "workshops", "--lang", "en")
    assert status == 1
    assert (out + err).count("Did you mean “persona”") == 1
    assert "alice, bob, chloe: " in out + err


def test_a_record_that_was_changed_or_is_missing_is_reported(parcours, class_, copied, here):
    assert "record of attempts" not in parcours("grade", "workshops/bob", "--lang", "en")[1]
    record = copied / ".parcours" / "learning.json"
    kept = record.read_text("utf-8")
    record.write_text(kept.replace('"passed": false', '"passed": true', 1), "utf-8")
    assert "was changed by hand" in parcours("grade", "workshops/bob", "--lang", "en")[1]
    record.write_text(kept.replace('"seal"', '"unsealed"'), "utf-8")
    assert "has no seal" in parcours("grade", "workshops/bob", "--lang", "en")[1]
    record.write_text("{", "utf-8")
    assert "cannot be read" in parcours("grade", "workshops/bob", "--lang", "en")[1]
    record.unlink()
    parcours("grade", "workshops/bob", "--lang", "fr", "--csv", "m.csv")
    [bob] = rows(here / "m.csv", ";")
    assert bob["Relevé des essais"].startswith("Aucun relevé des essais")


def test_the_page_begins_with_the_class(parcours, class_, here):
    parcours("grade", "workshops", "--lang", "en", "--html", "marks.html")
    page = (here / "marks.html").read_text("utf-8")
    assert page.index('id="class"') < page.index('id="grades"')
    assert "Most often missed" in page
    parcours("grade", "workshops/alice", "--lang", "en", "--html", "one.html")
    assert 'id="class"' not in (here / "one.html").read_text("utf-8"), "one learner is no class"


def test_each_learner_gets_a_page_without_the_others_names(parcours, class_, copied, here):
    (class_ / "dora").mkdir()
    told = ("--lang", "en", "--feedback", "given back")
    status, out, err = parcours("grade", "workshops", *told)
    names = ["alice", "bob", "chloe", "dora"]
    assert status == 1
    assert "dora: " in err
    assert out.split("\n")[:4] == [f"given back/{name}.html" for name in names]
    for name in names:
        page = (here / "given back" / f"{name}.html").read_text("utf-8").casefold()
        assert name in page
        assert not [other for other in names if other != name and other in page], name
    assert "close to the model" not in (here / "given back" / "bob.html").read_text("utf-8")


def test_the_names_of_pages_are_safe_and_unique(parcours, class_, here):
    for old, new in (("alice", "Élodie B"), ("bob", "elodie-b"), ("chloe", "<b>&")):
        (class_ / old).rename(class_ / new)
    status, out, _ = parcours("grade", "workshops", "--feedback", "back")
    assert status == 0
    made = sorted(path.name for path in (here / "back").iterdir())
    assert made == ["b.html", "elodie-b-2.html", "elodie-b.html"]
    assert len(out.split()) == 3
    assert "<b>&" not in (here / "back" / "b.html").read_text("utf-8")


def test_feedback_goes_into_a_folder(parcours, class_, here):
    (here / "file").write_text("x", "utf-8")
    status, _, err = parcours("grade", "bob", "--feedback", "file")
    assert status == 2
    assert "file" in err
