"""Files of a client that a notebook's buttons create."""

import os
import re
import shutil
import threading
import zipfile
from types import SimpleNamespace

import pytest

from kit.i18n import texts
from kit.resources import resource
from kit.studio.widgets import export_buttons
from kit.studio.widgets.cells import Several
from kit.studio.widgets.export_buttons import EXPORTS, Execution, ExportButtons
from kit.studio.workbook import open_step

NAMED = {export.name: export for export in EXPORTS}


@pytest.fixture
def client(tmp_path, put_away):
    folder = tmp_path / "workshops" / "maison-lumen"
    shutil.copytree(resource("workshops") / "maison-lumen", folder)
    return folder


@pytest.fixture
def outputs(client):
    return client.parent.parent / "outputs" / "maison-lumen"


@pytest.fixture
def executed(monkeypatch):
    """Commands that are not executed; each prints the files that are given for it."""

    commands, printed = [], {}

    def execute(arguments, folder, t, progress):
        commands.append(arguments)
        files = printed.get(arguments[0], [])
        for count in range(len(files)):
            progress(count + 1)
        return Execution(files, printed.get("messages", ""), printed.get("status", 0))

    monkeypatch.setattr(export_buttons, "execute", execute)
    return SimpleNamespace(commands=commands, printed=printed)


def shown(buttons):
    [output] = buttons.output.outputs
    return output["data"]["text/html"]


def create(buttons, name):
    buttons.create(NAMED[name])
    return shown(buttons)


# --- what is created -----------------------------------------------------------------------------


def test_a_deck_is_one_click_away_with_the_report_of_the_same_state(client, outputs):
    buttons = ExportButtons(client, texts("en"))
    said = create(buttons, "report pptx")
    assert re.search(r'href="../../../outputs/maison-lumen/report.pptx" download>Download', said)
    assert {"ppt/presentation.xml"} <= set(zipfile.ZipFile(outputs / "report.pptx").namelist())
    assert "<html" in (outputs / "report.html").read_text("utf-8"), "the page stays beside the deck"
    assert not any(button.disabled for button in buttons.buttons.values())


def test_files_of_other_commands_are_linked(client, outputs):
    buttons = ExportButtons(client, texts("fr"))
    said = create(buttons, "tables")
    [workbook] = (outputs / "tables").glob("*.xlsx")
    href = f'href="../../../outputs/maison-lumen/tables/{workbook.name}" download'
    assert href in said
    assert "Télécharger les tableaux" in said


def test_a_report_is_created_again_in_every_format_that_is_there(client, outputs, executed):
    outputs.mkdir(parents=True)
    (outputs / "report.pptx").write_bytes(b"PK")
    buttons = ExportButtons(client, texts("fr"))
    create(buttons, "report html")
    create(buttons, "report pdf")
    formats = [arguments[arguments.index("--to") + 1] for arguments in executed.commands]
    assert formats == ["html,pptx", "html,pdf,pptx"]


@pytest.mark.parametrize(
    ("name", "command"), [("poster", "poster"), ("canvas", "canvas"), ("handout", "handout")]
)
def test_each_button_has_its_command(client, executed, name, command):
    create(ExportButtons(client, texts("fr")), name)
    [arguments] = executed.commands
    out = str(client.parent.parent / "outputs")
    assert arguments == [command, str(client), "--lang", "fr", "--out", out]


@pytest.mark.parametrize(
    ("name", "options"), [("questions", []), ("questions employees", ["--employees"])]
)
def test_a_questionnaire_is_in_the_language_of_the_customers(client, executed, name, options):
    create(ExportButtons(client, texts("en")), name)
    [arguments] = executed.commands
    out = str(client.parent.parent / "outputs")
    assert arguments == ["questions", str(client), *options, "--out", out]


def test_a_questionnaire_can_be_read_and_taken_to_a_form_tool(client, outputs):
    said = create(ExportButtons(client, texts("en")), "questions employees")
    assert re.findall(r'href="\S+?/([\w.-]+)" download', said) == [
        "employee-questions.md",
        "employee-questions.csv",
    ]
    assert "collaborateur" in (outputs / "employee-questions.md").read_text("utf-8")


def test_several_files_are_linked_by_their_names(client, outputs, executed):
    executed.printed["handout"] = [outputs / "handout-start.html", outputs / "handout-stages.html"]
    said = create(ExportButtons(client, texts("en")), "handout")
    assert "Open the handouts:" in said
    assert re.findall(r">(handout-\w+\.html)<", said) == [
        "handout-start.html",
        "handout-stages.html",
    ]


# --- while it is created -------------------------------------------------------------------------


def test_one_is_created_at_a_time_and_the_notebook_goes_on(client, outputs, monkeypatch):
    begun, go_on, running = threading.Event(), threading.Event(), []

    def execute(arguments, folder, t, progress):
        running.append(arguments[0])
        progress(1)
        begun.set()
        assert go_on.wait(60)
        return Execution([outputs / f"{arguments[0]}.pdf"], "", 0)

    monkeypatch.setattr(export_buttons, "execute", execute)
    buttons = ExportButtons(client, texts("en"))
    first = buttons.start(NAMED["poster"])
    assert begun.wait(60)
    second = buttons.start(NAMED["canvas"])
    assert "Creating the poster… (1 file created so far)" in shown(buttons)
    assert "Canvases: waiting for the file before it." in shown(buttons)
    assert running == ["poster"]
    assert [n for n, b in buttons.buttons.items() if b.disabled] == ["poster", "canvas"]
    go_on.set()
    first.join(60)
    second.join(60)
    assert running == ["poster", "canvas"]
    assert "Open the poster" in shown(buttons)
    assert "Open the canvases" in shown(buttons)
    assert not any(button.disabled for button in buttons.buttons.values())


def test_a_button_pressed_twice_creates_once(client, monkeypatch):
    begun, go_on, running = threading.Event(), threading.Event(), []

    def execute(arguments, folder, t, progress):
        running.append(arguments[0])
        begun.set()
        assert go_on.wait(60)
        return Execution([], "", 0)

    monkeypatch.setattr(export_buttons, "execute", execute)
    buttons = ExportButtons(client, texts("en"))
    first = buttons.start(NAMED["poster"])
    assert begun.wait(60)
    assert buttons.start(NAMED["poster"]) is None
    go_on.set()
    first.join(60)
    assert running == ["poster"]
    assert buttons.start(NAMED["poster"]) is not None


# --- what cannot be created ----------------------------------------------------------------------


def test_a_report_that_cannot_be_made_says_why(client):
    (client / "workshop.yaml").write_text("client: {nam: <b>x</b>}\n")
    said = create(ExportButtons(client, texts("fr")), "report html")
    assert "Le rapport n’a pas pu être produit" in said
    assert "workshop.yaml:1" in said
    assert "<b>" not in said
    assert "<a" not in said


def test_a_file_of_before_is_no_result(client, outputs, executed):
    outputs.mkdir(parents=True)
    (outputs / "report.pdf").write_bytes(b"%PDF")
    executed.printed |= {
        "report": [outputs / "report.html"],
        "messages": "No browser.",
        "status": 1,
    }
    said = create(ExportButtons(client, texts("en")), "report pdf")
    assert "The PDF could not be created:" in said
    assert "No browser." in said
    assert "<a" not in said


def test_a_report_without_some_values_is_linked_with_what_is_missing(client, outputs, executed):
    missing = "evidence/survey.csv <b>: not found"
    executed.printed |= {"report": [outputs / "report.html"], "messages": missing, "status": 1}
    said = create(ExportButtons(client, texts("en")), "report html")
    assert ">Open the report</a>" in said
    assert 'href="../../../outputs/maison-lumen/report.html"' in said
    assert "evidence/survey.csv &lt;b&gt;: not found" in said


def test_a_command_that_is_killed_is_a_sentence(client, executed):
    executed.printed["status"] = -9
    said = create(ExportButtons(client, texts("en")), "poster")
    assert "The command ended without a message (exit status -9)." in said


@pytest.mark.skipif(os.name == "nt", reason="the reasons of Windows are its own")
def test_python_that_is_not_there_is_a_sentence(client, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    buttons = ExportButtons(client, texts("en"))
    said = create(buttons, "poster")
    assert "Python could not be started: no such file or folder" in said
    assert not buttons.buttons["poster"].disabled


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a working folder from being removed")
def test_a_folder_that_vanishes_under_its_notebook_is_a_sentence(client, monkeypatch):
    buttons = ExportButtons(client, texts("en"))
    monkeypatch.chdir(client)
    shutil.rmtree(client)
    said = create(buttons, "tables")
    assert "The tables could not be created:" in said
    assert "No workshop found here" in said
    assert "Traceback" not in said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_with_a_line_break_is_one_link(client):
    hostile = client.rename(client.with_name("a\n<b>"))
    said = create(ExportButtons(hostile, texts("en")), "tables")
    assert re.findall(r'href="([^"]+)"', said) == [
        "../../../outputs/a%0A%3Cb%3E/tables/tables.xlsx"
    ]


def test_a_defect_does_not_look_like_work(client, monkeypatch):
    def execute(arguments, folder, t, progress):
        raise RuntimeError("<b>")

    monkeypatch.setattr(export_buttons, "execute", execute)
    buttons = ExportButtons(client, texts("en"))
    said = create(buttons, "poster")
    assert "The poster could not be created:" in said
    assert "RuntimeError" in said
    assert "&lt;b&gt;" in said
    assert not buttons.buttons["poster"].disabled


# --- where the buttons are -----------------------------------------------------------------------


def test_they_are_on_the_start_page_and_after_the_last_step(client):
    start = open_step("start", str(client), "en").next()
    assert isinstance(start, Several)
    assert isinstance(start[-1], ExportButtons)
    assert isinstance(
        open_step("improvements", str(client), "en").next().children[-1], ExportButtons
    )
    labels = [button.description for button in start[-1].buttons.values()]
    assert labels == [
        "Create report",
        "PDF",
        "Deck (PowerPoint)",
        "Poster",
        "Canvases",
        "Handouts",
        "Tables (Excel)",
        "Customer questionnaire",
        "Employee questionnaire",
    ]


def test_a_learner_starts_without_them(client):
    shown = open_step("start", str(client), "en", "learn").next()
    cells = shown if isinstance(shown, Several) else [shown]
    assert [type(cell) for cell in cells if isinstance(cell, ExportButtons)] == []
