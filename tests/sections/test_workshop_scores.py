"""The workshop's scores beside the customers': in words, figure and table, never as a verdict."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.exports.tables import Known, tables
from kit.i18n import texts
from kit.sections import SECTIONS
from tests.compared import compared, measured
from tests.journeys import feeling, journey
from tests.sections.reading import (
    context,
    pictures,
    said_in,
    text_of,
    unmarked,
    written,
)
from tests.sections.reading import tables as tables_of

ID = "workshop-scores"
DIFFERS = ("caisse", [0, -0.5, -1, 0], measured(-1.7, -1.9, -1.5))
AGREES = ("site", [1, 1, 0, 1], measured(0.9, 0.7, 1.1, 53))
CLOSE = ("vitrine", [1, 1, 1, 1], measured(0.2, 0, 0.4))
ALIKE = ("facture", [1, 1, 1, 1], measured(2, None, None, 12))


def head(*moments: tuple[str, list[float], object], lang: str = "en") -> str:
    return str(written(compared(*moments), ID, lang).headline)


def test_the_headline_is_right_for_one_and_for_many():
    said = "“Shop” (−0.2 in the workshop, n\u00a0=\u00a04; −1.7 among customers, n\u00a0=\u00a0112)"
    assert head(DIFFERS) == f"Workshop and customers differ at {said}"
    assert head(DIFFERS, AGREES) == f"Workshop and customers differ at {said}"
    two = head(DIFFERS, AGREES, ("vitrine", [2], measured(0, -0.2, 0.2)))
    assert two.startswith("Workshop and customers differ at 2 of 3 moments, most at “Window")
    assert head(AGREES).startswith("Workshop and customers agree at “Website” (+1 in the workshop")
    assert head(CLOSE).startswith("Workshop and customers are less than a point apart at “Window")
    assert head(AGREES, ("caisse", [0], measured(0, -0.2, 0.2))) == (
        "Workshop and customers agree at all 2 moments compared"
    )
    assert head(AGREES, CLOSE).startswith("Workshop and customers agree at 1 of 2 moments, and")
    assert head(ALIKE) == ""


def test_the_french_headline_is_right_for_one_and_for_many():
    one = head(DIFFERS, lang="fr")
    assert one.startswith("L’atelier et les clients divergent sur «\u202f")
    assert "−0,2 en atelier, n\u00a0=\u00a04\u202f; −1,7 chez les clients, n\u00a0=\u00a0112" in one
    two = head(DIFFERS, ("vitrine", [2], measured(0, -0.2, 0.2)), lang="fr")
    assert two.startswith("L’atelier et les clients divergent sur 2 des 2 moments comparés, le")
    assert "s’accordent sur 1 moment parmi 2" in head(AGREES, CLOSE, lang="fr")


def test_each_moment_stands_with_both_scores_and_both_n():
    section = written(compared(DIFFERS, AGREES, CLOSE, ALIKE), ID)
    (picture,) = pictures(section)
    assert (
        "They differ by a point or more: Shop (workshop −0.2, n\u00a0=\u00a04, customers −1.7, "
        "95% CI −1.9 to −1.5, n\u00a0=\u00a0112)." in picture.alt
    )
    assert "They agree: Website (workshop +1," in picture.alt
    numbers, _ = tables_of(section)
    shop, window, site, invoice = (text_of(row) for row in numbers.rows)
    assert shop.splitlines()[:6] == ["Shop", "−0.2", "4", "−0.6 to 0", "−1.7", "112"]
    assert "workshop and customers differ" in shop
    assert "half a point to a point apart" in window
    assert "agree" in site
    assert "no interval" in invoice
    said = (
        "4 moments were scored in the workshop and measured on customers: 1 differs, 1 agrees, "
        "1 is half a point or more apart and 1 has no interval."
    )
    assert said in text_of(section).splitlines()
    assert "Customers scored lower than the workshop: “Shop”." in text_of(section)
    assert "Workshop and customers agree: “Website”." in text_of(section)


def test_changing_one_score_changes_figure_table_and_headline():
    before = written(compared(DIFFERS), ID)
    after = written(compared((*DIFFERS[:2], measured(-1.8, -2, -1.6))), ID)
    assert pictures(before)[0].svg != pictures(after)[0].svg
    assert "−1.8" in pictures(after)[0].alt
    assert "−1.8" in text_of(tables_of(after))
    assert "−1.8" in str(after.headline)


def test_several_personas_have_a_figure_each():
    section = written(compared(DIFFERS, personas=("lea", "max")), ID)
    assert len(pictures(section)) == 2
    assert "Lea Exemple" in pictures(section)[0].alt
    assert "Max Exemple" in pictures(section)[1].alt
    assert str(section.headline).endswith("for Lea Exemple")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nobody_is_told_to_have_been_wrong(lang: str):
    said = text_of(written(compared(DIFFERS, AGREES, CLOSE, ALIKE), ID, lang, edition="working"))
    for verdict in ("wrong", "mistake", "error", "misjudge", "tort", "trompé", "erreur", "faux"):
        assert verdict not in said.lower()


def test_nothing_is_outside_the_catalogues():
    section = written(
        compared(DIFFERS, AGREES, CLOSE, ALIKE, personas=("lea", "max")), ID, "pseudo"
    )
    assert not [said for said in said_in(section) if unmarked(said)]


def test_there_is_no_section_without_two_scores_at_one_moment():
    for alone in (journey(), journey(emotions=[feeling("caisse", scores=[1, 2])])):
        for edition in ("client", "working"):
            assert SECTIONS[ID](context(alone, edition=edition)) is None


@pytest.mark.parametrize(("answers", "published"), [(4, False), (5, True)])
def test_f17_a_score_over_too_few_answers_stays_suppressed(
    tmp_path: Path, answers: int, published: bool
):
    (tmp_path / "evidence").mkdir()
    with (tmp_path / "evidence" / "s.csv").open("w", newline="") as file:
        rows = [["Date", "Note"], *([f"2026-01-1{n}", 1 + n % 2] for n in range(answers))]
        csv.writer(file).writerows(rows)
    metric = {"at": "caisse", "figure": "emotion", "column": "Note"}
    survey = {"name": "Enquête", "kind": "survey", "file": "s.csv", "measures": [metric]}
    survey["options"] = {"scales": {"Note": "1-5"}}
    stated = journey(evidence={"s": survey}, emotions=[feeling("caisse", scores=[1, 1, 0, 1])])
    known = apply_to_map(stated, measure(stated, tmp_path))
    assert (SECTIONS[ID](context(known)) is not None) is published
    rows = dict(tables(Known(known), texts("en")))["workshop_and_customers"].to_pylist()
    assert [row["at_id"] for row in rows] == (["caisse"] if published else [])


def test_the_table_to_take_away_has_both_scores():
    known = compared(DIFFERS, AGREES)
    (first, second) = dict(tables(Known(known), texts("en")))["workshop_and_customers"].to_pylist()
    assert (first["at_id"], first["comparison"], second["comparison"]) == (
        "caisse",
        "differ",
        "agree",
    )
    assert (first["room_median"], first["room_n"], first["score"], first["n"]) == (
        -0.25,
        4,
        -1.7,
        112,
    )
    assert first["distance"] == pytest.approx(1.25)
