"""Texts of a client's files reach the terminal as texts: none of them moves, hides or sends."""

from __future__ import annotations

import json
import os
import re
import sys

import pytest
import yaml

from kit.cli.streams import COLOURS, OVER, escape_controls
from tests.cli.conftest import here, parcours
from tests.workshop.every_field import everything, put, written

__all__ = ["here", "parcours"]

CLEAR = "\x1b[2J"
LINK = "\x1b]8;;http://example.org\x07"
CLIPBOARD = "\x1b]52;c;cm0gLXJmIH4=\x07"
RAW = "\r\x1b[K0 errors\x08\x9b31m\x85\x7f\u202e\u2066\u2028"
HOSTILE = f"{CLEAR}{LINK}{CLIPBOARD}{RAW}"

OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What a terminal obeys."""


def survey(name="new"):
    """Return a survey with hostile headings and answers, and a heading that looks like output."""
    heading = f'"Quand {HOSTILE}","Note {HOSTILE}","Avis {HOSTILE}\nmaison: 0 errors, 0 warnings"'
    rows = (f'2026-01-{n % 28 + 1:02},{n % 5 + 1},"Avis {n} {HOSTILE}"' for n in range(40))
    return "\n".join(("Id," + heading, *(f"{n}{CLEAR},{row}" for n, row in enumerate(rows)))) + "\n"


@pytest.fixture
def client(here):
    return put(here / "workshops" / "maison", written(("client", "name"), "Maison")).parent


def harmless(status, out, err):
    """Assert that a terminal obeys nothing of what was printed; return all of it."""
    for said in (out, err):
        assert OBEYED.findall(said) == []
    return out + err


def test_a_survey_is_understood_declared_and_shown(parcours, client, here):
    (here / "new.csv").write_text(survey(), "utf-8")
    said = harmless(*parcours("evidence", "add", "maison", "new.csv", "--dry-run"))
    assert r"\x1b[2J" in said
    assert r"\u202e" in said
    assert not re.search("^maison: 0 errors", said, re.MULTILINE), "a line of its own"
    harmless(*parcours("evidence", "add", "maison", "new.csv", "--yes", "--name", f"A {HOSTILE}"))
    for command in (
        ("evidence", "show", "maison"),
        ("evidence", "suggest", "maison"),
        ("evidence", "forget", "maison", f"3{CLEAR}", "--everywhere", "--yes"),
        ("check", "maison"),
        ("tables", "maison"),
        ("report", "maison"),
        ("status",),
    ):
        harmless(*parcours(*command))


def test_columns_that_are_declared_and_gone_are_named(parcours, client):
    stated = everything()
    source = stated["evidence"]["enquete"]
    source["name"] = "Enquête \u202e\u2066"
    source["measures"][0]["column"] = [f"Visite \u202e{chr(0x2028)}"]
    stated["client"]["name"] = "Maison \u202e"
    text = yaml.safe_dump(stated, allow_unicode=False, sort_keys=False)
    (client / "workshop.yaml").write_text(text, "utf-8")
    said = ""
    for command in (
        ("check", "maison"),
        ("evidence", "show", "maison"),
        ("report", "maison"),
        ("status",),
    ):
        said += harmless(*parcours(*command))
    assert r"\u202e" in said


@pytest.mark.parametrize(
    "text",
    [
        'client: {name: "a\\e[2J"}\n',
        f"client: {{name: a, {CLEAR}: b}}\n",
        'client: {name: "a", "l\\e[2Ja\\u202E": fr, "\\x9b31m": b}\n',
        'schema_version: 1\nclient: {name: a}\nstages: {"\\e]52;c;eA==\\a": {name: 1}}\n',
    ],
)
def test_a_hostile_workshop_file_is_refused_in_plain_text(parcours, client, text):
    (client / "workshop.yaml").write_text(text, "utf-8")
    for command in ("check", "report", "questions"):
        status, *said = parcours(command, "maison")
        assert status
        assert harmless(status, *said)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_hostile_names_of_folders_and_files(parcours, client, here):
    folder = client.rename(client.with_name(f"a{CLEAR}\r{CLIPBOARD}\u202e"))
    (folder / "evidence" / "enquete.csv").rename(folder / "evidence" / f"b{CLEAR}.csv")
    (here / f"c{CLEAR}.csv").write_text(survey(), "utf-8")
    said = ""
    for command in (
        ("check", str(folder)),
        ("evidence", "show", str(folder)),
        ("evidence", "add", str(folder), f"c{CLEAR}.csv", "--yes"),
        ("report", str(folder)),
        ("status",),
        ("report", f"nowhere{CLEAR}"),
        (f"no-command{CLEAR}",),
    ):
        said += harmless(*parcours(*command))
    assert r"\x1b[2J" in said


def test_json_stays_json(parcours, client):
    stated = everything()
    stated["stages"]["chercher"]["name"] = ""
    stated["stages"]["\u009b31m\u202e"] = {"name": ""}
    text = yaml.safe_dump(stated, allow_unicode=False, sort_keys=False)
    (client / "workshop.yaml").write_text(text, "utf-8")
    _, out, err = parcours("check", "maison", "--format", "json")
    harmless(0, out, err)
    assert json.loads(out)


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_on_a_terminal_the_kits_own_line_is_written_over_and_nothing_else(client, here, encoding):
    import pty
    import subprocess

    (client / "evidence" / "enquete.csv").write_text(survey(), "utf-8")
    controller, terminal = pty.openpty()
    code = "import sys; from kit.cli import run; sys.exit(run(['report', 'workshops']))"
    environ = {**os.environ, "PYTHONIOENCODING": encoding, "PARCOURS_LANG": "en"}
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=terminal, stderr=terminal, cwd=here, env=environ
    )
    os.close(terminal)
    read = b""
    while True:
        try:
            read += os.read(controller, 65536)
        except OSError:  # nobody writes there any more
            break
    process.wait()
    said = read.decode("utf-8", "replace").replace("\r\n", "\n")
    assert "\r\x1b[K" in said
    assert OBEYED.findall(said.replace("\r\x1b[K", "")) == []


def test_only_sequences_that_were_allowed_pass():
    assert escape_controls("\r\x1b[Ka\r\x1b[Kb", OVER) == "\r\x1b[Ka\\x0d\\x1b[Kb"
    assert escape_controls("\x1b[32mI\x1b(B\x1b[m\x1b[2J", COLOURS) == (
        "\x1b[32mI\x1b(B\x1b[m\\x1b[2J"
    )
    assert (
        escape_controls("a\tb\r\nc\u202fd\u00a0é👩\u200d👧") == "a\tb\r\nc\u202fd\u00a0é👩\u200d👧"
    )
