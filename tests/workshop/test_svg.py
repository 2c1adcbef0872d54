"""What an SVG may hold: all that draws, nothing that runs, loads or multiplies."""

import re
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.workshop.svg import ATTRIBUTES, ELEMENTS, FREE, SvgError, SvgTooComplexError, check_svg

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)

INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg5"
 inkscape:version="1.2 (dc2aeda, 2022-05-15)" sodipodi:docname="logo.svg"
 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
 xmlns="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <sodipodi:namedview id="n" pagecolor="#ffffff" inkscape:zoom="0.7"/>
 <defs id="defs2"><linearGradient id="g"><stop style="stop-color:#00f;stop-opacity:1;" offset="0"/>
 </linearGradient></defs>
 <metadata id="m"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
 <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata>
 <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" transform="translate(0,-1.5)">
 <path style="fill:url(#g);-inkscape-font-specification:'sans-serif, Normal';stroke:#000"
  d="m 0,0 c 1e-3,2 3,4 5,6 z" id="p" sodipodi:nodetypes="cc"/></g></svg>"""

ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Calque_1" xmlns="http://www.w3.org/2000/svg"
 xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px" viewBox="0 0 100 100"
 style="enable-background:new 0 0 100 100;" xml:space="preserve">
<style type="text/css">
	.st0{fill:#E30613;}
	.st1{clip-path:url(#SVGID_00000_);fill:none;stroke:#1D1D1B;stroke-miterlimit:10;}
</style>
<defs><rect id="SVGID_1_" width="10" height="10"/></defs>
<clipPath id="SVGID_00000_"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>
<g><polygon class="st0" points="1,2 3,4 5,6"/><path class="st1" d="M0,0L1,1"/></g></svg>"""

FIGMA = """<svg width="120" height="40" viewBox="0 0 120 40" fill="none"
 xmlns="http://www.w3.org/2000/svg">
<g clip-path="url(#clip0_1_2)" filter="url(#filter0_d)">
<path fill-rule="evenodd" clip-rule="evenodd"
 d="M0 0H120V40H0V0Z" fill="#0D99FF"/><g style="mix-blend-mode:multiply" opacity="0.5"/></g>
<defs><filter id="filter0_d" x="0" y="0" width="120" height="40" filterUnits="userSpaceOnUse"
 color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="B"/><feColorMatrix
 in="SourceAlpha" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0"/>
 <feOffset dy="4"/>
 <feGaussianBlur stdDeviation="2"/><feBlend mode="normal" in2="B" result="e"/></filter>
<clipPath id="clip0_1_2"><rect width="120" height="40" fill="white"/></clipPath></defs></svg>"""


def svg(inside="", attributes=""):
    return HEAD.format(attributes, inside).encode()


@pytest.mark.parametrize("text", [INKSCAPE, ILLUSTRATOR, FIGMA], ids=["inkscape", "ai", "figma"])
def test_what_drawing_programs_write_is_shown(text):
    assert check_svg(text.encode()) == []


@pytest.mark.parametrize(
    "inside",
    [
        # What runs or changes itself.
        "<script/>",
        "<animate attributeName='href' to='http://x'/>",
        "<set attributeName='onload' to='a()'/>",
        "<handler/>",
        "<foreignObject/>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml'/>",
        "<metadata><script/></metadata>",
        "<x:note xmlns:x='urn:x'><script/></x:note>",
        "<rect onload='a()'/>",
        "<rect ONLOAD='a()'/>",
        "<a href='#x'/>",
        # What loads, as an element or attribute.
        "<image href='http://example.org/a.png'/>",
        "<image href=' \t\n//example.org/a.png'/>",
        "<image href='a.png'/>",
        "<image href='/etc/passwd'/>",
        "<use href='data:image/svg+xml;base64,PHN2Zz4='/>",
        "<use href='data:image/png;base64,AAAA'/>",
        "<use href='other.svg#a'/>",
        "<image href='data:text/html,x'/>",
        "<feImage href='a.png'/>",
        "<rect src='a.png'/>",
        "<rect xml:base='http://example.org/'/>",
        "<link href='a.css'/>",
        "<font-face-uri href='a.woff'/>",
        "<tref href='a.svg#b'/>",
        "<cursor href='a.png'/>",
        "<color-profile href='a.icc'/>",
        # What loads, in CSS.
        "<rect style='fill:url(http://example.org/a)'/>",
        "<rect style='fill:u\\72l(http://example.org/a)'/>",
        "<rect style='fill:\\75\\72\\6c(//example.org/a)'/>",
        "<rect style='fill:URL(a.svg#b)'/>",
        "<rect style='fill:url(&quot;a.svg#b&quot;)'/>",
        "<rect style='fill:url(data:image/svg+xml,x)'/>",
        "<rect style='fill:&#117;&#114;&#108;(a)'/>",
        "<rect style='fill:u/**/rl(a)'/>",
        "<rect style='background:image-set(\"a.png\" 1x)'/>",
        "<rect style='background:-webkit-image-set(url(a) 1x)'/>",
        "<rect style='background:image(a)'/>",
        "<rect style='background:src(\"a.png\")'/>",
        '<rect style=\'background:cross-fade("a","b")\'/>',
        "<rect style='background:element(#a)'/>",
        "<rect style='width:expression(alert(1))'/>",
        "<rect style='background:attr(x url)'/>",
        "<rect style='fill:url(a'/>",
        "<rect fill='url( //example.org/a )'/>",
        "<rect filter='url(a.svg#b) blur(1px)'/>",
        "<rect mask='src(\"a\")'/>",
        "<style>@import 'a.css';</style>",
        "<style>@IMPORT url(a);</style>",
        "<style>@\\69mport 'a';</style>",
        "<style>@font-face {src: url(a)}</style>",
        "<style>@namespace 'a';</style>",
        "<style>a {b: c}</style><style>@import 'a'</style>",
        "<style><![CDATA[@import 'a';]]></style>",
        "<style>a{b:c}<g/>@import 'a';</style>",
        "<style>rect {fill: url(a)}</style>",
        "<style>rect {fill: u\\72l(a)}</style>",
        "<style>rect {fill: red; {} @media}</style>",
        "<style>/* </style><style> */ rect {fill: url(a)}</style>",
    ],
)
def test_what_runs_or_loads_is_refused(inside):
    with pytest.raises(SvgError):
        check_svg(svg(inside))


@pytest.mark.parametrize(
    "before",
    [
        "<!DOCTYPE svg SYSTEM 'http://example.org/a.dtd'>",
        "<!DOCTYPE svg PUBLIC 'x' 'a.dtd'>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://example.org/svg11.dtd'>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE svg [<!ENTITY % a SYSTEM 'http://example.org/a'> %a;]>",
        "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'a()'>]>",
        "<?xml-stylesheet href='a.css'?>",
        "<?xml version='1.0' encoding='utf-7'?>",
        "<?xml version='1.0' encoding='ISO-2022-JP'?>",
    ],
)
def test_what_stands_before_an_svg_loads_nothing(before):
    with pytest.raises(SvgError):
        check_svg(before.encode() + svg())


NESTED = "<rect id='n0'/>" + "".join(
    f"<g id='n{n + 1}'>" + f"<use href='#n{n}'/>" * 10 + "</g>" for n in range(9)
)


@pytest.mark.parametrize(
    "inside",
    [
        "<g>" * 60 + "</g>" * 60,
        "<g/>" * 20_001,
        "<use href='#a'/><g id='a'><use href='#a'/></g>",
        "<g id='a'><use href='#b'/></g><g id='b'><use xlink:href='#a'/></g>",
        NESTED,
        "<pattern id='a'><rect fill='url(#a)'/></pattern>",
        "<mask id='a'><rect style='mask:url(#a)'/></mask>" + "<rect mask='url(#a)'/>",
    ],
    ids=["deep", "many", "itself", "each other", "billion", "pattern", "mask"],
)
def test_what_multiplies_is_refused(inside):
    with pytest.raises(SvgTooComplexError):
        check_svg(svg(inside))


HEAVY = "<{0} id='p'>" + "<rect/>" * 500 + "</{0}>"
SHAPES = "<rect class='a b' id='r'/>" * 100


@pytest.mark.parametrize(
    ("element", "css"),
    [
        ("pattern", ".a{fill:url(#p)}"),
        ("pattern", "rect{stroke:URL( '#p' )}"),
        ("pattern", "*{fill:url(#p)}"),
        ("pattern", ".none,g > .a.b{fill:url(#p)}"),
        ("pattern", "#r{fill:url(#%70)}"),
        ("pattern", "rect:not(.none){fill:url(#p)}"),
        ("pattern", "rect[x|y='1']{fill:url(#p)}"),
        ("pattern", "/**/.a/**/{/**/fill:url(#p)}"),
        ("pattern", ".none{fill:red}.a{--x:url(#p);fill:var(--x)}"),
        ("mask", ".a{mask:url(#p)}"),
        ("clipPath", ".a{clip-path:url(#p)}"),
        ("marker", ".a{marker-start:url(#p)}"),
    ],
)
def test_what_a_style_sheet_multiplies_is_refused(element, css):
    shapes = HEAVY.format(element) + f"<g>{SHAPES}</g>"
    with pytest.raises(SvgTooComplexError):
        check_svg(svg(f"<style>{css}</style>{shapes}"))
    check_svg(svg(f"<style>{css.replace('#p', '#none').replace('#%70', '#none')}</style>{shapes}"))


@pytest.mark.parametrize(
    "inside",
    [
        HEAVY.format("pattern") + f"<g fill='url(#p)'>{SHAPES}</g>",
        HEAVY.format("pattern") + f"<g style='fill:url(#p)'>{SHAPES}</g>",
        "<pattern id='p'><rect/></pattern>"
        + HEAVY.format("pattern").replace("'p'", "'q'")
        + "<pattern id='r' href='#q'/>"
        + "<rect fill='url(#r)'/>" * 100,
        HEAVY.format("marker") + "<path marker-mid='url(#p)' d='M" + "0,1 " * 100 + "'/>",
        HEAVY.format("marker")
        + "<g style='marker:url(#p)'><polyline points='"
        + "0,1 " * 100
        + "'/></g>",
        "<style>" + ".x{fill:url(#p)}" * 5000 + "</style>" + "<g/>" * 5000,
        HEAVY.format("g") + "<g id='p'/>" + "<use href='#p'/>" * 100,
    ],
    ids=[
        "inherited",
        "inherited style",
        "of another",
        "points",
        "all points",
        "rules",
        "twice the id",
    ],
)
def test_what_holds_for_many_shapes_is_counted_for_each(inside):
    with pytest.raises(SvgTooComplexError):
        check_svg(svg(inside))


def test_what_is_referred_to_reasonably_is_shown():
    pattern = "<pattern id='p'>" + "<path d='M0,0L1,1'/>" * 20 + "</pattern>"
    gradient = "<linearGradient id='g'>" + "<stop/>" * 50 + "</linearGradient>"
    arrow = "<marker id='m'><path d='M0,0L1,1'/></marker>"
    css = ".a{fill:url(#p)}.b{fill:url(#g)}.c{marker-end:url(#m)}.d{clip-path:url(#p)}"
    shapes = "<rect class='a'/>" * 100 + "<rect class='b'/>" * 5000
    lines = ("<path class='c' d='M" + "0,1 " * 200 + "'/>") * 300
    check_svg(svg(f"<style>{css}</style><defs>{pattern}{gradient}{arrow}</defs>{shapes}{lines}"))


@pytest.mark.parametrize("size", ["width='40000'", "height='1e9px'", "width='1e999'"])
def test_a_huge_svg_is_refused(size):
    with pytest.raises(SvgTooComplexError):
        check_svg(svg(attributes=size))


def test_the_pictures_inside_are_returned():
    inner = b64encode(b"GIF89a").decode()
    image = f"<image xlink:href='data:image/gif;base64,{inner}'/>"
    assert check_svg(svg(image)) == [b"GIF89a"]
    with pytest.raises(SvgTooComplexError):
        check_svg(svg(image.replace(inner, "A" * 500_000)))


REFERENCE = re.compile(r"(?<![#\w])(?:https?:|//|file:|ftp:)", re.IGNORECASE)
PIECES = ["url(", "#a", "http://e.org", "//e.org", ")", '"', "'", "\\72", "u", "rl(", "@import"]
PIECES += ["a.b", "/*", "*/", ";", ":", "fill", "{", "}", "src(", "image-set(", "red", ",", "data:"]
TEXTS = st.sampled_from([*PIECES, " "])


@given(
    st.sampled_from(sorted(ELEMENTS)),
    st.sampled_from([*sorted(ATTRIBUTES), "href", "xlink:href", "style", "style", "onload"]),
    st.lists(TEXTS, max_size=7).map("".join),
    st.booleans(),
)
def test_whatever_is_shown_refers_to_nothing_outside(element, attribute, value, sheet):
    """Of what passes, every CSS value has no address, escape, at-rule or unknown function."""
    escaped = value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    inside = f"<style>{escaped}</style>" if sheet else f'<{element} {attribute}="{escaped}"/>'
    try:
        check_svg(svg(inside))
    except SvgError:
        return
    if not sheet and (attribute in FREE or attribute == "data-name"):
        return  # never looked up as CSS
    without = re.sub(r"/\*.*?\*/", " ", value, flags=re.DOTALL)
    assert not REFERENCE.search(without)
    assert "\\" not in without
    assert "@" not in without
    for inner in re.findall(r"url\(\s*['\"]?([^)]*)", without):
        assert inner.startswith("#")
    assert not re.search(r"src\(|image-set\(", without)


SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "security"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs the shared samples")
def test_hostile_samples_are_refused():
    files = sorted(SAMPLES.glob("*.svg"))
    assert files
    for file in files:
        with pytest.raises(SvgError):
            check_svg(file.read_bytes())
