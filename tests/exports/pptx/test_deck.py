"""The deck of a report: what a director finds in it, and what Office and a screen reader need."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.oxml.ns import qn

from kit.blocks import Chart, Group, Section, Series
from kit.exports import pptx
from kit.exports.html import ReportOutput, SectionOutput
from kit.exports.notebook import FRAME, SECTION, ExecutedNotebook, from_json
from kit.i18n import texts
from kit.report import open_report
from tests.exports.pptx.reading import (
    charts,
    deck,
    described,
    errors,
    rows,
    runs_without_language,
    sizes,
    text_of,
)
from tests.exports.samples import notebook
from tests.exports.test_html import HOSTILE

WORKSHOPS = Path(__file__).parents[3] / "workshops"
EXAMPLES = sorted(str(p.parent.relative_to(WORKSHOPS)) for p in WORKSHOPS.rglob("workshop.yaml"))
DAY = "2026-12-01"


@cache
def executed(example, lang="fr"):
    """Return the report of an example as its notebook holds it, without running one."""
    report = open_report(str(WORKSHOPS / example), lang, as_of=DAY)
    frame = from_json(report._repr_mimebundle_()[FRAME])
    shown = [report.section(id) for id in report.sections]
    return frame, tuple(from_json(one._repr_mimebundle_()[SECTION]) for one in shown if one)


def as_notebook(frame, sections):
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    shown: list[ReportOutput | SectionOutput] = [
        ReportOutput(frame),
        *(SectionOutput(one, frame.lang) for one in sections),
    ]
    return new_notebook(
        cells=[
            new_code_cell(
                "…",
                outputs=[new_output("execute_result", one._repr_mimebundle_(), execution_count=1)],
            )
            for one in shown
        ]
    )


@cache
def written(example, lang="fr"):
    return pptx.export(ExecutedNotebook.of(as_notebook(*executed(example, lang))))


CASES = [
    ("maison-lumen", "fr"),
    ("a-revoir", "en"),
    *(
        pytest.param(example, lang, marks=pytest.mark.soak)
        for example in EXAMPLES
        for lang in ("fr", "en")
        if (example, lang) not in (("maison-lumen", "fr"), ("a-revoir", "en"))
    ),
]


@pytest.mark.parametrize(("example", "lang"), CASES)
def test_office_opens_it_and_everyone_can_read_it(example, lang, tmp_path):
    content = written(example, lang)
    assert not errors(content, tmp_path)
    made = deck(content)
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert len(titles) == len(set(titles))
    assert all(titles)
    for slide in made.slides:
        assert next(iter(slide.shapes)) == slide.shapes.title  # first in reading order
        assert all(alt.strip() for _, alt in described(slide)), described(slide)
        assert slide.notes_slide.notes_text_frame.text.strip()
    assert min(sizes(made)) >= 10
    assert not runs_without_language(made)
    assert not [e for slide in made.slides for e in slide._element.iter(qn("p:style"))]
    colours = [e for slide in made.slides for e in slide._element.iter(qn("a:srgbClr"))]
    assert not colours  # a theme's colours alone: another template brings its own


def test_about_a_dozen_slides_tell_the_journey_and_the_details_come_last():
    made = deck(written("maison-lumen"))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    frame, sections = executed("maison-lumen")
    found = {section.id: str(section.headline) for section in sections}
    details = titles.index("Déjà décidé\u00a0: planifié ou en cours")
    assert details <= 13
    for id in ("summary", "workshop-scores", "pain-points", "improvements", "evidence", "changes"):
        assert found[id] in titles[:details]
    assert titles[0] == "Acheter un luminaire en ligne"
    maps = [title for title in titles if title.startswith("Parcours client\u00a0: Camille, étape")]
    assert maps[0] in titles[:details]
    # Two personas are compared on one slide; the curve of each, and the targets, are looked up.
    drawn = [titles.index(slide.shapes.title.text_frame.text) for slide, _ in charts(made)]
    assert sum(place < details for place in drawn) == 4
    assert "–" in titles[-1]  # the details of the maps
    assert len(made.slides) <= 24
    assert str(frame.cover.client) in text_of(made.slides[0])


def test_the_curve_of_the_only_persona_is_no_detail():
    made = deck(written("a-revoir", "en"))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    [curve] = [
        titles.index(slide.shapes.title.text_frame.text)
        for slide, chart in charts(made)
        if chart.plots[0].series[0].name == "Sarah"
    ]
    _, sections = executed("a-revoir", "en")
    [pains] = [str(one.headline) for one in sections if one.id == "pain-points"]
    assert curve < titles.index(pains)


def test_a_slide_with_numbers_says_on_how_many_answers_they_rest():
    for slide, _ in charts(deck(written("maison-lumen"))):
        source = next(s.text_frame.text for s in slide.shapes if s.name == "Sources")
        assert "n de " in source or "n = " in source or "aucun client" in source


@pytest.mark.parametrize(("example", "lang"), CASES)
def test_charts_hold_the_numbers_that_the_report_prints_and_nothing_else(example, lang):
    _, sections = executed(example, lang)
    blocks = {
        str(block.caption): block
        for section in sections
        for block in section.blocks
        if isinstance(block, Chart) and not block.empty
    }
    drawn = charts(deck(written(example, lang)))
    assert drawn
    assert len(drawn) == len(blocks)
    for slide, chart in drawn:
        shape = next(s for s in slide.shapes if s.has_chart and s.chart.part is chart.part)
        block = blocks[shape.name]
        header, *table = rows(chart)
        shown = len(table)
        if shown < len(block.categories):  # only bars, and the slide says so
            assert block.kind == "bars"
            assert shown >= 5
            of = {"fr": "sur", "en": "of"}[lang]
            assert f"{shown} {of} {len(block.categories)}" in text_of(slide)
        first = 0 if block.kind == "matrix" else 1
        for column, series in enumerate(block.series, first):
            values = [row[column] if row[column] != "" else None for row in table]
            assert values == [printed(value) for value in series.values[:shown]]
            if block.kind != "matrix" and any(series.n):
                column = header.index(f"{series.name}: n")
                assert [row[column] or None for row in table] == [*series.n[:shown]]
        names = [row[-1 if block.kind == "matrix" else 0] for row in table]
        for name, whole in zip(names, map(str, block.categories), strict=False):
            if block.kind != "curves" or len(block.categories) <= 9:
                assert name == whole
            elif name != whole:  # slanted names have little room; the notes have them whole
                assert 10 < len(name) <= 30
                assert name.endswith("…")
                assert whole.startswith(name.removesuffix("…"))
        beside = 1 if block.kind == "matrix" else 3 * sum(any(s.intervals) for s in block.series)
        beside += 0 if block.kind == "matrix" else sum(any(s.n) for s in block.series)
        assert len(header) <= 1 + len(block.series) + beside


def printed(value):
    """Return a value as the report prints it, as a number."""
    if value is None:
        return None
    text = texts("en").signed(value)
    return float(text.replace("\N{MINUS SIGN}", "-"))


def test_numbers_are_rounded_as_the_report_rounds_them():
    series = Series("Severity", (1.25, -0.04, -1.25), ((1.0, 2.35), None, (-1.45, -1.15)))
    names = ("one", "two", "three")
    for span, shown in (((0.0, 5.0), "General"), ((-2.0, 2.0), "+General;−General;0")):
        chart = Chart("x", "bars", "Caption", names, (series,), span, "Alt")
        content = pptx.export(notebook(only=Section("pain-points", "Title", (chart,))))
        [(slide, drawn)] = charts(deck(content))
        assert [*drawn.plots[0].series[0].values] == [1.2, 0.0, -1.2]
        assert [row[1] for row in rows(drawn)[1:]] == [1.2, 0.0, -1.2]
        said = text_of(slide)
        assert "1.2 [" in said
        assert "1.25" not in said
        values = next(drawn._chartSpace.iter(qn("c:val")))
        assert next(values.iter(qn("c:formatCode"))).text == shown
        bars = next(drawn._chartSpace.iter(qn("c:errBars")))
        reach = [float(value.text) for value in bars.find(qn("c:plus")).iter(qn("c:v"))]
        assert reach == pytest.approx([2.4 - 1.2, 1.2 - 1.1])


def test_words_stand_where_there_is_no_severity():
    severity = Series("Severity", (2.0, None), tones=("bad", "bad"), gaps=("", "to be counted"))
    chart = Chart("x", "bars", "Caption", ("one", "two"), (severity,), (0.0, 4.0), "Alt")
    section = Section("pain-points", "Title", (chart,))
    [(slide, _)] = charts(deck(pptx.export(notebook(only=section))))
    assert "to be counted" in text_of(slide)
    none = replace(chart, series=(replace(severity, values=(None, None)),))
    assert not charts(deck(pptx.export(notebook(only=replace(section, blocks=(none,))))))


def test_intervals_are_error_bars_of_the_length_of_the_interval():
    _, sections = executed("maison-lumen")
    section = next(one for one in sections if one.id == "pain-points")
    block = next(one for one in section.blocks if isinstance(one, Chart))
    chart = next(
        chart
        for _, chart in charts(deck(written("maison-lumen")))
        if "Gravité" in [s.name for s in chart.plots[0].series]
    )
    bars = next(chart._chartSpace.iter(qn("c:errBars")))
    reach = [float(value.text) for value in bars.find(qn("c:plus")).iter(qn("c:v"))]
    series = block.series[0]
    expected = [
        printed(found[1]) - printed(value)
        for value, found in zip(series.values, series.intervals, strict=True)
        if found is not None
    ]
    assert reach == pytest.approx(expected[: len(reach)], abs=1e-5)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text, tmp_path):
    content = pptx.export(notebook(text))
    assert not errors(content, tmp_path)
    made = deck(content)
    assert made.slides[0].shapes.title.text_frame.text == text
    assert made.core_properties.title == text
    assert f"Persona: {text} and {text}" in text_of(made.slides[0])
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert len(titles) == len(set(titles))
    tables = [s.table for slide in made.slides for s in slide.shapes if s.has_table]
    assert text in [paragraph.text for t in tables for paragraph in paragraphs(t)]


def paragraphs(table):
    return [p for row in table.rows for cell in row.cells for p in cell.text_frame.paragraphs]


def test_characters_that_act_on_others_are_left_out(tmp_path):
    text = "facture \u202egnp.exe\u202c \u2066x\u2069 \x07\x85a\u2028b"
    content = pptx.export(notebook(text))
    assert not errors(content, tmp_path)
    made = deck(content)
    assert made.slides[0].shapes.title.text_frame.text == "facture gnp.exe x a\vb"
    with ZipFile(BytesIO(content)) as archive:
        parts = "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    assert not re.findall("[\u202a-\u202e\u2066-\u2069\u2028\x07\x85]", parts)


def test_a_property_of_the_file_is_cut_where_office_cuts_it():
    content = pptx.export(notebook("Un très long nom de client " * 30))
    properties = deck(content).core_properties
    for text in (properties.title, properties.subject, properties.author):
        assert 200 < len(text) <= 255
        assert text.endswith("…")


@pytest.mark.parametrize("kind", ["curves", "bars", "matrix"])
def test_hostile_texts_stay_texts_in_charts(kind, tmp_path):
    text = " ".join(HOSTILE) + "=1+1"
    names = tuple(f"{number} {text}" for number in range(3))
    tones = ("bad",) * 3
    series = (
        Series(text, (-0.04, None, 1.5), ((-1.0, 1.0), None, (1.0, 2.0)), (5, None, 12), tones),
        Series(text, (1.0, 2.0, None), tones=tones),
    )
    if kind == "matrix":
        series = (Series(text, (1.0, 1.0, 5.0), tones=tones),) * 2
    id = {"curves": "emotions-x", "bars": "x", "matrix": "impact-effort"}[kind]
    groups = (Group(text, (0, 2)), Group(text, (1,)))
    chart = Chart(id, kind, text, names, series, (-2.0, 2.0), text, text, text, names, (), groups)
    of = {"curves": "emotions", "bars": "pain-points", "matrix": "improvements"}[kind]
    content = pptx.export(notebook(only=Section(of, "Title", (chart,), headline=text)))
    assert not errors(content, tmp_path)
    ((_, drawn),) = charts(deck(content))
    said = str(rows(drawn))
    assert "onerror" in said
    assert "=1+1" in said


def test_a_section_of_ones_own_is_told_where_it_stands(tmp_path):
    from matplotlib.figure import Figure

    report = open_report(str(WORKSHOPS / "a-revoir"), "en", as_of=DAY)
    figure = Figure()
    figure.subplots().plot([1, 3, 2])
    own = report.custom_section(
        "Costs",
        "Calls cost most",
        "Without overheads.",
        figure,
        report.table("By step", ["Step", "€"], [["Call", 4.5]]),
    )
    frame, sections = executed("a-revoir", "en")
    told = [sections[0], own.section, *sections[1:]]
    content = pptx.export(as_notebook(frame, told))
    assert not errors(content, tmp_path)
    made = deck(content)
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert titles[2:5] == ["Calls cost most", "Calls cost most (2)", "Calls cost most (3)"]
    assert "Without overheads." in text_of(made.slides[2])
    assert described(made.slides[3])[0][1] == "Calls cost most"
    assert "4.5" in text_of(made.slides[4])


def test_what_is_typed_over_a_text_keeps_its_size(tmp_path):
    made = deck(written("a-revoir", "en"))
    table = next(shape for shape in made.slides[1].shapes if shape.has_table).table
    table.cell(1, 2).text = "Marketing, by Friday"
    [style] = table.cell(1, 2).text_frame._txBody.findall(
        f".//{qn('a:lstStyle')}//{qn('a:defRPr')}"
    )
    assert style.get("sz") == "1200"
    made.save(tmp_path / "edited.pptx")
    assert not errors((tmp_path / "edited.pptx").read_bytes(), tmp_path)


def test_the_same_report_is_the_same_file():
    frame, sections = executed("a-revoir", "en")
    one, other = (pptx.export(as_notebook(frame, sections)) for _ in range(2))
    assert one == other


def test_a_notebook_that_is_no_report_makes_no_deck():
    from nbformat.v4 import new_notebook

    from kit.exports.html import NoReportError

    with pytest.raises(NoReportError):
        pptx.export(new_notebook())


def with_logos(*urls):
    frame, sections = executed("a-revoir", "en")
    cover = replace(frame.cover, logo=urls[0], client_logo=urls[1])
    return as_notebook(replace(frame, cover=cover), sections)


def data_url(kind, content):
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def test_an_svg_logo_is_drawn_and_named_where_it_is_not(tmp_path):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="10mm"/>'
    webp = BytesIO()
    Image.new("RGB", (40, 20), "#123456").save(webp, "WEBP", lossless=True)
    content = pptx.export(with_logos(data_url("svg+xml", svg), data_url("webp", webp.getvalue())))
    assert not errors(content, tmp_path)
    cover = deck(content).slides[0]
    own, client = [shape for shape in cover.shapes if hasattr(shape, "image")]
    assert own.width / own.height == pytest.approx(4, rel=0.01)
    assert client.width / client.height == pytest.approx(2, rel=0.01)
    assert own._element.xpath(".//p:cNvPr")[0].get("descr") == "Belvédère Expérience"
    [drawn] = [one for one in own._element.iter() if str(one.tag).endswith("}svgBlip")]
    part = cover.part.related_part(drawn.get(qn("r:embed")))
    assert part.blob == svg
    name = Image.open(BytesIO(own.image.blob))
    assert name.getbbox() is not None  # a name that can be seen
    assert Image.open(BytesIO(client.image.blob)).convert("RGB").getpixel((5, 5)) == (18, 52, 86)


def test_a_consultant_changes_a_value_a_title_a_cell_and_drops_a_slide(tmp_path):
    made = deck(written("a-revoir", "en"))
    slide, chart = charts(made)[0]
    book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert book.worksheets[0]["B2"].number_format == "+General;−General;0"
    values = [1.9, *[*chart.plots[0].series[0].values][1:]]
    data = CategoryChartData(number_format=book.worksheets[0]["B2"].number_format)
    data.categories = [*chart.plots[0].categories]
    data.add_series(chart.plots[0].series[0].name, values)
    chart.replace_data(data)
    slide.shapes.title.text_frame.text = "A title of our own"
    table = next(s for s in made.slides[1].shapes if s.has_table).table
    table.cell(1, 1).text = "Because we say so"
    dropped = made.slides[2].shapes.title.text_frame.text
    listed = made.slides._sldIdLst
    made.part.drop_rel(listed[2].rId)
    listed.remove(listed[2])
    saved = tmp_path / "edited.pptx"
    made.save(saved)
    assert not errors(saved.read_bytes(), tmp_path)
    again = deck(saved.read_bytes())
    assert charts(again)[0][1].plots[0].series[0].values[0] == 1.9
    titles = [one.shapes.title.text_frame.text for one in again.slides]
    assert "A title of our own" in titles
    assert dropped not in titles
    assert dropped not in b"".join(parts_of(saved.read_bytes())).decode("utf-8", "ignore")


def parts_of(content):
    with ZipFile(BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]
