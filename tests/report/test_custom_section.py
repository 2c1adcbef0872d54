"""Sections of one's own: in the report's style, its contents and every format."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure

from kit.exports.html import section as as_html
from kit.i18n import texts
from kit.report import open_report, report
from kit.resources import resource
from tests.report.test_report import notebook_of

EXAMPLE = resource("notebooks").parent / "docs" / "examples" / "custom_report.ipynb"
TODAY = date(2026, 11, 22)


def drawn(width=6.0):
    figure = Figure(figsize=(width, 3))
    axes = figure.subplots()
    axes.plot([0.5, 1.5, 2.5], [1000, 2500, 1250.5])
    axes.bar_label(axes.bar([1, 2], [1000.5, 12.25]))
    axes.set_title("5 $ or 10 $")
    return figure


@pytest.fixture
def opened(client):
    return open_report(str(client), "fr")


def test_a_section_of_ones_own_has_texts_tables_and_figures(opened):
    rows = [["Appels", 1200], ["Coût", -6.5]]
    output = opened.custom_section(
        "Coûts",
        "Les appels coûtent le plus",
        "Un <texte>.",
        drawn(),
        opened.table("T", ["a", "b"], rows),
    )
    page = BeautifulSoup(as_html(output.section, texts("fr")), "html.parser")
    assert page.section["id"] == "own-couts"
    assert "Les appels coûtent le plus" in page.h2.get_text()
    assert "Un <texte>." in page.get_text()
    assert page.img["alt"] == "Les appels coûtent le plus"
    cells = [cell.get_text() for cell in page.select("td.figures")]
    assert cells == ["1\N{NARROW NO-BREAK SPACE}200", "−6,5"]


def test_two_sections_of_one_title_have_two_ids(opened):
    ids = [opened.custom_section(title).section.id for title in ("Coûts", "Coûts", "!?")]
    assert ids == ["own-couts", "own-couts-2", "own-section"]


def test_a_figure_takes_the_colours_and_the_width_of_the_report(opened):
    picture = opened.picture(drawn(width=12), "Une courbe.")
    theme = opened.context.theme
    assert picture.alt == "Une courbe."
    assert picture.width == pytest.approx(170)
    assert theme.series[0] in picture.svg
    assert "#1f77b4" not in picture.svg
    assert "#ff7f0e" not in picture.svg
    assert opened.picture(drawn(), "a").svg == opened.picture(drawn(), "a").svg


def test_a_figure_is_in_the_readers_numbers_and_the_kits_font(opened):
    figure = drawn()
    opened.picture(figure, "a")
    said = [text for text in figure.findobj() if hasattr(text, "get_text")]
    labels = {text.get_text() for text in said}
    assert {"1\N{NARROW NO-BREAK SPACE}000,5", "12,25", "5 $ or 10 $"} <= labels
    assert "2\N{NARROW NO-BREAK SPACE}500" in labels
    assert all(text.get_fontfamily()[0].startswith("Parcours") for text in said if text.get_text())
    assert all(text.get_fontsize() >= 7 for text in said)


def test_years_on_an_axis_have_no_separator(opened):
    figure = Figure()
    axes = figure.subplots()
    axes.plot([2021, 2022, 2023, 2024], [1, 2, 3, 4])
    opened.picture(figure, "a")
    assert "2022" in {label.get_text() for label in axes.get_xticklabels()}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("",), "custom_section\\(\\) demande un titre"),
        (("Coûts", "", 12), "et non «\\xa0int\\xa0»"),
    ],
)
def test_what_is_no_part_is_told(opened, arguments, says):
    with pytest.raises((TypeError, ValueError), match=says):
        opened.custom_section(*arguments)


def test_a_row_that_is_too_short_is_told(opened):
    with pytest.raises(
        ValueError, match="La ligne 2 du tableau «\\xa0T\\xa0» n’a pas autant de cellules"
    ):
        opened.table("T", ["a", "b"], [["x", 1], ["y"]])


@pytest.mark.parametrize(("lang", "title"), [("fr", "Coût des appels"), ("en", "Cost of calls")])
def test_the_example_notebook_makes_a_report_with_its_own_section(client, tmp_path, lang, title):
    outcome = report(client, lang, out=tmp_path / "outputs", as_of=TODAY, notebook=EXAMPLE)
    assert outcome.ok, outcome.problems
    page = BeautifulSoup(outcome.files[0].read_text("utf-8"), "html.parser")
    entries = [entry.get_text() for entry in page.select("nav ol a")]
    assert entries[2] == title
    section = page.find(id=page.select("nav ol a")[2]["href"].removeprefix("#"))
    assert re.search("65.?520", section.h2.get_text())
    assert section.img["alt"].endswith(("€.", "€65,520."))
    assert len(page.select("main img")) == len(page.select("main img[alt]"))


def test_the_variable_workshop_stays_the_path(client, tmp_path):
    own = notebook_of(
        tmp_path / "own.ipynb",
        "from kit import open_report\nreport = open_report(workshop, lang)\nreport",
        "import os\nassert os.path.isdir(workshop), workshop",
        'report.custom_section(os.path.basename(workshop), "")',
    )
    outcome = report(client, "fr", out=tmp_path / "outputs", as_of=TODAY, notebook=own)
    assert outcome.ok, outcome.problems
    assert 'href="#own-maison-exemple"' in outcome.files[0].read_text("utf-8")
