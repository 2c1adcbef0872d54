"""Our lines of text stand where matplotlib's shaping engine sets them."""

import re
from xml.etree import ElementTree

import pytest
from matplotlib.font_manager import get_font
from matplotlib.textpath import TextToPath

from kit.figures.kerning import kerning
from kit.figures.lettering import FAMILIES, FONTS, width
from kit.figures.letters import Align, Line, letters

REGULAR = FONTS / FAMILIES["Parcours"]
TEXTS = (
    "Tout l’AVENIR : Vélo, To. Té — 40 € (F.A.)",
    "Καλημέρα, Το ΑΥ",
    "Привет, Та Уж",
    "«\u202fYes\u202f»",
)


def set_by_matplotlib(text: str) -> list[float]:
    """Return where the letters that leave a trace stand, in thousandths of an em."""
    font = get_font([str(REGULAR)])
    font.set_size(100, 72)
    placed, outlines, _ = TextToPath().get_glyphs_with_font(font, text, features=("-liga",))
    return [x * 10 for name, x, _, _ in placed if len(outlines[name][0])]


def references(svg: str) -> list[tuple[float, str]]:
    found = re.findall(r'<use href="#(\w+)"(?: x="(-?\d+)")?/>', svg)
    return [(float(x or 0), name) for name, x in found]


def line(text: str, x: float = 0, colour: str = "#000", align: Align = "left") -> Line:
    return Line(text, x, 0, 7, bold=False, colour=colour, align=align)


@pytest.mark.parametrize("text", TEXTS)
def test_letters_stand_where_the_shaping_engine_sets_them(text):
    ours = [x for x, _ in references(letters([line(text)]))]
    assert ours == pytest.approx(set_by_matplotlib(text), abs=2)


def test_pairs_are_kerned_in_both_kinds_of_table():
    regular = kerning(REGULAR)
    assert regular("T", "o") < regular("A", "V") < 0 == regular("n", "n")
    assert kerning(FONTS / FAMILIES["Parcours emoji"])("A", "V") == 0


def test_each_outline_is_written_once_and_no_colour_breaks_out():
    svg = f"<svg>{letters([line('anna', colour='#1d2329'), line('nana')])}</svg>"
    root = ElementTree.fromstring(svg)
    assert len(root.findall(".//path")) == 2
    assert [name for _, name in references(svg)] == ["g0", "g1", "g1", "g0", "g1", "g0", "g1", "g0"]
    hostile = line("a", colour='"><script>')
    root = ElementTree.fromstring(f"<svg>{letters([hostile])}</svg>")
    assert {element.tag for element in root.iter()} == {"svg", "defs", "path", "g", "use"}


def test_lines_end_or_are_centred_where_they_are_asked_to():
    starts = []
    for align in ("left", "center", "right"):
        found = re.search(r"translate\((-?[\d.]+) ", letters([line("Total", x=50, align=align)]))
        starts.append(float(found[1]))
    left, centre, right = starts
    assert left - centre == pytest.approx(centre - right, abs=0.02)
    assert (left - right) * 25.4 / 72 == pytest.approx(width("Total"), rel=0.05)


@pytest.mark.parametrize("text", ["e\u0301te\u0301", "👩\u200d💻", "x\u0304", "🇫🇷"])
def test_signs_of_several_characters_are_shaped(text):
    svg = letters([line(text)])
    assert references(svg)
    assert "path" in svg


def test_what_no_font_has_is_a_box_and_spaces_are_nothing():
    assert len(references(letters([line("漢 字")]))) == 2
    assert references(letters([line(" \u202f ")])) == []
