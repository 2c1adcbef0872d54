"""``parcours evidence allow``, ``--allow`` and ``PARCOURS_ALLOW``: the user's consent, once."""

import contextlib
import json
import os
import re
import select
import socket
import subprocess
import sys
import threading
import time

import pytest

from kit import consent
from kit.consent import VARIABLE

pty = pytest.importorskip("pty", reason="a terminal of POSIX")

WORKSHOP = """\
schema_version: 1
client: {{name: Maison Exemple, language: en, invented: true}}
evidence:
  tickets:
    name: Tickets
    kind: crm
    database: {database}
    table: {table}
stages:
  buy: {{name: I buy}}
"""
DATABASE = "postgres://reader@127.0.0.1:{port}/crm"


class Server:
    """Something that listens, counts who connects, and hangs up at once."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.met = self.socket.getsockname()[1], 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                self.met += 1
                connection.close()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.socket.close()


def contacted(server):
    """Whether someone has connected since the last time."""
    met, server.met = server.met, 0
    return met > 0


def write(here, name="a", database=DATABASE, table="public.tickets", port=5432):
    folder = here / "workshops" / name
    folder.mkdir(parents=True, exist_ok=True)
    text = WORKSHOP.format(database=json.dumps(database.format(port=port)), table=table)
    (folder / "workshop.yaml").write_text(text, "utf-8")
    return folder


def in_a_terminal(here, answers, *arguments):
    """Run the command where someone answers, and return exit status, what is yielded and shown."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-c", "from kit.cli import main; main()", *map(str, arguments)]
    process = subprocess.Popen(
        command,
        cwd=here,
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=follower,
        env={**os.environ, "PARCOURS_LANG": "en"},
    )
    os.close(follower)
    shown, left, until = b"", list(answers), time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([leader], [], [], 0.2)[0]:
            try:
                shown += os.read(leader, 4096)
            except OSError:  # nobody writes there any more
                break
        elif process.poll() is not None:
            break
        if left and shown.rstrip().endswith((b":", b"]")):
            os.write(leader, left.pop(0).encode() + b"\n")
            time.sleep(0.3)
    out, _ = process.communicate(timeout=10)
    os.close(leader)
    return process.returncode, out.decode(), shown.decode().replace("\r\n", "\n")


def test_allow_shows_what_is_contacted_asks_and_prints_the_entry(here, server):
    port = server.port
    write(here, database="postgres://${MYSECRET}@127.0.0.1:{port}/crm?sslmode=disable"
          .replace("${MYSECRET}", "${{MYSECRET}}"), port=port)  # fmt: skip
    status, out, shown = in_a_terminal(here, ["y"], "evidence", "allow", "a", "tickets")
    assert status == 0
    entry = f"workshops/a=postgresql://${{MYSECRET}}@127.0.0.1:{port}/crm?sslmode=disable"
    assert out == f"{entry}#public.tickets\n"
    for told in ("PostgreSQL", "127.0.0.1", str(port), "${MYSECRET}", "crm", "public.tickets"):
        assert told in shown
    assert "does not begin with PARCOURS_" in shown
    assert "PGPASSWORD" in shown
    assert str(here / "workshops" / "a") in shown
    assert not contacted(server)
    # asked once: now the entry is printed without a question, and without a terminal
    again = in_a_terminal(here, [], "evidence", "allow", "a", "tickets")
    assert (again[0], again[1]) == (0, out)
    assert "[y/N]" not in again[2]


@pytest.mark.parametrize("answer", ["n", "", "\x04"])
def test_what_is_not_agreed_to_is_not_kept(answer, here):
    write(here)
    status, out, _ = in_a_terminal(here, [answer], "evidence", "allow", "a", "tickets")
    assert status != 0
    assert out == ""
    assert consent.stored() == ()


def test_nothing_is_allowed_without_a_terminal(here, parcours):
    write(here)
    status, out, err = parcours("evidence", "allow", "a", "tickets")
    assert (status, out) == (2, "")
    assert "in a terminal" in err
    assert "--allow" in err
    assert consent.stored() == ()
    code = "from kit.cli import main; main()"
    yes = subprocess.run(
        [sys.executable, "-c", code, "evidence", "allow", "a", "tickets"],
        input=b"y\n",
        capture_output=True,
        check=False,
        cwd=here,
    )
    assert yes.returncode == 2
    assert consent.stored() == ()


def test_check_says_what_is_missing_where_and_what_to_do(here, parcours, server):
    write(here, port=server.port)
    status, out, _ = parcours("check", "a")
    assert status == 1
    assert re.search(r"workshop\.yaml:7:\d+: error evidence-not-allowed", out)
    assert "parcours evidence allow a tickets" in out
    status, out, _ = parcours("check", "a", "--format", "json")
    (found,) = [one for one in json.loads(out) if one["rule"].startswith("evidence-not")]
    assert (found["line"], found["place"]) == (7, "evidence.tickets.database")
    status, out, _ = parcours("evidence", "show", "a")
    assert status == 1
    assert "You have not allowed" in out
    assert not contacted(server)


@pytest.mark.parametrize(
    "command", [("check",), ("tables", "--to", "csv"), ("evidence", "show"), ("report",)]
)
def test_an_entry_serves_one_command_and_one_client(command, here, parcours, server, monkeypatch):
    port = server.port
    write(here, port=port)
    write(here, "b", port=port)
    entry = f"workshops/a=postgresql://reader@127.0.0.1:{port}/crm#public.tickets"
    parcours(*command, "a")
    parcours(*command, "b", "--allow", entry)
    parcours(*command, "b", "--allow", entry.replace("workshops/a", "workshops/*"))
    assert not contacted(server)
    parcours(*command, "a", "--allow", entry, "--allow", entry + "s")
    assert contacted(server)
    assert VARIABLE not in os.environ
    parcours(*command, "a")
    assert not contacted(server)
    monkeypatch.setenv(VARIABLE, f"{entry}s\n{entry}")
    parcours(*command, "b")
    assert not contacted(server)
    parcours(*command, "a")
    assert contacted(server)


@pytest.mark.soak
def test_entries_reach_the_processes_of_a_batch(here, parcours, server):
    port = server.port
    for name in ("a", "b"):
        write(here, name, port=port)
    entry = f"workshops/b=postgresql://reader@127.0.0.1:{port}/crm#public.tickets"
    parcours("report", "a", "b", "--jobs", "2")
    assert not contacted(server)
    # what is allowed now makes another report of it: it is not taken for unchanged
    _, out, err = parcours("report", "a", "b", "--jobs", "2", "--allow", entry)
    assert contacted(server)
    assert "b" in out + err


@pytest.mark.parametrize("text", ["x", "workshops/a", "=postgresql://x", "a=b c", ""])
def test_what_is_no_entry_is_refused(text, here, parcours, monkeypatch):
    write(here)
    status, _, err = parcours("check", "a", "--allow", text)
    assert status == 2
    assert "parcours evidence allow" in err
    if text.strip():
        monkeypatch.setenv(VARIABLE, text.split()[-1])
        if "=" not in text.split()[-1] or text.startswith("="):
            status, _, err = parcours("check", "a")
            assert status == 2
            assert VARIABLE in err


def test_list_and_revoke(here, parcours, tmp_path):
    folder = write(here)
    other = write(here, "b")
    share = tmp_path / "share"
    share.mkdir()
    target = "postgresql://reader@127.0.0.1:5432/crm#public.tickets"
    for one, what in ((folder, target), (folder, consent.path_target(share)), (other, target)):
        consent.give(consent.entry(one, what))
    _, out, _ = parcours("evidence", "allow", "a", "--list")
    assert out.splitlines() == [f"workshops/a=path:{share}", f"workshops/a={target}"]
    status, _, err = parcours("evidence", "allow", "a", "tickets", "--revoke")
    assert status == 0
    assert target in err
    assert consent.allowed_paths(folder) == (share,)
    parcours("evidence", "allow", "a", "--revoke")
    assert consent.targets(folder) == set()
    assert consent.targets(other) == {target}


def test_a_path_is_shown_as_it_really_is_and_kept(here, tmp_path, parcours):
    folder = write(here)
    share = tmp_path / "the share"
    share.mkdir()
    (tmp_path / "nas").symlink_to(share, target_is_directory=True)
    command = ("evidence", "allow", "a", "--path", tmp_path / "nas")
    assert parcours(*command)[0] == 2  # nobody is there to ask
    status, out, shown = in_a_terminal(here, ["y"], *command)
    assert status == 0
    assert str(share) in shown
    assert out == f"workshops/a=path:{tmp_path}/the%20share\n"
    assert consent.allowed_paths(folder) == (share,)
    for wide in ("/", here, here / "workshops", tmp_path / "missing"):
        assert parcours("evidence", "allow", "a", "--path", wide)[0] == 2


def test_a_broken_store_is_said(here, parcours):
    write(here)
    consent.store().parent.mkdir(parents=True, exist_ok=True)
    consent.store().write_text("{")
    for command in (("evidence", "allow", "a", "--list"), ("evidence", "allow", "a", "tickets")):
        status, _, err = parcours(*command)
        assert status == 2
        assert str(consent.store()) in err
    assert str(consent.store()) in parcours("check", "a")[1]


@pytest.mark.parametrize(
    ("database", "table", "line"),
    [
        ("postgres://u:hunter2@db/crm", "t", 7),
        ("sqlite:///tmp/x", "t", 7),
        ("postgres://db/crm?\x1b[2J=1", "t", 7),
        ("postgres://db/crm", "a/b", 8),
    ],
)
def test_a_refused_address_is_said_with_line_and_fix(database, table, line, here, parcours):
    write(here, database=database, table=table)
    for command in (("check", "a"), ("evidence", "allow", "a", "tickets")):
        status, out, err = parcours(*command)
        assert status in (1, 2)
        assert f"workshop.yaml:{line}:" in out + err
        assert "hunter2" not in out + err
        assert "\x1b" not in out + err


# --- evidence add ---


def test_add_declares_a_table_without_contacting_it(here, parcours, server):
    port = server.port
    write(here)
    address = DATABASE.format(port=port)
    for more in (("--yes",), ()):
        name = f"more{len(more)}"
        status, out, err = parcours(
            "evidence", "add", "a", address, "--table", f"public.{name}", *more
        )
        assert status == 0
        assert f"Added as source “{name}”" in out
        assert f"parcours evidence allow a {name}" in err
    assert consent.stored() == ()
    assert not contacted(server)
    text = (here / "workshops" / "a" / "workshop.yaml").read_text()
    assert address in text
    assert parcours("check", "a")[1].count("evidence-not-allowed") == 3


def test_add_asks_once_in_a_terminal(here, server):
    port = server.port
    folder = write(here)
    command = ("evidence", "add", "a", DATABASE.format(port=port), "--table", "more")
    status, _, shown = in_a_terminal(here, ["n"], *command)
    assert status == 0
    assert "Allow it? [y/N]" in shown
    assert not contacted(server)
    assert consent.targets(folder) == set()
    status, _, shown = in_a_terminal(here, ["y"], *command, "--id", "again")
    assert contacted(server)  # it is read before it is declared, and hangs up here
    assert status == 2
    assert "cannot be reached" in shown
    assert consent.targets(folder) == {f"postgresql://reader@127.0.0.1:{port}/crm#more"}


def test_add_refuses_what_is_no_address_and_shows_what_it_would_contact(here, parcours):
    write(here)
    for address, table in (("sqlite:///x", "t"), ("postgres://db/crm", "a/b"), ("x://", "t")):
        status, _, err = parcours("evidence", "add", "a", address, "--table", table)
        assert status == 2
        assert "database" in err or "table" in err
    before = (here / "workshops" / "a" / "workshop.yaml").read_bytes()
    status, out, _ = parcours(
        "evidence", "add", "a", "postgres://db.example/crm", "--table", "t", "--dry-run"
    )
    assert status == 0
    assert "db.example" in out
    assert (here / "workshops" / "a" / "workshop.yaml").read_bytes() == before
