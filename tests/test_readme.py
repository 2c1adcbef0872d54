"""The README's examples are true: its file loads, its commands and its Python run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kit.i18n import texts
from kit.review import review

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if "parcours " in line]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("readme")


def run(command: list[str], folder: Path) -> None:
    environ = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_commands_run_in_an_empty_folder(folder):
    import shlex

    assert len(COMMANDS) >= 5
    for command in COMMANDS:
        run(shlex.split(command), folder)
    reports = sorted(path.parent.name for path in folder.glob("outputs/*/report.html"))
    assert reports == ["atelier-exemple", "boutique-exemple"]


def test_the_python_runs_after_the_commands(folder):
    (program,) = blocks("python")
    if not (folder / "workshops").is_dir():
        test_the_commands_run_in_an_empty_folder(folder)
    run([sys.executable, "-c", program], folder)


def test_the_file_is_a_workshop(tmp_path):
    import kit

    example, *_ = blocks("yaml")
    (tmp_path / "workshop.yaml").write_text(example, encoding="utf-8")
    workshop = kit.load(tmp_path)
    assert workshop.journey["file-d-attente"].mentions.k == 14
    from datetime import date

    found = review(workshop.journey, date(2026, 11, 22)).findings
    assert all(texts("fr")(finding.says) for finding in found)


def test_what_is_said_of_columns_is_a_source():
    import yaml

    from kit.sources import Source

    whole = {"id": "enquete", "name": "Enquête", "kind": "survey", "file": "s.csv"}
    source = Source.model_validate({**whole, **yaml.safe_load(blocks("yaml")[1])})
    assert source.options.no_answers_of("Score") == ("*redacted*",)
    assert [measure.base for measure in source.measures] == [None, "ticked", None]


def test_what_is_said_of_databases_is_a_source():
    import yaml

    from kit.sources import Source

    _, _, declared, steps = blocks("yaml")
    (id,) = (found := yaml.safe_load(declared)["evidence"])
    whole = {"id": id, **found[id], **yaml.safe_load(steps)}
    source = Source.model_validate(whole)
    assert source.steps["registration"] == ("sign_up", "sign_up_again")
    assert source.by == "device"


def test_every_command_of_the_table_exists():
    named = set(re.findall(r"^\| `parcours (\w+)", README, re.MULTILINE))
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
    from kit.evidence.formats import formats

    (row,) = re.findall(r"^\| `parcours evidence add .*$", README, re.MULTILINE)
    apart = {"table", "analytics-table", "event-log"}
    tools = {format.label for format in formats() if format.name not in apart}
    assert len(tools) > 10
    assert {tool for tool in tools if tool not in row} == set()
