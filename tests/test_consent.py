"""Consent: what the user allowed, from which folder, kept where no client can write it."""

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import consent
from kit.consent import VARIABLE, Entry, admitting, allowed, allowed_paths, entry, give, withdraw
from kit.consent import file as consent_file
from kit.i18n import texts
from kit.locks import Lock

TARGET = "postgresql://reader@db.example:5432/crm#public.tickets"
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


@pytest.fixture
def clients(tmp_path):
    for name in ("a", "b"):
        (tmp_path / "workshops" / name).mkdir(parents=True)
    return tmp_path / "workshops"


def test_nothing_is_allowed_at_first(clients):
    assert not allowed(clients / "a", TARGET)
    assert allowed_paths(clients / "a") == ()
    assert not consent.store().exists()


def test_a_consent_is_for_one_folder_and_one_target(clients):
    give(entry(clients / "a", TARGET))
    assert allowed(clients / "a", TARGET)
    assert not allowed(clients / "b", TARGET)
    assert not allowed(clients, TARGET)
    for other in (TARGET + "s", TARGET.replace("5432", "5433"), TARGET.replace("reader", "*"), "*"):
        assert not allowed(clients / "a", other)


def test_a_consent_can_be_withdrawn(clients):
    give(entry(clients / "a", TARGET))
    assert withdraw(entry(clients / "a", TARGET))
    assert not withdraw(entry(clients / "a", TARGET))
    assert not allowed(clients / "a", TARGET)


def test_a_link_to_a_clients_folder_is_the_folder(clients, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(clients / "a", target_is_directory=True)
    give(entry(link, TARGET))
    assert allowed(clients / "a", TARGET)
    assert allowed(link, TARGET)
    link.unlink()
    link.symlink_to(clients / "b", target_is_directory=True)
    assert not allowed(link, TARGET)


def test_a_folder_that_became_a_link_has_no_consent(clients):
    give(entry(clients / "a", TARGET))
    (clients / "a").rmdir()
    (clients / "a").symlink_to(clients / "b", target_is_directory=True)
    assert not allowed(clients / "a", TARGET)
    assert not allowed(clients / "b", TARGET)


def test_data_folders_are_told_by_their_real_paths(clients, tmp_path):
    share = tmp_path / "share of ours, é=1"
    share.mkdir()
    (tmp_path / "nas").symlink_to(share, target_is_directory=True)
    give(entry(clients / "a", consent.path_target(tmp_path / "nas")))
    assert allowed_paths(clients / "a") == (share.resolve(),)
    assert allowed_paths(clients / "b") == ()


@POSIX
def test_the_store_is_private(clients):
    before = os.umask(0)
    try:
        give(entry(clients / "a", TARGET))
    finally:
        os.umask(before)
    for path in (consent.store(), *consent.store().parent.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE(consent.store().parent.stat().st_mode) == 0o700


@POSIX
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_store_that_others_may_write_is_no_consent(mode, clients):
    give(entry(clients / "a", TARGET))
    consent.store().chmod(mode)
    assert not allowed(clients / "a", TARGET)
    assert "other users can write to it" in english(consent.fault())


def english(error):
    return said(error, "en")


def said(error, lang):
    t = texts(lang)
    return f"{t(error.says)} {t(error.fix)}"


def test_a_store_that_cannot_be_read_is_told_in_the_readers_language(clients):
    consent.store().mkdir(parents=True)
    assert not allowed(clients / "a", TARGET)
    assert "(it is a folder, not a file)" in english(consent.fault())
    assert "(c’est un dossier, non un fichier)" in said(consent.fault(), "fr")


@POSIX
def test_a_store_that_another_program_holds_stays_as_it_is(clients, monkeypatch):
    monkeypatch.setattr(consent_file, "PATIENCE", 0.1)
    give(entry(clients / "a", TARGET))
    before = consent.store().read_bytes()
    with (
        Lock(lambda: os.open(consent.store().with_suffix(".lock"), os.O_RDWR), 1),
        pytest.raises(consent.ConsentError) as raised,
    ):
        give(entry(clients / "b", TARGET))
    assert "Another program is changing the consents" in english(raised.value)
    assert "Un autre programme modifie les accords" in said(raised.value, "fr")
    assert consent.store().read_bytes() == before


@POSIX
def test_where_the_drive_has_no_locks_a_consent_is_kept(clients, monkeypatch):
    def refuse(_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("kit.locks.lock", refuse)
    give(entry(clients / "a", TARGET))
    assert allowed(clients / "a", TARGET)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"version": 2, "entries": []}',
        b'{"version": 1}',
        b'{"version": 1, "entries": {}}',
        b'{"version": 1, "entries": [null]}',
        b'{"version": 1, "entries": ["relative=path:/x"]}',
        b'{"version": 1, "entries": ["no sign"]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_store_is_no_consent_and_stays(content, clients):
    give(entry(clients / "a", TARGET))
    whole = json.loads(consent.store().read_bytes())
    if content.startswith(b'{"version": 1, "entries": ['):  # one bad entry among good ones
        whole["entries"].append(json.loads(content)["entries"][0])
        content = json.dumps(whole).encode()
    consent.store().write_bytes(content)
    assert not allowed(clients / "a", TARGET)
    assert str(consent.store()) in english(consent.fault())
    with pytest.raises(consent.ConsentError):
        give(entry(clients / "b", TARGET))
    with pytest.raises(consent.ConsentError):
        withdraw(entry(clients / "b", TARGET))
    assert consent.store().read_bytes() == content


def test_many_writers_lose_nothing(clients):
    code = (
        "import sys; from kit import consent\n"
        "for n in range(20): consent.give(consent.entry(sys.argv[1], f'path:/{sys.argv[2]}/{n}'))"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(clients / "a"), str(n)]) for n in range(4)
    ]
    assert [writer.wait() for writer in writers] == [0] * 4
    assert len(allowed_paths(clients / "a")) == 80


def test_entries_of_the_environment_count(clients, monkeypatch):
    monkeypatch.setenv(VARIABLE, f" {entry(clients / 'a', TARGET)}\n{entry(clients, 'path:/x')} ")
    assert allowed(clients / "a", TARGET)
    assert not allowed(clients / "b", TARGET)
    assert allowed_paths(clients) == (Path("/x"),)


def test_a_relative_folder_is_one_where_the_command_runs(clients, monkeypatch):
    text = f"a={TARGET}"
    monkeypatch.setenv(VARIABLE, text)
    monkeypatch.chdir(clients)
    assert not allowed(clients / "a", TARGET)  # not yet taken up by a command
    with admitting():
        monkeypatch.chdir(clients / "b")
        (clients / "b" / "a").mkdir()
        assert allowed(clients / "a", TARGET)
        assert not allowed(clients / "b" / "a", TARGET)
        code = (
            "import sys; from pathlib import Path; from kit.consent import allowed\n"
            "print(allowed(Path(sys.argv[1]), sys.argv[2]))"
        )
        child = [sys.executable, "-c", code, str(clients / "a"), TARGET]
        assert subprocess.check_output(child, text=True).strip() == "True"
    assert os.environ[VARIABLE] == text


def test_what_is_no_entry_is_refused(clients):
    for text in ("", "x", "=x", "x=", "a b=c", "a=\x1b[2J"):
        with pytest.raises(ValueError), admitting([text]):
            pass
    assert VARIABLE not in os.environ


@given(st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1))
def test_an_entry_is_read_as_it_was_printed(name):
    one = Entry(Path("/srv").absolute() / name.replace("\\", "-"), TARGET)
    if one.folder.name in ("", ".."):
        return
    printed = str(one)
    assert len(printed.split()) == 1
    assert printed.isascii()
    assert Entry.of(printed) == one


@POSIX
def test_a_folder_whose_name_is_not_utf8(tmp_path):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    folder.mkdir()
    give(entry(folder, TARGET))
    assert allowed(folder, TARGET)
