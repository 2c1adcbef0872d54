"""The watch over client folders reports what it must, in this process and in those it starts."""

import subprocess
import sys

import pytest

BY_KIT = """
import os, sys
from kit import resources
exec(compile(open(sys.argv[2]).read(), resources.__file__, "exec"))
"""


@pytest.fixture
def reported(access_log, tmp_path):
    """Return what the watch reports of code that runs as if it stood in a module of the kit."""
    (tmp_path / "workshop.yaml").write_text("client: {name: Maison}\n", "utf-8")

    def run(code: str) -> str:
        script = tmp_path.parent / "script.py"
        script.write_text(code, "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", BY_KIT, tmp_path / "workshop.yaml", script],
            capture_output=True,
            text=True,
            check=True,
        )
        assert not done.stderr
        lines = access_log.read_text("utf-8")
        access_log.write_text("", "utf-8")
        return lines

    return run


@pytest.mark.parametrize(
    "code",
    [
        "open(sys.argv[1])",
        "os.open(sys.argv[1], os.O_RDONLY)",
        "os.listdir(os.path.dirname(sys.argv[1]))",
        "import pathlib; pathlib.Path(sys.argv[1]).read_text()",
        "import pandas; pandas.read_csv(sys.argv[1])",
        "os.rename(sys.argv[1], sys.argv[1] + '.old')",
        "os.remove(sys.argv[1])",
    ],
)
def test_an_access_from_another_module_is_reported(reported, code):
    assert "workshop.yaml" in reported(code) or "os.listdir" in reported(code)


def test_an_access_through_client_files_is_not(reported):
    code = """
from pathlib import Path
from kit.client_files import ClientFolder
print(ClientFolder(Path(sys.argv[1]).parent).read_bytes("workshop.yaml"))
"""
    assert reported(code) == ""
