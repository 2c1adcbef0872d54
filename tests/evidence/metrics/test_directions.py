"""Metrics follow a scale's direction, a share's base and who was asked (F18, F20, F21)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure, measure_source
from kit.i18n import texts
from kit.results.headlines import headlines
from kit.review.measured import findings
from kit.sections.moments import limits
from kit.sources import Source
from tests.journeys import journey
from tests.sections.reading import context

EN = texts("en")
DOWN = "How satisfied? (1 = very satisfied, 5 = very dissatisfied)"
DISHES = ("Which dishes did you try? - Carrots", "Which dishes did you try? - Trout")


def folder_with(tmp_path, header, *columns):
    (tmp_path / "evidence").mkdir()
    lines = [header, *zip(*columns, strict=True)]
    text = "\n".join(";".join(f'"{cell}"' if cell != "" else "" for cell in row) for row in lines)
    (tmp_path / "evidence" / "s.csv").write_text(text + "\n", encoding="utf-8")
    return tmp_path


def results(folder, *measures, **options):
    stated = {
        "id": "s",
        "name": "S",
        "kind": "survey",
        "file": "s.csv",
        "options": options,
        "measures": [{"at": "caisse", **each} for each in measures],
    }
    return measure_source(Source.model_validate(stated), folder)


def test_a_reversed_scale_reverses_emotion_and_csat_and_not_the_mean(tmp_path):
    folder = folder_with(tmp_path, ["id", DOWN], range(6), [1, 1, 2, 2, 3, 3])
    found = results(
        folder, *({"figure": kind, "column": DOWN} for kind in ("emotion", "csat", "mean"))
    )
    assert not found.failures
    emotion, csat, mean = (one.of() for one in found.measured)
    assert (emotion.value, mean.value) == (1, 2)
    assert (csat.k, csat.n) == (4, 6)


def test_a_declared_direction_is_followed_by_nps(tmp_path):
    folder = folder_with(tmp_path, ["id", "Recommend"], range(10), [0] * 5 + [10] * 2 + [2] * 3)
    measures = {"figure": "nps", "column": "Recommend"}
    up = results(folder, measures, scales={"Recommend": "0-10"}).measured[0].of()
    down = results(folder, measures, scales={"Recommend": "10-0"}).measured[0].of()
    assert (up.value, down.value) == (-60, 30)


def test_a_scale_that_nothing_states_gives_a_raw_mean_and_no_emotion(tmp_path):
    folder = folder_with(tmp_path, ["id", "Rate the welcome"], range(12), [1, 2, 3, 4] * 3)
    kinds = ("mean", "emotion", "csat", "nps")
    found = results(folder, *({"figure": k, "column": "Rate the welcome"} for k in kinds))
    [mean] = found.measured
    assert (mean.of().value, mean.of().n) == (2.5, 12)
    assert "the scale is not stated" in EN(mean.of().definition)
    assert len(found.failures) == 3
    assert "scales: {Rate the welcome: 1-5}" in EN(found.failures[0].hint)


def test_a_rank_has_a_mean_and_no_emotion(tmp_path):
    names = [f"Rank them, 1 being your favourite [{x}]" for x in "ABC"]
    folder = folder_with(
        tmp_path, ["id", *names], range(12), [1, 2, 3] * 4, [2, 3, 1] * 4, [3, 1, 2] * 4
    )
    found = results(folder, *({"figure": k, "column": names[0]} for k in ("mean", "emotion")))
    [mean] = found.measured
    assert mean.of().value == 2
    assert EN(mean.of().definition).startswith("Mean rank of 3, 1 is the best")
    [failure] = found.failures
    assert "is a rank, which gives no emotion" in EN(failure.message)


def test_a_count_with_answers_counts_them(tmp_path):
    folder = folder_with(tmp_path, ["id", "Gender"], range(20), ["Male"] * 6 + ["Female"] * 14)
    count = {"figure": "count", "column": "Gender"}
    found = results(folder, {**count, "answers": "Male"}, count, {**count, "answers": "Nobody"})
    assert [one.of().value for one in found.measured] == [6, 20]
    assert "Nobody" in EN(found.failures[0].message)


def boxes(tmp_path):
    carrots = ["Carrots" if n < 5 else "" for n in range(20)]
    trout = ["Trout" if 3 <= n < 12 else "" for n in range(20)]
    return folder_with(tmp_path, ["id", *DISHES], range(20), carrots, trout)


def test_a_share_without_a_known_base_says_so_and_counts_no_pain(tmp_path):
    share = {"figure": "share", "column": DISHES[0], "at": "queue"}
    folder = boxes(tmp_path)
    mapped = journey(
        pain_points={"queue": {"at": "caisse", "what": "La queue.", "group": "process"}},
        evidence={"s": {"name": "S", "kind": "survey", "file": "s.csv", "measures": [share]}},
    )
    found = measure(mapped, folder)
    estimate = found.measured[0].of()
    assert (estimate.k, estimate.n, estimate.nothing) == (5, 12, 8)
    assert apply_to_map(mapped, found).pain_points[0].mentions is None
    [told] = [f for f in findings(mapped, found) if f.rule.id == "share-without-base"]
    assert told.place == ("evidence", "s", "measures", 0)
    assert "5 of 12 who ticked something ticked it, and 8 ticked nothing" in EN(told.says)
    for base, n in (("ticked", 12), ("rows", 20)):
        source = mapped.evidence[0]
        chosen = source.replace(measures=(source.measures[0].replace(base=base),))
        stated = mapped.replace(evidence=(chosen,))
        mentions = apply_to_map(stated, measure(stated, folder)).pain_points[0].mentions
        assert (mentions.k, mentions.n) == (5, n)


def test_the_base_is_known_where_everyone_ticked_something(tmp_path):
    carrots = ["Carrots" if n < 5 else "" for n in range(20)]
    trout = ["Trout" if n >= 5 else "" for n in range(20)]
    folder = folder_with(tmp_path, ["id", *DISHES], range(20), carrots, trout)
    share = {"figure": "share", "column": DISHES[0], "at": "queue"}
    mapped = journey(
        pain_points={"queue": {"at": "caisse", "what": "La queue.", "group": "process"}},
        evidence={"s": {"name": "S", "kind": "survey", "file": "s.csv", "measures": [share]}},
    )
    found = measure(mapped, folder)
    mentions = apply_to_map(mapped, found).pain_points[0].mentions
    assert (mentions.k, mentions.n) == (5, 20)
    assert list(findings(mapped, found)) == []


QUESTION = "Checkout (1 = very bad, 5 = very good)"


def limesurvey(answers: Sequence[object]) -> tuple[str, list[str], list[Sequence[object]]]:
    """Return the column, headers and cells of an export that marks what was not shown."""
    n = len(answers)
    header = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", QUESTION]
    meta = [range(n), ["2026-03-02 10:00:00"] * n, [4] * n, ["en"] * n, range(7000, 7000 + n)]
    marked = ["N/A" if one is None else one for one in answers]
    return QUESTION, header, [*meta, marked]


def qualtrics(answers: Sequence[object]) -> tuple[str, list[str], list[Sequence[object]]]:
    """Return the same as Qualtrics writes it: it marks what was seen and not answered."""
    fixed = ["Start Date", "End Date", "Recorded Date", "Response ID", QUESTION]
    ids = ["startDate", "endDate", "recordedDate", "_recordId", "QID1"]
    rows: list[Sequence[object]] = [fixed, [f"{{'ImportId': '{id}'}}" for id in ids]]
    day = "2026-03-02 10:00:00"
    for n, one in enumerate(answers):
        rows.append([day, day, day, f"R_{n}", "" if one is None else "-99" if one == "" else one])
    names = ["StartDate", "EndDate", "RecordedDate", "ResponseId", "Q1"]
    return "Q1", names, [*zip(*rows, strict=True)]


@pytest.mark.parametrize("tool", [limesurvey, qualtrics])
@pytest.mark.parametrize(("blank", "heads"), [(60, False), (40, True)])
def test_f18_a_question_left_blank_by_many_who_saw_it_does_not_head(tmp_path, tool, blank, heads):
    answers = [*[None] * 100, *[""] * blank, *[1 + n % 2 for n in range(200)]]
    question, header, columns = tool(answers)
    folder = folder_with(tmp_path, header, *columns)
    emotion = {"at": "caisse", "figure": "emotion", "column": question}
    n = len(answers)
    source = {"name": "S", "kind": "survey", "file": "s.csv", "n": n, "measures": [emotion]}
    mapped = journey(evidence={"s": source})
    measurements = measure(mapped, folder)
    assert measurements.measured[0].of().shown == 200 + blank
    mapped = apply_to_map(mapped, measurements)
    passed = [one.reason for one in headlines(mapped).passed_over]
    assert passed == ([] if heads else ["blank"])
    shown = " ".join(map(str, limits(context(mapped, measurements=measurements))))
    assert ("left the question blank" in shown) is not heads
    assert ("n\u00a0=\u00a0200 of 260" in shown) is not heads, "of those shown it"
