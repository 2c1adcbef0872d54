"""Ends and direction of scales, from the question, the labels or a declaration (F20)."""

from __future__ import annotations

import pytest

from kit.evidence import Options, Role, UnreadableError, read
from kit.evidence.columns.polarity import runs_down
from kit.evidence.columns.stated_scales import stated_scale
from kit.i18n import texts


def table(tmp_path, header, cells, **options):
    path = tmp_path / "export.csv"
    rows = zip(*cells, strict=True)
    text = [";".join(f'"{name}"' for name in header), *(";".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return read(path, Options.model_validate(options) if options else None)


@pytest.mark.parametrize(
    ("question", "scale"),
    [
        ("How satisfied are you? (1 = very satisfied, 5 = very dissatisfied)", "5–1"),
        ("How satisfied are you? (1 = very dissatisfied, 5 = very satisfied)", "1–5"),
        ("Note de 1 (très satisfait) à 5 (pas du tout satisfait)", "5–1"),
        ("Note de 1 (pas du tout satisfait) à 5 (très satisfait)", "1–5"),
        ("Notez de 5 (très satisfait) à 1 (pas du tout satisfait)", "1–5"),
        ("Rate us from 0 (excellent) to 10 (dreadful)", "10–0"),
        ("Schulnote für den Empfang, von 1 (sehr gut) bis 6 (ungenügend)", "6–1"),
        ("Schulnote von 1 bis 6", "6–1"),
        ("Puntúe de 0 (excelente) a 10 (pésima)", "10–0"),
        ("Effort, where 1 is very low effort and 5 is very high effort", "5–1"),
        ("How was it, from 1 to 7?", "1–7"),
        ("Note sur 10", "1–10"),
    ],
)
def test_a_question_states_ends_and_direction(question, scale):
    assert str(stated_scale(question)) == scale


@pytest.mark.parametrize(
    "question",
    ["How was it?", "How many of the 5 rooms did you visit?", "Age, 18 to 99", "1 of 2 pages"],
)
def test_other_numbers_state_no_scale(question):
    assert stated_scale(question) is None


def test_words_that_say_nothing_leave_the_direction_open():
    assert runs_down("green", "blue") is None
    assert runs_down("not at all difficult", "extremely difficult") is True


def test_labels_at_both_ends_state_a_reversed_scale(tmp_path):
    answers = ["1 - Very satisfied", 2, 2, 3, "5 - Very dissatisfied"] * 4
    column = table(tmp_path, ["id", "Welcome"], [range(20), answers]).table.column("Welcome")
    assert (column.role, str(column.scale), column.n) == (Role.RATING, "5–1", 20)


@pytest.mark.parametrize(
    "labels",
    [
        ["1. égal", "2. mieux", "3. pire"],
        ["1. the same", "2. better", "3. worse"],
        ["1 - Bronze", "2 - Silver", "3 - Gold"],
    ],
)
def test_labels_without_a_bad_and_a_good_end_are_choices(tmp_path, labels):
    reading = table(tmp_path, ["id", "Compared"], [range(12), labels * 4])
    assert reading.table.column("Compared").role is Role.CHOICE
    assert set(reading.table.values("Compared")) == set(labels)
    assert not reading.questions


def test_texts_that_happen_to_end_in_a_number_are_no_labels(tmp_path):
    said = [f"The queue at the desk was long ({n})" for n in range(1, 13)]
    assert table(tmp_path, ["id", "Why?"], [range(12), said]).table.column("Why?").role is Role.TEXT


@pytest.mark.parametrize("top", [4, 5, 6, 7, 10])
def test_a_scale_that_nothing_states_is_asked_and_not_assumed(tmp_path, top):
    answers = [1 + n % top for n in range(40)]
    reading = table(tmp_path, ["id", "How would you rate us?"], [range(40), answers])
    column = reading.table.column("How would you rate us?")
    assert (column.role, column.scale, column.n) == (Role.RATING, None, 40)
    [question] = reading.questions
    assert (question.option, question.assumed) == ("scales", False)
    declared = table(
        tmp_path,
        ["id", "How would you rate us?"],
        [range(40), answers],
        scales={"How would you rate us?": f"{top}-1"},
    )
    assert str(declared.table.column("How would you rate us?").scale) == f"{top}–1"
    assert not declared.questions


def test_words_of_two_scales_are_asked_and_follow_the_answer(tmp_path):
    words = ["Very dissatisfied", "Dissatisfied", "Satisfied", "Very satisfied"] * 10
    reading = table(tmp_path, ["id", "Welcome"], [range(40), words])
    assert reading.table.column("Welcome").role is Role.CHOICE
    [question] = reading.questions
    assert set(question.choices) == {"1-4", "1-5"}
    for given, mean in (("1-4", 2.5), ("1-5", 3)):
        answered = table(
            tmp_path, ["id", "Welcome"], [range(40), words], scales={"Welcome": given}
        ).table
        assert sum(answered.values("Welcome")) / 40 == mean


@pytest.mark.parametrize("text", ["5", "5-5", "good-bad"])
def test_a_declaration_that_is_no_scale_is_refused(tmp_path, text):
    with pytest.raises(UnreadableError, match="is not a scale"):
        table(tmp_path, ["id", "Welcome"], [[1, 2], [1, 2]], scales={"Welcome": text})


def test_codes_beyond_a_stated_scale_are_no_answers_and_it_is_said(tmp_path):
    answers = [1, 2, 3, 4, 5, -99, 5, 4, 0, -99]
    reading = table(tmp_path, ["id", "Welcome (1 to 5)"], [range(10), answers])
    column = reading.table.column("Welcome (1 to 5)")
    assert (column.n, dict(column.set_aside)) == (7, {"-99": 2, "0": 1})
    said = "\n".join(note.said(texts("en")) for note in reading.all_notes())
    assert "“Welcome (1 to 5)”: -99 is treated as no answer" in said


def test_ranks_are_ranks_of_so_many(tmp_path):
    names = [f"Please rank the dishes, 1 being your favourite [{d}]" for d in ("A", "B", "C")]
    cells = [[1, 2, 3] * 4, [2, 3, 1] * 4, [3, 1, 2] * 4]
    reading = table(tmp_path, ["id", *names], [range(12), *cells])
    ranks = [reading.table.column(name) for name in names]
    assert [(c.role, c.scale.high, c.scale.best) for c in ranks] == [(Role.RANK, 3, 1)] * 3
    assert not reading.questions


def test_the_best_rank_may_be_the_greatest(tmp_path):
    names = [f"Rank these; 1 = least favourite [{d}]" for d in ("A", "B", "C")]
    cells = [[1, 2, 3] * 4, [2, 3, 1] * 4, [3, 1, 2] * 4]
    columns = table(tmp_path, ["id", *names], [range(12), *cells]).table.columns[1:]
    assert [(c.role, c.scale.best) for c in columns] == [(Role.RANK, 3)] * 3


def test_rating_where_items_share_a_number_is_no_rank(tmp_path):
    names = [f"Please rank each from 1 (poor) to 5 (excellent) [{d}]" for d in ("A", "B")]
    cells = [[1, 2, 3, 4, 5, 5], [1, 2, 3, 4, 5, 4]]
    columns = table(tmp_path, ["id", *names], [range(6), *cells]).table.columns[1:]
    assert [(c.role, str(c.scale)) for c in columns] == [(Role.RATING, "1–5")] * 2
