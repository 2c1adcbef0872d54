"""A poster, a canvas and a form as those hear them who cannot see them."""

from io import BytesIO

import numpy as np
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from pikepdf import Pdf

from kit.figures import Logos, poster, save_poster
from kit.figures.canvas import canvas
from kit.figures.form_page import form
from kit.figures.tagged_pages import tagged
from kit.i18n import texts
from kit.tagged_pdf import elements
from kit.theme import Theme
from tests.accessible_pdf import bookmarks, faults
from tests.figures.crowd import LONG, crowd

FR = texts("fr")


def written(pages, folder, lang="fr", title=""):
    [file] = save_poster(pages, folder / "page.pdf", lang, title)
    return file.read_bytes()


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        ("A3", "Été"),
        pytest.param("A3", LONG, marks=pytest.mark.soak),
        pytest.param("A0", LONG, marks=pytest.mark.soak),
    ],
)
def test_a_poster_is_read_aloud(text, paper, tmp_path):
    pages = poster(crowd(6, 12, text), "lea", FR, Theme(), paper)
    content = written(pages, tmp_path, title="Client – parcours – Léa")
    assert faults(content, tmp_path) == []
    with Pdf.open(BytesIO(content)) as pdf:
        assert str(pdf.docinfo.Title) == "Client – parcours – Léa"
        assert str(pdf.Root.Lang) == "fr"
        assert len(bookmarks(pdf)) == len(pages)
        kinds = [str(one.S) for one in elements(pdf.Root.StructTreeRoot)]
    assert kinds.count("/H1") == len(pages)
    assert kinds.count("/P") > 30


def test_a_logo_is_a_figure_with_the_name_of_whose_it_is(tmp_path):
    logo = np.zeros((20, 60, 4), dtype=np.uint8)
    journey = crowd(3, 5)
    content = written(poster(journey, "lea", FR, Theme(), "A3", Logos(client=logo)), tmp_path)
    assert faults(content, tmp_path) == []
    with Pdf.open(BytesIO(content)) as pdf:
        figures = [one for one in elements(pdf.Root.StructTreeRoot) if str(one.S) == "/Figure"]
        assert [str(one.Alt) for one in figures] == [journey.client.name]


@pytest.mark.parametrize("step", [pytest.param("persona", marks=pytest.mark.soak), "emotions"])
def test_a_canvas_is_read_aloud(step, tmp_path):
    pages = canvas(step, FR, Theme(), "A4", crowd(9, 9))
    content = written(pages, tmp_path)
    assert faults(content, tmp_path) == []
    with Pdf.open(BytesIO(content)) as pdf:
        assert [one.title[:2] for one in bookmarks(pdf)] == [str(pdf.docinfo.Title)[:2]] * len(
            pages
        )


def test_a_form_is_read_aloud(tmp_path):
    fields = [(f"Question {n} ?", 40.0, n % 2 == 0) for n in range(12)]
    content = written(form("Guide", "Écoutez.", fields, FR, Theme()), tmp_path)
    assert faults(content, tmp_path) == []


def test_the_lines_of_a_text_are_one_paragraph(tmp_path):
    long = "Une question sur deux lignes, tant elle a de mots à dire pour être bien comprise. " * 2
    content = written(form("Guide", "Écoutez.", [(long, 40.0, False)], FR, Theme()), tmp_path)
    with Pdf.open(BytesIO(content)) as pdf:
        found = [(str(e.S), len(e.K)) for e in elements(pdf.Root.StructTreeRoot) if "/Pg" in e]
    assert found == [("/H1", 1), ("/P", 1), ("/P", 2)]


def test_a_page_that_is_not_tagged_has_faults(tmp_path):
    """What the checks are worth: they find what matplotlib leaves out."""
    content = BytesIO()
    pages = form("Guide", "Écoutez.", [("Quoi ?", 40.0, False)], FR, Theme())
    with PdfPages(content) as pdf:
        pdf.savefig(pages[0])
    with Pdf.open(content) as bare:
        assert "/StructTreeRoot" not in bare.Root
    assert faults(tagged(content.getvalue(), pages, "fr"), tmp_path) == []
    assert faults(tagged(content.getvalue(), pages, ""), tmp_path) != []
