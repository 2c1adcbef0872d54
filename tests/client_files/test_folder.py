"""A client's folder: what lies in it is read and written, and nothing beyond it."""

import os
import pickle
import socket
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from kit import consent
from kit.atomic import OvertakenError
from kit.client_files import (
    ClientFolder,
    Entry,
    LinkError,
    NameRefusedError,
    SpecialFileError,
    TooLargeError,
    beside,
)
from kit.client_files.access import BY_DESCRIPTOR, Descriptors, Paths
from kit.i18n import texts

WAYS = [Descriptors, Paths] if BY_DESCRIPTOR else [Paths]
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX: modes, FIFOs and descriptors")


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def way(request):
    return request.param


@pytest.fixture
def disk(tmp_path):
    """A client's folder with a file, and beside it what it must not reach."""
    (tmp_path / "client" / "evidence").mkdir(parents=True)
    (tmp_path / "client" / "evidence" / "sat.csv").write_bytes(b"inside")
    (tmp_path / "outside" / "deep").mkdir(parents=True)
    (tmp_path / "outside" / "sat.csv").write_bytes(b"outside")
    (tmp_path / "outside" / "deep" / "sat.csv").write_bytes(b"outside")
    return tmp_path


@pytest.fixture
def client(disk, way):
    return ClientFolder(disk / "client", access=way)


def snapshot(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# --- what lies inside --------------------------------------------------------------------------


def test_reads(client):
    assert client.read_bytes("evidence/sat.csv") == b"inside"
    assert client.read_text(Path("evidence", "sat.csv")) == "inside"
    assert client.status("evidence/sat.csv").st_size == 6
    assert client.is_file("evidence/sat.csv")
    assert client.is_folder("evidence")
    assert not client.is_file("evidence")
    assert not client.is_file("evidence/sat.csv/x")
    assert not client.exists("none/sat.csv")
    assert client.digest("evidence/sat.csv") == sha256(b"inside").hexdigest()
    with client.open("evidence/sat.csv") as file:
        assert file.read(2) == b"in"
    with pytest.raises(FileNotFoundError):
        client.read_bytes("evidence/none.csv")
    with pytest.raises(IsADirectoryError):
        client.read_bytes("evidence")


def test_reads_no_more_than_the_limit(client):
    assert client.read_bytes("evidence/sat.csv", limit=6) == b"inside"
    with pytest.raises(TooLargeError) as refused:
        client.read_bytes("evidence/sat.csv", limit=5)
    assert pickle.loads(pickle.dumps(refused.value)).name == "evidence/sat.csv"


def test_lists(client, disk):
    (disk / "client" / "evidence" / "b.xlsx").touch()
    (disk / "client" / "evidence" / "sub").mkdir()
    (disk / "client" / "evidence" / "sub" / "c.csv").touch()
    assert client.entries("evidence") == [
        Entry("evidence/b.xlsx", "file"),
        Entry("evidence/sat.csv", "file"),
        Entry("evidence/sub", "folder"),
    ]
    assert client.files("evidence", "*.csv") == ["evidence/sat.csv"]
    assert client.entries("none") == []
    walked = [entry.name for entry in client.walk()]
    assert walked == ["evidence/b.xlsx", "evidence/sat.csv", "evidence/sub/c.csv"]
    assert [e.name for e in client.walk(enter=lambda name: name != "evidence/sub")] == walked[:2]


def test_writes_whole(client, disk):
    client.write_bytes("evidence/sat.csv", b"new", over=b"inside")
    with pytest.raises(OvertakenError):
        client.write_bytes("evidence/sat.csv", b"newer", over=b"inside")
    client.write_text("new.txt", "é\r\n")
    assert client.read_bytes("new.txt") == "é\r\n".encode()
    with pytest.raises(FileNotFoundError):
        client.write_bytes("none/new.txt", b"")
    assert sorted(p.name for p in disk.rglob("*") if p.is_file()) == [
        *("new.txt", "sat.csv", "sat.csv", "sat.csv")
    ]
    assert client.read_bytes("evidence/sat.csv") == b"new"


def test_a_failed_write_leaves_nothing(client, disk):
    before = snapshot(disk)
    (disk / "source").mkdir()
    with pytest.raises(OSError):
        client.copy_in(disk / "source", "evidence/copy.csv")
    with pytest.raises(TypeError):
        client.write_bytes("evidence/sat.csv", "text")
    assert snapshot(disk) == before


def test_appends_renames_removes(client, disk):
    client.make_folder("a/b")
    client.make_folder("a/b")
    for _ in range(2):
        with client.appending("a/b/log") as file:
            file.write(b"x")
    client.rename("a/b/log", "log")
    assert client.read_bytes("log") == b"xx"
    client.remove("log")
    client.remove("log", missing_ok=True)
    with pytest.raises(FileNotFoundError):
        client.remove("log")
    client.copy_in(disk / "outside" / "sat.csv", "copy.csv")
    assert client.read_bytes("copy.csv") == b"outside"


def test_the_folder_itself_may_be_behind_links(disk, way):
    (disk / "mine").symlink_to(disk / "client")
    client = ClientFolder(disk / "mine", access=way)
    assert client.read_bytes("evidence/sat.csv") == b"inside"
    assert client.name_of(disk / "mine" / "evidence" / "sat.csv") == "evidence/sat.csv"
    assert client.name_of(disk / "client" / "evidence") == "evidence"
    with pytest.raises(ValueError):
        client.name_of(disk / "outside")
    folder, name = beside(disk / "mine" / "evidence" / "sat.csv")
    assert folder.read_bytes(name) == b"inside"


def test_names_may_be_relative_to_a_folder_inside(disk, way):
    inner = ClientFolder(disk / "client", inside="outputs/acme", access=way)
    assert inner.entries() == []
    inner.make_folder()
    inner.write_bytes("report.html", b"x")
    inner.make_folder("tables")
    inner.write_bytes("tables/a.csv", b"y")
    assert inner.path == disk / "client" / "outputs" / "acme"
    assert inner.name_of(inner.path / "tables" / "a.csv") == "tables/a.csv"
    assert [e.name for e in inner.walk()] == ["report.html", "tables/a.csv"]
    (disk / "client" / "out").symlink_to(disk / "outside")
    with pytest.raises(LinkError):
        ClientFolder(disk / "client", inside="out/acme", access=way).make_folder()
    with pytest.raises(NameRefusedError):
        ClientFolder(disk / "client", inside="../outside", access=way)


# --- links -------------------------------------------------------------------------------------

READ = {
    "read_bytes": lambda c, n: c.read_bytes(n),
    "open": lambda c, n: c.open(n),
    "status": lambda c, n: c.status(n),
    "is_file": lambda c, n: c.is_file(n),
    "is_folder": lambda c, n: c.is_folder(n),
    "digest": lambda c, n: c.digest(n),
    "local": lambda c, n: c.local(n).__enter__(),
}
WRITE = {
    "write_bytes": lambda c, n: c.write_bytes(n, b"x"),
    "appending": lambda c, n: c.appending(n).__enter__(),
    "lock_file": lambda c, n: c.lock_file(n),
}
INSIDE = {
    **READ,
    **WRITE,
    "exists": lambda c, n: c.exists(n),
    "entries": lambda c, n: c.entries(str(Path(n).parent)),
    "make_folder": lambda c, n: c.make_folder(f"{n}/x"),
    "remove": lambda c, n: c.remove(n),
    "rename": lambda c, n: c.rename(n, "taken"),
    "rename to": lambda c, n: c.rename("workshop.yaml", n),
}


@pytest.mark.parametrize("does", INSIDE)
@pytest.mark.parametrize("name", ["folder/sat.csv", "folder/deep/sat.csv", "folder/new.csv"])
def test_nothing_goes_through_a_linked_folder(client, disk, does, name):
    (disk / "client" / "workshop.yaml").touch()
    (disk / "client" / "folder").symlink_to(disk / "outside")
    before = snapshot(disk)
    with pytest.raises(LinkError) as refused:
        INSIDE[does](client, name)
    assert snapshot(disk) == before
    said = texts("en")(refused.value.message)
    assert f"“folder” is a link to “{disk / 'outside'}”" in said
    assert str(disk / "outside") in texts("fr")(refused.value.message)


@pytest.mark.parametrize("does", [*READ, *WRITE])
@pytest.mark.parametrize("target", ["outside/sat.csv", "outside/none", "client/evidence/sat.csv"])
def test_nothing_goes_through_a_linked_file(client, disk, does, target):
    (disk / "client" / "link.csv").symlink_to(disk / target)
    before = snapshot(disk)
    with pytest.raises(LinkError):
        {**READ, **WRITE}[does](client, "link.csv")
    assert snapshot(disk) == before


def test_links_are_listed_as_links_and_never_walked(client, disk):
    (disk / "client" / "folder").symlink_to(disk / "outside")
    (disk / "client" / "gone").symlink_to(disk / "none")
    assert [(e.name, e.kind) for e in client.walk()] == [
        ("evidence/sat.csv", "file"),
        ("folder", "link"),
        ("gone", "link"),
    ]
    assert client.exists("gone")
    client.remove("folder")
    assert (disk / "outside" / "sat.csv").exists()


def test_a_relative_link_upwards_is_a_link(client, disk):
    (disk / "client" / "evidence" / "up").symlink_to("..")
    with pytest.raises(LinkError):
        client.read_bytes("evidence/up/evidence/sat.csv")


def test_a_linked_evidence_folder_says_how_to_admit_it(disk, way):
    (disk / "client" / "evidence" / "nas").symlink_to(disk / "outside")
    client = ClientFolder(disk / "client", access=way)
    with pytest.raises(LinkError) as refused:
        client.read_bytes("evidence/nas/sat.csv")
    said = texts("en")(refused.value.fix)
    assert f'parcours evidence allow "{disk / "client"}" --path "{disk / "outside"}"' in said


def test_an_admitted_folder_is_read_and_written(disk, way):
    (disk / "nas").symlink_to(disk / "outside")
    (disk / "client" / "evidence" / "nas").symlink_to(disk / "nas")
    client = ClientFolder(disk / "client", [disk / "nas"], access=way)
    assert client.read_bytes("evidence/nas/sat.csv") == b"outside"
    assert client.read_bytes("evidence/nas/deep/sat.csv") == b"outside"
    assert [e.name for e in client.walk("evidence")] == [
        "evidence/nas/deep/sat.csv",
        "evidence/nas/sat.csv",
        "evidence/sat.csv",
    ]
    client.write_bytes("evidence/nas/sat.csv", b"new", over=b"outside")
    assert (disk / "outside" / "sat.csv").read_bytes() == b"new"


def test_what_a_person_has_admitted_is_followed_in_that_folder_alone(disk, monkeypatch):
    for name in ("client", "other"):
        (disk / name / "evidence").mkdir(parents=True, exist_ok=True)
        (disk / name / "evidence" / "nas").symlink_to(disk / "outside")
    given = consent.entry(disk / "client", consent.path_target(disk / "outside"))
    monkeypatch.setenv(consent.VARIABLE, str(given))
    assert ClientFolder(disk / "client").read_bytes("evidence/nas/sat.csv") == b"outside"
    with pytest.raises(LinkError):
        ClientFolder(disk / "other").read_bytes("evidence/nas/sat.csv")


def test_only_what_is_admitted_is_followed(disk, way):
    (disk / "client" / "evidence" / "deep").symlink_to(disk / "outside" / "deep")
    (disk / "client" / "evidence" / "all").symlink_to(disk / "outside")
    client = ClientFolder(disk / "client", [disk / "outside" / "deep"], access=way)
    assert client.read_bytes("evidence/deep/sat.csv") == b"outside"
    with pytest.raises(LinkError):
        client.read_bytes("evidence/all/deep/sat.csv")
    (disk / "outside" / "deep" / "out").symlink_to(disk / "outside")
    with pytest.raises(OSError):
        client.read_bytes("evidence/deep/out/sat.csv")


def test_an_admitted_file_is_read_and_a_circle_is_walked_once(disk, way):
    (disk / "client" / "evidence" / "one.csv").symlink_to(disk / "outside" / "sat.csv")
    (disk / "outside" / "circle").symlink_to(disk / "outside")
    (disk / "client" / "evidence" / "nas").symlink_to(disk / "outside")
    client = ClientFolder(disk / "client", [disk / "outside"], access=way)
    assert client.read_bytes("evidence/one.csv") == b"outside"
    walked = [e.name for e in client.walk("evidence") if e.kind == "file"]
    assert walked.count("evidence/nas/sat.csv") == 1
    assert len(walked) < 8


# --- what is no file ---------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("does", [*READ, *WRITE])
@pytest.mark.parametrize("kind", ["fifo", "socket"])
def test_a_pipe_or_a_socket_is_refused_at_once(client, disk, does, kind, monkeypatch):
    path = disk / "client" / "strange"
    if kind == "fifo":
        os.mkfifo(path)
    else:
        monkeypatch.chdir(path.parent)  # a socket's address is short
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    if does in ("status", "is_file", "is_folder"):
        assert not client.is_file("strange")
        return
    with pytest.raises(SpecialFileError) as refused:
        {**READ, **WRITE}[does](client, "strange")
    assert "strange" in texts("fr")(refused.value.message)


@POSIX
def test_a_pipe_is_no_source_of_a_copy(client, disk):
    os.mkfifo(disk / "pipe")
    with pytest.raises(SpecialFileError):
        client.copy_in(disk / "pipe", "copy.csv")
    with pytest.raises(NameRefusedError):
        client.copy_in(disk / "outside" / "sat.csv", "../copy.csv")


# --- private -----------------------------------------------------------------------------------


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@POSIX
def test_what_is_the_kits_own_is_private(client, disk):
    before = os.umask(0o027)
    try:
        client.make_folder(".parcours/inner")
        client.make_folder("history")
        client.write_bytes(".parcours/state.json", b"")
        client.write_bytes("history/a.yaml", b"")
        client.copy_in(disk / "outside" / "sat.csv", "evidence/copy.csv", private=True)
        with client.appending(".parcours/journal.jsonl") as file:
            file.write(b"x")
        os.close(client.lock_file(".parcours/lock"))
        (disk / "client" / "evidence" / "sat.csv").chmod(0o664)
        client.write_bytes("evidence/sat.csv", b"kept")
    finally:
        os.umask(before)
    inside = disk / "client"
    assert mode(inside / ".parcours") == mode(inside / ".parcours" / "inner") == 0o700
    for name in ("state.json", "journal.jsonl", "lock"):
        assert mode(inside / ".parcours" / name) == 0o600
    assert mode(inside / "evidence" / "copy.csv") == 0o600
    assert mode(inside / "history") == 0o750
    assert mode(inside / "history" / "a.yaml") == 0o640
    assert mode(inside / "evidence" / "sat.csv") == 0o664


# --- paths for readers written in C --------------------------------------------------------------


@pytest.mark.parametrize("copied", [False, True])
def test_a_reader_by_path_gets_the_file_that_was_opened(client, disk, copied, monkeypatch):
    if copied:
        monkeypatch.setattr("kit.client_files.local.DESCRIPTORS", disk / "none")
    with client.local("evidence/sat.csv") as path:
        assert path.name == "sat.csv"
        (disk / "client" / "evidence" / "sat.csv").unlink()
        (disk / "client" / "evidence" / "sat.csv").symlink_to(disk / "outside" / "sat.csv")
        for _ in range(2):
            assert path.read_bytes() == b"inside"
        assert path.stat().st_size == 6
        asks = "import sys; print(open(sys.argv[1]).read())"
        said = subprocess.run(
            [sys.executable, "-c", asks, path], capture_output=True, text=True, check=True
        )
        assert said.stdout == "inside\n"
        if copied:
            assert mode(path) == 0o600
    assert not path.parent.exists()
