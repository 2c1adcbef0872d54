"""The poster: paper, type that is read from where it is looked at, sheets, brands and files."""

from __future__ import annotations

import io
import re
import struct
import zlib
from base64 import b64encode
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream

from kit.figures import Logos, poster, save_poster
from kit.figures.lettering import FAMILIES, FONTS, POINT
from kit.figures.logos import NO_AUTHOR_LOGO, NO_CLIENT_LOGO, undrawn
from kit.figures.page import settings
from kit.figures.papers import CAP_HEIGHT, DETAIL, MAIN, PAPERS
from kit.i18n import LANGUAGES, texts
from kit.kpi import Kpi
from kit.results import curve
from kit.theme import Theme
from kit.workshop.pictures import AUTHOR_LOGO, CLIENT_LOGO
from tests.figures.crowd import LONG, SHORT, crowd
from tests.figures.legible import outside, overlaps, told
from tests.figures.legible import texts as artists
from tests.thinned import thinned

FR = texts("fr")

MAPS = {"3 stages": (3, 9, 6, 6), "12 stages": (12, 24, 16, 16)}
WORDS = {"one word": SHORT, "200 characters": LONG}


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
    journey = crowd(8, 32, "Une phrase qui dit ce que vit le client, en détail", 60, 60)
    (page,) = poster(journey, "lea", FR, Theme())
    assert size(page)[0] == 594
    assert len(poster(journey, "lea", FR, Theme(), "A3")) > 1


def test_lanes_stand_in_their_order() -> None:
    said = told(poster(crowd(3, 5), "lea", FR, Theme()))
    lanes = ["But", "Actions", "Pointsdecontact", "Émotion", "Irritants", "Améliorations"]
    places = [said.index(lane) for lane in lanes]
    assert places == sorted(places)


def test_a_persona_sees_no_pain_of_another() -> None:
    journey = crowd(3, 5)
    others = tuple(p.replace(personas=("ali",)) for p in journey.pain_points)
    assert "irritant0" not in told(poster(journey.replace(pain_points=others), "lea", FR, Theme()))


def test_a_persona_sees_nothing_of_a_touchpoint_that_it_never_meets() -> None:
    journey = crowd(3, 5)
    met = tuple(t.replace(personas=("ali",)) for t in journey.touchpoints)
    journey = journey.replace(touchpoints=met)
    said = told(poster(journey, "lea", FR, Theme()))
    assert "irritant0" not in said
    assert "solution0" not in said
    others = told(poster(journey, "ali", FR, Theme()))
    assert "irritant0" in others
    assert "solution0" in others


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


# --- type ------------------------------------------------------------------------------------


def printed_sizes(file: Path) -> set[float]:
    """Return the sizes in points at which a PDF sets text."""
    found = set()
    for page in PdfReader(file).pages:
        size = 0.0
        for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
            if operator == b"Tf":
                size = float(operands[1])
            elif operator in (b"Tj", b"TJ"):
                found.add(size)
    return found


def test_the_height_of_capitals_is_the_fonts_own() -> None:
    for name in ("Parcours", "Parcours bold"):
        font = TTFont(FONTS / FAMILIES[name])
        height = font["glyf"][font.getBestCmap()[ord("H")]].yMax / font["head"].unitsPerEm
        assert height == pytest.approx(CAP_HEIGHT)


@pytest.mark.parametrize(("paper", "lang"), thinned(PAPERS, LANGUAGES, together=1))
def test_capitals_are_tall_enough_for_where_the_paper_is_read(
    paper: str, lang: str, tmp_path: Path
) -> None:
    journey = crowd(6, 18, "Ce que je vis", 9, 10)
    pages = poster(journey, "lea", texts(lang), Theme(), paper)
    (file,) = save_poster(pages, tmp_path / "poster.pdf")
    distance = PAPERS[paper].distance * 1000
    assert min(printed_sizes(file)) * POINT * CAP_HEIGHT >= distance / DETAIL * 0.999
    main = re.compile(r"(étape|contact|irritant)\d")
    sizes = [t.get_fontsize() for p in pages for t in artists(p) if main.search(t.get_text())]
    assert min(sizes) * POINT * CAP_HEIGHT >= distance / MAIN * 0.999
    assert min(sizes) >= 7


# --- sheets ----------------------------------------------------------------------------------


def emptiest(page: Figure) -> float:
    """Return the share of a sheet's height that its tallest empty band takes, margins apart."""
    page.set_dpi(40)
    canvas = FigureCanvasAgg(page)
    with settings():
        canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)
    height, width = pixels.shape[:2]
    inner = pixels[round(0.045 * height) : round(0.955 * height), round(0.05 * width) : -40]
    still = (np.ptp(inner, axis=1) < 12).all(axis=1)
    runs = [len(list(run)) for empty, run in groupby(still) if empty]
    return max(runs, default=0) / height


@pytest.mark.parametrize(("stages", "words", "paper"), thinned(MAPS, WORDS, PAPERS, together=1))
def test_a_sheet_is_full_and_nothing_is_lost(stages: str, words: str, paper: str) -> None:
    count, touchpoints, pains, improvements = MAPS[stages]
    journey = crowd(count, touchpoints, WORDS[words], pains, improvements)
    lang = "en" if paper in ("A2", "A0") else "fr"
    pages = poster(journey, "lea", texts(lang), Theme(), paper)
    for page in pages:
        assert overlaps(page) == []
        assert outside(page) == []
        assert emptiest(page) < 0.12
    said = told(pages)
    for text in (
        *(stage.name for stage in journey.stages),
        *(str(journey.name_of(touchpoint.id)) for touchpoint in journey.touchpoints),
        *(pain.what.text for pain in journey.pain_points),
        *(improvement.solution.text for improvement in journey.improvements),
    ):
        assert "".join(text.split()) in said


def test_every_score_has_its_n() -> None:
    journey = crowd(3, 5)
    emotions = tuple(
        one if one.scores else one.replace(n=37, evidence=("survey",)) for one in journey.emotions
    )
    pages = poster(journey.replace(emotions=emotions), "lea", texts("en"), Theme())
    said = {text.get_text() for page in pages for text in artists(page)}
    assert {"n", "37", "4"} <= said
    assert any("▼ worst −2" in text and "(n = 37)" in text for text in said)


def test_every_score_is_written_over_its_n() -> None:
    journey = crowd(3, 5)
    (page,) = poster(journey, "lea", FR, Theme())
    said = [text.get_text() for text in artists(page)]
    assert "note" in said
    for moment in curve(journey, "lea"):
        assert moment.score is None or FR.signed(moment.score) in said


def test_the_curve_has_one_scale_on_all_sheets() -> None:
    journey = crowd(12, 24, LONG, 16, 16)
    heights = set()
    for page in poster(journey, "lea", FR, Theme(), "A1"):
        places = {text.get_text(): text.get_position()[1] for text in artists(page)}
        if "très positif" in places:
            heights.add(round(places["très négatif"] - places["très positif"], 1))
    assert len(heights) == 1


# --- brands ----------------------------------------------------------------------------------


def test_both_brands_are_on_every_sheet() -> None:
    journey = crowd(12, 24, LONG, 12, 12)
    author = journey.author.replace(name="Studio Exemple", contact="studio@exemple.example")
    logo = np.zeros((20, 80, 4), np.uint8)
    theme = Theme(client_brand="#aa2200")
    pages = poster(
        journey.replace(author=author), "lea", FR, theme, "A3", Logos(author=logo, client=logo)
    )
    assert len(pages) > 1
    for page in pages:
        assert "StudioExemple" in told([page])
        (axes,) = page.axes
        assert len(axes.images) == 2
        assert {image.get_array().shape for image in axes.images} == {(20, 80, 4)}
        faces = {tuple(np.round(patch.get_facecolor(), 3)) for patch in axes.patches}
        assert (0.667, 0.133, 0.0, 1.0) in faces


def test_a_name_stands_in_place_of_a_logo_that_is_no_picture_of_pixels() -> None:
    svg = "data:image/svg+xml;base64,PHN2Zy8+"
    images = {AUTHOR_LOGO: svg, CLIENT_LOGO: "data:image/png;base64,AAAA"}
    logos = Logos.of(images)
    assert logos == Logos()
    assert list(undrawn(images)) == [NO_AUTHOR_LOGO, NO_CLIENT_LOGO]
    journey = crowd(3, 5)
    author = journey.author.replace(name="Studio Exemple")
    journey = journey.replace(author=author)
    assert "StudioExemple" in told(poster(journey, "lea", FR, Theme(), logos=logos))


def test_a_logo_that_breaks_while_it_is_decoded_leaves_the_name() -> None:
    """As a PNG with an empty colour profile does, which Pillow does not expect."""
    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    data = picture.getvalue()
    profile = struct.pack(">I", 0) + b"iCCP" + struct.pack(">I", zlib.crc32(b"iCCP"))
    end = data.index(b"IEND") - 4
    broken = b64encode(data[:end] + profile + data[end:]).decode()
    images = {CLIENT_LOGO: f"data:image/png;base64,{broken}"}
    assert Logos.of(images) == Logos()
    assert list(undrawn(images)) == [NO_CLIENT_LOGO]
