"""Every hostile text in every text field: markup stays the kit's, and the text reads as typed."""

from __future__ import annotations

import re
from functools import cache

import pytest
from bs4 import BeautifulSoup

from kit.exports import html
from kit.hints import hints
from kit.journey import Journey
from kit.sections import SECTIONS
from kit.sections.portfolio import Portfolio, section, section_ids
from tests.hostile.planting import naughty, planted, refused, text_fields, xss
from tests.sections.reading import context

PLAIN = "des mots simples"


def page(journey: Journey) -> BeautifulSoup:
    known = context(journey, "en")
    sections = [write(known) for write in SECTIONS.values()]
    written = "".join(html.section(s, known.t) for s in sections if s is not None)
    return BeautifulSoup(written, "html5lib")


def compared_page(journey: Journey) -> BeautifulSoup:
    """Return the sections of a comparison of the journey with itself."""
    known = context(journey, "en")
    whole = Portfolio((known, known), known.t, known.theme, known.as_of)
    written = "".join(html.section(section(whole, id), known.t) for id in section_ids(whole))
    return BeautifulSoup(written, "html5lib")


def markup(soup: BeautifulSoup) -> set[tuple[str, str]]:
    """Return every element and attribute that occurs."""
    return {(tag.name, name) for tag in soup.find_all(True) for name in ("", *tag.attrs)}


def read(text: str) -> str:
    # The model takes every kind of space off the ends of a text, U+2029 among them.
    return re.sub(r"[ \t\n\r\f]+", " ", text.strip())


@cache
def ordinary() -> tuple[frozenset[tuple[str, str]], int]:
    soup = page(planted(PLAIN))
    return frozenset(markup(soup)), len(soup.select("bdi.words"))


@cache
def ordinary_comparison() -> tuple[frozenset[tuple[str, str]], int]:
    soup = compared_page(planted(PLAIN))
    return frozenset(markup(soup)), len(soup.select("bdi.words"))


def check(text: str) -> None:
    check_page(text, page(planted(text)), ordinary())


def check_page(
    text: str, soup: BeautifulSoup, expected: tuple[frozenset[tuple[str, str]], int]
) -> None:
    known, count = expected
    assert markup(soup) <= known, text
    shown = [read(bdi.get_text()) for bdi in soup.select("bdi.words")]
    # A text shortened in a summary ends in an ellipsis; every other is whole.
    whole = [words for words in shown if not words.endswith("…")]
    # Inside a sentence of the kit's, a text gives up its own full stop.
    assert set(whole) <= {read(text), read(text.removesuffix("."))}, text
    assert len(shown) >= count * 0.8, text


@pytest.mark.parametrize(
    "number",
    [pytest.param(number, marks=() if number < 3 else pytest.mark.soak) for number in range(8)],
)
@pytest.mark.usefixtures("undrawn")
def test_markup_stays_the_kits_whatever_a_client_types(number):
    for text in [*xss(), *(s for s in naughty()[::9] if not refused(s))][number::8]:
        check(text)


@pytest.mark.usefixtures("undrawn")
def test_a_comparison_keeps_its_markup_whatever_a_client_types():
    for text in [*xss()[::9], *(s for s in naughty()[::45] if not refused(s))]:
        check_page(text, compared_page(planted(text)), ordinary_comparison())


@pytest.mark.usefixtures("undrawn")
def test_separators_around_a_text_are_left_out_everywhere_and_those_within_kept():
    check("\u2029test\u2029")
    check("\u2028un\u2029deux\u00a0")


@pytest.mark.soak
@pytest.mark.parametrize("number", range(8))
@pytest.mark.usefixtures("undrawn")
def test_markup_stays_the_kits_with_the_full_lists(number):
    for text in [*xss(), *(s for s in naughty() if not refused(s))][number::8]:
        check(text)


def test_control_characters_are_refused():
    from pydantic import ValidationError

    strings = [s for s in naughty() if refused(s)]
    assert strings
    for text in strings:
        with pytest.raises(ValidationError, match="control character"):
            planted(text)


def test_the_full_journey_has_every_text_field_of_the_model():
    planted_at = {tuple(p for p in place if isinstance(p, str)) for place in text_fields()}
    leaves = {place[-1] for place in planted_at}
    within = {part for place in planted_at for part in place}
    assert len(planted_at) > 60
    from kit.framing import Author, Client, Scenario, Upkeep
    from kit.sources import Source
    from kit.steps.emotions import Emotion
    from kit.steps.improvements import Improvement
    from kit.steps.pain_points import PainPoint
    from kit.steps.persona import Persona
    from kit.steps.stages import Experience, Stage
    from kit.steps.touchpoints import EmployeeSide, Touchpoint

    records = (
        *(Author, Client, Scenario, Source, Upkeep, Persona, Stage, Experience, Touchpoint),
        *(EmployeeSide, Emotion, PainPoint, Improvement),
    )
    files = {"logo", "picture", "file"}  # paths, refused unless they name an image of the folder
    for record in records:
        for name, hint in hints(record):
            kind = record.model_fields[name].annotation
            is_text = "Statement" in str(kind) or (kind in (str, str | None) and not hint.links)
            choice = hint.choices and name not in ("phase", "word")
            if is_text and not choice and name not in {*files, "colour"}:
                assert name in {*leaves, *within}, (record.__name__, name)
