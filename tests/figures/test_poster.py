"""The poster: paper, pages and files."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure
from pypdf import PdfReader

from kit.figures import poster, save_poster
from kit.i18n import texts
from kit.kpi import Kpi
from kit.theme import Theme
from tests.figures.crowd import LONG, crowd
from tests.figures.legible import told

FR = texts("fr")


def size(figure: Figure) -> tuple[int, ...]:
    return tuple(round(inches * 25.4) for inches in figure.get_size_inches())


def test_a_small_map_is_one_a3_page() -> None:
    (page,) = poster(crowd(3, 5), "lea", FR, Theme())
    assert size(page) == (420, 297)


def test_a_map_too_large_for_the_paper_spans_pages_that_repeat_the_stages() -> None:
    pages = poster(crowd(12, 40, LONG, 12, 12), "lea", FR, Theme(), "A3")
    assert len(pages) > 2
    assert {size(page) for page in pages} == {(420, 297)}
    for number, page in enumerate(pages, 1):
        said = told([page])
        assert f"page{number}sur{len(pages)}" in said
        assert "étape" in said


def test_a_larger_paper_is_taken_before_a_second_page() -> None:
    (page,) = poster(
        crowd(7, 28, "Une phrase qui dit ce que vit le client", 40, 40), "lea", FR, Theme()
    )
    assert size(page)[0] > 420


def test_lanes_stand_in_their_order() -> None:
    said = told(poster(crowd(3, 5), "lea", FR, Theme()))
    lanes = ["But", "Actions", "Pointsdecontact", "Émotion", "Irritants", "Améliorations"]
    places = [said.index(lane) for lane in lanes]
    assert places == sorted(places)


def test_a_persona_sees_no_pain_of_another() -> None:
    journey = crowd(3, 5)
    others = tuple(p.replace(personas=("ali",)) for p in journey.pain_points)
    assert "irritant0" not in told(poster(journey.replace(pain_points=others), "lea", FR, Theme()))


def test_an_indicator_has_the_figure_of_the_report() -> None:
    kpi = {"name": "Paniers", "unit": "%", "values": {"2026-09-01": 58.35}, "target": 60}
    journey = crowd(3, 5)
    stage = journey.stages[0].replace(kpis=(Kpi.model_validate({"id": "paniers"} | kpi),))
    said = told(poster(journey.replace(stages=(stage, *journey.stages[1:])), "lea", FR, Theme()))
    assert "58,4%(cible60%)" in said


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_saved_whole_and_the_same_each_time(suffix: str, tmp_path: Path) -> None:
    contents = []
    for name in ("un", "deux"):
        (written,) = save_poster(
            poster(crowd(3, 5), "lea", FR, Theme()), tmp_path / name / f"carte{suffix}"
        )
        contents.append(written.read_bytes())
    assert contents[0] == contents[1]
    assert [p.name for p in (tmp_path / "un").iterdir()] == [f"carte{suffix}"]


def test_several_pages_are_one_pdf_and_numbered_pictures(tmp_path: Path) -> None:
    pages = poster(crowd(12, 24), "lea", FR, Theme(), "A3")
    pages = pages if len(pages) > 1 else pages * 2
    (pdf,) = save_poster(pages, tmp_path / "carte.pdf")
    assert len(PdfReader(pdf).pages) == len(pages)
    names = [path.name for path in save_poster(pages, tmp_path / "carte.svg")]
    assert names == [f"carte-{n}.svg" for n in range(1, len(pages) + 1)]
