"""Something else in any field of the model, through every command that reads the file.

Where loading refuses the file (``tests/workshop/test_every_field.py``), every command says the same
sentences; where it does not, the command ends with a documented status. Never is it a defect.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from kit.workshop import WorkshopError
from kit.workshop.document import parse
from kit.workshop.file import journey_of
from kit.workshop.migrations import migrated
from tests.workshop.every_field import VALUES, fields, put, written

PATH = Path("workshop.yaml")
COMMANDS = {
    "check": ["check", "maison"],
    "evidence show": ["evidence", "show", "maison", "--brief"],
    "questions": ["questions", "maison"],
    "version": ["version", "maison"],
    "tables": ["tables", "maison", "--to", "csv"],
    "canvas": ["canvas", "maison", "--step", "stages"],
    "poster": ["poster", "maison", "--to", "svg"],
    "handout": ["handout", "maison", "--step", "persona"],
    "report": ["report", "maison", "--jobs", "1", "--force"],
    "compare": ["compare", "maison", "other"],
}
DOCUMENTED = {
    "check": (0, 1, 2),
    "report": (0, 1),
    **dict.fromkeys(("compare", "evidence show", "poster", "tables", "version"), (0, 1, 2)),
}
"""Exit statuses; 1 where measured values are missing. Of others: 0 or 2."""
SAMPLE = 37
"""For the normal suite: one of so many; prime, so that every value is met."""
DRAWN = ("canvas", "handout", "poster", "report")
"""Commands that draw, and take a second for each case."""
EVERY = int(os.environ.get("PARCOURS_SOAK_DRAWN", "5"))
"""Of these, one of so many cases; prime, so that every value is met. 1 takes 40 minutes."""
PLACE = re.compile(r"workshop\.yaml:\d+:\d+: ")
DEFECT = re.compile("Unexpected error|Traceback|Erreur inattendue")


@cache
def cases(step):
    """Return (name, text, faults) of every so many fields and values; one of those alike."""
    found, seen = [], set()
    pairs = [(field, name) for field in fields() for name in VALUES]
    for field, name in pairs[::step]:
        text = written(field.place, VALUES[name])
        try:
            meant = journey_of(migrated(parse(PATH, text.encode()))).model_dump_json()
        except WorkshopError as error:
            found.append((f"{field} = {name}", text, len(error.diagnostics)))
            continue
        if meant not in seen:
            seen.add(meant)
            found.append((f"{field} = {name}", text, 0))
    return found


def refused(step):
    return [case for case in cases(step) if case[2]]


def accepted(step):
    return [case for case in cases(step) if not case[2]]


@pytest.fixture
def tried(parcours, here, tmp_path):
    put(here / "workshops" / "other", written(("client", "name"), "Other"))  # to compare with

    def tried(case, command):
        name, text, faults = case
        path = put(here / "workshops" / "maison", text)
        for old in path.parent.glob("history/*.yaml"):
            old.unlink()
        status, out, err = parcours(*COMMANDS[command])
        said = out + err
        assert not DEFECT.search(said), (name, command, said)
        assert status in DOCUMENTED.get(command, (0, 2)), (name, command, said)
        if faults:
            assert status == (1 if command == "report" else 2), (name, command, said)
            named = [
                line for line in said.splitlines() if re.match(r".*workshop\.yaml:\d+:\d+: ", line)
            ]
            assert len(named) == faults, (name, command, said)
            if command == "report":
                assert (here / "outputs" / "maison" / "error.html").is_file()

    return tried


@pytest.mark.parametrize("command", COMMANDS)
def test_a_sample_through_every_command(tried, command):
    slow = ("report", "compare", "handout", "poster", "canvas")
    many = 2 if command in slow else 10
    for several in (refused(SAMPLE), accepted(SAMPLE)):
        assert len(several) > many
        for case in several[:: len(several) // many]:
            tried(case, command)


@pytest.mark.soak
@pytest.mark.parametrize("command", COMMANDS)
def test_every_field_through_every_command(tried, command):
    assert len(refused(1)) > 1000
    every = EVERY if command in DRAWN else 1
    for case in [*accepted(1)[::every], *refused(1)[:: 10 * every]]:
        tried(case, command)
