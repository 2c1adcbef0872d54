"""Locks: one writer at a time; where the drive has none, the work goes on and that is said."""

import errno
import os
import subprocess
import sys
import threading

import pytest

from kit import locks
from kit.client_files import ClientFolder, FolderLock, LinkError, LockTimeoutError
from kit.i18n import texts

HOLDS = """
import sys
from kit.client_files import ClientFolder, FolderLock
with FolderLock(ClientFolder(sys.argv[1]), "lock", 5):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def client(tmp_path):
    return ClientFolder(tmp_path)


def test_a_second_writer_waits_until_the_first_has_ended(client, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(LockTimeoutError):
            FolderLock(client, "lock", 0).acquire()
        other.stdin.close()
        with FolderLock(client, "lock", 30, poll=0.001) as lock:
            assert lock.guarded
            assert lock.notice() is None


def test_a_writer_that_is_killed_holds_nothing(client, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()
        other.kill()
        other.wait()
    with FolderLock(client, "lock", 0):
        pass


def test_whoever_holds_it_goes_on_and_other_threads_wait(client):
    lock, second = FolderLock(client, "lock", 0), FolderLock(client, "lock", 0)
    refused = []

    def other():
        for one in (lock, second):
            try:
                one.acquire()
            except LockTimeoutError as error:
                refused.append(error)

    with lock, lock:
        with lock:
            pass
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert len(refused) == 2
    with second:
        pass


@pytest.mark.parametrize("number", [errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOSYS, errno.EACCES])
def test_a_drive_without_locks_is_worked_on_and_named_once(client, monkeypatch, number):
    def unsupported(descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(locks, "lock", unsupported)
    monkeypatch.setattr("kit.client_files.locks._noticed", set())
    first, second = FolderLock(client, "lock", 0), FolderLock(client, "other", 0)
    with first, second:
        assert not first.guarded
        notice = first.notice()
        assert str(client.path) in texts("en")(notice)
        assert str(client.path) in texts("fr")(notice)
        assert first.notice() is None
        assert second.notice() is None
    monkeypatch.undo()
    with first:
        assert first.guarded


def test_the_file_of_a_lock_is_neither_followed_nor_emptied(client, tmp_path):
    (tmp_path / "full").write_text("kept")
    (tmp_path / "lock").symlink_to(tmp_path / "full")
    with pytest.raises(LinkError):
        FolderLock(client, "lock", 0).acquire()
    with FolderLock(client, "full", 0):
        pass
    assert (tmp_path / "full").read_text() == "kept"
