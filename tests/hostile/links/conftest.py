"""A client's folder that holds a link, and beside it what the link leads to."""

import shutil

import pytest

from kit.cli import run
from kit.resources import resource

SECRET = "what-lies-outside"
SURVEY = f"Date,Commentaire,Satisfaction\n2026-01-01,{SECRET},5\n2026-01-02,{SECRET},4\n"


class Hostile:
    """A client whose folder leads out, and everything outside as it was.

    ``link`` puts a link in the place of an entry, and what it leads to outside.
    """

    def __init__(self, root):
        self.root = root
        self.client = root / "workshops" / "acme"
        self.outside = root / "elsewhere"
        self.outside.mkdir()

    def link(self, name, content=SECRET):
        """Link an entry to a file outside with this content, or to a folder with these files."""
        path = self.client / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        target = self.outside / path.name
        if isinstance(content, dict):
            target.mkdir()
            for inner, text in content.items():
                (target / inner).write_text(text)
        else:
            target.write_text(content)
        path.symlink_to(target)
        return target

    def seen(self):
        """Return everything outside: contents, times, numbers."""
        found = sorted([self.outside, *self.outside.rglob("*")])
        return [
            (p, p.lstat().st_mtime_ns, p.lstat().st_ino, p.read_bytes() if p.is_file() else b"")
            for p in found
        ]

    def written(self):
        """Return all that stands in outputs, in one."""
        files = [p for p in (self.root / "outputs").rglob("*") if p.is_file()]
        return b"".join(p.read_bytes() for p in files)


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")
    shutil.copytree(resource("workshops") / "maison-lumen", tmp_path / "workshops" / "acme")
    return Hostile(tmp_path)


@pytest.fixture
def parcours(hostile, capsys):
    """Run a command; nothing outside is read or written, whatever it answers."""

    def run_it(*arguments):
        before = hostile.seen()
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert hostile.seen() == before
        assert SECRET not in out + err
        assert SECRET.encode() not in hostile.written()
        return status, out + err

    return run_it
