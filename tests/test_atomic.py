"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kit import atomic


def test_it_replaces_what_was_there_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    atomic.write_text(path, "un\r\n")
    atomic.write_text(path, "deux\né")
    assert path.read_bytes() == "deux\né".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    atomic.write_text(path, "un")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        atomic.write_text(path, "deux")
    assert path.read_text() == "un"
    assert list(tmp_path.iterdir()) == [path]


def test_it_keeps_who_may_read_the_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("un")
    path.chmod(0o640)
    atomic.write_text(path, "deux")
    assert path.stat().st_mode & 0o777 == 0o640


def test_on_windows_it_waits_for_a_file_held_for_a_moment(tmp_path, monkeypatch):
    path, attempts = tmp_path / "a.txt", []
    real = Path.replace

    def held(self, target):
        attempts.append(1)
        if len(attempts) < 3:
            raise PermissionError("held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(atomic, "WINDOWS", True)
    monkeypatch.setattr(atomic, "PAUSE", 0)
    atomic.write_text(path, "un")
    assert path.read_text() == "un"
    assert len(attempts) == 3
