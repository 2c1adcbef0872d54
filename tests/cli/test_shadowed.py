"""Another package called ``kit``, found before this one."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def ran(folder, lang="en"):
    environ = {**os.environ, "PYTHONPATH": str(folder / "other"), "PARCOURS_LANG": lang}
    return subprocess.run(
        [sys.executable, "-m", "parcours_kit", "--version"],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("name", ["kit/__init__.py", "kit.py"])
@pytest.mark.parametrize(("lang", "says"), [("en", "PYTHONPATH"), ("fr", "Un autre paquet")])
def test_it_is_named_with_what_to_do(tmp_path, name, lang, says):
    path = tmp_path / "other" / name
    path.parent.mkdir(parents=True)
    path.write_text("raise SystemExit('the wrong one was imported')\n")
    done = ran(tmp_path, lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert str(path) in done.stderr
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_that_is_no_package_is_not_in_the_way(tmp_path):
    (tmp_path / "other" / "kit").mkdir(parents=True)
    assert ran(tmp_path).stdout.startswith("parcours-kit ")
