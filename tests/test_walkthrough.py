"""The walk-through of docs leads from a survey to a report: what it shows is done as it stands."""

import re
import shlex
import shutil

import pytest
from bs4 import BeautifulSoup

from kit.cli import run
from kit.resources import resource

DOCS = resource("notebooks").parent / "docs"
PAGE = (DOCS / "survey-to-report.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(sh|yaml)\n(.*?)^```", PAGE, re.M | re.S)


def write(folder, block):
    """Write a file that a block shows, or put the block below the line that it names."""
    head, content = block.split("\n", 1)
    name, _, below = head.removeprefix("# ").partition(", below “")
    file = folder / name
    if below:
        line = f"{below.rstrip('”')}\n"
        before, found, after = file.read_text("utf-8").partition(line)
        assert found, line
        content = before + found + content + after
    file.write_text(content, "utf-8")


@pytest.fixture
def followed(tmp_path, monkeypatch, capsys):
    """A folder in which the walk-through has been followed, and what each command said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")
    shutil.copytree(DOCS / "examples", tmp_path / "docs" / "examples")
    said = {}
    for language, block in BLOCKS:
        if language == "yaml":
            write(tmp_path, block)
            continue
        for line in block.splitlines():
            command, *arguments = shlex.split(line)
            assert command == "parcours"
            assert run(arguments) == 0, (line, capsys.readouterr())
            said[line] = "".join(capsys.readouterr())
    return tmp_path, said


def test_the_walkthrough_leads_to_a_branded_report(followed):
    folder, said = followed
    outputs = folder / "outputs"
    page = BeautifulSoup(
        (outputs / "velo-exemple" / "report.html").read_text("utf-8"), "html.parser"
    )
    text = page.get_text(" ")
    for expected in (
        "Atelier Exemple",
        "Time at the counter",
        "Workshop in the yard",
        "Town",
    ):
        assert expected in text, expected
    assert re.search(r"\d+\sof\s120", text)
    assert re.search(r"n\s=\s60\b", text), "a persona's own n"
    assert "--accent:#0b6e4f" in page.style.string
    assert list((outputs / "velo-exemple").glob("poster*.svg"))
    custom = (outputs / "custom" / "velo-exemple" / "report.html").read_text("utf-8")
    assert "Cost of calls" in custom
    shown = "\n".join(said.values())
    assert "The font “Noto Sans” is not embedded" in shown
    assert "Ada" in said["parcours evidence show velo-exemple"]
    assert " min" in said["parcours evidence show velo-exemple"]
