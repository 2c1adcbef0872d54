"""Simulate what differs on Windows: its console, files that are held open, its file names."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.cli import run
from kit.client_files import folder

# Reserved names are in tests/cli/test_new.py, CRLF in tests/workshop/test_saving.py, a system
# without fork in tests/test_portable.py, drive letters and colons in tests/client_files.


@pytest.fixture
def client(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")
    assert run(["new", "Maison Exemple", "--template", "blank", "--lang", "fr"]) == 0
    capsys.readouterr()
    return tmp_path / "workshops" / "maison-exemple"


def test_a_console_of_another_encoding_shows_what_it_can(client):
    """Windows' console has cp1252, which has no narrow no-break space: no error for that."""
    environ = {**os.environ, "PYTHONIOENCODING": "cp1252", "PARCOURS_LANG": "fr"}
    environ.pop("PYTHONUTF8", None)
    done = subprocess.run(
        [sys.executable, "-m", "parcours_kit", "check", "maison-exemple", "--all"],
        cwd=client.parents[1],
        env={**environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1), done.stderr
    assert "à" in done.stdout.decode("cp1252")


def test_a_table_that_excel_holds_open_is_named_in_one_sentence(client, monkeypatch, capsys):
    assert run(["tables", "maison-exemple", "--to", "csv"]) == 0
    capsys.readouterr()
    rename = os.replace

    def held(source, target, **folders):
        if str(target).endswith(".csv"):
            raise PermissionError(errno.EACCES, "held by another process", str(target))
        return rename(source, target, **folders)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(folder, "PAUSE", 0)
    assert run(["tables", "maison-exemple", "--to", "csv"]) != 0
    said = capsys.readouterr().err
    assert ".csv" in said
    assert "Traceback" not in said
    left = {path.suffix for path in (client.parents[1] / "outputs").rglob("*") if path.is_file()}
    assert left == {".csv"}


def test_names_that_differ_in_case_alone_are_one_folder(client, capsys):
    """Two such folders would be one where names have no case."""
    assert run(["new", "MAISON EXEMPLE", "--template", "blank", "--lang", "fr"]) != 0
    assert "maison-exemple" in capsys.readouterr().err


def test_a_long_name_makes_a_short_folder(client):
    """A path has 260 characters there, of which the folders above take their share."""
    assert run(["new", "n" * 300, "--template", "blank", "--lang", "fr"]) == 0
    assert max(len(path.name) for path in client.parent.iterdir()) <= 60
