"""The comparison of several journeys: what it states, with n, and what it never claims."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kit.blocks import Card, Paragraph, Section, Table
from kit.i18n import texts
from kit.journey import Journey
from kit.sections.portfolio import Portfolio, cover, section, section_ids
from kit.theme import Theme
from tests.journeys import feeling, journey
from tests.sections.reading import AS_OF, context, found, said_in, tables, text_of, unmarked

STAGES = {
    "chercher": {"name": "Je cherche", "phase": "research"},
    "acheter": {"name": "J’achète", "phase": "purchase"},
}
SURVEY = {"enquete": {"name": "Enquête", "kind": "survey", "n": 60}}


def shop(name: str = "Exemple", low: float = -1.5, n: int = 60, **more: object) -> Journey:
    return journey(
        **{
            "client": {"name": name, "language": "fr", "invented": True},
            "scenario": {"title": "Acheter une lampe", "state": "current"},
            "stages": STAGES,
            "evidence": SURVEY,
            "emotions": [
                feeling("vitrine", 1, evidence="enquete", n=n),
                feeling("caisse", low, evidence="enquete", n=n),
            ],
            "pain_points": {
                "attente": {
                    "at": "caisse",
                    "group": "process",
                    "what": "La file est longue",
                    "mentions": "14 of 60",
                    "impact": 4,
                    "persistence": 4,
                }
            },
            **more,
        }
    )


def compared(*journeys: Journey, lang: str = "en", **more: Any) -> Portfolio:
    contexts = tuple(
        context(one, lang, identity=f"client-{number}") for number, one in enumerate(journeys)
    )
    return Portfolio(contexts, texts(lang), Theme(), AS_OF, **more)


def headline(portfolio: Portfolio, id: str) -> str:
    return str(section(portfolio, id).headline)


def table_of(part: Section) -> Table:
    return tables(part)[0]


# --- names -----------------------------------------------------------------------------------


def test_a_journey_has_its_clients_name_or_what_tells_it_from_the_others():
    online = {"title": "Acheter en ligne", "state": "current"}
    names = compared(shop("A"), shop("B"), shop("B", scenario=online)).names
    assert [str(name) for name in names] == [
        "A",
        "B · Acheter une lampe",
        "B · Acheter en ligne",
    ]
    same = compared(shop("A"), shop("A")).names
    assert [str(name) for name in same] == [
        "A · Acheter une lampe (client-0)",
        "A · Acheter une lampe (client-1)",
    ]


def test_the_cover_names_few_clients_and_counts_many():
    whole = cover(compared(shop("A"), shop("B")))
    assert str(whole.client) == "A and B"
    assert str(whole.title) == "2 customer journeys compared"
    assert "invented" in str(whole.notice)
    many = cover(compared(*(shop(f"Client {n}") for n in range(5))))
    assert str(many.client) == "Client 0, Client 1 and 3 other clients"


# --- curves ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("undrawn")
def test_a_phase_in_which_most_journeys_are_lowest_is_the_headline():
    whole = compared(shop("A"), shop("B"), shop("C", low=2))
    assert headline(whole, "curves") == "Purchase is the lowest phase in 2 of 3 journeys"


@pytest.mark.usefixtures("undrawn")
def test_where_the_low_phases_differ_each_has_its_score_and_n():
    said = headline(compared(shop("A"), shop("B", low=2, n=90)), "curves")
    assert said == (
        "The low points differ: A in the phase “Purchase” (−1.5, n\u00a0=\u00a060) and "
        "B in the phase “Comparison” (+1, n\u00a0=\u00a090)"
    )


@pytest.mark.usefixtures("undrawn")
def test_the_table_has_score_n_and_origin_and_names_what_stays_out():
    other = shop(
        "B",
        stages={**STAGES, "rever": {"name": "Je rêve"}},
        emotions=[feeling("caisse", scores=[-1, -2])],
    )
    part = section(compared(shop("A"), other), "curves")
    rows = table_of(part).rows
    assert [str(column.said) for column in table_of(part).columns] == [
        "Journey",
        "Comparison",
        "Purchase",
    ]
    assert text_of(rows[0][2]) == "−1.5\nmeasured\nn\u00a0=\u00a060"
    assert text_of(rows[1][1]) == "no score"
    assert text_of(rows[1][2]).startswith("−1.5\nscored in the workshop\nn\u00a0=\u00a02")
    assert "“Je rêve” (B)" in text_of(part)


@pytest.mark.usefixtures("undrawn")
def test_personas_are_averaged_with_the_lowest_and_the_highest_beside():
    two = shop(
        "A",
        personas={"lea": {"name": "Léa"}, "tom": {"name": "Tom"}},
        emotions=[feeling("caisse", -2), {"persona": "tom", "at": "caisse", "score": 1}],
    )
    rows = table_of(section(compared(two, shop("B")), "curves")).rows
    assert "−0.5" in text_of(rows[0][2])
    assert "mean of 2 personas, from −2 to +1" in text_of(rows[0][2])


@pytest.mark.usefixtures("undrawn")
def test_a_future_state_is_marked_and_heads_nothing():
    aim = shop("B", low=-2, scenario={"title": "Demain", "state": "future"})
    whole = compared(shop("A"), aim)
    assert "B (future state)" in text_of(section(whole, "curves"))
    assert headline(whole, "curves") == headline(whole, "moments") == ""


@pytest.mark.usefixtures("undrawn")
def test_what_could_not_be_read_is_named():
    whole = compared(shop("A"), shop("B"), left_out=("maison-perdue",))
    assert "maison-perdue" in text_of(section(whole, "curves"))


# --- moments ---------------------------------------------------------------------------------


def test_moments_are_those_that_head_each_summary_with_their_n():
    part = section(compared(shop("A"), shop("B", low=-2)), "moments")
    rows = table_of(part).rows
    assert text_of(rows[0][1]) == "Shop\n−1.5\nn\u00a0=\u00a060, measured"
    assert (
        text_of(rows[0][2]) == "Window, street and shopping centre\n+1\nn\u00a0=\u00a060, measured"
    )
    assert str(part.headline) == ("The lowest moment of all is “Shop” at B (−2, n\u00a0=\u00a060)")


def test_measured_and_workshop_moments_are_not_ranked_against_each_other():
    room = shop("B", emotions=[feeling("caisse", scores=[-2, -2])])
    said = headline(compared(shop("A"), room), "moments")
    assert said.startswith("The lowest moments are “Shop” at A (−1.5, n\u00a0=\u00a060) and")
    assert "workshop" in said


# --- pain points -----------------------------------------------------------------------------


def test_pain_points_that_recur_say_what_is_equal_and_keep_their_own_words():
    other = shop(
        "B",
        pain_points={
            "file": {
                "at": "caisse",
                "group": "process",
                "what": "On attend au comptoir",
                "mentions": "5 of 20",
            }
        },
    )
    part = section(compared(shop("A"), other), "recurring")
    assert str(part.headline) == (
        "Pain points recur in 2 of 2 journeys: channel “Shop”, group “Process”"
    )
    (card,) = found(part, Card)
    assert str(card.title) == "channel “Shop”, group “Process”"
    assert text_of(card.marks) == "2 of 2 journeys"
    first, second = card.entries
    assert text_of(first).startswith("A\n“La file est longue” (14 of 60 customers; severity")
    assert text_of(second) == "B\n“On attend au comptoir” (5 of 20 customers)"
    whole = compared(shop("A"), other)
    told = [id for id in section_ids(whole)
            if "does not make them the same" in text_of(section(whole, id))]  # fmt: skip
    assert told == ["method"]


def test_a_group_alone_is_only_counted():
    other = shop(
        "B",
        pain_points={"site": {"at": "site", "group": "process", "what": "La page est lente"}},
    )
    part = section(compared(shop("A"), other), "recurring")
    assert "of the group “Process” are met in 2 of 2 journeys" in str(part.headline)
    assert "No touchpoint’s name" in text_of(part)
    counts = tables(part)[0]
    assert [text_of(cell) for cell in counts.rows[0]] == ["A", "0", "0", "1", "0", "0"]


def test_nothing_is_claimed_of_journeys_without_pain_points():
    bare = shop("A", pain_points={})
    assert headline(compared(bare, shop("B", pain_points={})), "recurring") == ""


# --- evidence --------------------------------------------------------------------------------


def test_coverage_has_k_of_n_in_all_and_by_phase():
    bare = shop("B", emotions=[feeling("caisse", -1)])
    part = section(compared(shop("A"), bare), "coverage")
    totals, phases = tables(part)
    assert [text_of(cell) for cell in totals.rows[0][:3]] == ["A", "2 of 3", "67%"]
    assert [text_of(cell) for cell in totals.rows[1][:3]] == ["B", "0 of 2", "0%"]
    assert [text_of(cell) for cell in phases.rows[0]] == ["A", "1 of 1", "1 of 2"]
    assert str(part.headline) == (
        "1 of 2 maps is research-based; the least evidence: B (0% of 2 statements)"
    )


# --- a page for each, and the whole ----------------------------------------------------------


@pytest.mark.usefixtures("undrawn")
def test_a_journey_has_a_page_with_its_decision_page_and_stages():
    whole = compared(shop("A"), shop("B"))
    page = section(whole, "journey-2")
    assert str(page.title) == "B · Acheter une lampe"
    assert "La file est longue" in text_of(page)
    rows = tables(page)[0].rows
    assert [text_of(cell) for cell in rows[1][:3]] == ["J’achète", "Purchase", "Purchase"]
    assert [text_of(cell) for cell in rows[0][:3]] == [
        "Je cherche",
        "Research and comparison",
        "Comparison",
    ]


def test_the_method_prints_the_alignment_and_the_provenance():
    part = section(compared(shop("A"), shop("B")), "method")
    said = text_of(part)
    assert "Consideration and Research and comparison" in said
    assert "client-1" in said


def test_the_method_lists_the_sources_to_which_each_page_leads():
    whole = compared(shop("A"), shop("B"))
    listed = {b.id: text_of(b) for b in section(whole, "method").blocks if isinstance(b, Paragraph)}
    for name, id in (("A", "journey-1"), ("B", "journey-2")):
        said = listed[section(whole, id).sources_at]
        assert said.startswith(name)
        assert "1\u00a0Enquête" in said


@pytest.mark.usefixtures("undrawn")
def test_every_text_is_the_catalogues_or_a_clients():
    contexts = compared(shop("A"), shop("B"), shop("B", low=2), lang="pseudo").contexts
    whole = Portfolio(contexts, texts("pseudo"), Theme(), AS_OF, ("client-9",))
    for id in section_ids(whole):
        for said in said_in(section(whole, id)):
            left = re.sub(r"client-\d|F\d+", "", unmarked(said))
            assert not re.search(r"[a-z]{2}", left), (id, left)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_blank_maps_and_many_journeys_have_every_section(lang):
    blank = journey(personas={}, stages={}, touchpoints={})
    for whole in (
        compared(blank, blank, lang=lang),
        compared(*(shop(f"Client {n}") for n in range(12)), lang=lang),
    ):
        for id in section_ids(whole):
            part = section(whole, id)
            assert part.id == id
            assert part.blocks
            for table in found(part, Table):
                assert all(len(row) == len(table.columns) for row in table.rows)
