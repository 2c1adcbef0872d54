"""The examples of README, and of the pages on the file, are true: they load and run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import yaml

import kit
from kit.evidence.formats import formats
from kit.i18n import texts
from kit.review import review
from kit.sources import Source

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (DOCS / "start" / "commands.md").read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def run(command: list[str], folder: Path) -> None:
    environ = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_readme_fits_a_screen_and_has_two_commands():
    assert len(README.splitlines()) < 60
    [block] = blocks(ROOT / "README.md", "sh")
    assert len(block.splitlines()) == 2


def test_the_commands_run_in_an_empty_folder(tmp_path):
    for block in blocks(ROOT / "README.md", "sh"):
        for command in block.splitlines():
            run(shlex.split(command), tmp_path)
    reports = sorted(path.parent.name for path in tmp_path.glob("outputs/*/report.html"))
    assert reports == ["atelier-exemple"]


def test_the_links_of_readme_lead_to_pages():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(links) > 12
    for link in links:
        assert (ROOT / link).exists(), link


def test_the_cells_of_the_page_on_python_run(tmp_path):
    program = "\n".join(
        line
        for block in blocks(DOCS / "developer" / "api.md", r"\{code-cell\}")
        for line in block.splitlines()
        if not line.startswith(":")
    )
    run([sys.executable, "-c", program], tmp_path)


def test_the_file_is_a_workshop(tmp_path):
    [example] = blocks(DOCS / "reference" / "workshop-file.md", "yaml")
    (tmp_path / "workshop.yaml").write_text(example, encoding="utf-8")
    workshop = kit.load(tmp_path)
    assert workshop.journey["file-d-attente"].mentions.k == 14
    found = review(workshop.journey, date(2026, 11, 22)).findings
    assert all(texts("fr")(finding.says) for finding in found)


def test_what_is_said_of_columns_is_a_source():
    [example] = blocks(DOCS / "consultant" / "columns.md", "yaml")
    whole = {"id": "enquete", "name": "Enquête", "kind": "survey", "file": "s.csv"}
    source = Source.model_validate({**whole, **yaml.safe_load(example)})
    assert source.options.no_answers_of("Score") == ("*redacted*",)
    assert [measure.base for measure in source.measures] == [None, "ticked", None]


def test_what_is_said_of_databases_is_a_source():
    declared, steps = blocks(DOCS / "consultant" / "databases.md", "yaml")
    (id,) = (found := yaml.safe_load(declared)["evidence"])
    whole = {"id": id, **found[id], **yaml.safe_load(steps)}
    source = Source.model_validate(whole)
    assert source.steps["registration"] == ("sign_up", "sign_up_again")
    assert source.by == "device"


def test_every_command_of_the_table_exists():
    named = set(re.findall(r"^\| `parcours (\w+)", COMMANDS, re.MULTILINE))
    helped = subprocess.run(
        [Path(sys.executable).parent / "parcours", "--help"],
        capture_output=True,
        text=True,
        env={**os.environ, "PARCOURS_LANG": "en"},
    ).stdout
    listed = set(re.findall(r"^  (\w+)\s{2,}\S", helped, re.MULTILINE))
    assert named
    assert named | {"completion"} == listed


def test_every_tool_whose_exports_are_recognised_is_named():
    (row,) = re.findall(r"^\| `parcours evidence add .*$", COMMANDS, re.MULTILINE)
    apart = {"table", "analytics-table", "event-log"}
    tools = {format.label for format in formats() if format.name not in apart}
    assert len(tools) > 10
    assert {tool for tool in tools if tool not in row} == set()
