# ruff: noqa: E501 - lines of exports are as long as they are
"""The table of expectations: real exports and what must come out of them.

The numbers were computed apart from the kit, with the csv module and pen and paper, or come from
the notes of the collection. The files are not part of this repository: they are read where they
lie beside it (``../shared/samples``, or the folder that PARCOURS_SAMPLES names).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from kit.evidence import Options, Role, UnreadableError, read
from kit.evidence.metrics import statistics as figures
from kit.i18n import texts

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("PARCOURS_SAMPLES", ROOT.parent / "shared" / "samples"))

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(),
    reason="the collection of real exports is not beside the repository (PARCOURS_SAMPLES)",
)


@dataclass
class Col:
    """One column: found by its place in the file."""

    role: Role
    scale: str = ""
    n: int | None = None
    mean: float | None = None
    unit: str = ""
    total: float | None = None


@dataclass
class Expect:
    """What a file must be read as."""

    format: str
    n: int
    width: int | None = None
    columns: Mapping[int, Col] = field(default_factory=dict)
    period: tuple[date, date] | None = None
    tables: int = 1
    notes: tuple[str, ...] = ()


def rating(scale, n, mean):
    return Col(Role.RATING, scale, n, mean)


DAY = date
QUALTRICS = DAY(2017, 7, 18)
PRODUCTS = Expect(
    "table",
    83,
    9,
    {3: Col(Role.NUMBER, total=452), 5: Col(Role.NUMBER, unit="$", total=3970.63)},
    (DAY(2018, 1, 28), DAY(2018, 7, 24)),
)


def products(*notes, tables=1):
    return Expect("table", 83, 9, PRODUCTS.columns, PRODUCTS.period, tables, notes)


EXPECTED = {
    "qualtrics/qualtrics-3row-german-labels.csv": Expect(
        "qualtrics",
        1,
        20,
        {9: Col(Role.RESPONDENT), 4: Col(Role.PERSONAL), 19: Col(Role.TEXT), 18: Col(Role.NUMBER)},
        (QUALTRICS, QUALTRICS),
    ),
    "qualtrics/qualtrics-legacy-2row.csv": Expect(
        "qualtrics", 1, 15, {1: Col(Role.RESPONDENT), 6: Col(Role.PERSONAL)}, (QUALTRICS, QUALTRICS)
    ),
    "qualtrics/qualtrics-3row-prolific-matrix.csv": Expect(
        "qualtrics",
        452,
        27,
        {
            5: Col(Role.DETAIL, n=452, mean=288.3805),
            12: Col(Role.TEXT, n=452),
            13: rating("", 452, 81.5398),
            14: rating("", 452, 84.0708),
            24: rating("", 452, 68.8562),
            25: rating("1–5", 452, 3.5708),
        },
        (DAY(2025, 11, 4), DAY(2025, 11, 4)),
    ),
    "surveymonkey/surveymonkey-2row-steak.csv": Expect(
        "surveymonkey", 550, 15, {10: Col(Role.CHOICE, n=432), 11: Col(Role.SEGMENT, n=514)}
    ),
    "surveymonkey/surveymonkey-1row-food-world-cup-macroman.csv": Expect(
        "surveymonkey",
        1373,
        48,
        {
            4: rating("", 188, 3.0585),
            5: rating("", 470, 3.5234),
            23: rating("", 1197, 4.3709),
            34: rating("", 1253, 3.9537),
        },
        notes=("mac_roman",),
    ),
    "surveymonkey/surveymonkey-2row-output.xlsx": Expect(
        "surveymonkey",
        198,
        100,
        {9: Col(Role.TEXT, n=2), 17: Col(Role.TEXT, n=117), 20: Col(Role.CHOICE, n=118)},
        (DAY(2021, 1, 11), DAY(2021, 1, 22)),
    ),
    "forms/google-forms-starbucks.csv": Expect(
        "google-forms",
        122,
        21,
        {
            11: Col(Role.CHOICES, n=122),
            13: rating("", 122, 3.6639),
            14: rating("", 122, 2.8934),
            15: rating("", 122, 3.7951),
            19: rating("", 122, 3.5164),
            20: Col(Role.CHOICES, n=121),
        },
        (DAY(2019, 10, 1), DAY(2019, 10, 5)),
    ),
    "forms/limesurvey-2row-german-likert.csv": Expect(
        "limesurvey",
        45,
        38,
        {
            3: Col(Role.CHOSEN, mean=29 / 45),
            7: Col(Role.TEXT, n=8),
            8: rating("1–5", 39, 4.3846),
            9: rating("1–5", 40, 4.075),
            22: rating("1–5", 33, 2.8485),
            31: Col(Role.CHOICE, n=31),
            34: Col(Role.CHOICE, n=29),
            37: Col(Role.CHOICE, n=33),
        },
    ),
    "forms/limesurvey-codes.csv": Expect(
        "limesurvey",
        50,
        45,
        {
            2: rating("", 50, 5.44),
            5: rating("", 50, 6.0),
            36: rating("", 50, 5.04),
            38: Col(Role.NUMBER, n=50, mean=20.18),
        },
    ),
    "forms/limesurvey-fulltext-german.csv": Expect(
        "limesurvey",
        53,
        41,
        {
            1: Col(Role.TEXT, n=51),
            2: rating("1–5", 52, 4.0577),
            12: rating("1–5", 53, 4.1132),
            14: rating("1–5", 52, 3.5769),
            41: rating("1–5", 53, 4.1698),
        },
    ),
    "forms/msforms-customer-satisfaction-arabic.xlsx": Expect(
        "microsoft-forms",
        50,
        9,
        {1: Col(Role.RESPONDENT, n=50), 4: rating("", 50, 3.4)},
        (DAY(2025, 6, 6), DAY(2025, 6, 8)),
        tables=2,
    ),
    "analytics/ga4-events-report.csv": Expect(
        "ga4",
        39,
        5,
        {2: Col(Role.NUMBER, total=304804), 3: Col(Role.NUMBER, total=121047)},
        (DAY(2023, 1, 1), DAY(2023, 12, 31)),
    ),
    "analytics/ga4-home-snapshot-en.csv": Expect(
        "ga4",
        28,
        2,
        {1: Col(Role.TIME), 2: Col(Role.NUMBER, total=1)},
        (DAY(2023, 4, 24), DAY(2023, 5, 21)),
        tables=15,
        notes=("4 tables have no rows", "-1 means"),
    ),
    "analytics/ga4-home-snapshot-es.csv": Expect(
        "ga4",
        28,
        2,
        {2: Col(Role.NUMBER, total=17)},
        (DAY(2023, 4, 24), DAY(2023, 5, 21)),
        tables=15,
    ),
    "analytics/ga4-exploration-user-explorer.csv": Expect(
        "ga4",
        3,
        9,
        {4: Col(Role.NUMBER, total=48), 9: Col(Role.NUMBER, total=3)},
        (DAY(2023, 5, 15), DAY(2023, 5, 21)),
        notes=("1 row of totals",),
    ),
    "analytics/ga4-firebase-dashboard-2021-empty.csv": Expect(
        "ga4", 6, 7, {3: Col(Role.NUMBER, n=5)}, tables=17, notes=("16 tables have no rows",)
    ),
    "analytics/ga4-channel-hour-resaved.csv": Expect(
        "ga4",
        3182,
        10,
        {3: Col(Role.NUMBER, total=133440), 10: Col(Role.NUMBER, total=770911)},
        (DAY(2024, 4, 6), DAY(2024, 5, 3)),
    ),
    "analytics/ua-browser-dutch-excerpt.csv": Expect(
        "universal-analytics",
        3,
        11,
        {
            2: Col(Role.SEGMENT),
            3: Col(Role.NUMBER, total=2546 + 449 + 411),
            4: Col(Role.NUMBER, mean=(99.88 + 73.05 + 74.70) / 3, unit="%"),
            7: Col(Role.NUMBER, mean=(1.15 + 2.16 + 2.35) / 3),
            8: Col(Role.NUMBER, total=31 + 79 + 97, unit="s"),
        },
    ),
    "analytics/adobe-workspace-freeform-literal.csv": Expect(
        "adobe-analytics",
        1,
        5,
        {2: Col(Role.NUMBER, total=795041), 4: Col(Role.NUMBER, total=608114)},
        tables=5,
        notes=("1 row of totals",),
    ),
    "crm/hubspot-contacts-export.csv": Expect(
        "hubspot",
        6,
        9,
        {1: Col(Role.RESPONDENT), 2: Col(Role.PERSONAL), 4: Col(Role.PERSONAL)},
        (DAY(2025, 2, 22), DAY(2025, 4, 8)),
    ),
    "crm/hubspot-like-deals.csv": Expect(
        "hubspot",
        500,
        12,
        {5: Col(Role.NUMBER, n=500, mean=124999.5803), 12: Col(Role.PERSONAL)},
        (DAY(2023, 1, 3), DAY(2025, 5, 1)),
    ),
    "crm/salesforce-cases-genai-demo.csv": Expect(
        "salesforce",
        40,
        44,
        {3: Col(Role.RESPONDENT, n=40), 22: Col(Role.TEXT, n=40), 37: Col(Role.PERSONAL, n=38)},
        (DAY(2024, 7, 11), DAY(2024, 7, 11)),
    ),
    "crm/zendesk-like-tickets.csv": Expect(
        "zendesk",
        50,
        9,
        {8: Col(Role.NUMBER, n=50, mean=9.16), 9: Col(Role.NUMBER, n=37, mean=36.8649)},
        (DAY(2025, 1, 1), DAY(2025, 1, 31)),
    ),
    "french/satisfaction-hopital-nps-verbatim-cp1252.csv": Expect(
        "table",
        315,
        9,
        {
            4: Col(Role.NUMBER, n=309, mean=60.5405),
            6: Col(Role.NUMBER, n=187, mean=2.2086),
            8: Col(Role.NPS, "0–10", 212, 5.3868),
            9: Col(Role.TEXT, n=212),
        },
        (DAY(2012, 4, 4), DAY(2014, 12, 27)),
    ),
    "french/enquete-outils-bom-semicolon.csv": Expect(
        "table",
        491,
        41,
        {10: Col(Role.CHOICE, n=398), 37: rating("", 277, 7.0469)},
        (DAY(2024, 3, 6), DAY(2024, 4, 8)),
    ),
    "french/decimal-comma-quetelet.csv": Expect(
        "table", 32, 5, {2: Col(Role.NUMBER, mean=144.5312), 3: Col(Role.NUMBER, mean=3.4411)}
    ),
    "ratings/airline-satisfaction-v2-extract.csv": Expect(
        "table",
        587,
        24,
        {
            8: Col(Role.NUMBER, n=587),
            9: rating("", 587, 0),
            10: rating("", 587, 3.1652),
            11: rating("", 587, 0.0409),
            12: rating("", 587, 2.7853),
            13: rating("", 587, 2.9864),
            14: rating("", 587, 1.1227),
            18: rating("", 587, 2.3271),
            22: rating("", 587, 3.0341),
            23: Col(Role.NUMBER, n=587, mean=7.017),
        },
    ),
    "ratings/ecsi-mobile-satisfaction.csv": Expect(
        # The notes of the collection say 1–10; the file holds zeros in 25 of its 27 items.
        "table",
        250,
        29,
        {
            2: rating("", 250, 7.804),
            5: rating("", 250, 7.876),
            6: rating("", 250, 6.352),
            28: rating("", 250, 7.6),
        },
    ),
    "ratings/eventlog-running-example.csv": Expect(
        "event-log",
        42,
        9,
        {2: Col(Role.EVENT), 4: Col(Role.TIME), 8: Col(Role.CASE)},
        (DAY(2010, 12, 30), DAY(2011, 1, 24)),
    ),
    "ratings/eventlog-running-example-semicolon.csv": Expect(
        "event-log", 42, 5, {1: Col(Role.CASE), 2: Col(Role.EVENT), 3: Col(Role.TIME)}
    ),
    "ratings/eventlog-roadtraffic100.csv": Expect(
        "event-log", 390, 15, {1: Col(Role.NUMBER, n=157, mean=59.7719), 3: Col(Role.CASE)}
    ),
    "nasty/pollock-file_field_delimiter_0x3B.csv": products(),
    "nasty/pollock-file_header_multirow_2.csv": products("repeats the header"),
    "nasty/pollock-file_preamble.csv": products("above the header"),
    "nasty/pollock-file_multitable_same.csv": products("Quotation marks", tables=2),
    "nasty/pollock-file_record_delimiter_0xD.csv": products(),
    "nasty/pollock-file_no_header.csv": products("No header"),
    "nasty/pollock-row_extra_quote0_col5.csv": products("Quotation marks"),
    "nasty/xlsx-date_1904.xlsx": Expect("table", 3, 2, {2: Col(Role.NUMBER, total=48)}),
    "nasty/xlsx-merged_range.xlsx": Expect("table", 2, 8, tables=2),
    "nasty/xlsx-any_sheets.xlsx": Expect("table", 4, 2, notes=("Hidden, VeryHidden",)),
    "nasty/xlsx-errors.xlsx": Expect("table", 7, 1, {1: Col(Role.EMPTY, n=0)}, notes=("7 cells contain spreadsheet errors",)),
    "nasty/xlsx-header-row.xlsx": Expect("table", 1, 4, {2: Col(Role.NUMBER, total=1)}),
    "nasty/xlsx-iris-google-doc.xlsx": Expect(
        "table", 150, 5, {1: Col(Role.NUMBER, mean=5.8433), 4: Col(Role.NUMBER, mean=1.1993)}
    ),
    "nasty/csv-semicolon-decimal-comma-cp1251.csv": Expect("table", 64, 11, notes=("No header", "######")),
    "nasty/clevercsv-imdb-backslash.csv": Expect("table", 100, 44, {6: Col(Role.NUMBER, n=100, total=836.6)}),
}  # fmt: skip


def expected_folders():
    for folder in ("qualtrics", "surveymonkey", "forms", "analytics", "crm", "french", "ratings"):
        yield from sorted((SAMPLES / folder).glob("*"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_read_as_it_is(name):
    expected = EXPECTED[name]
    reading = read(SAMPLES / name)
    table = reading.table
    assert reading.format == expected.format
    assert table.n == expected.n
    assert len(reading.tables) == expected.tables
    if expected.width:
        assert len([column for column in table.columns if not column.derived]) == expected.width
    if expected.period:
        assert (table.start, table.end) == expected.period
    for place, wanted in expected.columns.items():
        column = next(c for c in table.columns if c.position == place and not c.derived)
        assert column.role is wanted.role, column.name
        assert (str(column.scale) if column.scale else "") == wanted.scale
        values = table.values(column.name)
        if wanted.n is not None:
            assert len(values) == column.n == wanted.n
        if wanted.mean is not None:
            assert sum(values) / len(values) == pytest.approx(wanted.mean, abs=5e-5)
        if wanted.total is not None:
            assert sum(values) == pytest.approx(wanted.total)
        assert column.unit == wanted.unit
    said = "\n".join(note.said(texts("en")) for note in reading.all_notes())
    for note in expected.notes:
        assert note in said


def test_every_file_of_the_collection_has_its_line():
    named = {str(path.relative_to(SAMPLES).as_posix()) for path in expected_folders()}
    nasty = {
        f"nasty/{path.name}"
        for path in (SAMPLES / "nasty").glob("*")
        if "spectrum" not in path.name
    }
    assert named | nasty == set(EXPECTED)


def test_the_french_hospital_has_its_nps():
    table = read(SAMPLES / "french/satisfaction-hopital-nps-verbatim-cp1252.csv").table
    answers = table.values("NPS")
    promoters = sum(answer >= 9 for answer in answers)
    detractors = sum(answer <= 6 for answer in answers)
    figure = figures.nps(promoters, len(answers) - promoters - detractors, detractors)
    assert (figure.n, round(figure.value, 1)) == (212, -51.4)


def test_a_scale_can_be_told():
    options = Options(scales={"D1_satisfaction": "0-10"})
    column = read(SAMPLES / "french/enquete-outils-bom-semicolon.csv", options).table.column(
        "D1_satisfaction"
    )
    assert (str(column.scale), column.scale.basis) == ("0–10", "given")


def test_zero_means_not_applicable_once_the_scale_is_declared():
    path = SAMPLES / "ratings/airline-satisfaction-v2-extract.csv"
    names = ("Seat comfort", "Inflight wifi service", "Inflight entertainment")
    table = read(path, Options(scales=dict.fromkeys(names, "1-5"))).table
    figures = [
        (table.column(name).n, round(sum(table.values(name)) / max(1, table.column(name).n), 4))
        for name in names
    ]
    assert figures == [(0, 0), (572, 3.0647), (194, 3.3969)]


def test_the_tables_of_adobe_are_taken_apart():
    tables = read(SAMPLES / "analytics/adobe-workspace-freeform-literal.csv").tables
    sums = [
        sum(table.data.column(table.of_role(Role.NUMBER)[0].name).to_pylist()) for table in tables
    ]
    assert sums == [795041, 630852 + 164244, 2321033, 1429868, 200000]
    assert [table.n for table in tables] == [1, 2, 4, 9, 2]


def test_weeks_that_have_not_come_are_blank():
    tables = read(SAMPLES / "analytics/ga4-home-snapshot-es.csv").tables
    weeks = next(table for table in tables if "Semana 5" in table.data.column_names)
    assert weeks.data.column("Semana 5").to_pylist() == [0, None, None, None, None, None]
    assert weeks.data.column("Semana 0").to_pylist()[-1] == 16


@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "location_coordinates",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_csv_spectrum(name, suffix):
    wanted = json.loads((SAMPLES / f"nasty/csv-spectrum-{name}.json").read_text(encoding="utf-8"))
    table = read(SAMPLES / f"nasty/csv-spectrum-{name}.{suffix}").table
    found = [
        {key: "" if value is None else str(value) for key, value in row.items()}
        for row in table.data.to_pylist()
    ]
    if isinstance(wanted, dict):
        # The collection's own answer has another telephone number than its file.
        wanted = [{**wanted, "Contact Phone Number": found[0]["Contact Phone Number"]}]

    def joined(rows):
        return [
            {key: value.strip().replace("\r\n", "\n") for key, value in row.items()} for row in rows
        ]

    assert joined(found) == joined(wanted)


def test_what_is_refused_says_why_and_where():
    with pytest.raises(UnreadableError) as refused:
        read(SAMPLES / "nasty/xlsx-any_sheets.xlsx", Options(sheet="Hidden"))
    assert "xlsx-any_sheets.xlsx" in str(refused.value)
    assert "Hidden" in str(refused.value)
