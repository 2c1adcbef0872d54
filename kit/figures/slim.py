"""A figure's SVG without what nobody sees: a report is sent by e-mail."""

from __future__ import annotations

import re

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
BETWEEN = re.compile(r">\s+<")
GEOMETRY = re.compile(r'(?<= )(d|x|y|cx|cy|points)="([^"]*)"')
NUMBER = re.compile(r"-?\d+\.\d+")
SPACES = re.compile(r"\s*([A-Za-z])\s*|\s+")
STYLE = re.compile(r'style="[^"]*"')
TIGHT = re.compile(r"\s*([;:])\s*")
ID = re.compile(r' id="([^"]*)"')
REFERENCE = re.compile(r'(?:xlink:)?href="#([^"]*)"|url\(#([^)]*)\)')
PLACED = re.compile(r'transform="translate\((-?[\d.]+) 0\)"/>')


def slimmed(svg: str) -> str:
    """Return an SVG of matplotlib's in about a third of its size, looking the same.

    Coordinates are kept to a hundredth of a point, names that nothing refers to go, and the others
    become short: most of such a file is letters, each drawn by the name of its shape.
    """
    svg = BETWEEN.sub("><", COMMENT.sub("", svg))
    svg = PLACED.sub(r'x="\1"/>', svg)
    svg = GEOMETRY.sub(lambda found: f'{found[1]}="{_geometry(found[2])}"', svg)
    svg = STYLE.sub(lambda found: TIGHT.sub(r"\1", found[0]), svg)
    used = dict.fromkeys(found[1] or found[2] for found in REFERENCE.finditer(svg))
    short = {name: f"a{number}" for number, name in enumerate(used)}
    svg = ID.sub(lambda f: f' id="{short[f[1]]}"' if f[1] in short else "", svg)
    svg = REFERENCE.sub(lambda f: f'href="#{short[f[1]]}"' if f[1] else f"url(#{short[f[2]]})", svg)
    return svg.strip()


def _geometry(value: str) -> str:
    rounded = NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)
    return SPACES.sub(lambda found: found[1] or " ", rounded.strip())
