"""One value of a workshop changes: it is changed wherever it was printed, in every edition.

The values of the workshop below are unmistakable, so that a text that has one has it from there.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kit.exports import html
from kit.exports.notebook import ExecutedNotebook
from kit.exports.tables import Known, tables
from kit.figures import poster
from kit.figures.lettering import typeface
from kit.figures.letters import letter
from kit.i18n import Texts, texts
from kit.report import open_report
from kit.theme import Theme
from tests.browser.reports import as_notebook
from tests.figures.legible import texts as artists
from tests.sections.reading import pictures

DAY = "2026-11-22"

WORKSHOP: dict[str, Any] = {
    "answers": 641,  # rows of panel.csv, which no workshop file states
    "schema_version": 1,
    "client": {"name": "Quillon Zabrek", "language": "en", "invented": True},
    "author": {"name": "Ondine Vasko Conseil"},
    "scenario": {"title": "Order a kirbane", "state": "current", "based_on": "research"},
    "map": {"owner": "Perrine Wozk", "created": "2026-02-12", "last_review": "2026-10-17"},
    "team": [{"name": "Ysolde", "department": "Fulfilment Nord", "role": "courier"}],
    "goals": {"keep": {"name": "Keep the veltrons", "measure": "Orders a year"}},
    "evidence": {
        "survey": {
            "name": "Brulkin survey",
            "kind": "survey",
            "collected": "Sent after delivery",
            "start": "2026-05-04",
            "end": "2026-06-29",
            "n": 947,
        },
        "panel": {
            "name": "Grell panel",
            "kind": "survey",
            "collected": "Asked in the shop",
            "file": "panel.csv",
            "measures": [
                {"at": "box", "figure": "emotion", "column": "The wooden box"},
            ],
        },
    },
    "personas": {
        "zeph": {
            "name": "Zéphyrine",
            "kind": "typical",
            "quotation": {"text": "I want it by noon", "evidence": "survey"},
            "goals": {"short_term": [{"text": "Get a kirbane", "evidence": "survey"}]},
        }
    },
    "stages": {
        "seek": {
            "name": "I seek a gromnard",
            "kpis": {
                "found": {
                    "name": "Brindled searches",
                    "unit": "%",
                    "target": 77.3,
                    "values": {"2026-03-01": 36.9, "2026-09-01": 41.7},
                    "evidence": "survey",
                }
            },
        },
        "wait": {"name": "I await my parcel"},
        "use": {"name": "I make use of it"},
    },
    "touchpoints": {
        "shelf": {"stage": "seek", "channel": "website", "name": "The shelf page", "importance": 4},
        "van": {"stage": "wait", "channel": "delivery", "name": "The brown van", "importance": 5},
        "box": {"stage": "use", "channel": "shop", "name": "The wooden box", "importance": 3},
    },
    "emotions": [
        {"persona": "zeph", "at": "shelf", "scores": [1, 1, 1], "word": "calm"},
        {
            "persona": "zeph",
            "at": "van",
            "score": -1.3,
            "n": 823,
            "word": "angry",
            "thought": {"text": "Not there again", "evidence": "survey"},
            "evidence": "survey",
        },
        {"persona": "zeph", "at": "box", "word": "relieved", "evidence": "panel"},
    ],
    "pain_points": {
        "late": {
            "at": "van",
            "group": "productivity",
            "what": "Nobody says when the van comes",
            "where": "At home",
            "who": "Those who work",
            "mentions": "137 of 911",
            "impact": 4,
            "persistence": 5,
            "causes": ["The contract has no slots"],
            "evidence": "survey",
            "verbatims": [{"text": "I waited all day", "evidence": "survey"}],
        }
    },
    "improvements": {
        "slots": {
            "solution": "Offer slots of two hours",
            "opportunity": "A day of one's own",
            "kind": "build",
            "removes": "late",
            "impact": 5,
            "effort": 3,
            "reach": 6143,
            "goal": "keep",
            "stage": "wait",
            "kpi": "found",
            "expected_change": "fewer days lost",
            "owner": "Ravel Dunn",
            "due": "2027-03-17",
            "status": "planned",
        }
    },
}
"""Everything is invented."""


# --- what is printed -------------------------------------------------------------------------


Printed = dict[str, str]
"""The texts of an edition by medium: page, annex, descriptions and letters of figures, …"""


def printed(plain: dict[str, Any], lang: str, edition: str, folder: Path) -> Printed:
    """Return all that an edition of a workshop's report prints, and the tables and the poster."""
    (folder / "evidence").mkdir(parents=True)
    file = {key: value for key, value in plain.items() if key != "answers"}
    (folder / "workshop.yaml").write_text(yaml.safe_dump(file, allow_unicode=True), "utf-8")
    rows = [f"{number},{number % 2 + 4}" for number in range(plain["answers"])]
    (folder / "evidence" / "panel.csv").write_text("\n".join(["id,The wooden box", *rows]), "utf-8")
    report = open_report(str(folder), lang, edition, DAY)
    notebook = as_notebook([report, *(report.section(id) for id in report.sections)])
    drawn = pictures(ExecutedNotebook.of(notebook).sections)
    context = report.context
    known = Known(context.journey, context.measurements, context.review)
    sheets = poster(context.journey, "zeph", texts(lang), Theme())
    return {
        "page": visible(html.export(notebook)),
        "annex": visible(html.export(notebook, annex=True)),
        "alt texts": "\n".join(str(one.alt) for one in drawn),
        "figures": "\n".join(lettered(one.svg) for one in drawn),
        "tables": "\n".join(
            f"{value}"
            for _, table in tables(known, texts(lang))
            for row in table.to_pylist()
            for value in row.values()
        ),
        "poster": "\n".join(text.get_text() for sheet in sheets for text in artists(sheet)),
    }


def visible(page: bytes) -> str:
    """Return the texts of a page, with those that are read aloud alone."""
    soup = BeautifulSoup(page, "html.parser")
    for one in soup.find_all("style"):
        one.decompose()
    named = [str(e[a]) for e in soup.find_all(True) for a in ("alt", "aria-label") if e.get(a)]
    return "\n".join([soup.get_text("\n"), *named])


@cache
def _characters() -> dict[str, str]:
    """The characters of the kit's letters, by their outlines."""
    every = string.printable + "".join(map(chr, range(0xA1, 0x180))) + "–−—’“”…→≥≤€"
    found = {}
    for bold in (False, True):
        for character in every:
            found.setdefault(letter(character, typeface(bold)).outline, character)
    return found


def lettered(svg: str) -> str:
    """Return the lines of text of a figure, which are drawn letter by letter; without spaces."""
    root = ElementTree.fromstring(svg)
    spelled = _characters()
    outlines = {e.get("id"): spelled.get(e.get("d", ""), "?") for e in root.iter() if e.get("id")}
    lines = []
    for group in root.iter():
        used = [e.get("href", "")[1:] for e in group if e.tag.endswith("use")]
        if used:
            lines.append("".join(outlines[id] for id in used))
    return "\n".join(lines)


# --- the values ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Value:
    """A value of the workshop.

    Attributes
    ----------
    path
        The keys that lead to it in the file.
    old
        The value, as :attr:`new` draws others of its kind.
    file
        A value as the file has it.
    says, drawn, table
        A value as a person reads it in a language, as figures have it where that is another form,
        and as the tables hold it.
    where
        The media in which it must stand.
    """

    path: tuple[str | int, ...]
    old: Any
    new: st.SearchStrategy[Any]
    file: Callable[[Any], Any] = lambda value: value
    says: Callable[[Any, Texts], str] = lambda value, t: str(value)
    drawn: Callable[[Any, Texts], str] | None = None
    table: Callable[[Any], str] = str
    where: tuple[str, ...] = ("page", "annex")

    def changed(self, new: Any) -> dict[str, Any]:
        """Return the workshop with another value in its place."""
        plain = deepcopy(WORKSHOP)
        at: Any = plain
        for key in self.path[:-1]:
            at = at[key]
        assert at[self.path[-1]] == self.file(self.old)
        at[self.path[-1]] = self.file(new)
        return plain

    def count(self, value: Any, medium: str, text: str, t: Texts) -> int:
        """Return how often a value stands in the texts of a medium."""
        said = self.table(value) if medium == "tables" else self.says(value, t)
        if medium == "figures" and self.drawn is not None:
            said = self.drawn(value, t)
        if isinstance(value, str):  # a name is broken between lines
            return joined(text).count(joined(said))
        said = joined(said) if medium == "figures" else spaced(said)
        return len(re.findall(rf"(?<![\d.,]){re.escape(said)}(?![\d]|[.,]\d)", spaced(text)))


def joined(text: str) -> str:
    return re.sub(r"\s", "", text)


def spaced(text: str) -> str:
    return re.sub(r"[^\S\n]", " ", text)


def decimals(value: float, t: Texts) -> str:
    return f"{value:.1f}".replace(".", "," if t.lang == "fr" else ".")


def long_date(value: date, t: Texts) -> str:
    return str(t.date(value))


def short_date(value: date, t: Texts) -> str:
    return str(t.date(value, "medium"))


NAMES = st.tuples(*[st.text("abdegklmnoprtuvz", min_size=5, max_size=7)] * 2).map(
    lambda parts: " ".join(part.capitalize() for part in parts)
)
TENTHS = st.integers(301, 899).filter(lambda tenths: tenths % 10).map(lambda tenths: tenths / 10)
"""Values that are printed with a decimal."""

EVERYWHERE = ("page", "annex", "alt texts", "figures", "tables", "poster")
NAMED = ("page", "annex", "alt texts", "tables", "poster")


def name(*path: str | int, old: str, where: tuple[str, ...] = NAMED) -> Value:
    return Value(path, old, NAMES, where=where)


def day(*path: str | int, old: str, where: tuple[str, ...]) -> Value:
    days = st.dates(date(2026, 7, 1), date(2026, 10, 31))
    if old > DAY:
        days = st.dates(date(2027, 1, 1), date(2028, 12, 31))
    return Value(path, date.fromisoformat(old), days, str, long_date, short_date, where=where)


VALUES: dict[str, Value] = {
    "k of a count": Value(
        ("pain_points", "late", "mentions"),
        *(137, st.integers(120, 160), "{} of 911".format),
        where=EVERYWHERE,
    ),
    "n of a count": Value(
        ("pain_points", "late", "mentions"),
        *(911, st.integers(861, 999), "137 of {}".format),
        where=EVERYWHERE,
    ),
    "score": Value(
        ("emotions", 1, "score"),
        *(-1.3, st.integers(3, 19).map(lambda tenths: -tenths / 10)),
        says=lambda value, t: str(t.signed(value)),
        where=EVERYWHERE,
    ),
    "n of a score": Value(
        ("emotions", 1, "n"),
        *(823, st.integers(700, 860)),
        where=("page", "annex", "figures", "tables", "poster"),
    ),
    "answers of an export": Value(
        ("answers",), 641, st.integers(500, 699), where=("page", "annex", "tables")
    ),
    "n of a source": Value(
        ("evidence", "survey", "n"),
        *(947, st.integers(1000, 1999)),
        says=lambda value, t: str(t.number(value)),
        where=("page", "annex", "tables"),
    ),
    "latest value": Value(
        ("stages", "seek", "kpis", "found", "values", "2026-09-01"),
        *(41.7, TENTHS),
        says=decimals,
        where=("page", "annex", "tables", "poster"),
    ),
    "earlier value": Value(
        ("stages", "seek", "kpis", "found", "values", "2026-03-01"),
        *(36.9, TENTHS),
        says=decimals,
        where=("page", "annex", "tables"),
    ),
    "target": Value(
        ("stages", "seek", "kpis", "found", "target"),
        *(77.3, TENTHS),
        says=decimals,
        where=("page", "annex", "tables", "poster"),
    ),
    "client": name("client", "name", old="Quillon Zabrek", where=("page", "annex", "poster")),
    "author": name("author", "name", old="Ondine Vasko Conseil", where=("page", "annex", "poster")),
    "scenario": name("scenario", "title", old="Order a kirbane", where=("page", "poster")),
    "owner of the map": name("map", "owner", old="Perrine Wozk", where=("page", "annex", "tables")),
    "persona": name("personas", "zeph", "name", old="Zéphyrine"),
    "stage": name("stages", "seek", "name", old="I seek a gromnard"),
    "touchpoint": name("touchpoints", "van", "name", old="The brown van"),
    "pain point": name("pain_points", "late", "what", old="Nobody says when the van comes"),
    "improvement": name("improvements", "slots", "solution", old="Offer slots of two hours"),
    "owner": name(
        "improvements",
        "slots",
        "owner",
        old="Ravel Dunn",
        where=("page", "annex", "alt texts", "figures", "tables"),
    ),
    "goal": name("goals", "keep", "name", old="Keep the veltrons", where=("page", "annex")),
    "indicator": name(
        *("stages", "seek", "kpis", "found", "name"),
        old="Brindled searches",
        where=("page", "annex", "tables", "poster"),
    ),
    "source": name(
        "evidence", "survey", "name", old="Brulkin survey", where=("page", "annex", "tables")
    ),
    "due": day(
        "improvements",
        "slots",
        "due",
        old="2027-03-17",
        where=("page", "annex", "alt texts", "figures", "tables"),
    ),
    "last review": day("map", "last_review", old="2026-10-17", where=("page", "poster")),
    "end of a source": day(
        "evidence", "survey", "end", old="2026-06-29", where=("page", "annex", "tables")
    ),
}


# --- the property ----------------------------------------------------------------------------


@cache
def before(lang: str, edition: str) -> Printed:
    with TemporaryDirectory() as folder:
        return printed(WORKSHOP, lang, edition, Path(folder) / "client")


def is_new(value: Value, new: Any, lang: str, edition: str) -> bool:
    """Return whether a value can be told from whatever is printed without it."""
    printed_before = before(lang, edition).items()
    return new != value.old and not any(
        value.count(new, medium, text, texts(lang)) for medium, text in printed_before
    )


def holds(value: Value, new: Any, lang: str, edition: str) -> None:
    """Change a value, and compare all that is printed with what was printed before."""
    t = texts(lang)
    old = before(lang, edition)
    with TemporaryDirectory() as folder:
        now = printed(value.changed(new), lang, edition, Path(folder) / "client")
    for medium, text in now.items():
        stood = value.count(value.old, medium, old[medium], t)
        assert stood or medium not in value.where, f"{value.old} is not printed in: {medium}"
        assert value.count(value.old, medium, text, t) == 0, f"{value.old} is left in: {medium}"
        found = value.count(new, medium, text, t)
        assert found == stood, f"{medium}: {stood} × {value.old}, and {found} × {new}"


@pytest.mark.soak
@pytest.mark.parametrize("edition", ["client", "working"])
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", VALUES)
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_value_is_changed_wherever_it_stood(name, lang, edition, data):
    value = VALUES[name]
    new = data.draw(value.new)
    assume(is_new(value, new, lang, edition))
    holds(value, new, lang, edition)


NEW = {
    "k of a count": (151, "en", "client"),
    "score": (-0.7, "fr", "client"),
    "n of a score": (719, "en", "working"),
    "latest value": (58.9, "fr", "working"),
    "persona": ("Brastev Nuvelka", "fr", "client"),
    "owner": ("Torvel Brask", "en", "working"),
    "due": (date(2028, 5, 23), "fr", "client"),
}
"""One new value each for the quick test, with a language and an edition."""


@pytest.mark.parametrize("name", NEW)
def test_a_changed_value_is_changed_everywhere(name):
    assert is_new(VALUES[name], *NEW[name])
    holds(VALUES[name], *NEW[name])
