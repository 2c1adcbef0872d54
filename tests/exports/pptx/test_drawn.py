"""Decks as LibreOffice draws them: no text leaves its box, none is smaller than 10 points."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html import unescape
from math import hypot

import pytest
from pypdf import PdfReader

from tests.exports.pptx.reading import deck
from tests.exports.pptx.test_deck import EXAMPLES, written

pytestmark = pytest.mark.soak

NEAR = 6.5
"""How far, in points, letters may reach over a box: what hangs below a line of a large title."""

EMU = 12_700
WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """LibreOffice, installed where that is allowed; the tests say so where it could not be."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")) and os.geteuid() == 0:
        install = ["apt-get", "install", "-y", "--no-install-recommends", "libreoffice-impress"]
        install += ["poppler-utils", "fonts-liberation"]
        subprocess.run(install, check=False, capture_output=True, timeout=900)
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("LibreOffice and poppler could not be installed: no deck was drawn")
    home = tmp_path_factory.mktemp("office")

    def convert(content, folder):
        file = folder / "deck.pptx"
        file.write_bytes(content)
        command = ["soffice", "--headless", f"-env:UserInstallation={home.as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return folder / "deck.pdf"

    return convert


def boxes(shapes):
    """Yield the boxes of shapes that hold texts: left, top, right and bottom in points."""
    for shape in shapes:
        if shape.shape_type == 6:
            yield from boxes(shape.shapes)
        elif shape.has_text_frame or shape.has_table or shape.has_chart:
            left, top = shape.left / EMU, shape.top / EMU
            yield left, top, left + shape.width / EMU, top + shape.height / EMU


def outside(made, pdf):
    """Return the words that no box of their slide holds."""
    drawn = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    found = []
    for slide, page in zip(made.slides, drawn.split("<page ")[1:], strict=True):
        places = [*boxes(slide.shapes)]
        for word in WORD.finditer(page):
            left, top, right, bottom = map(float, word.groups()[:4])
            if not any(
                a - NEAR <= left and right <= c + NEAR and b - NEAR <= top and bottom <= d + NEAR
                for a, b, c, d in places
            ):
                found.append((slide.shapes.title.text_frame.text, unescape(word[5])))
    return found


def small(pdf):
    """Return the texts of less than 10 points."""
    found = []

    def seen(text, matrix, place, font, size):
        # A text that is turned has its size in two parts of the matrix.
        drawn = size * hypot(place[2], place[3]) * hypot(matrix[2], matrix[3])
        if text.strip() and drawn < 9.9:
            found.append((round(drawn, 1), text))

    for page in PdfReader(pdf).pages:
        page.extract_text(visitor_text=seen)
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_drawn_stays_in_its_place(example, lang, office, tmp_path):
    content = written(example, lang)
    pdf = office(content, tmp_path)
    made = deck(content)
    assert len(PdfReader(pdf).pages) == len(made.slides)
    assert not outside(made, pdf)
    assert not small(pdf)
