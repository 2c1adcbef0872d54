"""What a report shows as SVG and what matplotlib draws of the same page are one picture."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Rectangle

from kit.figures.page import Page
from kit.theme import Theme

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def page():
    """A page with an area on it whose scale is its own and runs upwards."""
    page = Page(100, 50, Theme())
    page.mark(90, 40, "o", 6, "#112233", filled=False)
    page.line([10, 20, 30], [5, 6, 7], "#445566", 0.8, ":")
    page.box(1, 2, 30, 40, "#eeeeee")
    area = page.area(20, 10, 60, 20, (0, 4), (-2, 2))
    area.line([0, 4], [2, -2], "#aa0000", 1.3, cap="round")
    area.line([1, 3], [0, 1], "#00aa00", 1.5, order=3)
    area.mark(1, 0, "D", 5, "#00aa00")
    area.mark(3, 1, "D", 5, "#00aa00")
    area.bar(-1, 3, 0.5, "#0000aa", "#000055", 1.2, order=1)
    return page


def drawn(page):
    """Yield what stands in the SVG, from the lowest to the uppermost: its tag and attributes."""
    root = ElementTree.fromstring(page.picture("").svg)
    for element in list(root)[1:]:
        if element.tag in (f"{SVG}rect", f"{SVG}path", f"{SVG}use"):
            yield element.tag.removeprefix(SVG), element.attrib


def points(artist, page):
    """Return where an artist's points are on the page, in points from its upper left corner."""
    transform = artist.axes.transData
    if isinstance(artist, Rectangle):
        (x, y), width, height = artist.get_xy(), artist.get_width(), artist.get_height()
        found = transform.transform([(x, y), (x + width, y + height)])
    else:
        found = transform.transform(artist.get_xydata())
    dpi, height = artist.figure.dpi, artist.figure.get_size_inches()[1] * 72
    found = np.asarray(found) * 72 / dpi
    found[:, 1] = height - found[:, 1]
    return found.ravel().tolist()


def told(tag, at):
    if tag == "rect":
        x, y, width, height = (float(at[name]) for name in ("x", "y", "width", "height"))
        return [x, y, x + width, y + height]
    if tag == "use":
        return [float(at["x"]), float(at["y"])]
    return [float(n) for n in at["d"].replace("M", "").replace("L", " ").split()]


def test_both_show_the_same_at_the_same_place_in_the_same_order(page):
    ax = page.figure.axes[0]
    artists = sorted([*ax.lines, *ax.patches], key=lambda artist: artist.get_zorder())
    shown = list(drawn(page))
    assert [tag for tag, _ in shown] == [
        "rect",
        "path",
        "use",
        "rect",
        "path",
        "path",
        "use",
        "use",
    ]
    for (tag, at), artist in zip(shown, artists, strict=True):
        assert told(tag, at) == pytest.approx(points(artist, page), abs=0.02)
        if isinstance(artist, Rectangle):
            continue
        if tag == "path":
            assert (at["stroke"], float(at["stroke-width"])) == (
                artist.get_color(),
                artist.get_linewidth(),
            )
        else:
            assert at["fill"] == artist.get_markerfacecolor()
            assert at["stroke"] == artist.get_markeredgecolor()


def test_a_dotted_line_is_dotted_as_matplotlib_dots_it(page):
    dotted = next(at for tag, at in drawn(page) if tag == "path")
    assert dotted["stroke-dasharray"] == "0.8,1.32"


@pytest.mark.parametrize("shape", ["o", "s", "D", "^", "v", "P", "X", "*", "_"])
def test_a_mark_has_the_outline_that_matplotlib_gives_it(shape):
    page = Page(10, 10, Theme())
    page.mark(5, 5, shape, 8, "#000000")
    svg = ElementTree.fromstring(page.picture("").svg)
    outline = svg.find(f"{SVG}defs/{SVG}path").get("d")
    numbers = [float(n) for n in re.findall(r"-?[0-9.]+", outline)]
    style = MarkerStyle(shape)
    path = style.get_path().transformed(style.get_transform())
    kept = slice(None) if path.codes is None else path.codes != path.CLOSEPOLY
    corners = path.vertices[kept]
    assert numbers == pytest.approx((corners * 8 * [1, -1]).ravel().tolist(), abs=0.01)
