"""Every file that the kit names in a client's folder, in whose place there is a link or a pipe.

The table :data:`NAMES` lists them with what reads and writes each: commands, and what notebooks
call. Nothing outside is read, changed or made, and nothing waits for a pipe.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import nbformat
import pytest

from kit.errors import explain
from kit.i18n import texts
from kit.studio.facilitation.agenda import agendas
from kit.studio.facilitation.bar import Bar, store_session, stored_session
from kit.studio.facilitation.schedule import Session
from kit.studio.learning import attempts
from kit.studio.learning.rubric import rubric, rubric_file
from kit.studio.notebooks.copies import write_copies
from kit.studio.permission.trust import Candidate
from kit.studio.sync.store import WorkshopStore
from kit.studio.widgets.language_choice import store_language, stored_language
from kit.studio.widgets.view import stored_view
from kit.versions.freezing import close
from kit.workshop import load
from tests.hostile.links.conftest import SECRET, SURVEY

EN = texts("en")
LINKED = "is a link to"

Use = Callable[[Path], object] | tuple[str, ...]
"""What reads or writes a file: a command's arguments, or what a notebook does with the client."""


def edit(client: Path) -> object:
    store = WorkshopStore(client / "workshop.yaml", EN)
    store.refresh()
    return store.commit([{"id": "one", "op": "add", "place": ["notes"], "value": "a note"}])


def look(client: Path) -> object:
    return WorkshopStore(client / "workshop.yaml", EN).refresh()


def copy_agenda(client: Path) -> object:
    bar = Bar(client, EN)
    bar.handle_message(bar, {"copy": "2-h"}, None)
    return bar.fault


def try_a_step(client: Path) -> object:
    attempt = attempts.Attempt(step="persona", at=attempts.now(), score=1, passed=False)
    attempts.begin(client, "cafe")
    return attempts.add(client, attempt)


def version(client: Path) -> object:
    return close(load(client), date(2026, 11, 1), "a version")


def notebook() -> str:
    return nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SECRET)]))


CHECK, SHOW, NEW_VERSION = ("check", "acme"), ("evidence", "show", "acme"), ("version", "acme")
REPORT, HANDOUT = ("report", "acme"), ("handout", "acme", "--step", "persona")
FORGET = ("evidence", "forget", "acme", "118240011", "--everywhere", "--yes")
ADD = ("evidence", "add", "acme", "new.csv", "--yes")
AGENDA = f'name = "{SECRET}"\n[[item]]\nstep = "persona"\nminutes = 10\n'
LINE = json.dumps({"conflict": SECRET, "before": "", "after": SECRET, "edits": [{"id": SECRET}]})

NAMES: dict[str, tuple[str, tuple[Use, ...]]] = {
    "workshop.yaml": (f"client: {{name: {SECRET}}}\n", (CHECK, NEW_VERSION, ADD, edit)),
    "history/2026-06-18.yaml": (f"# parcours: version of\n# {SECRET}\n", (CHECK, NEW_VERSION)),
    "history/2026-06-18.figures.json": (f'"{SECRET}"', (CHECK, REPORT, FORGET)),
    "history/2026-11-01.yaml": (SECRET, (version,)),
    "history/2026-11-01.figures.json": (SECRET, (version,)),
    "evidence/enquete-apres-commande.csv": (SURVEY, (CHECK, SHOW, FORGET)),
    "evidence/new.csv": (SECRET, (ADD,)),
    "guides/1_persona.md": (f"# {SECRET}\n", (HANDOUT,)),
    "guides/1_persona.fr.md": (f"# {SECRET}\n", (HANDOUT,)),
    "logo-belvedere.svg": (f"<svg xmlns='http://www.w3.org/2000/svg'>{SECRET}</svg>", (CHECK,)),
    "agendas/mine.toml": (AGENDA, (lambda client: agendas(EN, client),)),
    "agendas/2-h.toml": (AGENDA, (lambda client: agendas(EN, client), copy_agenda)),
    "rubric.toml": (
        f"[{SECRET}]\n",
        (
            ("grade", "acme"),
            lambda client: rubric(rubric_file(client)),
            lambda client: rubric_file(client),
        ),
    ),
    "../rubric.toml": (
        f"[{SECRET}]\n",
        (("grade", "acme"), lambda client: rubric(rubric_file(client))),
    ),
    "../workshop.schema.json": (f'"{SECRET}"', (("new", "another"),)),
    ".parcours/learning.json": (
        json.dumps({"case": SECRET}),
        (attempts.stored_record, try_a_step, ("grade", "acme")),
    ),
    ".parcours/learning.lock": ("", (try_a_step,)),
    ".parcours/journal.jsonl": (LINE + "\n", (look, edit, FORGET)),
    ".parcours/conflicts.jsonl": (LINE + "\n", (look, edit, FORGET)),
    ".parcours/lock": ("", (edit, NEW_VERSION, ADD, FORGET)),
    ".parcours/.gitignore": (SECRET, (edit, NEW_VERSION)),
    ".parcours/reader.json": (
        json.dumps({"lang": "fr"}),
        (stored_language, lambda client: store_language(client, "en")),
    ),
    ".parcours/view.json": (json.dumps({"persona": SECRET}), (stored_view,)),
    ".parcours/session.json": (
        json.dumps({"agenda": SECRET}),
        (stored_session, lambda client: store_session(client, Session("2-h", at=1.0))),
    ),
    "notebooks/.gitignore": (SECRET, (lambda client: write_copies(client, "en"),)),
    "notebooks/1_persona.ipynb": (
        notebook(),
        (
            lambda client: write_copies(client, "en"),
            lambda client: Candidate.read(client, "1_persona.ipynb"),
        ),
    ),
    "workshop.conflict-20260101T000000.yaml": (SECRET, (CHECK, FORGET)),
    "workshop.yaml~": (SECRET, (FORGET,)),
    "notes/archive.zip": (SECRET, (FORGET,)),
    ".ipynb_checkpoints/workshop-checkpoint.yaml": (SECRET, (FORGET,)),
    ".git/config": (SECRET, (FORGET,)),
}
"""Each name with what a file outside would hold, and what reads or writes it."""

QUIET = {
    "history/2026-11-01.yaml",
    "history/2026-11-01.figures.json",
    ".parcours/.gitignore",
    ".parcours/reader.json",
    ".parcours/view.json",
    ".parcours/session.json",
    "notebooks/.gitignore",
    "notebooks/1_persona.ipynb",
    "guides/1_persona.fr.md",
    "workshop.conflict-20260101T000000.yaml",
    ".git/config",
}
"""Of these, what is chosen or shown goes on without the file, or another name is taken."""

NO_FILE = ("history/", "guides/", "agendas/", "rubric.toml", "../rubric.toml")
"""A pipe there is as good as no file."""

PLACES = {
    "link": "a link in the place of the file",
    "nothing": "a link to a file that is not there, which writing would make",
    "folder": "a link in the place of the folder above it",
    "pipe": "a pipe in the place of the file",
}


def cases() -> list[object]:
    """Every name with every place; ``make test`` takes two places for each, in turn."""
    found: list[object] = []
    for number, name in enumerate(NAMES):
        places = [
            p for p in PLACES if p != "folder" or ("/" in name and not name.startswith("../"))
        ]
        quick = {places[(number + step) % len(places)] for step in (0, 1)}
        found += [
            pytest.param(
                name, place, id=f"{name} {place}", marks=() if place in quick else pytest.mark.soak
            )
            for place in places
        ]
    return found


@pytest.fixture
def alarm():
    """Fail where something waits for a pipe."""

    def late(*_):
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def put(hostile, name: str, place: str, content: str) -> None:
    """Put a link or a pipe into the client's folder, and what the link leads to outside."""
    path = hostile.client / name
    path.parent.mkdir(exist_ok=True)
    if place == "folder":
        outside = hostile.outside / path.parent.name
        shutil.copytree(path.parent, outside)
        shutil.rmtree(path.parent)
        path.parent.symlink_to(outside)
        (outside / path.name).write_text(content)
        return
    path.unlink(missing_ok=True)
    if place == "pipe":
        os.mkfifo(path)
    else:
        outside = hostile.outside / path.name
        if place == "link":
            outside.write_text(content)
        path.symlink_to(outside)


def done(use: Use, hostile, parcours) -> tuple[int, str]:
    """Run a command, or do what a notebook does; return the status and what is said."""
    if isinstance(use, tuple):
        return parcours(*use)
    before = hostile.seen()
    status, said = 0, ""
    try:
        said = str(use(hostile.client))
    except Exception as error:
        status, said = 2, explain(error, EN)
    assert hostile.seen() == before
    return status, said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
@pytest.mark.parametrize(("name", "place"), cases())
def test_a_name_that_leads_elsewhere_is_refused(hostile, parcours, alarm, name, place):
    content, uses = NAMES[name]
    (hostile.root / "new.csv").write_text("Date,Satisfaction\n2026-01-01,5\n")
    put(hostile, name, place, content)
    heard = ""
    for use in uses:
        status, said = done(use, hostile, parcours)
        assert SECRET not in said
        assert "defect" not in said, said
        assert status in (0, 1, 2)
        assert not status or said.strip()
        heard += said
    for path in hostile.client.parent.rglob("*"):
        if path.is_file() and not path.is_symlink() and hostile.client.parent in path.parents:
            assert SECRET.encode() not in path.read_bytes(), path
    if name in QUIET or (place == "pipe" and name.startswith(NO_FILE)):
        return
    named = "is a pipe" if place == "pipe" else LINKED
    left = f"acme/{name.split('/')[0] if place == 'folder' else name}"
    assert named in heard or left in heard.partition("Not searched:")[2], heard
