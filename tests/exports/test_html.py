"""What a section becomes in HTML: nothing lost, nothing executable, everything in its place."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.blocks import (
    Card,
    Cards,
    Chart,
    Column,
    Heading,
    Listing,
    Map,
    Mark,
    Paragraph,
    Picture,
    Section,
    Series,
    Table,
)
from kit.exports import html
from kit.i18n import MixedText, UserText, texts
from kit.theme import READABLE, Theme, contrast
from tests.browser.reports import compared, shown
from tests.exports import samples

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</style></bdi></section><h1>!",
    "javascript:alert(1)",
    "&lt;b&gt; &amp; <!-- --> ]]>",
    "$x^2$ `code` **bold** # title",
)
CONTROL = ("Cc", "Cs")


class Reading(HTMLParser):
    """A page as a browser reads it: its elements, and its text."""

    VOID = frozenset({"img", "br", "meta", "col", "link", "path", "input"})

    def __init__(self, page):
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def read(*blocks, lang="en"):
    return Reading(html.section(Section("map", "Map", blocks), texts(lang)))


# --- texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_read_as_they_were_typed(text):
    page = html.export(samples.notebook(text)).decode()
    assert Reading(page).text.count(text) > 50
    assert tags(page) == tags(html.export(samples.notebook()).decode())


def tags(page):
    """Every element with the names of its attributes, in order."""
    return [(tag, sorted(attributes)) for tag, attributes in Reading(page).elements]


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=CONTROL), min_size=1, max_size=80))
def test_any_words_read_as_they_were_typed(text):
    page = read(Paragraph(UserText(text, "fr")))
    assert page.texts.count(text) == 1
    assert [tag for tag, _ in page.elements] == ["section", "h2", "p", "bdi"]


def test_words_of_another_language_are_marked():
    paragraph = Paragraph(
        MixedText(("They say ", UserText("bonjour", "fr"), " and ", UserText("hi", "en")))
    )
    assert [bdi.get("lang") for bdi in read(paragraph).all("bdi")] == ["fr", None]
    assert [bdi.get("lang") for bdi in read(paragraph, lang="fr").all("bdi")] == [None, "en"]


def test_sources_are_small_numbers_that_lead_to_them():
    marks = Mark("sources 1 and 3", "measured", "●", (1, 3)), Mark("assumption", "assumed", "◇", ())
    rows = tuple(("a", (UserText("b"), mark)) for mark in marks)
    listed = Table("Sources", (Column("A"), Column("B")), rows, ("source-1", "source-3"))
    page = read(listed, lang="fr")
    assert [(a["href"], a["aria-label"]) for a in page.all("a")] == [
        ("#source-1", "source 1"),
        ("#source-3", "source 3"),
    ]
    assert [row.get("id") for row in page.all("tr")] == [None, "source-1", "source-3"]
    (guess,) = [span for span in page.all("span") if span.get("role") == "img"]
    assert guess["aria-label"] == "assumption"
    assert "sources 1 and 3" not in page.text


@pytest.mark.parametrize(
    "block",
    [
        Paragraph("Waiting hurts.", "lead", (1, 3)),
        Listing(("Waiting hurts.",), sources=((1, 3),)),
        Cards((Card("Waiting hurts", (), sources=(1, 3)),)),
        Cards((Card("Léa", (), quotation="Waiting hurts.", quoted=(1, 3)),)),
        Picture(samples.SVG, "A curve", "Two points", sources=(1, 3)),
        Picture(samples.SVG, "A curve", sources=(1, 3)),
    ],
    ids=["paragraph", "list", "card", "quotation", "caption", "picture"],
)
def test_whatever_rests_on_sources_has_their_numbers(block):
    page = read(block)
    assert [(a["href"], a["aria-label"]) for a in page.all("a")] == [
        ("#source-1", "source 1"),
        ("#source-3", "source 3"),
    ]
    assert page.text.rstrip().endswith("1, 3")


def test_numbers_are_no_part_of_a_heading():
    card = html.section(
        Section("map", "Map", (Cards((Card("A", (), sources=(1,)),)),)), texts("en")
    )
    assert re.search(r"<h3[^>]*>A</h3>", card)


def test_a_picture_has_the_sources_of_its_chart():
    chart = Chart("c", "bars", "A", ("x",), (Series("s", (1.0,)),), (0.0, 4.0), "a", sources=(2,))
    drawn = Picture(samples.SVG, "A figure")
    page = read(chart, drawn, Paragraph("x"), drawn)
    assert [a["href"] for a in page.all("a")] == ["#source-2"]
    assert page.text.index("Source 2") < page.text.index("x")


def test_a_section_may_have_its_own_list_of_sources():
    blocks = (
        Paragraph("Waiting hurts.", sources=(1,)),
        Paragraph("1 Survey", id="journey-a-sources"),
    )
    section = Section("journey-a", "A", blocks, sources_at="journey-a-sources")
    page = Reading(html.section(section, texts("en")))
    assert [a["href"] for a in page.all("a")] == ["#journey-a-sources"]
    assert [p.get("id") for p in page.all("p")] == [None, "journey-a-sources"]


@pytest.mark.parametrize(("example", "lang"), [("maison-lumen", "fr"), ("tandem-app", "en")])
def test_every_number_of_a_client_s_report_leads_to_its_source(example, lang):
    page = Reading(html.export(shown(example, lang, "client")).decode())
    ids = {attributes.get("id") for _, attributes in page.elements}
    led_to = [a["href"] for a in page.all("a") if a["href"].startswith("#source-")]
    assert len(led_to) > 100
    assert {href.removeprefix("#") for href in led_to} <= ids


def test_every_number_of_a_comparison_leads_to_the_sources_of_its_journey():
    page = Reading(html.export(compared("maison-lumen", "tandem-app", lang="en")).decode())
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len({*ids})
    led_to = {a["href"].removeprefix("#") for a in page.all("a")}
    assert led_to <= {*ids}
    assert len([id for id in led_to if id.endswith("-sources")]) == 2


def test_colour_is_never_alone():
    page = read(Table("Caption", (), ((Mark("severe", "bad", "▲"),),)))
    assert "▲" in page.text
    assert "severe" in page.text


# --- pictures ----------------------------------------------------------------------------------


def test_a_picture_is_an_image_with_its_alternative_text():
    [image] = read(Picture(samples.SVG, 'It "falls" <at> the till & rises')).all("img")
    assert image["alt"] == 'It "falls" <at> the till & rises'
    assert image["src"].startswith("data:image/svg+xml,")
    assert "<" not in image["src"]
    assert "#" not in image["src"]


def test_the_address_of_an_svg_ends_at_no_quotation_mark():
    address = html.svg_url("<svg><text>\"a\" & 'b' &quot; <i>%</i></text></svg>")
    assert not set('<>"&#') & set(address)
    assert read(Picture('<svg>&quot;"</svg>', "x")).all("img")[0]["src"].endswith("%3C/svg%3E")


def test_the_richest_report_is_small_enough_to_be_sent():
    assert len(html.export(shown("maison-lumen", "fr", "client"))) < 1_200_000


def test_an_svg_comes_back_from_its_address():
    from urllib.parse import unquote

    address = html.svg_url(samples.SVG)
    assert unquote(address.removeprefix("data:image/svg+xml,")) == samples.SVG.replace('"', "'")


# --- the map -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stages", "widths"), [(1, [1]), (3, [3]), (7, [7]), (8, [4, 4]), (12, [6, 6]), (15, [5, 5, 5])]
)
def test_a_map_has_as_many_tables_as_it_needs_to_be_read(stages, widths):
    parts = [part for part in html.parts(samples.journey_map(stages)) if part.on != "paper"]
    assert [len(part.columns) for part in parts] == widths


def test_a_map_that_a_screen_splits_is_whole_on_paper():
    parts = list(html.parts(samples.journey_map(12)))
    assert [(part.on, len(part.columns)) for part in parts] == [
        ("screen", 6),
        ("screen", 6),
        ("paper", 12),
    ]
    (whole,) = html.parts(samples.journey_map(7))
    assert whole.on == ""


def test_a_map_is_a_table_with_a_heading_for_every_stage_and_lane():
    map = samples.journey_map(7)
    page = read(map)
    scopes = [th["scope"] for th in page.all("th")]
    assert scopes.count("col") == 7
    assert scopes.count("row") == len(map.lanes)
    assert len(page.all("td")) == 7 * len(map.lanes) + 1


def test_a_map_says_its_scores_in_words():
    page = read(samples.journey_map(7), lang="fr")
    assert "+0,6" in page.text
    assert "−1,6" in page.text
    assert "moment de vérité" in page.text
    assert samples.journey_map(7).curve_alt in page.text


def test_a_map_without_stages_or_lanes_is_no_error():
    assert read(Map("Empty", (), (), ())).all("td") == []


# --- the page ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page():
    return Reading(html.export(samples.notebook(lang="fr")).decode())


def test_the_page_names_its_language_and_landmarks(page):
    assert page.all("html") == [{"lang": "fr"}]
    assert [len(page.all(tag)) for tag in ("main", "nav", "header", "footer", "h1")] == [1] * 5
    assert ("a", {"class": "skip", "href": "#report"}) in page.elements


def test_the_page_runs_and_loads_nothing(page):
    assert not page.all("script")
    assert not page.all("link")
    assert all(image["src"].startswith("data:") for image in page.all("img"))
    policy = next(m["content"] for m in page.all("meta") if "http-equiv" in m)
    assert policy.startswith(
        "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
    )
    assert not [name for _, attributes in page.elements for name in attributes if name[:2] == "on"]


def test_the_contents_lead_to_every_section(page):
    links = [a["href"] for a in page.all("a") if not a["href"].startswith("#source-")][1:]
    assert links == [f"#{section.id}" for section in samples.sections()]
    assert [s["id"] for s in page.all("section")] == [link[1:] for link in links]


def test_ids_are_unique(page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_headings_leave_no_level_out(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_client_s_id_cannot_be_that_of_a_section():
    page = Reading(html.section(Section("persona", "P", (Heading("M", "map"),)), texts("en")))
    assert {"id": "persona-map", "class": "heading"} in page.all("h3")


def test_the_same_notebook_gives_the_same_bytes():
    assert html.export(samples.notebook()) == html.export(samples.notebook())


def test_a_notebook_that_opens_no_report_is_none():
    notebook = samples.notebook()
    del notebook.cells[0]
    with pytest.raises(html.NoReportError):
        html.export(notebook)


def test_what_cells_print_is_not_for_the_client():
    from nbformat.v4 import new_code_cell, new_output

    notebook = samples.notebook()
    notebook.cells.append(new_code_cell("print()", outputs=[new_output("stream", text="debug")]))
    assert b"debug" not in html.export(notebook)


# --- colours -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "brand", ["#1f5f74", "#ffe600", "#ffffff", "#000000", "#ff5a36", "#7cfc00"]
)
def test_every_text_is_readable_on_its_ground_whatever_the_brand(brand):
    theme = Theme(brand=brand)
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", html.properties(theme)))
    pairs = [
        ("ink", "paper"),
        ("ink", "wash"),
        ("ink", "tint"),
        ("muted", "wash"),
        ("muted", "tint"),
    ]
    pairs += [("accent", "paper"), ("accent", "tint"), ("on-accent", "accent")]
    pairs += [("on-accent", "accent-deep")]
    for name in ("very-bad", "bad", "neutral", "good", "very-good"):
        pairs += [
            (f"{name}-text", f"{name}-tint"),
            (f"{name}-text", "paper"),
            ("ink", f"{name}-tint"),
        ]
    low = {p: contrast(colours[p[0]], colours[p[1]]) for p in pairs}
    assert not {pair: value for pair, value in low.items() if value < READABLE}


def test_a_text_in_the_style_sheet_stays_a_text():
    assert html.css_text('a"}</style>é') == '"a\\22 \\7d \\3c \\2f style\\3e \\e9 "'
