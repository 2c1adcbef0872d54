"""Every command where the system refuses to read or write: one line with the path, no traceback."""

from __future__ import annotations

import os
import resource
import shlex
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import click
import pytest

from kit.cli import parcours as command
from kit.engine.parents import PARENTS
from kit.i18n import texts
from tests.workshop.every_field import put, written

POSIX = pytest.mark.skipif(os.name == "nt", reason="the conditions are set up as on POSIX")
CLIENT = "maison"
COMMANDS = {
    "check": ["check", CLIENT],
    "report": ["report", CLIENT, "--jobs", "1", "--force"],
    "compare": ["compare", CLIENT, "other"],
    "status": ["status"],
    "version": ["version", CLIENT],
    "questions": ["questions", CLIENT],
    "sheets": ["sheets", CLIENT],
    "poster": ["poster", CLIENT, "--to", "svg"],
    "canvas": ["canvas", CLIENT, "--step", "persona"],
    "tables": ["tables", CLIENT, "--to", "csv"],
    "handout": ["handout", CLIENT, "--step", "persona"],
    "grade": ["grade", CLIENT, "--csv", "outputs/marks.csv"],
    "new": ["new", "another"],
    "lab": ["lab", CLIENT],
    "evidence add": ["evidence", "add", CLIENT, "new.csv", "--yes"],
    "evidence show": ["evidence", "show", CLIENT],
    "evidence suggest": ["evidence", "suggest", CLIENT],
    "evidence allow": ["evidence", "allow", CLIENT, "enquete"],
    "evidence forget": ["evidence", "forget", CLIENT, "3", "--yes", "--everywhere"],
    "schema": ["schema", "--out", "outputs/schema.json"],
    "case new": ["case", "new", "own"],
    "case check": ["case", "check"],
}
"""Every command that reads or writes files."""

OUTPUTS = (
    "report", "compare", "questions", "sheets", "poster", "canvas", "tables", "handout", "grade",
    "schema",
)  # fmt: skip
"""Those that write into the folder of outputs."""

INTO_THE_CLIENT = ("version", "evidence add", "evidence forget")
WITHOUT_A_CLIENT = ("new", "schema", "status", "case new", "case check")
READING = [name for name in COMMANDS if name not in WITHOUT_A_CLIENT]


def test_every_command_is_here():
    group = command(texts("en"))
    elsewhere = ("completion", "theme", "room")  # a room stays open: tests/cli/test_room.py
    known = {name for name in group.commands if name not in ("evidence", "case", *elsewhere)}
    for name in ("evidence", "case"):
        parent = group.commands[name]
        assert isinstance(parent, click.Group)
        subcommands = parent.list_commands(click.Context(parent))
        known |= {f"{name} {subcommand}" for subcommand in subcommands}
    missing = known - set(COMMANDS)
    assert not missing


@pytest.fixture
def clients(here):
    put(here / "workshops" / CLIENT, written(("client", "name"), "Maison"))
    put(here / "workshops" / "other", written(("client", "name"), "Other"))
    (here / "new.csv").write_text("Note,Quand\n" + "4,2026-01-01\n" * 30, "utf-8")
    return here


def told(err, path, reason):
    """Assert that the errors name a path below this one, with the reason."""
    lines = [line for line in err.splitlines() if reason in line]
    assert lines, err
    assert any(str(path) in line for line in lines), err


@contextmanager
def no_room_for(size):
    """Let no file become larger: SIGXFSZ is ignored by Python, so writing fails with EFBIG."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        PARENTS.close()  # those started meanwhile have the limit for life


@POSIX
@pytest.mark.parametrize("name", OUTPUTS)
def test_a_file_that_may_not_grow_is_named(parcours, clients, name):
    (clients / "outputs").mkdir()
    parcours("status")  # whatever is compiled or cached, is
    with no_room_for(200):
        status, _, err = parcours(*COMMANDS[name])
    assert status == (1 if name == "report" else 2)
    told(err, "outputs", "the file would be larger than the system allows")


@POSIX
@pytest.mark.parametrize("name", INTO_THE_CLIENT)
def test_a_file_of_the_clients_that_may_not_grow_is_left_as_it_is(parcours, clients, name):
    path = clients / "workshops" / CLIENT / "workshop.yaml"
    before = path.read_bytes()
    with no_room_for(200):
        status, _, err = parcours(*COMMANDS[name])
    assert status == 2
    told(err, f"workshops/{CLIENT}", "the file would be larger than the system allows")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        pytest.param(condition, name, marks=() if quick else pytest.mark.soak)
        for condition in ("a folder", "a loop", "a name too long", "below a file")
        for name in READING
        for quick in [condition == "a folder" or name in ("check", "report")]
    ],
)
def test_a_workshop_that_cannot_be_opened_is_named(parcours, clients, name, condition):
    folder = clients / "workshops" / CLIENT
    path = folder / "workshop.yaml"
    given = CLIENT
    if condition == "a name too long":
        given = "x" * 300
    elif condition == "below a file":
        given = str(path / "more")
    else:
        path.unlink()
        if condition == "a folder":
            path.mkdir()
        else:
            path.symlink_to(path)
    status, out, err = parcours(*[given if a == CLIENT else a for a in COMMANDS[name]])
    assert status in (1, 2)
    assert given in out + err
    assert "Unexpected error" not in out + err
    assert "Errno" not in out + err


@POSIX
@pytest.mark.parametrize("name", ["check", "report"])
def test_the_other_client_is_worked_on(parcours, clients, name):
    folder = clients / "workshops" / CLIENT
    (folder / "history").write_text("a file in the way of a folder")
    (folder / "workshop.yaml").write_bytes(b"client: [")
    status, out, err = parcours(name, "workshops", *(["--jobs", "1"] if name == "report" else []))
    assert status == (1 if name == "report" else 2)
    assert CLIENT in out + err
    assert "other" in out


# --- disks, and files that are open ---------------------------------------------------------


PARCOURS = [sys.executable, "-m", "parcours_kit"]


def started(here, command, **how):
    environ = {**os.environ, "PARCOURS_LANG": "en"}
    return subprocess.run(
        command, **{"cwd": here, "env": environ, "stderr": subprocess.PIPE, "text": True, **how}
    )


SMALL_DISK = """
cp -a "$FOLDER" "$KEPT"
mount -t tmpfs -o size=64k none "$FOLDER"
cp -a "$KEPT/." "$FOLDER"
"""
READ_ONLY = SMALL_DISK + 'mount -o remount,ro "$FOLDER"\n'
FULL = SMALL_DISK + 'dd if=/dev/zero of="$FOLDER/ballast" bs=1024 2>/dev/null || true\n'

UNREADABLE = 'mount --bind /proc/$$/mem "$FOLDER/workshop.yaml"\n'
"""The memory of a process begins with a page that nobody can read: EIO, as of a damaged disk."""


@cache
def unshare():
    """Return what starts a process with mounts of its own, or skip the test where nothing does.

    They go with its last process: nothing stays mounted, even where the tests are killed.
    """
    for mapped in ([], ["--map-root-user"]):
        command = ["unshare", "--mount", *mapped]
        try:
            tried = subprocess.run(
                [*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, text=True
            )
        except FileNotFoundError:
            pytest.skip("there is no unshare here, which gives a process mounts of its own")
        if not tried.returncode:
            return command
    pytest.skip(f"a disk of its own cannot be mounted here: {tried.stderr.strip()}")


def mounted(here, folder, setup, name):
    """Run a command where a folder is prepared by lines of a shell; return status, outputs."""
    folder.mkdir(parents=True, exist_ok=True)
    script = f"set -e\n{setup}\nexec {shlex.join([*PARCOURS, *COMMANDS[name]])}"
    environ = {**os.environ, "PARCOURS_LANG": "en", "FOLDER": str(folder)}
    environ["KEPT"] = str(here / ".kept")
    done = started(here, [*unshare(), "sh", "-c", script], stdout=subprocess.PIPE, env=environ)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@POSIX
@pytest.mark.parametrize(
    ("condition", "name"),
    [
        pytest.param(condition, name, marks=() if quick else pytest.mark.soak)
        for condition in ("full", "read-only")
        for name in OUTPUTS
        for quick in [name == "tables" or (condition, name) == ("read-only", "report")]
    ],
)
def test_a_disk_that_takes_nothing_is_named(clients, name, condition):
    setup = {"full": FULL, "read-only": READ_ONLY}[condition]
    status, _, err = mounted(clients, clients / "outputs", setup, name)
    reason = {"full": "the disk is full", "read-only": "it can be read but not written to"}
    assert status == (1 if name == "report" else 2)
    told(err, "outputs", reason[condition])


@POSIX
@pytest.mark.parametrize("name", [*INTO_THE_CLIENT, "lab"])
def test_a_clients_folder_that_can_only_be_read_is_named(clients, name):
    status, _, err = mounted(clients, clients / "workshops" / CLIENT, READ_ONLY, name)
    assert status == 2
    told(err, f"workshops/{CLIENT}", "it can be read but not written to")


@POSIX
@pytest.mark.skipif(sys.platform != "linux", reason="/proc stands for a damaged disk")
@pytest.mark.parametrize(
    "name",
    ["check", pytest.param("report", marks=pytest.mark.soak), "version", "evidence add", "lab"],
)
def test_a_workshop_on_a_damaged_disk_is_named(clients, name):
    status, out, err = mounted(clients, clients / "workshops" / CLIENT, UNREADABLE, name)
    assert status == (1 if name == "report" else 2)
    told(out + err, f"workshops/{CLIENT}/workshop.yaml", "the disk cannot be read or written to")


@POSIX
@pytest.mark.parametrize(
    "name",
    ["version", *(pytest.param(name, marks=pytest.mark.soak) for name in ("report", "canvas"))],
)
def test_too_many_open_files_are_named(clients, name):
    said = ""
    for limit in (5, 8, 11, 14):
        line = f"ulimit -n {limit}; exec {shlex.join([*PARCOURS, *COMMANDS[name]])}"
        done = started(clients, ["sh", "-c", line], stdout=subprocess.PIPE)
        assert "Traceback" not in done.stderr, (limit, done.stderr)
        assert "This is a bug" not in done.stderr, (limit, done.stderr)
        assert done.returncode in ((0, 1) if name == "report" else (0, 2)), (limit, done.stderr)
        said += done.stderr
    assert "too many files are open." in said


# --- standard output, and the start ---------------------------------------------------------


@POSIX
@pytest.mark.parametrize(
    "name",
    ["check", pytest.param("report", marks=pytest.mark.soak), "questions", "schema", "theme"],
)
def test_standard_output_that_is_full_is_named(clients, name):
    arguments = [name] if name in ("schema", "theme") else COMMANDS[name]
    with Path("/dev/full").open("w") as full:
        done = started(clients, [*PARCOURS, *arguments], stdout=full)
    assert done.returncode == 2
    assert done.stderr == "standard output: the disk is full.\n"
    made = {"report": "report.html", "questions": "questions.csv"}
    if name in made:
        assert (clients / "outputs" / CLIENT / made[name]).is_file()


@POSIX
@pytest.mark.parametrize(
    "closed",
    [
        *(pytest.param(one, marks=pytest.mark.soak) for one in (">&-", "2>&-", ">&- 2>&-")),
        "<&- >&- 2>&-",
    ],
)
def test_a_report_is_made_where_nothing_can_be_printed(clients, closed):
    line = f"{shlex.join(PARCOURS)} report {CLIENT} --jobs 1 {closed}"
    done = started(clients, ["sh", "-c", line], stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, "")
    assert (clients / "outputs" / CLIENT / "report.html").is_file()


@POSIX
def test_a_reader_that_has_gone_is_no_error(clients):
    line = f"{shlex.join(PARCOURS)} schema | head -1; exit ${{PIPESTATUS[0]}}"
    done = started(clients, ["bash", "-c", line], stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "{\n")


INTERRUPTED = """
import os, signal, sys
import parcours_kit

class AtImport:
    def find_spec(self, name, *_):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
module = sys.argv.pop(1)
sys.meta_path.insert(0, AtImport())
parcours_kit.main()
"""


@POSIX
@pytest.mark.parametrize(
    "module",
    [
        "kit.cli",
        *(pytest.param(one, marks=pytest.mark.soak) for one in ("click", "kit.i18n", "pydantic")),
        "yaml",
        pytest.param("duckdb", marks=pytest.mark.soak),
    ],
)
def test_ctrl_c_while_it_starts_is_quiet(clients, module):
    done = started(
        clients,
        [sys.executable, "-c", INTERRUPTED, module, "check", CLIENT],
        stdout=subprocess.PIPE,
    )
    assert done.returncode == 130
    assert done.stderr.strip() in ("", "Stopped.")
    assert done.stdout == ""
