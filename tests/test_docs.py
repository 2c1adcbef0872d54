"""The recipes for many clients: their options exist, their YAML and Python can be read."""

import ast
import re
import shlex
from pathlib import Path

import pytest
import yaml

from kit.cli import report, status
from kit.i18n import texts

PAGE = (Path(__file__).parent.parent / "docs" / "many-clients.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"\bparcours (?:report|status)[^`\n\"]*", PAGE)
KNOWN = {"report": report.command(texts("en")), "status": status.command(texts("en"))}


def block(language: str) -> str:
    return re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)[1]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_has_the_options_that_the_page_gives_it(line):
    line = line.replace("$((JOB_COMPLETION_INDEX + 1))", "1").replace("{number}", "1")
    _, name, *words = shlex.split(line)
    known = {option for parameter in KNOWN[name].params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_the_parts_of_the_job_are_as_many_as_its_command_says():
    job = yaml.safe_load(block("yaml"))["spec"]
    [container] = job["template"]["spec"]["containers"]
    assert f"/{job['completions']} " in container["command"][-1]
    assert job["completionMode"] == "Indexed"


def test_the_flow_is_python():
    ast.parse(block("python"))


def test_the_page_says_which_columns_a_table_has():
    from kit.batch.table import COLUMNS

    head = block("text").splitlines()[0]
    assert sorted(head.split(",")) == sorted(COLUMNS)
