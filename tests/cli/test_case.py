"""``parcours case``: a trainer's own case, from the sample to a learner's mark."""

from __future__ import annotations

import os
import re
import unicodedata

import pytest

from kit.cli.case.names import shipped_cases
from kit.i18n import texts
from kit.studio.learning import record, self_test
from kit.studio.learning.answers import answers
from kit.studio.learning.case_files import read_file
from kit.studio.learning.case_texts import QuestionText
from kit.studio.learning.facts import Facts
from kit.studio.learning.likeness import is_close
from kit.workshop import load


@pytest.fixture
def own(parcours, here):
    """The folder of a sample case."""
    status, out, err = parcours("case", "new", "Vélo Vert")
    assert (status, out.strip()) == (0, "cases/velo-vert")
    assert "parcours case check velo-vert" in err
    return here / "cases" / "velo-vert"


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def line(path, words):
    """The number of the line that has these words."""
    return next(n for n, one in enumerate(path.read_text("utf-8").splitlines(), 1) if words in one)


@pytest.mark.parametrize("name", shipped_cases())
def test_the_built_in_cases_pass(parcours, here, name):
    assert parcours("case", "check", name)[::2] == (0, "")


def test_the_sample_is_commented_in_both_languages_and_passes(parcours, own):
    status, out, _ = parcours("case", "check")
    assert status == 0
    assert "velo-vert" in out
    heads = {path.relative_to(own).as_posix(): path.read_text("utf-8")[:40] for path in files(own)}
    assert sorted(heads) == [
        *(f"en/{name}" for name in ("brief.md", "case.toml", "model.yaml", "self-test.toml")),
        "facts.toml",
        *(f"fr/{name}" for name in ("brief.md", "case.toml", "model.yaml", "self-test.toml")),
    ]
    assert heads["fr/case.toml"].startswith("# Les exercices du cas")
    assert heads["en/model.yaml"].startswith("# The model answer")
    assert "Le Comptoir" not in (own / "fr" / "brief.md").read_text("utf-8")


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_case_may_be_in_one_language(parcours, here):
    assert parcours("case", "new", "Solo", "--lang", "fr")[0] == 0
    assert not (here / "cases" / "solo" / "en").exists()
    assert parcours("case", "check", "solo")[0] == 0
    assert parcours("new", "Ann", "--case", "solo", "--lang", "en")[0] == 0
    assert load(here / "workshops" / "ann").journey.client.language == "fr"


@pytest.mark.parametrize("name", ["", "..", "con", "le-comptoir", "Vélo vert"])
def test_a_name_that_cannot_be_used_is_refused(parcours, own, name):
    before = sorted(files(own.parent))
    status, _, err = parcours("case", "new", name)
    assert status == 2
    assert len(err.strip().splitlines()) == 1
    assert sorted(files(own.parent)) == before


FAULTS = {
    "no TOML": (("en/case.toml", "[persona]", "[persona", "not valid TOML", ""),),
    "form": (
        ("en/case.toml", "\ntask =", "\ntsak =", "Did you mean “task”?", "tsak ="),
        ("fr/case.toml", '",\n  "', " ", "“hints” is not valid: it has too few items", "hints ="),
        ("facts.toml", "missing = true", "mising = true", "Did you mean “missing”?", "temps ="),
        ("facts.toml", "sources = ", "documnt = ", "Did you mean “document”?", "documnt ="),
        ("en/case.toml", " ask = ", " aks = ", "Did you mean “ask”?", "aks ="),
        ("en/self-test.toml", "right = 2", "rigth = 2", "Did you mean “right”?", "rigth ="),
        ("en/model.yaml", "importance: 5", "importance: 9", "", "importance: 9"),
    ),
    "value": (
        (
            "facts.toml",
            " [39, 64],",
            " [39],",
            "“mentions” is not valid: it has too few items",
            " [39],",
        ),
        (
            "facts.toml",
            'removes = ["contact"]',
            "removes = 3",
            "“removes” is not valid: it must be a list.",
            "removes = 3",
        ),
        ("en/self-test.toml", "right = 2", "right = 0", "it is too small", "right = 0"),
        (
            "fr/case.toml",
            "\ntitle =",
            '\ntitle = "" #',
            "“title” is not valid: it is empty",
            "title =",
        ),
    ),
    "content": (
        ("fr/case.toml", "\ntemps = {", "\ntempo = {", "The idea “tempo” of fr", ""),
        ("en/case.toml", '"ten|10 minute*"', '"*"', "Any text states this idea", "temps ="),
        ("facts.toml", '"entretiens"', '"sondage"', "“sondage” is no document", "temps ="),
        ("facts.toml", "\netude =", "\nschool =", "“school” is no idea of this", "school ="),
        ("facts.toml", "[stages]", "[stage]", "“stage” is no step", "[stage]"),
        ("facts.toml", "39 people of", "93 people of", "stand in en/brief.md", "file ="),
        ("en/self-test.toml", "right = 2", "right = 7", "no choice 7", "right = 7"),
        ("en/self-test.toml", "right = 3", "right = 1", "not the same as in fr", "right = 1"),
    ),
}
"""By kind: a file, what is changed in it, the error, and the line at which it is told."""


@pytest.mark.parametrize("kind", FAULTS)
def test_an_error_names_the_file_the_line_and_the_field(parcours, own, kind):
    for name, old, new, _, _ in FAULTS[kind]:
        change(own / name, old, new)
    status, out, _ = parcours("case", "check", "velo-vert")
    assert status == 1
    for name, _, _, said, where in FAULTS[kind]:
        number = f"{line(own / name, where)}" if where else ""
        place = "cases/velo-vert/" + (f"{name}:{number}" if number else "")
        found = [one for one in out.splitlines() if said in one and one.startswith(place)]
        assert found, (place, said, out)


def test_an_unknown_field_is_told_with_those_of_its_table(parcours, own):
    change(own / "facts.toml", "missing = true", "zeppelin = true")
    change(own / "en" / "self-test.toml", "right = 2", "zeppelin = 2")
    status, out, _ = parcours("case", "check", "velo-vert")
    assert status == 1
    of_facts, of_question = (list(kind.model_fields) for kind in (Facts, QuestionText))
    for known in (of_facts, of_question):
        assert f"Unknown field “zeppelin”. Choose from: {', '.join(known)}." in out


def test_the_comment_of_the_facts_names_every_field(own):
    comment = " ".join(
        one.removeprefix("# ")
        for one in (own / "facts.toml").read_text("utf-8").splitlines()
        if one.startswith("#")
    )
    assert [field for field in Facts.model_fields if not re.search(rf"\b{field}\b", comment)] == []


def test_words_without_end_are_refused(parcours, own):
    change(own / "en" / "case.toml", 'words = ["', 'words = ["' + "zeppelin " * 50_000)
    status, out, _ = parcours("case", "check", "velo-vert")
    assert status == 1
    assert "is not valid: it is too long." in out
    assert all(len(one) < 300 for one in out.splitlines())


def test_control_characters_are_no_part_of_a_name(parcours, here):
    status, out, _ = parcours("case", "new", "Chez\x1b[2J Lou\x07")
    assert (status, out.strip()) == (0, "cases/chez-2j-lou")
    assert parcours("case", "check", "chez-2j-lou")[0] == 0
    for path in files(here / "cases"):
        found = {one for one in path.read_text("utf-8") if unicodedata.category(one) == "Cc"}
        assert found <= {"\n"}, path


@pytest.mark.skipif(os.name == "nt", reason="links are the user's own there")
def test_a_folder_that_is_a_link_is_not_followed(parcours, own, here):
    (own / "fr").rename(here / "elsewhere")
    (own / "fr").symlink_to(here / "elsewhere")
    status, out, _ = parcours("case", "check", "velo-vert")
    assert status == 1
    for name in ("brief.md", "case.toml", "model.yaml", "self-test.toml"):
        [told] = [one for one in out.splitlines() if f"velo-vert/fr/{name}: " in one]
        assert "Links in a client’s folder are not followed" in told
    status, _, err = parcours("new", "Ann", "--case", "velo-vert", "--lang", "fr")
    assert status == 2
    assert "Links in a client’s folder are not followed" in err
    assert not (here / "workshops" / "ann").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("name", ["facts.toml", "fr/self-test.toml", "fr/brief.md"])
def test_a_pipe_in_the_place_of_a_file_is_told(parcours, own, name):
    (own / name).unlink()
    os.mkfifo(own / name)
    status, out, _ = parcours("case", "check")
    assert status == 1
    [told] = [one for one in out.splitlines() if f"velo-vert/{name}: " in one]
    assert "missing" not in told


def test_an_answer_is_compared_with_the_model_answer_as_it_is_now(own):
    journey = load(own / "en" / "model.yaml").journey
    assert is_close(journey, str(own), "pain-points")
    said = [part for one in answers(journey, "pain-points") for part in one.parts if part]
    with (own / "en" / "brief.md").open("a", encoding="utf-8") as brief:
        brief.write("\n\n".join(said))
    assert not is_close(journey, str(own), "pain-points")


def test_a_file_that_is_missing_is_named(parcours, own):
    (own / "fr" / "brief.md").unlink()
    (own / "en" / "self-test.toml").unlink()
    status, out, _ = parcours("case", "check", "velo-vert")
    assert status == 1
    assert "cases/velo-vert/fr/brief.md: " in out
    assert "cases/velo-vert/en/self-test.toml: " in out


def test_an_idea_that_the_model_does_not_state_is_told(parcours, own):
    for lang in ("fr", "en"):
        path = own / lang / "case.toml"
        old = next(one for one in path.read_text("utf-8").splitlines() if one.startswith("conseil"))
        change(path, old, re.sub(r"words = \[.*?\]", 'words = ["zeppelin"]', old))
    status, out, _ = parcours("case", "check", "velo-vert")
    assert status == 1
    number = line(own / "en" / "case.toml", "zeppelin")
    told = f"cases/velo-vert/en/case.toml:{number}: in persona.ideas.conseil.words: "
    assert f"{told}The model answer does not state this idea" in out


def test_a_model_answer_that_contradicts_the_facts_is_told(parcours, own):
    text = (
        (own / "facts.toml").read_text("utf-8").replace("mentions = [39, 64]", "mentions = [3, 64]")
    )
    (own / "facts.toml").write_text(text, "utf-8")
    status, out, _ = parcours("case", "check", "velo-vert")
    number = line(own / "en" / "model.yaml", "pain_points:")
    assert status == 1
    assert f"cases/velo-vert/en/model.yaml:{number}: in pain_points: The model answer contra" in out


def test_a_learner_works_on_it_and_is_graded(parcours, own, here):
    assert "velo-vert" in parcours("new", "--help")[1]
    assert parcours("new", "Ann", "--case", "velo-vert", "--lang", "en")[0] == 0
    folder = here / "workshops" / "ann"
    assert record(folder).case == "velo-vert"
    assert parcours("grade", "workshops")[1].startswith("ann: 0 ")
    (folder / "workshop.yaml").write_bytes(read_file(own / "en" / "model.yaml"))
    assert parcours("grade", "workshops", "--lang", "en", "--csv", "m.csv")[0] == 0
    text = (here / "m.csv").read_text("utf-8-sig")
    assert "Vélo Vert: buying at the shop" in text
    assert ",yes," in text


def test_the_case_of_a_file_alone_is_known_by_its_client(parcours, own, here):
    folder = here / "workshops" / "bob"
    folder.mkdir(parents=True)
    (folder / "workshop.yaml").write_bytes(read_file(own / "fr" / "model.yaml"))
    status, out, _ = parcours("grade", "workshops")
    assert status == 0
    assert int(out.split(": ")[1].split()[0]) >= 90


@pytest.mark.parametrize("name", ["../../cases/velo-vert", "/etc", "velo-vert/../velo-vert"])
def test_a_record_cannot_name_a_folder_elsewhere(parcours, own, here, name):
    parcours("new", "Ann", "--case", "velo-vert", "--lang", "en")
    folder = here / "workshops" / "ann"
    change(folder / ".parcours" / "learning.json", '"velo-vert"', f'"{name}"')
    change(folder / "workshop.yaml", "Vélo Vert", "Other")
    status, out, err = parcours("grade", "workshops/ann", "--lang", "en")
    assert status == 1
    assert "not linked to a case" in out + err


def test_the_self_test_of_a_case_is_its_own(parcours, own, here):
    for lang in ("fr", "en"):
        (own / lang / "self-test.toml").write_text(
            f'[[questions]]\nasks = "{lang}?"\nchoices = ["a", "b"]\nright = 2\nbecause = "so"\n',
            "utf-8",
        )
    assert parcours("case", "check", "velo-vert")[0] == 0
    [question] = self_test(texts("fr"), str(own))
    assert (question.asks, question.right) == ("fr?", 1)
    assert len(self_test(texts("fr"))) == 15
