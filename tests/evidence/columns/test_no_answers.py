"""Words for no answer, tick boxes and their bases, and choices that hold commas (F21)."""

from __future__ import annotations

import pytest

from kit.evidence import Options, Role, read
from kit.i18n import texts


def reading(tmp_path, header, *columns, **options):
    path = tmp_path / "export.csv"
    rows = zip(*columns, strict=True)
    lines = [header, *rows]
    text = "\n".join(";".join(f'"{cell}"' if cell != "" else "" for cell in row) for row in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return read(path, Options.model_validate(options) if options else None)


def said(found):
    notes = [note.said(texts("en")) for note in found.all_notes()]
    return "\n".join(notes)


WAYS = ["On foot", "By train", "By car", "By bicycle"]


@pytest.mark.parametrize("word", ["NA", "-", "n/a", "Ns/Nc", "ne sait pas", "k. A.", "*redacted*"])
def test_a_word_for_no_answer_is_none_among_choices_and_is_said(tmp_path, word):
    answers = WAYS * 5 + [word] * 3
    found = reading(tmp_path, ["id", "How did you come?"], range(23), answers)
    column = found.table.column("How did you come?")
    assert (column.role, column.n, dict(column.set_aside)) == (Role.CHOICE, 20, {word: 3})
    assert f"“{word}” counts as no answer in “How did you come?”." in said(found)


def test_a_word_for_no_answer_is_no_verbatim(tmp_path):
    comments = [f"The queue was long on day {n} of our visit" for n in range(12)] + ["NA", "-"]
    found = reading(tmp_path, ["id", "Comments"], range(14), comments)
    column = found.table.column("Comments")
    assert (column.role, column.n) == (Role.TEXT, 12)
    assert "NA" not in found.table.values("Comments")


@pytest.mark.parametrize("word", ["None", "Aucune", "No"])
def test_words_that_can_be_an_answer_are_answers(tmp_path, word):
    found = reading(tmp_path, ["id", "Allergies"], range(20), [word, "Gluten"] * 10)
    assert found.table.column("Allergies").n == 20


def test_na_among_codes_is_asked(tmp_path):
    found = reading(tmp_path, ["id", "Country"], range(20), ["FR", "NA", "DE", "ZA"] * 5)
    assert found.table.column("Country").n == 20
    assert [question.option for question in found.questions] == ["no_answer"]


def test_an_unknown_word_among_scores_is_proposed(tmp_path):
    scores = [n % 11 for n in range(22)] + ["not telling"] * 6
    name = "Welcome, from 0 to 10"
    found = reading(tmp_path, ["id", name], range(28), scores)
    column = found.table.column(name)
    assert (column.role, column.n, str(column.scale)) == (Role.RATING, 22, "0–10")
    [question] = found.questions
    assert (question.option, question.choices) == ("no_answer", ("not telling",))
    declared = reading(tmp_path, ["id", name], range(28), scores, no_answer={name: "not telling"})
    assert (declared.table.column(name).n, declared.questions) == (22, ())


def test_words_for_no_answer_can_be_declared_for_all_columns(tmp_path):
    answers = WAYS * 4 + ["(hidden by us)"] * 4
    found = reading(
        tmp_path, ["id", "A way", "Other way"], range(20), answers, answers,
        no_answer=["(hidden by us)"],
    )  # fmt: skip
    assert [found.table.column(name).n for name in ("A way", "Other way")] == [16, 16]
    options = Options(no_answer=["x"])
    assert Options.model_validate(options.to_data()) == options


def test_boxes_with_one_header_row_are_of_those_who_ticked(tmp_path):
    ticks = {"Carrots": range(5), "Trout": range(3, 12)}
    columns = [[dish if n in who else "" for n in range(20)] for dish, who in ticks.items()]
    header = ["id", *(f"Which dishes did you try? - {dish}" for dish in ticks)]
    found = reading(tmp_path, header, range(20), *columns)
    [boxes] = found.table.boxes
    assert (boxes.question, boxes.shown, boxes.ticked, boxes.nothing) == (
        "Which dishes did you try?", None, 12, 8
    )  # fmt: skip
    assert "12 of 20 ticked something, 8 ticked nothing" in said(found)
    carrots = found.table.columns[1]
    assert (carrots.role, carrots.unsure, carrots.n) == (Role.CHOSEN, True, 12)
    assert sum(found.table.values(carrots.name)) == 5


def test_an_explicit_no_tells_who_was_shown_the_boxes(tmp_path):
    design = ["Yes"] * 6 + ["No"] * 4 + ["N/A"] * 10
    speed = ["No"] * 9 + ["Yes"] + ["N/A"] * 10
    header = ["id", "Which area? [Design]", "Which area? [Speed]"]
    found = reading(tmp_path, header, range(20), design, speed)
    [boxes] = found.table.boxes
    assert (boxes.shown, boxes.ticked) == (10, 7)
    column = found.table.columns[1]
    assert (column.n, column.unsure, sum(found.table.values(column.name))) == (10, False, 6)


def test_answers_that_hold_a_comma_are_one_choice(tmp_path):
    answers = ["No, not rude at all", "Yes, a little", "Yes, very rude", "Maybe, I am not sure"]
    found = reading(tmp_path, ["id", "Was the staff rude?"], range(24), answers * 6)
    column = found.table.column("Was the staff rude?")
    assert (column.role, set(found.table.values(column.name))) == (Role.CHOICE, set(answers))


def test_joined_choices_are_split_and_the_other_reading_is_offered(tmp_path):
    dishes = ["Carrots", "Trout", "Curry"]
    joined = [
        ", ".join(dish for bit, dish in enumerate(dishes) if (n % 7 + 1) >> bit & 1)
        for n in range(35)
    ]
    found = reading(tmp_path, ["id", "Which dishes?"], range(35), joined)
    assert found.table.column("Which dishes?").role is Role.CHOICES
    assert '--role "Which dishes?=choice"' in said(found)
    as_one = reading(
        tmp_path, ["id", "Which dishes?"], range(35), joined, roles={"Which dishes?": "choice"}
    )
    assert as_one.table.column("Which dishes?").role is Role.CHOICE
    assert not as_one.all_notes()


def test_numbers_of_choices_joined_by_commas_are_no_decimals(tmp_path):
    codes = ["1,3", "2", "1,2,4", "3,4", "1", "2,3"] * 5
    column = reading(tmp_path, ["id", "Which dishes?"], range(30), codes).table.columns[1]
    assert (column.role, column.separator) == (Role.CHOICES, ",")
