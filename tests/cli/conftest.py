import shutil

import pytest

from kit.cli import run
from kit.resources import resource


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")
    return tmp_path


@pytest.fixture
def parcours(here, capsys):
    """Run the command; returns exit status, standard output and standard error."""

    def run_it(*arguments):
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, out, err

    return run_it


@pytest.fixture
def examples(here):
    """The shipped workshops, in ./workshops."""
    shutil.copytree(resource("workshops"), here / "workshops")
    return here / "workshops"


@pytest.fixture
def broken(here):
    """A workshop file with two errors."""
    folder = here / "workshops" / "broken"
    folder.mkdir(parents=True)
    text = (
        "schema_version: 1\nclient: {name: B, langage: fr}\nstages:\n  a: {name: 1, owner: [x]}\n"
    )
    (folder / "workshop.yaml").write_text(text, "utf-8")
    return folder
