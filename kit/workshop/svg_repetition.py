"""Count how many shapes an SVG draws: each as often as others refer to it.

A shape is drawn once more by ``use``, and by whatever is painted, masked, clipped or marked with
what holds it. References stand in attributes, in ``style`` and in style sheets. Where that is not
clear without a browser, more are counted rather than fewer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

XLINK = "http://www.w3.org/1999/xlink"

LIGHT = ("linearGradient", "radialGradient", "filter")
"""Elements that may be referred to as often as there are shapes: they hold no shapes."""

PAINTS = ("fill", "stroke", "marker-start", "marker-end")
"""Properties that hold for every shape within an element."""

AT_VERTICES = ("marker", "marker-mid")
"""Properties that draw once for every point of every shape within an element."""

REFERENCE = re.compile(r"url\(\s*['\"]?#([^\s'\")]+)", re.IGNORECASE)
NUMBER = re.compile(r"[0-9.]+")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
UNCERTAIN = re.compile(r"\[[^\]]*\]|::?[\w-]+(?:\([^()]*\))?")
"""Conditions of a selector that are taken to be fulfilled."""

COMPOUND = re.compile(r"(\*|[\w-]+)?((?:[.#][\w-]+)*)")

MOST_MATCHES = 5_000_000
"""Elements that are compared with rules, all in all."""

Reference = tuple[str, str]
"""A property, and the id that it refers to."""


class RepetitionError(ValueError):
    """More is drawn than may be, or something draws itself."""


@dataclass(frozen=True)
class Rule:
    """A rule of a style sheet that refers to elements.

    Attributes
    ----------
    tag
        The element that it is for; nothing for any.
    names
        Its classes (``.a``) and its id (``#a``).
    """

    tag: str
    names: frozenset[str]
    references: tuple[Reference, ...]

    def matches(self, element: Element) -> bool:
        """Return whether the rule may hold for an element."""
        if self.tag and self.tag != split(element.tag)[1].lower():
            return False
        own = {f".{name}" for name in element.get("class", "").split()}
        return self.names <= own | {f"#{element.get('id', '')}"}


@dataclass(frozen=True)
class Drawn:
    """The shapes drawn with an element, and the points of their outlines."""

    shapes: int
    points: int


def check_repetition(root: Element, most: int, deepest: int) -> None:
    """Refuse an SVG that draws more shapes than ``most``.

    Raises
    ------
    RepetitionError
        If it does, or if references lead in a circle or deeper than ``deepest``.
    """
    named: dict[str, Element] = {}
    for element in root.iter():
        if name := element.get("id"):
            named.setdefault(name, element)
    elements = [*root.iter()]
    rules = [rule for sheet in elements for rule in _rules(sheet)]
    if len(rules) * len(elements) > MOST_MATCHES:
        raise RepetitionError
    counted: dict[Element, Drawn] = {}

    def drawn(element: Element, within: tuple[Element, ...]) -> Drawn:
        if element in within or len(within) > deepest:
            raise RepetitionError
        if element in counted:
            return counted[element]
        inside, once = (*within, element), _once(element)
        referred: Mapping[str, list[Element]] = _referred(element, named, rules)
        parts = [drawn(one, inside) for one in (*element, *referred[""])]
        shapes = 1 + sum(one.shapes for one in parts)
        points = once + sum(one.points for one in parts)
        paints = [drawn(one, inside) for one in referred["shapes"]]
        markers = [drawn(one, inside) for one in referred["points"]]
        total = Drawn(
            shapes * (1 + _shapes(paints)) + points * _shapes(markers),
            points + shapes * _points(paints) + points * _points(markers),
        )
        if total.shapes > most:
            raise RepetitionError
        counted[element] = total
        return total

    drawn(root, ())


def _shapes(several: Iterable[Drawn]) -> int:
    return sum(one.shapes for one in several)


def _points(several: Iterable[Drawn]) -> int:
    return sum(one.points for one in several)


def _once(element: Element) -> int:
    """Return how many points an element's own outline has, at most."""
    outline = element.get("d", "") + element.get("points", "")
    return 1 + sum(1 for _ in NUMBER.finditer(outline))


def _referred(
    element: Element, named: Mapping[str, Element], rules: Iterable[Rule]
) -> Mapping[str, list[Element]]:
    """Return the elements that one draws: once, for each of its shapes, or for each point."""
    references = [*_own(element)]
    for rule in rules:
        if rule.matches(element):
            references += rule.references
    found: dict[str, list[Element]] = defaultdict(list)
    for property_, name in references:
        target = named.get(name) or named.get(unquote(name))
        if target is None or split(target.tag)[1] in LIGHT:
            continue
        if property_ in AT_VERTICES:
            found["points"].append(target)
        elif property_ in PAINTS or property_.startswith("--"):
            found["shapes"].append(target)
        else:
            found[""].append(target)
    return found


def _own(element: Element) -> Iterator[Reference]:
    """Yield the references in an element's own attributes."""
    for key, value in element.attrib.items():
        name = split(key)[1]
        if name == "style":
            yield from _declared(COMMENT.sub(" ", value))
        elif name != "href":
            yield from ((name, target) for target in REFERENCE.findall(value))
    if split(element.tag)[1] in ("use", "pattern"):
        target = (element.get("href") or element.get(f"{{{XLINK}}}href") or "").strip()
        if target.startswith("#"):
            yield "href", target[1:]


def _declared(css: str) -> Iterator[Reference]:
    for declaration in css.split(";"):
        name, _, value = declaration.partition(":")
        for target in REFERENCE.findall(value):
            yield name.strip().lower(), target


def _rules(element: Element) -> Iterator[Rule]:
    """Yield the rules of a style sheet that refer to elements; none of another element."""
    if split(element.tag)[1] != "style":
        return
    for rule in COMMENT.sub(" ", "".join(element.itertext())).split("}"):
        selectors, _, declarations = rule.partition("{")
        references = tuple(_declared(declarations))
        for selector in UNCERTAIN.sub("", selectors).split(",") if references else ():
            subject = re.split(r"[\s>+~]+", selector.strip())[-1]
            found = COMPOUND.fullmatch(subject)
            tag, names = (found[1] or "", found[2]) if found else ("", "")
            parts = frozenset(re.findall(r"[.#][\w-]+", names))
            yield Rule("" if tag == "*" else tag.lower(), parts, references)


def split(name: object) -> tuple[str, str]:
    """Return the namespace of an element or attribute, and its name."""
    namespace, brace, local = str(name).rpartition("}")
    return namespace[1:] if brace else "", local
