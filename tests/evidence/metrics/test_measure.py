"""From declarations to figures: computed by hand here, by the engine there (F3, F13 to F17)."""

import csv
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace

import pytest

import kit.evidence.metrics.measure as measuring
from kit.evidence.metrics.measure import measure, measure_source
from kit.evidence.privacy.small_groups import suppressed_segments
from kit.evidence.query.embedded import engine_for
from kit.evidence.query.segments import ALL, Segment, last_day
from kit.i18n import texts
from kit.sources import Source
from tests.journeys import journey

EN = texts("en")
HEADER = ["Date", "Nom", "Profil", "Livraison (1 à 5)", "Recommandation", "Irritants", "Avis"]


def rows():
    """Yield 60 answers: 40 of Camille's kind, 20 of Bernard's."""
    for i in range(60):
        camille = i < 40
        yield [
            date(2026, 1 + i % 6, 5 + i % 20).isoformat(),
            f"Dupont{i:02}",
            "Camille" if camille else "Bernard",
            1 + i % 5,
            (10, 9, 8, 3, 0)[i % 5],
            "Frais; Attente" if i % 2 else "Frais",
            "Le livreur est passé sans sonner, rappelez-moi au 06 12 34 56 78, Dupont12"
            if i % 3 == 0
            else "Rien à redire, tout est arrivé en bon état.",
        ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("client")
    (folder / "evidence").mkdir()
    with (folder / "evidence" / "s.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows())
    return folder


def measured(folder, *measures, **more):
    stated = {
        "id": "s",
        "name": "S",
        "kind": "survey",
        "file": "s.csv",
        "options": {"scales": {"Livraison (1 à 5)": "1-5", "Recommandation": "0-10"}},
        "personas": {"camille": {"Profil": "Camille"}, "bernard": {"Profil": "Bernard"}},
        "measures": [{"at": "x", **measure} for measure in measures],
        **more,
    }
    return measure_source(Source.model_validate(stated), folder)


def one(folder, **measure):
    found = measured(folder, measure)
    assert found.failures == ()
    return found.measured[0]


def refused(folder, **measure):
    (failure,) = measured(folder, measure).failures
    return f"{EN(failure.message)} {EN(failure.hint)}"


def test_an_emotion_is_the_scale_laid_onto_minus_two_to_two_per_persona(folder):
    found = one(folder, figure="emotion", column="Livraison")
    assert found.of().value == pytest.approx(0)
    assert found.of().n == 60
    assert found.of(Segment("camille")).n == 40
    assert found.of().interval.low == pytest.approx(-0.3685, abs=1e-4)


def test_an_nps_counts_promoters_less_detractors(folder):
    found = one(folder, figure="nps", column="Recommandation").of()
    assert (found.value, found.n) == (0, 60)


def test_a_share_counts_who_gave_an_answer_among_several_in_a_cell(folder):
    found = one(folder, figure="share", column="Irritants", answers="attente", by="Profil")
    assert (found.of().k, found.of().n) == (30, 60)
    assert (found.of(Segment(segment="Bernard")).k, found.of(Segment(segment="Bernard")).n) == (
        10,
        20,
    )


def test_a_filter_takes_an_answer_or_a_comparison(folder):
    low = {"Livraison (1 à 5)": "<= 2"}
    assert one(folder, figure="count", where=low).of().value == 24
    two = {"Profil": "bernard", "Livraison (1 à 5)": ["1", "5"]}
    assert one(folder, figure="count", where=two).of().value == 8


def test_a_period_begins_and_ends_with_its_days(folder):
    stated = {"figure": "count", "start": "2026-02-01", "end": "2026-02-28"}
    assert one(folder, **stated).of().value == 10
    quarters = one(folder, figure="mean", column="Livraison", every="quarter")
    assert [segment.period for segment in quarters.segments_by("period")] == [
        date(2026, 1, 1),
        date(2026, 4, 1),
    ]


def test_a_keyword_finds_its_words_whatever_their_accents(folder):
    found = one(folder, figure="share", column="Avis", words=["sonne*"])
    assert (found.of().k, found.of().n) == (20, 60)
    assert one(folder, figure="share", column="Avis", words=["son"]).of().k == 0
    assert one(folder, figure="share", column="Avis", words=["arrive en BON etat"]).of().k == 40


def test_verbatims_are_redacted_and_what_was_taken_out_is_counted(folder):
    found = one(folder, figure="verbatims", column="Avis", words=["livreur"])
    assert found.verbatims
    assert all("06" not in text and "[…]" in text for text in found.verbatims)
    assert found.redactions >= len(found.verbatims)
    few = one(folder, figure="verbatims", column="Avis", where={"Nom": ["Dupont01", "Dupont02"]})
    assert few.verbatims == ()
    assert few.suppressed >= {ALL}


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ({"figure": "csat", "column": "Recommandation"}, "rated 0–10, but this metric needs 1–5"),
        ({"figure": "emotion", "column": "Livraisons"}, "Did you mean “Livraison (1 à 5)”"),
        ({"figure": "emotion", "column": "Profil"}, "not a rating with a known scale"),
        ({"figure": "share", "column": "Profil", "answers": "Camile"}, "The answers are: Camille"),
        ({"figure": "share", "column": "Profil"}, "which answers to count"),
        ({"figure": "mean", "column": "Livraison", "where": {"Profil": "X"}}, "matches no rows"),
        ({"figure": "sum", "column": "Avis"}, "does not contain numbers"),
        ({"figure": "count", "where": {"Livraison (1 à 5)": "many"}}, "cannot be compared"),
        ({"figure": "count", "where": {"Livraison (1 à 5)": "nan"}}, "cannot be compared"),
        ({"figure": "count", "where": {"Livraison (1 à 5)": "<= 1e999"}}, "cannot be compared"),
        ({"figure": "drop-off", "column": "Profil", "answers": "Camille"}, "what to count"),
    ],
)
def test_what_cannot_be_computed_is_refused_and_says_what_to_do(folder, measure, told):
    assert told in refused(folder, **measure)


def test_a_missing_file_and_one_outside_the_folder_are_refused(folder):
    for name, told in (("no.csv", "File “no.csv” not found"), ("../../etc/passwd", "is outside")):
        (failure,) = measured(folder, file=name).failures
        assert told in EN(failure.message)


def test_a_password_in_the_file_is_refused_and_not_repeated(folder):
    stated = {"file": None, "database": "postgres://me:hunter2@db/x", "table": "t"}
    (failure,) = measured(folder, **stated).failures
    said = EN(failure.message) + EN(failure.hint)
    assert "password" in said
    assert "hunter2" not in said


def test_the_same_code_counts_in_a_database(folder):
    import duckdb

    with duckdb.connect(str(folder / "crm.duckdb")) as database:
        database.execute("create table t as select i % 5 + 1 as note from range(50) r(i)")
    stated = {"file": None, "personas": {}, "options": {"scales": {"note": "1-5"}}}
    stated |= {"database": "duckdb://crm.duckdb", "table": "t"}
    found = measured(folder, {"figure": "csat", "column": "note"}, **stated)
    assert found.failures == ()
    assert (found.measured[0].of().k, found.measured[0].of().n) == (20, 50)


@pytest.fixture
def crm(tmp_path):
    """Return what a source says whose rows are in a database."""
    import duckdb

    def asked(rows, *measures, **options):
        with duckdb.connect(str(tmp_path / "crm.duckdb")) as database:
            database.execute(f"create or replace view t as {rows}")
        where = {"database": f"duckdb://{tmp_path / 'crm.duckdb'}", "table": "t", "file": None}
        return measured(tmp_path, *measures, personas={}, options=options, **where)

    return asked


def test_scores_count_the_answers_that_are_theirs(crm):
    """F13 to F16: of 1 to 7 five and more, of 1 to 5 four and five, of those who answered both."""
    answers = "i % 7 + 1 as ease, i % 5 + 1 as wanted, nullif(i % 3, 2) + 3 as met"
    found = crm(
        f"select {answers} from range(105) r(i)",
        {"figure": "ces", "column": "ease"},
        {"figure": "csat", "column": "wanted"},
        {"figure": "opportunity", "column": ["wanted", "met"]},
        scales={"ease": "1-7", "wanted": "1-5", "met": "1-5"},
    )
    ces, csat, opportunity = (m.of() for m in found.measured)
    assert (ces.k, ces.n) == (45, 105)
    assert (csat.k, csat.n) == (42, 105)
    # 70 answered both: 28 find it important, 35 are satisfied
    assert (opportunity.n, opportunity.value) == (70, pytest.approx(4.0))


def test_answers_that_are_all_the_same_have_no_interval_in_whatever_order_they_are_added(crm):
    rows = "select 3.3::double as note, i % 2 as town from range(997) r(i)"
    found = crm(rows, {"figure": "mean", "column": "note", "by": "town"})
    assert "all answers are the same" in EN(found.measured[0].of().why_none)


def test_a_column_that_a_database_cannot_compute_leaves_the_other_figures(crm):
    """Both are asked in one query, which fails."""
    rows = "select i % 5 + 1 as note, ('x' || i)::int as broken from range(50) r(i)"
    wanted = [{"figure": "mean", "column": name} for name in ("note", "broken")]
    found = crm(rows, *wanted, scales={"note": "1-5"})
    assert [m.of().value for m in found.measured] == [3]
    assert ["measures" in t.place.field for t in found.failures] == [True]
    assert "query failed" in EN(found.failures[0].message)


# --- F17 ---


def test_a_small_segment_takes_the_next_smallest_with_it():
    sizes = {ALL: 50, **{Segment(segment=s): n for s, n in (("a", 3), ("b", 10), ("c", 37))}}
    assert suppressed_segments(sizes) == {Segment(segment="a"), Segment(segment="b")}


def test_those_of_no_persona_cannot_be_told_from_the_rest():
    sizes = {ALL: 50, Segment("a"): 28, Segment("b"): 20}  # two are left over
    assert suppressed_segments(sizes) == {Segment("b")}


def test_in_a_table_of_two_ways_no_line_has_one_hidden_cell():
    early, late = date(2026, 1, 1), date(2026, 4, 1)
    cells = {("a", early): 2, ("a", late): 30, ("b", early): 40, ("b", late): 50}
    sizes = {Segment(p, period=d): n for (p, d), n in cells.items()}
    sizes |= {
        Segment("a"): 32,
        Segment("b"): 90,
        Segment(period=early): 42,
        Segment(period=late): 80,
        ALL: 122,
    }
    hidden = suppressed_segments(sizes)
    for line in (
        (("a", early), ("a", late)),
        (("a", early), ("b", early)),
        (("a", late), ("b", late)),
    ):
        assert len({Segment(p, period=d) for p, d in line} & hidden) != 1


def test_a_period_ends_the_day_before_the_next():
    assert last_day(date(2026, 10, 1), "quarter") == date(2026, 12, 31)
    assert last_day(date(2026, 2, 1), "month") == date(2026, 2, 28)


def test_a_database_that_fails_later_is_a_trouble_and_its_words_stay_away():
    from kit.evidence.query.source_data import SourceData

    class Broken:
        name = "postgres"

        def to_pyarrow(self, query):
            raise RuntimeError("permission denied for parcours:hunter2@db")

    with pytest.raises(Exception, match="query failed") as caught:
        SourceData(None, Broken(), ()).rows(None)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None


def surveyed(folder, names):
    """Return a client with one survey per name, each with its own share of “oui”."""
    (folder / "evidence").mkdir()
    for number, name in enumerate(names, 1):
        write(folder, name, number)
    return journey(
        evidence={
            name: {
                "name": name,
                "kind": "survey",
                "file": f"{name}.csv",
                "measures": [
                    {"at": "acheter", "figure": "share", "column": "Q", "answers": ["oui"]}
                ],
            }
            for name in names
        }
    )


def write(folder, name, yes):
    said = ["Q", *["oui"] * yes, *["non"] * (40 - yes)]
    (folder / "evidence" / f"{name}.csv").write_text("\n".join(said), "utf-8")


def shares(stated, folder):
    return [m.of().k for m in measure(stated, folder).measured]


def test_threads_are_answered_one_after_the_other(tmp_path, monkeypatch):
    stated = surveyed(tmp_path, [f"s{n}" for n in range(6)])
    asking, most = Counter(), []
    counted = measuring._count

    def watched(data):
        asking["now"] += 1
        most.append(asking["now"])
        time.sleep(0.01)
        found = counted(data)
        asking["now"] -= 1
        return found

    monkeypatch.setattr(measuring, "_count", watched)
    source = stated.evidence[0]
    with ThreadPoolExecutor(4) as pool:
        one = [pool.submit(shares, stated, tmp_path) for _ in range(4)]
        other = [pool.submit(measure_source, source, tmp_path) for _ in range(4)]
    assert [ready.result() for ready in one] == [[1, 2, 3, 4, 5, 6]] * 4
    assert [ready.result().measured[0].of().k for ready in other] == [1] * 4
    assert set(most) == {1}


def test_rows_are_kept_no_longer_than_they_are_asked(tmp_path):
    stated = surveyed(tmp_path, ["s"])
    before = engine_for(1).list_tables()
    assert measure_source(stated.evidence[0], tmp_path).measured[0].of().k == 1
    assert engine_for(1).list_tables() == before


def test_a_file_that_changes_is_counted_again(tmp_path):
    stated = surveyed(tmp_path, ["s"])
    assert shares(stated, tmp_path) == [1]
    write(tmp_path, "s", 9)
    assert shares(stated, tmp_path) == [9]


def test_a_database_is_asked_anew_once_a_minute(tmp_path, monkeypatch):
    import duckdb

    path = tmp_path / "rows.duckdb"

    def answers(yes):
        with duckdb.connect(str(path)) as database:
            database.execute(
                f"create or replace table q as select i < {yes} as q from range(40) t(i)"
            )

    stated = journey(
        evidence={
            "s": {
                "name": "S",
                "kind": "survey",
                "database": f"duckdb://{path}",
                "table": "q",
                "measures": [{"at": "acheter", "figure": "share", "column": "q", "answers": ["1"]}],
            }
        }
    )
    now = 6000.0
    monkeypatch.setattr(measuring, "time", SimpleNamespace(monotonic=lambda: now))
    counted = lambda: measure(stated, tmp_path).measured[0].of().k  # noqa: E731
    answers(7)
    assert counted() == 7
    answers(9)
    assert counted() == 7
    now += measuring.FRESH
    assert counted() == 9
