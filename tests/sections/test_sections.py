"""What every section must hold: its id, its language, its words, in any journey."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kit.blocks import Heading, Map, Section
from kit.diagnostics import Severity
from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.i18n import N_, texts
from kit.journey import Journey
from kit.review import Review, Silenced, review
from kit.rules import Finding, Rule
from kit.sections import SECTIONS, Context, Provenance, cover
from kit.workshop import load
from kit.workshop.history import versions
from tests.catalogue import missing
from tests.journeys import feeling, journey
from tests.sections.reading import AS_OF, context, found, pictures, said_in, text_of, unmarked

EXAMPLE = Path(__file__).parents[2] / "workshops" / "maison-lumen" / "workshop.yaml"
IDS = [
    "summary",
    "persona",
    "map",
    "touchpoints",
    "emotions",
    "workshop-scores",
    "pain-points",
    "improvements",
    "evidence",
    "review",
    "changes",
    "method",
]


def blank() -> Journey:
    return journey(personas={}, stages={}, touchpoints={})


def crowded() -> Journey:
    """Return twelve stages, eighty touchpoints, three personas, long texts."""
    long = "Un texte très long, avec des accents et un emoji 🙂. " * 4
    stages = {f"s{n}": {"name": f"Étape {n}: {long}"} for n in range(12)}
    touchpoints = {
        f"t{n}": {"stage": f"s{n % 12}", "channel": "shop", "name": f"{long}{n}"} for n in range(80)
    }
    personas = {f"p{n}": {"name": f"Persona {n}"} for n in range(3)}
    return journey(
        personas=personas,
        stages=stages,
        touchpoints=touchpoints,
        emotions=[
            {"persona": f"p{p}", "at": f"t{n}", "score": (n + p) % 5 - 2}
            for n in range(80)
            for p in range(3)
        ],
    )


RULE = Rule("a-rule", Severity.NOTE, N_("Found."), N_("Why."), N_("Fix."), ("M7.9",))


@cache
def sections(lang: str) -> dict[str, Section]:
    """Return all sections of a rich journey in the working edition."""
    return {id: section for id, write in SECTIONS.items() if (section := write(full(lang)))}


@cache
def full(lang: str) -> Context:
    workshop = load(EXAMPLE)
    measured = measure(workshop.journey, workshop.folder)
    rich = apply_to_map(workshop.journey, measured)
    whole = review(rich, AS_OF)
    finding = Finding(RULE, ("client",), RULE.says)
    silenced = Silenced(finding, "parce que")
    return context(
        rich,
        lang,
        edition="working",
        review=Review((*whole.findings, finding), (*whole.silenced, silenced)),
        provenance=Provenance("1.2.3", "abc123"),
        identity="maison-lumen",
        versions=versions(workshop),
        measurements=measured,
    )


def test_the_sections_stand_in_their_order():
    assert list(SECTIONS) == IDS


def test_each_section_has_the_id_by_which_it_is_registered():
    assert {id: section.id for id, section in sections("pseudo").items()} == {id: id for id in IDS}


def test_the_review_is_in_the_working_edition_only():
    assert SECTIONS["review"](context(journey())) is None
    assert SECTIONS["review"](context(journey(), edition="working")) is not None


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("id", [id for id in IDS if id != "workshop-scores"])
def test_a_blank_journey_is_told_what_is_missing(id: str, lang: str):
    section = SECTIONS[id](context(blank(), lang, edition="working"))
    assert section is not None
    assert section.blocks
    assert len(text_of(section.blocks)) > 30
    assert not pictures(section)


@pytest.mark.usefixtures("undrawn")
def test_a_crowded_journey_holds():
    written = context(crowded(), "fr")
    for section in SECTIONS.values():
        section(written)
    maps = list(found(SECTIONS["map"](written), Map))
    assert len(maps) == 3
    assert all(len(lane.cells) == 12 for map in maps for lane in map.lanes)


def test_every_text_comes_from_a_catalogue_or_from_the_file():
    leaks = {
        id: [unmarked(said) for said in said_in(section) if unmarked(said)]
        for id, section in sections("pseudo").items()
    }
    assert not any(leaks.values()), leaks


def test_nothing_leaks_where_much_is_missing():
    for sparse in (blank(), journey(), journey(emotions=[feeling("caisse", -1)])):
        written = context(sparse, "pseudo", edition="working")
        for section in SECTIONS.values():
            leaks = [unmarked(said) for said in said_in(section(written)) if unmarked(said)]
            assert not leaks


def test_the_walker_sees_a_leak():
    assert unmarked("Leaked") == "Leaked"
    assert unmarked("⟦said ⟦twice⟧⟧ 12.5 %") == ""


def test_the_french_report_says_nothing_in_english():
    assert [m for m in missing() if m.place.startswith("kit/sections")] == []


def test_headings_have_ids_of_their_own():
    ids = [h.id for section in sections("pseudo").values() for h in found(section, Heading)]
    assert all(ids)
    assert len(set(ids)) == len(ids)


def test_the_cover_says_how_firm_the_ground_is():
    shown = cover(full("fr"))
    assert str(shown.client) == "Maison Lumen"
    assert str(shown.personas) == "Camille et Bernard"
    assert "fondée sur des données recueillies" in str(shown.status)
    assert "85\N{NARROW NO-BREAK SPACE}%" in str(shown.status)
    assert str(shown.date) == "22 novembre 2026"
    assert "inventées" in str(shown.notice)


def test_the_cover_of_a_blank_journey_promises_nothing():
    shown = cover(context(blank(), "en"))
    assert str(shown.status) == "No statements yet."
    assert str(shown.title) == "Customer journey"


def test_client_words_are_never_part_of_the_kits_own_text():
    """Hostile names reach the formats as words, to be escaped there, and are no templates."""
    hostile = journey(
        client={"name": "{0} <b> ⟦", "language": "fr"},
        personas={"lea": {"name": "{persona} <i>"}},
        emotions=[feeling("caisse", -1)],
    )
    written = context(hostile, "pseudo", edition="working")
    for section in SECTIONS.values():
        assert not [said for said in said_in(section(written)) if unmarked(said)]
    assert texts("en").inline("{x}", x=hostile.words("{y}"))
