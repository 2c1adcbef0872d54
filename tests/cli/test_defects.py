"""A defect of the kit's own: one line, the other clients go on, and the status is the documented.

The defect is a real one, in a copy of the kit: for one client, a key that is not there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_system_errors import COMMANDS
from tests.workshop.every_field import put, written

ROOT = Path(__file__).parents[2]
GOOD, BAD = "bonne", "defaut"
HONEST = "    errors += _problems(document, journey)\n"
DEFECT = '    {}["" if journey.client.name != "Défaut" else "\\x1b[31mgone\\nmore"]\n'
LINE = re.compile(
    r"Unexpected error KeyError in kit/workshop/file\.py:\d+: [^\n\x1b]*gone[^\n\x1b]*\. "
    r"This is a bug in parcours-kit \S+\. Please report this line; --debug shows the details\."
)
EACH = """
import contextlib, io, json, sys
from kit.cli import run
found = {}
for name, arguments in json.load(sys.stdin).items():
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(arguments)
    found[name] = status, out.getvalue(), err.getvalue()
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the kit with a defect in it."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("kit", "notebooks", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "parcours_kit.py", folder)
    source = folder / "kit" / "workshop" / "file.py"
    text = source.read_text("utf-8")
    assert HONEST in text
    defect = DEFECT.replace("{}[", '{"": 0}[')
    source.write_text(text.replace(HONEST, HONEST + defect), "utf-8")
    return folder


@pytest.fixture
def clients(here):
    put(here / "workshops" / GOOD, written(("client", "name"), "Bonne"))
    put(here / "workshops" / BAD, written(("client", "name"), "Défaut"))
    (here / "new.csv").write_text("Note,Quand\n" + "4,2026-01-01\n" * 30, "utf-8")
    return here


@pytest.fixture
def ran(copy, clients):
    def ran(*command, **how):
        environ = {**os.environ, "PYTHONPATH": str(copy), "PARCOURS_LANG": "en"}
        environ.pop("PARCOURS_DEBUG", None)
        return subprocess.run(
            [sys.executable, *map(str, command)],
            cwd=clients,
            env={**environ, **how.pop("env", {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            **how,
        )

    return ran


def test_every_command_says_it_in_one_line(ran):
    commands = {
        name: [{"maison": BAD, "other": GOOD}.get(argument, argument) for argument in arguments]
        for name, arguments in COMMANDS.items()
        if "maison" in arguments and name not in ("report", "grade")
    }
    done = ran("-c", EACH, input=json.dumps(commands))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == set(commands)
    for name, (status, out, err) in found.items():
        said = [line for line in (out + err).splitlines() if LINE.search(line)]
        assert len(said) == 1, (name, out, err)
        assert BAD in said[0], name
        assert status == 2, name
        assert "Traceback" not in out + err, name


@pytest.mark.parametrize("name", ["check", "grade"])
def test_the_others_are_worked_on(ran, name):
    done = ran("-m", "parcours_kit", name, "workshops")
    assert done.returncode == (2 if name == "check" else 1)
    assert len(LINE.findall(done.stdout + done.stderr)) == 1
    assert GOOD in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.soak)])
def test_the_other_reports_are_made_and_error_html_says_why(ran, clients, jobs):
    done = ran("-m", "parcours_kit", "report", "workshops", "--jobs", jobs)
    assert done.returncode == 1
    assert len(LINE.findall(done.stderr)) == 1
    assert "1 report created, 1 failed." in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert (clients / "outputs" / GOOD / "report.html").is_file()
    page = (clients / "outputs" / BAD / "error.html").read_text("utf-8")
    assert "KeyError" in page
    assert "file.py" in page
    assert not (clients / "outputs" / BAD / "report.html").exists()


@pytest.mark.parametrize("how", ["before", "after", "environment"])
def test_the_traceback_is_shown_where_it_is_asked_for(ran, how):
    arguments = {
        "before": ["--debug", "questions", BAD],
        "after": ["questions", BAD, "--debug"],
        "environment": ["questions", BAD],
    }[how]
    env = {"PARCOURS_DEBUG": "1"} if how == "environment" else {}
    done = ran("-m", "parcours_kit", *arguments, env=env)
    assert done.returncode == 2
    assert "Traceback" in done.stderr
    assert LINE.search(done.stderr)
