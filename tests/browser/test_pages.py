"""Reports as their readers open them: on a screen, on a phone, on paper, without a mouse."""

import io
import json
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from kit.blocks import Column, Map, Paragraph, Section, Table
from kit.exports import annex, html, pdf
from kit.exports.map_sheets import sheets
from kit.report.error_page import ErrorPage
from kit.sections import SECTIONS
from tests.browser.reports import EXAMPLES, compared, shown
from tests.exports import samples
from tests.figures.crowd import LONG, SHORT
from tests.full import full
from tests.sections.reading import context
from tests.thinned import thinned

pytestmark = pytest.mark.browser

WIDTHS = (390, 1440)
WIDE = "[document.documentElement.scrollWidth, window.innerWidth]"
CUT = """[...document.querySelectorAll(".scroll")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.querySelector("caption")?.textContent.trim())"""
"""The tables that are not seen whole."""

ALL = [(example, lang) for example in EXAMPLES for lang in ("fr", "en")]
RICHEST = "maison-lumen"
"""Looked at by axe in both languages at both widths; the others in one language at each width."""
SOON = ((RICHEST, "fr"), ("tandem-app", "en"))
SOME = [pytest.param(*one, marks=() if one in SOON else pytest.mark.soak) for one in ALL]


@pytest.mark.parametrize(("example", "lang"), SOME)
def test_a_report_is_quiet_accessible_and_fits(opened, violations, example, lang):
    content = html.export(shown(example, lang))
    assert len(content) < 1_500_000
    for width in WIDTHS:
        page = opened(content, width)
        assert page.asked == []
        assert page.said == []
        across, window = page.evaluate(WIDE)
        assert across <= window, f"the page scrolls sideways at {width} px"
        assert width < 1440 or page.evaluate(CUT) == []
        if example == RICHEST or (lang == "fr") == (width == 390):
            assert violations(page) == {}
    assert page.get_attribute("html", "lang") == lang


@pytest.mark.soak
def test_a_comparison_is_quiet_accessible_and_fits(opened, violations):
    for lang, examples in (("fr", EXAMPLES), ("en", ("maison-lumen", "tandem-app"))):
        content = html.export(compared(*examples, lang=lang))
        for width in (320, *WIDTHS):
            page = opened(content, width)
            assert page.asked == []
            assert page.said == []
            across, window = page.evaluate(WIDE)
            assert across <= window, f"the page scrolls sideways at {width} px"
            assert violations(page) == {}
        assert page.locator("section[id^=journey-]").count() == len(examples)
        assert page.get_attribute("html", "lang") == lang


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(text, marks=pytest.mark.soak) for text in ("", samples.LONG * 2, "W" * 300)),
        "🙂 مرحبا <b>",
    ],
)
def test_any_texts_stay_on_the_page(opened, violations, text):
    content = html.export(samples.notebook(text))
    for width in (320, *WIDTHS):
        page = opened(content, width)
        across, window = page.evaluate(WIDE)
        assert across <= window, f"the page scrolls sideways at {width} px"
    assert violations(page) == {}
    assert page.said == []


def test_a_failure_is_accessible(opened, violations):
    failure = ErrorPage("fr", ("workshops/a/workshop.yaml:3:5: «\u202fx\u202f» " + "W" * 200,))
    for width in WIDTHS:
        page = opened(failure.render("a", "report.ipynb", "report.previous.html"), width)
        assert violations(page) == {}
        across, window = page.evaluate(WIDE)
        assert across <= window
        assert page.said == []


# --- the map -----------------------------------------------------------------------------------


def test_the_curve_lines_up_with_the_stages(opened):
    page = opened(html.export(samples.notebook()))
    for number, dots in ((0, 6), (1, 5), (2, 5)):
        middles = page.evaluate(
            """number => {
              const table = document.querySelectorAll('table.map')[number];
              const box = e => e.getBoundingClientRect();
              const middle = e => box(e).left + box(e).width / 2;
              const heads = [...table.querySelectorAll('th.stage')].map(middle);
              return [...table.querySelectorAll('.dot')].map(
                dot => Math.min(...heads.map(head => Math.abs(head - middle(dot)))))
            }""",
            number,
        )
        assert len(middles) == dots
        assert max(middles) < 1


def test_on_a_phone_the_map_is_one_card_a_stage(opened):
    page = opened(html.export(samples.notebook()), 390)
    tops = page.evaluate(
        """() => [...document.querySelector('table.map').querySelectorAll('th.stage, tbody td')]
          .filter(e => e.offsetParent)
          .map(e => [e.style.getPropertyValue('--column'), e.getBoundingClientRect().top])
          .sort((a, b) => a[1] - b[1]).map(pair => pair[0])"""
    )
    assert tops == sorted(tops)
    assert set(tops) == set("0123456")


def test_on_a_phone_the_curve_stands_above_the_stages(opened):
    content = html.export(samples.notebook())
    for width, seen in ((390, True), (1440, False)):
        page = opened(content, width)
        curve = page.locator(".map-part .overview").first
        assert curve.is_visible() is seen
    page = opened(content, 390)
    curve = page.locator(".map-part .overview").first.bounding_box()
    stage = page.locator(".map-part th.stage").first.bounding_box()
    assert curve["y"] + curve["height"] <= stage["y"]
    assert page.locator(".map-part .overview").first.locator(".number").count() == 7


def test_a_table_stays_a_table_for_who_listens(opened):
    for width in WIDTHS:
        page = opened(html.export(samples.notebook()), width)
        region = page.get_by_role("group", name="The journey of Léa, current state").first
        assert region.get_by_role("columnheader").count() == 7
        assert region.get_by_role("cell", name="Annoncer le délai").count() == 3


def test_everything_works_by_keyboard(opened):
    page = opened(html.export(samples.notebook()))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#report$"))
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


# --- paper -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stages", "personas", "text", "lang"),
    [
        (12, 10, LONG, "fr"),
        pytest.param(12, 10, LONG, "en", marks=pytest.mark.soak),
        pytest.param(12, 1, LONG, "fr", marks=pytest.mark.soak),
        pytest.param(9, 4, LONG, "fr", marks=pytest.mark.soak),
        (9, 4, SHORT, "en"),
        (3, 2, LONG, "fr"),
    ],
)
def test_a_decision_page_is_one_page_and_one_screen(opened, stages, personas, text, lang):
    """Whatever a journey brings, a director sees all of it at once."""
    known = context(full(text, stages, personas), lang)
    summary = samples.notebook(lang=lang, only=SECTIONS["summary"](known))
    page = opened(html.export(summary), 1440, reduced_motion="reduce")
    page.evaluate("document.getElementById('summary').scrollIntoView()")
    assert page.evaluate("document.getElementById('summary').getBoundingClientRect().bottom") <= 900
    printed = PdfReader(io.BytesIO(pdf.export(summary)))
    assert len(printed.pages) == 2, "the cover and the page"
    assert min(size for _, size in lettering(printed.pages[1])) >= 6.99


def lettering(page):
    """Return the texts of a printed page, each with its size in points."""
    found = []

    def seen(text, cm, tm, font, size):
        scale = abs((tm[0] * tm[3] - tm[1] * tm[2]) * (cm[0] * cm[3] - cm[1] * cm[2])) ** 0.5
        if text.strip():
            found.append((text.strip(), round(size * scale, 2)))

    page.extract_text(visitor_text=seen)
    return found


SHEETS = {"a4": (842, 595), "a3": (1191, 842)}


def landscape(notebook):
    """Return the landscape pages of a report on paper."""
    printed = PdfReader(io.BytesIO(pdf.export(notebook)))
    return [page for page in printed.pages if page.mediabox.width > page.mediabox.height]


def size_of(page):
    return round(page.mediabox.width), round(page.mediabox.height)


@pytest.mark.parametrize(
    ("stages", "text", "lang"), thinned([3, 12], [SHORT, LONG], ["fr", "en"], together=1)
)
def test_a_map_is_on_the_sheets_that_were_chosen_for_it(stages, text, lang):
    section = SECTIONS["map"](context(full(text, stages, 2), lang))
    maps = [block for block in section.blocks if isinstance(block, Map)]
    chosen = [SHEETS[sheet.paper] for one in maps for sheet in sheets(one)]
    pages = landscape(samples.notebook(lang=lang, only=section))
    assert [size_of(page) for page in pages] == chosen
    assert min(size for page in pages for _, size in lettering(page)) >= 6.99
    if text == SHORT:
        assert set(chosen) == {SHEETS["a4"]}


@pytest.mark.parametrize("identity", EXAMPLES)
def test_the_summary_is_one_printed_page(opened, identity):
    """What a director reads has to fit one page."""
    page = opened(html.export(shown(identity, "fr", "client")), 643)  # 170 mm, between the margins
    page.emulate_media(media="print")
    height = page.evaluate("document.getElementById('summary').getBoundingClientRect().height")
    assert height * 25.4 / 96 <= 297 - 9 - 13


@pytest.mark.parametrize(("identity", "lang"), thinned(EXAMPLES, ["fr", "en"], together=1))
def test_the_summary_is_seen_whole_on_a_screen(opened, identity, lang):
    page = opened(html.export(shown(identity, lang, "client")), 1440, reduced_motion="reduce")
    page.evaluate("document.getElementById('summary').scrollIntoView()")
    top, bottom = page.evaluate("""() => {
      const {top, bottom} = document.getElementById("summary").getBoundingClientRect();
      return [top, bottom];
    }""")
    assert top >= 0
    assert bottom <= 900


def test_the_summary_is_printed_large_enough(opened):
    page = opened(html.export(shown(RICHEST, "fr", "client")), 643)
    page.emulate_media(media="print")
    sizes = page.evaluate("""() => [...document.querySelectorAll(
      "#summary :is(.lead, .card-title, .entry)")].map((one) => getComputedStyle(one).fontSize)""")
    assert len(sizes) > 10
    assert min(float(size.removesuffix("px")) for size in sizes) * 0.75 >= 9.5


def test_no_table_begins_with_its_header_alone_at_the_foot_of_a_page():
    long = "What a client wrote, at some length. " * 12
    blocks = [
        block
        for n in range(24)
        for block in (
            Paragraph("One line more. " * (7 * (n % 5))),
            Table(f"Table {n}", (Column("Alone"), Column("Owner")), ((long, "x"), ("short", "y"))),
        )
    ]
    paper = PdfReader(
        io.BytesIO(pdf.export(samples.notebook(only=Section("evidence", "x", tuple(blocks)))))
    )
    lowest = [feet(page) for page in paper.pages]
    assert len(lowest) > 6
    assert [foot for foot in lowest if "Alone" in foot] == []


def test_no_section_begins_at_the_foot_of_a_page_without_its_finding():
    finding = "A finding that takes two lines of a page, as those of the examples do. " * 2
    sections = [
        Section(f"s{n}", f"Topic {n}", (Paragraph("More. " * (31 * (n % 9))),), headline=finding)
        for n in range(40)
    ]
    paper = PdfReader(io.BytesIO(pdf.export(samples.notebook(some=sections))))
    lowest = [feet(page) for page in paper.pages[1:]]
    assert len(lowest) > 6
    assert [foot for foot in lowest if any("Topic" in text for text in foot)] == []


def feet(page):
    """The texts on the lowest line of a page, its footer left aside."""
    lines = {}

    def seen(text, cm, tm, font, size):
        at = round(cm[1] * tm[4] + cm[3] * tm[5] + cm[5])
        if text.strip() and at > 57:
            lines.setdefault(at, []).append(text.strip())

    page.extract_text(visitor_text=seen)
    return set(lines[min(lines)]) if lines else set()


def test_what_is_printed_can_be_read(opened):
    page = opened(html.export(shown(EXAMPLES[-1], "en", "client")), 1047)
    page.emulate_media(media="print")
    sizes = json.loads(
        page.evaluate(
            """() => { const sizes = {}; const walk = document.createTreeWalker(document.body, 4);
            while (walk.nextNode()) { const e = walk.currentNode.parentElement;
              if (!walk.currentNode.textContent.trim() || !e.offsetParent) continue;
              sizes[e.className || e.tagName] = parseFloat(getComputedStyle(e).fontSize) * 0.75 }
            return JSON.stringify(sizes) }"""
        )
    )
    assert len(sizes) > 20
    assert {name: size for name, size in sizes.items() if size < 6.99} == {}


@pytest.mark.soak
def test_what_is_folded_is_printed_in_the_annex_alone():
    notebook = shown(RICHEST, "en", "client")
    report, apart = (
        PdfReader(io.BytesIO(export(notebook))) for export in (pdf.export, annex.export)
    )
    said = [
        " ".join(" ".join(page.extract_text() for page in paper.pages).split())
        for paper in (report, apart)
    ]
    assert len(report.pages) <= 12
    for table in (
        "How the sources were collected",
        "Pain points by severity",
        "Improvements by priority",
        "Touchpoints in journey order",
        "The figures of this report",
    ):
        assert [table in one for one in said] == [False, True], table
    assert "Sources, by number" in said[0]  # the small numbers lead there
    assert "Client edition · Annex · English" in said[1]
    numbered = [f"{n} {title}" for n, title in ((4, "Touchpoints"), (5, "Emotions"))]
    assert [[title in one for one in said] for title in numbered] == [[True, True]] * 2
    assert all(page.extract_text().strip() for page in apart.pages)


def test_what_is_folded_in_a_handout_is_printed():
    notebook = samples.notebook("A sentence to look for")
    printed = PdfReader(io.BytesIO(pdf.export(notebook)))
    assert any("Sources" in page.extract_text() for page in printed.pages)
