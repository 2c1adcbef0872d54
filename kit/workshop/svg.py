"""Check an SVG: only elements and attributes that draw, nothing that runs, loads or multiplies.

What is on no list is refused where it could act, and ignored where it is another program's note
(elements and attributes of another namespace, as Inkscape and Illustrator write them).
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from kit.workshop.svg_repetition import COMMENT, XLINK, RepetitionError, check_repetition, split

SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEEPEST = 50
"""Levels of elements within each other."""

MOST_ELEMENTS = 20_000
"""Elements that are drawn, each counted as often as others refer to it."""

MOST_SIZE = 10_000
"""Width and height in units of the picture."""

MOST_RASTER = 300_000
"""Bytes of a picture inside the picture."""

ELEMENTS = _words(
    """
    svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon
    text tspan textPath image clipPath mask pattern linearGradient radialGradient stop marker
    style switch filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
    feOffset
    """
)

ATTRIBUTES = _words(
    """
    alignment-baseline amplitude baseProfile baseline-shift clip clip-path clip-rule
    clipPathUnits color color-interpolation color-interpolation-filters color-rendering cx cy
    d data-name direction display dominant-baseline dx dy enable-background exponent fill
    fill-opacity fill-rule filter filterUnits flood-color flood-opacity font-family font-size
    font-stretch font-style font-variant font-weight fr fx fy gradientTransform gradientUnits
    height href id image-rendering in in2 intercept isolation k1 k2 k3 k4 kerning lang
    lengthAdjust letter-spacing marker-end marker-mid marker-start markerHeight markerUnits
    markerWidth mask mask-type maskContentUnits maskUnits mix-blend-mode mode offset opacity
    operator orient overflow paint-order pathLength pointer-events patternContentUnits
    patternTransform patternUnits points preserveAspectRatio primitiveUnits r radius refX refY
    result role rotate rx ry shape-rendering slope space spreadMethod startOffset stdDeviation
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style systemLanguage
    tableValues text-anchor text-decoration text-rendering textLength transform
    transform-origin type unicode-bidi values vector-effect version viewBox visibility
    white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2
    yChannelSelector zoomAndPan
    """
)

FREE = frozenset(("class", "d", "font-family", "id", "lang", "space", "systemLanguage"))
"""Attributes whose value is never looked up, whatever it is."""

FOREIGN = ("", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML")
"""Namespaces of other elements that a browser knows."""

ENCODING = re.compile(r"<\?xml[^>]*encoding\s*=\s*['\"]([^'\"]*)", re.IGNORECASE)
ENCODINGS = ("utf-8", "utf8", "us-ascii", "iso-8859-1")
"""Encodings in which markup is the same bytes as in UTF-8."""

DOCTYPE = re.compile(
    r"<!DOCTYPE\s+svg(?:\s+PUBLIC\s+['\"]-//W3C//DTD SVG [\w. ]+//EN['\"]\s+"
    r"['\"]https?://www\.w3\.org/[\w./]+\.dtd['\"])?\s*>"
)
"""The DOCTYPEs of SVG itself, which drawing programs write and browsers know without loading."""

INSIDE = re.compile(r"#[^\s\"'()<>\\]+")
RASTER = re.compile(r"data:image/(?:png|jpeg|gif|webp)(;base64)?,", re.IGNORECASE)
FUNCTION = re.compile(r"([\w-]*)\s*\(([^()]*)\)?")
HARMLESS_FUNCTIONS = _words(
    """
    rgb rgba hsl hsla hwb lab lch oklab oklch color calc min max var matrix matrix3d translate
    translatex translatey translate3d scale scalex scaley scale3d rotate rotatex rotatey
    rotatez skew skewx skewy blur brightness contrast drop-shadow grayscale hue-rotate invert
    opacity saturate sepia circle ellipse inset polygon path not
    """
)
DECLARING = re.compile(r"(?:-inkscape-|-webkit-|-moz-)?[a-z-]+")


class SvgError(ValueError):
    """An SVG that is not shown; ``part`` names what is wrong, or is empty where it is not XML."""

    def __init__(self, part: str = "") -> None:
        self.part = part
        super().__init__(part)


class SvgTooComplexError(SvgError):
    """An SVG with too many elements, or too large."""


def check_svg(content: bytes) -> list[bytes]:
    """Check an SVG, and return the raster pictures inside it, which are still to be checked.

    Raises
    ------
    SvgTooComplexError
        If it is deeper, has more elements or is larger than a picture is.
    SvgError
        If it is not an SVG, or holds anything that could run or load something.
    """
    root = _parsed(content)
    if root.tag != f"{{{SVG}}}svg":
        raise SvgError
    _check_depth(root)
    _check_size(root)
    rasters: list[bytes] = []
    for element in root.iter():
        if _is_known(element):
            rasters += _check_element(element)
    try:
        check_repetition(root, MOST_ELEMENTS, DEEPEST)
    except RepetitionError:
        raise SvgTooComplexError from None
    return rasters


def _parsed(content: bytes) -> Element:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SvgError from None
    if "<?xml-stylesheet" in text:
        raise SvgError("xml-stylesheet")
    encoding = ENCODING.match(text)
    if encoding and encoding[1].lower() not in ENCODINGS:
        raise SvgError("encoding")
    if "<!doctype" in DOCTYPE.sub("", text, 1).lower():
        raise SvgError("DOCTYPE")
    try:
        root: Element = ElementTree.fromstring(text, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise SvgError("ENTITY") from None
    except (ParseError, ValueError, RecursionError):
        raise SvgError from None
    return root


def _check_depth(root: Element) -> None:
    level, depth, count = [root], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise SvgTooComplexError
        level = [child for element in level for child in element]


def _check_size(root: Element) -> None:
    for name in ("width", "height"):
        number = re.match(r"\s*([0-9.]+(?:e[+-]?[0-9]+)?)", root.get(name, ""), re.IGNORECASE)
        try:
            large = number is not None and float(number[1]) > MOST_SIZE
        except ValueError:
            raise SvgError(name) from None
        if large:
            raise SvgTooComplexError


def _is_known(element: Element) -> bool:
    """Return whether an element is one of SVG's; others are notes of the program that wrote it."""
    namespace, name = split(element.tag)
    if namespace in FOREIGN or (namespace == SVG and name not in ELEMENTS):
        raise SvgError(name)
    return namespace == SVG


def _check_element(element: Element) -> list[bytes]:
    name = split(element.tag)[1]
    rasters = []
    if name == "style":
        _check_sheet("".join(element.itertext()))
    for key, value in element.attrib.items():
        namespace, attribute = split(key)
        if namespace not in ("", XLINK, XML):
            continue  # a note of the program that wrote it
        if attribute == "href":
            rasters += _check_reference(name, value)
        elif namespace == XLINK or attribute in FREE or attribute.startswith(("aria-", "data-")):
            continue
        elif namespace == XML or attribute not in ATTRIBUTES:
            raise SvgError(attribute)
        elif attribute == "style":
            _check_declarations(value)
        else:
            _check_value(value, attribute)
    return rasters


def _check_reference(element: str, value: str) -> list[bytes]:
    """Return the raster picture that an ``href`` holds, if any; it may else be a ``#name``."""
    value = value.strip()
    if not value or INSIDE.fullmatch(value):
        return []
    found = RASTER.match(value)
    if element != "image" or not found:
        raise SvgError("href")
    body = value[found.end() :]
    try:
        raster = b64decode("".join(body.split())) if found[1] else unquote_to_bytes(body)
    except (Base64Error, ValueError):
        raise SvgError("href") from None
    if len(raster) > MOST_RASTER:
        raise SvgTooComplexError
    return [raster]


def _check_sheet(css: str) -> None:
    """Check a style sheet: rules of plain declarations, no at-rule."""
    css = COMMENT.sub(" ", css)
    if "@" in css or "<" in css or "/*" in css:
        raise SvgError("style")
    for rule in css.split("}"):
        selector, brace, declarations = rule.partition("{")
        if "{" in declarations or (not brace and selector.strip()):
            raise SvgError("style")
        _check_value(selector, "style")
        _check_declarations(declarations)


def _check_declarations(css: str) -> None:
    for declaration in COMMENT.sub(" ", css).split(";"):
        name, colon, value = declaration.partition(":")
        if not colon and not name.strip():
            continue
        if not DECLARING.fullmatch(name.strip().lower()):
            raise SvgError("style")
        _check_value(value, "style")


def _check_value(value: str, place: str) -> None:
    """Check a value: no function but those that only compute, and ``url(#name)``."""
    if "\\" in value or "@" in value or "{" in value or "/*" in value:
        raise SvgError(place)
    for function, inner in FUNCTION.findall(value):
        if function.lower() == "url":
            if not INSIDE.fullmatch(inner.strip().strip("\"'").strip()):
                raise SvgError("url")
        elif function and function.lower() not in HARMLESS_FUNCTIONS:
            raise SvgError(function)
    if re.search(r"(?:https?|ftp|file|data|blob|javascript|vbscript)\s*:|//", value, re.IGNORECASE):
        raise SvgError(place)
