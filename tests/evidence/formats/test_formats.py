# ruff: noqa: E501 - lines of exports are as long as they are
"""Small invented exports in the layout of each tool, with the quirks they are known for."""

from __future__ import annotations

import datetime as dt
import zipfile

import pytest

from kit.evidence import Options, Role, UnreadableError, read
from kit.i18n import texts


@pytest.fixture
def wrote(tmp_path):
    """Write a file and read it."""

    def write(text, name="invented.csv", encoding="utf-8", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read(path, Options(**options))

    return write


@pytest.fixture
def book(tmp_path):
    """Write a workbook and read it."""
    openpyxl = pytest.importorskip("openpyxl", reason="workbooks for tests are made by openpyxl")

    def write(*sheets, name="invented.xlsx", **options):
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets:
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        workbook.save(path)
        return read(path, Options(**options))

    return write


def roles(reading):
    return [column.role for column in reading.table.columns]


def said(reading):
    return "\n".join(note.said(texts("en")) for note in reading.all_notes())


def mean(reading, name):
    values = reading.table.values(name)
    return sum(values) / len(values)


# --- SurveyMonkey ------------------------------------------------------------------------------


SURVEYMONKEY = """\
Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,How likely is it that you would recommend us to a friend?,What did you use?,,,Please rate,,Anything else?
,,,,,,,,Response,Phone,Shop,Other (please specify),The shop,The app,Open-Ended Response
11,9,03/04/2024 09:10:11 AM,03/04/2024 09:15:11 AM,10.0.0.1,a@example.org,Ann,Lee,10 - Extremely likely,Phone,,,Very satisfied,Satisfied,Lovely service from all of them
12,9,03/14/2024 09:10:11 AM,03/14/2024 09:15:11 AM,10.0.0.2,b@example.org,Bob,Ray,Not at all likely - 0,Phone,Shop,,Dissatisfied,Neither satisfied nor dissatisfied,
13,9,03/15/2024 09:10:11 PM,03/15/2024 09:15:11 PM,10.0.0.3,c@example.org,Cy,Poe,7,,,By letter,Very dissatisfied,Dissatisfied,Too slow for me
14,9,03/16/2024 09:10:11 PM,03/16/2024 09:15:11 PM,10.0.0.4,d@example.org,Di,Fox,9,,,,,,
"""


def test_surveymonkey(wrote):
    reading = wrote(SURVEYMONKEY)
    table = reading.table
    assert (reading.format, table.n) == ("surveymonkey", 4)
    assert table.values("Respondent ID") == ["11", "12", "13", "14"]
    nps = table.columns[8]
    assert (nps.role, str(nps.scale)) == (Role.NPS, "0–10")
    assert table.values(nps.name) == [10, 0, 7, 9]
    phone, shop, other = table.columns[9:12]
    assert (phone.role, shop.role, other.role) == (Role.CHOSEN, Role.CHOSEN, Role.TEXT)
    assert table.data.column(phone.name).to_pylist() == [True, True, False, None]
    assert table.data.column(shop.name).to_pylist() == [False, True, False, None]
    rated = table.column("Please rate [The shop]")
    assert (rated.role, str(rated.scale), rated.item) == (Role.RATING, "1–5", "The shop")
    assert table.values(rated.name) == [5, 2, 1]
    assert table.columns[-1].role is Role.TEXT
    assert roles(reading)[4:8] == [Role.PERSONAL] * 4
    assert (table.start, table.end) == (dt.date(2024, 3, 4), dt.date(2024, 3, 16))
    assert table.time == "End Date"


def test_surveymonkey_in_french_by_excel(wrote):
    text = (
        "ID du répondant;ID du collecteur;Date de début;Date de fin;Adresse IP;"
        "Dans quelle mesure recommanderiez-vous notre service ?;Êtes-vous satisfait de l’accueil ?\r\n"
        ";;;;;Réponse;Réponse\r\n"
        "1;5;13/03/2024 09:10;13/03/2024 09:12;10.0.0.1;9;Très satisfait\r\n"
        "2;5;14/03/2024 09:10;14/03/2024 09:12;10.0.0.1;6;Plutôt insatisfait\r\n"
        "3;5;15/03/2024 09:10;15/03/2024 09:12;10.0.0.1;10;Ni satisfait, ni insatisfait\r\n"
    )
    for encoding in ("cp1252", "utf-8-sig", "utf-16"):
        reading = wrote(text, encoding=encoding)
        assert (reading.format, reading.table.n) == ("surveymonkey", 3)
        assert reading.table.columns[5].role is Role.NPS
        assert reading.table.columns[6].question == "Êtes-vous satisfait de l’accueil ?"
        assert reading.table.values(reading.table.columns[6].name) == [5, 2, 3]
        assert reading.table.start == dt.date(2024, 3, 13)


def test_surveymonkey_as_workbook_in_a_zip(tmp_path, book):
    reading = book(
        (
            "Sheet",
            [
                ["Respondent ID", "Start Date", "End Date", "How easy was it? (1 to 7)", None],
                [None, None, None, "Response", "Comment"],
                [1, dt.datetime(2024, 3, 1, 9), dt.datetime(2024, 3, 1, 10), 7, "Good, all of it"],
                [2, dt.datetime(2024, 3, 2, 9), dt.datetime(2024, 3, 2, 10), 6, None],
            ],
        )
    )
    assert reading.table.n == 2
    assert str(reading.table.columns[3].scale) == "1–7"
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(reading.path, "CSV/Survey.xlsx")
    again = read(path)
    assert (again.format, again.table.data) == ("surveymonkey", reading.table.data)


# --- Qualtrics -----------------------------------------------------------------------------------


QUALTRICS = [
    "StartDate,EndDate,Status,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,"
    "Q1_NPS_GROUP,Q1,Q2_1,Q2_2,Q3_1,Q3_2,Q3_3_TEXT,Q4",
    '"Start Date","End Date","Response Type","Progress","Duration (in seconds)","Finished",'
    '"Recorded Date","Response ID","How likely? - Group","How likely are you to recommend us?",'
    '"How satisfied were you? - The shop","How satisfied were you? - The app",'
    '"What did you use? - Selected Choice - Phone","What did you use? - Selected Choice - Shop",'
    '"What did you use? - Other - Text","Why?\nTell us all"',
    ",".join(
        f'"{{""ImportId"":""{name}""}}"'
        for name in [
            "startDate",
            "endDate",
            "status",
            "progress",
            "duration",
            "finished",
            "recordedDate",
            "_recordId",
            "QID1_NPS_GROUP",
            "QID1",
            "QID2_1",
            "QID2_2",
            "QID3_1",
            "QID3_2",
            "QID3_3_TEXT",
            "QID4_TEXT",
        ]
    ),
]


def qualtrics(*rows):
    return "\n".join([*QUALTRICS, *rows]) + "\n"


ROWS = (
    "2024-03-01 09:00:00,2024-03-01 09:05:00,IP Address,100,300,True,2024-03-01 09:05:01,R_1,"
    "Promoter,10,Very satisfied,Neutral,Phone,,,Because it was quick",
    "2024-03-02 09:00:00,2024-03-02 09:05:00,IP Address,50,300,False,2024-03-02 09:05:01,R_2,"
    "Detractor,3,Very dissatisfied,Dissatisfied,Phone,Shop,,",
    "2024-03-02 09:00:00,2024-03-02 09:05:00,Survey Preview,100,9,True,2024-03-02 09:05:01,R_3,"
    "Promoter,10,Very satisfied,Very satisfied,,Shop,,A test of mine",
)


def test_qualtrics_drops_previews_and_says_so(wrote):
    reading = wrote(qualtrics(*ROWS))
    table = reading.table
    assert (reading.format, table.n) == ("qualtrics", 2)
    assert "1 row dropped because it is a preview" in said(reading)
    assert "1 answer is unfinished" in said(reading)
    assert table.column("Q1").role is Role.NPS
    assert table.column("Q1").scale.basis == "format"
    assert table.values("Q1") == [10, 3]
    assert (table.column("Q2_1").item, table.column("Q2_1").group) == ("The shop", "Q2")
    assert table.column("Q2_1").question == "How satisfied were you?"
    assert table.values("Q2_1") == [5, 1]
    assert table.values("Q2_2") == [3, 2]
    assert table.column("Q3_1").role is Role.CHOSEN
    assert table.data.column("Q3_2").to_pylist() == [False, True]
    assert table.column("Q4").role is Role.TEXT
    assert table.column("Q4").question == "Why? Tell us all"


def test_qualtrics_as_tab_separated_utf16(wrote):
    lines = [line.replace(",", "\t") for line in (QUALTRICS[0], *ROWS[:2])]
    reading = wrote("\n".join(lines), name="export.tsv", encoding="utf-16")
    assert (reading.format, reading.table.n) == ("qualtrics", 2)
    assert reading.table.values("Q1") == [10, 3]


def test_qualtrics_saved_by_a_french_excel(wrote):
    """Saved with semicolons, and its dates turned to day before month."""
    text = qualtrics(*ROWS[:2]).replace(",", ";")
    text = text.replace("2024-03-01 09", "01/03/2024 09").replace("2024-03-02 09", "02/03/2024 09")
    reading = wrote(text, encoding="utf-8-sig")
    assert (reading.format, reading.table.n) == ("qualtrics", 2)
    assert reading.table.start == dt.date(2024, 3, 1)


# --- forms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "stamp"),
    [
        ("Timestamp", "2024/03/13 9:10:11 AM GMT+1"),
        ("Horodateur", "2024/03/13 9:10:11 AM UTC+1"),
        ("Horodateur", "13/03/2024 09:10:11"),
        ("Zeitstempel", "13.03.2024 09:10:11"),
        ("Marca temporal", "2024/03/13 9:10:11 a. m. GMT+1"),
        ("Timestamp", "3/13/2024 9:10:11"),
    ],
)
def test_google_forms(wrote, header, stamp):
    text = (
        f'"{header}","How was it? [The shop]","How was it? [The app]","What did you use?","Score"\n'
    )
    for shop, app, used in (
        (5, 4, "Phone;Shop"),
        (3, 2, "Phone"),
        (4, 4, "Shop;Phone"),
        (1, 2, ""),
    ):
        text += f'"{stamp}","{shop}","{app}","{used}","3 / 5"\n'
    reading = wrote(text)
    table = reading.table
    assert (reading.format, table.n) == ("google-forms", 4)
    assert roles(reading)[:4] == [Role.TIME, Role.RATING, Role.RATING, Role.CHOICES]
    assert (table.columns[1].item, table.columns[1].group) == ("The shop", table.columns[2].group)
    assert mean(reading, table.columns[1].name) == 3.25
    assert table.columns[3].separator == ";"
    assert table.start == dt.date(2024, 3, 13)
    assert table.data.column(0)[0].as_py().hour == 9


@pytest.mark.parametrize(
    "header",
    [
        ["ID", "Start time", "Completion time", "Email", "Name"],
        ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"],
        ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"],
        ["Id", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"],
    ],
)
def test_microsoft_forms(book, header):
    rows = [
        [n, dt.datetime(2024, 3, n, 9), dt.datetime(2024, 3, n, 10), "anonymous", None, score, used]
        for n, score, used in ((1, 9, "Phone;Shop;"), (2, 3, "Phone;"), (3, 10, "Shop;"))
    ]
    questions = ["How likely are you to recommend us?", "What did you use?"]
    reading = book(("Form1", [[*header, *questions], *rows]))
    table = reading.table
    assert (reading.format, table.n) == ("microsoft-forms", 3)
    assert roles(reading) == [
        Role.RESPONDENT, Role.TIME, Role.TIME, Role.PERSONAL, Role.EMPTY, Role.NPS, Role.CHOICES,
    ]  # fmt: skip
    assert table.time == header[2]
    assert table.columns[6].separator == ";"


def test_limesurvey_with_its_own_columns(wrote):
    text = (
        '"Response ID","Date submitted","Last page","Start language","Q1[SQ001]","Q1[SQ002]",'
        '"Q2[SQ001]","Q2[SQ002]","Q2[other]"\n'
        '"1","1980-01-01 00:00:00","3","fr","4","5","Y","","by letter"\n'
        '"2","","1","fr","","","","",""\n'
        '"3","1980-01-01 00:00:00","3","fr","2","1","Y","Y",""\n'
        '"4","1980-01-01 00:00:00","3","fr","3","5","","Y",""\n'
    )
    reading = wrote(text)
    table = reading.table
    assert (reading.format, table.n) == ("limesurvey", 4)
    assert "recorded none" in said(reading)
    assert "1 answer was never submitted" in said(reading)
    assert table.start is None
    assert table.data.column("Q2[SQ001]" if "Q2[SQ001]" in table.data.column_names else 6).to_pylist() == [
        True, None, True, False,
    ]  # fmt: skip
    assert table.columns[8].role is Role.TEXT


TYPEFORM = """\
#,Hello *name*! How was _our shop_?,Phone,Shop,Other,Would you come again?,How likely are you to recommend us?,Start Date (UTC),Submit Date (UTC),Network ID
a1b2,4,Phone,,,1,9,2024-03-13 09:10:11,2024-03-13 09:12:11,3f2e
a1b3,2,,Shop,By letter,0,4,2024-03-14 09:10:11,2024-03-14 09:12:11,3f2f
a1b4,5,Phone,Shop,,1,10,2024-03-15 09:10:11,2024-03-15 09:12:11,3f20
"""


def test_typeform(wrote):
    reading = wrote(TYPEFORM)
    table = reading.table
    assert (reading.format, table.n) == ("typeform", 3)
    assert table.columns[1].name == "Hello name! How was our shop?"
    assert roles(reading)[2:5] == [Role.CHOSEN, Role.CHOSEN, Role.TEXT]
    assert table.data.column("Phone").to_pylist() == [True, False, True]
    assert table.columns[6].role is Role.NPS
    assert table.time == "Submit Date (UTC)"


# --- analytics -------------------------------------------------------------------------------------


GA4_FRENCH = """\
# ----------------------------------------
# Exportation du rapport au format CSV
# Compte : Exemple
# Propriété : Boutique inventée
# ----------------------------------------
#\x20
# Tous les utilisateurs
# Date de début : 20240101
# Date de fin : 20240131
Chemin de la page et classe de l'écran,Vues,Utilisateurs,Taux d'engagement
,"1234",300,"0,5"
/accueil,1000,250,"0,625"
/panier,200,40,"0,25"
/paiement,34,10,"0,1"
"""


def test_ga4_in_french_with_a_row_of_totals(wrote):
    reading = wrote(GA4_FRENCH)
    table = reading.table
    assert (reading.format, table.n) == ("ga4", 3)
    assert "1 row of totals" in said(reading)
    assert table.name == "Tous les utilisateurs"
    assert sum(table.values("Vues")) == 1234
    assert table.values("Taux d'engagement") == [0.625, 0.25, 0.1]
    assert (table.start, table.end) == (dt.date(2024, 1, 1), dt.date(2024, 1, 31))


def test_ga4_by_day(wrote):
    text = (
        "# ----------------------------------------\n# Exemple\n# 20240101-20240103\n"
        "# ----------------------------------------\n\n"
        "Date,Device category,Sessions,Average session duration\n"
        "20240101,mobile,10,00:01:05\n20240102,mobile,20,00:00:10\n20240103,desktop,5,01:00:00\n"
    )
    table = wrote(text).table
    assert table.values("Date") == [dt.datetime(2024, 1, day) for day in (1, 2, 3)]
    assert table.values("Average session duration") == [65, 10, 3600]
    assert table.columns[3].unit == "s"


def test_ga4_hashtags_are_no_comments(wrote):
    text = GA4_FRENCH.replace("/panier", "#panier")
    assert wrote(text).table.n == 3


def test_ga4_saved_by_a_french_excel(wrote):
    text = (
        "# ----------------------------------------;;\n# Exemple;;\n# 20240101-20240131;;\n"
        "# ----------------------------------------;;\n;;\nPage;Vues;Taux\n"
        "/a;1 000;0,5\n/b;20;0,25\n"
    )
    table = wrote(text, encoding="cp1252").table
    assert table.values("Vues") == [1000, 20]
    assert table.values("Taux") == [0.5, 0.25]


def test_universal_analytics_in_german(wrote):
    text = (
        "# ----------------------------------------\n# Alle Websitedaten\n# Browser\n"
        "# 20150101-20150131\n# ----------------------------------------\n\n"
        "Browser,Sitzungen,% neue Sitzungen,Absprungrate,Durchschnittl. Sitzungsdauer\n"
        'Chrome,12.546,"99,88 %","85,98 %",00:00:31\nSafari,449,"73,05 %","57,91 %",00:01:19\n'
        ',12.995,"86,00 %","71,00 %",00:00:55\n\n'
        "Tagesindex,Sitzungen\n01.01.15,6.000\n02.01.15,6.995\n,12.995\n"
    )
    reading = wrote(text)
    table, by_day = reading.tables
    assert reading.format == "universal-analytics"
    assert table.values("Sitzungen") == [12546, 449]
    assert table.values("% neue Sitzungen") == [99.88, 73.05]
    assert (table.start, table.end) == (dt.date(2015, 1, 1), dt.date(2015, 1, 31))
    assert by_day.values("Sitzungen") == [6000, 6995]
    assert by_day.values("Tagesindex") == [dt.datetime(2015, 1, 1), dt.datetime(2015, 1, 2)]


def test_adobe_with_one_header_row_and_a_byte_order_mark(wrote):
    text = (
        "#=================================================================\n# Parcours\n"
        "# Report suite: Invented\n# Date: Jan 1, 2024 - Jan 31, 2024\n"
        "#=================================================================\n\n"
        "##############################################\n# Pages\n"
        "##############################################\n"
        ",Page Views,Visits\nPage,300,150\nhome,200,100\ncart,100,50\n"
    )
    reading = wrote(text, encoding="utf-8-sig")
    table = reading.table
    assert (reading.format, table.n, table.columns[0].name) == ("adobe-analytics", 2, "Page")
    assert sum(table.values("Page Views")) == 300
    assert (table.start, table.end) == (dt.date(2024, 1, 1), dt.date(2024, 1, 31))


# --- CRM -------------------------------------------------------------------------------------------


SALESFORCE = """\
"Case Number","Case Owner","Date/Time Opened","Age (Hours)","Subject"
"00001001","Ann Lee","3/14/2024 9:22 AM","12","The lamp arrived broken"
"00001002","Bob Ray","3/15/2024 9:22 PM","1,204","I cannot find my invoice"
"00001003","Bob Ray","4/2/2024 9:22 PM","3","Still no answer to my letter"
"Grand Totals (3 records)"


"Invented Cases"
"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."
"Confidential Information - Do Not Distribute"
"Generated By:  Ann Lee  4/3/2024 8:00 AM"
"Invented Company"
"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_salesforce_report_with_its_footer(wrote, encoding):
    reading = wrote(SALESFORCE, encoding=encoding)
    table = reading.table
    assert (reading.format, table.n) == ("salesforce", 3)
    assert "footer of the report" in said(reading)
    assert table.values("Case Number") == ["00001001", "00001002", "00001003"]
    assert table.values("Age (Hours)") == [12, 1204, 3]
    assert table.start == dt.date(2024, 3, 14)
    assert table.time == "Date/Time Opened"


def test_salesforce_report_called_xls_is_html(wrote):
    rows = [line.strip('"').split('","') for line in SALESFORCE.splitlines()[:4]]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    text = (
        f"<html><body><table>{cells}<tr><td colspan=5>Grand Totals</td></tr></table></body></html>"
    )
    reading = wrote(text, name="report.xls")
    assert (reading.format, reading.table.n) == ("salesforce", 3)


def test_hubspot(wrote):
    text = (
        "Record ID,First Name,Email,Lifecycle Stage,Lead Status,Create Date,NPS\n"
        "105284053743,Ann,a@example.org,Customer,Open,2024-03-13 17:19,9\n"
        "105284053744,Bob,b@example.org,Lead,,2024-03-14 17:19,\n"
    )
    reading = wrote(text)
    assert (reading.format, reading.table.n) == ("hubspot", 2)
    assert reading.table.values("Record ID") == ["105284053743", "105284053744"]
    assert roles(reading)[:3] == [Role.RESPONDENT, Role.PERSONAL, Role.PERSONAL]


def test_zendesk(wrote):
    text = (
        "Summation column,Id,Requester,Requester email,Subject,Status,Created at,Solved at,"
        "Satisfaction Score\n"
        "1,501,Ann,a@example.org,My lamp is broken again,Solved,2024-03-13 09:00,2024-03-14 10:00,Good\n"
        "1,502,Bob,b@example.org,Where is my parcel now,Open,2024-03-15 09:00,,Offered\n"
        "1,503,Cy,c@example.org,Thank you for the help,Solved,2024-03-16 09:00,2024-03-16 10:00,Bad\n"
    )
    reading = wrote(text)
    table = reading.table
    assert (reading.format, table.n, table.time) == ("zendesk", 3, "Created at")
    assert table.values("Satisfaction Score") == ["Good", "Offered", "Bad"]


def test_zendesk_line_by_line(wrote):
    text = "".join(
        f'{{"id": {n}, "subject": "Lamp broken again", "status": "open", "created_at": '
        f'"2024-03-1{n}T09:00:00Z", "updated_at": "2024-03-1{n}T09:00:00Z", "requester_id": {n}, '
        f'"assignee_id": 7, "satisfaction_rating": {{"score": "good"}}}}\n'
        for n in range(1, 4)
    )
    reading = wrote(text, name="tickets.json")
    assert (reading.format, reading.table.n) == ("zendesk", 3)
    assert reading.table.values("satisfaction_rating.score") == ["good"] * 3


def test_event_log(wrote):
    text = "customer_id;event;timestamp\n" + "".join(
        f"{customer};{event};13/03/2024 0{hour}:00\n"
        for customer in (1, 2, 3)
        for hour, event in enumerate(("search", "basket", "pay"), start=customer)
    )
    reading = wrote(text)
    assert (reading.format, reading.table.n) == ("event-log", 9)
    assert roles(reading) == [Role.CASE, Role.EVENT, Role.TIME]


# --- asking rather than guessing -------------------------------------------------------------------


def test_dates_that_could_be_either_are_asked_about(wrote):
    text = "when,score\n03/04/2024,4\n05/02/2024,5\n01/03/2024,2\n"
    reading = wrote(text)
    assert reading.table.columns[0].role is not Role.TIME
    [question] = [q for q in reading.questions if q.option == "dates"]
    assert not question.assumed
    assert wrote(text, dates="dmy").table.values("when")[0] == dt.datetime(2024, 4, 3)
    assert wrote(text, dates="mdy").table.values("when")[0] == dt.datetime(2024, 3, 4)


def test_another_column_tells_the_order_of_dates(wrote):
    text = "created,closed\n03/04/2024,13/04/2024\n05/02/2024,08/02/2024\n"
    assert wrote(text).table.values("created")[0] == dt.datetime(2024, 4, 3)


def test_dates_in_two_orders_are_not_trusted(wrote):
    """What Excel does to month-first dates where days come first."""
    text = "when,score\n13/04/2024,4\n04/13/2024,5\n"
    reading = wrote(text)
    assert reading.table.values("when") == ["13/04/2024", "04/13/2024"]
    assert "kept as text" in said(reading)


def test_a_number_that_could_be_either_is_said(wrote):
    reading = wrote('shop,visits\na,"1,234"\nb,"2,345"\n')
    assert reading.table.values("visits") == [1234, 2345]
    assert [q.option for q in reading.questions] == ["decimal"]
    assert wrote('shop,visits\na,"1,234"\nb,"2,345"\n', decimal=",").table.values("visits") == [
        1.234,
        2.345,
    ]


def test_points_in_a_semicolon_file_without_proof_stay_text(wrote):
    reading = wrote("shop;visits\na;1.234\nb;2.345\n")
    assert reading.table.values("visits") == ["1.234", "2.345"]
    [question] = reading.questions
    assert (question.option, question.assumed) == ("decimal", False)
    assert wrote("shop;visits;rate\na;1.234;0,5\nb;2.345;0,25\n").table.values("visits") == [
        1234,
        2345,
    ]
    assert wrote("shop;visits;rate\na;1.234;0.5\nb;2.345;0.25\n").table.values("visits") == [
        1.234,
        2.345,
    ]


def test_currencies_are_not_mixed(wrote):
    reading = wrote("shop,spent\na,$5\nb,€6\nc,$7\n")
    assert reading.table.values("spent") == ["$5", "€6", "$7"]
    assert "different units" in said(reading)


def test_numbers_with_leading_zeros_are_codes(wrote):
    assert wrote("code,score\n01000,4\n69001,5\n").table.values("code") == ["01000", "69001"]


def test_a_few_odd_cells_are_counted_and_said(wrote):
    text = "id;score\n" + "".join(f"{n};{n % 5 + 1}\n" for n in range(1, 20)) + "20;quatre\n"
    reading = wrote(text)
    assert reading.table.column("score").n == 19
    assert "1 cell" in said(reading)
    assert "“quatre”" in said(reading)
    assert "(line 21)" in said(reading)


def test_no_answer_in_words_is_counted(wrote):
    text = "id;satisfaction\n" + "".join(f"{n};{n % 5 + 1}\n" for n in range(1, 20))
    reading = wrote(text + "20;Ne se prononce pas\n21;N/A\n")
    column = reading.table.column("satisfaction")
    assert (column.n, column.set_aside) == (19, {"Ne se prononce pas": 1, "N/A": 1})


def test_an_answer_beyond_the_scale_given_is_an_error(wrote):
    with pytest.raises(UnreadableError, match="go beyond the scale 1–5"):
        wrote("id,satisfaction\n1,4\n2,9\n", scales={"satisfaction": "1-5"})


def test_ratings_beside_an_nps_keep_their_scale(wrote):
    text = "id,satisfaction shop (1-5),satisfaction app (1-5),would you recommend us (0-10)\n"
    text += "".join(f"{n},{n % 5 + 1},{n % 5 + 1},{n % 11}\n" for n in range(1, 40))
    scales = [str(column.scale) for column in wrote(text).table.columns[1:]]
    assert scales == ["1–5", "1–5", "0–10"]


def test_an_english_recommendation_on_five_is_no_nps(wrote):
    text = "id,Would you recommend us (1 to 5)?\n"
    text += "".join(f"{n},{n % 5 + 1}\n" for n in range(1, 40))
    column = wrote(text).table.columns[1]
    assert (column.role, str(column.scale)) == (Role.RATING, "1–5")


def test_a_recommendation_from_one_to_ten_is_no_nps(wrote):
    """F13 is defined on 0–10."""
    text = "id,On a scale from 1 to 10 would you recommend us?\n"
    text += "".join(f"{n},{n % 10 + 1}\n" for n in range(1, 40))
    column = wrote(text).table.columns[1]
    assert (column.role, str(column.scale)) == (Role.RATING, "1–10")


def test_one_scale_is_asked_about_once_for_all_its_columns(wrote):
    text = "id,rating a,rating b,rating c\n" + "".join(
        f"{n},{n % 5 + 1},{n % 4 + 1},{n % 5 + 1}\n" for n in range(1, 40)
    )
    [question] = wrote(text).questions
    assert question.columns == ("rating a", "rating b", "rating c")


@pytest.mark.parametrize(
    ("cells", "values", "scale"),
    [
        (["4/5", "5/5", "3 / 5"], [4, 5, 3], "1–5"),
        (["8 sur 10", "0 sur 10"], [8, 0], "0–10"),
        (["★★★★☆", "★★★★★"], [4, 5], "1–5"),
        (["4 - Good", "5 - Great", "1 - Bad", "4 - Good"], [4, 5, 1, 4], "1–5"),
    ],
)
def test_ratings_that_say_what_they_are_out_of(wrote, cells, values, scale):
    text = "id;rating\n" + "".join(f"{n};{cell}\n" for n, cell in enumerate(cells))
    table = wrote(text).table
    assert table.values("rating") == values
    assert str(table.column("rating").scale) == scale


def test_texts_with_commas_in_one_column(wrote):
    table = wrote("commentaire\nTrès bien, merci\nPas mal, mais long\nBof\n").table
    assert (table.n, len(table.columns)) == (3, 1)


def test_a_row_of_totals_below_a_table(wrote):
    reading = wrote("Étape;Visiteurs\nAccueil;1000\nPanier;200\nTotal;1200\n")
    assert reading.table.values("Visiteurs") == [1000, 200]
    assert "1 row of totals" in said(reading)


def test_a_funnel_is_not_counted_twice(wrote):
    text = (
        "# ----------------------------------------\n# Shop\n# 20240101-20240131\n"
        "# ----------------------------------------\n\nStep,Device category,Active users\n"
        "1. Visit,Total,1000\n1. Visit,desktop,600\n1. Visit,mobile,400\n2. Buy,Total,50\n"
    )
    totals, parts = wrote(text).tables
    assert totals.values("Active users") == [1000, 50]
    assert parts.values("Active users") == [600, 400]


def test_good_and_bad_are_no_scale(wrote):
    """Two words do not tell how many answers there were."""
    reading = wrote("id,rating\n" + "".join(f"{n},{['good', 'bad'][n % 2]}\n" for n in range(40)))
    assert reading.table.columns[1].role is Role.CHOICE
    assert not reading.questions[0].assumed


def test_every_format_is_found_by_its_file():
    from kit.evidence.formats import formats

    names = [each.name for each in formats()]
    assert len(names) == len(set(names))
    assert names[-1] == "table"
    assert {"surveymonkey", "qualtrics", "ga4", "salesforce", "event-log"} <= set(names)


def test_importing_the_kit_brings_no_arrow():
    import subprocess
    import sys

    code = "import sys, kit, kit.evidence; print(any(m in sys.modules for m in ('pyarrow', 'duckdb', 'scipy', 'python_calamine')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
