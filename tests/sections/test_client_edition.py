"""What a client is sent: no homework for the team, and every number again in the annex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from kit.blocks import Chart, Details, Picture, Section
from kit.i18n import UserText, pieces_of
from kit.report import open_report
from kit.resources import resource
from kit.sections import SECTIONS
from tests.journeys import journey
from tests.sections.reading import AS_OF, found, said_in, written
from tests.test_examples import EXAMPLES

BLANK = [f"{lang}/blank.yaml" for lang in ("fr", "en")]
MAPS = [
    *(resource("workshops") / name for name in EXAMPLES),
    *(resource("templates") / "workshops" / name for name in BLANK),
]
SOME = ("maison-lumen", "tandem-app")
"""Examples whose numbers are compared each time; the others in the soak."""

FIGURES = ("workshop-scores",)
"""Sections that have nothing but figures beside their annex."""

HOMEWORK = re.compile(
    r"""\?(?:\s|$)
    | \b(?:ask|start\ with\ (?:a|one|five)|talk\ about|check|note\ for\ each|walk\ through)\b
    | \b(?:demandez|commencez|parlez-en|vérifiez|notez|mesurez|parcourez)\b
    | not\ declared | non\ déclaré | questions\ to\ ask | questions\ à\ poser
    | to\ verify | à\ vérifier | no\ improvement\ yet | not\ yet\ declared""",
    re.VERBOSE | re.IGNORECASE,
)
"""Questions to the team, and requests."""

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def sections(workshop: Any, lang: str) -> Iterator[Section]:
    """Yield the sections of the client's edition as a notebook shows them."""
    report = open_report(str(workshop), lang, "client", str(AS_OF))
    for id in SECTIONS:
        if output := report.section(id):
            yield output.section


def own(said: Any) -> str:
    """Return a text without the client's words."""
    return "".join("…" if isinstance(piece, UserText) else piece for piece in pieces_of(said))


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("workshop", MAPS, ids=lambda path: path.name)
def test_a_client_is_given_no_homework(workshop: Any, lang: str):
    for section in sections(workshop, lang):
        alts = {block.alt for block in found(section, Picture | Chart)}  # with the client's words
        for said in said_in(section):
            assert str(said) in alts or not HOMEWORK.search(own(said)), (section.id, own(said))


def test_the_working_edition_asks_what_is_missing():
    asked = written(journey(), "touchpoints", edition="working")
    assert any(HOMEWORK.search(own(said)) for said in said_in(asked))


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("workshop", MAPS, ids=lambda path: path.parent.name)
def test_no_section_of_the_client_edition_is_empty(workshop: Any):
    for section in sections(workshop, "en"):
        beside = [block for block in section.blocks if not isinstance(block, Details | Chart)]
        assert beside or section.id in FIGURES, section.id


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in SOME else (pytest.mark.soak,)) for name in EXAMPLES],
)
def test_every_number_is_again_in_the_annex(name: str, lang: str):
    shown, apart = set[str](), set[str]()
    for section in sections(resource("workshops") / name, lang):
        if section.id == "method":  # its dates and its fingerprint are no values
            continue
        for block in section.blocks:
            if isinstance(block, Chart):  # the numbers of the pictures, for slides
                continue
            for said in said_in(block):
                if isinstance(block, Details):
                    apart.update(numbers(str(said)))
                else:
                    shown.update(numbers(own(said)))
        shown.update(numbers(own(section.headline)))
    assert shown
    assert shown <= apart, sorted(shown - apart)


def numbers(said: str) -> list[str]:
    """Return the numbers of a text; those of thousands and decimals written alike."""
    return NUMBER.findall(said.replace("\N{NARROW NO-BREAK SPACE}", "").replace(",", "."))
