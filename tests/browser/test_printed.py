"""The client's edition on paper: as short as promised, large enough to read, and well broken."""

from __future__ import annotations

import io
import json
import math
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from kit.exports import pdf
from kit.i18n import Language, texts
from kit.resources import resource
from kit.sections.definitions import DEFINITIONS
from kit.workshop import load
from tests.browser.reports import EXAMPLES, compared, notebook_of, shown
from tests.thinned import thinned

pytestmark = pytest.mark.browser

RICHEST = "maison-lumen"
ALL = [
    pytest.param(name, lang, marks=() if (name, lang) == (RICHEST, "fr") else (pytest.mark.soak,))
    for name in EXAMPLES
    for lang in ("fr", "en")
]
MOST = {"maison-lumen": 12}
"""The most pages of an example."""

BODY, SMALLEST = 9.5, 7.0
"""Sizes of type in points: of sentences, and of anything."""

FOOT = 17 / 25.4 * 72
"""The height of the lower margin, with the imprint and the page's number."""

SHEETS = ((842, 595), (1191, 842))
"""The sizes of A4 and A3 in points, on their sides."""

SENTENCE = re.compile(r"\w{2,}.{55,}\w")
"""A run of text that is no label, heading or cell."""


@dataclass
class Leaf:
    """A printed page: its texts with size and place, and the lowest mark above the margin."""

    width: float
    height: float
    runs: list[tuple[str, float, float]] = field(default_factory=list)
    marks: list[float] = field(default_factory=list)
    smallest: float = math.inf
    """The smallest size of type, in the margins too."""

    @property
    def wide(self) -> bool:
        return self.width > self.height

    @property
    def lowest(self) -> float:
        return min([*(y for _, _, y in self.runs), *self.marks], default=self.height)

    @property
    def text(self) -> str:
        return " ".join(" ".join(text for text, _, _ in self.runs).split())


def leaf(page: PageObject) -> Leaf:
    """Read a page: its texts, and the corners of what is painted, in points from its foot."""
    found = Leaf(float(page.mediabox.width), float(page.mediabox.height))
    path: list[float] = []

    def seen(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        scale = abs((tm[0] * tm[3] - tm[1] * tm[2]) * (cm[0] * cm[3] - cm[1] * cm[2])) ** 0.5
        y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
        if not text.strip():
            return
        found.smallest = min(found.smallest, round(size * scale, 2))
        if y > FOOT:
            found.runs.append((text.strip(), round(size * scale, 2), y))

    def painted(operator: bytes, args: Any, cm: Any, tm: Any) -> None:
        if operator in (b"m", b"l"):
            path.append(cm[1] * float(args[0]) + cm[3] * float(args[1]) + cm[5])
        elif operator == b"re":
            x, y, _, height = map(float, args)
            path.extend(cm[1] * x + cm[3] * up + cm[5] for up in (y, y + height))
        elif operator in (b"f", b"f*", b"S", b"s", b"B", b"B*", b"n"):
            # A background covers the page; a clipping path paints nothing.
            if operator != b"n" and path and max(path) - min(path) < 0.9 * found.height:
                found.marks.extend(y for y in path if y > FOOT)
            path.clear()

    page.extract_text(visitor_text=seen, visitor_operand_before=painted)
    return found


@dataclass(frozen=True)
class Element:
    """An element of a PDF's structure: its kind, the pages it is on, and the kinds around it."""

    kind: str
    pages: frozenset[int]
    within: tuple[str, ...]


def elements(paper: PdfReader) -> list[Element]:
    """Read the structure of a PDF in reading order."""
    numbers = {page.indirect_reference: n for n, page in enumerate(paper.pages, 1)}
    found: list[Element | None] = []

    def read(node: Any, page: Any, within: tuple[str, ...]) -> frozenset[int]:
        node = node.get_object()
        if isinstance(node, int):
            return frozenset({numbers[page]})
        page = node.raw_get("/Pg") if "/Pg" in node else page
        if "/S" not in node:
            return frozenset({numbers[page]}) if "/MCID" in node else frozenset()
        kind, place = str(node["/S"]), len(found)
        found.append(None)
        inner = node.get("/K", [])
        inner = inner if isinstance(inner, list) else [inner]
        pages = frozenset().union(*(read(one, page, (*within, kind)) for one in inner))
        found[place] = Element(kind, pages, within)
        return pages

    read(paper.trailer["/Root"]["/StructTreeRoot"]["/K"], None, ())
    return [one for one in found if one is not None]


@cache
def document(name: str, lang: str) -> PdfReader:
    """Return an example's report for its client, printed."""
    return PdfReader(io.BytesIO(pdf.export(shown(name, lang, "client"))))


@cache
def printed(name: str, lang: str) -> tuple[Leaf, ...]:
    """Return the pages of an example's report for its client."""
    return tuple(leaf(page) for page in document(name, lang).pages)


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_a_report_is_as_short_as_promised(name: str, lang: str):
    assert len(printed(name, lang)) <= MOST.get(name, 10)


def small() -> dict[str, Any]:
    """Return a workshop of one persona, five stages, twelve touchpoints and three pain points."""
    stages = {f"s{n}": {"name": f"Je passe à l’étape {n}"} for n in range(1, 6)}
    channels = ("website", "shop", "call-centre", "email")
    touchpoints = {
        f"t{n}": {"stage": f"s{1 + n % 5}", "channel": channels[n % 4], "name": f"Le contact {n}"}
        for n in range(12)
    }
    said = {"text": "une demande qui se dit en quelques mots", "evidence": ["enquete"]}
    pains = {
        f"p{n}": {
            "at": f"t{n}",
            "group": "process",
            "what": f"Le client attend une réponse pendant plus de {n + 2} jours",
            "mentions": f"{60 - 20 * n} of 180",
            "impact": 5 - n,
            "persistence": 4,
            "evidence": ["enquete"],
        }
        for n in range(3)
    }
    improvements = {
        f"i{n}": {
            "solution": f"Répondre le jour même, et dire quand au canal {n}",
            "removes": [f"p{n}"],
            "impact": 5 - n,
            "effort": 2 + n,
            "owner": "Service client",
            "due": f"2027-0{n + 1}-15",
            "status": "planned",
            "effects": [{"at": f"t{n}", "change": 1}],
        }
        for n in range(3)
    }
    return {
        "schema_version": 1,
        "client": {"name": "Exemple & fils", "language": "fr", "invented": True},
        "author": {"name": "Cabinet Exemple"},
        "scenario": {"title": "Demander une réparation", "situation": "La lampe ne s’allume plus."},
        "evidence": {"enquete": {"name": "Enquête", "kind": "survey", "n": 180}},
        "personas": {
            "lea": {"name": "Léa", "goals": {"short_term": [said, said], "long_term": [said]}}
        },
        "stages": stages,
        "touchpoints": touchpoints,
        "emotions": [
            {"persona": "lea", "at": id, "score": n % 5 - 2, "n": 180, "evidence": ["enquete"]}
            for n, id in enumerate(touchpoints)
        ],
        "pain_points": pains,
        "improvements": improvements,
    }


def test_a_small_report_has_seven_pages_at_most(tmp_path: Path):
    path = tmp_path / "workshop.yaml"
    path.write_text(json.dumps(small()), "utf-8")  # JSON is YAML, too
    paper = PdfReader(io.BytesIO(pdf.export(notebook_of(path))))
    assert len(paper.pages) <= 7
    assert "Le client attend" in "".join(page.extract_text() for page in paper.pages)


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_a_report_is_printed_large_enough(name: str, lang: str):
    pages = printed(name, lang)
    # The cover may have a logo, with letters of its own.
    assert min(size for page in pages[1:] for _, size, _ in page.runs) >= SMALLEST - 0.01
    for page in pages[2:]:
        if page.wide:
            continue
        sentences = [(text, size) for text, size, _ in page.runs if SENTENCE.search(text)]
        assert [said for said in sentences if said[1] < BODY - 0.01] == []


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_no_page_ends_above_its_middle(name: str, lang: str):
    pages = printed(name, lang)
    for number, (page, after) in enumerate(pairwise(pages), 1):
        if not after.wide:  # a map begins a sheet of its own
            assert page.lowest < page.height / 2, f"page {number} of {len(pages)}"


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_no_page_ends_with_a_title(name: str, lang: str):
    """A title, large or bold, is never the lowest text with nothing drawn under it."""
    for number, page in enumerate(printed(name, lang)[1:], 2):
        text, size, y = min(page.runs, key=lambda run: run[2])
        drawn_under = any(mark < y - 8 for mark in page.marks)
        assert size < 11 or drawn_under, (number, text)


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_a_heading_stands_over_what_it_heads(name: str, lang: str):
    structure = elements(document(name, lang))
    headings = [one for one in structure if re.fullmatch("/H[2-4]", one.kind)]
    assert len(headings) > 8
    for place, heading in enumerate(structure):
        if not re.fullmatch("/H[2-4]", heading.kind) or heading is headings[-1]:
            continue
        following = next(
            one for one in structure[place + 1 :] if one.pages and heading.kind not in one.within
        )
        assert heading.pages == {min(following.pages)}, (place, heading, following)


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_rows_figures_and_captions_are_whole(name: str, lang: str):
    """A row or a figure is on one page; a caption is on that of its table or its figure."""
    structure = elements(document(name, lang))
    whole = [one for one in structure if one.kind in ("/TR", "/Figure", "/Caption")]
    assert len(whole) > 10
    assert [one for one in whole if len(one.pages) > 1] == []
    for place, caption in enumerate(structure):
        if caption.kind != "/Caption" or not caption.pages:
            continue
        if "/Table" in caption.within:
            owner = next(one for one in structure[place:] if one.kind == "/TR")
        else:
            owner = next(one for one in structure[place::-1] if one.kind == "/Figure")
        assert owner.pages == caption.pages, (place, caption)


# --- the map on paper ----------------------------------------------------------------------------

ONE_EACH = thinned(EXAMPLES, ["fr", "en"], together=1)
"""Every example, in one language or the other."""

ENGLISH = (EXAMPLES[-1], "en")
"""An example whose map has every lane."""


@pytest.mark.parametrize(("name", "lang"), ONE_EACH)
def test_each_persona_s_map_is_one_sheet(name: str, lang: str):
    personas = load(resource("workshops") / name).journey.personas
    pages = [page for page in printed(name, lang) if page.wide]
    assert len(pages) == len(personas)
    for page, persona in zip(pages, personas, strict=True):
        assert (round(page.width), round(page.height)) in SHEETS
        assert page.smallest >= SMALLEST - 0.01
        assert persona.name in page.text


def test_the_map_is_printed_on_landscape_pages():
    pages = printed(*ENGLISH)
    wide = [page for page in pages if page.wide]
    assert 1 <= len(wide) < len(pages)
    text = " ".join(page.text for page in wide)
    for lane in ("Goal", "Actions", "Thoughts", "Touchpoints", "Emotion", "Pain points"):
        assert lane in text


def test_pages_are_numbered_and_the_cover_is_not():
    pages = document(*ENGLISH).pages
    assert f"2 / {len(pages)}" in pages[1].extract_text()
    assert f"1 / {len(pages)}" not in pages[0].extract_text()


def test_the_printed_report_has_an_outline():
    def titles(outline):
        return [t for o in outline for t in (titles(o) if isinstance(o, list) else [o.title])]

    assert any("journey map" in title for title in titles(document(*ENGLISH).outline))


@pytest.mark.soak
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_comparison_defines_each_figure_once(lang: Language):
    paper = PdfReader(io.BytesIO(pdf.export(compared(*EXAMPLES, lang=lang))))
    text = "".join("".join(page.extract_text().split()) for page in paper.pages)
    for id in ("F9", "F11", "F18"):
        definition = "".join(str(texts(lang).inline(DEFINITIONS[id])).split())
        assert text.count(definition[:60]) == 1, id
    assert len(paper.pages) <= 1 + 2 + len(EXAMPLES) + 2  # cover, across, journeys, method
